"""The reader of lesson 02 in a real browser: search, both views, damage, notes, highlights, copying."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("opened", ["02-what-does-it-say"], indirect=True)

IN_SIGHT = """(node) => { const own = node.getBoundingClientRect(), page = node.closest('.memo-article').getBoundingClientRect();
    return own.top >= page.top - 1 && own.top < page.bottom; }"""


@pytest.fixture
def reader(lesson):
    """The reader as the lesson shows it at first."""
    reader = lesson.page.locator(".memo-reader")
    yield reader
    reader.get_by_label("Search").fill("")
    for label, value in (("Text", "reading"), ("Translators’ words", "shown"), ("Highlight", "")):
        reader.get_by_label(label, exact=True).select_option(value)
    for panel in reader.locator(".memo-number[aria-expanded=true]").all():
        panel.click()


def paragraph(reader, number):
    return reader.locator(f'.memo-paragraph[data-number="{number}"]')


def test_whole_text_is_there(reader):
    expect(reader.locator(".memo-paragraph")).to_have_count(38)
    expect(paragraph(reader, 1)).to_contain_text("The socialist community is experiencing the most difficult period")
    expect(paragraph(reader, 38)).to_be_attached()


def test_search_by_keyboard(lesson, reader):
    """Words, count, next, previous and around, clear: without leaving the field."""
    keys, status = lesson.page.keyboard, reader.locator(".memo-status")
    reader.get_by_label("Search").focus()
    keys.type("friends")
    expect(status).to_have_text("6 hits for “friends”: 1 of 6, ¶9")
    places = []
    for _ in range(3):
        keys.press("Enter")
        mark = reader.locator("mark.memo-current:visible")
        expect(mark).to_have_text("friends")
        assert mark.evaluate(IN_SIGHT)
        places.append(status.inner_text())
    assert len(set(places)) == 3
    keys.press("Shift+Enter")
    expect(status).to_have_text(places[1])
    for _ in range(3):
        keys.press("Shift+Enter")
    expect(status).to_contain_text("6 of 6")
    expect(reader.get_by_label("Search")).to_be_focused()
    keys.press("Escape")
    expect(status).to_have_text("")
    expect(reader.locator("mark")).to_have_count(0)
    keys.type("perestroika in the moon")
    expect(status).to_have_text("“perestroika in the moon” is not in these paragraphs.")


def test_search_never_says_no_before_it_has_looked(lesson, reader):
    """While Python has not answered, the reader says nothing; when it does not answer, it says so."""
    for kernel in lesson.kit.kernels():
        kernel.suspend()
    reader.get_by_label("Search").fill("Hungary")
    expect(reader.locator(".memo-status")).to_contain_text("Python does not answer")
    for kernel in lesson.kit.kernels():
        kernel.resume()
    expect(reader.locator(".memo-status")).to_contain_text("hits for “Hungary”")


def test_two_views(reader):
    """¶8 has question marks as transmitted, and quotation marks when mended."""
    text = paragraph(reader, 8).locator(".memo-text")
    assert "?" not in text.inner_text()
    reader.get_by_label("Text", exact=True).select_option("diplomatic")
    expect(paragraph(reader, 8).locator(".memo-diplomatic").first).to_be_visible()
    assert text.inner_text().count("?") == 6


def test_translators_words(reader):
    """Shown, dimmed or hidden: in ¶9 “[our] friends” are friends without them."""
    addition = paragraph(reader, 9).locator(".memo-addition", has_text="our").first
    expect(addition).to_be_visible()
    full = addition.evaluate("(node) => getComputedStyle(node).fontSize")
    reader.get_by_label("Translators’ words").select_option("dimmed")
    expect(reader.locator(".memo-article")).to_have_attribute("data-additions", "dimmed")
    assert addition.evaluate("(node) => getComputedStyle(node).fontSize") < full
    reader.get_by_label("Translators’ words").select_option("hidden")
    expect(addition).to_be_hidden()


@pytest.mark.parametrize("way", ["click", "Enter", "Space"])
def test_damage_is_explained(lesson, reader, way):
    """A damaged place opens its explanation; Escape leads back to it."""
    place = paragraph(reader, 8).get_by_role("button", name="damaged place").first
    if way == "click":
        place.click()
    else:
        place.focus()
        lesson.page.keyboard.press(way)
    panel = paragraph(reader, 8).locator(".memo-panel")
    expect(panel).to_be_visible()
    expect(panel.locator("dt:focus")).to_contain_text("lost quotation mark")
    lesson.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(place).to_be_focused()


def test_every_damaged_place_can_be_seen_when_focused(reader):
    """Also one that the reading text leaves out."""
    for place in reader.get_by_role("button", name="damaged place").all():
        assert place.bounding_box()["width"] > 2, place.get_attribute("aria-label")


def test_outline(lesson, reader):
    link = reader.locator(".memo-outline a", has_text="¶28 ")
    link.focus()
    lesson.page.keyboard.press("Enter")
    expect(paragraph(reader, 28).locator(".memo-number")).to_be_focused()
    assert paragraph(reader, 28).locator(".memo-number").evaluate(IN_SIGHT)


def test_end_of_the_reader_is_one_key_away(lesson, reader):
    """Who works with the keyboard need not pass a hundred places to reach what comes after the text."""
    link = reader.locator(".memo-skip")
    link.focus()
    lesson.page.keyboard.press("Enter")
    lesson.page.keyboard.press("Tab")
    assert lesson.page.evaluate("() => document.activeElement.closest('.memo-reader') === null")


def test_copied_words_carry_their_citation(lesson, reader):
    """Selected and copied, or copied with the button: the words, the place, the archive."""
    page = lesson.page
    text = paragraph(reader, 18).locator(".memo-text")
    text.scroll_into_view_if_needed()
    words = text.evaluate("""(node) => { const run = node.querySelector('.memo-run').firstChild, range = document.createRange();
        range.selectNodeContents(run); getSelection().removeAllRanges(); getSelection().addRange(range); return String(getSelection()); }""")
    page.keyboard.press("Control+c")
    expect(reader.locator(".memo-status")).to_have_text("Copied with its citation.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(f"“{words.strip()}”")
    assert "¶18.1" in copied
    assert "digitalarchive.wilsoncenter.org" in copied
    page.evaluate("() => getSelection().removeAllRanges()")
    paragraph(reader, 4).locator(".memo-number").click()
    paragraph(reader, 4).get_by_role("button", name="Copy with citation").click()
    expect(reader.locator(".memo-status")).to_have_text("¶4 copied with its citation.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "¶4" in copied
    assert "?" not in copied.split("\n\n")[0]


def test_copying_without_a_clipboard_permission(lesson, reader):
    """Where the browser refuses the newer way, the older one copies, and the focus stays."""
    page = lesson.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    paragraph(reader, 5).locator(".memo-number").click()
    button = paragraph(reader, 5).get_by_role("button", name="Copy with citation")
    button.focus()
    page.keyboard.press("Enter")
    expect(reader.locator(".memo-status")).to_have_text("¶5 copied with its citation.")
    assert "¶5" in page.evaluate("() => navigator.clipboard.readText()")
    expect(button).to_be_focused()
    page.evaluate("() => { delete navigator.clipboard.writeText; }")


def test_margin_note(lesson, reader):
    """A note is saved, marked at its paragraph, belongs to its writer and comes back."""
    paragraph(reader, 6).locator(".memo-number").click()
    note = paragraph(reader, 6).get_by_label("My note on ¶6")
    note.fill("whose confidence? <b>")
    note.blur()
    expect(paragraph(reader, 6).locator(".memo-kept")).to_contain_text("Saved in the journal of")
    expect(paragraph(reader, 6)).to_have_class("memo-paragraph memo-noted")
    lesson.work_as("somebody else")
    expect(note).to_have_value("")
    expect(paragraph(reader, 6)).to_have_class("memo-paragraph")
    lesson.work_as(lesson.pseudonym)
    expect(note).to_have_value("whose confidence? <b>")
    lesson.run_all()
    expect(paragraph(reader, 6).get_by_label("My note on ¶6")).to_have_value("whose confidence? <b>")


def test_margin_note_survives_the_kernel(lesson, reader):
    lesson.kill_kernel()
    paragraph(reader, 7).locator(".memo-number").click()
    paragraph(reader, 7).get_by_label("My note on ¶7").fill("typed while Python was dead")
    expect(paragraph(reader, 7).locator(".memo-kept")).to_contain_text("Not saved yet")
    lesson.run_all()
    paragraph(reader, 7).locator(".memo-number").click()
    expect(paragraph(reader, 7).get_by_label("My note on ¶7")).to_have_value("typed while Python was dead")
    expect(paragraph(reader, 7).locator(".memo-kept")).to_contain_text("Saved in the journal of")
    lesson.complaints.clear()


def test_highlight_and_black_out(reader):
    """Each highlight has a sign besides its colour; a key shows one value; the rest can be blacked out."""
    black_out = reader.get_by_label("Black out")
    expect(black_out).to_be_disabled()
    for layer in ("countries", "theme", "kind", "certainty"):
        reader.get_by_label("Highlight", exact=True).select_option(layer)
        expect(reader.locator(".memo-run.memo-lit").first).to_be_attached()
        assert all(reader.locator(".memo-legend .memo-code").evaluate_all("(codes) => codes.map((code) => code.dataset.code.trim())"))
    reader.get_by_label("Highlight", exact=True).select_option("countries")
    key = reader.locator(".memo-key", has_text="Hungary")
    key.click()
    expect(key).to_have_attribute("aria-pressed", "true")
    expect(reader.locator(".memo-run.memo-lit").first).to_have_attribute("data-value", "Hungary")
    assert {run.get_attribute("data-value") for run in reader.locator(".memo-run.memo-lit").all()} == {"Hungary"}
    black_out.check()
    dark = paragraph(reader, 1).locator(".memo-run:not(.memo-lit)").first
    colours = dark.evaluate("(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert colours[0] == "rgba(0, 0, 0, 0)"
    assert colours[1] != colours[0]
    black_out.uncheck()
    key.click()
