"""Fold a journal's entries into what a student has answered, sealed and opened.

The entries are the truth and are all kept; a state is only what they add up to.
"""

from memo.journal.entry import VERSION

# An act that a later version may add is kept in the file and passed over here.
ACTS = {"answer", "draft", "seal", "open", "afresh", "everything"}


class State:
    """What the entries add up to. Every question is looked up in the lesson's present attempt.

    newer : int
        How many entries a newer version of the kit wrote; they are kept and not understood.
    everything_open : bool
        Whether the teacher's button has opened every reveal.
    """

    def __init__(self, entries=()):
        self.newer, self.everything_open = 0, False
        self._attempts, self._answers, self._drafts, self._seals, self._opened = {}, {}, {}, {}, {}
        self.last = ""
        for entry in entries:
            self.add(entry)

    def add(self, entry):
        """Take one more entry into account; entries come in order of time."""
        self.last = max(self.last, entry["at"])
        if entry["v"] > VERSION:
            self.newer += 1
            return
        act, lesson, question = entry["act"], entry.get("lesson"), entry.get("question")
        if act not in ACTS or not all(isinstance(name, str | None) for name in (lesson, question)):
            return
        if act == "everything":
            self.everything_open = bool(entry.get("value"))
        elif act == "afresh":
            self._attempts[lesson] = max(self.attempt(lesson), _whole(entry.get("attempt")))
        elif question is not None:
            self._question(act, (question, _whole(entry.get("attempt"))), entry)

    def _question(self, act, key, entry):
        if act == "answer" and key not in self._seals:
            self._answers.setdefault(key, []).append(entry)
            self._drafts.pop(key, None)
        elif act == "draft" and key not in self._seals:
            self._drafts[key] = entry
        elif act == "seal":
            self._seals.setdefault(key, entry)
        elif act == "open":
            self._opened.setdefault(key, entry)

    def attempt(self, lesson):
        """The number of the present attempt at a lesson, from 1."""
        return self._attempts.get(lesson, 1)

    def answer(self, lesson, question):
        """The latest committed answer, or None."""
        history = self.history(lesson, question)
        return history[-1].get("value") if history else None

    def history(self, lesson, question):
        """Every committed answer of the present attempt, oldest first, as entries."""
        return list(self._answers.get((question, self.attempt(lesson)), ()))

    def draft(self, lesson, question):
        """What was typed after the last commit, or None."""
        entry = self._drafts.get((question, self.attempt(lesson)))
        return None if entry is None else entry.get("value")

    def sealed(self, lesson, question):
        """The entry that sealed the question, or None while it is open to change."""
        return self._seals.get((question, self.attempt(lesson)))

    def opened(self, lesson, question):
        """The entry that opened the question's reveal, or None."""
        return self._opened.get((question, self.attempt(lesson)))

    def questions(self):
        """(question, attempt) of everything answered, in order of the first answer."""
        return list(self._answers)

    def answers(self, question, attempt):
        """The committed answers to a question in any attempt, oldest first, as entries."""
        return list(self._answers.get((question, attempt), ()))


def _whole(value):
    return value if type(value) is int and value > 0 else 1
