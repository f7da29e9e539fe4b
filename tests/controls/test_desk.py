"""The desk, keeping and the teacher's button: every button, and every wrong thing put into the fields."""

import json

import pytest

from memo.controls.desk import _FORMATS
from memo.journal import Journal, as_json
from tests.controls.answering import answer_to
from tests.journal.hostile import HOSTILE

MARKDOWN, HTML, JSON = _FORMATS


@pytest.fixture
def desk(lesson):
    return lesson("00").desk


@pytest.fixture
def keeping(lesson):
    return lesson("00").keeping


@pytest.fixture
def answered(lesson, press):
    """A question with an answer in the journal."""
    control = lesson("00").ask("try")
    assert press(control, "commit", {"mood": "never", "chance": 5, "why": "my own words"})
    return control


def labels(control):
    return [button["id"] for button in control.spec["buttons"]]


# -- the desk


def test_the_desk_says_who_works_and_where_it_is_kept(desk, journal, press):
    assert desk.spec["intro"][0]["p"].startswith("You are working as guest. On a computer that others use")
    assert str(journal.place) in desk.feedback["text"] and desk.values == {"pseudonym": ""}
    assert labels(desk) == ["switch", "afresh"]
    assert press(desk, "switch", {"pseudonym": "Zoë"})
    assert desk.spec["intro"][0]["p"] == "You are working as Zoë." and desk.values == {"pseudonym": "Zoë"}
    assert desk.feedback["tone"] == "ok" and desk.feedback["text"] == f"Answers are kept in {journal.place}."
    assert Journal().pseudonym == "Zoë"


@pytest.mark.parametrize("name", ["", "  ", None, 5, ["anna"], {"a": 1}, "x" * 61, "a\nb", "\x00", "\ud800"])
def test_what_is_no_pseudonym_is_refused_in_a_sentence(desk, press, journal, name, answered):
    assert not press(desk, "switch", {"pseudonym": name})
    assert desk.feedback["text"].startswith("A pseudonym has 1 to 60 letters") and desk.feedback["tone"] == "warn"
    assert journal.pseudonym == "guest" and answered.values["why"] == "my own words"


def test_without_any_values_nothing_is_switched(desk, press, journal):
    assert not press(desk, "switch")
    assert journal.pseudonym == "guest"


@pytest.mark.parametrize("name", ["script", "math", "right to left", "template", "combining"])
def test_a_hostile_pseudonym_is_text(desk, press, name, journal, keeping, work):
    text = HOSTILE[name].replace("\u202e", "").replace("\u202c", "").replace("\u2067", "").replace("\u2069", "")[:60].strip()
    assert press(desk, "switch", {"pseudonym": text}), desk.feedback
    assert desk.spec["intro"][0]["p"] == f"You are working as {text}."
    assert {path.parent for path in work.rglob("*") if path.is_file()} == {work}


def test_starting_afresh_asks_first_and_counts(desk, press, lesson, journal):
    assert "kept in your journal" in desk.spec["buttons"][1]["confirm"]
    for attempt in (2, 3):
        assert press(desk, "afresh")
        assert f"attempt {attempt}" in desk.feedback["text"] and f"attempt {attempt}" in desk.spec["intro"][0]["p"]
    assert Journal().state.attempt("00") == 3 and Journal().state.attempt("01") == 1
    assert "attempt" not in lesson("01").desk.spec["intro"][0]["p"]


def test_the_desk_warns_of_what_the_journal_has_to_say(lesson, answered, journal, press):
    next(journal.place.iterdir()).open("ab").write(b"half a li")
    desk = lesson("00", Journal()).desk
    assert "1 line was cut short" in desk.feedback["text"] and desk.feedback["tone"] == "warn"
    assert press(desk, "switch", {"pseudonym": "guest"}) and desk.feedback["tone"] == "warn"


# -- keeping


def test_each_format_is_previewed_before_anything_leaves(keeping, answered, press, wire):
    for name, words in [(MARKDOWN, "> mood\\: never"), (HTML, "<blockquote"), (JSON, '"format": "memorandum-1989-journal"')]:
        before = len(wire.custom())
        assert press(keeping, "preview", {"format": name})
        assert "Nothing has left this computer" in keeping.feedback["text"]
        assert words in keeping.feedback["reveal"][0]["pre"] and "my own words" in keeping.feedback["reveal"][0]["pre"]
        assert not any("download" in message for message in wire.custom()[before:])


def test_each_format_is_exported_as_a_file(keeping, answered, press, wire, journal):
    for name, ending, kind in [(MARKDOWN, "md", "text/markdown"), (HTML, "html", "text/html"), (JSON, "json", "application/json")]:
        before = len(wire.custom())
        assert press(keeping, "export", {"format": name})
        (download,) = [message["download"] for message in wire.custom()[before:] if "download" in message]
        assert download["name"] == f"journal-{journal.place.name}.{ending}" and download["type"] == kind
        assert "my own words" in download["text"] and download["name"] in keeping.feedback["text"]
    assert json.loads(download["text"])["entries"] == journal.entries


def test_an_export_names_the_questions(lesson, keeping, answered, press):
    reader = lesson("00").reader(paragraphs=[1])
    reader._note(None, {"paragraph": 1, "note": "a note", "final": True}, [])
    press(keeping, "preview", {"format": HTML})
    text = keeping.feedback["reveal"][0]["pre"]
    assert "00 · Try each kind of control" in text and "Note in the margin of ¶1" in text


def test_an_export_holds_what_another_window_wrote_meanwhile(keeping, answered, press, lesson):
    other = lesson("00", Journal()).ask("passage")
    press(other, "commit", answer_to(other))
    press(keeping, "preview", {"format": MARKDOWN})
    assert "Point to the sentence" in keeping.feedback["reveal"][0]["pre"]


@pytest.mark.parametrize("button", ["preview", "export"])
@pytest.mark.parametrize("chosen", [None, "", "Word", 5, {"a": 1}])
def test_a_format_that_is_none_gives_markdown(keeping, answered, press, button, chosen):
    assert press(keeping, button, {"format": chosen} if not isinstance(chosen, dict) else {})
    assert keeping.feedback["tone"] != "warn"


@pytest.mark.parametrize("button", ["preview", "export"])
def test_an_empty_journal_is_not_exported(keeping, press, button, wire):
    assert not press(keeping, button, {"format": MARKDOWN})
    assert "This journal is empty" in keeping.feedback["text"]
    assert not any("download" in message for message in wire.custom())


def test_hostile_words_are_exported(keeping, lesson, press, wire):
    control = lesson("00").ask("try")
    for text in HOSTILE.values():
        if text.strip():
            assert press(control, "commit", {"why": text})
    for name in _FORMATS:
        assert press(keeping, "export", {"format": name}) and press(keeping, "preview", {"format": name})


def test_a_journal_is_imported_and_followed(lesson, answered, press, keeping):
    exported = as_json(answered.journal)
    press(lesson("00").desk, "switch", {"pseudonym": "anna"})
    assert answered.values == {}
    assert press(keeping, "import", {"file": exported})
    assert keeping.feedback["text"] == "1 entry is new and now in the journal of anna."
    assert answered.values["why"] == "my own words"
    assert press(keeping, "import", {"file": exported})
    assert keeping.feedback["text"] == "0 entries are new and now in the journal of anna."
    assert Journal("anna").state.answer("00", "00.try")["why"] == "my own words"


@pytest.mark.parametrize("file", [None, "", "no json", "{}", "[]", "null", 5, ["a"], {"format": "x"}, '{"format": 1, "entries": 2}'])
def test_what_is_no_journal_is_not_imported(keeping, press, file, answered):
    assert not press(keeping, "import", {"file": file})
    assert keeping.feedback["tone"] == "warn" and "file" in keeping.feedback["text"]
    assert len(Journal().entries) == 1


@pytest.mark.parametrize("typed", ["", None, "gues", "GUEST", "guest2", 5, ["guest"]])
def test_nothing_is_deleted_without_the_name(keeping, press, typed, answered):
    assert not press(keeping, "delete", {"confirm": typed})
    assert "Nothing was deleted" in keeping.feedback["text"]
    assert len(Journal().entries) == 1


def test_a_journal_is_deleted_and_everything_follows(keeping, press, lesson, answered, shown, work):
    desk = lesson("00").desk
    press(desk, "switch", {"pseudonym": "anna"})
    press(answered, "commit", {"why": "anna's words"})
    assert press(keeping, "delete", {"confirm": " anna "})
    assert keeping.feedback["text"] == "The journal of anna is deleted from this computer."
    assert desk.spec["intro"][0]["p"].startswith("You are working as guest.")
    assert answered.values["why"] == "my own words" and "anna's words" not in shown(answered)
    assert not [path for path in work.rglob("*") if path.is_file() and b"anna" in path.read_bytes()]


# -- the teacher


def test_the_teachers_button_opens_and_closes(lesson, press, journal):
    teacher = lesson("00").teacher
    assert labels(teacher) == ["open"] and teacher.values == {}
    assert press(teacher, "open") and labels(teacher) == ["close"] and Journal().state.everything_open
    assert lesson("00", Journal()).teacher.spec == teacher.spec
    assert press(teacher, "close") and labels(teacher) == ["open"] and not Journal().state.everything_open


def test_it_opens_for_one_pseudonym_only(lesson, press):
    press(lesson("00").teacher, "open")
    desk, control = lesson("00").desk, lesson("00").ask("try")
    assert control.feedback["reveal"]
    press(desk, "switch", {"pseudonym": "anna"})
    assert not control.feedback["reveal"]


# -- a button that is none


@pytest.mark.parametrize("name", ["desk", "keeping", "teacher"])
@pytest.mark.parametrize("button", ["", "draft", "explode", None, 5])
def test_a_button_that_is_none_does_nothing(lesson, press, name, button, answered):
    control = getattr(lesson("00"), name)
    before = Journal().entries
    press(control, button, {"pseudonym": "x", "confirm": "guest", "file": "{}", "format": JSON})
    assert Journal().entries == before and control.journal.pseudonym == "guest"
