"""A timeline in lanes: what happened when, one lane for each strand or country, every mark with its words.

Labels are packed into rows before anything is drawn, so that none covers another where years are
crowded; a scale says which years are drawn wider than others.
"""

import textwrap
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from memo.dates import ordinal
from memo.errors import known
from memo.figures.bands import AFTER, BAND, ground, note, written
from memo.figures.template import FILLS, INK, OTHER_GROUP, PAPER, SOFT, TEMPLATE, changed, wrapped

MARKS = 0  # which trace is which

# Told apart in grey too; where they matter, the mark or its label says the same in words.
KINDS = (FILLS["●"], OTHER_GROUP, "#a5d6a7", "#e3c6ea")

# In pixels. Labels are packed for the narrowest column that a lesson gives a figure; a wider one leaves air.
_WIDTH, _LETTER, _LINE, _GAP = 480, 6.6, 15, 8
_HEAD, _FOOT, _CLOSED = 24, 8, 22
_SMALL, _LARGE = 13, 25
_NEAR = 60  # so close, what came later stands lower
_MARGIN = {"l": 8, "r": 8, "t": 66, "b": 58}


class Scale(NamedTuple):
    """Where days lie between 0 and 1: `points` (day, place) in order, `ticks` (day, label), `note` about widths."""

    points: tuple
    ticks: tuple
    note: str = ""


def place(date, scale):
    """Where a date lies on a scale.

    >>> place("1940-01-01", Scale((("1939-01-01", 0), ("1941-01-01", 1)), ()))
    0.4993
    """
    days, places = zip(*scale.points, strict=True)
    return round(float(np.interp(ordinal(date), [ordinal(each) for each in days], places)), 4)


def rows(marks, scale, inside=False, width=_WIDTH):
    """In which row of its lane each mark stands and on which side its label, as (row, side); no two labels meet.

    marks : DataFrame with id, lane, date, label (lines parted by <br>), in the order of dates
    scale : Scale
    inside : whether the labels stand in the marks
    width : pixels that the scale has at least

    >>> import pandas as pd
    >>> marks = pd.DataFrame({"id": ["a", "b"], "lane": "x", "date": ["1940", "1941"], "label": "the same words"})
    >>> rows(marks, Scale((("1939", 0), ("1989", 1)), ()))
    {'a': (0, 'right'), 'b': (1, 'right')}
    """
    taken, found, last = {}, {}, {}
    for mark in marks.itertuples():
        at = place(mark.date, scale) * width
        lane, (row, there) = taken.setdefault(mark.lane, []), last.get(mark.lane, (0, 0))
        row = row if at - there < _NEAR and not inside else 0
        while mark.id not in found:
            lane += [[] for _ in range(row + 1 - len(lane))]
            for side, (left, right) in _sides(mark.label, at, inside, width).items():
                free = all(right + _GAP <= begin or left >= end + _GAP for begin, end in lane[row])
                if free and mark.id not in found:
                    lane[row].append((left, right))
                    found[mark.id], last[mark.lane] = (row, side), (row, at)
            row += 1
    return found


def _sides(label, at, inside, width):
    """From where to where a mark reaches with its label on each side where there is room, in pixels."""
    if inside:
        return {"center": (at - _LARGE / 2, at + _LARGE / 2)}
    long = max(map(len, label.split("<br>"))) * _LETTER + _SMALL
    sides = {"right": (at - _SMALL / 2, at + long), "left": (at - long, at + _SMALL / 2)}
    return {side: span for side, span in sides.items() if span[0] >= -_SMALL and span[1] <= width + _SMALL} or sides


def lanes(marks, names, scale, title, **shown):
    """The timeline as a plotly figure; its one trace holds a mark for each event, with (id, words) as customdata.

    marks : DataFrame
        id, lane, date, kind, label, hover, hollow (drawn as a ring), in the order of dates.
    names : dict, each lane's key to its heading, from top to bottom
    scale : Scale
    title : str
    shown : as for `changes`: kinds, inside, chosen, closed, now, height

    Raises MemoError for a mark in a lane that there is not.

    >>> import pandas as pd
    >>> marks = pd.DataFrame({"id": ["a"], "lane": "x", "date": "1940", "kind": "k", "label": "a", "hover": "a"})
    >>> marks["hollow"] = False
    >>> lanes(marks, {"x": "What happened"}, Scale((("1939", 0), ("1989", 1)), ()), "A title").layout.title.text
    'A title'
    """
    words = {"textfont": {"size": 12, "color": INK}, "hovertemplate": "%{customdata[1]}<extra></extra>"}
    figure = go.Figure(go.Scatter(mode="markers+text", cliponaxis=False, **words))
    grid = {"showgrid": True, "gridcolor": AFTER, "tickfont": {"size": 12}, "tickangle": 0, "ticks": "outside"}
    axis = {"fixedrange": True, "zeroline": False, "showline": False}
    figure.update_layout(
        template=TEMPLATE,
        meta="timeline",
        autosize=True,
        margin=_MARGIN,
        xaxis=axis | grid | {"range": [0, 1]},
        yaxis=axis | {"showgrid": False, "showticklabels": False, "ticks": ""},
    )
    return changed(figure, *changes(marks, names, scale, title, **shown))


def changes(marks, names, scale, title, kinds=(), inside=False, chosen="", closed=None, now=None, height=0):
    """What distinguishes one state of the timeline from another: {trace: properties}, layout.

    marks, names, scale, title : as for `lanes`, which is made with it, and redrawn with it
    kinds : every kind in its order, for the colours
    inside : whether the labels stand in the marks
    chosen : id of the mark that stands out
    closed : dict, lanes that cannot be opened yet to the sentence that says so
    now : (day, label), where what follows is set apart
    height : least height of the figure in pixels, so that it does not jump
    """
    for lane in marks["lane"]:
        known(lane, names, "lane")
    closed = closed or {}
    places = rows(marks, scale, inside)
    bands, deep = _bands(marks, places, names, closed, inside)
    deep = max(deep, height - _MARGIN["t"] - _MARGIN["b"])
    step = _step(marks, inside)
    fills = dict(zip(kinds, KINDS, strict=False))
    colour = [fills.get(kind, KINDS[0]) for kind in marks["kind"]]
    mark = {
        "x": [place(date, scale) for date in marks["date"]],
        "y": [bands[row.lane][0] + _HEAD + step * (places[row.id][0] + 0.5) for row in marks.itertuples()],
        "text": [f"<b>{row.label}</b>" if row.id == chosen and not inside else row.label for row in marks.itertuples()],
        "textposition": [f"middle {places[name][1]}" for name in marks["id"]],
        "customdata": [[name, wrapped(words, 46)] for name, words in zip(marks["id"], marks["hover"], strict=True)],
        "marker": {
            "symbol": "circle",
            "opacity": 1,
            "size": [(_LARGE if inside else _SMALL) + 5 * (name == chosen) for name in marks["id"]],
            "color": [PAPER if hollow else fill for hollow, fill in zip(marks["hollow"], colour, strict=True)],
            "line": {
                "color": INK,
                "width": [4 if row.id == chosen else 2.5 if row.hollow else 1.2 for row in marks.itertuples()],
            },
        },
    }
    layout = {
        "title.text": title,
        "height": deep + _MARGIN["t"] + _MARGIN["b"],
        "xaxis.tickvals": [place(date, scale) for date, _ in scale.ticks],
        "xaxis.ticktext": [label for _, label in scale.ticks],
        "yaxis.range": [deep, 0],
        "shapes": [*_grounds(bands, closed), *_after(now, scale, deep)],
        "annotations": [*_headings(bands, names, closed), *_now(now, scale), note(scale.note, -34)],
    }
    return {MARKS: mark}, layout


def room(marks, names, scale, inside=False, closed=None):
    """How high the timeline is with these marks, in pixels."""
    return _bands(marks, rows(marks, scale, inside), names, closed or {}, inside)[1] + _MARGIN["t"] + _MARGIN["b"]


def _step(marks, inside):
    """The height of a row."""
    lines = max((label.count("<br>") + 1 for label in marks["label"]), default=1)
    return _LARGE + 5 if inside else lines * _LINE + 6


def _bands(marks, places, names, closed, inside):
    """Each lane's top and bottom, in pixels from above, and the bottom of all."""
    bands, top = {}, 0
    for lane in names:
        own = [places[name][0] for name in marks.loc[marks["lane"] == lane, "id"]]
        deep = _CLOSED if lane in closed else (max(own, default=0) + 1) * _step(marks, inside)
        bands[lane] = (top, top + _HEAD + deep + _FOOT)
        top = bands[lane][1]
    return bands, top


# -- what stands behind the marks


def _grounds(bands, closed):
    """A ground for every other lane; a broken line round a lane that is closed."""
    for number, (lane, (top, bottom)) in enumerate(bands.items()):
        line = {"color": SOFT, "width": 1.5, "dash": "dash"} if lane in closed else {"width": 0}
        yield ground(top + 1, bottom - 1, BAND if number % 2 == 0 else PAPER) | {"line": line}


def _after(now, scale, deep):
    """What comes after the day, set apart, and a line on the day itself."""
    if now:
        at = place(now[0], scale)
        yield ground(0, deep, AFTER) | {"xref": "x", "x0": at, "x1": 1, "opacity": 0.55}
        line = {"color": INK, "width": 2}
        yield {"type": "line", "layer": "below", "x0": at, "x1": at, "y0": -6, "y1": deep, "line": line}


def _headings(bands, names, closed):
    for lane, (top, _) in bands.items():
        at = {"xref": "paper", "x": 0, "xshift": 5, "xanchor": "left", "align": "left", "yanchor": "top"}
        yield written(f"<b>{names[lane]}</b>", **at, y=top + 3, font={"size": 13, "color": INK})
        if lane in closed:
            yield written("<br>".join(textwrap.wrap(closed[lane], 62)), **at, y=top + _HEAD - 2)


def _now(now, scale):
    if now:
        at = {"xanchor": "right", "yanchor": "top", "align": "right", "xshift": -4}
        yield written(now[1], x=place(now[0], scale), y=4, **at)
