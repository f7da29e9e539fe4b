"""Lesson 09 in a real browser: words by a rule, keyword in context, grids, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .figure_page import follows_width, press_at
from .lesson_page import opened_at
from .looks import faults

BAR, CAPTION, PASSAGES = "What the figure shows", "Under the figure", "The words behind the figure"
SEARCH, LINES = "Keyword in context: friends", "Lines of Keyword in context: friends"
ACTING, CERTAINTY = "Who acts, who is acted on", "How sure, of what"
BRACKETS = "the translators' words in [brackets]"
DRAWN = "() => document.querySelectorAll('.js-plotly-plot g.scatterlayer .points path').length > 15"
# Where the dot of a word lies on the page.
PLACE = """(word) => {
    const plot = document.querySelector('.js-plotly-plot'), dots = plot.data[1], at = dots.customdata.indexOf(word);
    const { xaxis, yaxis, _size } = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.left + _size.l + xaxis._offset - _size.l + xaxis.d2p(dots.x[at]), box.top + yaxis._offset + yaxis.d2p(dots.y[at])];
}"""
LEAN = "(word) => { const dots = document.querySelector('.js-plotly-plot').data[1]; return dots.x[dots.customdata.indexOf(word)]; }"


opened = opened_at("09-language-of-power")


@pytest.fixture
def lesson(lesson):
    """The lesson with its figure drawn, as it is at the start."""
    expect(lesson.page.locator(".js-plotly-plot")).to_have_count(0)  # nothing answers a guess before it is made
    lesson.answer("Predict")
    lesson.page.wait_for_function(DRAWN)
    lesson.answer("Who does anything in this text?")  # then the grids open
    bar, search = lesson.form(BAR), lesson.form(SEARCH)
    for form, ticked in ((bar, [BRACKETS, "hyphens", "small words"]), (search, [BRACKETS, "hyphens"])):
        for label in ticked:
            form.get_by_label(label).check()
        for label in ("the line that strayed", "capitals"):
            form.get_by_label(label).uncheck()
    bar.get_by_label("Show the words that are").select_option("most different")
    bar.get_by_label("A word of your own").select_option("we")
    search.get_by_label("Look for").fill("friends")
    search.get_by_label("Sort by").select_option("place")
    lesson.says(CAPTION, "5 times in the analysis (3.0 per 1,000), 7 times")
    lesson.says(LINES, "“friends” stands twice in the analysis")
    return lesson


def test_the_rule_turns_we_round(lesson):
    bar = lesson.form(BAR)
    bar.evaluate("(node) => node.scrollIntoView()")
    assert lesson.page.evaluate(LEAN, "we") > 0.5
    lesson.page.screenshot(path=screenshot_path("lesson 09 words"))
    bar.get_by_label(BRACKETS).uncheck()
    lesson.says(CAPTION, "4 times in the analysis (2.5 per 1,000), twice in the proposals")
    lesson.page.wait_for_function(f"() => ({LEAN})('we') < 0.5")
    bar.get_by_label("small words").uncheck()
    lesson.says(BAR, "By this rule “we” is not counted")
    expect(bar.get_by_label("A word of your own")).to_have_value("")


def test_a_click_on_a_dot_and_the_list_show_the_same_lines(lesson):
    lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")
    press_at(lesson, PLACE, "will")
    lesson.says(CAPTION, "“will”: 6 times in the analysis (3.6 per 1,000), never in the proposals")
    expect(lesson.form(BAR).get_by_label("A word of your own")).to_have_value("will")
    expect(lesson.form(PASSAGES).locator(".memo-keywords li")).to_have_count(6)
    clicked = lesson.form(PASSAGES).inner_text()
    lesson.form(BAR).get_by_label("A word of your own").select_option("would")
    expect(lesson.form(PASSAGES).locator(".memo-keywords li")).to_have_count(7)
    lesson.form(BAR).get_by_label("A word of your own").select_option("will")
    expect(lesson.form(PASSAGES).locator(".memo-keywords li")).to_have_count(6)
    assert lesson.form(PASSAGES).inner_text() == clicked


def test_hovering_a_dot_tells_its_numbers(lesson):
    lesson.form(BAR).evaluate("(node) => node.scrollIntoView()")
    lesson.page.mouse.move(*lesson.page.evaluate(PLACE, "ruling"))
    expect(lesson.page.locator(".js-plotly-plot .hoverlayer").first).to_contain_text("analysis: 7 times, 4.2 per 1,000 words")
    lesson.page.mouse.move(5, 5)


def test_typing_finds_and_a_click_walks_to_the_sentence(lesson):
    search, lines = lesson.form(SEARCH), lesson.form(LINES)
    box = search.get_by_label("Look for")
    box.fill("")
    box.press_sequentially("Warsaw Pact", delay=15)
    lesson.says(LINES, "“Warsaw Pact” stands")
    expect(box).to_have_value("Warsaw Pact")
    expect(lines.locator(".memo-hits tr")).to_have_count(11)
    lines.get_by_role("button", name="¶18.1").click()
    expect(lines.locator(".memo-slot blockquote").first).to_contain_text("it seems improbable that in the foreseeable future")
    lines.locator("summary", has_text="The whole of ¶18").click()
    expect(lines.locator(".memo-slot")).to_contain_text("freedom of maneuver")
    search.evaluate("(node) => node.scrollIntoView()")
    lesson.page.screenshot(path=screenshot_path("lesson 09 keyword in context"))
    box.fill("Kosovo")
    lesson.says(LINES, "“Kosovo” stands nowhere in the memorandum")
    expect(lines.locator(".memo-hits tr")).to_have_count(0)


def test_the_keyboard_alone_searches_sorts_opens_and_counts(lesson):
    page, before = lesson.page, lesson.cells()
    lesson.form(SEARCH).get_by_label("Look for").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("fraternal", delay=15)
    lesson.says(LINES, "“fraternal” stands once in the analysis and 3 times")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(lesson.form(SEARCH).get_by_label("Sort by")).to_have_value("word before")
    first = lesson.form(LINES).locator(".memo-hits button").first
    first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(lesson.form(LINES).locator(".memo-slot blockquote").first).to_contain_text("fraternal")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-expanded')") == "true"
    for key in ("d", "d", "b", "x", "Shift+m"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(lesson.form(LINES).locator(".memo-slot")).to_have_count(0)
    cell = lesson.form(ACTING).locator(".memo-grid button[tabindex='0']")
    cell.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(lesson.form(ACTING).locator(".memo-slot")).to_contain_text("The population associates existing problems")
    page.keyboard.press("Enter")
    expect(lesson.form(ACTING).locator(".memo-slot")).to_have_count(0)
    assert lesson.cells() == before


def test_a_grid_does_not_jump_when_it_opens(lesson):
    grid = lesson.form(ACTING)
    place = lambda: grid.get_by_role("button", name="The Soviet side, acts, proposals").bounding_box()["x"]  # noqa: E731
    before = place()
    grid.get_by_role("button", name="Nobody: a process, or “is done”, acts, analysis").click()
    expect(grid.locator(".memo-slot blockquote")).to_have_count(48)
    assert abs(place() - before) < 2
    grid.evaluate("(node) => node.scrollIntoView()")
    lesson.page.screenshot(path=screenshot_path("lesson 09 who acts"))
    grid.get_by_role("button", name="Nobody: a process, or “is done”, acts, analysis").click()
    lesson.form(CERTAINTY).get_by_role("button", name="The West, 3 judged").click()
    expect(lesson.form(CERTAINTY).locator(".memo-slot")).to_contain_text("judging from everything, the Western powers do not want")


def test_a_miscount_is_sent_back_and_a_right_count_opens_the_table(lesson):
    lesson.fill("Count by hand")
    form = lesson.form("Count by hand")
    form.locator("fieldset", has_text="How often does “we” stand in ¶13?").get_by_label("three times").check()
    lesson.commit("Count by hand")
    expect(form).to_contain_text("Go through ¶13 again")
    expect(form).not_to_contain_text("Four words in the whole memorandum")
    form.locator("fieldset", has_text="How often does “we” stand in ¶13?").get_by_label("twice").check()
    lesson.commit("Count by hand")
    expect(form).to_contain_text("Four words in the whole memorandum")


def test_answers_and_figures_come_back_after_the_kernel(lesson):
    lesson.answer("Predict")
    lesson.answer("What is not there", words="Kosovo, Albania")
    expect(lesson.form("What is not there")).to_contain_text("Silences, and the words that were tried")
    kept = [lesson.values(label) for label in ("Predict", "What is not there")]
    lesson.kill_kernel()
    lesson.run_all()
    lesson.page.wait_for_function(DRAWN)
    lesson.form("Your desk").get_by_label("Pseudonym").fill(lesson.pseudonym)
    lesson.form("Your desk").get_by_role("button", name="Work under this pseudonym").click()
    expect(lesson.form("Your desk")).to_contain_text(f"You are working as {lesson.pseudonym}")
    lesson.says("Predict", "Saved")
    assert [lesson.values(label) for label in ("Predict", "What is not there")] == kept
    lesson.form(BAR).get_by_label("A word of your own").select_option("should")
    lesson.says(CAPTION, "“should”: never in the analysis, 5 times")
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_the_figure_follows_the_width_of_its_column(lesson):
    follows_width(lesson.page)


def test_axe_finds_nothing(lesson):
    lesson.form(LINES).locator(".memo-hits button").first.click()
    expect(lesson.form(LINES).locator(".memo-slot")).to_have_count(1)
    found = faults(lesson, BAR, CAPTION, PASSAGES, SEARCH, LINES, ACTING, CERTAINTY)
    lesson.form(LINES).locator(".memo-hits button").first.click()
    assert not found
