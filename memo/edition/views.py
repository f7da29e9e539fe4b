"""Two views of any passage: diplomatic (as transmitted) and reading (damage mended).

Places are always character offsets into the source, which never changes; a view knows for each of
its own characters which place in the source it stands for.
"""

from bisect import bisect_right
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a view: where it begins in the view, what it stands for in the source, its text."""

    at: int
    start: int
    end: int
    text: str
    mended: bool


class View:
    """The text of source[start:end] with the given edits carried out.

    `edits` are (start, end, replacement) in source order; an edit inside a larger one is part of it.

    >>> view = View("countries?Hungary", 0, 17, [(9, 10, "—")])
    >>> view.text
    'countries—Hungary'
    >>> view.span(9, 17)
    (9, 17)
    """

    def __init__(self, source, start, end, edits=()):
        self.pieces = tuple(_pieces(source, start, end, edits))
        self.text = "".join(piece.text for piece in self.pieces)
        self._starts = [piece.at for piece in self.pieces]

    def span(self, begin, end):
        """The place in the source (start, end) that view characters begin to end stand for."""
        return self._place(begin)[0], self._place(end - 1)[1]

    def _place(self, index):
        piece = self.pieces[bisect_right(self._starts, index) - 1]
        if piece.mended:
            return piece.start, piece.end
        return piece.start + index - piece.at, piece.start + index - piece.at + 1


def _pieces(source, start, end, edits):
    at, place = 0, start
    for from_, to, replacement in edits:
        if from_ < place or to > end:
            continue
        if from_ > place:
            yield Piece(at, place, from_, source[place:from_], False)
            at += from_ - place
        if replacement:
            yield Piece(at, from_, to, replacement, True)
            at += len(replacement)
        place = to
    if place < end:
        yield Piece(at, place, end, source[place:end], False)


def mendings(apparatus):
    """The edits of the reading text, (start, end, replacement), from the apparatus's rows.

    `apparatus` has the columns start, end, source_reading and edited_reading (dict of lists).
    """
    rows = zip(*(apparatus[name] for name in ("start", "end", "source_reading", "edited_reading")), strict=True)
    edits = [(start, end, edited or "") for start, end, as_sent, edited in rows if (edited or "") != as_sent]
    return sorted(edits, key=lambda edit: (edit[0], -edit[1]))


def within(edits, start, end):
    """Those of the sorted `edits` that begin within source[start:end].

    >>> within([(3, 4, ""), (9, 10, "—"), (12, 13, "—")], 5, 12)
    [(9, 10, '—')]
    """
    first, last = (bisect_right(edits, (place - 1, float("inf"))) for place in (start, end))
    return edits[first:last]
