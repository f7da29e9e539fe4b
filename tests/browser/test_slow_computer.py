"""A computer on which a control takes longer to load than anywidget waits for it: answers are saved, figures follow."""

import pytest
from playwright.sync_api import expect

from .lesson_page import Lesson
from .map_page import CAPTION, DRAWN, FIRST, criteria, show

# As if each control took three times as long to load as anywidget waits for it; counted in tenths.
SLOW = """const timeout = AbortSignal.timeout.bind(AbortSignal), address = URL.createObjectURL.bind(URL);
    AbortSignal.timeout = (time) => timeout(time === 2000 ? 200 : time);
    const LATE = "await new Promise((done) => setTimeout(done, 600));\\n";
    URL.createObjectURL = (blob) => address(blob.type === "text/javascript" ? new Blob([LATE, blob], { type: blob.type }) : blob);"""


@pytest.fixture(scope="module")
def opened(kit, context):
    """Lesson 03 where anywidget's patience is over before a control is there."""
    sent = []
    lesson = Lesson(kit, context, "03-how-many-camps")
    lesson.page.add_init_script(SLOW)
    lesson.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(b"request_state" in frame)))
    lesson.open().run_all()
    lesson.asked_again = sum(sent)
    yield lesson
    lesson.close()


def test_answers_are_saved_and_the_map_follows(lesson):
    lesson.answer(FIRST)
    lesson.page.wait_for_function(DRAWN)
    show(lesson, criteria(lesson)[3])
    lesson.says(CAPTION, "¶")
    expect(lesson.form(FIRST).locator(".memo-message")).to_have_attribute("data-tone", "ok")
    assert lesson.asked_again, "anywidget gave no control up: nothing was tried"
