"""Carried away and brought back: nothing lost, nothing run, nothing taken that is no journal."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from memo import MemoError
from memo.journal import Journal, as_html, as_json, as_markdown, bring
from memo.journal.entry import encode
from memo.journal.exchange import as_text
from tests.journal.hostile import HOSTILE

VOID = {"meta", "br", "img", "hr", "input", "link"}


class Page(HTMLParser):
    """The elements of a page as (tag, attributes), the text of each kind of element, and whether all are closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts, self.open, self.others = [], {}, [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, tuple(attributes)))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(text):
    """What can be seen of a text: signs without pictures as their pictures, line ends as one kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", lambda sign: chr(0x2421 if sign[0] == "\x7f" else 0x2400 + ord(sign[0])), text)


def packed(text):
    """A text without its white space, which Markdown does not keep."""
    return re.sub(r"[\s\xa0]+", "", text)


def hostile_journal(pseudonym="guest"):
    """A journal with hostile text as words, in fields, as names of fields, and as question."""
    journal = Journal(pseudonym)
    for text in HOSTILE.values():
        text = text[:20_000]
        journal.commit("answer", "02", "02.words", text)
        journal.commit("answer", "02", "02.fields", {"why": text, "list": [text, text], "sort": {"Poland": {"group": text}}})
        if len(text) < 1000:
            journal.commit("answer", "02", "02.names", {text: text})
            journal.commit("answer", "02", text, "under a hostile question")
            journal.commit("draft", text, text, text)
    return journal


# -- in the journal itself


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_comes_back_as_it_was_typed(name):
    text, journal = HOSTILE[name], Journal("words")
    value = {text: [text, {"deep": text}]}
    journal.commit("answer", text[:99], text[:99], value)
    assert journal.state.answer(text[:99], text[:99]) == value
    again = Journal("words")
    assert again.state.answer(text[:99], text[:99]) == value
    assert len(again.entries) == 1 and not again.notice
    assert b"\n" not in (next(again.place.iterdir()).read_bytes().removesuffix(b"\n"))


# A high half followed by a low one is a whole character, in JSON as in every browser.
WORDS = st.text(st.characters(exclude_categories=[]), max_size=30).filter(lambda t: not re.search("[\ud800-\udbff][\udc00-\udfff]", t))


@given(WORDS, WORDS)
@settings(deadline=None)
def test_any_words_come_back_as_they_were_typed(name, text):
    entry = {"v": 1, "id": "s", "at": "2026-11-22T10:00:00.000000Z", "act": "answer", "question": name, "value": {name: text}}
    journal = Journal("any")
    journal.place.mkdir(parents=True, exist_ok=True)
    (journal.place / "a.jsonl").write_bytes(encode(entry))
    assert Journal("any").entries == [entry]


# -- to read: HTML


def test_hostile_text_is_only_text_in_html():
    journal = hostile_journal('<b>Zoë</b> & "co" \'')
    prompts = {"02.words": "<script>alert(2)</script>", "02.fields": "<img src=x onerror=alert(3)>"}
    text = as_html(journal, prompts)
    text.encode("utf-8")
    page = Page(text)
    assert set(page.elements) == {
        ("html", (("lang", "en"),)),
        *((tag, ()) for tag in ("head", "title", "style", "body", "p", "time")),
        ("meta", (("charset", "utf-8"),)),
        *((tag, (("dir", "auto"),)) for tag in ("h1", "h2", "blockquote")),
    }
    assert page.others == ["doctype html"]
    assert page.texts["title"] == ['Journal of <b>Zoë</b> & "co" \'']
    assert prompts["02.words"] in page.texts["h2"]
    for words in HOSTILE.values():
        assert shown(words[:20_000]) in page.texts["blockquote"]


# -- to read: Markdown


class Mathematics(IPythonRenderer):
    """Notes whatever it takes for mathematics."""

    def __init__(self):
        super().__init__(escape=False, exclude_anchor_links=True)
        self.found = []

    def note(self, *arguments):
        self.found.append(arguments)
        return ""

    block_math = multiline_math = inline_math = latex_environment = note


def nbconvert_page(text):
    renderer = Mathematics()
    page = MarkdownWithMath(renderer=renderer).render(text)
    assert not renderer.found
    return page


def markdown_it_page(text):
    markdown_it = pytest.importorskip("markdown_it", reason="NOT TESTED: Markdown as CommonMark reads it")
    return markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)


@pytest.mark.parametrize("render", [nbconvert_page, markdown_it_page])
def test_hostile_text_is_only_text_in_markdown(render):
    journal = hostile_journal("<b>Zoë</b> *co* $x$ `c`")
    text = as_markdown(journal, {"02.words": "# <script>alert(2)</script>\n\n$y$", "02.fields": "[a](b)"})
    text.encode("utf-8")
    # JupyterLab takes two backslashes before a bracket for mathematics.
    assert not re.search(r"\\\\[(\[]", text) and "\\begin" not in text and "$" not in text
    page = Page(render(text))
    # Headings may carry an id made of their words; nothing else has an attribute.
    assert {tag for tag, _ in page.elements} == {"h1", "h2", "p", "em", "blockquote", "br"}
    assert {name for _, attributes in page.elements for name, _ in attributes} <= {"id"}
    assert not page.others
    assert page.texts["h1"] == ["Journal of <b>Zoë</b> *co* $x$ `c`"]
    assert "# <script>alert(2)</script> $y$" in page.texts["h2"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", when) for when in page.texts["em"])
    quoted = [packed(words) for words in page.texts["blockquote"]]
    for words in HOSTILE.values():
        assert not words.strip() or packed(shown(words[:20_000])) in quoted


@pytest.mark.parametrize("render", [nbconvert_page, markdown_it_page])
def test_lines_stay_apart_in_markdown(render):
    journal = Journal()
    journal.commit("answer", "02", "02.a", {"claim": "one", "mind": "  two\n\n\tthree"})
    page = Page(render(as_markdown(journal)))
    assert [line.strip() for line in page.texts["blockquote"][0].splitlines() if line.strip()] == ["claim: one", "mind:   two", "three"]
    assert page.elements.count(("br", ())) == 1


@given(st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|~$&:=^\"'@/ \n\tab1x;,?%\r")), max_size=40))
@settings(deadline=None, max_examples=400)
def test_no_course_of_signs_is_markdown(text):
    journal = Journal("any")
    journal.entries = []
    journal.state.__init__([entry := {"v": 1, "id": "s", "at": "2026-11-22T10:00:00.000000Z", "act": "answer", "question": "q"}])
    entry["value"] = text
    for render in (nbconvert_page, markdown_it_page):
        page = Page(render(as_markdown(journal)))
        assert {tag for tag, _ in page.elements} <= {"h1", "h2", "p", "em", "blockquote", "br"}
        assert packed("".join(page.texts.get("blockquote", []))) == packed(shown(text))
        assert len(page.texts["em"]) == 1


# -- to read: what is shown


def test_an_export_shows_every_answer_of_every_attempt_by_its_prompt():
    journal = Journal()
    journal.commit("answer", "02", "02.a", "first mind")
    journal.commit("answer", "02", "02.a", {"claim": "second mind", "sure": ["x", "y"]})
    journal.start_afresh("02")
    journal.commit("answer", "02", "02.a", "a new attempt")
    for export in (as_markdown, as_html):
        text = export(journal, {"02.a": "Exit ticket"})
        places = [text.index(words) for words in ("Exit ticket", "first mind", "second mind", "x; y", "attempt 2", "a new attempt")]
        assert places == sorted(places)


def test_sealed_answers_are_not_shown_before_they_are_opened_and_yet_carried():
    journal = Journal()
    journal.commit("answer", "02", "02.forecasts", {"q1": 71, "q1-why": "a reason of mine"})
    journal.commit("seal", "02", "02.forecasts")
    for export in (as_markdown, as_html):
        assert "reason of mine" not in export(journal) and "sealed" in export(journal)
    other = Journal("other")
    bring(other, as_json(journal))
    assert other.state.answer("02", "02.forecasts") == {"q1": 71, "q1-why": "a reason of mine"}
    assert other.state.sealed("02", "02.forecasts")
    journal.commit("open", "02", "02.forecasts")
    for export in (as_markdown, as_html):
        assert "reason of mine" in export(journal)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""), ("", ""), (0, "0"), (2.5, "2.5"), (True, "True"), ([], ""), ({}, ""), ([None, [1, [2]]], "; 1; 2"),
        ({"a": {}}, "a: "), ({"a": {"b": {"c": 1, "d": 2}, "e": {}}}, "a:\nb: c: 1; d: 2\ne: "),
    ],
)  # fmt: skip
def test_odd_values_as_words(value, words):
    assert as_text(value) == words


def test_values_nested_without_end_are_shown_and_carried():
    value = "deep"
    for _ in range(400):
        value = {"in": [value]}
    journal = Journal()
    journal.commit("answer", "02", "02.a", value)
    assert "…" in as_markdown(journal) and "…" in as_html(journal)
    other = Journal("other")
    assert bring(other, as_json(journal)) == 1
    assert other.entries == journal.entries


# -- to another machine: JSON


def test_json_carries_everything_to_another_machine():
    source = hostile_journal()
    source.commit("answer", "02", "02.a", "sealed")
    source.commit("seal", "02", "02.a")
    source.start_afresh("02")
    source.commit("draft", "02", "02.a", "half")
    source.open_everything()
    text = as_json(source)
    assert text.isascii() and json.loads(text)["pseudonym"] == "guest"
    target = Journal("elsewhere")
    assert bring(target, text) == len(source.entries)
    for journal in (target, Journal("elsewhere")):
        assert vars(journal.state) == vars(source.state)
        assert journal.entries == source.entries
    assert bring(target, text) == 0
    assert Journal("elsewhere").entries == source.entries
    assert json.loads(as_json(target))["entries"] == json.loads(text)["entries"]


def test_json_carries_what_a_newer_version_wrote():
    later = {"v": 7, "id": "later", "at": "2031-01-01T00:00:00.000000Z", "act": "sing", "ink": {"violet": [1, None]}}
    journal = Journal()
    journal.place.mkdir(parents=True)
    (journal.place / "a.jsonl").write_bytes(encode(later))
    journal.refresh()
    other = Journal("other")
    assert bring(other, as_json(journal)) == 1
    assert Journal("other").entries == [later]
    assert "1 entry comes from a newer version" in Journal("other").notice


def test_an_import_joins_what_is_there_by_time():
    one, two = Journal("one"), Journal("two")
    one.commit("answer", "02", "02.a", "older, on the first machine")
    two.commit("answer", "02", "02.a", "newer, on the second machine")
    assert bring(one, as_json(two)) == 1
    assert one.state.answer("02", "02.a") == "newer, on the second machine"
    assert bring(two, as_json(one)) == 1
    assert [entry["value"] for entry in two.entries] == [entry["value"] for entry in one.entries]
    one.commit("answer", "02", "02.a", "newest")
    assert Journal("one").state.answer("02", "02.a") == "newest"


def exported(**changes):
    entry = {"v": 1, "at": "2026-11-22T10:00:00.000000Z", "act": "answer", "lesson": "02", "attempt": 1, "question": "02.b"}
    entries = [entry | {"id": f"20261122095912-f919563d-{n}", "value": f"fine {n}"} for n in (1, 2)]
    return {"format": "memorandum-1989-journal", "version": 1, "pseudonym": "anna", "entries": entries} | changes


def with_entry(**changes):
    content = exported()
    content["entries"][1] |= changes
    return content


WRONG = {
    "nothing": "",
    "words": "my answers",
    "page": "<html></html>",
    "null": "null",
    "number": "5",
    "list": "[]",
    "object": "{}",
    "deep": "[" * 200_000,
    "cut short": lambda: json.dumps(exported())[:-40],
    "other format": lambda: json.dumps(exported(format="jupyter")),
    "no entries": lambda: json.dumps(exported(entries=None)),
    "entries an object": lambda: json.dumps(exported(entries={"a": 1})),
    "an entry null": lambda: json.dumps(exported(entries=[*exported()["entries"], None])),
    "an entry a list": lambda: json.dumps(exported(entries=[*exported()["entries"], []])),
    **{
        f"{name} {value!r}": (lambda name=name, value=value: json.dumps(with_entry(**{name: value})))
        for name, value in [
            ("id", 5), ("id", None), ("v", "1"), ("v", None), ("v", True), ("act", {}), ("at", 0), ("at", "yesterday"),
            ("at", "2026-02-31T00:00:00.000000Z"), ("at", "9999-12-31T23:59:59.999999Z"), ("at", "<script>alert(1)</script>!!"),
            ("value", float("nan")), ("value", float("-inf")), ("value", 10**4000),
        ]
    },
    "notebook": json.dumps({"cells": [], "metadata": {}, "nbformat": 4}),
    "one line of a journal": encode({"v": 1, "id": "s", "at": "2026-11-22T10:00:00.000000Z", "act": "answer"}).decode(),
    "bytes": b"{}",
    "none": None,
    "a list itself": [],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_journal_is_refused_and_nothing_is_taken(name):
    text = WRONG[name]
    text = text() if callable(text) else text
    journal = Journal("careful")
    journal.commit("answer", "02", "02.a", "own")
    if name == "value " + repr(10**4000):
        assert bring(journal, text) == 2  # large, and a number all the same
        return
    with pytest.raises(MemoError):
        bring(journal, text)
    for one in (journal, Journal("careful")):
        assert [entry["value"] for entry in one.entries] == ["own"]
    assert journal.saved
    journal.commit("answer", "02", "02.a", "goes on")
    assert bring(journal, json.dumps(exported())) == 2


def test_a_file_of_more_than_fifty_megabytes_is_refused():
    journal = Journal()
    with pytest.raises(MemoError, match="too large for a journal"):
        bring(journal, json.dumps(exported()) + " " * 50_000_000)
    assert not journal.entries


def test_a_mark_that_an_editor_put_before_it_does_no_harm():
    assert bring(Journal(), "\ufeff" + json.dumps(exported())) == 2


def test_an_entry_that_is_there_twice_in_the_file_is_taken_once():
    content = exported()
    assert bring(Journal(), json.dumps(content | {"entries": content["entries"] * 3})) == 2
