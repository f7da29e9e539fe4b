"""How the lessons look, answered throughout: light, dark, at 200 % and on a projector; and by axe, the accessibility checker."""

import pytest

from .conftest import screenshot_path
from .looks import CUT_OFF, LOOKS, dress, resize, serious_faults


@pytest.fixture
def answered(lesson):
    """The lesson of somebody who has answered everything."""
    lesson.work_as("somebody who has answered")
    for label in lesson.asked():
        if not lesson.form(label).locator(".memo-message[data-tone=ok]").count():
            lesson.answer(label)
    yield lesson
    resize(lesson.page)
    dress(lesson.page, dark=False)


@pytest.mark.parametrize("look", LOOKS)
def test_look(answered, look):
    page = answered.page
    dress(page, dark=look == "dark")
    width, height = LOOKS[look]
    resize(page, width, height)
    assert not page.evaluate(CUT_OFF)
    assert not serious_faults(page, ".memo-reader")
    length = page.locator(".jp-WindowedPanel-outer").first.evaluate("(panel) => panel.scrollHeight")
    resize(page, width, min(length + 150, 12_000))
    panel = page.locator(".jp-WindowedPanel-outer").first
    panel.evaluate("(panel) => panel.scrollTo(0, 0)")
    panel.screenshot(path=screenshot_path(f"{answered.notebook} {look}"))


def test_prose_is_as_large_as_the_words_of_the_forms(lesson):
    size = "(node) => getComputedStyle(node).fontSize"
    prose = lesson.page.locator(".jp-MarkdownOutput p").first.evaluate(size)
    assert prose == lesson.form("Your desk").locator("form p").first.evaluate(size) == "16px"
