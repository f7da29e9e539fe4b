"""Lesson 04 in a real browser, without a network: the chain and the network of actors, by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .figure_page import press_at, taken_away
from .lesson_page import opened_at
from .looks import CUT_OFF, LOOKS, dress, resize, serious_faults

BAR, CAPTION, WORDS, CARD = "What the network shows", "Under the network", "The words behind the network", "Who this was"
CHAIN, MISSING = "What leads to what?", "Who is missing?"
DRAWN = "() => document.querySelector('.js-plotly-plot')?.layout?.meta === 'network' && document.querySelector('.js-plotly-plot .gtitle') !== null"
NAMES = "() => [...document.querySelectorAll('.js-plotly-plot .textpoint')].map((node) => node.textContent)"
# Where a box lies on the page, by its actor's id.
PLACE = """(actor) => {
    const plot = document.querySelector('.js-plotly-plot'), { xaxis, yaxis } = plot._fullLayout;
    const trace = plot.data.find((one) => one.customdata?.includes(actor)), number = [...trace.customdata].indexOf(actor), box = plot.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.l2p(trace.x[number]), box.top + yaxis._offset + yaxis.l2p(trace.y[number])];
}"""
# Pairs of texts of the network that lie on each other.
MEETING = """() => {
    const boxes = [...document.querySelector('.js-plotly-plot').querySelectorAll('.textpoint text')].map((node) => [node.textContent, node.getBoundingClientRect()]);
    return boxes.flatMap(([a, one], i) => boxes.slice(i + 1).filter(([, other]) => one.width && other.width && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3).map(([b]) => [a, b]));
}"""


opened = opened_at("04-parties-and-oppositions")


@pytest.fixture
def lesson(lesson):
    """The lesson with its network drawn and in sight, as it is at the start."""
    lesson.page.wait_for_function(DRAWN)
    bar = lesson.form(BAR)
    for layer in ("Who is missing", "Ties known on the day"):
        bar.get_by_label(layer).uncheck()
    bar.get_by_label("Ties", exact=True).select_option(index=0)
    bar.get_by_label("Country").select_option("")
    bar.get_by_label("Who", exact=True).select_option("")
    lesson.says(CAPTION, "All ties: 21 from the text")
    expect(lesson.form(CARD)).to_contain_text("Click a box")
    bar.evaluate("(node) => node.scrollIntoView()")
    return lesson


def items(lesson):
    return lesson.form(CHAIN).locator(".memo-order").first.locator("li").all_inner_texts()


def test_a_click_and_the_list_show_the_same(lesson):
    press_at(lesson, PLACE, "solidarity")
    expect(lesson.form(CARD)).to_contain_text("outlawed on 8 October 1982")
    expect(lesson.form(BAR).get_by_label("Who", exact=True)).to_have_value("Solidarity (NSZZ Solidarność)")
    clicked = lesson.form(CARD).inner_text(), lesson.form(WORDS).inner_text()
    press_at(lesson, PLACE, "solidarity")
    expect(lesson.form(CARD)).to_contain_text("Click a box")
    lesson.form(BAR).get_by_label("Who", exact=True).select_option(label="Solidarity (NSZZ Solidarność)")
    expect(lesson.form(CARD)).to_contain_text("outlawed on 8 October 1982")
    assert (lesson.form(CARD).inner_text(), lesson.form(WORDS).inner_text()) == clicked


def test_the_missing_come_when_asked_for_and_no_label_meets_another(lesson):
    assert "Lech Wałęsa" not in " ".join(lesson.page.evaluate(NAMES))
    assert lesson.page.evaluate(MEETING) == []
    for layer in ("Ties known on the day", "Who is missing"):
        lesson.form(BAR).get_by_label(layer).check()
    lesson.page.wait_for_function(f"() => ({NAMES})().join().includes('Lech Wałęsa')")
    lesson.says(CAPTION, "not from the text: 15 more")
    assert lesson.page.evaluate(MEETING) == []
    press_at(lesson, PLACE, "havel")
    expect(lesson.form(WORDS)).to_contain_text("Not named in the text.")
    lesson.page.screenshot(path=screenshot_path("lesson 04 network"))


def test_the_keyboard_alone_chooses_ties_country_actor_and_layers(lesson):
    page, before = lesson.page, lesson.cells()
    lesson.form(BAR).get_by_label("Ties", exact=True).focus()
    page.keyboard.press("ArrowDown")
    lesson.says(CAPTION, "¶8 · Against the ruling party")
    page.keyboard.press("Tab")
    page.keyboard.press("p")
    lesson.says(CAPTION, "in Poland: 1 from the text")
    page.keyboard.press("Tab")
    page.keyboard.press("s")
    lesson.says(CAPTION, "Marked: So")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    lesson.says(CAPTION, "Known on the day")
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    assert lesson.cells() == before


def test_data_and_pictures_can_be_taken_away(lesson):
    form = lesson.form(CAPTION)
    form.get_by_role("button", name="Show as a table").click()
    expect(form.locator("table")).to_contain_text("reemerging political parties")
    form.get_by_role("button", name="Hide the table").click()
    rows, _ = taken_away(form, "Who,")
    assert {row["Source"] for row in rows} > {"the memorandum"}


def test_the_chain_is_ordered_with_the_mouse(lesson):
    assert items(lesson)[0].endswith("The opposition drives ruling parties from power.")
    form = lesson.form(CHAIN)
    form.get_by_role("button", name="Move down: The opposition drives").click()
    assert items(lesson)[1].endswith("The opposition drives ruling parties from power.")
    form.get_by_role("button", name=lesson.button(CHAIN)).click()
    lesson.says(CHAIN, "Still open: What happens in the four countries")
    expect(form.locator(".memo-reveal")).to_contain_text("not yet")
    expect(form.locator(".memo-reveal")).not_to_contain_text("one knot is missing")
    lesson.answer(CHAIN)
    expect(form.locator(".memo-reveal")).to_contain_text("one knot is missing")


def test_the_chain_is_ordered_with_the_keyboard_and_the_focus_stays(lesson):
    page, before, form = lesson.page, lesson.cells(), lesson.form(CHAIN)
    focused = "() => document.activeElement.ariaLabel"
    form.get_by_role("button", name="Move up: The policy of the ruling parties").focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == "Move up: The policy of the ruling parties has faults, and people see them."
        expect(form.locator(".memo-order-status").first).to_contain_text(f"Now {place} of 8: The policy")
    page.keyboard.press("Space")
    expect(form.locator(".memo-order-status").first).to_contain_text("It is the first already.")
    page.keyboard.press("Tab")
    assert page.evaluate(focused).startswith("Move down: The policy")
    lesson.says(CHAIN, "Draft kept")
    assert page.evaluate(focused).startswith("Move down: The policy"), "saving a draft does not take the focus away"
    for key in ("d", "d", "b", "x", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert lesson.cells() == before and items(lesson)[0].endswith("and people see them.")


def test_order_and_answers_survive_the_kernel(lesson):
    for label in lesson.asked():
        lesson.answer(label)
    kept, order = {label: lesson.values(label) for label in lesson.asked()}, items(lesson)
    lesson.kill_kernel()
    lesson.form(CHAIN).get_by_role("button", name="Move down: The policy of the ruling parties").click()
    moved = items(lesson)
    lesson.says(CHAIN, "Not saved yet: Python does not answer")
    lesson.run_all()
    lesson.page.wait_for_function(DRAWN)
    assert {label: lesson.values(label) for label in lesson.asked()} == kept
    assert items(lesson) == moved != order
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


@pytest.mark.parametrize("look", LOOKS)
def test_look(lesson, look):
    for layer in ("Ties known on the day", "Who is missing"):
        lesson.form(BAR).get_by_label(layer).check()
    lesson.form(BAR).get_by_label("Who", exact=True).select_option(label="Charter 77 ('the Chartists')")
    lesson.says(CAPTION, "Marked: Charter 77")
    dress(lesson.page, dark=look == "dark")
    resize(lesson.page, *LOOKS[look])
    lesson.page.wait_for_timeout(800)
    try:
        assert not lesson.page.evaluate(CUT_OFF)
        assert not serious_faults(lesson.page)
        for label in (BAR, CHAIN):
            lesson.form(label).evaluate("(node) => node.scrollIntoView()")
            lesson.page.screenshot(path=screenshot_path(f"lesson 04 {label.strip('?')} {look}"))
    finally:
        resize(lesson.page)
        dress(lesson.page, dark=False)
