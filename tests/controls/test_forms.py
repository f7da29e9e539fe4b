"""What holds for every form: words that no message can carry, values of any kind, a disk that refuses, faults of the kit."""

import contextlib
import gc
import json
import weakref

import pytest

import memo
from memo.controls import Timeline
from memo.controls.form import sendable
from memo.journal import Journal
from memo.journal.present import present_journal
from tests.controls.answering import OF_KIND, QUESTIONS, answer_to
from tests.journal.hostile import HOSTILE

ODD = [None, True, 0, -1, 1e308, "", "words", [], {}, [[]], [None], ["a", 5], {"a": {}}, {"Poland": "far"}, {"Poland": {"group": []}},
       {"Poland": None}, {"why": {"why": 1}}, "x" * 100_000]  # fmt: skip


@pytest.fixture
def full_disk():
    """`with full_disk():` no file grows at all."""
    resource = pytest.importorskip("resource", reason="NOT TESTED: this system sets no limit on the size of files")

    @contextlib.contextmanager
    def limited():
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited


# -- hostile words


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_come_back_in_every_field_for_words(name, lesson, press):
    for number, question in [("00", "try"), ("00", "passage"), ("01", "title"), ("02", "exit"), ("02", "forecasts")]:
        control = lesson(number).ask(question)
        fields = [field["id"] for field in control.text["field"] if field["kind"] in ("text", "line")]
        values = dict.fromkeys(fields, HOSTILE[name][:200_000])
        assert press(control, "draft", values)
        assert lesson(number, Journal()).ask(question).values == values
        assert press(control, "commit", values) == bool(HOSTILE[name].strip())
        again = lesson(number, Journal()).ask(question)
        assert again.values == values
        # The page gets the same words, but for halves of characters, which no message can carry.
        assert again.get_state()["values"] == sendable(values)


def test_only_halves_of_characters_are_replaced():
    for name, text in HOSTILE.items():
        assert (sendable(text) == text) == (name != "half")
    assert sendable("a\ud800b\udfffc") == "a\ufffdb\ufffdc"
    assert sendable({"\ud800": ["\udc00", ("x", 5, None, True)]}) == {"\ufffd": ["\ufffd", ["x", 5, None, True]]}


def test_a_megabyte_is_taken(lesson, press):
    control = lesson("02").ask("exit")
    assert press(control, "commit", {"claim": "é" * 1_000_000, "first": "words of my own " * 60_000})
    assert len(lesson("02", Journal()).ask("exit").values["claim"]) == 1_000_000
    assert "longer than any sentence" in json.dumps(control.feedback)


def test_more_than_a_library_is_refused_in_a_sentence(lesson, press, journal):
    control = lesson("02").ask("exit")
    assert not press(control, "commit", {"claim": "x" * 6_000_000})
    assert "longer than a library" in control.feedback["text"]
    assert journal.saved and press(control, "commit", {"claim": "shorter"})


# -- values of any kind


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=str)
def test_values_of_any_kind_are_answered_in_a_sentence(number, name, lesson, press):
    lesson(number).teacher.press("open", {})  # no gate in the way
    control = lesson(number).ask(name)
    for odd in ODD:
        for values in (odd, {field["id"]: odd for field in control.text["field"]}):
            for button in ("draft", "commit"):
                press(control, button, values)  # the fixture sees to it that nothing failed
    assert lesson(number, Journal()).ask(name).spec["fields"]


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=str)
def test_a_journal_that_holds_anything_can_be_shown(number, name, lesson, journal, press, shown):
    question = f"{number}.{name}"
    for odd in ODD:
        for act in ("answer", "draft"):
            journal.commit(act, number, question, odd)
            journal.commit(act, number, question, {"countries": odd, "why": odd, "words": odd, "kinds": odd})
        for opened in (True, False):
            journal.open_everything(opened)
            assert shown(lesson(number).ask(name))
    for button in ("preview", "export"):
        assert press(lesson(number).keeping, button)


@pytest.mark.parametrize(("number", "name"), OF_KIND["seal"], ids=str)
def test_a_seal_over_anything_can_be_shown(number, name, lesson, journal):
    for odd in ODD:
        journal.commit("answer", number, f"{number}.{name}", odd)
    journal.commit("seal", number, f"{number}.{name}")
    assert "Sealed" in lesson(number).ask(name).feedback["text"]
    journal.open_everything()
    assert lesson(number).ask(name).spec["fields"]


# -- a disk that refuses


def test_the_lesson_goes_on_when_the_disk_is_full_and_nothing_is_called_saved(lesson, press, full_disk):
    control = lesson("01").ask("damage8")
    answer = answer_to(control)
    with full_disk():
        assert not press(control, "commit", answer), "the page keeps the words too"
        for one in (control, lesson("01").ask("damage8")):
            assert "Not saved yet: the disk did not take it" in one.feedback["text"] and one.feedback["tone"] == "warn"
            assert "Saved" not in one.feedback["text"]
            assert one.values == answer and one.feedback["reveal"], "thought and committed: the reveal is earned"
        assert not press(control, "draft", answer)
        assert not press(lesson("01").desk, "afresh")
    assert press(lesson("01").desk, "switch", {"pseudonym": "guest"})
    again = lesson("01", Journal())
    assert [entry["value"] for entry in again.journal.state.answers("01.damage8", 1)] == [answer]
    assert again.journal.state.attempt("01") == 2


def test_the_teachers_button_holds_when_the_disk_is_full(lesson, press, full_disk):
    teacher, control = lesson("01").teacher, lesson("01").ask("damage4")
    with full_disk():
        assert not press(teacher, "open")
        assert "Not saved yet" in teacher.feedback["text"]
        assert [button["id"] for button in teacher.spec["buttons"]] == ["close"] and control.spec["fields"]


def test_a_folder_that_cannot_be_written_is_said_everywhere(monkeypatch, tmp_path, lesson, press):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MEMO_WORK", str(tmp_path / "file"))
    homeless = Journal()
    first = lesson("00", homeless)
    assert "cannot be written" in first.desk.feedback["text"] and first.desk.feedback["tone"] == "warn"
    control = first.ask("try")
    assert "cannot be written" in control.feedback["text"]
    assert not press(control, "commit", {"mood": "never", "chance": 5, "why": "words"})
    assert "cannot be written" in control.feedback["text"] and control.feedback["reveal"]
    assert press(first.keeping, "export"), "it can be carried away"
    check = memo.controls.SetupCheck(first.doc, homeless)
    assert "1 of 8 needs attention" in check.feedback["text"]


# -- faults of the kit itself


def test_a_fault_of_the_kit_is_told_in_a_sentence_and_the_words_stay(lesson, monkeypatch, wire, capsys, caplog):
    control = lesson("00").ask("try")

    def broken(*arguments):
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(control.journal, "commit", broken)
    message = {"method": "custom", "content": {"button": "draft", "values": {"why": "words"}, "key": control.key, "turn": 7}}
    control._handle_msg({"content": {"data": message}, "buffers": []})
    assert wire.custom()[-1] == {"taken": False, "turn": 7}
    text = control.feedback["text"]
    assert text.startswith("Something in the kit itself failed (ZeroDivisionError: a fault).")
    assert "Traceback" not in text and "restart the kernel" in text and control.feedback["tone"] == "warn"
    assert "Traceback" not in capsys.readouterr().err + caplog.text


@pytest.mark.parametrize(
    "content", [{}, {"button": "commit"}, {"values": 5}, {"button": ["x"], "values": "y"}, {"button": None, "values": None}]
)
def test_a_message_that_is_none_is_answered(lesson, wire, content, caplog):
    for control in (lesson("00").ask("try"), lesson("02").ask("forecasts"), lesson("00").desk, lesson("00").keeping):
        before = len(wire.custom())
        control._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})
        assert wire.custom()[before:][-1]["taken"] in (True, False)
    assert not caplog.text


# -- what a control costs


def test_making_every_control_writes_nothing(lesson, work, doc, journal):
    journal.commit("answer", "00", "00.try", {"why": "so that there is a journal"})
    before = {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in work.rglob("*")}
    for own in (journal, Journal()):
        for number in ("00", "01", "02"):
            one = lesson(number, own)
            assert [one.desk, one.keeping, one.teacher, one.reader([1])]
        assert memo.controls.SetupCheck(doc, own) and Timeline(doc, "1988-12-01", "1989-02-24", journal=own)
    assert {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in work.rglob("*")} == before


def test_a_control_that_is_closed_is_let_go(lesson, journal, press):
    control = lesson("00").ask("try")
    gone = weakref.ref(control)
    control.close()
    del control
    gc.collect()
    assert gone() is None
    journal.switch("anna")


def test_the_kernel_has_one_journal(doc, monkeypatch):
    monkeypatch.setattr("memo.journal.present._OPEN", {})
    assert present_journal() is present_journal() is memo.controls.Lesson(doc, "00").journal
    assert memo.controls.SetupCheck(doc).journal is present_journal()


# -- set-up


def test_the_set_up_is_sound_here(doc, journal):
    check = memo.controls.SetupCheck(doc, journal)
    assert check.feedback == {"text": "Everything is ready.", "tone": "ok", "reveal": []}
    rows = check.spec["intro"][0]["table"]["rows"]
    assert all(row[1] == "good" for row in rows) and any("38 paragraphs" in row[0] for row in rows)


@pytest.mark.parametrize(("version", "state"), [("6.9", "too old"), ("7.1.0", "good"), ("7.0rc1", "good"), (None, "missing")])
def test_the_set_up_names_what_is_old_or_missing(doc, journal, monkeypatch, version, state):
    from importlib import metadata

    real = metadata.version

    def versions(name):
        if name != "plotly":
            return real(name)
        if version is None:
            raise metadata.PackageNotFoundError(name)
        return version

    monkeypatch.setattr(metadata, "version", versions)
    check = memo.controls.SetupCheck(doc, journal)
    (row,) = [row for row in check.spec["intro"][0]["table"]["rows"] if row[0].startswith("plotly")]
    assert row[1] == state and bool(row[2]) == (state != "good")
    assert check.feedback["tone"] == ("ok" if state == "good" else "warn")
