"""What lies behind the lanes of a timeline: grounds, and words that stand still while marks come and go."""

from memo.figures.template import INK, SOFT

BAND, AFTER = "#f4f2ee", "#e0ddd6"  # behind every other lane; over what came after the day


def ground(top, bottom, colour):
    """A shape from side to side behind a lane, in pixels from above.

    >>> shape = ground(0, 40, BAND)
    >>> shape["x1"], shape["y1"]
    (1, 40)
    """
    return {
        **{"type": "rect", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": top, "y1": bottom},
        **{"fillcolor": colour, "line": {"width": 0}},
    }


def written(text, **where):
    """Words somewhere in the figure, in its ink."""
    return {"text": text, "showarrow": False, "font": {"size": 12, "color": INK}, **where}


def note(text, down):
    """What explains the figure, so many pixels below it at the left."""
    at = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "yshift": down, "xanchor": "left", "yanchor": "top"}
    return written(text, **at, align="left", font={"size": 12, "color": SOFT})
