"""Europe in February 1989 with one criterion of the text drawn on it.

What the text says is a fill, a mark and a word in each country. What is not in the text, Pact
membership and Soviet troops, is a broken line and triangles, with a note that says so.
"""

import html
import textwrap

import numpy as np
import plotly.graph_objects as go

from memo.analysis.coding import known
from memo.figures import borders
from memo.figures.template import FILLS, INK, LAND, OTHER_GROUP, PAPER, SOFT, TEMPLATE, WATER

LAYERS = ("Warsaw Pact", "Soviet troops")
MARK_WORDS = {"●": "● named", "◐": "◐ qualified", "r": "r by reference", "–": "– silent"}
GROUP_WORDS = {"E01": "● “decisively”", "E02": "● “command”"}  # the Ministry's words in ¶4
COUNTRIES, PACT, TROOPS, LABELS = 0, 2, 3, 5  # which trace is which

_LEVELS = {"–": 0, "r": 1, "◐": 2, "●": 3}
_SCALE = [*FILLS.values(), OTHER_GROUP]
_AROUND = {"DEU": (9.35, 51.9), "AUT": (13.6, 47.35), "ITA": (11.6, 43.3), "GRC": (21.9, 39.9), "TUR": (29.6, 40.2), "ALB": (20.05, 41.2)}
_BASES = {"DDDE": (12.05, 53.55), "POL": (16.6, 52.95), "CSHH": (20.6, 48.95), "HUN": (21.75, 47.8)}  # where there is room
_SHIFTED = {"CSHH": (16.3, 49.5), "DDDE": (12.45, 51.25)}  # labels of two lines need other places than one word
_PACT_INK = "#7a1f4d"
_NOT_TEXT = {"Warsaw Pact": "broken line: Warsaw Pact", "Soviet troops": "▲ Soviet troops stationed"}


def europe(values, countries, title=None, layers=()):
    """The map as a plotly figure; trace 0 holds the seven countries and the Soviet Union.

    values : DataFrame
        What a criterion says of each country, from `memo.analysis.by_criterion`.
    countries : DataFrame
        As `doc.countries`, for the layers that are not the text's.
    title : str, default the criterion's id
    layers : iterable of "Warsaw Pact", "Soviet troops"

    Raises MemoError for an unknown layer.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = memo.figures.europe(memo.analysis.by_criterion(doc.evidence, "E19"), doc.countries)
    >>> [place for place, level in zip(figure.data[0].locations, figure.data[0].z) if level > 0]
    ['HUN', 'CSHH']
    """
    places = dict(zip(countries["id"], countries["feature"], strict=True))
    figure = go.Figure([_countries(places), _others(places), _pact(countries), _troops(countries), _orientation(), _labels(places)])
    figure.update_layout(_layout())
    traces, layout = changes(values, countries, title or "; ".join(filter(None, values["criterion"].unique())), layers)
    for number, properties in traces.items():
        figure.data[number].update(properties)
    return figure.update_layout(layout)


def changes(values, countries, title, layers=()):
    """What distinguishes one state of the map from another: {trace: properties}, layout. No geometry.

    The figure is made with it, and redrawn with it.
    """
    for layer in layers:
        known(layer, LAYERS, "layer")
    rows = values.set_index("country").reindex(countries["id"])
    rows["mark"], rows["criterion"] = rows["mark"].fillna("–"), rows["criterion"].fillna("")
    grouped = set(rows["criterion"]) >= set(GROUP_WORDS)
    level = [4 if grouped and row.criterion == "E02" else _LEVELS[row.mark] for row in rows.itertuples()]
    words = [_words(row, grouped) for row in rows.itertuples()]
    names = [borders.label(feature)[0] for feature in countries["feature"]]
    outside = rows.index.isin(["USSR"]) & (rows["mark"] == "–")  # not one of the seven, and not named here
    labels = [name if out else f"<b>{name}</b><br>{word}" for name, word, out in zip(names, words, outside, strict=True)]
    traces = {
        COUNTRIES: {
            "z": np.array([-1 if out else number for number, out in zip(level, outside, strict=True)], dtype="int8"),
            "text": [_hover(name, word, row) for name, word, row in zip(names, words, rows.itertuples(), strict=True)],
        },
        LABELS: {"text": labels},
        PACT: {"visible": "Warsaw Pact" in layers},
        TROOPS: {"visible": "Soviet troops" in layers},
    }
    note = ", ".join(_NOT_TEXT[layer] for layer in LAYERS if layer in layers)
    return traces, {"title.text": "<br>".join(textwrap.wrap(title, 48)), "annotations[0].text": f"<b>Not from the text:</b> {note}" if note else ""}


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
        line={"color": _PACT_INK, "width": 3.5, "dash": "7px,4px"},
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
        marker={"symbol": "triangle-up", "size": 15, "color": _PACT_INK, "line": {"color": PAPER, "width": 1.5}},
        text=[f"{row.id}: Soviet troops, {strength(row)}. Not from the text." for row in hosts.itertuples()],
        hovertemplate="%{text}<extra></extra>",
    )


def strength(row):
    """How many Soviet soldiers a row of `doc.countries` counts, in words.

    >>> import memo
    >>> strength(memo.load().countries.set_index("id").loc["Hungary"])
    '62,000 to 65,000 men'
    """
    least, most = int(row.troops_from), int(row.troops_to)
    return f"{least:,} men" if least == most else f"{least:,} to {most:,} men"


def _orientation():
    """West Berlin as a mark, for it is too small to see, and the names of the neighbours."""
    name, longitude, latitude = borders.label("XWB")
    spots = [(longitude, latitude), *_AROUND.values()]
    return go.Scattergeo(
        name="for orientation",
        lon=[longitude for longitude, _ in spots],
        lat=[latitude for _, latitude in spots],
        mode="markers+text",
        marker={"symbol": "circle", "size": [9, *(0 for _ in _AROUND)], "color": PAPER, "line": {"color": INK, "width": 1.5}},
        text=[name, *(borders.label(feature)[0] for feature in _AROUND)],
        textposition=["top center", *("middle center" for _ in _AROUND)],
        textfont={"size": 11, "color": [INK, *(SOFT for _ in _AROUND)]},
        hoverinfo="skip",
    )


def _labels(places):
    """The names and marks of the countries that the criterion is about."""
    spots = [("", *_SHIFTED[feature]) if feature in _SHIFTED else borders.label(feature) for feature in places.values()]
    return go.Scattergeo(
        name="names",
        lon=[longitude for _, longitude, _ in spots],
        lat=[latitude for *_, latitude in spots],
        mode="text",
        textfont={"size": 13, "color": INK},
        hoverinfo="skip",
    )


def _layout():
    return {
        "template": TEMPLATE,
        "height": 530,
        "autosize": True,
        "margin": {"b": 30},
        "meta": "map",
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


# -- words


def _words(row, grouped):
    if grouped and row.criterion in GROUP_WORDS:
        return GROUP_WORDS[row.criterion]
    detail = row.detail if isinstance(row.detail, str) else ""
    return f"{row.mark} {detail}" if detail else MARK_WORDS[row.mark]


def _hover(name, words, row):
    """What hovering shows: the country, its mark, the paragraph and the exact words."""
    if row.mark == "–":
        return f"<b>{name}</b><br>– here the text is silent"
    quote = "<br>".join(textwrap.wrap(html.escape(row.words, quote=False), 46))
    return f"<b>{name}</b><br>{html.escape(words)}, ¶{int(row.paragraph)}<br><i>{quote}</i>"
