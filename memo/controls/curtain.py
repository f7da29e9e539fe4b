"""What is shown only once a student has committed an answer: first think, then see."""

import ipywidgets

from memo.controls.cells import present_cell, within
from memo.controls.form import Form


class Curtain(ipywidgets.VBox):
    """A control that comes out when a question has been answered; until then a sentence says which.

    journal : Journal
    question : str, the question's id such as "03.camps"
    label : str, what the student knows it by
    make : function that makes the control when it is first needed

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "03").map(after="camps")
    After “How many, by what measure?”
    """

    def __init__(self, journal, question, label, make):
        self.journal, self.question, self.label, self._make, self._made = journal, question, label, make, None
        self._cell = present_cell()
        super().__init__()
        self._note = Note(journal, question, label)
        self.follow()
        journal.watch(self.follow)
        journal.watch_answers(self.follow)

    def __repr__(self):
        return f"After “{self.label}”"

    def follow(self):
        """Show the control, or say what it waits for, as the journal is now."""
        state = self.journal.state
        if not state.everything_open and state.answer(self.question.split(".")[0], self.question) is None:
            self.children, self._made = (self._note,), None  # a figure that was taken away does not draw again
        elif self._made is None:
            with within(self._cell):
                self._made = self._make()
            self.children = (self._made,)


class Note(Form):
    """The sentence that stands there until then."""

    def __init__(self, journal, question, label):
        self.label = label
        super().__init__(journal, f"after.{question}")

    def draw(self):
        self.spec = {
            "label": f"After {self.label}",
            "intro": [{"p": f"First commit your answer to “{self.label}” above. Then this opens."}],
        }

    def press(self, button, values):
        return True
