"""Notes in the margin of the reader: kept under their paragraph and their writer, back after a restart."""

import json

import pytest

from memo import MemoError
from memo.controls import Reader, Timeline
from memo.controls.form import sendable
from memo.journal import Journal
from tests.journal.hostile import HOSTILE


@pytest.fixture
def note(wire):
    """`note(reader, 4, "words")` as the page does it when the field is left; returns the answer."""

    def noted(reader, paragraph, words, final=True, **more):
        content = {"paragraph": paragraph, "note": words, "final": final} | more
        reader._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        return wire.custom()[-1] if wire.custom() else None

    return noted


@pytest.fixture
def reader(lesson):
    return lesson("02").reader()


def test_a_note_is_kept_and_comes_back(reader, note, lesson, journal):
    assert reader.margin == {}
    answer = note(reader, 4, "the knot of it")
    assert answer["kept"] and answer["paragraph"] == 4 and "aved" in answer["text"]
    for own in (None, Journal()):
        assert lesson("02", own).reader().margin == {"4": "the knot of it"}
        assert lesson("00", own).reader(paragraphs=[3, 4]).margin == {"4": "the knot of it"}
        assert lesson("00", own).reader(paragraphs=[1]).margin == {}
    assert note(reader, 4, "on second thoughts")["kept"]
    assert lesson("02", Journal()).reader().margin == {"4": "on second thoughts"}
    assert [entry["value"]["note"] for entry in journal.state.history("notes", "notes.p4")] == ["the knot of it", "on second thoughts"]


def test_a_note_half_typed_comes_back_too(reader, note, lesson):
    assert note(reader, 7, "half a th", final=False)["kept"]
    assert lesson("02", Journal()).reader().margin == {"7": "half a th"}


def test_a_note_that_was_emptied_is_gone(reader, note, lesson):
    note(reader, 4, "words"), note(reader, 4, " \n")
    assert lesson("02", Journal()).reader().margin == {}


def test_a_note_that_was_emptied_while_typing_is_gone(reader, note, lesson, journal):
    note(reader, 4, "words"), note(reader, 7, "more")
    note(reader, 4, "", final=False)
    journal.commit("draft", "notes", "notes.p7", {})  # as another version of the kit may leave it
    assert lesson("02", Journal()).reader().margin == {}


def test_notes_follow_who_works(reader, note, journal):
    note(reader, 4, "guest's own")
    journal.switch("anna")
    assert reader.margin == {}
    note(reader, 4, "anna's own")
    journal.switch("guest")
    assert reader.margin == {"4": "guest's own"}
    assert Journal("anna").state.answer("notes", "notes.p4") == {"note": "anna's own"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_notes_come_back(reader, note, lesson, name):
    text = HOSTILE[name]
    assert note(reader, 4, text)["kept"]
    margin = lesson("02", Journal()).reader().margin
    assert margin == ({"4": text} if text.strip() else {})
    assert lesson("02", Journal()).reader().get_state()["margin"] == sendable(margin)


@pytest.mark.parametrize("paragraph", [None, 0, 39, "4", -1, [4], {}])
def test_a_note_on_no_paragraph_is_not_taken(reader, note, paragraph, journal, caplog):
    note(reader, paragraph, "words")
    assert journal.entries == [] and reader.margin == {}


@pytest.mark.parametrize("words", [None, 5, ["a"], {"a": 1}])
def test_a_note_of_another_kind_breaks_nothing(reader, note, lesson, words):
    note(reader, 4, words)
    assert lesson("02", Journal()).reader().contents


@pytest.mark.parametrize("value", [None, 5, [], {}, {"note": None}, {"note": 5}, {"note": ["a"]}, "words"])
def test_a_journal_that_holds_anything_can_be_shown(journal, lesson, value):
    for act in ("answer", "draft"):
        journal.commit(act, "notes", "notes.p4", value)
        assert all(isinstance(words, str) for words in lesson("02").reader().margin.values())


def test_a_note_that_the_disk_refused_is_said(reader, note, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        answer = note(reader, 4, "words")
    assert not answer["kept"] and "Not saved yet" in answer["text"]
    assert note(reader, 5, "more")["kept"]
    assert Journal().state.answer("notes", "notes.p4") == {"note": "words"}


def test_without_a_journal_there_are_no_notes(doc):
    assert Reader(doc).margin is None


# -- what a reader and a timeline refuse


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"colour": "red"}, "has no option 'colour'. It has: query, view"),
        ({"view": "upside down"}, "view cannot be 'upside down'. Use one of: 'reading', 'diplomatic'"),
        ({"paragraphs": [4, 99]}, r"cannot show paragraphs \[99\]. Give some of 1 to 38"),
        ({"paragraphs": []}, "cannot show paragraphs"),
        ({"highlight": "feeling"}, "highlight cannot be 'feeling'"),
    ],
)
def test_an_option_that_is_none_is_named(doc, lesson, options, words):
    for make in (lambda: Reader(doc, **options), lambda: lesson("02").reader(**options)):
        with pytest.raises(MemoError, match=words):
            make()


def test_a_timeline_without_events_says_what_to_give(doc, journal):
    with pytest.raises(MemoError, match="There is no event from 2001-01-01 to 2002-01-01. Give two days"):
        Timeline(doc, "2001-01-01", "2002-01-01", journal=journal)
    assert json.dumps(Timeline(doc, "1988-12-01", "1989-02-24", journal=journal).spec)
