"""The form: one page on which every question is asked, committed, saved and answered for."""

import anywidget
import traitlets

from memo.controls.assets import script, style
from memo.errors import MemoError

_BROKEN = (
    "Something in the kit itself failed ({}). What you wrote is still in the fields; commit once more, and if that does not help, "
    "restart the kernel (menu Kernel) and run the cell again."
)


class Form(anywidget.AnyWidget):
    """Fields, buttons, a message and what is revealed; each kind of question says what they are.

    A subclass gives `draw()`, which sets `spec`, `values` and `feedback` from the journal, and
    `press(button, values)`, which does what a button is for and returns True once what was in the
    fields is safely kept. Whatever goes wrong in them is told in the form's own message.
    """

    _esm = script("form")
    _css = style("form")

    key = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    feedback = traitlets.Dict().tag(sync=True)

    def __init__(self, journal, key):
        self.journal = journal
        super().__init__()
        self._name = key
        self.follow()
        journal.watch(self.follow)
        self.on_msg(self._received)

    def __repr__(self):
        return f"{type(self).__name__} {self._name}"

    def draw(self):
        """Set spec, values and feedback from the journal."""
        raise NotImplementedError

    def press(self, button, values):
        """Do what the button is for; True once what was in the fields is kept."""
        raise NotImplementedError

    def follow(self):
        """Show the journal as it is now."""
        # What a tab keeps while Python does not answer belongs to one person and one question.
        self.key = f"{self.journal.pseudonym}:{self._name}"
        self.draw()

    def say(self, text, tone="plain", reveal=()):
        """Put a sentence under the fields (tone "plain", "ok" or "warn") and what is revealed."""
        self.feedback = {"text": text, "tone": tone, "reveal": list(reveal)}

    def _received(self, _, content, buffers):
        taken = False
        values = content.get("values") or {}
        try:
            taken = bool(self.press(content.get("button", ""), values))
        except MemoError as error:
            self.say(str(error), "warn", self.feedback.get("reveal", ()))
        except Exception as error:  # a student never meets a traceback under a control
            self.say(_BROKEN.format(f"{type(error).__name__}: {error}"), "warn", self.feedback.get("reveal", ()))
        self.send({"taken": taken, "values": values})
