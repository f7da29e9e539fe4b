"""Lesson 10 in a real browser: the board by mouse and by keyboard, the guard, the brief, and its files opened offline."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import screenshot_path
from .lesson_page import opened_at
from .looks import faults

ASSIGNMENT, LEAK, BOARD, BRIEF, RUBRIC = "Take your desk", "Judge the copy", "The evidence board", "The brief", "Read your own brief"
QUESTION = "Your reader's question"
EXCLUDED = "especially the use of military force is completely excluded"
TYPED = "<img src=x onerror=alert(1)> **b** \"'&"


opened = opened_at("10-your-own-memorandum")


def sit(lesson, desk):
    lesson.form(ASSIGNMENT).get_by_label(desk).check()
    lesson.commit(ASSIGNMENT)
    expect(lesson.form(QUESTION).get_by_label("The one question")).to_be_visible()


def take(lesson, words):
    """Find something and put the first that is found on the board."""
    lesson.form(BOARD).get_by_label("Find").fill(words)
    lesson.form(BOARD).locator(".memo-finds button").first.click()


def heads(lesson):
    return lesson.form(BOARD).locator(".memo-cards .memo-place").all_inner_texts()


def test_the_desk_decides_what_there_is_to_find(lesson):
    board = lesson.form(BOARD)
    sit(lesson, "Bonn: the Federal Chancellery")
    expect(lesson.form(ASSIGNMENT).locator(".memo-reveal")).to_contain_text("Chancellor Helmut Kohl")
    board.get_by_label("Find").fill("secret protocols Kohl")
    expect(board.locator(".memo-finds")).to_contain_text("Not public. Your desk could know of it.")
    sit(lesson, "Moscow: the General Staff")
    board.get_by_label("Find").fill("secret protocols Kohl")
    expect(board.locator(".memo-finds")).to_be_hidden()
    expect(lesson.form(LEAK)).to_have_count(0)
    expect(lesson.page.locator('form[aria-label="The copy: not for your desk"]')).to_have_count(1)
    expect(lesson.form(BRIEF)).to_contain_text("To: the Minister of Defence")


def test_a_paragraph_a_country_a_month(lesson):
    board = lesson.form(BOARD)
    for words, expected in (("¶8", 5), ("¶18", 2), ("trepca", None), ("Hungary 1989 plural", 0)):
        board.get_by_label("Find").fill(words)
        if expected is None:
            expect(board.locator(".memo-finds")).to_contain_text("Trepča")
        elif expected:
            expect(board.locator(".memo-finds li")).to_have_count(expected)
            assert all(text.startswith(f"{words}.") for text in board.locator(".memo-finds .memo-place").all_inner_texts())
        else:
            expect(board).to_contain_text("Nothing found")


def test_cards_move_go_and_come_back(lesson):
    board = lesson.form(BOARD)
    for words in ("improbable", "Round Table Warsaw", "¶34"):
        take(lesson, words)
    before = heads(lesson)
    assert [text[:3] for text in before] == ["[1]", "[2]", "[3]"]
    board.get_by_role("button", name="Move up: No. 3").click()
    board.get_by_role("button", name="Take off the board: No. 1").click()
    assert [text[:3] for text in heads(lesson)] == ["[3]", "[2]"]
    board.get_by_role("button", name="Put it back").click()
    assert [text[:3] for text in heads(lesson)] == ["[1]", "[3]", "[2]"]
    board.get_by_role("button", name="Take off the board: No. 3").click()
    take(lesson, "¶35")
    assert [text[:3] for text in heads(lesson)] == ["[1]", "[2]", "[4]"], "a number is never given twice"
    board.screenshot(path=screenshot_path("lesson 10 board"))


def test_pasted_words_are_looked_up_and_nothing_typed_meanwhile_is_lost(lesson):
    board = lesson.form(BOARD)
    take(lesson, "improbable")
    board.get_by_label("Paste words of the paper").fill(f"“{EXCLUDED}”")
    # At once, without waiting for Python's answer.
    board.get_by_role("button", name="Look up and put on the board").click()
    board.get_by_label("[1] because").fill("typed while Python was thinking")
    expect(board.locator(".memo-cards .memo-place")).to_have_text(["[1] ¶18.1", "[2] ¶27.1"])
    expect(board.get_by_label("[1] because")).to_have_value("typed while Python was thinking")
    expect(board.get_by_label("Paste words of the paper")).to_have_value("")
    board.get_by_label("Paste words of the paper").fill("the troops will certainly never leave their barracks")
    board.get_by_role("button", name="Look up and put on the board").click()
    lesson.says(BOARD, "Nearest is ¶")
    expect(board.get_by_label("Paste words of the paper")).to_have_value("the troops will certainly never leave their barracks")


def test_the_guard_speaks_while_one_types(lesson):
    board = lesson.form(BOARD)
    take(lesson, "improbable")
    board.get_by_label("[1] because").fill("since the Wall fell")
    expect(board.locator(".memo-reveal")).to_contain_text("Nobody could know it")
    board.get_by_label("[1] because").fill("if the Wall were opened")
    expect(board.locator(".memo-reveal")).to_be_hidden()


def test_the_keyboard_alone_makes_a_board(lesson):
    page, board, before = lesson.page, lesson.form(BOARD), lesson.cells()
    board.get_by_label("Find").focus()
    page.keyboard.type("improbable", delay=15)
    for _ in range(3):  # the choice of lists, the list, its first button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(board.locator(".memo-cards .memo-place")).to_have_text(["[1] ¶18.1"])
    for _ in range(4):  # three buttons, then the heading
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("d d x: a reason", delay=10)
    expect(board.get_by_label("[1] It")).to_have_value("supports")
    expect(board.get_by_label("[1] because")).to_have_value("d d x: a reason")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert heads(lesson) == []
    page.keyboard.press("Enter")  # the focus stands on "Put it back"
    expect(board.get_by_label("[1] because")).to_have_value("d d x: a reason")
    assert lesson.cells() == before


def write(lesson):
    """A desk, its question, a board of two cards, and a brief that cites them."""
    sit(lesson, "Bonn: the Federal Chancellery")
    lesson.answer(QUESTION, words="Would Moscow use force?")
    take(lesson, "improbable")
    take(lesson, "Honecker 100 years")
    lesson.says(BOARD, "Draft kept")
    lesson.fill(BRIEF, words=TYPED)
    lesson.form(BRIEF).get_by_label("Assessment").fill("It will hold [1]. The Wall stands [2]. And [9].")


def save(lesson, button, folder):
    with lesson.page.expect_download() as download:
        lesson.form(BRIEF).get_by_role("button", name=button).click()
    path = Path(folder) / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_brief_is_previewed_and_opens_offline(lesson, context, tmp_path):
    write(lesson)
    brief = lesson.form(BRIEF)
    brief.get_by_role("button", name="Preview").click()
    lesson.says(BRIEF, "Below stands your brief")
    expect(brief.locator(".memo-reveal")).to_contain_text("It will hold (¶18.1). The Wall stands (note 1). And [9].")
    expect(brief.locator(".memo-reveal")).to_contain_text("Not on your board: [9].")
    expect(brief.locator(".memo-reveal")).to_contain_text("Question: Would Moscow use force?")
    assert not brief.locator("img, .memo-reveal b").count()
    page = context.new_page()
    page.goto(save(lesson, "Page to print", tmp_path).as_uri())
    expect(page.locator("body")).to_contain_text(TYPED)
    expect(page.locator("body")).to_contain_text("It will hold (¶18.1).")
    assert not page.locator("img, script, a, link, b").count()
    assert not [
        (rule["id"], rule["nodes"][0]["html"])
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)} or {
        (round(float(w)), round(float(h))) for w, h in sizes
    } == {(596, 842)}
    page.close()
    assert save(lesson, "Markdown", tmp_path).read_text("utf-8").startswith("# Brief\n")


def test_everything_comes_back_after_the_kernel(lesson):
    write(lesson)
    lesson.commit(BOARD)
    lesson.commit(BRIEF)
    lesson.answer(RUBRIC)
    kept = {label: lesson.values(label) for label in (ASSIGNMENT, BOARD, BRIEF, RUBRIC)}
    lesson.kill_kernel()
    lesson.form(BOARD).get_by_label("[1] because").fill("typed while Python was dead")
    lesson.says(BOARD, "Not saved yet: Python does not answer")
    lesson.run_all()
    expect(lesson.form(BOARD).get_by_label("[1] because")).to_have_value("typed while Python was dead")
    for label in (ASSIGNMENT, BRIEF, RUBRIC):
        assert lesson.values(label) == kept[label]
    expect(lesson.form(BRIEF)).to_contain_text("[2] 19 January 1989")
    lesson.complaints.clear()  # JupyterLab's own, about the connection that it lost


def test_axe_finds_nothing(lesson):
    write(lesson)
    lesson.form(BOARD).get_by_label("Find").fill("Warsaw")
    lesson.form(BOARD).get_by_label("[1] because").fill("since the Wall fell")
    expect(lesson.form(BOARD).locator(".memo-reveal")).to_be_visible()
    assert not faults(lesson, ASSIGNMENT, LEAK, BOARD, BRIEF, RUBRIC)


def test_nothing_is_cut_off_when_narrow(lesson):
    write(lesson)
    for width in (1024, 640):
        lesson.page.set_viewport_size({"width": width, "height": 800})
        for label in (ASSIGNMENT, BOARD, BRIEF, RUBRIC):
            over = lesson.form(label).evaluate("(node) => node.scrollWidth - node.clientWidth")
            assert over <= 1, (label, width, over)
    lesson.form(BOARD).screenshot(path=screenshot_path("lesson 10 board 640"))
    lesson.page.set_viewport_size({"width": 1280, "height": 900})
