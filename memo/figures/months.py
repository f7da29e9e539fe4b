"""Europe by month, January 1989 to December 1991: the stage of each regime, drawn on the map of February 1989.

Nothing here is from the text: the stages are the kit's (memo/data/stages.md). A fill, a number and a word say
the same. The republics of Yugoslavia, which the map of 1989 does not part, are marks at their capitals.
"""

import numpy as np
import plotly.graph_objects as go

from memo.analysis.stages import STAGES, by_month, plain
from memo.dates import days
from memo.figures import borders
from memo.figures.ground import ground, layout
from memo.figures.template import FILLS, INK, LAND, OTHER_GROUP, PAPER, changed

COUNTRIES, LABELS, REPUBLICS, NAMES = 0, 3, 4, 5  # which trace is which

LEVELS = {"party-rule": 0, "talks": 1, "shared": 2, "elected": 3, "breaking-up": 4, "ended": -1, "independent": 4}
SHADES = {-1: LAND, **dict(enumerate([*FILLS.values(), OTHER_GROUP]))}
_NOTE = "<b>Not from the text:</b> the kit's stages. → new this month<br>Squares: republics of Yugoslavia (● independent)"
# Where there is room for two lines; the federation's stand in the Adriatic, clear of the republics'.
_SHIFTED = {"YUCS": (14.3, 42.8), "CSHH": (15.9, 49.45), "DDDE": (12.45, 51.25)}
_CAPITALS = {
    "Slovenia": (14.5, 46.05, "middle left"),
    "Croatia": (16.0, 45.8, "bottom center"),
    "Bosnia and Herzegovina": (18.4, 43.85, "middle right"),
    "Serbia": (20.46, 44.8, "middle left"),
    "Montenegro": (19.26, 42.44, "bottom center"),
    "Macedonia": (21.43, 42.0, "bottom center"),
}


def months(stages, countries, month):
    """The map of one month as a plotly figure; trace COUNTRIES holds the seven countries and the Soviet Union.

    stages, countries : DataFrames, as `doc.stages`, `doc.countries`
    month : str, such as "1989-11"

    Raises MemoError for a month outside 1989 to 1991.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = months(doc.stages, doc.countries, "1989-11")
    >>> figure.layout.title.text
    'November 1989'
    """
    base = ground(countries)
    base[0].name = "stage of the regime (not from the text)"
    base[4].text = ["" if text == "Albania" else text for text in base[4].text]  # the names of republics need the room
    figure = go.Figure([base[0], base[1], base[4], base[5], _republics(), _names()], layout("months"))
    places = list(countries["feature"])
    spots = [_SHIFTED.get(place, borders.label(place)[1:]) for place in places]
    figure.data[LABELS].update(lon=[x for x, _ in spots], lat=[y for _, y in spots], textfont={"size": 12.5})
    figure.update_layout(margin={"b": 46}, height=546)
    figure.layout.annotations[0].text = _NOTE
    return changed(figure, *changes(stages, countries, month))


def changes(stages, countries, month):
    """What distinguishes one month from another: {trace: properties}, layout. No geometry."""
    now = by_month(stages, month).set_index("country").rename(index=plain)
    hover = {row.Index: _hover(row) for row in now.itertuples()}
    there = [country in now.index for country in countries["id"]]
    traces = {
        COUNTRIES: {
            "z": np.array(
                [LEVELS[now.at[name, "stage"]] if own else -1 for name, own in zip(countries["id"], there, strict=True)], dtype="int8"
            ),
            "text": [hover.get(name, "<b>USSR</b><br>not one of the seven") for name in countries["id"]],
        },
        LABELS: {
            "text": [
                f"<b>{borders.label(row.feature)[0]}</b><br>{_sign(now.loc[row.id], month)}" if own else borders.label(row.feature)[0]
                for row, own in zip(countries.itertuples(), there, strict=True)
            ]
        },
        REPUBLICS: {
            "text": [_short(now.loc[name], month) for name in _CAPITALS],
            "marker.color": [SHADES[LEVELS[now.at[name, "stage"]]] for name in _CAPITALS],
        },
    }
    return traces, {"title.text": days(month)}


def _sign(row, month):
    """What stands under a country's name; an arrow where it is new this month."""
    return ("→ " if _new(row, month) else "") + STAGES[row["stage"]].sign


def _short(row, month):
    """What stands in a republic's square: the number, or ● for one that has declared itself independent."""
    sign = str(STAGES[row["stage"]].number or "●")
    return f"<b>→{sign}</b>" if _new(row, month) else sign


def _new(row, month):
    return row["since"] == month != "1989-01"


def _hover(row):
    """What hovering shows: country, stage, and since when. Without the month: then most steps leave it as it is."""
    since = f"<br>since {days(row.since)}" if row.event else ""
    return f"<b>{row.Index}</b>: {STAGES[row.stage].sign}{since}"


# -- the traces


def _republics():
    return go.Scattergeo(
        name="republics of Yugoslavia (not from the text)",
        lon=[spot[0] for spot in _CAPITALS.values()],
        lat=[spot[1] for spot in _CAPITALS.values()],
        customdata=list(_CAPITALS),
        mode="markers+text",
        marker={"symbol": "square", "size": 21, "color": [PAPER] * len(_CAPITALS), "line": {"color": INK, "width": 1.5}},
        text=[""] * len(_CAPITALS),
        textposition="middle center",
        textfont={"size": 12, "color": INK},
        hovertemplate="<b>%{customdata}</b>: stage %{text}<extra></extra>",
    )


def _names():
    """The republics' names beside their squares: their own trace, for these never change."""
    shown = {"Bosnia and Herzegovina": "Bosnia-H."}  # where there is room for no more
    sides = [side for *_, side in _CAPITALS.values()]
    pad = {"middle left": "{}     ", "middle right": "     {}", "bottom center": "<br>{}"}
    return go.Scattergeo(
        name="names of the republics",
        lon=[spot[0] for spot in _CAPITALS.values()],
        lat=[spot[1] for spot in _CAPITALS.values()],
        mode="text",
        text=[pad[side].format(shown.get(name, name)) for name, side in zip(_CAPITALS, sides, strict=True)],
        textposition=sides,
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
    )
