"""A figure on a lesson's page: how a test presses on it, takes its data away and weighs what it sends."""

import csv
import io

from .looks import resize

FIGURE = "document.querySelector('.js-plotly-plot')"


def press_at(lesson, place, what):
    """Click on a figure, at the place that the script `place` finds for `what`."""
    lesson.page.wait_for_timeout(400)  # what plotly takes for a double click is none
    lesson.page.mouse.click(*lesson.page.evaluate(place, what))


def taken_away(form, begins):
    """Take data and pictures away by the buttons; returns the rows of the CSV, whose head begins so, and the SVG."""
    taken = {}
    for name, start in (("CSV", f"\ufeff{begins}".encode()), ("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with form.page.expect_download() as download:
            form.get_by_role("button", name=name).click()
        taken[name] = download.value.path().read_bytes()
        assert taken[name].startswith(start), taken[name][:80]
    rows = csv.DictReader(io.StringIO(taken["CSV"].decode("utf-8-sig"), newline=""))
    return list(rows), taken["SVG"].decode("utf-8")


def follows_width(page, *figures):
    """Wait, at several sizes of the window, until figures (as scripts that find them) are as wide as their columns."""
    fits = f"""() => [{", ".join(figures or (FIGURE,))}].every((plot) => Math.abs(plot?._fullLayout.width - plot?.clientWidth) < 3)"""
    for size in ((1280, 900), (1024, 768), (640, 480), (1280, 900)):
        resize(page, *size)
        page.wait_for_function(fits)


def weight(lesson, work):
    """The bytes that cross the wire for some work, until for a third of a second nothing more does."""
    lesson.wire.clear()
    work()
    passed = -1
    while passed < len(lesson.wire):
        passed = len(lesson.wire)
        lesson.page.wait_for_timeout(350)
    return sum(lesson.wire)


def wire(page):
    """A list that grows by the bytes of each message of the kernel, in both directions, headers and statuses too."""
    sizes = []

    def weigh(data):
        sizes.append(len(data if isinstance(data, bytes) else data.encode()))

    def listen(socket):
        if "/channels" in socket.url:
            socket.on("framesent", weigh)
            socket.on("framereceived", weigh)

    page.on("websocket", listen)
    return sizes
