"""One's own forecasts and what came: of all that was called so probable, how much happened.

Nine points that hang together: a shape to think with, never a mark.
"""

import plotly.graph_objects as go

from memo.analysis.scores import calibration as groups
from memo.figures.template import FILLS, INK, OTHER_GROUP, SOFT, TEMPLATE

GROUPS, FORECASTS = 1, 2  # which trace is which
_EMPTY = (
    "No sealed forecast of yours is open.<br>Open the seal in step 2, then come back here,<br>click the grey box above and press Shift+Enter."
    "<br>Who sealed nothing has nothing to draw."
)


def calibration(table):
    """Calibration as a plotly figure: groups of forecasts against the diagonal, and every forecast by itself.

    table : DataFrame
        As `lesson.ask("open").table` in lesson 08: sealed, happened and label, by question.

    >>> import pandas as pd
    >>> figure = calibration(pd.DataFrame({"sealed": [70.0, 10.0], "happened": [1.0, 0.0], "label": ["1 · Parties", "2 · Role"]}))
    >>> list(figure.data[GROUPS].y)
    [0.0, 100.0]
    """
    known = table.dropna(subset=["sealed", "happened"])
    figure = go.Figure([_perfect(), _groups(groups(known)), _each(known)])
    figure.update_layout(
        template=TEMPLATE,
        meta="calibration",
        title={"text": "What you called likely, and what happened", "xref": "container", "x": 0.01},
        height=470,
        margin={"t": 60, "b": 60, "l": 70, "r": 20},
        plot_bgcolor="#f4f2ee",
        xaxis=_axis("You sealed"),
        yaxis=_axis("Of these, so many happened"),
        annotations=_notes(len(known)),
    )
    return figure


def _perfect():
    """The diagonal: all that is called 70 % likely happens seven times in ten."""
    line = {"color": SOFT, "width": 1.5, "dash": "6px,4px"}
    return go.Scatter(name="perfect calibration", x=[0, 100], y=[0, 100], mode="lines", line=line, hoverinfo="skip")


def _groups(own):
    """A circle for each group, the larger the more forecasts it holds."""
    return go.Scatter(
        name="groups",
        x=own["said"].tolist(),
        y=own["happened"].tolist(),
        mode="markers+text",
        marker={"size": [14 + 6 * number for number in own["forecasts"]], "color": FILLS["●"], "line": {"color": INK, "width": 1.2}},
        text=[f"{row.forecasts:.0f} forecast{'s' * (row.forecasts > 1)}" for row in own.itertuples()],
        textposition=["top center" if share < 85 else "bottom center" for share in own["happened"]],
        hovertemplate="%{text}: you said %{x:.0f} % on average, %{y:.0f} % happened<extra></extra>",
    )


def _each(known):
    """A stroke for each forecast, above what happened and below what did not."""
    ends = ["it happened" if happened else "it did not happen" for happened in known["happened"]]
    return go.Scatter(
        name="each forecast",
        x=known["sealed"].tolist(),
        y=[106 if happened else -6 for happened in known["happened"]],
        mode="markers",
        marker={"symbol": "line-ns", "size": 12, "line": {"color": INK, "width": 2.5}},
        text=[f"{label}<br>{end}" for label, end in zip(known["label"], ends, strict=True)],
        hovertemplate="%{text}, you said %{x:.0f} %<extra></extra>",
    )


def _axis(title):
    """An axis of per cent with room for the strokes at both ends."""
    ticks = [0, 20, 40, 60, 80, 100]
    return {
        "range": [-12, 114],
        "tickvals": ticks,
        "ticktext": [f"{tick} %" for tick in ticks],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
        "automargin": True,
        "title": {"text": title, "font": {"size": 13}},
    }


def _notes(count):
    """What explains the picture in it; where there is nothing to draw, what to do."""
    if not count:
        return [
            {
                "x": 50,
                "y": 50,
                "text": _EMPTY,
                "showarrow": False,
                "bgcolor": OTHER_GROUP,
                "borderpad": 6,
                "font": {"size": 14, "color": INK},
            }
        ]
    beside = {"showarrow": False, "font": {"size": 12, "color": SOFT}, "align": "left"}
    return [
        beside
        | {
            "x": 70,
            "y": 38,
            "text": "broken line: all that you call<br>70 % likely happens 7 times in 10",
            "xanchor": "center",
            "yanchor": "top",
        },
        beside | {"x": -11, "y": 106, "text": "it happened", "xanchor": "left", "yanchor": "middle"},
        beside | {"x": 113, "y": -6, "text": "it did not", "xanchor": "right", "yanchor": "middle"},
    ]
