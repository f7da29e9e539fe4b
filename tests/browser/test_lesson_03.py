"""Lesson 03 in a real browser, without a network: map, matrix and fork, by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

import memo

from .conftest import screenshot_path
from .figure_page import follows_width, press_at, taken_away, weight
from .lesson_page import opened_at
from .looks import faults
from .map_page import BAR, CAPTION, DRAWN, FIRST, criteria, show

CARD, MATRIX, FORK = "Country card", "Evidence matrix", "Fork the coding"
HUNGARY = "Károly Grósz"
LABELS = "() => [...document.querySelectorAll('.js-plotly-plot .geo text')].map((node) => node.textContent)"
# Where a longitude and latitude lie on the page, by the map's own projection.
PLACE = """([lon, lat]) => {
    const plot = document.querySelector('.js-plotly-plot'), geo = plot._fullLayout.geo;
    const [x, y] = geo._subplot.projection([lon, lat]), box = plot.getBoundingClientRect();
    return [box.left + x, box.top + y];
}"""


opened = opened_at("03-how-many-camps")


@pytest.fixture
def lesson(lesson):
    """The lesson with its map drawn and in sight, as it is at the start."""
    expect(lesson.form(f"After {FIRST}")).to_have_count(3)
    lesson.answer(FIRST)
    lesson.page.wait_for_function(DRAWN)
    bar = lesson.form(BAR)
    bar.get_by_label("Criterion").select_option(index=0)
    bar.get_by_label("Country").select_option("")
    for layer in ("Warsaw Pact", "Soviet troops"):
        bar.get_by_label(layer).uncheck()
    lesson.says(CAPTION, "¶4 puts")
    bar.evaluate("(node) => node.scrollIntoView()")
    return lesson


def test_the_map_is_drawn_without_a_network(lesson):
    labels = " ".join(lesson.page.evaluate(LABELS))
    for name in (*memo.analysis.SEVEN, "USSR", "West Berlin", "FRG"):
        assert name in labels
    assert lesson.page.locator(".js-plotly-plot").count() == 2, "the map, and the matrix as a picture"
    lesson.page.screenshot(path=screenshot_path("lesson 03 map"))


def test_every_criterion_is_drawn_named_and_carried_by_words(lesson):
    doc = memo.load()
    for label in criteria(lesson)[1:]:
        show(lesson, label)
        criterion = next(row.id for row in doc.criteria.itertuples() if label.startswith(f"¶{row.paragraph} · {row.label.split('`')[0]}"))
        drawn = lesson.page.evaluate("() => [...document.querySelector('.js-plotly-plot').data[0].z]")
        marks = memo.analysis.by_criterion(doc.evidence, criterion).set_index("country")["mark"].reindex(doc.countries["id"])
        levels = [{"–": 0, "○": 1, "r": 1, "◐": 2, "●": 3}.get(mark, -1) for mark in marks]
        assert drawn[:7] == levels[:7]
        words = memo.analysis.passages(doc.evidence, [criterion])["words"]
        expect(lesson.form("The words behind the map")).to_contain_text(words.iloc[-1])


def test_a_click_and_the_list_show_the_same_card(lesson):
    press_at(lesson, PLACE, [19.2, 46.6])
    expect(lesson.form(CARD)).to_contain_text(HUNGARY)
    expect(lesson.form(BAR).get_by_label("Country")).to_have_value("Hungary")
    clicked = lesson.form(CARD).inner_text()
    lesson.page.screenshot(path=screenshot_path("lesson 03 card"))
    press_at(lesson, PLACE, [19.2, 46.6])
    expect(lesson.form(CARD)).to_contain_text("Click a country")
    lesson.form(BAR).get_by_label("Country").select_option("Hungary")
    expect(lesson.form(CARD)).to_contain_text(HUNGARY)
    assert lesson.form(CARD).inner_text() == clicked


def test_hovering_shows_the_exact_words(lesson):
    show(lesson, next(label for label in criteria(lesson) if label.startswith("¶13")))
    lesson.page.mouse.move(*lesson.page.evaluate(PLACE, [25.2, 46.6]))
    expect(lesson.page.locator(".js-plotly-plot .hoverlayer").first).to_contain_text("trying to block the spread")
    lesson.page.mouse.move(5, 5)


def test_the_keyboard_alone_reaches_country_layers_and_cells(lesson):
    page, before = lesson.page, lesson.cells()
    bar = lesson.form(BAR)
    bar.get_by_label("Criterion").focus()
    page.keyboard.press("ArrowDown")
    lesson.says(CAPTION, "Leadership reforms")
    page.keyboard.press("Tab")
    page.keyboard.press("h")
    expect(lesson.form(CARD)).to_contain_text(HUNGARY)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    lesson.says(CAPTION, "Warsaw Pact: not from the text")
    cell = lesson.form(MATRIX).locator(".memo-grid button[tabindex='0']")
    cell.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(lesson.form(MATRIX).locator(".memo-slot")).to_contain_text("losing control over the course of events")
    assert page.evaluate("() => document.activeElement.ariaLabel").startswith("Hungary, ¶6")
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    assert lesson.cells() == before
    page.keyboard.press("Enter")
    expect(lesson.form(MATRIX).locator(".memo-slot")).to_have_count(0)


def test_the_two_lists_open_a_cell(lesson):
    form = lesson.form(MATRIX)
    form.get_by_label("Or choose a country").select_option("Bulgaria")
    form.get_by_label("and a criterion").select_option(label="¶13 Blocks the ideas of perestroika")
    expect(form.locator(".memo-slot")).to_contain_text("¶13 does not say this of Bulgaria")
    lesson.page.screenshot(path=screenshot_path("lesson 03 matrix"))


def test_data_and_pictures_can_be_taken_away(lesson):
    form = lesson.form(CAPTION)
    form.get_by_role("button", name="Show as a table").click()
    expect(form.locator("table")).to_contain_text("extremely decisively")
    form.get_by_role("button", name="Hide the table").click()
    rows, _ = taken_away(form, "country,")
    assert len(rows) == 7
    with lesson.page.expect_download() as download:
        lesson.form(MATRIX).get_by_role("button", name="SVG").click()
    assert "Yugoslavia" in download.value.path().read_text("utf-8")
    assert lesson.page.locator(".js-plotly-plot .modebar-btn").count() == 2, "one button a figure: no upload"


def fork(lesson, mark="● named"):
    form = lesson.form(FORK)
    form.get_by_label("Criterion").select_option(label="¶29 Restrained towards the reforms in the USSR")
    form.get_by_label("Country").select_option("Bulgaria")
    form.get_by_label("Your mark").select_option(label=mark)
    form.get_by_label("Your reason").fill("“partially” stands before Czechoslovakia only")
    form.get_by_role("button", name="Recode").click()


def test_a_fork_is_drawn_at_once_and_survives_the_kernel(lesson):
    fork(lesson)
    lesson.says(FORK, "1 code is yours")
    expect(lesson.form(FORK).get_by_label("Your reason")).to_have_value("")
    expect(lesson.form(FORK).locator("table")).to_contain_text("“partially” stands before Czechoslovakia only")
    cell = lesson.form(MATRIX).get_by_role("button", name="Bulgaria, ¶29")
    expect(cell).to_have_text("●")
    show(lesson, next(label for label in criteria(lesson) if label.startswith("¶29")))
    lesson.says(CAPTION, "Drawn with your coding")
    lesson.form(FORK).evaluate("(node) => node.scrollIntoView()")
    lesson.page.screenshot(path=screenshot_path("lesson 03 fork"))
    lesson.kill_kernel()
    lesson.run_all()
    lesson.page.wait_for_function(DRAWN)
    expect(lesson.form(MATRIX).get_by_role("button", name="Bulgaria, ¶29")).to_have_text("●")
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_a_fork_that_contradicts_itself_is_told_in_its_own_message(lesson):
    form = lesson.form(FORK)
    form.get_by_label("Criterion").select_option(label="¶12 Change unavoidable and more painful")
    form.get_by_label("Country").select_option("Bulgaria")
    form.get_by_label("Your mark").select_option(label="● named")
    form.get_by_label("Your reason").fill("it is meant")
    form.get_by_role("button", name="Recode").click()
    lesson.says(FORK, "does not stand in them. Choose r")
    expect(form.get_by_label("Your reason")).to_have_value("it is meant")
    assert not lesson.page.locator("[data-mime-type*=stderr], [data-mime-type*=error]").count()


def test_the_map_follows_the_width_of_its_column(lesson):
    follows_width(lesson.page)


def test_axe_finds_nothing(lesson):
    lesson.form(BAR).get_by_label("Country").select_option("Romania")
    expect(lesson.form(CARD)).to_contain_text("Ceau")
    assert not faults(lesson, BAR, CAPTION, "The words behind the map", CARD, MATRIX, FORK)


def test_a_change_of_criterion_is_at_most_fifteen_kilobytes(lesson):
    lesson.form(BAR).get_by_label("Country").select_option("Hungary")
    for layer in ("Warsaw Pact", "Soviet troops"):
        lesson.form(BAR).get_by_label(layer).check()
    expect(lesson.form(CARD)).to_contain_text(HUNGARY)
    lesson.page.wait_for_timeout(2000)
    labels = criteria(lesson)
    costs = {label: weight(lesson, lambda label=label: show(lesson, label)) for label in [*labels[1:], labels[0]]}
    assert 0 < max(costs.values()) <= 15_000, costs
