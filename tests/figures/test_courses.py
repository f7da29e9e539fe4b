"""The lanes of 1989 to 1991 as data: bars are the spans, marks do not cover each other, a forecast is laid over."""

import itertools

import pytest

import memo
from memo.analysis.stages import LANES, SEVEN, STAGES, lane_of, spans
from memo.dates import ordinal
from memo.figures.courses import BARS, HORIZONS, MARKS, changes, courses

OUTCOMES = {"1989-08-24": "no", "1989-12-31": "no", "1990-12-31": "yes", "1991-12-31": "yes"}


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def events(doc):
    rows = doc.events[doc.events["date"].between("1989-01-01", "1991-12-31") & doc.events["public"]]
    return rows.sort_values("date", kind="stable")


def test_bars_are_the_spans(doc, events):
    figure = courses(doc.stages, events, LANES, title="all")
    bars, rows = figure.data[BARS], spans(doc.stages)
    assert len(bars.base) == len(rows)
    for base, long, text, row in zip(bars.base, bars.x, bars.text, rows.itertuples(), strict=True):
        assert base == ordinal(f"{row.first}-01")
        following = (
            "1992-01-01" if row.last == "1991-12" else f"{int(row.last[:4]) + (row.last[5:] == '12')}-{int(row.last[5:]) % 12 + 1:02}-01"
        )
        assert base + long == ordinal(following)
        assert text in (STAGES[row.stage].sign, str(STAGES[row.stage].number or "-"), "indep.", "breaks up", "")


def test_a_bar_with_a_word_has_room_for_it(doc, events):
    bars = courses(doc.stages, events, LANES).data[BARS]
    for long, text in zip(bars.x, bars.text, strict=True):
        assert len(text) * 6.5 < long * 375 / 1106 or not text


def test_no_mark_covers_another_in_its_lane(doc, events):
    for letters in ({}, dict.fromkeys(events["id"][::4], "a")):
        marks = courses(doc.stages, events, LANES, letters=letters).data[MARKS]
        places = list(zip(marks.x, marks.y, marks.marker.size, strict=True))
        for (x, y, size), (other_x, other_y, other) in itertools.combinations(places, 2):
            apart = abs(x - other_x) * 375 / 1106 >= (size + other) / 2 - 0.01 or abs(y - other_y) >= min(size, other)
            assert apart


def test_marks_stand_above_the_bar_of_their_own_lane(doc, events):
    figure = courses(doc.stages, events, SEVEN)
    bars = dict(zip(spans(doc.stages).query("country in @SEVEN")["country"], figure.data[BARS].y, strict=True))
    tops = {lane: max((y for y in bars.values() if y < bars[lane]), default=0) for lane in bars}
    lanes = {row["id"]: lane_of(row) for _, row in events.iterrows()}
    for name, y in zip(figure.data[MARKS].customdata, figure.data[MARKS].y, strict=True):
        assert tops[lanes[name]] < y < bars[lanes[name]]


def test_every_event_has_a_lane(events):
    lanes = {lane_of(row) for _, row in events.iterrows()}
    assert lanes <= set(LANES) and {"Moscow", "The alliance and the West", "GDR"} <= lanes


def test_a_forecast_is_laid_over_with_its_four_days_and_letters(doc, events):
    letters = {"1990-03-18-gdr-election": "a", "1990-03-25-hungary-election": "b"}
    figure = courses(doc.stages, events, SEVEN, letters=letters, outcomes=OUTCOMES)
    said = [note.text for note in figure.layout.annotations]
    for horizon, outcome in OUTCOMES.items():
        assert f"{HORIZONS[horizon]}<br><b>{outcome}</b>" in said
    lines = [shape.x0 for shape in figure.layout.shapes if shape.type == "line" and shape.visible]
    assert lines == [ordinal(horizon) for horizon in OUTCOMES]
    assert not [shape for shape in courses(doc.stages, events, SEVEN).layout.shapes if shape.type == "line" and shape.visible]
    shown = {name: text for name, text in zip(figure.data[MARKS].customdata, figure.data[MARKS].text, strict=True) if text.strip()}
    assert shown == {name: f"<b>{letter}</b>" for name, letter in letters.items()}


def test_before_the_seal_is_opened_nothing_later_is_in_the_figure(doc, events):
    figure = courses(doc.stages, events, LANES, until="1989-02-24")
    assert all(x <= ordinal("1989-02-24") for x in figure.data[MARKS].x)
    assert all(
        base + long <= max(base, ordinal("1989-02-24")) for base, long in zip(figure.data[BARS].base, figure.data[BARS].x, strict=True)
    )
    text = figure.to_json()
    for word in ("Mazowiecki", "elected", "independent", "Modrow", "breaking"):
        assert word not in text


def test_made_and_redrawn_with_the_same(doc, events):
    figure = courses(doc.stages, events, ["GDR"], title="The GDR", chosen="1989-11-09-wall")
    traces, layout = changes(doc.stages, events, ["GDR"], title="The GDR", chosen="1989-11-09-wall")
    assert list(figure.data[MARKS].x) == traces[MARKS]["x"] and figure.layout.title.text == layout["title.text"] == "The GDR"
    widths = dict(zip(figure.data[MARKS].customdata, figure.data[MARKS].marker.line.width, strict=True))
    assert widths.pop("1989-11-09-wall") > max(widths.values())


def test_every_state_has_as_many_shapes_and_notes(doc, events):
    """Else plotly's widget refuses: it cannot change one shape and their number at once."""
    states = [{"lanes": LANES}, {"lanes": ["GDR"]}, {"lanes": SEVEN, "outcomes": OUTCOMES}, {"lanes": [], "until": "1989-02-24"}]
    layouts = [changes(doc.stages, events, **state)[1] for state in states]
    assert len({(len(layout["shapes"]), len(layout["annotations"])) for layout in layouts}) == 1


def test_colour_is_not_the_only_sign(doc, events):
    figure = courses(doc.stages, events, SEVEN, letters={"1989-11-09-wall": "a"})
    assert set(figure.data[MARKS].marker.symbol) == {"circle", "diamond"}
    assert "Not from the text" in figure.layout.annotations[-1].text


def test_a_lane_that_is_none_is_told(doc, events):
    with pytest.raises(memo.MemoError, match="no lane 'Albania'"):
        courses(doc.stages, events, ["Albania"])
