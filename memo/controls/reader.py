"""The reader: the memorandum set for reading, with outline, search, both views and every note."""

import anywidget
import pandas as pd
import traitlets

from memo.controls import highlights
from memo.controls.assets import script, style
from memo.controls.form import sendable
from memo.controls.glossary import explained, meanings
from memo.edition.runs import Span, runs
from memo.errors import MemoError

_TRANSLATORS = {"supplied word", "transliterated Russian", "explanation"}


class Reader(anywidget.AnyWidget):
    """The memorandum's body, or the paragraphs asked for, as a page to read and search.

    doc : Memorandum
    paragraphs : iterable of int, default all
    query : str
        What is searched from the start.
    view : "reading" (damage mended) or "diplomatic" (as transmitted)
    additions : "shown", "dimmed" or "hidden": the translators' words in brackets
    highlight : "" (nothing), "countries", "theme", "kind" or "certainty"
    only : str
        One value of the highlighted layer, such as "Hungary", "T3" or "forecast"; "" for all.
    blackout : bool
        Whether everything that is not highlighted is blacked out.
    damage : bool
        Whether damaged places are marked and explained.
    terms : bool
        Whether words of the glossary are marked and explained in place.
    journal : Journal
        Where margin notes are kept; without one there are none.

    Raises MemoError for a paragraph or an option that does not exist.

    >>> import memo
    >>> reader = memo.controls.Reader(memo.load(), paragraphs=[4, 6], query="Hungary")
    >>> len(reader.hits)
    2
    """

    _esm = script("reader")
    _css = style("reader")

    contents = traitlets.List().tag(sync=True)
    layers = traitlets.List().tag(sync=True)
    citation = traitlets.Unicode().tag(sync=True)
    query = traitlets.Unicode().tag(sync=True)
    hits = traitlets.List().tag(sync=True)
    searched = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode("reading").tag(sync=True)
    additions = traitlets.Unicode("shown").tag(sync=True)
    highlight = traitlets.Unicode().tag(sync=True)
    damage = traitlets.Bool(True).tag(sync=True)
    terms = traitlets.Bool(True).tag(sync=True)
    meanings = traitlets.Dict().tag(sync=True)
    blackout = traitlets.Bool(False).tag(sync=True)
    only = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    margin = traitlets.Dict(allow_none=True, default_value=None).tag(sync=True, to_json=sendable)

    def __init__(self, doc, paragraphs=None, journal=None, **options):
        numbers = list(doc.paragraphs.index) if paragraphs is None else list(paragraphs)
        layers, spans = highlights.layers(doc, numbers)
        _check(doc, numbers, options, layers)
        spans += [Span(start, end, "term", term) for start, end, term in explained(doc, numbers)]
        self._doc, self._numbers, self._journal = doc, numbers, journal
        # The page puts the place of what is copied where this citation has its first paragraph.
        citation = doc.cite(numbers[0]).replace(f"¶{numbers[0]}", "{place}")
        super().__init__(contents=_contents(doc, numbers, spans), layers=layers, citation=citation, meanings=meanings(doc), **options)
        self._search()
        if journal is not None:
            self._follow()
            journal.watch(self._follow)
            self.on_msg(self._note)

    def __repr__(self):
        return f"Reader of {len(self._numbers)} paragraphs"

    @traitlets.observe("query")
    def _search(self, change=None):
        if not self.contents:
            return  # options are set one by one before there is anything to search
        found = self._doc.find(self.query) if self.query.strip() else None
        rows = [] if found is None else found[found["paragraph"].isin(self._numbers)].to_dict("records")
        with self.hold_sync():  # the page is told at once what was found and for which words
            self.hits = [{name: row[name] for name in ("paragraph", "start", "end", "view")} for row in rows]
            self.searched = self.query

    def _follow(self):
        """Show the margin notes of whoever is working now."""
        state, notes = self._journal.state, {}
        for number in self._numbers:
            kept = state.standing(_NOTES, f"{_NOTES}.p{number}")
            if isinstance(kept, dict) and str(kept.get("note") or "").strip():
                notes[str(number)] = str(kept["note"])
        with self.hold_sync():  # in one message: nobody's notes ever stand under another's key
            # What a tab keeps while Python does not answer belongs to one person.
            self.key, self.margin = self._journal.pseudonym, notes

    def _note(self, _, content, buffers):
        """Keep a margin note: a draft while it is typed, committed when the field is left."""
        number, note, final = content.get("paragraph"), str(content.get("note", "")), bool(content.get("final"))
        if number not in self._numbers:
            return
        try:
            if content.get("key", self.key) != self.key:
                raise MemoError("This note was written under another pseudonym and was not taken. Go back to that pseudonym: it is there.")
            self._journal.commit("answer" if final else "draft", _NOTES, f"{_NOTES}.p{number}", {"note": note})
            kept, text = True, f"Saved in the journal of {self.key}." if final else "Draft kept."
        except MemoError as error:
            kept, text = False, str(error)
        self.send(sendable({"kept": kept, "paragraph": number, "note": note, "final": final, "text": text}))


_NOTES = "notes"
_CHOICES = {
    "view": ["reading", "diplomatic"],
    "additions": ["shown", "dimmed", "hidden"],
    "damage": [True, False],
    "terms": [True, False],
    "blackout": [True, False],
}


def _check(doc, numbers, options, layers):
    values = {layer["id"]: [value["value"] for value in layer["values"]] for layer in layers}
    choices = _CHOICES | {"highlight": ["", *values], "only": ["", *values.get(options.get("highlight"), [])]}
    for name, value in options.items():
        if name == "query":
            continue
        if name not in choices:
            raise MemoError(f"The reader has no option {name!r}. It has: query, {', '.join(choices)}.")
        if value not in choices[name]:
            offered = ", ".join(repr(choice) for choice in choices[name])
            raise MemoError(f"The reader's {name} cannot be {value!r}. Use one of: {offered}.")
    unknown = [number for number in numbers if number not in doc.paragraphs.index]
    if unknown or not numbers:
        last = doc.paragraphs.index.max()
        raise MemoError(f"The reader cannot show paragraphs {unknown}. Give some of 1 to {last}, or leave the argument out.")


def _contents(doc, numbers, spans):
    """What the page shows: one dict a paragraph, with its runs and its notes."""
    apparatus, sentences = doc.apparatus, doc.sentences
    spans = [
        *spans,
        *(Span(row.start, row.end, "sentence", row.label) for row in sentences.itertuples()),
        *(Span(row.start, row.end, "note", row.id) for row in apparatus.itertuples()),
    ]
    # dict() would take the grouping's own `keys` for a mapping's.
    notes = {number: rows for number, rows in apparatus.groupby("paragraph")}  # noqa: C416
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
