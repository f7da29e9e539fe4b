"""Parties and oppositions of February 1989: who stands in the text, who has to do with whom, who is missing.

One row a country, the ruling party left, the opposition right of it, whoever the text leaves out at the
far right. Places follow from the tables' order alone, so that nothing moves and no label meets another.
What is from the text is a full line and a filled box; what is not is a broken line in an ink of its own.
"""

import html

import pandas as pd
import plotly.graph_objects as go

from memo.analysis.evidence import SEVEN
from memo.analysis.network import KINDS, LAYERS, ties_shown
from memo.figures.ground import NOT_TEXT
from memo.figures.network_places import COLUMNS, outlines, places, rows
from memo.figures.template import FILLS, INK, PAPER, SOFT, TEMPLATE, changed, wrapped

BANDS, TEXT, DAY, FADED, NAMED, WORDED, MEANT, MISSING, CHOSEN, ON_TEXT, ON_DAY, NAMES, ACTORS, MISSED = range(14)  # which trace is which
ALL = "All ties"

_BUS = 0.8  # where the ties of Moscow run down
_SLOT = 41  # pixels
_LETTERS = {"family": "Arial, Liberation Sans, sans-serif", "size": 12}
_HALF = '<span style="font-family: DejaVu Sans, Segoe UI Symbol, sans-serif">◐</span>'  # narrow letters have a poor one
_FADED = "#f4f4f4"
_HEADS = {"ruling": "Ruling party", "opposition": "Opposition", "missing": "Missing from the text"}
_NOBODY = "nobody named"


def network(actors, ties, kind="", country="", chosen="", layers=()):
    """The network as a plotly figure; traces ACTORS and MISSED answer to clicks with the actor's id.

    actors, ties : DataFrame, as `doc.actors` and `doc.ties`
    kind : str, one of `memo.analysis.network.KINDS`, or "" for all
    country : str, or "" for all
    chosen : str, the id of an actor to mark
    layers : iterable of `memo.analysis.network.LAYERS`

    Raises MemoError for a kind, country or layer that there is not.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = network(doc.actors, doc.ties, "concession")
    >>> figure.layout.title.text
    '¶9 · Concessions and talks'
    """
    boxes = places(actors)
    away = actors["side"].eq("missing")
    figure = go.Figure([_bands(actors), *_traces(), _hits(actors[~away], boxes), _hits(actors[away], boxes)], _layout(actors))
    return changed(figure, *changes(actors, ties, kind, country, chosen, layers))


def changes(actors, ties, kind="", country="", chosen="", layers=()):
    """What distinguishes one state of the network from another: {trace: properties}, layout."""
    boxes, shown = places(actors), ties_shown(ties, actors, kind, country, layers)
    here = actors[actors["id"].isin(boxes)]
    tied = {*shown["a"], *shown["b"]}
    whom = LAYERS[1] in layers
    drawn = here[here["side"].ne("missing") | whom]
    away, lit = drawn["side"].eq("missing"), drawn["country"].eq(country) | drawn["id"].isin(tied) | (not country)
    sign = pd.Series([_sign(row) for row in drawn.itertuples()], index=drawn.index)
    kinds = {
        FADED: ~away & ~lit,
        MISSING: away,
        **{number: ~away & lit & sign.eq(mark) for number, mark in ((NAMED, "●"), (WORDED, "◐"), (MEANT, "r"))},
    }
    traces = {number: outlines(boxes[name] for name in drawn.loc[which, "id"]) for number, which in kinds.items()}
    traces[CHOSEN] = outlines([boxes[chosen]] if chosen in set(drawn["id"]) else [])
    traces[NAMES] = _names(drawn.assign(lit=lit), boxes, actors)
    traces[MISSED] = {"visible": whom}
    for lines, labels, part, up in ((TEXT, ON_TEXT, shown[shown["from_text"]], True), (DAY, ON_DAY, shown[~shown["from_text"]], False)):
        traces[lines], traces[labels] = _lines(part, boxes, up)
    title = KINDS.get(kind, ALL) + (f": {country}" if country else "")
    return traces, {"title.text": title, "annotations[3].text": _legend(layers)}


# -- what changes


def _names(drawn, boxes, actors):
    down = rows(actors)
    nobody = [
        country for country in SEVEN[: SEVEN.index("GDR")] if not (drawn["country"].eq(country) & drawn["side"].eq("opposition")).any()
    ]
    text, colours = [_NOBODY] * len(nobody), [SOFT] * len(nobody)
    x, y = [sum(COLUMNS["opposition"]) / 2] * len(nobody), [sum(down[country]) / 2 for country in nobody]
    for row in drawn.itertuples():
        left, right, top, bottom = boxes[row.id]
        words = html.escape(row.short, quote=False).replace("|", "<br>")
        sign = "" if row.side in ("missing", "Moscow") else f"{_sign(row)} ".replace("◐", _HALF)
        head = f"<b>{row.country}</b><br>" if row.side == "ruling" else ""
        text.append(f"{head}{sign}<i>{words}</i>" if row.side == "missing" else f"{head}{sign}{words}")
        x.append((left + right) / 2)
        y.append((top + bottom) / 2)
        colours.append((NOT_TEXT if row.side == "missing" else INK) if row.lit else SOFT)
    return {"text": text, "x": x, "y": y, "textfont.color": colours}


def _sign(row):
    """The codebook's mark: named, in words without a name, or meant as one of a class."""
    return "●" if row.named_in else "◐" if row.worded_in else "r"


def _lines(part, boxes, up):
    """The lines of some ties and what stands on them, one line a pair; those of the text run above those of the day."""
    x, y, at_x, at_y, words = [], [], [], [], []
    pairs = {}
    for row in part.itertuples():
        pairs.setdefault(frozenset((row.a, row.b)), [row.a, row.b]).append(row.label.replace("|", "<br>"))
    for a, b, *labels in pairs.values():
        outer = max(boxes[a][0], boxes[b][0]) == COLUMNS["missing"][0]  # it passes between or behind the opposition's boxes
        path, place = _path(boxes[a], boxes[b], 0 if outer else -0.12 if up else 0.12)
        x += [*(point for point, _ in path), None]
        y += [*(point for _, point in path), None]
        at_x.append(place[0])
        at_y.append(place[1] + (-0.02 if up else 0.08))
        words.append((", " if up and boxes[a][3] > 1 else "<br>").join(dict.fromkeys(labels)))
    return {"x": x, "y": y}, {"x": at_x, "y": at_y, "text": words}


def _path(one, other, shift):
    """The points of a line from box to box, and where its label stands: in the gap nearest to the box at the right."""
    if one[3] <= 1:  # Moscow's ties run down at the left and turn off to whom they concern
        level = (other[2] + other[3]) / 2
        return [(one[0], 0.5), (_BUS, 0.5), (_BUS, level), (other[0], level)], ((_BUS + other[0]) / 2 + 0.2, level)
    left, right = sorted((one, other))
    top, bottom = max(left[2], right[2]), min(left[3], right[3])
    if top < bottom:
        start = end = (top + bottom) / 2 + shift
    else:  # one lies lower: a slope between the corners that look at each other
        start, end = (left[3] - 0.35, right[2] + 0.35) if left[3] < right[2] else (left[2] + 0.35, right[3] - 0.35)
    gap = max(edge for _, edge in COLUMNS.values() if edge < right[0])
    slope = (end - start) / (right[0] - left[1])
    middle = (max(gap, left[1]) + right[0]) / 2
    return [(left[1], start), (right[0], end)], (middle, start + slope * (middle - left[1]))


# -- traces and layout


def _bands(actors):
    """Every other row a little darker, so that the eye keeps to its country."""
    down = rows(actors)
    stripes = outlines((0, 101, *down[country]) for country in ("Poland", "Yugoslavia", "GDR", "Romania"))
    return go.Scatter(name="rows", **stripes, mode="lines", fill="toself", fillcolor="#f6f6f6", line={"width": 0}, hoverinfo="skip")


def _traces():
    def boxes(name, fill, **line):
        return go.Scatter(name=name, x=[], y=[], mode="lines", fill="toself", fillcolor=fill, line=line, hoverinfo="skip")

    def lines(name, **line):
        return go.Scatter(name=name, x=[], y=[], mode="lines", line=line, hoverinfo="skip")

    def words(name, place, **font):
        return go.Scatter(
            name=name, x=[], y=[], text=[], mode="text", textposition=place, textfont=_LETTERS | font, hoverinfo="skip", cliponaxis=False
        )

    text = lines("ties of the text", color=INK, width=2.2)
    day = lines("ties known on the day (not from the text)", color=NOT_TEXT, width=2, dash="6px,4px")
    return [
        text,
        day,
        boxes("of other countries", _FADED, color=SOFT, width=0.8),
        boxes("named in the text", FILLS["●"], color=INK, width=1.6),
        boxes("in words, without a name", FILLS["◐"], color=INK, width=1.2),
        boxes("meant in the text", FILLS["r"], color=INK, width=1),
        boxes("missing from the text", PAPER, color=NOT_TEXT, width=1.4, dash="6px,4px"),
        lines("chosen", color=INK, width=4),
        words("on the ties of the text", "top center", color=INK),
        words("on the ties known on the day", "bottom center", color=NOT_TEXT),
        words("names", "middle center"),
    ]


def _hits(actors, boxes):
    """Unseen marks all over the boxes: they answer to the mouse with the actor's id and what the text says."""
    x, y, ids, told = [], [], [], []
    for row in actors[actors["id"].isin(boxes)].itertuples():
        left, right, top, bottom = boxes[row.id]
        says = wrapped(row.text_says, 46)
        steps = max(1, round(bottom - top))
        for step in range(steps):
            for part in (0.12, 0.37, 0.63, 0.88):
                x.append(left + part * (right - left))
                y.append(top + (step + 0.5) * (bottom - top) / steps)
                ids.append(row.id)
                told.append(f"<b>{html.escape(row.name, quote=False)}</b><br>{says}")
    return go.Scatter(
        name="actors", x=x, y=y, customdata=ids, text=told, mode="markers",
        marker={"size": 26, "opacity": 0, "symbol": "square"}, hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _layout(actors):
    slots = max(bottom for _, bottom in rows(actors).values())
    head = {"yref": "paper", "y": 1, "yanchor": "bottom", "xref": "x", "showarrow": False}
    heads = [
        head
        | {
            "x": COLUMNS[side][1] if side == "missing" else sum(COLUMNS[side]) / 2,
            "xanchor": "right" if side == "missing" else "center",
            "text": f"<b>{words}</b>",
            "font": _LETTERS | {"color": NOT_TEXT if side == "missing" else INK},
        }
        for side, words in _HEADS.items()
    ]
    legend = {
        "text": "",
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "align": "left",
        "font": _LETTERS,
        "yshift": -4,
    }
    return {
        "template": TEMPLATE,
        "meta": "network",
        "height": slots * _SLOT + 128,
        "autosize": True,
        "margin": {"t": 64, "b": 64, "l": 4, "r": 4},
        "hovermode": "closest",
        "hoverdistance": 12,
        "xaxis": {"range": [0, 101], "visible": False, "fixedrange": True},
        "yaxis": {"range": [slots, 0], "visible": False, "fixedrange": True},
        "annotations": [*heads, legend],
    }


def _legend(layers):
    lines = [
        f"● named in the text · {_HALF} in words, without a name · r meant as one of a class",
        "full line: a tie of the text, with its ¶",
    ]
    if layers:
        lines.append("<b>Not from the text:</b> broken lines" + (" and broken boxes" if LAYERS[1] in layers else ""))
    return "<br>".join(lines)
