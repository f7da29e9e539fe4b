"""The desks of lesson 10: one is chosen, and the copy on it is judged where it has leaked."""

from memo.controls.answers import fitting
from memo.controls.card import sources
from memo.controls.question import Evidence, Question

LESSON, QUESTION = "10", "10.desk"


def chosen(doc, state):
    """The desk that was chosen, as a row of `doc.desks`, or None.

    >>> import memo
    >>> lesson = memo.controls.Lesson(memo.load(), "10")
    >>> chosen(lesson.doc, lesson.journal.state) is None
    True
    """
    answer = state.answer(LESSON, QUESTION)
    label = answer.get("desk") if isinstance(answer, dict) else None
    return next((row for row in doc.desks.itertuples() if row.label == label), None)


class Assignment(Question):
    """The choice of a desk; once made, it tells whom the desk writes to, what it wants to know and what it could know."""

    def _reveal(self, answer=None):
        answer = fitting(self._fields(), answer)
        row = next((row for row in self.doc.desks.itertuples() if row.label == answer.get("desk")), None)
        return [*([_card(self.doc, row)] if row else []), *super()._reveal(answer)]


def _card(doc, row):
    how = (
        "It has leaked: first judge what it is. (Nothing shows that it leaked in 1989; the leak is ours.)"
        if row.leaked
        else "It comes from inside, by the usual way. (Who read it in 1989 is not known; that it lies here is ours.)"
    )
    rows = [
        ["You write to", row.to],
        ["It wants to know", row.wants],
        ["You could know", row.knows],
        ["You cannot know, or nobody does", row.limits],
        ["The paper on your desk", how],
        ["Sources of this card", sources(doc, row)],
    ]
    return {"table": {"caption": row.label, "head": ["27 February 1989", "Your desk"], "rows": rows}}


class Leak(Evidence):
    """The judgement of a leaked copy; for the desks in Moscow there is none to make."""

    closed = "The copy: not for your desk"

    def __init__(self, doc, journal, lesson, text):
        super().__init__(doc, journal, lesson, text)
        journal.watch_answers(self._follow_desk)

    def _follow_desk(self):
        """Open or close when a desk is chosen."""
        if bool(self.spec["fields"]) == self._inside():
            self.follow()

    def _inside(self):
        row = chosen(self.doc, self.journal.state)
        return row is not None and not row.leaked

    def _waiting_for(self):
        if self._inside() and not self.journal.state.everything_open:
            return [{"p": "Your desk is in Moscow: no copy has leaked to you. Use the minutes for the board."}]
        return super()._waiting_for()

    def draw(self):
        super().draw()
        if not self.spec["fields"]:
            self.spec = self.spec | {"label": self.closed}
