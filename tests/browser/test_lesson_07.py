"""Lesson 07 in a real browser, without a network: matching, flow and commission, by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

import memo

from .conftest import screenshot_path
from .figure_page import press_at, taken_away
from .lesson_page import opened_at
from .looks import dress, faults, resize

MATCH, BAR, CAPTION, WORDS = "Match problems and proposals", "What the flow shows", "Under the flow", "The words behind the flow"
COMMISSION = "The commission's table"
DRAWN = "() => document.querySelector('.js-plotly-plot .textpoint text') !== null"
STRANDS = "() => document.querySelector('.js-plotly-plot').data.slice(3).filter((trace) => trace.visible).length"
# Where a point of a trace lies on the page.
PLACE = """([trace, point]) => {
    const plot = document.querySelector('.js-plotly-plot'), { xaxis, yaxis } = plot._fullLayout, box = plot.getBoundingClientRect();
    const own = plot._fullData[trace];
    return [box.left + xaxis._offset + xaxis.l2p(own.x[point]), box.top + yaxis._offset + yaxis.l2p(own.y[point])];
}"""
# The boxes of everything written in the figure.
BOXES = """() => [...document.querySelectorAll('.js-plotly-plot .textpoint text, .js-plotly-plot .annotation-text-g, .js-plotly-plot .gtitle')]
    .filter((node) => node.textContent.trim() && node.getBoundingClientRect().width)
    .map((node) => { const box = node.getBoundingClientRect(); return [node.textContent, box.left, box.top, box.right, box.bottom]; })"""


opened = opened_at("07-ten-proposals")


@pytest.fixture
def lesson(lesson):
    """The lesson under a fresh pseudonym, with its figure drawn and in sight, and nothing chosen."""
    lesson.page.wait_for_function(DRAWN)
    for label, value in (("Show", "The kit's reading"), ("Problem", ""), ("Proposal", "")):
        lesson.form(BAR).get_by_label(label, exact=True).select_option(value)
    lesson.says(CAPTION, "Commit your matching above first")
    return lesson


def box(lesson, problem, proposal):
    return lesson.form(MATCH).locator(f'.memo-match input[aria-label*="{problem} ¶"][aria-label*=": {proposal} "]')


def match(lesson, *pairs):
    for problem, proposal in pairs or (
        ("White spots breed mistrust", 7),
        ("Ruling parties lose control", 1),
        ("Economy: the model is a brake", 2),
    ):
        box(lesson, problem, proposal).check()
    lesson.form(MATCH).get_by_role("textbox").fill("the economy: nobody pays")
    lesson.commit(MATCH)
    lesson.says(CAPTION, "The kit draws 16 strands")
    lesson.page.wait_for_function(f"() => ({STRANDS})() === 16")
    lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")


def test_the_flow_is_closed_until_the_matching_is_committed(lesson):
    assert lesson.page.evaluate(STRANDS) == 0
    page = lesson.page.content()
    links = memo.load().links
    assert not [name for name in links["reason"] if name in page]
    expect(lesson.form(COMMISSION)).to_contain_text("when you have matched problems and proposals")
    match(lesson)
    lesson.page.screenshot(path=screenshot_path("lesson 07 flow"))
    lesson.says(CAPTION, "You and the kit agree on 2")
    expect(lesson.form(COMMISSION).get_by_role("button")).to_have_text("Put it to the commission")


def test_hovering_shows_both_quotes_and_a_click_keeps_them(lesson):
    match(lesson)
    links = memo.load().links
    for number in (0, 6, 12):
        link = links.iloc[number]
        lesson.page.mouse.move(*lesson.page.evaluate(PLACE, [3 + number, 4]))
        hover = lesson.page.locator(".js-plotly-plot .hoverlayer")
        expect(hover).to_contain_text(f"¶{link['diagnosis_paragraph']}")
        expect(hover).to_contain_text(link["remedy_reading"][:20])
        press_at(lesson, PLACE, [3 + number, 4])
        expect(lesson.form(WORDS)).to_contain_text(link["diagnosis_reading"])
        expect(lesson.form(WORDS)).to_contain_text(link["remedy_reading"])
        expect(lesson.form(WORDS)).to_contain_text(link["reason"])
    clicked = lesson.form(WORDS).inner_text()
    for label in ("Problem", "Proposal"):
        lesson.form(BAR).get_by_label(label, exact=True).select_option("")
    lesson.form(BAR).get_by_label("Problem", exact=True).select_option("Soviet troops felt as a burden")
    lesson.form(BAR).get_by_label("Proposal", exact=True).select_option("4 No force; keep troops and doubt")
    expect(lesson.form(WORDS)).to_contain_text("→ 4 No force")
    assert lesson.form(WORDS).inner_text() == clicked
    lesson.page.mouse.move(5, 5)


def test_a_click_on_a_name_shows_what_belongs_to_it(lesson):
    match(lesson)
    press_at(lesson, PLACE, [0, 2])  # beside the mark, on the label
    expect(lesson.form(BAR).get_by_label("Problem", exact=True)).to_have_value("Economy: the model is a brake")
    expect(lesson.form(WORDS)).to_contain_text("has become a brake")
    press_at(lesson, PLACE, [1, 12])
    expect(lesson.form(BAR).get_by_label("Proposal", exact=True)).to_have_value("3 New treaties of friendship")
    expect(lesson.form(WORDS)).to_contain_text("in connection with the expiration of current")
    lesson.page.mouse.move(5, 5)


@pytest.mark.parametrize("width", [1280, 1024, 1600])
@pytest.mark.parametrize("view", ["The kit's reading", "Beside your matching", "Your matching"])
def test_no_word_in_the_figure_lies_over_another_or_is_cut(lesson, width, view):
    resize(lesson.page, width)
    match(lesson, ("Nationalism grows", 3), ("Nationalism grows", 10), ("Neighbours quarrel", 1), ("Economy: the model is a brake", 8))
    lesson.form(BAR).get_by_label("Show", exact=True).select_option(view)
    lesson.page.wait_for_timeout(900)
    boxes = lesson.page.evaluate(BOXES)
    assert len(boxes) >= 25
    left, right = lesson.page.evaluate(
        "() => { const box = document.querySelector('.js-plotly-plot').getBoundingClientRect(); return [box.left, box.right]; }"
    )
    for number, (text, *one) in enumerate(boxes):
        assert left - 1 <= one[0] and one[2] <= right + 1, f"{text} is cut"
        for other, *two in boxes[number + 1 :]:
            apart = one[2] <= two[0] + 1 or two[2] <= one[0] + 1 or one[3] <= two[1] + 2 or two[3] <= one[1] + 2
            assert apart, (text, other)
    resize(lesson.page)


def test_the_keyboard_alone_matches_and_explores(lesson):
    page, before = lesson.page, lesson.cells()
    box(lesson, "Economy: the model is a brake", 1).focus()
    for key in (
        "ArrowDown",
        "ArrowDown",
        "Space",
        "ArrowRight",
        "ArrowLeft",
        "ArrowUp",
        "ArrowRight",
        "Space",
        "Space",
        "ArrowUp",
        "ArrowUp",
    ):
        page.keyboard.press(key)
    expect(box(lesson, "Ruling parties lose control", 1)).to_be_checked()
    assert lesson.form(MATCH).locator(".memo-match input:checked").count() == 1
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    page.keyboard.type("the economy")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lesson.says(MATCH, "Saved")
    lesson.says(CAPTION, "agree on 1")
    lesson.form(BAR).get_by_label("Show", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.js-plotly-plot .gtitle').textContent.includes('beside your matching')")
    page.keyboard.press("Tab")
    page.keyboard.type("Rul")
    expect(lesson.form(WORDS)).to_contain_text("now are losing control over the course of events")
    expect(lesson.form(WORDS)).to_contain_text("You tied them too")
    assert lesson.cells() == before


def test_what_the_commission_lacks_is_told_in_its_own_message(lesson):
    match(lesson)
    form = lesson.form(COMMISSION)
    for number in (1, 5, 6, 8):
        form.get_by_role("checkbox").nth(number).check()
    form.locator("select").select_option("2 Meet leaders more")
    for number, words in enumerate(("¶10", "too late")):
        form.get_by_role("textbox").nth(number).fill(words)
    lesson.commit(COMMISSION)
    lesson.says(COMMISSION, "choose exactly three, you have 4; the one you drop is among those you choose")
    form.get_by_role("checkbox").nth(1).uncheck()
    lesson.commit(COMMISSION)
    expect(form.locator(".memo-message")).not_to_contain_text("Still open")
    expect(form).to_contain_text("Left without an answer")
    expect(form).to_contain_text("What came after 24 February 1989 opens with lesson 8")
    expect(form).not_to_contain_text("Mazowiecki")


def test_a_matching_survives_the_kernel(lesson):
    match(lesson)
    lesson.kill_kernel()
    lesson.run_all()
    lesson.page.wait_for_function(DRAWN)
    lesson.says(CAPTION, "You and the kit agree on 2; 14 only the kit has, 1 only you.")
    expect(box(lesson, "White spots breed mistrust", 7)).to_be_checked()
    assert lesson.form(MATCH).locator(".memo-match input:checked").count() == 3
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_data_and_pictures_can_be_taken_away(lesson):
    match(lesson)
    form = lesson.form(CAPTION)
    form.get_by_role("button", name="Show as a table").click()
    expect(form.locator("table")).to_contain_text("the kit finds none")
    form.get_by_role("button", name="Hide the table").click()
    rows, picture = taken_away(form, "")
    assert len(rows) == 17 and "no remedy" in picture


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(lesson, dark):
    match(lesson)
    dress(lesson.page, dark)
    lesson.page.wait_for_timeout(600)
    lesson.form(BAR).get_by_label("Problem", exact=True).select_option("Repression breeds unrest")
    expect(lesson.form(WORDS)).to_contain_text("deep political and social convulsions")
    parts = MATCH, BAR, CAPTION, WORDS, COMMISSION
    found = faults(lesson, *parts)
    for label in parts:
        lesson.form(label).evaluate("(node) => node.scrollIntoView()")
        lesson.page.screenshot(path=screenshot_path(f"lesson 07 {label} {'dark' if dark else 'light'}"))
    dress(lesson.page, dark=False)
    assert not found
