"""How the lessons look, answered throughout: light, dark, at 200 % and on a projector; and by axe, the accessibility checker."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import screenshot_path

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A window of 1280 × 900 at 200 % has half as many CSS pixels each way.
LOOKS = {"light": (1280, 900), "dark": (1280, 900), "at 200 percent": (640, 450), "projector": (1024, 768)}
THEMES = {True: "JupyterLab Dark", False: "JupyterLab Light"}

CUT_OFF = """() => [...document.querySelectorAll('.memo-form, .memo-reader')].flatMap((view) => {
    const edge = Math.min(view.getBoundingClientRect().right, view.closest('.jp-WindowedPanel-outer').getBoundingClientRect().right) + 1;
    return [view, ...view.querySelectorAll('*')].filter((node) => node.getClientRects().length && !node.closest('.memo-skip')
        && node.getBoundingClientRect().right > edge && !node.parentElement.closest('.memo-scroll, pre'))
        .map((node) => node.outerHTML.slice(0, 120));
})"""


@pytest.fixture
def answered(lesson):
    """The lesson of somebody who has answered everything."""
    lesson.work_as("somebody who has answered")
    for label in lesson.asked():
        if not lesson.form(label).locator(".memo-message[data-tone=ok]").count():
            lesson.answer(label)
    yield lesson
    lesson.page.set_viewport_size({"width": 1280, "height": 900})
    dress(lesson.page, dark=False)


@pytest.mark.parametrize("look", LOOKS)
def test_look(answered, look):
    page = answered.page
    dress(page, dark=look == "dark")
    width, height = LOOKS[look]
    page.set_viewport_size({"width": width, "height": height})
    assert not page.evaluate(CUT_OFF)
    found = (
        Axe()
        .run(page, {"include": [[".memo-form"], [".memo-reader"]]}, {"runOnly": {"type": "tag", "values": WCAG}})
        .response["violations"]
    )
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert not [(fault["id"], fault["help"], node["html"]) for fault in serious for node in fault["nodes"]]
    length = page.locator(".jp-WindowedPanel-outer").first.evaluate("(panel) => panel.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(length + 150, 12_000)})
    panel = page.locator(".jp-WindowedPanel-outer").first
    panel.evaluate("(panel) => panel.scrollTo(0, 0)")
    panel.screenshot(path=screenshot_path(f"{answered.notebook} {look}"))


def test_prose_is_as_large_as_the_words_of_the_forms(lesson):
    size = "(node) => getComputedStyle(node).fontSize"
    prose = lesson.page.locator(".jp-MarkdownOutput p").first.evaluate(size)
    assert prose == lesson.form("Your desk").locator("form p").first.evaluate(size) == "16px"


def dress(page, dark):
    """Choose one of JupyterLab's two themes as its menu does."""
    if page.locator("body").get_attribute("data-jp-theme-light") == str(dark).lower():
        page.locator(".lm-MenuBar-item", has_text="Settings").click()
        page.locator(".lm-Menu-item", has_text="Theme").first.click()
        page.locator(".lm-Menu-item", has_text=THEMES[dark]).first.click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(not dark).lower())
