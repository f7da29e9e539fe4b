"""What `memo.check` tells a student, of each kind of answer: a sentence, and never the key."""

import pytest

import memo
from memo import MemoError
from memo.exercises import check
from memo.exercises.check import NotYetError, Verdict

RIGHT = {1: "b", 2: "ac", 3: [8, 9], 4: "now are losing control over the course", 5: 4, 6: "1989-02-11"}
RIGHT |= {7: "Hungary, GDR", 8: "abc", 9: {"a": [1, 2], "b": 3}, 10: {"kind": "forecast", "certainty": 3}, 11: 19}


def refused(item, answer):
    """The sentence with which an answer is sent back, as a notebook shows it."""
    with pytest.raises(NotYetError) as caught:
        memo.check(item, answer)
    shown = caught.value._render_traceback_()
    assert shown == [str(caught.value)] and "\n" not in shown[0]
    return shown[0]


@pytest.mark.parametrize(("number", "answer"), RIGHT.items())
def test_a_right_answer_is_told_so(small, number, answer):
    verdict = memo.check(f"ex77.{number}", answer)
    assert isinstance(verdict, Verdict)
    assert repr(verdict) == f"Question {number}: right."


@pytest.mark.parametrize("number", RIGHT)
def test_three_dots_are_not_yet_an_answer(small, number):
    assert refused(f"ex77.{number}", ...) == f"Question {number} is not yet answered."


@pytest.mark.parametrize(
    ("number", "answer", "sentence"),
    [
        (1, "a", "Question 1: not yet. Who signed it?"),
        (1, "c", "Question 1: not yet. Look again at the heading."),
        (1, 7, 'Question 1: Give the letter from a to c in quotation marks, for example "a".'),
        (2, ["b", "d"], "Question 2: not yet."),
        (3, [8, 21, 22], "Question 3: 1 of 2, and 2 that do not belong. Look for question marks."),
        (3, 40, "Question 3: There is no ¶40: the memorandum has ¶1 to ¶38."),
        (4, "This chiefly concerns Poland and Hungary.", "Question 4: not yet. It stands in ¶6."),
        (
            4,
            "parties now losing their control over events",
            "Question 4: not yet. These words do not stand in the text like this. Nearest is ¶6.2: copy them from there. It stands in ¶6.",
        ),
        (5, "five", "Question 5: not yet. Yugoslavia is no member."),
        (8, "cba", "Question 8: not yet."),
        (9, {"a": 3}, "Question 9: not yet."),
    ],
)
def test_an_answer_worth_nothing_is_sent_back_in_a_sentence(small, number, answer, sentence):
    assert refused(f"ex77.{number}", answer) == sentence


@pytest.mark.parametrize(
    ("number", "answer", "sentence"),
    [
        (2, "a", "Question 2: 1 of 2."),
        (3, 8, "Question 3: 1 of 2. Look for question marks."),
        (3, [8, 9, 10], "Question 3: 2 of 2, and 1 that does not belong. Look for question marks."),
        (9, {"a": [1, 2]}, "Question 9: 2 of 3."),
        (10, {"kind": "aim", "certainty": 2}, "Question 10: 1 of 2."),
    ],
)
def test_a_partly_right_answer_is_told_how_much(small, number, answer, sentence):
    assert repr(memo.check(f"ex77.{number}", answer)) == sentence


def test_the_overview_says_what_is_open(small):
    assert repr(memo.check("ex77")).startswith("Exercise 77 · A trial. 0 of 11 right.\nNot yet answered, or its cell")
    memo.check("ex77.1", "b")
    memo.check("ex77.3", 8)
    for number, answer in ((2, "b"), (5, "much"), (6, ...)):
        refused(f"ex77.{number}", answer)
    assert repr(memo.check("ex77")).splitlines() == [
        "Exercise 77 · A trial. 1 of 11 right.",
        "Not yet answered, or its cell not yet run: 4, 6, 7, 8, 9, 10, 11.",
        "Not yet written as asked for: 5.",
        "To look at again: 2.",
        "Partly right: 3.",
        "The written answer is read by your teacher: look at it again with the rubric beside you.",
    ]


def test_an_answer_that_became_right_is_no_longer_open(small):
    refused("ex77.1", "a")
    memo.check("ex77.1", "b")
    assert "look at again" not in repr(memo.check("ex77"))


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ("ex77.12", "There is no question 'ex77.12'. ex77 has questions 1 to 11."),
        ("ex78.1", "There is no exercise 'ex78'. There are: ex77."),
        ("ex78", "There is no exercise 'ex78'. There are: ex77."),
        (3, 'Name the question in quotation marks, for example memo.check("ex01.3", answer_3).'),
        ("ex" * 1000, "There is no exercise 'exexexexexexexexexex'. There are: ex77."),
    ],
)
def test_a_question_that_does_not_exist_is_named(small, item, sentence):
    with pytest.raises(MemoError) as caught:
        memo.check(item, 1)
    assert str(caught.value) == sentence


def test_looking_changes_nothing_but_the_session(small):
    answer = {"a": [1, 2], "b": 3}
    memo.check("ex77.9", answer)
    assert answer == {"a": [1, 2], "b": 3}
    assert check._STATES == {"ex77.9": "right"}
