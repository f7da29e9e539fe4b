"""Two lists matched many to many: what fits, what fills, what is right, whatever a page or a journal holds."""

import pytest

from memo.controls.answers import accepted, begun, filled, fits, fitting, matched

FIELD = {
    "id": "pairs",
    "kind": "match",
    "label": "Which takes up which?",
    "items": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
    "options": [{"id": "1", "text": "One"}, {"id": "2", "text": "Two"}],
}
HOSTILE = [
    "",
    "a",
    7,
    None,
    True,
    [],
    [["a", "1"]],
    {"a": "1"},
    {"a": {"1": True}},
    {"a": [1]},
    {"a": [None]},
    {"a": [["1"]]},
    {"a": ["1"], "b": 3},
]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_what_is_no_matching_does_not_fit(value):
    assert not fits(FIELD, value) and not filled(FIELD, value) and not begun(FIELD, value)
    assert fitting([FIELD], {"pairs": value}) == {}


@pytest.mark.parametrize("value", [{}, {"a": []}, {"z": ["1"]}, {"a": ["99"]}])
def test_a_matching_of_nothing_that_there_is_answers_nothing(value):
    assert fits(FIELD, value) and not filled(FIELD, value) and not begun(FIELD, value)


def test_pairs_are_a_set_and_strangers_are_left_out():
    value = {"b": ["2", "1", "2", "99"], "a": [], "z": ["1"]}
    assert filled(FIELD, value) and begun(FIELD, value)
    assert matched(FIELD, value) == {("b", "1"), ("b", "2")}


def test_a_checked_matching_is_right_in_any_order_and_only_whole():
    field = FIELD | {"accept": {"a": ["1", "2"]}}
    assert accepted(field, {"a": ["2", "1"], "b": []})
    for wrong in ({"a": ["1"]}, {"a": ["1", "2"], "b": ["1"]}, {"b": ["1", "2"]}):
        assert not accepted(field, wrong)


def test_the_lists_of_lesson_07_are_the_tables(lesson, doc):
    (field,) = (field for field in lesson("07").ask("match").text["field"] if field["kind"] == "match")
    assert [(item["id"], item["text"]) for item in field["items"]] == [
        (row.id, f"{row.label} ¶{row.paragraph}") for row in doc.problems.itertuples()
    ]
    assert [(option["id"], option["text"]) for option in field["options"]] == [
        (str(row.proposal), f"{row.proposal} {row.title} ¶{row.paragraphs}") for row in doc.proposals.itertuples()
    ]
    for question in ("keep", "drop"):
        (listed,) = (field for field in lesson("07").ask("commission").text["field"] if field["id"] == question)
        assert listed["options"] == [f"{row.proposal} {row.title}" for row in doc.proposals.itertuples()]


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_a_hostile_page_or_journal_is_met_with_a_sentence(lesson, journal, press, value):
    question = lesson("07").ask("match")
    assert not press(question, "commit", {"pairs": value})
    assert question.feedback["tone"] == "warn" and "nothing to commit" in question.feedback["text"]
    journal.commit("answer", "07", "07.match", {"pairs": value, "empty": "x"})
    again, flow = lesson("07").ask("match"), lesson("07").figure("flow")
    assert "pairs" not in again.values and flow.own == [] and not flow.opened
