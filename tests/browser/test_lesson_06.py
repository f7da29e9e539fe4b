"""Lesson 06 in a real browser, without a network: the timeline and the neighbours' sentences, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

import memo
from memo.analysis.white_spots import SPOTS, STRANDS, white_spots

from .conftest import screenshot_path
from .figure_page import press_at, taken_away
from .lesson_page import opened_at
from .looks import faults, resize

BAR, CAPTION, WORDS, REWRITE = (
    "What the timeline shows",
    "Under the timeline",
    "The words behind the timeline",
    "The same sentence, by the neighbours",
)
DRAWN = "() => document.querySelectorAll('.js-plotly-plot .scatterlayer .point').length"
LABELS = "() => [...document.querySelectorAll('.js-plotly-plot .scatterlayer text')].map((node) => node.textContent)"
# Where the mark of an event lies on the page.
PLACE = """(name) => {
    const plot = document.querySelector('.js-plotly-plot'), number = plot.data[0].customdata.findIndex((each) => each[0] === name);
    const box = plot.querySelectorAll('.scatterlayer .point')[number].getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
}"""
# The boxes of all labels, and how many pairs of them meet by more than a hair.
MEETING = """() => {
    const boxes = [...document.querySelectorAll('.js-plotly-plot .scatterlayer text')].map((node) => node.getBoundingClientRect());
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b))).length;
}"""


opened = opened_at("06-white-spots")


@pytest.fixture
def lesson(lesson):
    """The lesson with its timeline drawn and in sight, as it is at the start."""
    choose(lesson, "")
    lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")
    return lesson


def choose(lesson, spot):
    """Choose a white spot and wait until its marks stand."""
    lesson.form(BAR).get_by_label("White spot").select_option(spot)
    told = white_spots(memo.load().events)
    count = len(told[told["spot"] == {label: key for key, label in SPOTS.items()}[spot]]) if spot else len(told)
    lesson.page.wait_for_function(f"(count) => ({DRAWN})() === count", arg=count)
    lesson.says(CAPTION, f"{spot or 'All four white spots'}: {count} events")
    expect(lesson.form(BAR).get_by_label("Event").locator("option")).to_have_count(count + 1)


def test_the_timeline_is_drawn_without_a_network(lesson):
    text = lesson.page.locator(".js-plotly-plot").inner_text()
    for words in (*STRANDS.values(), "Closed: this lane opens with lesson 08.", "the paper, 24 Feb 1989", "1939", "1989"):
        assert words in text
    assert set(lesson.page.evaluate(LABELS)) == {"39", "K", "56", "68"}
    lesson.page.screenshot(path=screenshot_path("lesson 06 timeline"))


@pytest.mark.parametrize("width", [1280, 1024, 640])
def test_no_label_covers_another(lesson, width):
    resize(lesson.page, width)
    plot = (
        "() => { const plot = document.querySelector('.js-plotly-plot'); return Math.abs(plot._fullLayout.width - plot.clientWidth) < 3; }"
    )
    try:
        for spot in (*SPOTS.values(), ""):
            choose(lesson, spot)
            lesson.page.wait_for_function(plot)
            lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")
            assert lesson.page.evaluate(MEETING) == 0, spot
            lesson.page.screenshot(path=screenshot_path(f"lesson 06 {width} {spot.split(':')[0] or 'all'}"))
    finally:
        resize(lesson.page)


def test_a_click_and_the_list_show_the_same_card(lesson):
    choose(lesson, "Katyn")
    press_at(lesson, PLACE, "1989-02-21-urban-inscription")
    expect(lesson.form(WORDS)).to_contain_text("Spokesman Urban stops short")
    expect(lesson.form(WORDS)).to_contain_text('the "Katyn Affair,"')
    expect(lesson.form(BAR).get_by_label("Event")).to_have_value("21 February 1989 · inscription to change")
    clicked = lesson.form(WORDS).inner_text()
    lesson.page.screenshot(path=screenshot_path("lesson 06 card"))
    lesson.form(BAR).get_by_label("Event").select_option("")
    expect(lesson.form(WORDS)).to_contain_text("Click a mark")
    lesson.form(BAR).get_by_label("Event").select_option("21 February 1989 · inscription to change")
    expect(lesson.form(WORDS)).to_contain_text("Spokesman Urban stops short")
    assert lesson.form(WORDS).inner_text() == clicked


def test_hovering_says_what_it_is(lesson):
    choose(lesson, SPOTS["1956"])
    lesson.page.mouse.move(*lesson.page.evaluate(PLACE, "1957-un-report"))
    expect(lesson.page.locator(".js-plotly-plot .hoverlayer").first).to_contain_text("20 June 1957")
    lesson.page.mouse.move(5, 5)


def test_the_keyboard_alone_reaches_every_event(lesson):
    page, before = lesson.page, lesson.cells()
    lesson.form(BAR).get_by_label("White spot").focus()
    page.keyboard.press("ArrowDown")
    lesson.says(CAPTION, "1939: the Soviet-German Pact: 11 events")
    expect(lesson.form(WORDS)).to_contain_text("not named here")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(lesson.form(WORDS)).to_contain_text("Moscow has denied ever since")
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    assert lesson.cells() == before


def test_nothing_later_is_on_the_page(lesson):
    page = "".join(lesson.form(label).inner_text() for label in lesson.questions)  # the glossary's sources are of all years
    for spot in SPOTS.values():
        choose(lesson, spot)
        page += lesson.page.locator(".js-plotly-plot").inner_text() + lesson.form(CAPTION).inner_text()
        page += " ".join(lesson.form(BAR).get_by_label("Event").locator("option").all_inner_texts())
    assert not re.search(r"\b199\d\b|(March|April|May|June|July|August|September|October|November|December) 1989|order to shoot", page)


def test_data_and_pictures_can_be_taken_away(lesson):
    choose(lesson, SPOTS["1968"])
    form = lesson.form(CAPTION)
    form.get_by_role("button", name="Show as a table").click()
    expect(form.locator("table")).to_contain_text("crisis development", ignore_case=True)
    form.get_by_role("button", name="Hide the table").click()
    rows, _ = taken_away(form, "id,date")
    assert len(rows) == 8 and "later" not in rows[0]


def test_axe_finds_nothing(lesson):
    choose(lesson, "Katyn")
    lesson.form(BAR).get_by_label("Event").select_option(index=1)
    expect(lesson.form(WORDS)).to_contain_text("Nothing is announced")
    assert not faults(lesson, BAR, CAPTION, WORDS, "Two lists, word by word", REWRITE)


def test_own_sentences_stand_beside_the_others_and_survive_the_kernel(lesson):
    form = lesson.form(REWRITE)
    for country in ("Poland, on Katyn", "Hungary, on 1956", "Czechoslovakia, on 1968"):
        form.get_by_label(country).fill(f"my sentence for {country}")
    form.get_by_label("Which country, and whose voice?").fill("all three, those who asked")
    form.get_by_role("button", name="Commit, then compare").click()
    lesson.says(REWRITE, "Saved")
    row = form.locator("tr", has_text="Hungary").filter(has_text="the events of 1956")
    expect(row).to_contain_text("my sentence for Hungary, on 1956")
    expect(row).to_contain_text("Imre Pozsgay")
    form.evaluate("(node) => node.scrollIntoView()")
    lesson.page.screenshot(path=screenshot_path("lesson 06 rewrite"))
    lesson.kill_kernel()
    lesson.run_all()
    expect(form.get_by_label("Poland, on Katyn")).to_have_value("my sentence for Poland, on Katyn")
    expect(form.locator("table")).to_contain_text("my sentence for Czechoslovakia, on 1968")
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost
