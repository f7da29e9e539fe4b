"""README's pictures: taken here as a student sees the kit; `tools/take_over_pictures.py` puts them where README shows them."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .looks import resize
from .map_page import BAR, CAPTION, DRAWN, FIRST
from .running_kit import ROOT


@pytest.fixture
def page(lesson):
    """The page in a window so high that a whole control has room."""
    resize(lesson.page, 1280, 1300)
    yield lesson.page
    resize(lesson.page)


def take(view, name):
    """A picture of what stands under one cell, from its top."""
    view.evaluate("(node) => node.scrollIntoView({ block: 'start' })")
    view.screenshot(path=screenshot_path(f"picture {name}"))


@pytest.mark.parametrize("opened", ["02-what-does-it-say"], indirect=True)
def test_the_reader(page):
    reader = page.locator(".memo-reader")
    reader.get_by_label("Highlight").select_option(label="Countries named")
    reader.get_by_label("Search").fill("leadership")
    expect(reader.locator(".memo-status")).to_contain_text("hits for “leadership”")
    take(reader, "reader")


@pytest.mark.parametrize("opened", ["03-how-many-camps"], indirect=True)
def test_the_map(lesson, page):
    lesson.answer(FIRST)
    page.wait_for_function(DRAWN)
    lesson.says(CAPTION, "¶4 puts")
    take(page.locator(".jp-Cell", has=lesson.form(BAR)).locator(".jp-Cell-outputWrapper .jupyter-widgets.widget-container").first, "map")


def test_readme_shows_the_pictures_taken_here():
    shown = re.findall(r"\(notebooks/images/(.+?)\)", (ROOT / "README.md").read_text("utf-8"))
    assert sorted(shown) == ["map.png", "reader.png"] == sorted(path.name for path in (ROOT / "notebooks/images").iterdir())
