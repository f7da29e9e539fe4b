"""What an answer's cell says without being run, and which cell answers a question."""

import pytest

from marking.answers import LONGEST, code_answers, value_of, written_answers
from marking.notebook import Cell


@pytest.mark.parametrize(
    ("source", "state", "value"),
    [
        ("answer_1 = [8, 20]", "value", [8, 20]),
        ("answer_1 = ...\n# Write here\nanswer_1 = {'a': (1, -2.5)}", "value", {"a": (1, -2.5)}),
        ("import memo\nanswer_1: int = 4\nprint(answer_1)\nanswer_1", "value", 4),
        ("%matplotlib inline\nanswer_1 = 'a' 'b'", "value", "ab"),
        ("answer_1 = 4\nmemo.check('ex01.1', answer_1)", "value", 4),
        ("answer_1 = ...", "blank", None),
        ("answer_1 = …", "blank", None),
        ("answer_1 = \n# Write your answer", "blank", None),
        ("", "blank", None),
        ("# only a remark", "blank", None),
        ("answer_1 = 4\nanswer_1 = ...", "blank", None),
        ("answer_1 = [8]\nanswer_1.append(20)", "computed", None),
        ("answer_1 = 4\nwhile True: pass", "computed", None),
        ("answer_1 = 4\nprint(exit())", "computed", None),
        ("answer_1 = 4\nanswer_1 += 1", "computed", None),
        ("if True:\n    answer_1 = 4", "computed", None),
        ("answer_2 = 4", "computed", None),
        ("answer_1 = x", "computed", None),
        ("answer_1 = [8] + [20]", "computed", None),
        ("answer_1 = {[]: 1}", "computed", None),
        ("answer_1 = “He said”", "unreadable", None),
        ("answer_1 = 'He said 'no''", "unreadable", None),
        ("answer_1 = " + "-" * 19_000 + "1", "unreadable", None),
        ("answer_1 = " + "9" * 10_000, "unreadable", None),
        ("answer_1 = 'x'\0", "unreadable", None),
        ("answer_1 = '" + "x" * LONGEST + "'", "unreadable", None),
    ],
)
def test_a_cell_is_read_and_never_run(source, state, value):
    found = value_of(source, "answer_1")
    assert (found.state, found.value) == (state, value)
    assert bool(found.reason) == (state in ("computed", "unreadable"))


def test_answers_are_found_by_what_a_cell_sets_then_by_its_marks():
    renamed = [Cell("code", "answer_1 = 4", id="x"), Cell("code", "answer_2 = (", grade_id="answer_2")]
    unset = [Cell("raw", "4", grade_id="answer_3"), Cell("markdown", "see above", id="answer-4")]
    assert code_answers([*renamed, *unset], ["answer_1", "answer_2", "answer_3", "answer_4", "answer_5"]) == {
        "answer_1": ["answer_1 = 4"],
        "answer_2": ["answer_2 = ("],
        "answer_3": ["4"],
        "answer_4": ["see above"],
        "answer_5": [],
    }


def test_the_written_answer_is_found_also_where_its_cell_was_made_anew():
    released = [Cell("markdown", "# Title", "title"), Cell("markdown", "*Write here.*", "written")]
    assert written_answers(released, ["written"], released) == {"written": []}
    own = [released[0], Cell("markdown", "Trust.", "written")]
    assert written_answers(own, ["written"], released) == {"written": ["Trust."]}
    anew = [released[0], Cell("markdown", "Trust.")]
    assert written_answers(anew, ["written"], released) == {"written": ["Trust."]}
    beside = [*released, Cell("markdown", "A note of mine.")]
    assert written_answers(beside, ["written"], released) == {"written": []}
