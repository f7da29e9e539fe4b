"""The evidence matrix as a picture: criteria down, countries across, marks in the cells."""

import numpy as np
import plotly.graph_objects as go

from memo.analysis.evidence import MARKS
from memo.figures.template import FILLS, INK, TEMPLATE

_LEVELS = {mark: number for number, mark in enumerate(FILLS)}


def evidence_matrix(marks, criteria, title="What the text says of whom"):
    """The matrix as a plotly figure, criteria down and countries across.

    marks : DataFrame, from `memo.analysis.matrix`
    criteria : DataFrame, as `doc.criteria`

    >>> import memo
    >>> doc = memo.load()
    >>> figure = memo.figures.evidence_matrix(memo.analysis.matrix(doc.evidence), doc.criteria)
    >>> figure.data[0].z.shape
    (17, 7)
    """
    labels = criteria.set_index("id")
    down = [f"{labels.at[name, 'label']}  ¶{labels.at[name, 'paragraph']}" for name in marks.columns]
    cells = marks.T.to_numpy(dtype=object)
    figure = go.Figure(
        go.Heatmap(
            x=[f"<b>{_broken(country)}</b>" for country in marks.index],
            y=down,
            z=np.vectorize(_LEVELS.get)(cells).astype("int8"),
            text=cells,
            texttemplate="%{text}",
            textfont={"size": 16, "color": INK},
            zmin=-0.5,
            zmax=3.5,
            colorscale=[[edge, shade] for i, shade in enumerate(FILLS.values()) for edge in (i / 4, (i + 1) / 4)],
            showscale=False,
            xgap=2,
            ygap=2,
            hovertemplate="%{x}, %{y}: %{text}<extra></extra>",
        )
    )
    legend = " · ".join(f"{mark} {words}" for mark, words in MARKS.items())
    figure.update_layout(
        template=TEMPLATE,
        meta="matrix",
        title={"text": f"{title}<br><sup>{legend}</sup>", "xref": "container"},
        height=640,
        margin={"t": 100},
        xaxis={"side": "top", "fixedrange": True, "tickfont": {"size": 12}, "tickangle": 0, "showgrid": False, "ticks": ""},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "tickfont": {"size": 13},
            "automargin": True,
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 8,
        },
    )
    return figure


def _broken(name):
    """A country's name in two lines where one is too wide for a column."""
    return name.replace("Czechoslovakia", "Czecho-<br>slovakia")
