"""The reader: the memorandum set for reading, with outline, search, both views and every note."""

from pathlib import Path

import anywidget
import pandas as pd
import traitlets

from memo.edition.runs import Span, runs
from memo.errors import MemoError

_STATIC = Path(__file__).parent / "static"

# Country codes of 1989 (ISO 3166 as it stood then) stand before a highlighted name: a sign besides the colour.
CODES = {
    "Poland": "PL",
    "Hungary": "HU",
    "Yugoslavia": "YU",
    "Czechoslovakia": "CS",
    "GDR": "DD",
    "Bulgaria": "BG",
    "Romania": "RO",
    "USSR": "SU",
}
_TRANSLATORS = {"supplied word", "transliterated Russian", "explanation"}


class Reader(anywidget.AnyWidget):
    """The memorandum's body, or the paragraphs asked for, as a page to read and search.

    doc : Memorandum
    paragraphs : iterable of int, default all
    query : str
        What is searched from the start.
    view : "reading" (damage mended) or "diplomatic" (as transmitted)
    additions : "shown", "dimmed" or "hidden": the translators' words in brackets
    highlight : "" or "countries"
    damage : bool
        Whether damaged places are marked and explained.

    Raises MemoError for a paragraph or an option that does not exist.

    >>> import memo
    >>> reader = memo.controls.Reader(memo.load(), paragraphs=[4, 6], query="Hungary")
    >>> len(reader.hits)
    2
    """

    _esm = _STATIC / "reader.js"
    _css = _STATIC / "reader.css"

    contents = traitlets.List().tag(sync=True)
    layers = traitlets.List().tag(sync=True)
    citation = traitlets.Unicode().tag(sync=True)
    query = traitlets.Unicode().tag(sync=True)
    hits = traitlets.List().tag(sync=True)
    view = traitlets.Unicode("reading").tag(sync=True)
    additions = traitlets.Unicode("shown").tag(sync=True)
    highlight = traitlets.Unicode().tag(sync=True)
    damage = traitlets.Bool(True).tag(sync=True)

    def __init__(self, doc, paragraphs=None, **options):
        numbers = list(doc.paragraphs.index) if paragraphs is None else list(paragraphs)
        _check(doc, numbers, options)
        self._doc, self._numbers = doc, numbers
        layer, spans = _countries(doc, numbers)
        # The page puts the place of what is copied where this citation has its first paragraph.
        citation = doc.cite(numbers[0]).replace(f"¶{numbers[0]}", "{place}")
        super().__init__(contents=_contents(doc, numbers, spans), layers=[layer], citation=citation, **options)
        self._search()

    def __repr__(self):
        return f"Reader of {len(self._numbers)} paragraphs"

    @traitlets.observe("query")
    def _search(self, change=None):
        if not self.contents:
            return  # options are set one by one before there is anything to search
        found = self._doc.find(self.query) if self.query.strip() else None
        rows = [] if found is None else found[found["paragraph"].isin(self._numbers)].to_dict("records")
        self.hits = [{name: row[name] for name in ("paragraph", "start", "end", "view")} for row in rows]


_CHOICES = {
    "view": ["reading", "diplomatic"],
    "additions": ["shown", "dimmed", "hidden"],
    "highlight": ["", "countries"],
    "damage": [True, False],
}


def _check(doc, numbers, options):
    for name, value in options.items():
        if name != "query" and name not in _CHOICES:
            raise MemoError(f"The reader has no option {name!r}. It has: query, {', '.join(_CHOICES)}.")
        if name in _CHOICES and value not in _CHOICES[name]:
            choices = ", ".join(repr(choice) for choice in _CHOICES[name])
            raise MemoError(f"The reader's {name} cannot be {value!r}. Use one of: {choices}.")
    unknown = [number for number in numbers if number not in doc.paragraphs.index]
    if unknown or not numbers:
        last = doc.paragraphs.index.max()
        raise MemoError(f"The reader cannot show paragraphs {unknown}. Give some of 1 to {last}, or leave the argument out.")


def _countries(doc, numbers):
    """The layer of countries named in these paragraphs, and its spans."""
    named = doc.mentions.query("kind == 'country' and paragraph in @numbers")
    names = doc.entities.set_index("id")["name"]
    values = [
        {"value": country, "label": names[country], "code": CODES.get(country, ""), "count": int(count)}
        for country, count in named["entity"].value_counts(sort=False).items()
    ]
    spans = [Span(row.start, row.end, "countries", row.entity) for row in named.itertuples()]
    return {"id": "countries", "label": "Countries named", "values": values}, spans


def _contents(doc, numbers, spans):
    """What the page shows: one dict a paragraph, with its runs and its notes."""
    apparatus, sentences = doc.apparatus, doc.sentences
    spans = [
        *spans,
        *(Span(row.start, row.end, "sentence", row.label) for row in sentences.itertuples()),
        *(Span(row.start, row.end, "note", row.id) for row in apparatus.itertuples()),
    ]
    notes = {number: rows for number, rows in apparatus.groupby("paragraph")}
    return [_paragraph(doc.source, row, notes.get(row.Index), spans) for row in doc.paragraphs.loc[numbers].itertuples()]


def _paragraph(source, row, notes, spans):
    notes = [] if notes is None else notes.to_dict("records")
    edited = {note["id"]: note for note in notes if note["source_reading"] != note["edited_reading"]}
    pieces = []
    for start, end, layers in runs(row.start, row.end, spans):
        own = layers.pop("note", [])
        pieces.append({"start": start, "end": end, "text": source[start:end], "notes": own, **layers})
        mending = next((edited[name] for name in own if name in edited), None)
        if mending:
            # The reading stands once, on the first of the pieces it replaces.
            pieces[-1]["reading"] = mending["edited_reading"] if start == mending["start"] else ""
    return {
        "number": row.Index,
        "proposal": None if pd.isna(row.proposal) else int(row.proposal),
        "part": row.part,
        "runs": pieces,
        "notes": [_note(note) for note in notes],
    }


def _note(note):
    group = "translators" if note["kind"] in _TRANSLATORS else "damage"
    shown = {name: note[name] for name in ("id", "kind", "conjecture", "note", "confidence")}
    return shown | {"group": group, "words": " ".join(note["source_reading"].split()) or "(empty line)"}
