"""Every lesson in a real browser: run, answered with the mouse and with the keyboard alone, brought back, and looked at.

All in one file, so that a lesson is opened once for all of it.
"""

import ast
import json

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .lesson_page import DESK, PASSAGE, Lesson
from .looks import CUT_OFF, LOOKS, dress, resize, serious_faults
from .running_kit import ROOT

HOSTILE = (
    "<img src=x onerror=alert(1)><script>alert(2)</script> \"'&lt;&#60; $\\frac{1}{2}$ \\(x\\) **b** [a](javascript:alert(3)) "
    "{{7*7}} \u202eright to left\u202c \u05d0\u05d1 e\u0301\u0323 \U0001f40d \\u0041"
)


def test_everything_shows(lesson):
    """Run All has reached the bottom; every cell that promises something to see shows it."""
    notebook = json.loads((ROOT / "notebooks" / f"{lesson.notebook}.ipynb").read_text("utf-8"))
    cells = lesson.page.locator(".jp-Notebook .jp-Cell")
    for number, cell in enumerate(notebook["cells"]):
        source = ast.parse("".join(cell["source"])).body if cell["cell_type"] == "code" else []
        if source and isinstance(source[-1], ast.Expr):
            output = cells.nth(number).locator(".jp-OutputArea-output").first
            expect(output).to_be_visible()
            assert output.inner_text().strip(), cell["source"]
    assert not lesson.page.locator("[data-mime-type*=stderr], [data-mime-type*=error]").count()


def test_nothing_can_be_asked_of_the_network(lesson):
    if not lesson.kit.network_is_cut:
        pytest.skip("this machine does not let a test cut the network")
    assert lesson.kit.networks() == {"lo"}


def test_mouse(lesson):
    """Fill in, commit: saved, and what the commit reveals appears, not before."""
    for label in lesson.asked():
        reveal = lesson.form(label).locator(".memo-reveal")
        expect(reveal).to_be_hidden()
        lesson.answer(label)
        if lesson.questions[label].get("reveal"):
            expect(reveal).to_be_visible()


# --- The keyboard alone ------------------------------------------------------------------

FOCUS = """() => {
    const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const notebook = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
    return {
        kind: node.type ?? node.tagName.toLowerCase(), value: node.value, checked: node.checked, html: node.outerHTML.slice(0, 150),
        form: node.closest('form')?.ariaLabel, primary: node.matches('.memo-primary'),
        question: node.closest('.memo-question')?.querySelector('label, legend')?.innerText, row: node.closest('tr')?.querySelector('th')?.innerText,
        moves: node.getAttribute('aria-label')?.startsWith('Move down') && !node.closest('.memo-question').querySelector('.memo-order-status').textContent,
        inLesson: Boolean(node.closest('.jp-Notebook')), inKit: Boolean(node.closest('.memo-form, .memo-reader')),
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0
            && box.bottom > notebook.top && box.top < notebook.bottom && box.right > notebook.left && box.left < notebook.right,
    };
}"""


def test_keyboard(lesson):
    """With Tab, arrows, Space and Enter alone every question is answered; the focus is always to be seen."""
    page, before, done, unseen = lesson.page, lesson.cells(), [], []
    page.locator(".jp-NotebookPanel-toolbar jp-button").last.focus()
    for _ in range(1000):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["inKit"] and not focus["seen"]:
            unseen.append(focus["html"])
        if focus["form"] in lesson.questions:
            answer_with_keys(lesson, focus)
            if focus["primary"]:
                lesson.says_kept(focus["form"])
                done.append(focus["form"])
                assert page.evaluate("() => document.activeElement.closest('.memo-form')?.querySelector('form').ariaLabel") == focus["form"]
        elif not focus["inLesson"] and done:
            break
    assert done == lesson.asked()
    assert not unseen
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUS)["inLesson"]
    assert lesson.cells() == before


def answer_with_keys(lesson, focus):
    """Answer the field that has the focus, rightly where the kit checks it."""
    keys = lesson.page.keyboard
    field = next((one for one in lesson.questions[focus["form"]].get("field", []) if one["label"] == focus["question"]), {})
    accept = field.get("accept", [])
    if focus["kind"] in ("textarea", "text") and not focus["value"]:
        keys.type(PASSAGE if field.get("passage") else "add a box, x: dd my mad baby zebra vexed 00 ii")
    elif focus["kind"] == "radio":
        wanted = accept.get(focus["row"]) if isinstance(accept, dict) else next(iter(accept), None)
        keys.press("Space")
        for _ in field.get("groups", field.get("options", [])):
            if wanted and lesson.page.evaluate("() => document.activeElement.value") != wanted:
                keys.press("ArrowRight")
        assert lesson.page.evaluate("() => document.activeElement.checked")
    elif focus["kind"] == "checkbox" or focus["moves"]:
        keys.press("Space")
    elif focus["kind"] in ("select-one", "range"):
        keys.press("ArrowDown" if focus["kind"] == "select-one" else "ArrowRight")
        assert lesson.page.evaluate("() => document.activeElement.value") != focus["value"]
    elif focus["primary"]:
        keys.press("Enter")


KEYS = (
    "d d a b x c v m y r z j k i i 0 0 Shift+m Shift+Enter Enter Control+Enter Alt+Enter ArrowDown ArrowUp ArrowRight Home Space Backspace"
).split()
TOUCHED = [
    ".memo-form textarea",
    ".memo-form input[type=text]",
    ".memo-form input[type=number]",
    ".memo-form input[type=range]",
    ".memo-form input[type=radio]",
    ".memo-form input[type=checkbox]",
    ".memo-form select",
    ".memo-form button.memo-primary",
    ".memo-form [tabindex='0']",
    ".memo-reader input[type=search]",
    ".memo-reader input[type=checkbox]",
    ".memo-reader select",
    ".memo-reader .memo-number",
    ".memo-reader .memo-damage[tabindex='0']",
    ".memo-reader .memo-outline a",
    ".memo-reader .memo-article",
]


@pytest.mark.parametrize("selector", TOUCHED)
def test_keys_stay_in_the_control(lesson, selector):
    """No key pressed on a control deletes, adds, moves or runs a cell, or restarts the kernel."""
    control = lesson.page.locator(f"{selector}:visible").last
    if not control.count():
        pytest.skip("this lesson has no such control")
    control.focus()
    before, kernels = lesson.cells(), [kernel.pid for kernel in lesson.kit.kernels()]
    chosen = lesson.page.locator(".jp-Cell.jp-mod-active").get_attribute("data-windowed-list-index")
    for key in KEYS:
        control.focus()
        lesson.page.keyboard.press(key)
    expect(lesson.page.locator(".jp-Dialog")).to_have_count(0)
    assert lesson.cells() == before
    assert lesson.page.locator(".jp-Cell.jp-mod-active").get_attribute("data-windowed-list-index") == chosen
    assert [kernel.pid for kernel in lesson.kit.kernels()] == kernels


# --- Nothing is lost ---------------------------------------------------------------------


def test_killed_kernel(lesson):
    """Answers come back after a crash, and so does what was typed while Python was dead."""
    for label in lesson.asked():
        lesson.answer(label)
    kept = {label: lesson.values(label) for label in lesson.asked()}
    label = next(label for label in kept if lesson.form(label).locator("textarea").count())
    lesson.kill_kernel()
    lesson.form(label).locator("textarea").last.fill("typed while Python was dead")
    lesson.says(label, "Not saved yet: Python does not answer")
    lesson.run_all()
    expect(lesson.form(label).locator("textarea").last).to_have_value("typed while Python was dead")
    lesson.says(label, "Draft kept")
    for other in kept.keys() - {label}:
        assert lesson.values(other) == kept[other]
        lesson.says_kept(other)
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_reloaded_page(lesson):
    """Answers come back when the page is loaded anew, also words typed the moment before."""
    for first in lesson.asked():  # until another question with words to write is there
        lesson.answer(first)
        others = [label for label in lesson.asked() if label != first and lesson.form(label).locator("textarea").count()]
        if others:
            break
    last = others[-1]
    kept = lesson.values(first)
    lesson.save()
    lesson.form(last).locator("textarea").last.fill("typed the moment before")
    lesson.reload().run_all()
    assert lesson.values(first) == kept
    lesson.says(first, "Saved")
    expect(lesson.form(last).locator("textarea").last).to_have_value("typed the moment before")


def test_next_day(lesson):
    """A lesson that was run and saved opens without dead controls when its kernel has gone."""
    lesson.save()
    lesson.kill_kernel()
    lesson.reload()
    saved = lesson.page.locator(".jp-OutputArea-output").all_inner_texts()
    if saved:
        lesson.kit.restore(lesson.notebook)
        lesson.open()
    lesson.run_all()
    lesson.complaints.clear()
    assert not saved


def test_cells_in_any_order_and_twenty_times(lesson):
    label = lesson.asked()[0]
    lesson.answer(label)
    kept = lesson.values(label)
    for cell in reversed(lesson.page.locator(".jp-Notebook .jp-CodeCell").all()):
        lesson.run(cell)
    number = lesson.page.locator(".jp-Cell").evaluate_all(
        "(cells, form) => cells.findIndex((cell) => cell.contains(form))", lesson.form(label).element_handle()
    )
    for _ in range(20):
        lesson.run(lesson.page.locator(".jp-Cell").nth(number))
    expect(lesson.form(label)).to_have_count(1)
    assert lesson.values(label) == kept
    lesson.commit(label)
    assert not lesson.page.locator("[data-mime-type*=stderr], [data-mime-type*=error]").count()


@pytest.fixture
def other(lesson, context):
    """The same lesson in a second tab, run; it is closed again, for a page behind another is not drawn."""
    lesson.save()
    other = Lesson(lesson.kit, context, lesson.notebook).open().run_all()
    yield other
    other.page.close()
    lesson.page.bring_to_front()


def test_two_tabs(lesson, other):
    """What is committed in one tab is there in the other; what is sealed in one is refused in the other."""
    first = lesson.asked()[0]
    sealed = [label for label in lesson.asked() if lesson.questions[label].get("kind") == "seal"]
    for label in sealed:
        other.fill(label)
    lesson.page.bring_to_front()
    for label in (first, *sealed):
        lesson.answer(label)
    other.page.bring_to_front()
    for label in sealed:
        other.form(label).get_by_role("button", name="Save, seal later").click()
        other.says(label, "sealed")
    other.run_all()
    for label in (first, *sealed):
        assert other.values(label) == lesson.values(label)
    assert not other.outside
    assert not other.complaints


# --- Hostile text ------------------------------------------------------------------------


def test_hostile_text_is_text(lesson):
    """Whatever is typed is shown as it was typed: no element comes of it, no formula, no dialog."""
    page = lesson.page
    count = "() => ['img', 'script', 'b', 'strong', 'mjx-container', '.MathJax', 'a[href^=java]'].map((name) => document.querySelectorAll(`.jp-Notebook :is(.memo-form, .memo-reader) ${name}`).length)"
    elements = page.evaluate(count)
    lesson.work_as("<img src=x onerror=alert(1)>")
    for label in lesson.asked():
        lesson.fill(label, words=HOSTILE)
        for box in lesson.form(label).get_by_role("textbox").all():
            box.fill(HOSTILE)
        lesson.form(label).get_by_role("button", name=lesson.button(label)).click()
        lesson.says_kept(label)
    kept = {label: lesson.values(label) for label in lesson.asked()}
    for reader in page.locator(".memo-reader").all():
        reader.get_by_label("Search").fill(HOSTILE)
        expect(reader.locator(".memo-status")).to_contain_text(HOSTILE[:40])
    lesson.run_all()
    assert {label: lesson.values(label) for label in lesson.asked()} == kept
    assert page.evaluate(count) == elements
    lesson.work_as(lesson.pseudonym)


def test_a_megabyte(lesson):
    label = next(label for label in lesson.asked() if lesson.form(label).locator("textarea").count())
    lesson.form(label).locator("textarea").last.fill("ab cd " * 170_000)
    lesson.form(label).get_by_role("button", name=lesson.button(label)).click()
    lesson.says(label, "Saved")


KEEPING = "Export, import, delete"


def previewed(lesson, name):
    """The preview of an export: what the file of that format would hold."""
    keeping = lesson.form(KEEPING)
    keeping.get_by_label("Export as").select_option(keeping.locator("option", has_text=name).get_attribute("value"))
    keeping.get_by_role("button", name="Preview").click()
    lesson.says(KEEPING, "what the file will hold")
    return keeping.locator("pre")


@pytest.fixture
def keeping(lesson):
    """The form that exports and imports, in a lesson that has it."""
    if not lesson.form(KEEPING).count():
        pytest.skip("this lesson neither exports nor imports")
    return lesson.form(KEEPING)


def test_hostile_journal_in_the_preview(lesson, keeping):
    """The preview of an export shows what was typed, in every format, as text."""
    lesson.answer(lesson.asked()[0], words=HOSTILE)
    for name in ("Markdown", "Web page", "JSON"):
        expect(previewed(lesson, name)).to_contain_text("onerror")
    assert not keeping.locator("img, script").count()


def test_hostile_journal_is_imported_as_text(lesson, keeping):
    """An imported journal, whoever wrote it, is shown as it was typed and does nothing."""
    label = lesson.asked()[0]
    lesson.answer(label, words=HOSTILE)
    typed = lesson.values(label)
    journal = {"name": "journal.json", "mimeType": "application/json", "buffer": previewed(lesson, "JSON").inner_text().encode()}
    lesson.work_as(f"{lesson.pseudonym} again")
    assert lesson.values(label) != typed
    keeping.locator("input[type=file]").set_input_files(journal)
    keeping.get_by_role("button", name="Import", exact=True).click()
    lesson.says(KEEPING, "new and now in the journal of")
    assert lesson.values(label) == typed
    assert not lesson.page.locator(".memo-form :is(img, script, mjx-container)").count()


def test_desk_afresh(lesson):
    """A fresh start empties the lesson and keeps the earlier answers."""
    label = lesson.asked()[0]
    lesson.answer(label)
    lesson.form(DESK).get_by_role("button", name="Start this lesson afresh").click()
    lesson.says(DESK, "attempt 2")
    assert not any(value for value in lesson.values(label) if value not in ("", "50"))


# --- How it looks: light, dark, at 200 % and on a projector, and what axe finds ------------------


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
