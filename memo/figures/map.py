"""Europe in February 1989 with one criterion of the text drawn on it.

What the text says is a fill, a mark and a word in each country. What is not in the text, Pact
membership and Soviet troops, is a broken line and triangles, with a note that says so.
"""

import html
import textwrap

import numpy as np
import plotly.graph_objects as go

from memo.analysis.countries import short
from memo.analysis.evidence import CLASS, SEVEN, SILENT
from memo.figures import borders
from memo.figures.ground import COUNTRIES, LABELS, ground, layout, outside
from memo.figures.template import changed, wrapped

MARK_WORDS = {"●": "named", "◐": "qualified", "r": "by reference", CLASS: "not singled out", SILENT: "not said"}
GROUP_WORDS = {"E01": "“decisively”", "E02": "“command”"}  # the Ministry's words in ¶4

_LEVELS = {SILENT: 0, CLASS: 1, "r": 1, "◐": 2, "●": 3}


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
    figure = go.Figure(ground(countries), layout("map"))
    title = title or "; ".join(filter(None, values["criterion"].unique()))
    return changed(figure, *changes(values, countries, title, layers))


def changes(values, countries, title, layers=()):
    """What distinguishes one state of the map from another: {trace: properties}, layout. No geometry.

    The figure is made with it, and redrawn with it.
    """
    not_text, note = outside(layers)
    rows = values.set_index("country").reindex(countries["id"])
    rows["mark"], rows["criterion"] = rows["mark"].fillna(SILENT), rows["criterion"].fillna("")
    grouped = set(rows["criterion"]) >= set(GROUP_WORDS)
    level = [4 if grouped and row.criterion == "E02" else _LEVELS[row.mark] for row in rows.itertuples()]
    words = [_words(row, grouped) for row in rows.itertuples()]
    names = [borders.label(feature)[0] for feature in countries["feature"]]
    unnamed = rows.index.isin(["USSR"]) & (rows["mark"] == SILENT)  # not one of the seven, and not named here
    labels = [
        name if out else f"<b>{name}</b> {mark}<br>{word}"
        for name, mark, word, out in zip(names, rows["mark"], words, unnamed, strict=True)
    ]
    traces = {
        COUNTRIES: {
            "z": np.array([-1 if out else number for number, out in zip(level, unnamed, strict=True)], dtype="int8"),
            "text": [_hover(name, word, row) for name, word, row in zip(names, words, rows.itertuples(), strict=True)],
        },
        LABELS: {"text": labels},
    }
    return traces | not_text, {"title.text": "<br>".join(textwrap.wrap(title, 48)), "annotations[0].text": note}


# -- words


def _words(row, grouped):
    if grouped and row.criterion in GROUP_WORDS:
        return GROUP_WORDS[row.criterion]
    if row.mark == SILENT:
        return MARK_WORDS[SILENT]
    parties = [f"with {short(party)}" for party in row.detail.split(", ") if party in SEVEN or party == "USSR"]
    return ", ".join(parties) or row.detail or (f"“{row.scope}”" if row.scope else MARK_WORDS[row.mark])


def _hover(name, words, row):
    """What hovering shows: the country, its mark, the paragraph and the exact words."""
    if row.mark == SILENT:
        return f"<b>{name}</b><br>{SILENT} not said here"
    return f"<b>{name}</b><br>{row.mark} {html.escape(words)}, ¶{int(row.paragraph)}<br><i>{wrapped(row.words, 46)}</i>"
