"""Check that the edition's tables agree with its source and with each other.

Every check yields `Fault`s and never stops at the first: whoever corrects the data sees all at once.
A cell that could not be read is None here and has its fault already; checks pass over it.
"""

import re
from bisect import bisect_right
from collections import Counter

from memo.errors import Fault

_COUNT_AGAIN = "count the characters again, or restore the row from the kit"


def faults(source, tables):
    """Every fault of the edition, from the source (str) and the tables that could be read."""
    segments, sentences = tables.get("segments"), tables.get("sentences")
    for name in ("segments", "sentences", "apparatus", "mentions"):
        if name in tables:
            yield from _places(source, tables[name])
    if segments:
        yield from _tiling(source, segments)
        yield from _numbering(segments)
    if sentences:
        yield from _sentence_numbering(sentences)
        yield from _sentence_edges(source, sentences)
    if segments and sentences:
        yield from _sentences_fill_paragraphs(source, segments, sentences)
    if "apparatus" in tables:
        yield from _quotes(source, tables["apparatus"], "source_reading")
        yield from _brackets(source, tables["apparatus"])
        yield from _question_marks(source, tables["apparatus"])
        yield from _edits(tables["apparatus"], [table for table in (segments, sentences) if table])
        if segments:
            yield from _apparatus_paragraphs(tables["apparatus"], segments)
    if "mentions" in tables:
        yield from _quotes(source, tables["mentions"], "quote")
        if sentences:
            yield from _within_sentences(tables["mentions"], sentences)


def _is_place(row, length):
    start, end = row["start"], row["end"]
    return None not in (start, end) and 0 <= start < end <= length


def _places(source, table):
    for number, row in table.rows():
        if None not in (row["start"], row["end"]) and not _is_place(row, len(source)):
            what = f"{row['start']} to {row['end']} is not a place in the source, which has {len(source)} characters"
            yield Fault(table.file, number, what, _COUNT_AGAIN)


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
    due = 1
    for number, row in segments.rows():
        if row["kind"] is None:
            continue
        if (row["kind"] == "body") != (row["paragraph"] is not None):
            what = f"segment {row['id']} is {row['kind']} and has the paragraph number {row['paragraph'] or '(empty)'}"
            yield Fault(segments.file, number, what, "number the body's paragraphs and nothing else")
        elif row["paragraph"] not in (None, due):
            what = f"paragraph {row['paragraph']} stands where {due} is due"
            yield Fault(segments.file, number, what, "number the paragraphs 1, 2, 3 … in reading order")
        if row["kind"] == "body":
            due = (row["paragraph"] or due) + 1
    if due == 1:
        yield Fault(segments.file, None, "there is no paragraph of the body", "restore the file from the kit")


def _sentence_numbering(sentences):
    """Sentences stand in reading order, are numbered 1, 2, 3 … in each paragraph, and are named after it."""
    before = (0, 0)
    for number, row in sentences.rows():
        paragraph, count = here = row["paragraph"], row["number"]
        if None not in here + before and here not in ((before[0], before[1] + 1), (max(paragraph, before[0] + 1), 1)):
            what = f"sentence {paragraph}.{count} stands after {before[0]}.{before[1]}"
            remedy = "number the sentences of each paragraph 1, 2, 3 … in reading order"
            yield Fault(sentences.file, number, what, remedy)
        name = None if None in here else f"p{paragraph:02}s{count:02}"
        if name and row["id"] not in (None, name):
            what = f"the id {row['id']!r} does not fit paragraph {paragraph}, sentence {count}"
            yield Fault(sentences.file, number, what, f"write {name}")
        before = here


def _sentence_edges(source, sentences):
    for number, row in sentences.rows():
        if _is_place(row, len(source)) and (source[row["start"]].isspace() or source[row["end"] - 1].isspace()):
            what = f"sentence {row['id']} begins or ends with white space"
            yield Fault(sentences.file, number, what, "let it begin and end with its own words")


def _sentences_fill_paragraphs(source, segments, sentences):
    """Nothing of a paragraph but its item number and white space lies outside its sentences."""
    bounds = {row["paragraph"]: (row["start"], row["end"]) for _, row in segments.rows() if row["paragraph"]}
    reached, current = None, None
    for number, row in sentences.rows():
        start, end, paragraph = row["start"], row["end"], row["paragraph"]
        if paragraph is not None and paragraph not in bounds:
            what = f"sentence {row['id']} is of paragraph {paragraph}, which {segments.file} does not have"
            yield Fault(sentences.file, number, what, "correct the paragraph, or remove the row")
        if None in (start, end, *bounds.get(paragraph, (None,))):
            continue
        if paragraph != current:
            yield from _left_over(source, sentences.file, number - 1, reached, bounds.get(current))
            current, reached = paragraph, bounds[paragraph][0]
        if start < reached or end > bounds[paragraph][1]:
            what = f"sentence {row['id']} overlaps another or leaves its paragraph"
            yield Fault(sentences.file, number, what, _COUNT_AGAIN)
        elif not re.fullmatch(r"\s*|[0-9]+\. ", source[reached:start]):
            what = f"the words {source[reached:start].strip()[:40]!r} before {row['id']} are in no sentence"
            yield Fault(sentences.file, number, what, "let the sentences of a paragraph cover all its words")
        reached = max(end, reached)
    yield from _left_over(source, sentences.file, sentences.length + 1, reached, bounds.get(current))
    for paragraph in sorted(bounds.keys() - set(sentences.columns["paragraph"])):
        yield Fault(sentences.file, None, f"paragraph {paragraph} has no sentence", "add its sentences")


def _left_over(source, file, number, reached, bounds):
    if bounds and source[reached : bounds[1]].strip():
        what = f"the words {source[reached : bounds[1]].strip()[:40]!r} are in no sentence"
        yield Fault(file, number, what, "let the sentences of a paragraph cover all its words")


def _quotes(source, table, column):
    for number, row in table.rows():
        quote = row[column]
        if _is_place(row, len(source)) and quote not in (None, source[row["start"] : row["end"]]):
            stands = source[row["start"] : row["end"]][:40]
            what = f"{column} {quote[:40]!r} is not what stands there, {stands!r}"
            yield Fault(table.file, number, what, "copy the words from the source, or correct start and end")


def _brackets(source, apparatus):
    """Each bracket, whole, has one entry of its own."""
    entries = Counter(zip(apparatus.columns["start"], apparatus.columns["end"], strict=True))
    for match in re.finditer(r"\[[^\[\]]*\]", source):
        if entries[match.span()] != 1:
            yield _unexplained(source, apparatus.file, match.start(), "bracket", entries[match.span()])


def _question_marks(source, apparatus):
    """Each question mark lies within one entry that takes it for something lost."""
    marks = Counter()
    for _, row in apparatus.rows():
        if _is_place(row, len(source)) and (row["kind"] or "").startswith("lost"):
            marks.update(range(row["start"], row["end"]))
    for match in re.finditer(r"\?", source):
        if marks[match.start()] != 1:
            yield _unexplained(source, apparatus.file, match.start(), "question mark", marks[match.start()])


def _unexplained(source, file, place, what, entries):
    near = " ".join(source[max(0, place - 20) : place + 20].split())
    has = f"has {entries} entries" if entries else "has no entry"
    return Fault(file, None, f"the {what} at {place} (“{near}”) {has}", "give it exactly one entry that explains it")


def _edits(apparatus, tables):
    """Changes to the text lie one within another or apart, each in one segment and one sentence.

    Else the reading text of a sentence and that of its paragraph would differ.
    """
    edits = [
        (row["start"], row["end"], number)
        for number, row in apparatus.rows()
        if None not in (row["start"], row["end"]) and (row["edited_reading"] or "") != row["source_reading"]
    ]
    edges = [table.columns[edge] for table in tables for edge in ("start", "end")]
    cuts = sorted({place for places in edges for place in places if place is not None})
    reached = 0
    for start, end, number in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start < reached < end or bisect_right(cuts, start) < bisect_right(cuts, end - 1):
            what = "the change runs over the edge of a sentence, a segment or another change"
            yield Fault(apparatus.file, number, what, "divide it in two, or correct start and end")
        reached = max(reached, end)


def _apparatus_paragraphs(apparatus, segments):
    starts = segments.columns["start"]
    if not starts or None in starts or starts != sorted(starts):
        return
    for number, row in apparatus.rows():
        if row["start"] is None:
            continue
        where = segments.columns["paragraph"][bisect_right(starts, row["start"]) - 1]
        if row["paragraph"] != where:
            what = f"entry {row['id']} says paragraph {row['paragraph'] or '(none)'} and stands in {where or 'none'}"
            yield Fault(apparatus.file, number, what, "correct the paragraph, or start and end")


def _within_sentences(table, sentences):
    bounds = {row["id"]: (row["start"], row["end"]) for _, row in sentences.rows()}
    for number, row in table.rows():
        start, end = bounds.get(row["sentence"], (None, None))
        if None in (start, end, row["start"], row["end"]):
            continue
        if not start <= row["start"] < row["end"] <= end:
            what = f"{row['id']} does not stand within sentence {row['sentence']}"
            yield Fault(table.file, number, what, "correct the sentence, or start and end")
