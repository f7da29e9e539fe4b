"""Lesson 03 in a real browser, without a network: map, matrix and fork, by mouse and by keyboard alone."""

import csv

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import memo

from .conftest import screenshot_path
from .lesson_page import Lesson

pytestmark = pytest.mark.browser

BAR, CAPTION, CARD, MATRIX, FORK = "What the map shows", "Under the map", "Country card", "Evidence matrix", "Fork the coding"
FIRST = "How many, by what measure?"  # map and matrix wait for its answer
HUNGARY = "Károly Grósz"
DRAWN = "() => document.querySelector('.js-plotly-plot .geo path.choroplethlayer, .js-plotly-plot g.trace.choropleth path') !== null"
LABELS = "() => [...document.querySelectorAll('.js-plotly-plot .geo text')].map((node) => node.textContent)"
TITLE = "() => document.querySelector('.js-plotly-plot .gtitle').textContent"
# Where a longitude and latitude lie on the page, by the map's own projection.
PLACE = """([lon, lat]) => {
    const plot = document.querySelector('.js-plotly-plot'), geo = plot._fullLayout.geo;
    const [x, y] = geo._subplot.projection([lon, lat]), box = plot.getBoundingClientRect();
    return [box.left + x, box.top + y];
}"""


@pytest.fixture(scope="module")
def opened(kit, context):
    """Lesson 03, opened and run once for all tests here."""
    lesson = Lesson(kit, context, "03-how-many-camps")
    lesson.page.set_default_timeout(40_000)
    lesson.open().run_all()
    yield lesson
    lesson.close()


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


def criteria(lesson):
    return lesson.form(BAR).get_by_label("Criterion").locator("option").all_inner_texts()


def show(lesson, label):
    lesson.form(BAR).get_by_label("Criterion").select_option(label=label)
    lesson.page.wait_for_function(f"(title) => ({TITLE})().replaceAll(/\\s/g, '') === title.replaceAll(/\\s/g, '')", arg=label)


def click_on(lesson, longitude, latitude):
    lesson.page.wait_for_timeout(400)  # what plotly takes for a double click is none
    lesson.page.mouse.click(*lesson.page.evaluate(PLACE, [longitude, latitude]))


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
    click_on(lesson, 19.2, 46.6)
    expect(lesson.form(CARD)).to_contain_text(HUNGARY)
    expect(lesson.form(BAR).get_by_label("Country")).to_have_value("Hungary")
    clicked = lesson.form(CARD).inner_text()
    lesson.page.screenshot(path=screenshot_path("lesson 03 card"))
    click_on(lesson, 19.2, 46.6)
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
    for name, begins in (("CSV", "\ufeffcountry,"), ("SVG", "<svg"), ("PNG", None)):
        with lesson.page.expect_download() as download:
            form.get_by_role("button", name=name).click()
        file = download.value.path()
        if begins:
            assert file.read_text("utf-8").startswith(begins)
        else:
            assert file.read_bytes().startswith(b"\x89PNG")
        if name == "CSV":
            assert len(list(csv.DictReader(file.open(encoding="utf-8-sig")))) == 7
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
    width = "() => [document.querySelector('.js-plotly-plot')._fullLayout.width, document.querySelector('.js-plotly-plot').clientWidth]"
    for size in ((1280, 900), (1024, 768), (640, 480), (1280, 900)):
        lesson.page.set_viewport_size({"width": size[0], "height": size[1]})
        lesson.page.wait_for_function(f"() => {{ const [drawn, own] = ({width})(); return Math.abs(drawn - own) < 3; }}")


@pytest.mark.parametrize("label", [BAR, CAPTION, "The words behind the map", CARD, MATRIX, FORK])
def test_axe_finds_nothing(lesson, label):
    lesson.form(BAR).get_by_label("Country").select_option("Romania")
    expect(lesson.form(CARD)).to_contain_text("Ceau")
    lesson.form(label).evaluate(
        "(node) => { document.querySelectorAll('[data-axe]').forEach((old) => delete old.dataset.axe); node.dataset.axe = ''; }"
    )
    found = Axe().run(lesson.page, context="[data-axe]").response["violations"]
    assert not [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


def test_a_change_of_criterion_is_at_most_fifteen_kilobytes(kit, context):
    """Everything that crosses the wire in both directions, JupyterLab's own headers and statuses too."""
    frames = []
    other = Lesson(kit, context, "03-how-many-camps")
    size = lambda data: len(data if isinstance(data, bytes) else data.encode())  # noqa: E731

    def listen(socket):
        if "/channels" in socket.url:
            socket.on("framesent", lambda data: frames.append(size(data)))
            socket.on("framereceived", lambda data: frames.append(size(data)))

    other.page.on("websocket", listen)
    other.page.set_default_timeout(40_000)
    other.open().run_all()
    if other.form(f"After {FIRST}").count():
        other.answer(FIRST)
    other.page.wait_for_function(DRAWN)
    other.form(BAR).get_by_label("Country").select_option("Hungary")
    for layer in ("Warsaw Pact", "Soviet troops"):
        other.form(BAR).get_by_label(layer).check()
    expect(other.form(CARD)).to_contain_text(HUNGARY)
    other.page.wait_for_timeout(2000)
    costs = {}
    for label in [*criteria(other)[1:], criteria(other)[0]]:
        frames.clear()
        show(other, label)
        other.page.wait_for_timeout(700)
        costs[label] = sum(frames)
    other.page.close()
    assert max(costs.values()) <= 15_000, costs
