"""What a student is told about an answer: one sentence, a hint that sends to a place, never the answer.

Nothing is kept: what was looked at is known until the notebook's kernel ends.
"""

from memo.errors import MemoError
from memo.exercises import book

_STATES = {}  # item to what its last look gave, in this session


class NotYetError(MemoError):
    """Raised where nothing is answered, or nothing of the answer is worth points; its text is the sentence."""


class Verdict:
    """What shows itself under a cell: a sentence or, for an exercise, a few lines.

    state : str, as `Judgement.state`; "" for an exercise as a whole
    """

    def __init__(self, text, state=""):
        self.text, self.state = text, state

    def __repr__(self):
        return self.text


def check(item, answer=...):
    """Look at an answer: see `memo.check`."""
    if not isinstance(item, str):
        raise MemoError('Name the question in quotation marks, for example memo.check("ex01.3", answer_3).')
    if "." not in item:
        return overview(item)
    return told(item, book.key(item).judge(answer))


def told(item, judgement):
    """The `Verdict` on an answer; NotYetError where it is worth nothing.

    >>> from memo.exercises import Paragraphs
    >>> told("ex01.3", Paragraphs([8, 20], need=2, points=2, hint="Compare ¶21.").judge([20]))
    Question 3: 1 of 2. Compare ¶21.
    >>> told("ex01.3", Paragraphs([8]).judge(...))
    Traceback (most recent call last):
    memo.exercises.check.NotYetError: Question 3 is not yet answered.
    """
    _STATES[item] = judgement.state
    number = book.question(item)
    if judgement.state == "unanswered":
        raise NotYetError(f"Question {number} is not yet answered.")
    text = _sentence(f"Question {number}: {_finding(judgement)}", judgement.said, judgement.hint)
    if judgement.state in ("wrong", "malformed"):
        raise NotYetError(text)
    return Verdict(text, judgement.state)


def overview(name):
    """How far an exercise ("ex01") is in this session, as a `Verdict`."""
    kept = book.exercise(name)
    found = {item: _STATES.get(item, "unanswered") for item in kept["items"]}
    lines = [f"{kept['title']}. {len([1 for state in found.values() if state == 'right'])} of {len(found)} right."]
    if not found:
        lines = [f"{kept['title']}."]
    for state, words in _GROUPS.items():
        numbers = [book.question(item) for item, own in found.items() if own in state]
        if numbers:
            lines.append(f"{words}: {', '.join(numbers)}.")
    if kept["written"]:
        lines.append("The written answer is read by your teacher: look at it again with the rubric beside you.")
    return Verdict("\n".join(lines))


_GROUPS = {
    ("unanswered",): "Not yet answered, or its cell not yet run",
    ("malformed",): "Not yet written as asked for",
    ("wrong",): "To look at again",
    ("partly",): "Partly right",
}


def _finding(judgement):
    if judgement.state == "right":
        return "right."
    if judgement.state == "malformed":
        return ""
    if not judgement.right:
        return "not yet."
    beside = f", and {judgement.wrong} that {'does' if judgement.wrong == 1 else 'do'} not belong"
    return f"{judgement.right} of {judgement.need}{beside if judgement.wrong else ''}."


def _sentence(*parts):
    return " ".join(" ".join(part.split()) for part in parts if part)
