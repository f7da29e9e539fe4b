"""Check that the glossary agrees with the text, and that quotations of other works name what was read."""

import re

from memo.edition.terms import parts, places
from memo.errors import Fault

# What explains itself needs no source: the memorandum's own use is one, plain language and the kit's words have none.
_WITHOUT_SOURCE = {"words", "kit"}


def faults(source, tables):
    """Every fault of glossary and quotations, from the source (str) and the tables that could be read."""
    if "glossary" in tables:
        yield from _sources(tables["glossary"])
        yield from _forms(tables["glossary"])
        if tables.get("segments"):
            yield from _paragraphs(source, tables["glossary"], tables["segments"])
    if "quotations" in tables:
        yield from _read(tables["quotations"])


def _sources(glossary):
    """A term names its works, and whether one was opened, unless it explains itself."""
    for number, row in glossary.rows():
        named = bool(row["work"])
        if named == (row["basis"] in _WITHOUT_SOURCE) or named != (row["checked"] is not None):
            what = f"the term {row['id']} has the basis {row['basis']}, and work and checked do not fit it"
            yield Fault(glossary.file, number, what, "name work and checked, or neither where the basis is words or kit")
        if (row["kind"] == "kit") != (row["basis"] == "kit"):
            what = f"the term {row['id']} is of the kind {row['kind']} and has the basis {row['basis']}"
            yield Fault(glossary.file, number, what, "give words of the kit, and only them, the basis kit")


def _forms(glossary):
    """No two terms share a form: a reader could not tell which is meant."""
    taken = {}
    for number, row in glossary.rows():
        for form in parts(row["forms"]):
            if form.casefold() in taken:
                what = f"the form {form!r} stands already in row {taken[form.casefold()]}"
                yield Fault(glossary.file, number, what, "give each form to one term")
            taken.setdefault(form.casefold(), number)


def _paragraphs(source, glossary, segments):
    """Each term stands in the paragraphs that it names; only words of the memorandum name any."""
    bodies = {
        str(row["paragraph"]): (row["start"], row["end"])
        for _, row in segments.rows()
        if None not in (row["paragraph"], row["start"], row["end"])
    }
    for number, row in glossary.rows():
        named = row["paragraphs"].split("; ") if row["paragraphs"] else []
        if row["kind"] and (row["kind"] == "memorandum") != bool(named):
            what = f"the term {row['id']} is of the kind {row['kind']} and names {len(named)} paragraphs"
            yield Fault(glossary.file, number, what, "choose memorandum for what stands in the body, else time or kit")
        for paragraph in named if row["forms"] else []:
            start, end = bodies.get(paragraph, (0, 0))
            if not places(source, start, end, parts(row["forms"])):
                what = f"no form of the term {row['id']} stands in ¶{paragraph}"
                yield Fault(glossary.file, number, what, "correct paragraphs, or forms")


def _read(quotations):
    for number, row in quotations.rows():
        if row["quote"] and re.search(r"\s{2}|^\s|\s$", row["quote"]):
            yield Fault(quotations.file, number, "the quote has surplus white space", "write single spaces, and none at the ends")
        if row["checked"] is False or row["basis"] == "none":
            what = f"the quotation {row['id']} was not read in its work"
            yield Fault(quotations.file, number, what, "quote only what was read; else tell it in words of your own")
