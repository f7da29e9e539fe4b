"""README's pictures: taken here as a student sees the kit; `tools/take_over_pictures.py` puts them where README shows them."""

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .map_page import BAR, DRAWN, FIRST


@pytest.mark.parametrize("opened", ["02-what-does-it-say"], indirect=True)
def test_the_reader(lesson):
    reader = lesson.page.locator(".memo-reader")
    reader.get_by_label("Highlight").select_option(label="Countries named")
    reader.get_by_label("Search").fill("leadership")
    expect(reader.locator(".memo-status")).to_contain_text("hits for “leadership”")
    reader.screenshot(path=screenshot_path("picture reader"))


@pytest.mark.parametrize("opened", ["03-how-many-camps"], indirect=True)
def test_the_map(lesson):
    lesson.answer(FIRST)
    lesson.page.wait_for_function(DRAWN)
    bar = lesson.form(BAR)
    bar.get_by_label("Country").select_option("Hungary")
    cell = lesson.page.locator(".jp-Cell", has=bar)
    cell.locator(".jp-Cell-outputWrapper").screenshot(path=screenshot_path("picture map"))
