"""Figures that live: the one place where a plotly figure becomes a widget.

A notebook has one of them, for each brings plotly's five megabytes along. It is redrawn in place
and never made anew. Everything private of plotly that the kit relies on stands here; pyproject.toml
pins plotly for it.
"""

import re
from importlib import resources

import plotly.graph_objects as go

from memo.figures.template import INK, PAPER, config

# After each change the browser tells Python every property that plotly has filled in by itself. What
# is spelled out beforehand, with plotly's own defaults, it need not tell: four fifths of the answer.
_PLAIN = {
    **{"weight": "normal", "style": "normal", "variant": "normal"},
    **{"lineposition": "none", "textcase": "normal", "shadow": "none"},
}
_HOVER_FONT = {"family": "Arial, sans-serif", "size": 14, "color": INK, **_PLAIN}
_HOVER = {
    **{"bgcolor": PAPER, "bordercolor": INK, "namelength": 15, "showarrow": True, "align": "left"},
    "font": _HOVER_FONT,
}
_LAYOUT = {
    "colorway": [INK],
    "colorscale": {
        "sequential": [[0, "rgb(220,220,220)"], [1, "rgb(178,10,28)"]],
        "sequentialminus": [[0, "rgb(5,10,172)"], [1, "rgb(220,220,220)"]],
        "diverging": [[0, "rgb(5,10,172)"], [1, "rgb(178,10,28)"]],
    },
    "newshape": {
        **{"visible": True, "showlegend": False, "legend": "legend", "legendgroup": "", "legendrank": 1000},
        **{"legendgrouptitle": {"text": "", "font": _PLAIN}, "drawdirection": "diagonal", "layer": "above"},
        **{"fillcolor": "rgba(0,0,0,0)", "fillrule": "evenodd", "opacity": 1},
        "line": {"width": 4, "color": "rgb(68, 68, 68)", "dash": "solid"},
        "label": {"text": "", "texttemplate": "", "texttemplatefallback": "-"},
    },
    "activeshape": {"fillcolor": "rgb(255,0,255)", "opacity": 0.5},
    "newselection": {"mode": "immediate", "line": {"width": 1, "dash": "dot"}},
    "activeselection": {"fillcolor": "rgba(0,0,0,0)", "opacity": 0.5},
    "modebar": {
        **{"orientation": "h", "bgcolor": "rgba(255, 255, 255, 0.5)", "color": "rgba(68, 68, 68, 0.3)"},
        **{"activecolor": "rgba(68, 68, 68, 0.7)", "add": "", "remove": ""},
    },
    "title": {
        **{"xref": "paper", "yref": "container", "x": 0, "xanchor": "left", "y": 0.98, "yanchor": "top"},
        **{"pad": {"t": 0, "r": 0, "b": 0, "l": 0}, "automargin": False},
    },
    "margin": {"l": 8, "r": 8, "t": 52, "pad": 0, "autoexpand": True},
    **{"paper_bgcolor": PAPER, "showlegend": False, "dragmode": False, "hovermode": "closest", "clickmode": "event"},
    **{"autotypenumbers": "convert types", "uniformtext": {"mode": False}, "minreducedwidth": 64, "minreducedheight": 64},
    **{"separators": ".,", "calendar": "gregorian", "scattermode": "overlay", "hoversubplots": "overlaying"},
    **{"hoveranywhere": False, "clickanywhere": False, "hoverdistance": 20, "spikedistance": -1},
}
_GEO = {
    **{"resolution": 110, "scope": "world", "showcoastlines": False, "showocean": False, "showland": False},
    **{"showlakes": False, "showrivers": False, "showcountries": False, "showframe": False, "fitbounds": False},
    "projection": {"scale": 1, "minscale": 0, "rotation": {"lat": 0, "roll": 0}},
    **{"lonaxis": {"tick0": 0, "dtick": 30, "showgrid": False}, "lataxis": {"tick0": 0, "dtick": 10, "showgrid": False}},
}
_NOTE = {
    **{"visible": True, "clicktoshow": False, "opacity": 1, "bordercolor": "rgba(0,0,0,0)", "borderwidth": 1},
    **{"textangle": 0, "captureevents": False, "xshift": 0, "yshift": 0},
}
_TRACE = {
    **{"visible": True, "showlegend": False, "legend": "legend", "legendgroup": "", "legendrank": 1000},
    **{"hovertemplatefallback": "-", "hoverlabel": _HOVER, "legendgrouptitle": {"text": ""}},
}
_CHOROPLETH = {
    **{"locationmode": "geojson-id", "featureidkey": "id", "marker": {"opacity": 1}, "zauto": False},
    **{"autocolorscale": False, "reversescale": False},
    **{"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 0.2}}},
}
_SCATTER = {"opacity": 1, "fill": "none", "texttemplate": "", "texttemplatefallback": "-"}
_MAPPED = {"geo": "geo", "hovertext": ""}
_OF_TYPE = {"choropleth": _CHOROPLETH | _MAPPED, "scattergeo": _SCATTER | _MAPPED}
_PICKED = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 0.2}}}
_MARKER = {"opacity": 1, "angle": 0, "angleref": "up", "standoff": 0, "gradient": {"type": "none"}}


# A view that has left the page, because its cell ran again, goes on hearing its figure and fails to draw. The bundle
# says what it calls its views; to one that has been removed, drawing is nothing to do.
_BUNDLE = (resources.files("plotly") / "package_data" / "widgetbundle.js").read_text(encoding="utf-8")
_VIEW = re.search(r"export\{\w+ as FigureModel,(\w+) as FigureView,\w+ as default\}", _BUNDLE)[1]
_LEAVE = f"""
;{{ const own = {_VIEW}.prototype, remove = own.remove;
  own.remove = function () {{
    remove.call(this);
    for (const name of Object.getOwnPropertyNames(own)) if (name.startsWith("do_")) this[name] = () => {{}};
  }}; }}
"""


class Figure(go.FigureWidget):
    """A plotly figure as a widget, whose views are quiet once they have left the page."""

    _esm = _BUNDLE + _LEAVE


def live(figure):
    """The figure as a widget that draws without the internet and offers no upload; the figure is used up."""
    _spell_out(figure)
    widget = Figure(figure)
    widget._config = config(figure.layout.meta or "figure")
    for told in ("_js2py_traceDeltas", "_js2py_layoutDelta", "_js2py_pointsCallback"):
        widget.traits()[told].tag(echo_update=False)  # what the browser has told needs no echo
    return widget


def _spell_out(figure):
    """Write plotly's own defaults down in the figure, which looks the same."""
    own = figure.layout.template.layout
    font = own.font.to_plotly_json() | _PLAIN
    margin = _LAYOUT["margin"] | figure.layout.margin.to_plotly_json()
    written = {"font": font, "hoverlabel": _HOVER | {"grouptitlefont": _HOVER_FONT}, "margin": margin}
    figure.update_layout(_LAYOUT | written, title_font=font | own.title.font.to_plotly_json())
    figure.layout.title.subtitle = {"text": "", "font": font | {"size": 11}}
    figure.update_geos(_GEO)
    for note in figure.layout.annotations:
        note.update(_NOTE | note.to_plotly_json())
        note.font = font | note.font.to_plotly_json()
    for trace in figure.data:
        visible = trace.visible
        trace.update(_TRACE | _OF_TYPE.get(trace.type, {}))
        trace.visible = True if visible is None else visible
        if trace.type == "scattergeo":
            trace.legendgrouptitle.font = font | {"size": 15}
            if "markers" in trace.mode:
                trace.marker.update(_MARKER)
                trace.marker.line.dash = "solid"
                trace.update(_PICKED)
            if trace.hovertemplate is None:
                trace.hovertemplate = ""
            if "text" in trace.mode and trace.textposition is None:
                trace.textposition = "middle center"
            trace.textfont = {"family": font["family"], **_PLAIN, **trace.textfont.to_plotly_json()}


def redraw(widget, traces, layout):
    """Change properties of some traces and of the layout in one message."""
    with widget.batch_update():
        for number, properties in traces.items():
            widget.data[number].update(properties)
        widget.update_layout(layout)
        if "height" in layout:
            # A new height makes plotly hold on to its width as well, unless it is told in the same message to
            # follow its column; what Python believes to be so already it would not send.
            widget._layout.pop("autosize", None)
            widget.layout.autosize = True


def on_click(widget, trace, follow):
    """Call `follow` with the customdata of whatever is clicked in a trace."""

    def clicked(clicked_trace, points, state):
        for index in points.point_inds[:1]:
            follow(clicked_trace.customdata[index])

    widget.data[trace].on_click(clicked)
