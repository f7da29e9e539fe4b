"""Check that the edition's tables agree with its source and with each other.

Every check yields `Fault`s and never stops at the first: whoever corrects the data sees all at once.
"""

import re
from bisect import bisect_right

from memo.errors import Fault

_PRESS_ON = "count the characters again, or restore the row from the kit"


def faults(source, tables):
    """Every fault of the edition, from the source (str) and the tables that could be read."""
    segments, sentences = tables.get("segments"), tables.get("sentences")
    if segments:
        yield from _places(source, segments)
        yield from _tiling(source, segments)
        yield from _numbering(segments)
    if sentences:
        yield from _places(source, sentences)
        yield from _sentence_ids(sentences)
    if segments and sentences:
        yield from _sentences_fill_paragraphs(source, segments, sentences)
    if "apparatus" in tables:
        yield from _apparatus(source, tables["apparatus"], segments)
    if "mentions" in tables:
        yield from _places(source, tables["mentions"])
        yield from _quotes(source, tables["mentions"], "quote")
        if sentences:
            yield from _within_sentences(tables["mentions"], sentences)


def _places(source, table):
    for number, row in table.rows():
        start, end = row["start"], row["end"]
        if None not in (start, end) and not 0 <= start < end <= len(source):
            what = f"{start} to {end} is not a place in the source, which has {len(source)} characters"
            yield Fault(table.file, number, what, _PRESS_ON)


def _tiling(source, segments):
    reached = 0
    for number, row in segments.rows():
        if None in (row["start"], row["end"]):
            return
        if row["start"] != reached:
            kind = "a gap" if row["start"] > reached else "an overlap"
            what = f"segment {row['id']} begins at {row['start']} where the one before ends at {reached}: {kind}"
            yield Fault(segments.file, number, what, "make each segment begin where the one before ends")
        reached = row["end"]
    if reached != len(source):
        what = f"the segments end at {reached}, the source at {len(source)}"
        yield Fault(segments.file, segments.length + 1, what, "let the last segment end with the source")


def _numbering(segments):
    expected = 1
    for number, row in segments.rows():
        if (row["kind"] == "body") != (row["paragraph"] is not None):
            what = f"segment {row['id']} is {row['kind']} and has the paragraph number {row['paragraph']}"
            yield Fault(segments.file, number, what, "number the body's paragraphs and nothing else")
        elif row["paragraph"] is not None:
            if row["paragraph"] != expected:
                what = f"paragraph {row['paragraph']} stands where {expected} is due"
                yield Fault(segments.file, number, what, "number the paragraphs 1, 2, 3 … in reading order")
            expected = row["paragraph"] + 1


def _sentence_ids(sentences):
    for number, row in sentences.rows():
        if None in (row["paragraph"], row["number"]):
            continue
        expected = f"p{row['paragraph']:02}s{row['number']:02}"
        if row["id"] != expected:
            what = f"the id {row['id']!r} does not fit paragraph {row['paragraph']}, sentence {row['number']}"
            yield Fault(sentences.file, number, what, f"write {expected}")


def _sentences_fill_paragraphs(source, segments, sentences):
    """Nothing of a paragraph but its item number and white space lies outside its sentences."""
    bounds = {row["paragraph"]: (row["start"], row["end"]) for _, row in segments.rows() if row["paragraph"]}
    reached, current = None, None
    last = sentences.length + 1
    for number, row in sentences.rows():
        start, end, paragraph = row["start"], row["end"], row["paragraph"]
        if None in (start, end, paragraph) or None in bounds.get(paragraph, (None,)):
            continue
        if paragraph != current:
            yield from _left_over(source, sentences.file, number - 1, reached, bounds.get(current))
            current, reached = paragraph, bounds[paragraph][0]
        if start < reached or end > bounds[paragraph][1]:
            what = f"sentence {row['id']} overlaps another or leaves its paragraph"
            yield Fault(sentences.file, number, what, _PRESS_ON)
        elif not re.fullmatch(r"\s*|[0-9]+\. ", source[reached:start]):
            what = f"the words {source[reached:start].strip()[:40]!r} before {row['id']} are in no sentence"
            yield Fault(sentences.file, number, what, "let the sentences of a paragraph cover all its words")
        reached = max(end, reached)
    yield from _left_over(source, sentences.file, last, reached, bounds.get(current))
    for paragraph in sorted(bounds.keys() - set(sentences.columns["paragraph"])):
        yield Fault(sentences.file, None, f"paragraph {paragraph} has no sentence", "add its sentences")


def _left_over(source, file, number, reached, bounds):
    if bounds and source[reached : bounds[1]].strip():
        what = f"the words {source[reached : bounds[1]].strip()[:40]!r} are in no sentence"
        yield Fault(file, number, what, "let the sentences of a paragraph cover all its words")


def _quotes(source, table, column):
    for number, row in table.rows():
        start, end, quote = row["start"], row["end"], row[column]
        if None not in (start, end) and (quote or "") != source[start:end]:
            what = f"{column} {(quote or '')[:40]!r} is not what stands there, {source[start:end][:40]!r}"
            yield Fault(table.file, number, what, "copy the words from the source, or correct start and end")


def _apparatus(source, apparatus, segments):
    yield from _places(source, apparatus)
    yield from _quotes(source, apparatus, "source_reading")
    rows = list(apparatus.rows())
    if segments:
        yield from _apparatus_paragraphs(rows, apparatus.file, segments)
    noted = {row["start"] for _, row in rows if (row["source_reading"] or "").startswith("[")}
    for match in re.finditer(r"\[", source):
        if match.start() not in noted:
            yield _unexplained(source, apparatus.file, match.start(), "bracket")
    marks = {row["start"] + i for _, row in rows if row["start"] is not None and row["kind"].startswith("lost")
             for i, sign in enumerate(row["source_reading"] or "") if sign == "?"}
    for match in re.finditer(r"\?", source):
        if match.start() not in marks:
            yield _unexplained(source, apparatus.file, match.start(), "question mark")


def _unexplained(source, file, place, what):
    near = " ".join(source[max(0, place - 20) : place + 20].split())
    return Fault(file, None, f"the {what} at {place} (“{near}”) has no entry", "add an entry that explains it")


def _apparatus_paragraphs(rows, file, segments):
    starts = segments.columns["start"]
    if None in starts or starts != sorted(starts):
        return
    for number, row in rows:
        if row["start"] is None or row["start"] < 0:
            continue
        where = segments.columns["paragraph"][bisect_right(starts, row["start"]) - 1]
        if row["paragraph"] != where:
            what = f"entry {row['id']} says paragraph {row['paragraph']} and stands in {where or 'none'}"
            yield Fault(file, number, what, "correct the paragraph, or start and end")


def _within_sentences(table, sentences):
    bounds = {row["id"]: (row["start"], row["end"]) for _, row in sentences.rows()}
    for number, row in table.rows():
        start, end = bounds.get(row["sentence"], (None, None))
        if None in (start, end, row["start"], row["end"]):
            continue
        if not start <= row["start"] < row["end"] <= end:
            what = f"{row['id']} does not stand within sentence {row['sentence']}"
            yield Fault(table.file, number, what, "correct the sentence, or start and end")
