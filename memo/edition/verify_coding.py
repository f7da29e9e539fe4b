"""Check that coding and history agree with the text, with the codes and with each other."""

import datetime
import re

from memo.errors import Fault

# Columns that hold several ids in one cell, and the table each id must be in.
LISTS = [
    ("evidence", "claims", "claims"),
    ("forecasts", "claims", "claims"),
    ("actors", "named_in", "claims"),
    ("actors", "worded_in", "claims"),
    ("actors", "meant_in", "claims"),
    ("ties", "claims", "claims"),
    ("questions", "forecasts", "forecasts"),
    ("questions", "at", "claims"),
    *((table, "work", "works") for table in ("countries", "actors", "ties", "disputes", "events", "outcomes", "proposals")),
    *((table, "later_work", "works") for table in ("actors", "disputes")),
    ("outcomes", "events", "events"),
    ("proposals", "events", "events"),
    ("explanations", "claims", "claims"),
    ("explanations", "events", "events"),
    ("explanations", "work", "works"),
    ("hindsight", "work", "works"),
    ("desks", "events", "events"),
    ("desks", "work", "works"),
    ("glossary", "work", "works"),
]
# Columns that hold a paragraph and words that must stand in it.
QUOTES = [
    *((table, "paragraph", "quote") for table in ("evidence", "forecasts", "problems", "proposals")),
    ("proposals", "ground_paragraph", "ground"),
    ("links", "diagnosis_paragraph", "diagnosis"),
    ("links", "proposal_paragraph", "remedy"),
    ("links", "proposal_paragraph", "tie_words"),
]
DATES = [("events", "date"), ("events", "end_date"), ("outcomes", "horizon"), ("questions", "horizon")]
CLASSES = {"all", "allies", "unnamed"}
_COPY = "copy the words from the source, white space as single spaces"


def faults(source, tables):
    """Every fault of coding and history, from the source (str) and the tables that could be read."""
    segments, sentences = tables.get("segments"), tables.get("sentences")
    if "claims" in tables and sentences:
        yield from _claims(source, tables["claims"], sentences)
        yield from _country_names(tables)
    if "claims" in tables and "codes" in tables:
        yield from _alternatives(tables["claims"], tables["codes"])
    for name, paragraph, quote in QUOTES:
        if name in tables and segments:
            yield from _paragraph_quotes(source, tables[name], segments, paragraph, quote)
    for name, paragraph in (("proposals", "paragraph"), ("proposals", "ground_paragraph"), ("links", "proposal_paragraph")):
        if name in tables and segments:
            yield from _own_paragraphs(tables[name], segments, paragraph)
    for name, column, target in LISTS:
        if name in tables and target in tables:
            yield from _listed(tables[name], column, tables[target])
    for name, column in DATES:
        if name in tables:
            yield from _dates(tables[name], column)


def _flat(text):
    return " ".join(text.split())


def _claims(source, claims, sentences):
    """Each quote stands in its sentence, ids follow the text, and every sentence has a claim."""
    texts = {row["id"]: _flat(source[row["start"] : row["end"]]) for _, row in sentences.rows() if None not in (row["start"], row["end"])}
    last = {}
    for number, row in claims.rows():
        sentence, quote, name = row["sentence"], row["quote"], row["id"]
        if None in (sentence, quote, name):
            continue
        if sentence not in texts:
            yield Fault(
                claims.file,
                number,
                f"sentence {sentence!r} does not exist",
                "write the id of a sentence, such as p06s02",
            )
            continue
        if quote not in texts[sentence]:
            yield Fault(claims.file, number, f"the quote {quote[:40]!r} does not stand in {sentence}", _COPY)
        if name[:-1] != "c" + sentence[1:]:
            yield Fault(claims.file, number, f"the id {name!r} does not fit {sentence}", f"write c{sentence[1:]} and a letter")
        if name[-1:] != chr(last.get(sentence, 96) + 1):
            yield Fault(claims.file, number, f"claim {name} is out of order", "letter the claims of a sentence a, b, c …")
        last[sentence] = ord(name[-1:])
    for sentence in sorted(texts.keys() - last.keys() - {None}):
        yield Fault(claims.file, None, f"sentence {sentence} has no claim", "code every sentence")


def _country_names(tables):
    known = set(tables["countries"].columns["id"]) - {None} if "countries" in tables else None
    for number, row in tables["claims"].rows() if known else ():
        for name in _parts(row["countries"]):
            if name not in known | CLASSES:
                yield Fault(
                    tables["claims"].file,
                    number,
                    f"country {name!r} is not known",
                    f"use {', '.join(sorted(known | CLASSES))}",
                )


def _alternatives(claims, codes):
    """Alternatives are field=value pairs of the table's own fields and codes, each with its reason."""
    permitted = {}
    for field, code in zip(codes.columns["field"], codes.columns["code"], strict=True):
        permitted.setdefault(field, set()).add(code)
    permitted["theme2"], permitted["content"], permitted["affected"] = (
        permitted.get("theme"),
        permitted.get("kind"),
        permitted.get("actor"),
    )
    for number, row in claims.rows():
        readings = (row["alternative"] or "").split(" | ") if row["alternative"] else []
        if len(readings) != (len(row["reason"].split(" | ")) if row["reason"] else 0):
            yield Fault(
                claims.file,
                number,
                "alternatives and reasons are not as many",
                "give each alternative its reason, parted by ' | '",
            )
        for pair in (pair for reading in readings for pair in reading.split("; ")):
            field, equals, value = pair.partition("=")
            if not equals or field not in claims.columns:
                yield Fault(claims.file, number, f"the alternative {pair!r} is not field=value", "write it like kind=warning")
            elif value and permitted.get(field) and value not in permitted[field]:
                yield Fault(claims.file, number, f"{value!r} is no code of {field}", "use a code from codes.csv")


def _paragraph_quotes(source, table, segments, paragraph, quote):
    texts = {
        row["paragraph"]: _flat(source[row["start"] : row["end"]]) for _, row in segments.rows() if None not in (row["start"], row["end"])
    }
    for number, row in table.rows():
        words, place = row.get(quote), row.get(paragraph)
        if words and place is None and paragraph in table.columns:
            yield Fault(table.file, number, f"the {quote} {words[:40]!r} has no {paragraph}", "say in which paragraph it stands")
        elif words and place and words not in texts.get(place, ""):
            yield Fault(table.file, number, f"the {quote} {words[:40]!r} does not stand in ¶{place}", _COPY)


def _own_paragraphs(table, segments, paragraph):
    """What is quoted from a proposal stands in one of its own paragraphs."""
    own = {row["paragraph"]: row["proposal"] for _, row in segments.rows()}
    for number, row in table.rows():
        place, proposal = row.get(paragraph), row["proposal"]
        if None not in (place, proposal) and own.get(place) != proposal:
            what = f"¶{place} does not belong to proposal {proposal}"
            yield Fault(table.file, number, what, "give a paragraph of that proposal, or another proposal")


def _parts(cell):
    return cell.split("; ") if cell else []


def _listed(table, column, target):
    key = "id" if "id" in target.columns else next(iter(target.columns))
    known = set(target.columns[key])
    for number, cell in enumerate(table.columns[column], start=2):
        for name in _parts(cell):
            if name not in known:
                what = f"{column} {name!r} is not in {target.file}"
                yield Fault(table.file, number, what, f"correct it, or add the row to {target.file}")


def _dates(table, column):
    for number, cell in enumerate(table.columns[column], start=2):
        if cell and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", cell):
            try:
                datetime.date.fromisoformat((cell + "-01-01")[:10])
            except ValueError:
                yield Fault(table.file, number, f"{column} {cell!r} is not a day of the calendar", "write it like 1989-02-24")
