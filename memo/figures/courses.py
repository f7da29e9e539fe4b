"""The course of each regime, 1989 to 1991: a bar of stages in each lane, events as marks, a forecast laid over.

Stages and events are not from the text (memo/data/stages.md). A bar's number and word say what its fill says;
the events by which a chosen forecast was settled carry letters, and its four horizons their outcomes.
"""

import textwrap

import plotly.graph_objects as go

from memo import dates
from memo.analysis.stages import FEDERATION, LANES, OUTSIDE, STAGES, lane_of, spans
from memo.dates import days, ordinal
from memo.errors import known
from memo.figures.bands import AFTER, BAND, ground, note, written
from memo.figures.months import LEVELS, SHADES
from memo.figures.template import INK, OTHER_GROUP, PAPER, TEMPLATE, changed, wrapped

BARS, MARKS = 0, 1  # which trace is which
HORIZONS = {"1989-08-24": "24 Aug 1989", "1989-12-31": "end 1989", "1990-12-31": "end 1990", "1991-12-31": "end 1991"}

_FIRST, _LAST = ordinal("1989-01-01"), ordinal("1992-01-12")
_TICKS = {f"{year}-{month}-01": label for year in (1989, 1990, 1991) for month, label in (("01", str(year)), ("07", "July"))}
# In pixels. Marks are packed for the narrowest column that a lesson gives a figure; a wider one leaves air.
_NARROW, _BAR, _SMALL, _LARGE, _AIR = 375, 17, 10, 21, 5
_MARGIN = {"l": 8, "r": 8, "t": 92, "b": 84}
_LETTER = 6.9
_SHORT = {"independent": "indep.", "breaking up": "breaks up"}
_BROKEN = {
    FEDERATION: "Yugoslavia<br>(federation)",
    "Bosnia and Herzegovina": "Bosnia and<br>Herzegovina",
    OUTSIDE[1]: "The alliance,<br>the West",
}
_NOTE = "<b>Not from the text:</b> the kit's stages and acts.<br>◆ changes a stage · ◇ another act<br>with a letter: settles the forecast that is laid over"


def courses(stages, events, lanes, **shown):
    """The lanes as a plotly figure; trace MARKS holds the events, its customdata their ids.

    stages : DataFrame, as `doc.stages`
    events : DataFrame, rows of `doc.events`, in the order of dates
    lanes : iterable of LANES, from top to bottom
    shown : as for `changes`: title, letters, outcomes, chosen, until

    Raises MemoError for a lane that there is not.

    >>> import memo
    >>> doc = memo.load()
    >>> figure = courses(doc.stages, doc.events.query("date >= '1989-03'"), ["GDR"], title="The GDR")
    >>> figure.data[BARS].text[0]
    '1 one party'
    """
    words = {"textfont": {"size": 12, "color": INK}, "hovertemplate": "%{hovertext}<extra></extra>"}
    figure = go.Figure(
        [
            go.Bar(
                name="stages (not from the text)",
                orientation="h",
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                constraintext="none",
                **words,
            ),
            go.Scatter(name="events (not from the text)", mode="markers+text", cliponaxis=False, **words),
        ]
    )
    axis = {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False}
    figure.update_layout(
        template=TEMPLATE,
        meta="courses",
        autosize=True,
        barmode="overlay",
        margin=_MARGIN,
        xaxis=axis
        | {
            "range": [_FIRST, _LAST],
            "tickvals": [ordinal(date) for date in _TICKS],
            "ticktext": list(_TICKS.values()),
            "tickfont": {"size": 12},
            "ticks": "outside",
            "tickangle": 0,
        },
        yaxis=axis | {"tickfont": {"size": 12}, "ticks": "", "automargin": True},
    )
    return changed(figure, *changes(stages, events, lanes, **shown))


def changes(stages, events, lanes, title="", letters=None, outcomes=None, chosen="", until=""):
    """What distinguishes one state of the lanes from another: {trace: properties}, layout.

    stages, events, lanes : as for `courses`, which is made with it, and redrawn with it
    letters : dict, ids of the events by which a forecast was settled to their letters
    outcomes : dict, horizons to what had become of the forecast by then
    chosen : id of the event that stands out
    until : day after which nothing is shown yet
    """
    for lane in lanes:
        known(lane, LANES, "lane")
    letters, outcomes = letters or {}, outcomes or {}
    ties = set(stages["event"])
    marks = events.assign(lane=[lane_of(row) for _, row in events.iterrows()])
    marks = marks[marks["lane"].isin(lanes) & ((marks["date"] <= until) | (until == ""))]
    sizes = {name: _LARGE if name in letters else _SMALL for name in marks["id"]}
    rows = _packed(marks, sizes)
    bands, deep = _bands(marks, rows, sizes, lanes)
    return (
        {BARS: _bars(stages, events, bands, until), MARKS: _marks(marks, rows, sizes, bands, ties, letters, chosen)},
        {
            **{"title.text": "<br>".join(textwrap.wrap(title, 48)), "title.xref": "container", "title.x": 0.015},
            "height": deep + _MARGIN["t"] + _MARGIN["b"],
            "yaxis.range": [deep, 0],
            "yaxis.tickvals": [bottom - _BAR / 2 - 3 for _, bottom in bands.values()],
            "yaxis.ticktext": [_BROKEN.get(lane, lane) for lane in bands],
            "shapes": [*_grounds(bands), *_lines(outcomes, until, deep)],
            "annotations": [*_dated(outcomes, until), note(_NOTE, -28)],
        },
    )


def _packed(marks, sizes):
    """In which row of its lane each event stands, so that none covers another."""
    taken, found = {}, {}
    for mark in marks.itertuples():
        at = (ordinal(mark.date) - _FIRST) * _NARROW / (_LAST - _FIRST)
        half = sizes[mark.id] / 2
        lane, row = taken.setdefault(mark.lane, []), 0
        while row < len(lane) and at - half < lane[row] + 1:
            row += 1
        lane[row : row + 1] = [at + half]
        found[mark.id] = row
    return found


def _bands(marks, rows, sizes, lanes):
    """Each lane's top and bottom, in pixels from above, and the bottom of all."""
    bands, top = {}, 0
    for lane in lanes:
        own = marks.loc[marks["lane"] == lane, "id"]
        step = max((sizes[name] for name in own), default=0) + 1
        deep = (max((rows[name] for name in own), default=-1) + 1) * step
        bar = 0 if lane in OUTSIDE else _BAR
        bands[lane] = (top, top + max(deep + bar, _BAR) + 3 * _AIR)
        top = bands[lane][1]
    return bands, top


def _bars(stages, events, bands, until):
    rows = spans(stages)
    rows = rows[rows["country"].isin(bands) & ((rows["first"] <= until[:7]) | (until == ""))]
    titles = events.set_index("id")["title"]
    start = [ordinal(f"{row.first}-01") for row in rows.itertuples()]
    end = [ordinal(_next(row.last)) for row in rows.itertuples()]
    if until:
        end = [min(last, ordinal(until)) for last in end]
    long = [last - first for first, last in zip(start, end, strict=True)]
    return {
        "base": start,
        "x": long,
        "y": [bands[country][1] - _BAR / 2 - 3 for country in rows["country"]],
        "width": [_BAR] * len(rows),
        "text": [_fitting(STAGES[stage], days) for stage, days in zip(rows["stage"], long, strict=True)],
        "hovertext": [_stage_hover(row, titles) for row in rows.itertuples()],
        "marker": {"color": [SHADES[LEVELS[stage]] for stage in rows["stage"]], "line": {"color": INK, "width": 1}},
    }


def _fitting(stage, days):
    """Number and word of a stage, or the number alone, or nothing, as the bar has room."""
    room = days * _NARROW / (_LAST - _FIRST)
    return next(
        (text for text in (stage.sign, str(stage.number or _SHORT.get(stage.label, ""))) if text and len(text) * _LETTER + 4 < room), ""
    )


def _marks(marks, rows, sizes, bands, ties, letters, chosen):
    lettered = [name in letters for name in marks["id"]]
    place = [
        bands[row.lane][0]
        + _AIR
        + sizes[row.id] / 2
        + rows[row.id] * (max(sizes[name] for name in marks.loc[marks["lane"] == row.lane, "id"]) + 1)
        for row in marks.itertuples()
    ]
    return {
        "x": [ordinal(date) for date in marks["date"]],
        "y": place,
        # Not an empty text: plotly takes its place away, and no later letter would appear there.
        "text": [f"<b>{letters[name]}</b>" if own else "\u00a0" for name, own in zip(marks["id"], lettered, strict=True)],
        "customdata": list(marks["id"]),
        "hovertext": [_event_hover(row) for row in marks.itertuples()],
        "marker": {
            "opacity": 1,
            "symbol": ["circle" if own else "diamond" for own in lettered],
            "size": [sizes[name] + 4 * (name == chosen) for name in marks["id"]],
            "color": [OTHER_GROUP if own else INK if name in ties else PAPER for name, own in zip(marks["id"], lettered, strict=True)],
            "line": {"color": INK, "width": [3 if name == chosen else 1.2 for name in marks["id"]]},
        },
    }


def _next(month):
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}-01"


# -- what stands behind: always as many shapes and notes, shown or not, for plotly redraws them one by one


def _grounds(bands):
    """A ground for every other lane."""
    lanes = [*bands.values(), *[(0, 0)] * (len(LANES) - len(bands))]
    for number, (top, bottom) in enumerate(lanes):
        yield ground(top, bottom, BAND) | {"visible": number % 2 == 0 and bottom > top}


def _lines(outcomes, until, deep):
    """A line at each horizon of a forecast, and a ground over what is not told yet."""
    for horizon in HORIZONS:
        yield {
            **{"type": "line", "layer": "below", "x0": ordinal(horizon), "x1": ordinal(horizon), "y0": -4, "y1": deep},
            **{"line": {"color": INK, "width": 2, "dash": "5px,3px"}, "visible": horizon in outcomes},
        }
    yield ground(0, deep, AFTER) | {"xref": "x", "x0": ordinal(until or "1991-12-31"), "x1": _LAST, "visible": until != ""}


def _dated(outcomes, until):
    """Over each line its day and what had become of the forecast by then."""
    above = {"y": 1, "yref": "paper", "yshift": 4, "yanchor": "bottom"}
    for (horizon, label), side in zip(HORIZONS.items(), ("right", "left", "center", "right"), strict=True):
        text = f"{label}<br><b>{outcomes.get(horizon, '')}</b>"
        yield written(text, **above, x=ordinal(horizon), xanchor=side, align=side, visible=horizon in outcomes)
    text = f"{dates.short(dates.PAPER)}: what follows opens with the seal"
    yield written(text, **above, x=ordinal(dates.PAPER), xanchor="left", align="left", visible=until != "")


# -- words


def _stage_hover(row, titles):
    lines = [f"<b>{row.country}</b>: <b>{STAGES[row.stage].sign}</b>", STAGES[row.stage].says]
    lines += [f"from {days(row.first)}: {titles[row.event]}"] if row.event in titles.index else []
    return "<br>".join(part for line in lines for part in textwrap.wrap(line, 52))


def _event_hover(row):
    return f"<b>{row.date}</b> {row.country}<br>{wrapped(f'{row.title}.', 48)}"
