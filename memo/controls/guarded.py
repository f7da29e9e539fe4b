"""The guard against hindsight beside what a student writes: it looks on while they write, and never forbids."""

from memo.analysis.guard import anachronisms
from memo.controls.answers import fitting
from memo.controls.question import Question

_MOST = 12
_SAYS = {"later": "Nobody could know it", "look": "Look again"}


class Guarded(Question):
    """A question whose own words the guard reads, in drafts too; a subclass names them in `_written(values)`."""

    def _written(self, values):
        """(where, words) of everything that the student has written themselves."""
        return [
            (field["label"], values.get(field["id"]) or "")
            for field in self._fields()
            if field["kind"] in ("text", "line") and not field.get("passage")
        ]

    def guard(self):
        """What the guard has found, as blocks; none where all of it could have been written on that day."""
        rows = found(self.doc, self._written(self._kept()))
        if not rows:
            return []
        told = {
            "p": "The guard reads along and forbids nothing. It knows words and dates, not what you mean: where it is wrong, let your words stand."
        }
        return [
            {
                "table": {
                    "caption": "27 February 1989: look again",
                    "head": ["Where", "Your words", "The guard", "Why", "How somebody on that day could put it"],
                    "rows": rows,
                }
            },
            told,
        ]

    def _remarks(self, answer):
        return [*self.guard(), *super()._remarks(answer)]

    def _answer_for(self):
        super()._answer_for()
        if not self.journal.state.history(self.lesson, self.question):
            self.say(self.feedback["text"], self.feedback["tone"], [*self.guard(), *self.feedback["reveal"]])

    def press(self, button, values):
        taken = super().press(button, values)
        if button == "draft":
            self.values = self._kept()  # a view that is drawn anew shows what was typed last
            text, tone = self.feedback["text"], self.feedback["tone"]
            self._answer_for()
            self.say(text, tone, self.feedback["reveal"])
        return taken

    def keep(self, values):
        """Keep what stands in the fields as a draft."""
        self.journal.commit("draft", self.lesson, self.question, fitting(self._fields(), values))


def found(doc, written):
    """What the guard finds in (where, words), as rows of a table; what nobody could know comes first.

    >>> import memo
    >>> found(memo.load(), [("Subject", "Europe after the fall of the Wall")])[0][:3]
    ['Subject', 'fall of the Wall', 'Nobody could know it']
    """
    rows = []
    for where, words in written:
        for row in anachronisms(words, doc.hindsight).itertuples():
            rows.append((row.level != "later", [where, row.words, _SAYS[row.level], row.why, row.instead]))
    rows.sort(key=lambda row: row[0])
    shown = [row for _, row in rows[:_MOST]]
    return [*shown, ["", "", "", f"… and {len(rows) - _MOST} more", ""]] if len(rows) > _MOST else shown
