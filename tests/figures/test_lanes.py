"""The timeline in lanes: what stands where, and that no label covers another, however crowded the years."""

import itertools

import pandas as pd
import pytest

import memo
from memo.figures.lanes import KINDS, MARKS, Scale, changes, lanes, place, room, rows
from memo.figures.template import FILLS, INK, PAPER

SCALE = Scale((("1939-01-01", 0), ("1989-01-01", 0.5), ("1990-01-01", 1)), (("1939", "1939"), ("1989-01-01", "1989")), "a note")
NAMES = {"above": "Above", "below": "Below"}


def marks(*rows_):
    """Marks as (id, lane, date, label)."""
    table = pd.DataFrame(rows_, columns=["id", "lane", "date", "label"])
    return table.assign(kind="one", hover="words of " + table["id"], hollow=False)


CROWDED = marks(
    *((f"e{n}", "above", f"1989-{1 + n // 3:02}-{5 + 7 * (n % 3):02}", f"{n} May 1989<br>some twenty letters") for n in range(24))
)
FEW = marks(("a", "above", "1940", "the first"), ("b", "below", "1989-06", "the second"))


def spans(table, scale, inside=False, width=480):
    """Each mark's lane, row, and from where to where it reaches with its label."""
    for mark, (row, side) in zip(table.itertuples(), rows(table, scale, inside, width).values(), strict=True):
        at, long = place(mark.date, scale) * width, max(map(len, mark.label.split("<br>"))) * 6
        left, right = {"left": (at - long, at), "right": (at, at + long), "center": (at - 12, at + 12)}[side]
        yield mark.lane, row, left, right


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("width", [480, 900])
def test_no_label_covers_another(inside, width):
    for one, other in itertools.combinations(spans(CROWDED, SCALE, inside, width), 2):
        same = one[:2] == other[:2]
        assert not same or one[3] <= other[2] or other[3] <= one[2]


def test_labels_stay_within_the_figure():
    for _, _, left, right in spans(CROWDED, SCALE):
        assert left >= -15 and right <= 480 + 15


def test_what_comes_later_stands_lower_where_years_are_crowded():
    order = [row for row, _ in rows(CROWDED, SCALE).values()]
    assert order == sorted(order)


def test_days_lie_in_order_and_where_the_scale_says():
    places = [place(date, SCALE) for date in ("1939-01-01", "1950", "1988-12", "1989-01-01", "1989-07", "1990-01-01")]
    assert places == sorted(places) and places[0] == 0 and places[3] == 0.5 and places[-1] == 1
    assert place("1989-07-02", SCALE) == pytest.approx(0.75, abs=0.01)


def test_the_figure_is_made_and_redrawn_with_the_same():
    figure = lanes(FEW, NAMES, SCALE, "one title", kinds=("one",), chosen="b")
    traces, layout = changes(FEW, NAMES, SCALE, "one title", kinds=("one",), chosen="b")
    assert list(figure.data[MARKS].x) == traces[MARKS]["x"] and list(figure.data[MARKS].y) == traces[MARKS]["y"]
    assert figure.layout.title.text == layout["title.text"] and figure.layout.height == layout["height"]


def test_every_lane_has_its_heading_and_its_marks_between_its_edges():
    figure = lanes(FEW, NAMES, SCALE, "title")
    bands = dict(zip(NAMES, figure.layout.shapes, strict=False))
    for lane, y in zip(FEW["lane"], figure.data[MARKS].y, strict=True):
        assert bands[lane].y0 < y < bands[lane].y1
    headings = [note.text for note in figure.layout.annotations]
    assert [text for text in headings if text.startswith("<b>")] == ["<b>Above</b>", "<b>Below</b>"]
    assert "a note" in headings
    assert all(note.font.size >= 12 for note in figure.layout.annotations) and figure.data[MARKS].textfont.size >= 12


def test_a_closed_lane_says_so_and_a_day_is_set_apart():
    figure = lanes(FEW.head(1), NAMES, SCALE, "title", closed={"below": "It opens later."}, now=("1989-02-24", "the day"))
    assert {"It opens later.", "the day"} <= {note.text for note in figure.layout.annotations}
    assert [shape.line.dash for shape in figure.layout.shapes].count("dash") == 1
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert line.x0 == line.x1 == place("1989-02-24", SCALE)


def test_marks_answer_with_their_id_and_words_and_tell_rings_from_discs():
    table = FEW.assign(hollow=[True, False], kind=["two", "one"], hover=["a < b & c", "d"])
    figure = lanes(table, NAMES, SCALE, "title", kinds=("one", "two"), chosen="b")
    assert [each[0] for each in figure.data[MARKS].customdata] == ["a", "b"]
    assert figure.data[MARKS].customdata[0][1] == "a &lt; b &amp; c"
    assert list(figure.data[MARKS].marker.color) == [PAPER, KINDS[0]]
    assert figure.data[MARKS].marker.line.width[1] > figure.data[MARKS].marker.line.width[0]
    assert list(figure.data[MARKS].text) == ["the first", "<b>the second</b>"]


def test_a_lane_that_there_is_not_is_told():
    with pytest.raises(memo.MemoError, match=r"no lane 'beside'.*Choose one of: above, below"):
        lanes(FEW.assign(lane="beside"), NAMES, SCALE, "title")


def test_the_height_does_not_jump_where_it_is_given():
    high = room(CROWDED, NAMES, SCALE)
    assert (
        changes(FEW, NAMES, SCALE, "t", height=high)[1]["height"] == high == changes(CROWDED, NAMES, SCALE, "t", height=high)[1]["height"]
    )


def test_an_empty_timeline_has_its_lanes():
    figure = lanes(FEW.head(0), NAMES, SCALE, "title")
    assert len(figure.data[MARKS].x) == 0 and figure.layout.height > 100


def test_letters_stand_out_from_every_kind():
    def light(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert len(set(KINDS)) == 4 and KINDS[0] == FILLS["●"]
    assert all((light(fill) + 0.05) / (light(INK) + 0.05) >= 4.5 for fill in KINDS)
