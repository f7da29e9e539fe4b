"""Lesson 05 in a real browser, without a network: the four quarrels on the map, by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

import memo

from .conftest import screenshot_path
from .figure_page import follows_width, press_at, taken_away
from .lesson_page import opened_at
from .looks import serious_faults

BAR, CAPTION, CARD, WORDS = "What the map shows", "Under the map", "Background card", "The words behind the map"
GUESS, QUARREL, PACT, ABOUT = "Four quarrels, one name", "What the text says of a quarrel", "And of the Pact", "What each was about"
DRAWN = "() => document.querySelector('.js-plotly-plot .geo path.choroplethlayer, .js-plotly-plot g.trace.choropleth path') !== null"
LABELS = "() => [...document.querySelectorAll('.js-plotly-plot .geo text')].map((node) => node.textContent)"
TITLE = "(title) => document.querySelector('.js-plotly-plot .gtitle').textContent === title"
# Where a quarrel's number lies on the page, by the map's own projection.
NUMBER = """(number) => {
    const plot = document.querySelector('.js-plotly-plot'), trace = plot.data[8], box = plot.getBoundingClientRect();
    const [x, y] = plot._fullLayout.geo._subplot.projection([trace.lon[number - 1], trace.lat[number - 1]]);
    return [box.left + x, box.top + y];
}"""


opened = opened_at("05-alliance-neighbours-rivals")


@pytest.fixture
def lesson(lesson):
    """The lesson with its map drawn and in sight, as it is at the start; nobody has guessed yet."""
    lesson.page.wait_for_function(DRAWN)
    bar = lesson.form(BAR)
    for name in (QUARREL, PACT):
        bar.get_by_label(name).select_option("")
    for layer in ("Warsaw Pact", "Soviet troops"):
        bar.get_by_label(layer).uncheck()
    lesson.says(CAPTION, "¶14 names four pairs")
    bar.evaluate("(node) => node.scrollIntoView()")
    return lesson


def guess(lesson):
    lesson.answer(GUESS)
    lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")


def test_the_map_is_drawn_without_a_network_and_keeps_the_background_back(lesson):
    labels = lesson.page.evaluate(LABELS)
    for name in (*memo.analysis.SEVEN, "USSR", "West Berlin", "1", "2", "3", "4"):
        assert name in labels
    expect(lesson.form(CARD)).to_contain_text("First commit your guess")
    expect(lesson.form(BAR).get_by_label(ABOUT)).to_have_count(0)
    press_at(lesson, NUMBER, 4)
    lesson.page.wait_for_function(TITLE, arg="¶14 · Poland and the GDR")
    expect(lesson.form(CARD)).to_contain_text("First commit your guess")
    assert "sea border" not in lesson.page.inner_text(".jp-Notebook")
    assert lesson.page.locator(".js-plotly-plot").count() == 1


def test_a_click_and_the_list_show_the_same_card(lesson):
    guess(lesson)
    expect(lesson.form(CARD)).to_contain_text("Four different things")
    told = ["minority rights", "annexation history", "national identity", "sea border"]
    for number, kind in enumerate(told, 1):
        press_at(lesson, NUMBER, number)
        expect(lesson.form(CARD)).to_contain_text("Known on that day")
        expect(lesson.form(CARD)).to_contain_text(kind)
        expect(lesson.form(CARD)).to_contain_text("Not from the text")
        clicked = lesson.form(CARD).inner_text()
        lesson.form(BAR).get_by_label(QUARREL).select_option("")
        expect(lesson.form(CARD)).to_contain_text("Four different things")
        lesson.form(BAR).get_by_label(QUARREL).select_option(index=number)
        expect(lesson.form(CARD)).to_contain_text("Known on that day")
        assert lesson.form(CARD).inner_text() == clicked
    lesson.page.screenshot(path=screenshot_path("lesson 05 card"))


def test_layers_and_words_on_the_pact(lesson):
    guess(lesson)
    bar = lesson.form(BAR)
    bar.get_by_label(QUARREL).select_option(index=1)
    bar.get_by_label(ABOUT).check()
    bar.get_by_label("Warsaw Pact").check()
    bar.get_by_label("Soviet troops", exact=True).check()
    bar.get_by_label(PACT).select_option(label="¶17 · Soviet troops felt as a burden")
    lesson.says(CAPTION, "the text names Hungary and Czechoslovakia")
    lesson.says(CAPTION, "not from the text")
    expect(lesson.form(WORDS)).to_contain_text("openly finding burdensome the Soviet troops")
    lesson.page.wait_for_function(f"() => ({LABELS})().filter((text) => text.includes('“burdensome” ¶17')).length === 2")
    assert "minority rights" in lesson.page.evaluate(LABELS)
    expect(lesson.page.locator(".js-plotly-plot .annotation-text")).to_contain_text("Not from the text")
    bar.get_by_label(ABOUT).uncheck()
    lesson.page.wait_for_function(f"() => !({LABELS})().includes('minority rights')")
    lesson.page.screenshot(path=screenshot_path("lesson 05 layers"))


def test_hovering_over_a_country_says_with_whom_it_is_named(lesson):
    lesson.page.mouse.move(*lesson.page.evaluate(NUMBER, 4))
    hover = lesson.page.locator(".js-plotly-plot .hoverlayer").first
    expect(hover).to_contain_text("Poland and the GDR")
    expect(hover).to_contain_text("national territorial problems")
    lesson.page.mouse.move(5, 5)


def test_the_keyboard_alone_reaches_quarrel_pact_layers_and_table(lesson):
    guess(lesson)
    page, before = lesson.page, lesson.cells()
    lesson.form(BAR).get_by_label(QUARREL).focus()
    page.keyboard.press("ArrowDown")
    expect(lesson.form(CARD)).to_contain_text("minority rights")
    expect(lesson.form(BAR).get_by_label(QUARREL)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    lesson.says(CAPTION, "Obstructs and dismantles organs of the Pact: the text names Romania")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    lesson.says(CAPTION, f"{ABOUT}: not from the text")
    for key in ("d", "d", "b", "x"):
        page.keyboard.press(key)
    lesson.form(CAPTION).get_by_role("button", name="Show as a table").focus()
    page.keyboard.press("Enter")
    expect(lesson.form(CAPTION).locator("table")).to_contain_text("Poland and the German Democratic Republic")
    page.keyboard.press("Enter")
    assert lesson.cells() == before


def test_data_and_pictures_can_be_taken_away(lesson):
    rows, _ = taken_away(lesson.form(CAPTION), "One side,")
    assert len(rows) == 4
    assert lesson.page.locator(".js-plotly-plot .modebar-btn").count() == 1, "one button: no upload"


def test_the_background_stays_open_after_the_kernel_died_and_closes_for_another(lesson):
    guess(lesson)
    lesson.kill_kernel()
    lesson.run_all()
    lesson.page.wait_for_function(DRAWN)
    lesson.form(BAR).get_by_label(QUARREL).select_option(index=3)
    expect(lesson.form(CARD)).to_contain_text("national identity")
    lesson.form(BAR).get_by_label(ABOUT).check()
    lesson.says(CAPTION, ABOUT)
    lesson.work_as("somebody who has not guessed")
    expect(lesson.form(CARD)).to_contain_text("First commit your guess")
    lesson.page.wait_for_function(f"() => !({LABELS})().includes('national identity')")
    lesson.work_as(lesson.pseudonym)
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_a_wrong_answer_is_sent_to_a_sentence(lesson):
    label = "Whose approach, whose patience, whose forecast?"
    lesson.fill(label)
    lesson.form(label).get_by_role("radio", name="Moscow, towards its allies").check()
    lesson.commit(label)
    expect(lesson.form(label)).to_contain_text("¶19.1: go back from")
    expect(lesson.form(label)).not_to_contain_text("All three belong to others")
    lesson.answer(label)
    expect(lesson.form(label)).to_contain_text("All three belong to others")


def test_axe_and_the_width_of_the_column(lesson):
    guess(lesson)
    lesson.form(BAR).get_by_label(QUARREL).select_option(index=2)
    expect(lesson.form(CARD)).to_contain_text("annexation history")
    assert not serious_faults(lesson.page)
    follows_width(lesson.page)
