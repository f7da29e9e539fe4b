"""The glossary: every word that a lesson takes for granted, with its meaning, places and source."""

from types import SimpleNamespace

from memo.controls.assets import extended, style
from memo.controls.card import sources
from memo.controls.choice import Choice
from memo.edition.terms import parts, places

_KINDS = {"memorandum": "words of the memorandum", "time": "words of the time", "kit": "words of this kit"}
_ALL = "all words"


class Glossary(Choice):
    """The words as a list to search: a field, a choice of kinds, and below them what was found.

    doc : Memorandum
    journal : Journal

    >>> import memo
    >>> words = memo.controls.Lesson(memo.load(), "03").glossary
    >>> words.choose({"word": "katyn"})
    >>> [entry["term"] for block in words.feedback["reveal"] for entry in block["terms"]]
    ['Katyn']
    """

    _esm = extended(Choice._esm, "glossary")
    _css = Choice._css + style("glossary")

    def __init__(self, doc, journal):
        self.doc, self._wanted, self._kind = doc, "", _ALL
        self._entries = [_entry(doc, row) for row in doc.glossary.sort_values("term", key=lambda names: names.str.casefold()).itertuples()]
        super().__init__(journal, "glossary")

    def draw(self):
        counts = self.doc.glossary["kind"].value_counts()
        offered = [_ALL, *(f"{words} ({counts[kind]})" for kind, words in _KINDS.items())]
        self._kind = self._kind if self._kind in offered else _ALL
        spec = {
            "label": "Glossary",
            "look": "glossary",
            "live": True,
            "fields": [
                {"id": "word", "kind": "line", "label": "Find a word"},
                {"id": "kind", "kind": "select", "label": "Show", "options": offered, "empty": None},
            ],
        }
        if spec != self.spec:
            self.spec = spec
        self.values = {"word": self._wanted, "kind": self._kind}
        self._show()

    def choose(self, values):
        """Show the words that contain what was typed, of the kind that was chosen."""
        self._wanted, self._kind = str(values.get("word") or ""), str(values.get("kind") or _ALL)
        self._show()

    def _show(self):
        wanted = " ".join(self._wanted.split()).casefold()
        kind = next((kind for kind, words in _KINDS.items() if self._kind.startswith(words)), None)
        found = [entry for entry in self._entries if kind in (None, entry["kind"])]
        # Whoever types a word wants that word; only where there is none, what is said of others.
        chosen = [entry for entry in found if wanted in entry["names"]] or [
            entry for entry in found if wanted in entry["meaning"].casefold()
        ]
        text = (
            f"{len(chosen)} of {len(self._entries)} words."
            if chosen
            else f"“{self._wanted.strip()}” is not among these words. Try a shorter piece of it, or all words."
        )
        self.say(text, "plain", [{"terms": chosen}] if chosen else [])


def _entry(doc, row):
    """A row as the page shows it."""
    where = f"¶{row.paragraphs.replace('; ', ', ')}" if row.paragraphs else "not in the memorandum's text" if row.kind == "time" else ""
    return {
        "id": row.id,
        "kind": row.kind,
        "term": row.term,
        "russian": row.russian if row.russian.casefold() != row.term.casefold() else "",
        "meaning": row.meaning,
        "where": where,
        "source": source_of(doc, row),
        "names": f"{row.term}|{row.forms}|{row.russian}".casefold(),
    }


def source_of(doc, row):
    """Where a term's meaning is from, in words; place and year only, for a title may tell what came later."""
    if row.basis in ("words", "kit"):
        return {"words": "explained by this kit", "kit": "a word of this kit"}[row.basis]
    own = "how the memorandum uses it" if "memo-1989" in row.work.split("; ") else ""
    others = "; ".join(work for work in row.work.split("; ") if work != "memo-1989")
    told = sources(doc, SimpleNamespace(work=others, checked=row.checked)) if others else ""
    return "Source: " + "; ".join(filter(None, [own, told]))


def explained(doc, numbers):
    """The first place of each term in each of the paragraphs, as (start, end, id).

    One a paragraph is enough to look it up, and a page full of marks is hard to read.

    >>> import memo
    >>> doc = memo.load()
    >>> [(doc.source[start:end], term) for start, end, term in explained(doc, [33])][:2]
    [('white spots', 'white-spots'), ('Katyn', 'katyn')]
    """
    found = []
    for row in doc.glossary.query("kind == 'memorandum'").itertuples():
        here = {int(number) for number in row.paragraphs.split("; ")}
        for paragraph in doc.paragraphs.loc[[number for number in numbers if number in here]].itertuples():
            start, end = places(doc.source, paragraph.start, paragraph.end, parts(row.forms))[0]
            found.append((start, end, row.id))
    return sorted(found)


def meanings(doc):
    """What the reader shows in place, by the term's id: term, russian, meaning, source."""
    entries = (_entry(doc, row) for row in doc.glossary.query("kind == 'memorandum'").itertuples())
    return {entry["id"]: {name: entry[name] for name in ("term", "russian", "meaning", "source")} for entry in entries}
