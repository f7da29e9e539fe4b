"""Sealed forecasts: locked and out of sight, wherever and whenever they are looked for, until the teacher opens them."""

import json

import pytest

from memo import MemoError
from memo.journal import Journal
from tests.controls.answering import answer_to

SECRET = "because of a secret reason of mine"


@pytest.fixture
def forecasts(lesson):
    return lesson("02").ask("forecasts")


def secrets_of(control):
    """A complete answer whose every part can be recognised."""
    values = answer_to(control)
    return {name: SECRET if isinstance(value, str) else value for name, value in values.items()}


def is_out_of_sight(text):
    return SECRET not in text and "37.125" not in text


def test_nine_forecasts_are_asked_each_with_its_words(forecasts, doc):
    fields = forecasts.spec["fields"]
    assert [field["id"] for field in fields if field.get("intro")] == list(doc.questions["id"])
    for number, field in enumerate((field for field in fields if field.get("intro")), start=1):
        heading, *quotes = field["intro"]
        assert heading == {"h": f"Forecast {number} of 9"} and quotes
        for quote in quotes:
            found = doc.find(quote["quote"])
            assert f"¶{found['paragraph'].iloc[0]}" == quote["cite"]


def test_without_a_probability_it_is_saved_and_not_sealed(forecasts, press, journal):
    values = secrets_of(forecasts)
    required = [field["id"] for field in forecasts.text["field"] if field.get("required", True)]
    for left_out, words in [(required[:1], "1 of the forecasts has no"), (required[2:5], "3 of the forecasts have no")]:
        given = {name: value for name, value in values.items() if name not in left_out}
        assert press(forecasts, "seal", given), "what was given is kept"
        assert words in forecasts.feedback["text"] and forecasts.feedback["tone"] == "warn"
        assert Journal().state.answer("02", "02.forecasts") == given == forecasts.values
        assert not journal.state.sealed("02", "02.forecasts") and not forecasts.spec["locked"]
    for odd in (None, "70", True, -1, 101):
        assert press(forecasts, "seal", values | {required[0]: odd})
        assert not journal.state.sealed("02", "02.forecasts")
    assert not press(forecasts, "seal", {})
    assert "nothing to commit" in forecasts.feedback["text"]


def test_what_may_stay_empty_keeps_nothing_from_being_sealed(forecasts, press, journal):
    required = {field["id"]: 50 for field in forecasts.text["field"] if field.get("required", True)}
    assert press(forecasts, "seal", required)
    assert journal.state.sealed("02", "02.forecasts") and "9 forecasts" in forecasts.feedback["text"]


@pytest.mark.parametrize("saved_before", [True, False])
def test_sealed_values_never_reach_the_page_again(forecasts, press, lesson, wire, shown, saved_before):
    values = secrets_of(forecasts)
    if saved_before:
        assert press(forecasts, "commit", values)
    wire.sent.clear()
    assert press(forecasts, "seal", values)
    # Not in the answer to the press itself, nor in any message on the way there.
    assert is_out_of_sight(wire.text) and is_out_of_sight(shown(forecasts))
    assert forecasts.feedback["text"].startswith("Sealed ") and "lesson 08" in forecasts.feedback["text"]
    assert forecasts.values == {} and forecasts.spec["fields"] == [] == forecasts.spec["buttons"]
    assert forecasts.spec["locked"] and not forecasts.spec["draft"]
    # Not in a cell that is run again, in a restarted kernel, after a switch there and back, or in other controls.
    for own in (None, Journal()):
        again = lesson("02", own)
        control, others = again.ask("forecasts"), [again.desk, again.keeping, again.teacher, again.reader([1])]
        assert press(again.desk, "switch", {"pseudonym": "somebody"}) and press(again.desk, "switch", {"pseudonym": "guest"})
        assert all(is_out_of_sight(shown(one)) for one in (control, *others))
        assert control.spec["locked"] and control.values == {} and control.feedback["text"].startswith("Sealed ")
    assert is_out_of_sight(wire.text)
    # And yet nothing is lost.
    assert Journal().state.answer("02", "02.forecasts") == values


def test_sealed_values_are_in_no_preview_to_read(forecasts, press, lesson, wire, shown):
    press(forecasts, "seal", secrets_of(forecasts))
    keeping = lesson("02").keeping
    for name in keeping.spec["fields"][0]["options"][:2]:
        assert press(keeping, "preview", {"format": name}) and press(keeping, "export", {"format": name})
        assert "sealed, and not opened yet" in keeping._content({"format": name})[1]
        assert is_out_of_sight(shown(keeping)) and is_out_of_sight(json.dumps(wire.custom()[-2:]))


@pytest.mark.parametrize("button", ["commit", "seal", "draft"])
def test_an_answer_after_the_seal_is_refused(forecasts, press, lesson, button):
    values = secrets_of(forecasts)
    other_window = lesson("02", Journal()).ask("forecasts")  # open since before the seal
    assert press(forecasts, "seal", values)
    entries = Journal().entries
    for control in (forecasts, lesson("02", Journal()).ask("forecasts"), other_window):
        changed = values | {next(iter(values)): 99}
        assert not press(control, button, changed)
        assert "sealed and cannot be changed any more" in control.feedback["text"]
    assert Journal().entries == entries
    assert Journal().state.answer("02", "02.forecasts") == values
    with pytest.raises(MemoError, match="sealed"):
        Journal().commit("answer", "02", "02.forecasts", {"Q05": 1})


def test_the_teacher_sees_them_locked_and_then_they_are_gone_again(forecasts, press, lesson, shown):
    values = secrets_of(forecasts)
    press(forecasts, "seal", values)
    teacher = lesson("02").teacher
    press(teacher, "open")
    assert forecasts.values == values and forecasts.spec["fields"] and forecasts.spec["locked"]
    assert not press(forecasts, "commit", values)
    press(teacher, "close")
    assert is_out_of_sight(shown(forecasts)) and forecasts.values == {}


def test_afresh_there_is_a_new_seal_and_the_old_one_stays(forecasts, press, lesson, shown, journal):
    values = secrets_of(forecasts)
    press(forecasts, "seal", values)
    press(lesson("02").desk, "afresh")
    assert forecasts.spec["fields"] and forecasts.values == {} and is_out_of_sight(shown(forecasts))
    assert press(forecasts, "seal", values | {"Q05": 12})
    assert is_out_of_sight(shown(forecasts))
    state = Journal().state
    assert [entry["value"]["Q05"] for attempt in (1, 2) for entry in state.answers("02.forecasts", attempt)] == [37.125, 12]
    assert state.out_of_sight("02.forecasts", 1) and state.out_of_sight("02.forecasts", 2)


def test_a_seal_that_the_disk_refused_is_said_and_holds(forecasts, press, journal, monkeypatch, lesson):
    values = secrets_of(forecasts)
    press(forecasts, "commit", values)
    real = journal.commit

    def refused(act, *rest):
        if act == "seal":
            monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        return real(act, *rest)

    monkeypatch.setattr(journal, "commit", refused)
    assert not press(forecasts, "seal", values)
    assert "Not saved yet: the disk did not take it (No space left on device)" in forecasts.feedback["text"]
    assert forecasts.spec["locked"] and forecasts.values == {}
    assert "Not saved yet" in lesson("02").ask("forecasts").feedback["text"]
    monkeypatch.undo()
