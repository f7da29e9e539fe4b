"""A computer on which a control takes longer to load than anywidget waits for it: answers are saved, figures follow."""

import pytest
from playwright.sync_api import expect

from .lesson_page import Lesson
from .test_lesson_03 import CAPTION, DRAWN, FIRST, criteria, show

pytestmark = pytest.mark.browser

# As if each control took longer than the two seconds.
IMPATIENT = """const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (time) => timeout(time === 2000 ? 250 : time);"""


@pytest.fixture(scope="module")
def opened(kit, context):
    """Lesson 03 where anywidget's patience is over at once."""
    lesson = Lesson(kit, context, "03-how-many-camps")
    lesson.page.add_init_script(IMPATIENT)
    lesson.open().run_all()
    yield lesson
    lesson.close()


def test_answers_are_saved_and_the_map_follows(lesson):
    lesson.answer(FIRST)
    lesson.page.wait_for_function(DRAWN)
    show(lesson, criteria(lesson)[3])
    lesson.says(CAPTION, "¶")
    expect(lesson.form(FIRST).locator(".memo-message")).to_have_attribute("data-tone", "ok")
    assert lesson.slow, "anywidget's patience was over"
