"""The memorandum as one object: its source, its tables, and the two verbs find and cite."""

from bisect import bisect_right
from functools import cached_property
from importlib import resources
from pathlib import Path

import pandas as pd

from memo.edition import citation, search, verify, verify_coding, verify_words
from memo.edition.descriptor import DESCRIPTOR
from memo.edition.package import read_package
from memo.edition.tables import Tables
from memo.edition.views import View, mendings, within
from memo.errors import MemoError

_PANDAS = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}


def load(path=None):
    """Load and verify the memorandum; `path` is the folder of another data package.

    Raises MemoError that lists every fault of the package at once: file, row, what is wrong, what
    to do.

    >>> import memo
    >>> memo.load().sentences.loc["p06s03", "text"]
    'This chiefly concerns Poland and Hungary.'
    """
    folder = resources.files("memo") / "data" if path is None else _folder(path)
    package = read_package(folder)
    faults = list(package.faults)
    if "source" in package.texts:
        faults += verify.faults(package.texts["source"], package.tables)
        faults += verify_coding.faults(package.texts["source"], package.tables)
        faults += verify_words.faults(package.texts["source"], package.tables)
    if faults:
        raise MemoError.of(faults)
    return Memorandum(package)


def _folder(path):
    try:
        path = Path(path)
    except TypeError:
        raise MemoError(f"{path!r} is not a folder. Give memo.load() the path of a data package's folder.") from None
    return path.parent if path.name == DESCRIPTOR else path


class Memorandum(Tables):
    """The verified memorandum. Its tables are pandas DataFrames; each is yours to change, the memorandum stays.

    source : str
        The transmitted text, character for character.
    version : str
        The edition's version.

    >>> import memo
    >>> doc = memo.load()
    >>> doc.paragraphs.loc[4, "part"]
    'analysis'
    >>> len(doc.find("Warsaw Pact"))
    11
    """

    def __init__(self, package):
        self.source = package.texts["source"]
        self.version = package.descriptor["version"]
        self._citation = package.descriptor["citation"]
        self._tables = package.tables
        self._schemas = {r["name"]: r["schema"]["fields"] for r in package.descriptor["resources"] if "schema" in r}
        self._edits = mendings(package.tables["apparatus"].columns)

    def __repr__(self):
        sentences = self._tables["sentences"].length
        return f"The memorandum of 24 February 1989: {len(self._spans)} paragraphs, {sentences} sentences."

    # -- tables: each a copy, down to the arrays, so that nobody can change another's

    @property
    def segments(self):
        """Tiles of the source: id, kind, paragraph, part, proposal, start, end (offsets, in characters)."""
        return self._frames("segments").copy()

    @property
    def paragraphs(self):
        """The body's paragraphs, index 1 to 38: part, proposal (1 to 10), text (reading), diplomatic, start, end.

        start and end are characters of the source; source[start:end] is the diplomatic text.
        """
        return self._paragraphs.copy()

    @property
    def sentences(self):
        """The sentences, index "p06s01" …: paragraph, number, label ("6.1"), text, diplomatic, start, end."""
        return self._sentences.copy()

    @property
    def apparatus(self):
        """Every place where the text is damaged or the translators speak.

        id, paragraph (empty outside the body), start, end, kind, source_reading (as transmitted),
        edited_reading (what the reading text prints; empty where the words are removed),
        conjecture (what was probably meant; never printed in the text), note, confidence.
        """
        return self._frames("apparatus").copy()

    @property
    def entities(self):
        """What is named in the body: id, name, kind, forms (the words that name it, parted by |), note."""
        return self._frames("entities").copy()

    @property
    def mentions(self):
        """Every naming in the body: id, entity, kind, paragraph, sentence, quote, start, end, supplied.

        supplied is True where the name stands in the translators' brackets.
        """
        return self._mentions.copy()

    # -- verbs

    def find(self, phrase):
        """Every occurrence of `phrase` in the body: paragraph, sentence, quote, before, after, view, start, end.

        Reading text and text as transmitted are both searched and an occurrence is given once. Case,
        white space, brackets, and the kind of quotation mark or dash make no difference. Raises
        MemoError for an empty phrase.

        >>> import memo
        >>> memo.load().find("the world community, substantial restrictions")[["paragraph", "sentence", "view"]]
           paragraph sentence     view
        0         35  p35s01  reading
        """
        rows = search.occurrences(phrase, self._views, self._sentence_at)
        return pd.DataFrame(rows, columns=list(search.COLUMNS)).astype(search.COLUMNS)

    def cite(self, place=None, style="chicago", accessed=None):
        """A citation ready to paste, of a paragraph (18), a sentence ("p18s01" or "18.1"), or the whole (None).

        style is "chicago", "mla" or "bibtex"; accessed is the day you read it ("2026-11-22"). Raises
        MemoError for a place, style or day that does not exist.

        >>> import memo
        >>> print(memo.load().cite("6.3", style="mla")[-46:])
        ¶6.3 in the paragraph numbers of this edition.
        """
        return citation.cite(self._citation, self._place(place), style, accessed)

    def _place(self, place):
        if place is None:
            return ""
        numbers = {str(number): f"¶{number}" for number in self._spans}
        labels = self._sentences["label"]
        key = str(place).strip().removeprefix("¶").strip()
        found = numbers.get(key) or next((f"¶{s}" for i, s in labels.items() if key in (i, s)), None)
        if found is None:
            last = max(self._spans)
            raise MemoError(f'There is no place {place!r}. Give a paragraph (1 to {last}) or a sentence such as "6.1".')
        return found

    # -- what the tables are made from

    def _frames(self, name):
        """The table `name` as pandas reads it: each column with the type its schema gives."""
        if name not in self._tables:
            raise MemoError(f"This data package has no table {name!r}. The kit's own has it: memo.load().")
        if name not in self._made:
            table = self._tables[name]
            self._made[name] = pd.DataFrame({field["name"]: _series(table.columns[field["name"]], field) for field in self._schemas[name]})
        return self._made[name]

    @cached_property
    def _made(self):
        return {}

    @cached_property
    def _spans(self):
        """Paragraph number to (start, end) of its words: the segment without the white space around."""
        segments, spans = self._tables["segments"].columns, {}
        for number, start, end in zip(segments["paragraph"], segments["start"], segments["end"], strict=True):
            if number is not None:
                words = self.source[start:end].rstrip()
                spans[number] = (start, start + len(words))
        return spans

    def _view(self, start, end):
        return View(self.source, start, end, within(self._edits, start, end))

    @cached_property
    def _views(self):
        return [(n, self._view(start, end), View(self.source, start, end)) for n, (start, end) in self._spans.items()]

    @cached_property
    def _paragraphs(self):
        segments = self._frames("segments").dropna(subset=["paragraph"]).set_index("paragraph")
        spans = list(self._spans.values())
        return pd.DataFrame(
            {
                "part": segments["part"],
                "proposal": segments["proposal"],
                "text": [reading.text for _, reading, _ in self._views],
                "diplomatic": [self.source[start:end] for start, end in spans],
                "start": [start for start, _ in spans],
                "end": [end for _, end in spans],
            },
            index=pd.Index(list(self._spans), name="paragraph"),
        )

    @cached_property
    def _sentences(self):
        rows = self._frames("sentences").set_index("id")
        spans = list(zip(rows["start"], rows["end"], strict=True))
        return pd.DataFrame(
            {
                "paragraph": rows["paragraph"],
                "number": rows["number"],
                "label": [f"{p}.{n}" for p, n in zip(rows["paragraph"], rows["number"], strict=True)],
                "text": [self._view(start, end).text for start, end in spans],
                "diplomatic": [self.source[start:end] for start, end in spans],
                "start": rows["start"],
                "end": rows["end"],
            }
        )

    @cached_property
    def _mentions(self):
        mentions = self._frames("mentions")
        kinds = self._frames("entities").set_index("id")["kind"]
        return mentions.assign(
            kind=mentions["entity"].map(kinds),
            paragraph=mentions["sentence"].map(self._sentences["paragraph"]),
        )[["id", "entity", "kind", "paragraph", "sentence", "quote", "start", "end", "supplied"]]

    def _sentence_at(self, start, end):
        """The sentence that a place belongs to: the one it begins in, else the next it touches."""
        starts, ends, ids = self._sentence_places
        nearest = max(bisect_right(starts, start) - 1, 0)
        if start >= ends[nearest] and nearest + 1 < len(starts):
            nearest += 1
        return ids[nearest]

    @cached_property
    def _sentence_places(self):
        columns = self._tables["sentences"].columns
        return columns["start"], columns["end"], columns["id"]


def _series(values, field):
    kind, required = field.get("type", "string"), field.get("constraints", {}).get("required", False)
    if kind == "string":
        return pd.Series([value or "" for value in values], dtype="str")
    dtype = {"integer": "int64", "number": "float64", "boolean": "bool"}.get(kind) if required else None
    return pd.Series(values, dtype=dtype or _PANDAS[kind])
