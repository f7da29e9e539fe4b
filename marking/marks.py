"""What an answer is worth by its key, and the sentence that the student reads about it."""

from collections.abc import Callable
from dataclasses import dataclass

from marking.answers import value_of
from marking.isolation import Outcome
from memo.exercises.check import NotYetError, told

BY_HAND = "Marked by hand: "


@dataclass(frozen=True)
class Mark:
    """The result of one question.

    state : "right", "partly", "wrong", "blank" or "by hand" (then a person decides, and points are 0 until then)
    """

    state: str
    points: float
    remark: str


def mark(item: str, key: object, name: str, sources: list[str], run: Callable[[str, str], Outcome]) -> Mark:
    """Mark one question.

    key : one of `memo.exercises`' kinds
    sources : the cells that answer it, as `answers.code_answers` gives them
    run : executes a cell in isolation and gives its value; called only where the key allows a computed answer

    >>> from memo.exercises import Choice
    >>> mark("ex01.1", Choice({"b"}, points=2), "answer_1", ["answer_1 = 'b'"], run=None)
    Mark(state='right', points=2.0, remark='Question 1: right.')
    >>> mark("ex01.1", Choice({"b"}), "answer_1", ["answer_1 = 'b'", "answer_1 = 'c'"], run=None).remark
    'Marked by hand: two cells give different answers.'
    """
    if not sources:
        return Mark("blank", 0.0, told_of(item, key, ...))
    values = [value_of(source, name) for source in sources]
    if len(values) > 1 and any(one.state != "value" or repr(one.value) != repr(values[0].value) for one in values):
        return by_hand("two cells give different answers.")
    value = values[0]
    if value.state == "value":
        return _judged(item, key, value.value)
    if has_to_run(key, name, sources):
        outcome = run(sources[0], name)
        return _judged(item, key, outcome.value) if outcome.worked else by_hand(outcome.reason)
    return by_hand(value.reason)


def has_to_run(key: object, name: str, sources: list[str]) -> bool:
    """Whether only running tells an answer, and the question allows it."""
    return key.computed and len(sources) == 1 and value_of(sources[0], name).state == "computed"


def by_hand(reason: str) -> Mark:
    """A question that a person marks, and why."""
    return Mark("by hand", 0.0, f"{BY_HAND}{reason[0].lower()}{reason[1:]}")


def told_of(item: str, key: object, answer: object) -> str:
    """What `memo.check` says of an answer."""
    try:
        return str(told(item, key.judge(answer)))
    except NotYetError as sentence:
        return str(sentence)


def _judged(item: str, key: object, answer: object) -> Mark:
    try:
        judgement = key.judge(answer)
        state = {"unanswered": "blank", "malformed": "wrong"}.get(judgement.state, judgement.state)
        return Mark(state, judgement.points, told_of(item, key, answer))
    except Exception:  # a value that no key was made for; whatever it is, the others are marked
        return by_hand("the answer is of a kind that cannot be judged by itself.")
