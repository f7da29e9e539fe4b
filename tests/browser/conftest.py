"""A real browser on the real kit, without any network: what the tests of the lessons share.

One kit and one browser serve all tests; a lesson is opened and run once and then handed from test
to test. Each test works under a pseudonym of its own, hence in an empty journal. Screenshots go to
the git-ignored folder `screenshots`.
"""

import itertools
import os
import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from .lesson_page import Lesson
from .running_kit import ROOT, Kit, find_browser, loopback

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
HERE = Path(__file__).parent
NUMBER = itertools.count(1)
NO_BROWSER = "no browser was found: get Chromium, Chrome or Edge"


def pytest_collection_modifyitems(items):
    """Every test in this folder needs a browser: `kit.py test --quick` leaves them out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def program():
    """The path of a browser. Where there is none the tests are skipped, never silently, and on CI they fail."""
    found = find_browser()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    return found


@pytest.fixture(scope="package")
def kit(program):
    """The kit, open; its folder is as awkward as those students have."""
    with tempfile.TemporaryDirectory(prefix="Zoë's kit ", ignore_cleanup_errors=True) as folder:
        kit = Kit(Path(folder))
        yield kit
        kit.close()


@pytest.fixture(scope="package")
def playwright():
    """The one driver of browsers: a process can hold only one at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def context(playwright, kit, program):
    """The browser, with a clipboard and without a network."""
    browser = playwright.chromium.launch(executable_path=kit.beside(program), args=["--no-sandbox", "--disable-gpu"])
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    if not kit.network_is_cut:
        context.route(lambda url: not loopback(url), lambda route: route.abort())
    yield context
    browser.close()


@pytest.fixture(scope="package", params=LESSONS)
def opened(request, kit, context):
    """The lesson, opened and run once for all its tests."""
    lesson = Lesson(kit, context, request.param).open().run_all()
    yield lesson
    lesson.close()


@pytest.fixture
def lesson(request, kit, opened):
    """The lesson under a fresh pseudonym; afterwards it must not have asked, complained or called outside."""
    pseudonym = f"{re.sub(r'[^a-z0-9]+', ' ', request.node.name)[:50]} {next(NUMBER)}"
    opened.work_as(pseudonym)
    opened.pseudonym = pseudonym
    failed = request.session.testsfailed
    yield opened
    heard = {"outside": opened.outside.copy(), "complaints": opened.complaints.copy(), "dialogs": opened.dialogs.copy()}
    for kind in (opened.outside, opened.complaints, opened.dialogs):
        kind.clear()
    if request.session.testsfailed > failed:
        opened.page.screenshot(path=screenshot_path(f"failed {pseudonym}"))
        kit.restore(opened.notebook)
        opened.open().run_all()
    assert not any(heard.values()), heard


def screenshot_path(name):
    """Where a screenshot of that name goes."""
    (ROOT / "screenshots").mkdir(exist_ok=True)
    return ROOT / "screenshots" / f"{name}.png"
