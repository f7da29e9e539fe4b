"""Lesson 08 in a real browser, without a network: the seal, the map by month and the lanes, by mouse and by keys."""

import csv

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .figure_page import follows_width, weight
from .lesson_page import Lesson, opened_at
from .looks import dress, faults

OPEN, MONTHS, UNDER, WORDS, COURSE = (
    "Remember, then open the seal",
    "What the map by month shows",
    "Under the map by month",
    "The words behind the map by month",
    "Course of a country",
)
LANES, UNDER_LANES, ACT = "What the timeline shows", "Under the timeline", "One act"
FIND = "[...document.querySelectorAll('.js-plotly-plot')].find((node) => node.layout?.meta === '{}')"
TITLE = "() => " + FIND.format("months") + "?.querySelector('.gtitle')?.textContent"
BARS = "() => " + FIND.format("courses") + ".data[1].x.length"
SHOWN = "() => document.querySelector('.memo-month-name').textContent"


opened = opened_at("08-forecast-and-outcome")


@pytest.fixture
def unsealed(lesson):
    """The lesson with the seal open and its map drawn."""
    lesson.answer(OPEN)
    expect(slider(lesson)).to_have_attribute("max", "35")
    lesson.page.wait_for_function(TITLE)
    lesson.form(MONTHS).evaluate("(node) => node.scrollIntoView()")
    return lesson


def slider(lesson):
    return lesson.form(MONTHS).locator("input[type=range]")


def at(lesson, month):
    """Wait until slider, map and sentence have that month."""
    lesson.page.wait_for_function(f"(month) => ({TITLE})() === month", arg=month)
    lesson.says(UNDER, f"{month}. ")
    expect(lesson.form(MONTHS).locator(".memo-month-name")).to_have_text(month)


# -- the seal


def test_memory_comes_first_and_then_all_opens_at_once(lesson):
    for label in ("Nine forecasts, settled", "What it did not see", "Exit ticket"):
        assert not lesson.form(label).locator("input, textarea, select").count()
    expect(slider(lesson)).to_have_attribute("max", "1")
    lesson.says(UNDER_LANES, "What follows opens with the seal")
    lesson.form(OPEN).scroll_into_view_if_needed()
    lesson.page.screenshot(path=screenshot_path("lesson 08 before the seal"))
    lesson.answer(OPEN)
    table = lesson.form(OPEN).locator("table").first
    expect(table).to_contain_text("Remembered − sealed")
    expect(table.locator("tbody tr").first).to_contain_text("−40")
    expect(table).to_contain_text("The paper's words expect")
    expect(lesson.form(OPEN).locator("input")).to_have_count(0)
    expect(lesson.form("Nine forecasts, settled").locator("select")).to_have_count(1)
    expect(slider(lesson)).to_have_attribute("max", "35")
    expect(lesson.form(LANES).get_by_label("Lay a forecast over it").locator("option")).to_have_count(10)
    lesson.form(OPEN).evaluate("(node) => node.scrollIntoView()")
    lesson.page.screenshot(path=screenshot_path("lesson 08 seal"))


def test_it_stays_open_when_the_kernel_dies(unsealed):
    lesson = unsealed
    told = lesson.form(OPEN).locator("table").first.inner_text()
    lesson.kill_kernel()
    lesson.run_all()
    lesson.says(OPEN, "The seal is open")
    assert lesson.form(OPEN).locator("table").first.inner_text() == told
    expect(slider(lesson)).to_have_attribute("max", "35")
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_without_a_seal_one_can_go_on(lesson):
    lesson.form("Your desk").get_by_label("Pseudonym").fill(f"{lesson.pseudonym} without")
    lesson.form("Your desk").get_by_role("button", name="Work under this pseudonym").click()
    expect(lesson.form(OPEN)).to_contain_text("Nothing is sealed under the pseudonym")
    expect(lesson.form(OPEN).locator("li")).to_have_count(9)
    lesson.form(OPEN).scroll_into_view_if_needed()
    lesson.page.screenshot(path=screenshot_path("lesson 08 without a seal"))
    lesson.form(OPEN).get_by_role("button", name="Go on without a seal").click()
    lesson.says(OPEN, "The seal is open")
    expect(lesson.form(OPEN)).to_contain_text("beside what the paper's words expect")
    expect(slider(lesson)).to_have_attribute("max", "35")


def test_each_verdict_opens_with_its_acts_doubt_and_sources(unsealed):
    form = unsealed.form("Nine forecasts, settled")
    form.locator("summary").nth(6).click()
    expect(form.locator("details").nth(6)).to_contain_text("9 May")
    expect(form.locator("details").nth(6)).to_contain_text("Sources: ")
    form.evaluate("(node) => node.scrollIntoView()")
    unsealed.page.screenshot(path=screenshot_path("lesson 08 verdict"))
    form.locator("summary").nth(6).click()


# -- the map by month


def test_the_slider_steps_by_button_and_by_key(unsealed):
    lesson, page, before = unsealed, unsealed.page, unsealed.cells()
    at(lesson, "February 1989")
    lesson.form(MONTHS).get_by_role("button", name="One month on").click()
    at(lesson, "March 1989")
    lesson.form(MONTHS).get_by_role("button", name="One month back").click()
    at(lesson, "February 1989")
    slider(lesson).focus()
    for key, month in (
        ("ArrowRight", "March 1989"),
        ("End", "December 1991"),
        ("ArrowRight", "December 1991"),
        ("Home", "January 1989"),
        ("ArrowLeft", "January 1989"),
    ):
        page.keyboard.press(key)
        at(lesson, month)
    assert slider(lesson).get_attribute("aria-valuetext") == "January 1989"
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    assert lesson.cells() == before
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    at(lesson, "February 1989")


def test_it_plays_stops_and_plays_on(unsealed):
    lesson, button = unsealed, unsealed.form(MONTHS).locator(".memo-play")
    at(lesson, "February 1989")
    expect(button).to_have_text("Play")
    button.click()
    expect(button).to_have_text("Stop")
    lesson.page.wait_for_function(f"() => ({SHOWN})() === 'May 1989'")
    button.click()
    expect(button).to_have_text("Play")
    month = lesson.page.evaluate(SHOWN)
    at(lesson, month)
    lesson.page.wait_for_timeout(2500)
    assert lesson.page.evaluate(SHOWN) == month
    slider(lesson).focus()
    lesson.page.keyboard.press("End")
    at(lesson, "December 1991")
    button.click()
    at(lesson, "January 1989")
    lesson.page.keyboard.press("Space")
    expect(button).to_have_text("Play")


def test_pulling_the_slider_asks_for_one_month_at_a_time(unsealed):
    """Thirty positions in a moment: the page asks for the first and for the last, not for all of them."""
    lesson = unsealed
    count = """(node) => { const form = node.closest('form'); let asked = 0; form.addEventListener('input', () => (asked += 1));
        for (let month = 2; month < 32; month += 1) { node.value = month; node.dispatchEvent(new Event('input', { bubbles: true })); }
        return new Promise((resolve) => setTimeout(() => resolve(asked), 3000)); }"""
    asked = slider(lesson).evaluate(count)
    at(lesson, "August 1991")
    assert asked <= 4


def test_who_wants_little_motion_is_not_offered_any(kit, context):
    other = Lesson(kit, context, "08-forecast-and-outcome")
    other.page.emulate_media(reduced_motion="reduce")
    other.open().run_all()
    form = other.form(MONTHS)
    expect(form.get_by_role("button", name="One month back")).to_be_visible()
    expect(form.locator(".memo-play")).to_have_count(0)
    expect(form).to_contain_text("This computer asks for little motion")
    other.page.close()


def test_the_country_list_shows_its_course(unsealed):
    unsealed.form(MONTHS).get_by_label("Country or republic").select_option("GDR")
    expect(unsealed.form(COURSE)).to_contain_text("The GDR accedes to the Federal Republic of Germany")
    unsealed.page.screenshot(path=screenshot_path("lesson 08 map"))
    unsealed.form(MONTHS).get_by_label("Country or republic").select_option("")
    expect(unsealed.form(COURSE)).to_contain_text("Click a country")


# -- the lanes


def test_every_forecast_is_laid_over_the_lanes(unsealed):
    lesson, form = unsealed, unsealed.form(LANES)
    form.evaluate("(node) => node.scrollIntoView()")
    labels = form.get_by_label("Lay a forecast over it").locator("option").all_inner_texts()[1:]
    for label in labels:
        form.get_by_label("Lay a forecast over it").select_option(label=label)
        lesson.says(UNDER_LANES, f"{label}: by 24 August 1989")
        expect(lesson.form("The words behind the timeline").locator("blockquote").first).to_be_visible()
    lesson.page.screenshot(path=screenshot_path("lesson 08 lanes"))
    form.get_by_label("Lay a forecast over it").select_option("")
    lesson.says(UNDER_LANES, "At the end of 1989")


def test_lanes_and_acts_are_filtered_by_keys_alone(unsealed):
    lesson, page, form = unsealed, unsealed.page, unsealed.form(LANES)
    before = page.evaluate(BARS)
    box = form.get_by_label("Republics of Yugoslavia")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    form.get_by_label("Acts", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"(before) => ({BARS})() > before", arg=before)
    form.get_by_label("One act").focus()
    page.keyboard.press("End")
    expect(lesson.form(ACT)).to_contain_text("Source: ")
    form.get_by_label("Acts", exact=True).select_option(index=0)
    box.uncheck()
    page.wait_for_function(f"(before) => ({BARS})() === before", arg=before)


def test_data_can_be_taken_away(unsealed):
    for label, column, least in ((UNDER, "month", 400), (UNDER_LANES, "title", 20)):
        form = unsealed.form(label)
        with unsealed.page.expect_download() as download:
            form.get_by_role("button", name="CSV").click()
        rows = list(csv.DictReader(download.value.path().open(encoding="utf-8-sig")))
        assert len(rows) >= least and all(row[column] for row in rows)
        form.get_by_role("button", name="Show as a table").click()
        expect(form.locator("table")).to_contain_text("not from the text")
        form.get_by_role("button", name="Hide the table").click()


# -- looks, axe, weight


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(unsealed, dark):
    dress(unsealed.page, dark)
    others = "Nine forecasts, settled", "Why did it happen? Four rival explanations"
    try:
        assert not faults(unsealed, OPEN, MONTHS, UNDER, WORDS, COURSE, LANES, UNDER_LANES, *others)
    finally:
        dress(unsealed.page, dark=False)


def test_both_figures_follow_the_width_of_their_columns(unsealed):
    follows_width(unsealed.page, FIND.format("months"), FIND.format("courses"))


def test_a_step_is_at_most_fifteen_kilobytes(unsealed):
    """Everything that crosses the wire in both directions, JupyterLab's own headers and statuses too."""
    slider(unsealed).focus()
    unsealed.page.keyboard.press("Home")
    at(unsealed, "January 1989")
    unsealed.page.wait_for_timeout(2000)
    costs, forth = {}, unsealed.form(MONTHS).get_by_role("button", name="One month on")
    for _ in range(35):
        cost = weight(unsealed, forth.click)
        costs[unsealed.page.evaluate(SHOWN)] = cost
    assert len(costs) == 35 and list(costs)[-1] == "December 1991"
    assert 0 < max(costs.values()) <= 15_000, costs
