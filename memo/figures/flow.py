"""From problem to proposal: problems left, proposals right, a strand for each that takes the other up.

Every strand is as wide as every other: what is counted is who ties them, and with which words. What
no strand reaches says so in a tag of its own.
"""

import html

import numpy as np
import plotly.graph_objects as go

from memo.analysis.matching import agreement, alone
from memo.errors import known
from memo.figures.strands import Places
from memo.figures.template import INK, PAPER, TEMPLATE, changed, wrapped

VIEWS = ("The kit's reading", "Beside your matching", "Your matching")
TIES = {
    "reason": "The proposal itself gives it as its reason",
    "name": "The same word stands on both sides",
    "ours": "Tied by the kit, not by the text",
}
TENSION = "The proposal stands in tension with the problem"
PROBLEMS, PROPOSALS, OWN, KIT = 0, 1, 2, 3  # which trace is which; the kit's strands follow from KIT on

_BLUE, _RUST, _ALONE = "#1f5f99", "#a8480f", "#f0b269"
# What a strand looks like: colour, dash, width. No two look alike without their colour.
_LOOKS = {
    "text": (_BLUE, "solid", 4),
    "ours": (_BLUE, "8px,5px", 3),
    "tension": (_RUST, "2px,5px", 4),
    "both": (_BLUE, "solid", 4),
    "kit": (_BLUE, "8px,5px", 3),
    "own": (_RUST, "2px,5px", 4),
}
_KEYS = {
    VIEWS[0]: {"text": "by the text's words", "ours": "by the kit only", "tension": "in tension"},
    VIEWS[1]: {"both": "you and the kit", "kit": "the kit only", "own": "you only"},
    VIEWS[2]: {"both": "you and the kit", "own": "you only"},
}
_CLOSED = "Problems of the analysis, and the ten proposals"
_SAMPLES = {"solid": "━━━", "8px,5px": "━ ━ ━", "2px,5px": "▪ ▪ ▪ ▪"}
_SIDES = 0.82, 0.92  # how far the labels reach left and right, in widths of the middle
_WIDEST = 18, 20  # letters in a line of a label left and right: it fits beside a narrow page's strands too
_BESIDE = np.linspace(0, 0.75, 6)  # where a label answers to the pointer


def flow(problems, proposals, links, own=(), view=VIEWS[0], problem="", proposal=0, strands=None):
    """The flow as a plotly figure; a point's customdata is "problem-proposal", a problem's id or a proposal's number.

    problems, proposals, links : DataFrames, as `doc.problems`, `doc.proposals` and `doc.links`
        Without links there are no strands.
    own : iterable of (problem, proposal), what a student tied
    view : one of `VIEWS`
    problem, proposal : what is chosen, "" and 0 for nothing
    strands : int, for how many strands of the kit there is room, default as many as links

    Raises MemoError for an unknown view.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = memo.figures.flow(doc.problems, doc.proposals, doc.links)
    >>> [note.text for note in figure.layout.annotations if note.visible][:2]
    ['✕ no remedy', '✕ no remedy']
    """
    named = [_labels(problems["id"], left=True), _labels(proposals["proposal"], left=False)]
    figure = go.Figure([*named, *(_strand() for _ in range(1 + (strands or len(links))))])
    figure.update_layout(_layout(len(problems) + len(proposals)))
    return changed(figure, *changes(problems, proposals, links, own, view, problem, proposal, strands))


def changes(problems, proposals, links, own=(), view=VIEWS[0], problem="", proposal=0, strands=None):
    """What distinguishes one state of the flow from another: {trace: properties}, layout.

    The figure is made with it, and redrawn with it; `strands` is how many the figure has room for.
    """
    known(view, VIEWS, "view")
    pairs = agreement(links, own)
    shown = pairs[pairs["kit"]] if view == VIEWS[0] else pairs[pairs["own"]] if view == VIEWS[2] else pairs
    places = Places(problems, proposals, shown)
    traces = {
        PROBLEMS: _named(problems, places.left, problem, left=True),
        PROPOSALS: _named(proposals, places.right, proposal, left=False),
        OWN: _pooled(pairs[~pairs["kit"]] if view != VIEWS[0] else pairs.head(0), places, problem, proposal),
    }
    for number, link in enumerate(links.itertuples(), start=KIT):
        pair = pairs.iloc[number - KIT]
        there = view != VIEWS[2] or pair["own"]
        chosen = _is_chosen(pair, problem, proposal)
        traces[number] = {"visible": bool(there)} | (
            _drawn(link, _look(link, pair, view), places, chosen, bool(problem or proposal)) if there else {}
        )
    for number in range(KIT + len(links), KIT + (strands or 0)):
        traces[number] = {"visible": False, "x": [], "y": [], "text": "", "customdata": []}
    layout = _tags(shown if len(pairs) else None, problems, proposals, places, short=view == VIEWS[2])
    key = "   ".join(f"{_sample(look)} {words}" for look, words in _KEYS[view].items()) if len(pairs) else ""
    layout[f"annotations[{len(problems) + len(proposals)}].text"] = key
    return traces, {"title.text": _title(view) if len(pairs) else _CLOSED} | layout


# -- the traces


def _labels(names, left):
    """The names on one side: a mark that can be pressed, as can all of its label."""
    count = len(_BESIDE)
    x = [-part if left else 1 + part for _ in names for part in (0, *(0.05 + _BESIDE[1:]))]
    return go.Scatter(
        name="problems" if left else "proposals",
        x=x,
        y=[0] * len(x),
        customdata=[str(name) for name in names for _ in range(count)],
        mode="markers+text",
        textposition="middle left" if left else "middle right",
        textfont={"size": 13, "color": INK},
        zorder=2,
        marker={"color": INK, "symbol": "square", "opacity": [float(not n) for _ in names for n in range(count)]},
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _strand():
    return go.Scatter(x=[], y=[], mode="lines", hoverinfo="text", visible=False)


def _named(table, heights, chosen, left):
    count, key = len(_BESIDE), "id" if left else "proposal"
    text, hover, y = [], [], []
    for row in table.itertuples():
        name, label = getattr(row, key), row.label if left else row.title
        words = f"{label}\u00a0¶{row.paragraph}" if left else f"{name}\u00a0{label} ¶{row.paragraphs}"
        lines = wrapped(words, _WIDEST[not left])
        text += [f"{'<b>' if name == chosen else ''}{lines}{'</b>' if name == chosen else ''}", *[""] * (count - 1)]
        hover += [f"<b>{html.escape(label, quote=False)}</b><br>¶{row.paragraph} <i>{wrapped(row.reading, 48)}</i>"] * count
        y += [round(heights[name], 4)] * count
    size = [16 if getattr(row, key) == chosen else 11 for row in table.itertuples() for _ in range(count)]
    return {"y": y, "text": text, "hovertext": hover, "marker.size": size}


def _drawn(link, look, places, chosen, any_chosen):
    colour, dash, width = _LOOKS[look]
    x, y = places.curve(link.problem, link.proposal)
    return {
        "x": x,
        "y": y,
        "customdata": [link.id] * len(x),
        "text": _hover(link),
        "line": {"color": INK if chosen else colour, "dash": dash, "width": width + 2 if chosen else width},
        "opacity": 1 if chosen or not any_chosen else 0.3,
    }


def _pooled(pairs, places, problem, proposal):
    """All strands that only the student has, in one trace: they have no words of the kit."""
    colour, dash, width = _LOOKS["own"]
    x, y, names = [], [], []
    for pair in pairs.itertuples():
        curve = places.curve(pair.problem, pair.proposal)
        x, y = [*x, *curve[0], None], [*y, *curve[1], None]
        names += [f"{pair.problem}-{pair.proposal}"] * (len(curve[0]) + 1)
    faint = (problem or proposal) and not any(_is_chosen(pair, problem, proposal) for _, pair in pairs.iterrows())
    return {
        "visible": not pairs.empty,
        "x": x,
        "y": y,
        "customdata": names,
        "text": "You tied these; the kit did not.",
        "line": {"color": colour, "dash": dash, "width": width},
        "opacity": 0.3 if faint else 1,
    }


def _is_chosen(pair, problem, proposal):
    return bool(problem or proposal) and problem in ("", pair["problem"]) and proposal in (0, pair["proposal"])


def _look(link, pair, view):
    if view != VIEWS[0]:
        return "both" if pair["own"] else "kit"
    return "tension" if link.sense == "tension" else "ours" if link.tie == "ours" else "text"


# -- words


def _hover(link):
    tie = TENSION if link.sense == "tension" else TIES[link.tie]
    diagnosis = f"¶{link.diagnosis_paragraph} <i>{wrapped(link.diagnosis_reading, 48)}</i>"
    return f"{diagnosis}<br>→ ¶{link.proposal_paragraph} <i>{wrapped(link.remedy_reading, 48)}</i><br>{tie}"


def _title(view):
    return f"From problem to proposal: {view[0].lower() + view[1:]}"


def _sample(look):
    colour, dash, _ = _LOOKS[look]
    return f"<span style='color:{colour}'>{_SAMPLES[dash]}</span>"


def _tags(pairs, problems, proposals, places, short):
    """Which of the tags at either side are shown: all are there, in the order of problems, then proposals.

    Where many may stand alone, one on the left and one on the right can be neighbours: then they are short.
    """
    lonely = ([], []) if pairs is None else alone(pairs, problems, proposals)
    layout = {}
    names = [*((name, 0) for name in problems["id"]), *((name, 1) for name in proposals["proposal"])]
    for number, (name, side) in enumerate(names):
        height = (places.right if side else places.left)[name]
        layout |= {
            f"annotations[{number}].visible": name in lonely[side],
            f"annotations[{number}].text": ("✕ no remedy", "no diagnosis ✕", "✕ none", "none ✕")[side + 2 * short],
            f"annotations[{number}].x": 0.97 if side else 0.03,
            f"annotations[{number}].xanchor": "right" if side else "left",
            f"annotations[{number}].y": round(height, 4),
        }
    return layout


def _layout(tags):
    hidden = {"visible": False, "fixedrange": True}
    note = {"showarrow": False, "bgcolor": _ALONE, "bordercolor": INK, "borderwidth": 1, "borderpad": 2}
    note |= {"font": {"size": 12, "color": INK}}
    key = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    key |= {"showarrow": False, "text": "", "font": {"size": 13, "color": INK}}
    return {
        "template": TEMPLATE,
        "meta": "flow",
        "height": 620,
        "autosize": True,
        "margin": {"l": 6, "r": 6, "t": 64, "b": 2},
        "hovermode": "closest",
        "paper_bgcolor": PAPER,
        "xaxis": hidden | {"range": [-_SIDES[0], 1 + _SIDES[1]]},
        "yaxis": hidden | {"range": [-0.045, 1.055]},
        "annotations": [*(dict(note) for _ in range(tags)), key],
    }
