"""Think, commit, then see: every question of every lesson in each of its states."""

import json
from datetime import datetime

import pytest

from memo import MemoError
from memo.controls import answers
from memo.controls.blocks import resolve
from memo.journal import Journal
from tests.controls.answering import OF_KIND, QUESTIONS, answer_to, fill, needed_by, text_of, wrong_answer_to

IDS = str


def revealed(control):
    """The words of the reveal as the lesson's file has them, where they are the kit's own and stand nowhere else."""
    blocks = control.text.get("reveal", [])
    return [block["p"] for block in blocks if "p" in block] + [block["table"]["caption"] for block in blocks if "table" in block]


@pytest.fixture
def ask(lesson, press):
    """`ask("02", "exit")` is that question, open; `ask("02", "exit", Journal())` after a restart."""

    def asked(number, name, own=None):
        if needed := needed_by(number, name):
            before = lesson(needed[0], own).ask(needed[1])
            if not before.journal.state.answer(needed[0], before.question):
                assert press(before, "commit", answer_to(before))
        return lesson(number, own).ask(name)

    return asked


# -- every question


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=IDS)
def test_states_of_a_question(number, name, ask, lesson, press, shown, journal):
    control = ask(number, name)
    first, second = answer_to(control, 0), answer_to(control, 1)
    commits_before = len(journal.entries)

    # Empty: fields, a button, nothing revealed.
    assert [field["id"] for field in control.spec["fields"]] == list(first)
    assert control.spec["draft"] and not control.spec["locked"] and control.spec["buttons"]
    assert control.values == {} and control.feedback == {"text": "", "tone": "plain", "reveal": []}
    assert not any(words in shown(control) for words in revealed(control))

    # A draft: kept, not revealed, there again after a restart.
    assert press(control, "draft", first)
    assert control.feedback["text"].startswith("Draft kept ")
    again = ask(number, name, Journal())
    assert again.values == first and not again.feedback["reveal"]
    assert not any(words in shown(one) for one in (control, again) for words in revealed(control))
    assert journal.state.answer(number, control.question) is None

    # Committed: saved, revealed, there again after a restart.
    assert press(control, "commit", first)
    assert control.feedback["text"].startswith("Saved ") and control.feedback["tone"] == "ok"
    assert control.values == first == journal.state.answer(number, control.question)
    assert (
        control.feedback["reveal"][-len(control.text["reveal"]) :] == resolve(control.text["reveal"], control.doc, journal.state)
        if control.text.get("reveal")
        else control.feedback["reveal"] == []
    )
    again = ask(number, name, Journal())
    assert (again.values, again.spec, again.feedback) == (control.values, control.spec, control.feedback)

    # Committed again: the earlier answer is kept and said.
    assert press(again, "commit", second)
    assert "Your 1 earlier answer is kept too." in again.feedback["text"]
    assert [entry["value"] for entry in Journal().state.history(number, control.question)] == [first, second]

    # Typed on after the commit: what was typed last is shown, the answer stays committed.
    assert press(again, "draft", first)
    last = ask(number, name, Journal())
    assert last.values == first and last.journal.state.answer(number, control.question) == second

    # Afresh: empty again, nothing revealed, the first attempt kept.
    own = lesson(number, last.journal)
    assert press(own.desk, "afresh")
    for one in (last, own.ask(name)):
        assert one.values == {} and one.feedback["reveal"] == []
    assert [entry["value"] for entry in Journal().state.answers(control.question, 1)] == [first, second]
    assert press(last, "commit", first)
    assert "earlier" not in last.feedback["text"]
    assert Journal().state.questions()[-2:] == [(control.question, 1), (control.question, 2)]
    assert len(Journal().entries) == commits_before + 6


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=IDS)
def test_nothing_is_revealed_for_nothing(number, name, ask, press, shown):
    control = ask(number, name)
    empty = {field["id"]: {"sort": {}, "choices": [], "probability": None}.get(field["kind"], " \n") for field in control.text["field"]}
    for values in ({}, empty, {"other": "words"}):
        assert not press(control, "commit", values)
        assert control.feedback["text"].startswith("There is nothing to commit yet")
        assert not any(words in shown(control) for words in revealed(control))
    assert control.journal.state.answer(number, control.question) is None


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=IDS)
def test_half_an_answer_is_saved_and_reveals_nothing(number, name, ask, press, shown):
    control = ask(number, name)
    required = [field for field in control.text["field"] if field.get("required", True)]
    for field in required if len(required) > 1 else []:
        values = {own["id"]: fill(own) for own in control.text["field"] if own is not field}
        assert press(control, "commit", values)
        assert control.values == values
        assert "Still open: " in control.feedback["text"] and field["label"] in control.feedback["text"]
        assert not any(words in shown(control) for words in revealed(control))


def test_a_sorting_half_done_is_saved(ask, press, shown):
    control = ask("00", "sort")
    half = {"countries": {"Poland": {"group": "far", "sure": None}, "Hungary": {"group": "far", "sure": "certain"}}}
    assert press(control, "commit", half)
    assert control.values == half and "Still open: How far" in control.feedback["text"]
    assert not any(words in shown(control) for words in revealed(control))


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=IDS)
def test_with_everything_open_each_question_shows_its_reveal_and_closes_again(number, name, ask, lesson, press, shown):
    control, teacher = ask(number, name), lesson(number).teacher
    assert press(teacher, "open")
    for one in (control, ask(number, name), ask(number, name, Journal())):
        assert all(words in shown(one) for words in revealed(control))
        assert one.spec["fields"]
    assert press(teacher, "close")
    for one in (control, ask(number, name, Journal())):
        assert not any(words in shown(one) for words in revealed(control))


@pytest.mark.parametrize(("number", "name"), QUESTIONS, ids=IDS)
def test_a_question_does_not_write_until_something_is_typed(number, name, lesson, press, work, wire):
    lesson("00").desk, press(lesson("00").ask("try"), "draft", {"why": "so that there is a journal"})
    before = {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in work.rglob("*")}
    for own in (None, Journal()):
        repr(lesson(number, own).ask(name))
    assert {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in work.rglob("*")} == before


def test_a_button_that_is_none_does_nothing(lesson, press):
    control = lesson("00").ask("try")
    assert not press(control, "explode", {"why": "words"})
    assert "no button 'explode'" in control.feedback["text"]
    assert control.journal.entries == []


# -- what must be answered first


def test_the_paragraph_that_sorts_opens_after_the_student_has_sorted(lesson, press, shown):
    gated = lesson("01").ask("damage4")
    assert gated.spec["fields"] == [] == gated.spec["buttons"] and not gated.spec["draft"]
    assert gated.text["waits"] in shown(gated)
    assert "extremely decisively" not in shown(gated)
    sort = lesson("00").ask("sort")
    # A reason alone, a draft, or a sorting half done are not yet a sorting.
    half = {"countries": {"Poland": {"group": "far", "sure": None}}}
    for button, values in [("commit", {"why": "no idea"}), ("draft", answer_to(sort)), ("commit", half)]:
        assert press(sort, button, values)
        assert "extremely decisively" not in shown(lesson("01").ask("damage4"))
    assert press(sort, "commit", answer_to(sort))
    opened = lesson("01").ask("damage4")
    assert opened.spec["fields"] and "extremely decisively" in shown(opened)
    assert press(opened, "commit", answer_to(opened)) and opened.feedback["reveal"]
    # Who starts lesson 00 afresh has not sorted in this attempt: the paragraph is shut again, the answer kept.
    assert press(lesson("00").desk, "afresh")
    for one in (opened, lesson("01", Journal()).ask("damage4")):
        assert "extremely decisively" not in shown(one) and not one.feedback["reveal"] and one.values == {}
    assert Journal().state.answer("01", "01.damage4") == answer_to(opened)


def test_the_teacher_opens_the_gate_too(lesson, press, shown):
    gated = lesson("01").ask("damage4")
    press(lesson("01").teacher, "open")
    assert gated.spec["fields"] and "extremely decisively" in shown(gated)


# -- self-checks


@pytest.mark.parametrize(("number", "name"), OF_KIND["check"], ids=IDS)
def test_a_wrong_answer_gets_a_hint_and_no_reveal(number, name, ask, press, shown):
    control = ask(number, name)
    assert press(control, "commit", wrong_answer_to(control))
    rows = control.feedback["reveal"][0]["table"]["rows"]
    assert rows == [[field["label"], "not yet", field["hint"]] for field in control.text["field"]]
    assert not any(words in shown(control) for words in revealed(control))
    # One right and the others wrong: still a hint for each of these, and no reveal.
    fields = control.text["field"]
    if len(fields) > 1:
        values = wrong_answer_to(control) | {fields[0]["id"]: fill(fields[0])}
        assert press(control, "commit", values)
        assert [row[1] for row in control.feedback["reveal"][0]["table"]["rows"]] == ["yes", *["not yet"] * (len(fields) - 1)]
        assert not any(words in shown(control) for words in revealed(control))
    assert press(control, "commit", answer_to(control))
    assert [row[1:] for row in control.feedback["reveal"][0]["table"]["rows"]] == [["yes", ""]] * len(fields)
    assert all(words in shown(control) for words in revealed(control))


def test_one_bracket_sorted_wrong_is_not_right(ask, press):
    control = ask("01", "brackets")
    values = answer_to(control)
    values["kinds"]["¶31 [If]"]["group"] = "explains"
    assert press(control, "commit", values)
    assert control.feedback["reveal"][0]["table"]["rows"][0][1] == "not yet" and len(control.feedback["reveal"]) == 1


@pytest.mark.parametrize(("number", "name"), OF_KIND["check"], ids=IDS)
def test_a_hint_never_holds_the_answer(number, name):
    for field in (field for field in text_of(number, name)["field"] if field["kind"] != "order"):
        accepted = field["accept"].values() if field["kind"] == "sort" else field["accept"]
        for answer in accepted:
            assert answer.casefold() not in field["hint"].casefold()


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ({"kind": "line", "accept": ["Zubok", "1989"]}, ["Zubok", " zubok\n", "ZUBOK", "1989"], ["", "Zub", None, 1989, ["Zubok"]]),
        ({"kind": "choices", "accept": ["a", "b"]}, [["a", "b"], ["b", "a"]], [["a"], ["a", "b", "c"], [], "a", [1], [["a"]]]),
        ({"kind": "choice", "accept": ["a", "b"]}, ["a", "b"], ["c", None, ["a"], {}]),
        (
            {"kind": "sort", "items": ["x", "y"], "groups": ["a", "b"], "accept": {"x": "a", "y": "b"}},
            [{"x": {"group": "a"}, "y": {"group": "b", "sure": "certain"}}],
            [{"x": {"group": "a"}}, {}, {"x": {"group": "b"}, "y": {"group": "b"}}, {"x": "a", "y": "b"}, None, []],
        ),
    ],
    ids=["line", "choices", "choice", "sort"],
)  # fmt: skip
def test_what_is_accepted(field, right, wrong):
    assert all(answers.accepted(field, given) for given in right)
    assert not any(answers.accepted(field, given) for given in wrong)


@pytest.mark.parametrize(
    ("value", "full"),
    [(0, True), (100, True), (50.5, True), (-1, False), (101, False), (True, False), ("50", False), (None, False), (float("nan"), False)],
)  # fmt: skip
def test_a_probability_is_a_number_from_0_to_100(value, full):
    assert answers.filled({"kind": "probability"}, value) is full


# -- whose words, and when


def test_the_journal_of_one_is_never_shown_to_another(lesson, press, journal, shown):
    control, desk = lesson("00").ask("try"), lesson("00").desk
    press(control, "commit", {"mood": "never", "chance": 5, "why": "anna's own words"})
    press(control, "draft", {"mood": "never", "chance": 5, "why": "anna's later words"})
    key = control.key
    assert press(desk, "switch", {"pseudonym": "bert"})
    assert control.key == "bert:00.try" != key
    assert control.values == {} and "anna" not in shown(control)
    # What was on its way under the old name is not taken under the new one.
    assert not press(control, "draft", {"why": "anna's last words"}, key=key)
    assert "under another pseudonym" in control.feedback["text"]
    assert journal.entries == []
    assert press(desk, "switch", {"pseudonym": "guest"})
    assert control.values["why"] == "anna's later words"


def test_key_and_words_of_a_person_come_in_one_message(lesson, press, wire):
    control = lesson("00").ask("try")
    press(control, "commit", {"why": "anna's own words"})
    desk = lesson("00").desk
    wire.sent.clear()
    press(desk, "switch", {"pseudonym": "bert"})
    states = [data["state"] for _, data in wire.sent if data.get("method") == "update" and "values" in data["state"]]
    assert any(state["values"] == {} and state["key"] == "bert:00.try" for state in states)


def test_the_time_is_the_students_own(lesson, press, journal):
    control = lesson("00").ask("try")
    press(control, "commit", {"why": "words"})
    when = datetime.fromisoformat(journal.entries[-1]["at"]).astimezone()
    assert f"{when:%H:%M}" in control.feedback["text"] and f"{when:%Y}" in control.feedback["text"]


def test_what_is_recalled_are_the_students_own_words(doc, lesson, press, journal):
    assert resolve([{"recall": "00.sort"}], doc, journal.state) == [{"p": "You have not committed an answer to this yet."}]
    sort = lesson("00").ask("sort")
    press(sort, "commit", answer_to(sort) | {"why": "<b>hearsay</b>"})
    heading, words = resolve([{"recall": "00.sort"}], doc, journal.state)
    assert heading == {"h": "What you committed"}
    assert "Poland: hardly at all (a guess)" in words["pre"] and "why: <b>hearsay</b>" in words["pre"]


# -- asking for what is not there


def test_unknown_lessons_and_questions_are_named(lesson):
    with pytest.raises(MemoError, match="There is no lesson '99'. The lessons are 00, 01, 02"):
        lesson("99")
    with pytest.raises(MemoError, match="There is no lesson 2"):
        lesson(2)
    with pytest.raises(MemoError, match="Lesson 00 has no question 'tyr'. It has: try, passage, sort"):
        lesson("00").ask("tyr")
    with pytest.raises(MemoError, match="has no question None"):
        lesson("00").ask(None)


def test_a_lesson_and_a_question_say_what_they_are(lesson):
    assert repr(lesson("00")) == "Lesson 00: Start here"
    assert repr(lesson("00").ask("try")) == "Question 00.try"
    assert json.loads(json.dumps(lesson("00").ask("try").spec))


def test_what_waits_for_an_answer_comes_out_when_it_is_committed(lesson, press):
    third = lesson("03")
    waiting = third.map(after="camps")
    assert "First commit your answer to “How many, by what measure?”" in waiting.children[0].spec["intro"][0]["p"]
    press(third.ask("camps"), "draft", {"measure": "how far they reform"})
    assert not hasattr(waiting.children[0], "figure")
    press(third.ask("camps"), "commit", {"number": "two groups", "measure": "how far they reform"})
    assert waiting.children[0].figure is waiting.children[0].children[1].children[0].children[0].children[0].children[0]
    third.journal.switch("somebody else")
    assert not hasattr(waiting.children[0], "figure")


def test_a_curtain_names_only_questions_that_there_are(lesson):
    with pytest.raises(MemoError, match="no question 'camp'.*camps"):
        lesson("03").reader(after="camp")
