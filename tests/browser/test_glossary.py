"""Words of the glossary in a real browser: in the text, in prose, and as a list."""

import pytest
from playwright.sync_api import expect

import memo

pytestmark = pytest.mark.parametrize("opened", ["03-how-many-camps"], indirect=True)


@pytest.fixture
def reader(lesson):
    """The reader of lesson 03, its terms explained and nothing highlighted."""
    lesson.answer("How many, by what measure?")  # the reader waits for it
    reader = lesson.page.locator(".memo-reader")
    reader.get_by_label("Highlight", exact=True).select_option("")
    reader.get_by_label("Explain words").check()
    yield reader
    lesson.page.keyboard.press("Escape")
    lesson.page.mouse.move(2, 2)


def term(reader, number, words):
    return reader.locator(f'.memo-paragraph[data-number="{number}"]').get_by_role("button", name=words, exact=True)


@pytest.mark.parametrize("way", ["hover", "Tab", "Enter", "click"])
def test_a_term_shows_its_meaning_and_escape_closes_it(lesson, reader, way):
    note, place = reader.get_by_role("tooltip"), term(reader, 8, "Chartists")
    place.scroll_into_view_if_needed()
    if way == "hover":
        place.hover()
    elif way == "click":
        place.click()
    else:
        term(reader, 8, "Democratic Forum").focus()
        while not place.evaluate("(node) => node === document.activeElement"):
            lesson.page.keyboard.press("Tab")
        if way == "Enter":
            lesson.page.keyboard.press("Escape")
            lesson.page.keyboard.press("Enter")
    expect(note).to_contain_text(memo.load().glossary.set_index("id").at["chartists", "meaning"])
    expect(place).to_have_attribute("aria-expanded", "true")
    box = note.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= 1280 and box["y"] + box["height"] <= 900
    lesson.page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(place).to_have_attribute("aria-expanded", "false")


def test_the_mouse_can_go_to_the_note(lesson, reader):
    place, note = term(reader, 6, "ruling parties"), reader.get_by_role("tooltip")
    place.scroll_into_view_if_needed()
    place.hover()
    expect(note).to_be_visible()
    note.hover()
    lesson.page.wait_for_timeout(500)
    expect(note).to_be_visible()
    lesson.page.mouse.move(2, 2)
    expect(note).to_be_hidden()


def test_terms_can_be_switched_off(reader):
    expect(reader.locator(".memo-term[tabindex]").first).to_be_attached()
    reader.get_by_label("Explain words").uncheck()
    expect(reader.locator(".memo-term[tabindex]")).to_have_count(0)
    assert reader.locator(".memo-term").first.evaluate("(node) => getComputedStyle(node).textDecorationLine") == "none"


def test_terms_leave_highlights_search_and_copying_alone(lesson, reader):
    """A term within a hit, within a highlighted claim, and within what is copied."""
    reader.get_by_label("Highlight", exact=True).select_option("theme")
    lit = reader.locator(".memo-term.memo-lit").first
    expect(lit).to_be_attached()
    reader.get_by_label("Search").fill("a follower of the administrative command")
    expect(reader.locator("mark.memo-current").last).to_have_text("administrative command")
    reader.get_by_label("Search").fill("")
    expect(reader.locator("mark")).to_have_count(0)
    text = reader.locator('.memo-paragraph[data-number="12"] .memo-text')
    text.scroll_into_view_if_needed()
    text.evaluate("(node) => getSelection().selectAllChildren(node)")
    lesson.page.keyboard.press("Control+c")
    copied = lesson.page.evaluate("() => navigator.clipboard.readText()")
    assert "democratization [and] a genuine renewal of socialism, but" in copied and "Source:" not in copied
    lesson.page.evaluate("() => getSelection().removeAllRanges()")


def test_what_is_blacked_out_explains_nothing(reader):
    reader.get_by_label("Highlight", exact=True).select_option("countries")
    reader.get_by_label("Black out").check()
    expect(reader.locator(".memo-term[tabindex]:not(.memo-lit)")).to_have_count(0)
    reader.get_by_label("Black out").uncheck()
    expect(reader.locator(".memo-term[tabindex]:not(.memo-lit)").first).to_be_attached()


def test_a_word_in_prose_carries_its_meaning_and_leads_to_the_list(lesson):
    """JupyterLab's sanitizer leaves the title; the link works by keyboard too."""
    link = lesson.page.locator(".jp-MarkdownOutput a", has_text="Round Table").first
    assert link.get_attribute("title") == memo.load().glossary.set_index("id").at["round-table", "meaning"]
    link.focus()
    lesson.page.keyboard.press("Enter")
    expect(lesson.form("Glossary")).to_be_in_viewport()


def test_the_list_is_searched_by_keyboard(lesson):
    words = lesson.form("Glossary")
    words.get_by_label("Find a word").focus()
    lesson.page.keyboard.type("kmo")
    expect(words.locator("dt")).to_have_text(["KMO"])
    for _ in range(3):
        lesson.page.keyboard.press("Backspace")
    known = memo.load().glossary
    expect(words.locator(".memo-message")).to_have_text(f"{len(known)} of {len(known)} words.")
    words.get_by_label("Show").select_option(index=3)
    expect(words.locator(".memo-message")).to_have_text(f"{sum(known['kind'] == 'kit')} of {len(known)} words.")
    words.get_by_label("Show").select_option(index=0)
    assert words.locator(".memo-terms").get_attribute("tabindex") == "0"
