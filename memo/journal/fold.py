"""Fold a journal's entries into what a student has answered, sealed and opened.

The entries are the truth and are all kept; a state is only what they add up to.
"""

from memo.journal.entry import VERSION

# An act that a later version may add is kept in the file and passed over here.
ACTS = {"answer", "draft", "seal", "open", "afresh", "everything"}
_MANY = 1_000_000


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
        if entry["at"] > self.last:
            self.last = entry["at"]
        act, number = entry["act"], entry.get("attempt")
        if entry["v"] > VERSION or act not in ACTS:
            self.newer += 1
            return
        if type(number) is not int or not 0 < number < _MANY:
            number = 1
        name = entry.get("question")
        if act == "everything":
            self.everything_open = bool(entry.get("value"))
        elif act == "afresh":
            lesson = entry.get("lesson")
            if type(lesson) is str:
                self._attempts[lesson] = max(self.attempt(lesson), number)
        elif type(name) is str:
            self._question(act, (name, number), entry)

    def _question(self, act, key, entry):
        if act == "seal":
            self._seals.setdefault(key, entry)
        elif act == "open":
            self._opened.setdefault(key, entry)
        elif key in self._seals:
            return  # what comes after the seal is kept in the file and changes nothing
        elif act == "draft":
            self._drafts[key] = entry
        else:
            self._answers.setdefault(key, []).append(entry)
            self._drafts.pop(key, None)

    def attempt(self, lesson):
        """The number of the present attempt at a lesson, from 1."""
        return self._attempts.get(lesson, 1)

    def answer(self, lesson, question):
        """The latest committed answer, or None."""
        history = self.history(lesson, question)
        return history[-1].get("value") if history else None

    def history(self, lesson, question):
        """Every committed answer of the present attempt, oldest first, as entries."""
        return self.answers(question, self.attempt(lesson))

    def draft(self, lesson, question):
        """What was typed after the last commit, or None."""
        entry = self._drafts.get((question, self.attempt(lesson)))
        return None if entry is None else entry.get("value")

    def standing(self, lesson, question):
        """What was typed last, be it nothing; where nothing was typed since, what was committed last; else None."""
        draft = self.draft(lesson, question)
        return self.answer(lesson, question) if draft is None else draft

    def sealed(self, lesson, question):
        """The entry that sealed the question, or None while it is open to change."""
        return self._seals.get((question, self.attempt(lesson)))

    def opened(self, lesson, question):
        """The entry that opened the question's reveal, or None."""
        return self._opened.get((question, self.attempt(lesson)))

    def out_of_sight(self, question, attempt):
        """Whether the answers are sealed in that attempt and nothing has opened them yet."""
        key = (question, attempt)
        return key in self._seals and key not in self._opened and not self.everything_open

    def questions(self):
        """(question, attempt) of everything answered, in order of the first answer."""
        return list(self._answers)

    def answers(self, question, attempt):
        """The committed answers to a question in any attempt, oldest first, as entries."""
        return list(self._answers.get((question, attempt), ()))
