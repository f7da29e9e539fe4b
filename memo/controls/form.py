"""The form: one page on which every question is asked, committed, saved and answered for."""

import anywidget
import traitlets

from memo.controls.assets import script, style
from memo.errors import MemoError

_BROKEN = (
    "Something in the kit itself failed ({}). What you wrote is still in the fields; commit once more, and if that does not help, "
    "restart the kernel (menu Kernel) and run the cell again."
)


def sendable(value, _widget=None):
    """The value as a message can carry it: a half character (lone surrogate), which has no UTF-8, becomes �.

    >>> sendable({"why": ["a\\ud800b"]})
    {'why': ['a�b']}
    """
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {sendable(name): sendable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [sendable(part) for part in value]
    return value


# The page's script: a file for each larger kind of field, then the form itself.
PARTS = ("figure", "order", "match", "month", "hits", "board", "form")


class Form(anywidget.AnyWidget):
    """Fields, buttons, a message and what is revealed; each kind of question says what they are.

    A subclass gives `draw()`, which sets `spec`, `values` and `feedback` from the journal, and
    `press(button, values)`, which does what a button is for and returns True once what was in the
    fields is safely kept. Whatever goes wrong in them is told in the form's own message.
    """

    _esm = script(*PARTS)
    _css = style("form", "figure", "month")

    key = traitlets.Unicode().tag(sync=True, to_json=sendable)
    spec = traitlets.Dict().tag(sync=True, to_json=sendable)
    values = traitlets.Dict().tag(sync=True, to_json=sendable)
    feedback = traitlets.Dict().tag(sync=True, to_json=sendable)

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
        with self.hold_sync():  # in one message: nobody's words ever stand under another's key
            # What a tab keeps while Python does not answer belongs to one person and one question.
            self.key = f"{self.journal.pseudonym}:{self._name}"
            self.draw()

    def say(self, text, tone="plain", reveal=()):
        """Put a sentence under the fields (tone "plain", "ok" or "warn") and what is revealed."""
        self.feedback = {"text": text, "tone": tone, "reveal": list(reveal)}

    def _received(self, _, content, buffers):
        """A button was pressed: {button, values, key under which they were typed, turn that the answer repeats}."""
        taken, reveal = False, self.feedback.get("reveal", ())
        try:
            if content.get("key", self.key) != self.key:
                raise MemoError("This was written under another pseudonym and was not taken. Go back to that pseudonym: it is there.")
            with self.hold_sync():
                taken = bool(self.press(content.get("button", ""), content.get("values") or {}))
        except MemoError as error:
            self.say(str(error), "warn", self.feedback.get("reveal", ()))
        except Exception as error:  # a student never meets a traceback under a control
            self.say(_BROKEN.format(f"{type(error).__name__}: {error}"), "warn", reveal)
        self.send({"taken": taken, "turn": content.get("turn")})
