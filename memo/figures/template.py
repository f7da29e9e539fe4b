"""How every figure looks: paper white, ink dark, few colours, none of them the only sign."""

import html
import textwrap

import plotly.graph_objects as go

INK, SOFT, PAPER, LAND, WATER = "#1a1a1a", "#595959", "#ffffff", "#e6e3dd", "#f6f9fb"

# Lighter to darker as the reference gets firmer; each carries black letters and is told from the
# next in grey and by the colour-blind. The marks say the same without colour.
FILLS = {"–": "#ffffff", "r": "#dcebf8", "◐": "#a9cdec", "●": "#62a1d8"}
OTHER_GROUP = "#f0b269"

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": "DejaVu Sans, Verdana, Arial, sans-serif", "size": 14, "color": INK},
        title={"font": {"size": 16}, "x": 0, "xref": "paper", "xanchor": "left", "y": 0.98, "yanchor": "top"},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        margin={"l": 8, "r": 8, "t": 52, "b": 8},
        hoverlabel={"bgcolor": PAPER, "bordercolor": INK, "font": {"size": 14, "color": INK}, "align": "left"},
        dragmode=False,
        showlegend=False,
    )
)

# Without this address plotly asks the internet for the world's outline; the "#" swallows the file
# name that it appends.
_NO_WORLD = "data:application/json,%7B%22type%22%3A%22Topology%22%2C%22objects%22%3A%7B%7D%2C%22arcs%22%3A%5B%5D%7D#"


def config(name):
    """What a figure's bar offers: a picture in two formats under the file name given, and no upload.

    >>> config("map")["toImageButtonOptions"]["filename"]
    'map'
    """
    picture = {"filename": name, "scale": 2}
    return {
        "topojsonURL": _NO_WORLD,
        "displaylogo": False,
        "displayModeBar": True,
        "scrollZoom": False,
        "responsive": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": picture,
    }


def changed(figure, traces, layout):
    """The figure with these properties of traces and layout, as a redrawing changes them."""
    for number, properties in traces.items():
        figure.data[number].update(properties)
    return figure.update_layout(layout)


def wrapped(words, width):
    """Words as hover and labels have them: escaped, in lines of at most `width` letters.

    >>> wrapped("Poland & Hungary", 10)
    'Poland &amp;<br>Hungary'
    """
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(words, width))
