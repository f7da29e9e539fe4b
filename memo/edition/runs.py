"""Cut a text at every boundary of several layers, so that each piece carries what covers it."""

from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the source that belongs to one value of one layer, e.g. ("entity", "Hungary")."""

    start: int
    end: int
    layer: str
    value: str


def runs(start, end, spans):
    """The pieces of source[start:end] between boundaries, as (start, end, {layer: [values]}).

    Spans may overlap and nest; what sticks out of start to end is cut off.

    >>> runs(0, 10, [Span(2, 6, "entity", "Poland"), Span(4, 6, "sentence", "p01s01")])
    [(0, 2, {}), (2, 4, {'entity': ['Poland']}), (4, 6, {'entity': ['Poland'], 'sentence': ['p01s01']}), (6, 10, {})]
    """
    inside = sorted(span for span in spans if span.start < end and span.end > start)
    cuts = sorted({start, end} | {place for span in inside for place in span[:2] if start < place < end})
    pieces, waiting, open_ = [], iter([*inside, None]), []
    upcoming = next(waiting)
    for left, right in pairwise(cuts):
        open_ = [span for span in open_ if span.end > left]
        while upcoming is not None and upcoming.start <= left:
            open_.append(upcoming)
            upcoming = next(waiting)
        layers = {}
        for span in open_:
            layers.setdefault(span.layer, []).append(span.value)
        pieces.append((left, right, layers))
    return pieces
