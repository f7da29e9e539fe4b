"""The four quarrels of ¶14 as lines between countries, on the map of February 1989.

What the text says is a line with a number, the fill of the countries it names, and a word of ¶17 or ¶18
under a name. What each quarrel was about is not in the text: it stands beside its line in other ink.
"""

import html

import numpy as np
import plotly.graph_objects as go

from memo.analysis.countries import short
from memo.errors import known
from memo.figures import borders
from memo.figures.ground import COUNTRIES, LABELS, LAYERS, NOT_TEXT, ground, layout, outside
from memo.figures.template import INK, PAPER, changed

ABOUT = "What each was about"
LINES, CHOSEN, NUMBERS, KINDS = 6, 7, 8, 9  # which trace is which, above those of the ground
PACT_WORDS = {"E16": "“obstructionist”", "E19": "“burdensome”", "E20": "“formal”"}  # the Ministry's, ¶17 and ¶18
TITLE = "¶14 · Four “national territorial problems”"

_HOVER = "<b>{}</b><br>¶14: “national territorial problems”<extra></extra>"
_CHOSEN, _NAMED, _SILENT, _OUTSIDE = 3, 1, 0, -1  # levels of the ground's scale
# Where there is room beside the names: the line joins two countries and lies at no place of the quarrel.
_ENDS = {
    "hungary-romania": ((19.2, 46.3), (24.2, 46.3)),
    "romania-ussr": ((25.6, 46.9), (29.8, 47.8)),
    "yugoslavia-bulgaria": ((19.3, 43.35), (25.0, 43.25)),
    "poland-gdr": ((12.9, 53.75), (16.6, 53.75)),
}
_KINDS_AT = {
    "hungary-romania": (20.0, 45.4),
    "romania-ussr": (27.9, 48.6),
    "yugoslavia-bulgaria": (23.9, 44.1),
    "poland-gdr": (15.3, 54.75),
}
_NAMES_AT = {
    "HUN": (18.9, 47.3), "ROU": (26.1, 45.2), "YUCS": (17.2, 44.3),
    "BGR": (25.4, 42.45), "POL": (19.4, 52.2), "CSHH": (17.0, 49.4),
}  # fmt: skip
_NOTE = "<b>Not from the text:</b> "
# A name over a border stays legible.
_HALO = "1px 1px 2px #fff, -1px -1px 2px #fff, 1px -1px 2px #fff, -1px 1px 2px #fff"


def quarrels(disputes, evidence, countries, chosen="", pact="", layers=()):
    """The map as a plotly figure; trace NUMBERS holds the four quarrels, its customdata their ids.

    disputes, evidence, countries : DataFrame, as `doc.disputes`, `doc.evidence`, `doc.countries`
    chosen : str, id of a dispute, default none
    pact : "E16", "E19" or "E20", default none
        A criterion of ¶17 or ¶18: its word stands under the name of each country that the text means.
    layers : iterable of "What each was about", "Warsaw Pact", "Soviet troops"

    Raises MemoError for what there is not.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = quarrels(doc.disputes, doc.evidence, doc.countries, "poland-gdr")
    >>> [place for place, level in zip(figure.data[0].locations, figure.data[0].z) if level == 3]
    ['POL', 'DDDE']
    """
    spots = [_ENDS[name] for name in disputes["id"]]
    own = [_lines(spots), _lines([], chosen=True), _numbers(disputes, spots), _kinds(disputes)]
    figure = go.Figure([*ground(countries), *own], layout("quarrels") | {"margin": {"b": 48}})
    figure.data[LABELS].update(_names(countries))
    return changed(figure, *changes(disputes, evidence, countries, chosen, pact, layers))


def changes(disputes, evidence, countries, chosen="", pact="", layers=()):
    """What distinguishes one state of the map from another: {trace: properties}, layout.

    No geometry but the chosen line. The figure is made with it, and redrawn with it.
    """
    for layer in layers:
        known(layer, (ABOUT, *LAYERS), "layer")
    if pact:
        known(pact, PACT_WORDS, "criterion")
    if chosen:
        known(chosen, disputes["id"], "quarrel")
    shown = disputes[disputes["id"] == chosen] if chosen else disputes
    sides = {*shown["a"], *shown["b"]} if chosen else set()
    named = {*disputes["a"], *disputes["b"]}
    about = kinds(disputes).map("<b>{}</b>".format).where(disputes["id"].isin(shown["id"]), "").tolist()
    said = {country: _pact_words(evidence, country, pact) for country in countries["id"]}
    not_text, note = outside([layer for layer in layers if layer in LAYERS])
    traces = {
        COUNTRIES: {
            "z": np.array([_level(country, sides, named) for country in countries["id"]], dtype="int8"),
            "text": [_hover(disputes, country, said[country]) for country in countries["id"]],
        },
        LABELS: {"text": list(map(_label, countries["feature"], said.values()))},
        CHOSEN: _drawn([_ENDS[name] for name in shown["id"]] if chosen else []),
        KINDS: {"visible": ABOUT in layers, "text": about},
    }
    if ABOUT in layers:
        note += f"{', <br>' if note else _NOTE}words in this ink: what a quarrel was about"
    return traces | not_text, {
        "title.text": f"¶14 · {name(shown.iloc[0])}" if chosen else TITLE,
        "annotations[0].text": note,
        "annotations[0].font.color": NOT_TEXT,
    }


def kinds(disputes):
    """What each quarrel was about in two words, as its row begins; a Series like `disputes`.

    >>> import memo
    >>> kinds(memo.load().disputes).tolist()
    ['minority rights', 'annexation history', 'national identity', 'sea border']
    """
    return disputes["what"].str.partition(":")[0]


def name(dispute):
    """The two sides of a row of `doc.disputes` as a title has them.

    >>> import memo
    >>> name(memo.load().disputes.iloc[3])
    'Poland and the GDR'
    """
    return " and ".join(map(short, (dispute["a"], dispute["b"])))


# -- the traces


def _lines(spots, chosen=False):
    return go.Scattergeo(
        name="the chosen quarrel" if chosen else "the quarrels of ¶14",
        mode="lines+markers",
        line={"color": INK, "width": 8 if chosen else 3},
        marker={"symbol": "circle", "size": 14 if chosen else 9, "color": INK},
        hoverinfo="skip",
        **_drawn(spots),
    )


def _drawn(spots):
    """Longitudes and latitudes of the lines, with a gap after each."""
    return {
        "lon": [longitude for (a, _), (b, _) in spots for longitude in (a, b, None)],
        "lat": [latitude for (_, a), (_, b) in spots for latitude in (a, b, None)],
    }


def _middle(spots):
    return {"lon": [(a + b) / 2 for (a, _), (b, _) in spots], "lat": [(a + b) / 2 for (_, a), (_, b) in spots]}


def _numbers(disputes, spots):
    return go.Scattergeo(
        name="numbers of the quarrels",
        mode="markers+text",
        marker={"symbol": "circle", "size": 26, "color": INK, "line": {"color": PAPER, "width": 2}},
        text=[f"<b>{number}</b>" for number in range(1, len(disputes) + 1)],
        textposition="middle center",
        textfont={"size": 14, "color": PAPER},
        customdata=list(disputes["id"]),
        hovertemplate=[_HOVER.format(name(row)) for _, row in disputes.iterrows()],
        **_middle(spots),
    )


def _kinds(disputes):
    spots = [_KINDS_AT[name] for name in disputes["id"]]
    return go.Scattergeo(
        name="what each was about (not from the text)",
        mode="text",
        lon=[longitude for longitude, _ in spots],
        lat=[latitude for _, latitude in spots],
        textfont={"size": 13, "color": NOT_TEXT, "shadow": _HALO},
        hoverinfo="skip",
    )


def _names(countries):
    """Where the countries' names leave room for the lines."""
    spots = [_NAMES_AT.get(feature, borders.label(feature)[1:]) for feature in countries["feature"]]
    return {
        "lon": [longitude for longitude, _ in spots],
        "lat": [latitude for _, latitude in spots],
        "textfont.shadow": _HALO,
    }


# -- words


def _level(country, sides, named):
    return _CHOSEN if country in sides else _NAMED if country in named else _OUTSIDE if country == "USSR" else _SILENT


def _pact_words(evidence, country, pact):
    rows = evidence[(evidence["country"] == country) & (evidence["criterion"] == pact)]
    return [f"{PACT_WORDS[pact]} ¶{rows['paragraph'].iloc[0]}"] if len(rows) else []


def _label(feature, words):
    return "<br>".join([f"<b>{borders.label(feature)[0]}</b>", *words])


def _hover(disputes, country, words):
    """What hovering over a country shows: with whom the text names it, and what it says of it and the Pact."""
    own = disputes[(disputes["a"] == country) | (disputes["b"] == country)]
    told = [f"¶14: {name(row)}" for _, row in own.iterrows()] or ["¶14 names it in none of the four quarrels"]
    return "<br>".join([f"<b>{country}</b>", *map(html.escape, [*told, *words])])
