"""The ground on which every map of February 1989 stands: countries, their neighbours, and what is not in the text.

Pact membership and Soviet troops are no statements of the memorandum: a broken line and triangles, with a
note that says so.
"""

import numpy as np
import plotly.graph_objects as go

from memo.analysis.countries import strength
from memo.errors import known
from memo.figures import borders
from memo.figures.template import FILLS, INK, LAND, OTHER_GROUP, PAPER, SOFT, TEMPLATE, WATER

LAYERS = ("Warsaw Pact", "Soviet troops")
COUNTRIES, PACT, TROOPS, LABELS = 0, 2, 3, 5  # which trace of `ground` is which
NOT_TEXT = "#7a1f4d"  # the ink of whatever is not the text's

_SCALE = [*FILLS.values(), OTHER_GROUP]
_AROUND = {
    "DEU": (9.35, 51.9), "AUT": (13.6, 47.35), "ITA": (11.6, 43.3),
    "GRC": (21.9, 39.9), "TUR": (29.6, 40.2), "ALB": (20.05, 41.2),
}  # fmt: skip
# Where there is room.
_BASES = {"DDDE": (12.05, 53.55), "POL": (16.6, 52.95), "CSHH": (20.6, 48.95), "HUN": (21.75, 47.8)}
_SHIFTED = {"CSHH": (16.3, 49.5), "DDDE": (12.45, 51.25)}  # labels of two lines need other places than one word
_SIGNS = {"Warsaw Pact": "broken line: Warsaw Pact", "Soviet troops": "▲ Soviet troops stationed"}


def ground(countries):
    """The six traces of the ground, from the countries upwards to their names, as a list.

    countries : DataFrame, as `doc.countries`

    >>> import memo
    >>> [trace.name for trace in ground(memo.load().countries)][:3]
    ['what the text says', 'other states', 'Warsaw Pact (not from the text)']
    """
    places = dict(zip(countries["id"], countries["feature"], strict=True))
    return [_countries(places), _others(places), _pact(countries), _troops(countries), _orientation(), _labels(places)]


def outside(chosen):
    """What a choice of LAYERS changes: {trace: properties}, and the note that says they are not the text's.

    Raises MemoError for an unknown layer.

    >>> outside(["Soviet troops"])[1]
    '<b>Not from the text:</b> ▲ Soviet troops stationed'
    """
    for layer in chosen:
        known(layer, LAYERS, "layer")
    signs = ", ".join(_SIGNS[layer] for layer in LAYERS if layer in chosen)
    traces = {PACT: {"visible": "Warsaw Pact" in chosen}, TROOPS: {"visible": "Soviet troops" in chosen}}
    return traces, f"<b>Not from the text:</b> {signs}" if signs else ""


def layout(name):
    """The layout of a map; `name` is that of its exhibit and of its files."""
    return {
        "template": TEMPLATE,
        "height": 480,
        "autosize": True,
        "margin": {"b": 30},
        "meta": name,
        "geo": {
            "visible": False,
            "bgcolor": WATER,
            "projection": {"type": "conic conformal", "parallels": [42, 55], "rotation": {"lon": 20}},
            "lonaxis": {"range": [8.5, 32]},
            "lataxis": {"range": [39.6, 55.4]},
            "domain": {"x": [0, 1], "y": [0, 1]},
        },
        "annotations": [
            {
                "text": "",
                "x": 0, "y": -0.01, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top",
                "showarrow": False, "align": "left", "bgcolor": PAPER, "font": {"size": 12}, "borderpad": 3,
            }
        ],
    }  # fmt: skip


# -- the traces, in the order they are drawn


def _countries(places):
    shades = [LAND, *_SCALE]
    steps = [[edge, shade] for i, shade in enumerate(shades) for edge in (i / len(shades), (i + 1) / len(shades))]
    return go.Choropleth(
        name="what the text says",
        geojson=borders.geometry(places.values()),
        locations=list(places.values()),
        customdata=list(places),
        z=[],
        zmin=-1.5,
        zmax=4.5,
        colorscale=steps,
        showscale=False,
        marker={"line": {"color": INK, "width": 1.2}},
        hovertemplate="%{text}<extra></extra>",
    )


def _others(places):
    around = [name for name in borders.territories() if name not in places.values()]
    return go.Choropleth(
        name="other states",
        geojson=borders.geometry(around),
        locations=around,
        z=np.zeros(len(around), dtype="int8"),
        colorscale=[[0, LAND], [1, LAND]],
        showscale=False,
        marker={"line": {"color": PAPER, "width": 0.8}},
        hoverinfo="skip",
    )


def _pact(countries):
    longitudes, latitudes = borders.outline(countries.loc[countries["alliance"] == "Warsaw Pact", "feature"])
    return go.Scattergeo(
        name="Warsaw Pact (not from the text)",
        lon=np.array(longitudes, dtype="float32"),
        lat=np.array(latitudes, dtype="float32"),
        mode="lines",
        line={"color": NOT_TEXT, "width": 3.5, "dash": "7px,4px"},
        hoverinfo="skip",
    )


def _troops(countries):
    hosts = countries[countries["soviet_troops"]]
    places = [_BASES[feature] for feature in hosts["feature"]]
    return go.Scattergeo(
        name="Soviet troops (not from the text)",
        lon=[longitude for longitude, _ in places],
        lat=[latitude for _, latitude in places],
        customdata=list(hosts["id"]),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 15, "color": NOT_TEXT, "line": {"color": PAPER, "width": 1.5}},
        text=[f"{row.id}: Soviet troops, {strength(row)}. Not from the text." for row in hosts.itertuples()],
        hovertemplate="%{text}<extra></extra>",
    )


def _orientation():
    """West Berlin as a mark, for it is too small to see, and the names of the neighbours."""
    name, longitude, latitude = borders.label("XWB")
    spots = [(longitude, latitude), *_AROUND.values()]
    return go.Scattergeo(
        name="for orientation",
        lon=[longitude for longitude, _ in spots],
        lat=[latitude for _, latitude in spots],
        mode="markers+text",
        marker={
            "symbol": "circle",
            "size": [9, *(0 for _ in _AROUND)],
            "color": PAPER,
            "line": {"color": INK, "width": 1.5},
        },
        text=[name, *(borders.label(feature)[0] for feature in _AROUND)],
        textposition=["top center", *("middle center" for _ in _AROUND)],
        textfont={"size": 11, "color": [INK, *(SOFT for _ in _AROUND)]},
        hoverinfo="skip",
    )


def _labels(places):
    """The names and marks of the countries that the map is about."""
    spots = [("", *_SHIFTED[feature]) if feature in _SHIFTED else borders.label(feature) for feature in places.values()]
    return go.Scattergeo(
        name="names",
        lon=[longitude for _, longitude, _ in spots],
        lat=[latitude for *_, latitude in spots],
        mode="text",
        textfont={"size": 13, "color": INK},
        hoverinfo="skip",
    )
