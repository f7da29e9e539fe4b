"""Words between analysis and proposals: where each leans, with its counts beside it.

A dot far left stands for a word of the analysis alone, one far right for a word of the proposals alone, one
in the middle for a word equally frequent, per 1,000 words, in both. Only a filled dot is beyond what the kit
asks of a difference; a hollow one may well be chance. The numbers stand in two columns of their own.
"""

import plotly.graph_objects as go

from memo.analysis.words import LINE, PARTS
from memo.figures.template import INK, SOFT, TEMPLATE, changed

SPANS, DOTS, NUMBERS = 0, 1, 2  # which trace is which, in the order they are drawn
ROWS = 17  # sixteen words that lead, and the reader's own
_SIDES = {"analysis": "#1f5f9e", "proposals": "#a4511f", "": SOFT}
_SYMBOLS = {"analysis": "circle", "proposals": "diamond", "": "square"}


def word_differences(rows, title, chosen=""):
    """The words of `rows` as dots between the two parts; trace 1 holds the dots, with the word as customdata.

    rows : DataFrame, from `memo.analysis.leading`, at most 17 rows
    title : str
    chosen : str, the word that is marked

    >>> import memo
    >>> doc = memo.load()
    >>> rows = memo.analysis.leading(memo.analysis.frequencies(doc.paragraphs))
    >>> figure = memo.figures.word_differences(rows, "Words")
    >>> dict(zip(figure.data[1].customdata, figure.data[1].x))["will"]
    0.0
    """
    figure = go.Figure([_spans(), _dots(), _numbers()])
    figure.update_layout(_layout())
    return changed(figure, *changes(rows, title, chosen))


def changes(rows, title, chosen=""):
    """What distinguishes one state of the figure from another: {trace: properties}, layout."""
    words, at = list(rows.index), list(range(len(rows)))
    lean = _lean(rows)
    colours = [_SIDES[part] for part in rows["more"]]
    between = [value for x in lean for value in (0.5, x, None)]
    traces = {
        DOTS: {
            "x": lean,
            "y": at,
            "customdata": words,
            "text": [_hover(row) for row in rows.itertuples()],
            "marker.symbol": [_SYMBOLS[row.more] + ("" if row.g2 > LINE else "-open") for row in rows.itertuples()],
            "marker.color": colours,
        },
        SPANS: {"x": between, "y": [value for y in at for value in (y, y, None)]},
        NUMBERS: {
            "x": [*[0.46] * len(at), *[1.46] * len(at)],
            "y": [*at, *at],
            "text": [f"{getattr(row, part)} · {getattr(row, f'{part}_rate'):.1f}" for part in PARTS for row in rows.itertuples()],
        },
    }
    labels = [f"<b>▸ {word}</b>" if word == chosen else word for word in words]
    return traces, {"title.text": title, "yaxis.tickvals": at, "yaxis.ticktext": labels}


def _lean(rows):
    """From 0, analysis only, to 1, proposals only: the proposals' share of the two rates."""
    rates = rows["analysis_rate"] + rows["proposals_rate"]
    return [float(share) for share in (rows["proposals_rate"] / rates).round(4)]


def _hover(row):
    rates = [(part, getattr(row, part), getattr(row, f"{part}_rate")) for part in PARTS]
    parts = [f"{part}: {times} times, {rate:.1f} per 1,000 words" for part, times, rate in rates]
    inside = [f"{row.brackets} of the {row.total} in translators' brackets"] if row.brackets else []
    measure = f"G² {row.g2:.1f}: {'beyond' if row.g2 > LINE else 'not beyond'} {LINE}"
    return "<br>".join([f"<b>{row.Index}</b>", *parts, *inside, measure])


def _dots():
    return go.Scatter(
        name="words",
        mode="markers",
        cliponaxis=False,
        marker={"size": 13, "line": {"width": 2}},
        hovertemplate="%{text}<extra></extra>",
    )


def _spans():
    return go.Scatter(name="from the middle", mode="lines", line={"color": "#b9b4ab", "width": 2}, hoverinfo="skip")


def _numbers():
    font = {"size": 13, "color": INK}
    return go.Scatter(name="times and rate", mode="text", xaxis="x2", textfont=font, hoverinfo="skip")


def _layout():
    bare = {"fixedrange": True, "zeroline": False, "showgrid": False, "ticks": ""}
    return {
        "template": TEMPLATE,
        "meta": "words",
        "height": 600,
        "autosize": True,
        "margin": {"t": 92, "b": 8},
        "xaxis": bare | {"domain": [0, 0.55], "range": [-0.06, 1.06], "tickvals": []},
        "xaxis2": bare | {"domain": [0.57, 1], "range": [0, 2], "tickvals": [], "anchor": "y"},
        "yaxis": bare | {"range": [ROWS - 0.4, -0.6], "automargin": True, "tickfont": {"size": 14}, "ticklabelstandoff": 8},
        "shapes": [_line(0, "dot"), _line(0.5, "solid"), _line(1, "dot")],
        "annotations": [
            _head(0, "x", "only in the<br>analysis", "left"),
            _head(0.5, "x", "equally<br>often", "center"),
            _head(1, "x", "only in the<br>proposals", "right"),
            _head(0.96, "x2", "times · per 1,000 words<br> ", "center"),
            _head(0.46, "x2", "<b>analysis</b>", "center"),
            _head(1.46, "x2", "<b>proposals</b>", "center"),
        ],
    }


def _line(x, dash):
    return {
        **{"type": "line", "xref": "x", "yref": "paper", "x0": x, "x1": x, "y0": 0, "y1": 1, "layer": "below"},
        "line": {"color": "#8a8a8a" if dash == "solid" else "#c4c4c4", "width": 1, "dash": dash},
    }


def _head(x, axis, text, anchor):
    return {
        **{"x": x, "y": 1.0, "xref": axis, "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "text": text},
        **{"showarrow": False, "align": anchor, "font": {"size": 12, "color": INK}},
    }
