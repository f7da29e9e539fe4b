"""The brief of lesson 10: citations from the board, its length, the guard, and the files to hand in."""

import html.parser
import re

import pytest

from memo.controls.brief import WORDS, document
from memo.controls.printing import as_markdown, as_page
from memo.journal import Journal, as_json, bring
from tests.controls.answering import answer_to
from tests.controls.test_board import board, card, sit  # noqa: F401

HOSTILE = "<script>alert(1)</script> \"'&lt; $\\frac12$ **b** [a](javascript:alert(2)) | x |\n# no heading\n\u0007 \ud800"
FACT = card(2, kind="fact", place="events/1989-01-19-honecker-wall", words="")


@pytest.fixture
def ready(lesson, press, sit):  # noqa: F811
    """A brief whose desk is Bonn and whose board has a passage, [1], and a fact, [2]."""
    sit("Bonn")
    assert press(lesson("10").ask("board"), "commit", board(card(1), FACT))
    return lesson("10").ask("brief")


def downloaded(wire):
    return [message["download"] for message in wire.custom() if "download" in message][-1]


def filled(control, **more):
    return answer_to(control) | {"counter": "it seems improbable that in the foreseeable future"} | more


def text(blocks):
    return str(blocks)


class Tags(html.parser.HTMLParser):
    """Every element of a page, and every address that it would fetch."""

    def __init__(self, page):
        super().__init__()
        self.seen, self.fetched = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.fetched += [value for name, value in attributes if name in ("src", "href", "srcset", "data")]


def test_it_names_desk_reader_and_what_there_is_to_cite(ready, press, lesson):
    assert "To: Chancellor Helmut Kohl. Monday, 27 February 1989." in text(ready.spec["intro"])
    assert "[1] ¶18.1" in text(ready.spec["intro"]) and "[2] 19 January 1989, GDR" in text(ready.spec["intro"])
    press(lesson("10").ask("board"), "draft", board(FACT))
    assert "[1] ¶18.1" not in text(ready.spec["intro"])


def test_the_readers_question_stands_in_the_form_and_at_the_head(ready, press, lesson, doc, journal):
    assert "question is still missing" in text(ready.spec["intro"])
    assert press(lesson("10").ask("question"), "commit", {"question": "Would Moscow use force?"})
    assert "The question: Would Moscow use force?" in text(ready.spec["intro"])
    head = document(doc, journal, ready.text["field"])[1]["table"]["rows"]
    assert head[-1] == ["Question", "Would Moscow use force?"]


def test_the_judgement_of_the_copy_stands_above_the_trust(ready, press, lesson):
    intro = lambda: next(field for field in ready.spec["fields"] if field["id"] == "trust")["intro"]  # noqa: E731
    assert intro() == []
    leak = lesson("10").ask("leak")
    assert press(leak, "commit", answer_to(leak) | {"worth": "little, it is a draft"})
    assert "worth: little, it is a draft" in text(intro())


def test_a_groups_board_is_exported_and_everybody_writes_from_it(ready, press, lesson, doc):
    exported = as_json(ready.journal)
    assert press(lesson("10").desk, "switch", {"pseudonym": "one of them"})
    assert "nothing on your board" in text(ready.spec["intro"])
    assert bring(ready.journal, exported)
    assert "To: Chancellor Helmut Kohl" in text(ready.spec["intro"]) and "[1] ¶18.1" in text(ready.spec["intro"])
    assert press(ready, "commit", filled(ready, assessment="No force [1]."))
    other = Journal("another")
    bring(other, exported)
    assert other.state.answer("10", "10.brief") is None and "[2] 19 January" in text(lesson("10", other).ask("brief").spec["intro"])


def test_the_annex_marks_the_cards_that_are_cited(ready, press):
    press(ready, "preview", filled(ready, assessment="The Wall stands [2]."))
    (board,) = (block["table"] for block in ready.feedback["reveal"] if "evidence board" in block.get("table", {}).get("caption", ""))
    assert [row[0] for row in board["rows"]] == ["[1]", "[2] ●"] and "● cited" in board["caption"]


def test_citations_are_filled_in(ready, press, doc):
    assert press(ready, "preview", filled(ready, assessment="No force [1]. The Wall stands [2], [2]. But [9].", says="[1]"))
    shown = text(ready.feedback["reveal"])
    assert "No force (¶18.1). The Wall stands (note 1), (note 1). But [9]." in shown
    assert "Not on your board: [9]." in shown
    assert "1. 19 January 1989, GDR: Honecker says that the Wall will stand" in shown
    assert doc.cite() in shown.replace("\\'", "'") and "bpb.de" in shown


def test_the_counter_passage_is_looked_up(ready, press):
    press(ready, "commit", filled(ready))
    assert "found in ¶18.1" in text(ready.feedback["reveal"])
    press(ready, "commit", filled(ready, counter="all allies will surely leave the Pact at once"))
    assert "Still open: The passage that speaks most against me" in ready.feedback["text"]
    press(ready, "preview", filled(ready, counter="all allies will surely leave the Pact at once"))
    assert "These words were not found in the memorandum." in text(ready.feedback["reveal"])


def test_words_are_counted_against_two_pages(ready, press):
    press(ready, "draft", {"says": "word " * 450 + "[1] [2]"})
    assert f"450 words: 1.0 pages. Two pages hold about {WORDS}." in ready.feedback["text"]
    press(ready, "draft", {"says": "word " * 950})
    assert "50 too many: shorten." in ready.feedback["text"]


def test_the_guard_reads_what_is_written_and_not_what_is_quoted(ready, press):
    press(ready, "draft", {"one": "Recognise Mazowiecki's government.", "counter": "since the Wall fell all is new here"})
    assert "Mazowiecki's government" in text(ready.feedback["reveal"]) and "the Wall fell" not in text(ready.feedback["reveal"])
    press(ready, "commit", filled(ready, one="Recognise Mazowiecki's government."))
    assert ready.feedback["text"].startswith("Saved"), "the guard never forbids"
    assert text(ready.feedback["reveal"]).index("Nobody could know it") < text(ready.feedback["reveal"]).index("Your passages, looked up")


def test_a_page_that_needs_nothing_else(ready, press, wire, doc):
    assert press(ready, "page", filled(ready, says=HOSTILE, subject="<b>S</b>"))
    file = downloaded(wire)
    assert file["name"].endswith(".html") and file["type"] == "text/html"
    tags = Tags(file["text"])
    assert not tags.seen & {"script", "img", "b", "a", "link", "iframe"} and not tags.fetched
    assert "@page{size:A4" in file["text"] and "<script>" not in file["text"] and "&lt;script&gt;alert(1)" in file["text"]
    assert "␇" in file["text"] and "\ud800" not in file["text"]
    assert "it seems improbable that in the foreseeable future" in file["text"]


def test_markdown_shows_just_the_signs_that_were_typed(ready, press, wire):
    assert press(ready, "markdown", filled(ready, says=HOSTILE))
    made = downloaded(wire)["text"]
    assert not re.search(r"(?m)^# no heading", made) and "\\<script\\>" in made and "\\[a\\]\\(javascript" in made
    assert made.startswith("# Brief\n")


def test_export_keeps_what_was_typed(ready, press, lesson):
    press(ready, "page", {"says": "not committed"})
    assert lesson("10", Journal()).ask("brief").values["says"] == "not committed"
    assert ready.journal.state.answer("10", "10.brief") is None


def test_an_empty_brief_without_desk_and_board_is_a_page_too(lesson, press, wire):
    control = lesson("10").ask("brief")
    assert press(control, "preview", {}) and press(control, "page", {}) and press(control, "markdown", {})
    assert "(no desk chosen)" in downloaded(wire)["text"].replace("\\", "")


def test_self_assessment_goes_along_once_it_is_there(ready, press, lesson, doc, journal):
    fields = ready.text["field"]
    assert "Self-assessment" not in text(document(doc, journal, fields))
    sheet = lesson("10").ask("rubric")
    press(sheet, "commit", answer_to(sheet))
    assert text(document(doc, journal, fields)).count("Self-assessment") == 1


def test_another_pseudonym_has_another_brief(ready, press):
    press(ready, "draft", {"says": "mine"})
    ready.journal.switch("somebody else")
    assert ready.values == {} and "nothing on your board" in text(ready.spec["intro"])


def test_tables_and_lines_in_markdown():
    blocks = [{"table": {"caption": "C", "head": ["a", "b"], "rows": [["x|y", "1\n2"]]}}, {"quote": "q\nr", "cite": "¶1"}]
    assert as_markdown(blocks) == "**C**\n\n| a | b |\n| --- | --- |\n| x\\|y | 1 2 |\n\n> q  \n> r\n>\n> ¶1\n"
    assert as_page(blocks, "<t>").count("<td") == 2
