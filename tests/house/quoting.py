"""Quotations in prose: what stands in curly quotation marks, where it says it is from, whether it stands there."""

import re

from memo.edition import search
from memo.errors import MemoError
from tests.house.prose import ROOT

LONG = 3  # words; what is longer is a quotation, what is shorter may be a word held at arm's length
_PLACE = r"\d{1,2}(?!\d)(?:\.\d+)?(?:\s?[–-]\s?\d{1,2}(?:\.\d+)?)?"
_PLACES = re.compile(rf"¶\s?({_PLACE}(?:(?:, and |, | and | or )(?:¶\s?)?{_PLACE}(?![\d%]))*)")


def paragraphs_named(text):
    """The paragraphs that a text names, as a set of int.

    >>> sorted(paragraphs_named("¶4, 6, 8–10 and ¶18.1"))
    [4, 6, 8, 9, 10, 18]
    """
    named = set()
    for places in _PLACES.findall(text):
        for place in re.findall(r"\d+(?:\.\d+)?(?:\s?[–-]\s?\d+)?", places):
            first, *last = (int(number.split(".")[0]) for number in re.split(r"\s?[–-]\s?", place))
            named |= set(range(first, (last or [first])[0] + 1))
    return named


def quotations(text):
    """What stands in curly quotation marks and has more than three words."""
    return [quoted for quoted in re.findall(r"“([^“”]+)”", text) if len(re.findall(r"\w+(?:[’'-]\w+)*", quoted)) > LONG]


def pieces(quoted):
    """A quotation without the punctuation that a sentence adds to it, cut at its ellipses.

    >>> pieces("Our perestroika … strengthen doubts.")
    ['Our perestroika', 'strengthen doubts']
    """
    return [piece.strip(" .,;:?!\n") for piece in re.split(r"\s*(?:\[\s*)?(?:…|\.\.\.)(?:\s*\])?\s*", quoted) if piece.strip(" .,;:?!\n")]


class Witnesses:
    """Everything that a lesson can quote: the memorandum, the copy's other parts, other works, the kit itself."""

    def __init__(self, doc):
        self.doc = doc
        self.segments = doc.segments.set_index("id")
        self.works = doc.works.set_index("id")
        self.quotations = doc.quotations
        self.labels = set(doc.criteria["label"])
        # Not the lessons' own files: there every quotation would be found in itself.
        shown = [*(ROOT / "memo").rglob("*.py"), *(ROOT / "memo" / "controls" / "static").glob("*.js")]
        self.kit = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in shown)

    def in_paragraphs(self, quoted, numbers, transmitted=False):
        """Whether all pieces stand, in order, in one of the paragraphs: in the reading text, or as transmitted."""
        return any(self._in_order(quoted, number, transmitted) for number in numbers)

    def _in_order(self, quoted, number, transmitted):
        reached = -1
        for piece in pieces(quoted):
            try:
                found = self.doc.find(piece)
            except MemoError:
                return False
            views = ["both", "reading", "diplomatic"] if transmitted else ["both", "reading"]
            found = found[(found["paragraph"] == number) & found["view"].isin(views) & (found["start"] > reached)]
            if found.empty:
                return False
            reached = found["start"].iloc[0]
        return True

    def in_text(self, quoted):
        """Whether it stands anywhere in the memorandum: then it is a quotation of it, whoever else says so."""
        return self.in_paragraphs(quoted, self.doc.paragraphs.index, transmitted=True)

    def in_segment(self, quoted, name):
        """Whether all pieces stand in a part of the copy, such as its front matter."""
        start, end = self.segments.loc[name, ["start", "end"]]
        return all(search.pattern(piece).search(self.doc.source, start, end) for piece in pieces(quoted))

    def in_work(self, quoted, work):
        """Whether it is the work's title, or one of the quotations that were read in it."""
        own = self.quotations.query("work == @work", local_dict={"work": work})["quote"]
        told = [self.works.at[work, "title"], *own]
        return any(all(search.pattern(piece).search(words) for piece in pieces(quoted)) for words in told)

    def in_kit(self, quoted):
        """Whether the kit itself says so on the page: a button, a message."""
        return all(" ".join(piece.split()) in self.kit for piece in pieces(quoted))


def fault(quoted, part, references, witnesses, own=()):
    """What is wrong with a quotation; "" where it stands where it says.

    `part` is the paragraph, item or row it stands in, `references` those of its unit, `own` paragraphs that its
    row names apart from its words.
    """
    rows = [reference.partition("/") for reference in references]
    numbers = paragraphs_named(part) | set(own) | {int(name) for table, _, name in rows if table == "paragraphs" and name.isdecimal()}
    segments = [name for table, _, name in rows if table == "segments" and name in witnesses.segments.index]
    named = [name.split(".")[0] for table, _, name in rows if table == "works" and name.split(".")[0] in witnesses.works.index]
    if witnesses.in_paragraphs(quoted, numbers, "transmitted" in part) or quoted in witnesses.labels:
        return ""
    if any(witnesses.in_segment(quoted, name) for name in segments) or any(witnesses.in_work(quoted, name) for name in named):
        return ""
    if not (numbers or segments or named):
        own = witnesses.in_kit(quoted) and not witnesses.in_text(quoted)
        return "" if own else "it names neither a paragraph nor a work"
    places = [*(f"¶{number}" for number in sorted(numbers)), *segments, *(f"works/{name}" for name in named)]
    return f"it does not stand in {', '.join(places)}"
