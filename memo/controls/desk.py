"""The desk: under which pseudonym one works, and what can be done with one's journal."""

from pathlib import Path

from memo.controls.form import Form
from memo.errors import MemoError
from memo.journal import GUEST, as_html, as_json, as_markdown, bring

_FORMATS = {"Markdown (to read or paste)": "md", "Web page (to print or hand in)": "html", "JSON (to import elsewhere)": "json"}
_TYPES = {"md": "text/markdown", "html": "text/html", "json": "application/json"}


class Desk(Form):
    """Who is working, where answers are kept, and a fresh start for this lesson."""

    def __init__(self, journal, lesson):
        self.lesson = lesson
        super().__init__(journal, f"{lesson}.desk")

    def draw(self):
        name, attempt = self.journal.pseudonym, self.journal.state.attempt(self.lesson)
        who = f"You are working as {name}" + (f", attempt {attempt} at this lesson." if attempt > 1 else ".")
        if name == GUEST:
            who += " On a computer that others use too, choose a pseudonym first, so that nobody's answers mix with yours."
        self.spec = {
            "label": "Your desk",
            "intro": [{"p": who}],
            "fields": [
                {
                    "id": "pseudonym",
                    "kind": "line",
                    "label": "Pseudonym",
                    "help": "Not your real name. The same pseudonym brings your answers back.",
                }
            ],
            "buttons": [
                {"id": "switch", "label": "Work under this pseudonym", "primary": name == GUEST},
                {
                    "id": "afresh",
                    "label": "Start this lesson afresh",
                    "confirm": "Begin a new attempt at this lesson? Your earlier answers are kept in your journal.",
                },
            ],
        }
        self.values = {"pseudonym": "" if name == GUEST else name}
        place = f"Answers are kept in {self.journal.place}." if self.journal.place else ""
        self.say(f"{self.journal.notice} {place}".strip(), "warn" if self.journal.notice else "plain")

    def press(self, button, values):
        if button == "switch":
            self.journal.switch(values.get("pseudonym"))
            self.say(self.feedback["text"], "warn" if self.journal.notice else "ok")
        elif button == "afresh":
            self.journal.start_afresh(self.lesson)
            self.say(f"A fresh start: attempt {self.journal.state.attempt(self.lesson)}. The earlier answers are kept.", "ok")
        return True


class Keeping(Form):
    """Export after a preview, import, delete."""

    def __init__(self, journal, prompts):
        self.prompts = prompts
        super().__init__(journal, "journal.keeping")

    def draw(self):
        self.spec = {
            "label": "Export, import, delete",
            "intro": [{"h": f"The journal of {self.journal.pseudonym}"}],
            "fields": [
                {"id": "format", "kind": "select", "label": "Export as", "options": list(_FORMATS)},
                {"id": "file", "kind": "file", "label": "Import a journal exported as JSON", "accept": ".json"},
                {"id": "confirm", "kind": "line", "label": "To delete this journal, type its pseudonym"},
            ],
            "buttons": [
                {"id": "preview", "label": "Preview", "beside": "format"},
                {"id": "export", "label": "Export", "primary": True, "beside": "format"},
                {"id": "import", "label": "Import", "beside": "file"},
                {"id": "delete", "label": "Delete this journal", "beside": "confirm"},
            ],
        }
        self.values = {"format": next(iter(_FORMATS))}
        self.say(self.journal.notice, "warn" if self.journal.notice else "plain")

    def press(self, button, values):
        if button == "preview":
            self._preview(values)
        elif button == "export":
            self._export(values)
        elif button == "import":
            self._import(values)
        elif button == "delete":
            self._delete(values)
        return True

    def _content(self, values):
        """The file's ending and its text; MemoError where there is nothing to write."""
        ending = _FORMATS.get(values.get("format"), "md")
        self.journal.refresh()
        if not self.journal.entries:
            raise MemoError("This journal is empty: commit an answer first, then export it.")
        text = as_json(self.journal) if ending == "json" else (as_html if ending == "html" else as_markdown)(self.journal, self.prompts)
        return ending, text

    def _preview(self, values):
        _, text = self._content(values)
        self.say(
            f"This is what the file will hold ({len(text):,} characters). Nothing has left this computer.", "plain", [{"pre": text[:20000]}]
        )

    def _export(self, values):
        ending, text = self._content(values)
        name = f"journal-{Path(self.journal.place or 'memory').name}.{ending}"
        self.send({"download": {"name": name, "type": _TYPES[ending], "text": text}})
        self.say(f"Exported as {name}: look in your browser's downloads.", "ok")

    def _import(self, values):
        if not values.get("file"):
            raise MemoError("Choose a file first: the .json file that the export made.")
        count = bring(self.journal, values["file"])
        self.say(f"{count} {'entry is' if count == 1 else 'entries are'} new and now in the journal of {self.journal.pseudonym}.", "ok")

    def _delete(self, values):
        if str(values.get("confirm") or "").strip() != self.journal.pseudonym:
            raise MemoError(
                f"Nothing was deleted. To delete this journal for good, type {self.journal.pseudonym} in the field above first."
            )
        name = self.journal.pseudonym
        self.journal.delete()
        self.say(f"The journal of {name} is deleted from this computer.", "ok")


class Teacher(Form):
    """A plain button that opens every reveal, for a teacher who prepares or jumps ahead."""

    def __init__(self, journal):
        super().__init__(journal, "journal.teacher")

    def draw(self):
        opened = self.journal.state.everything_open
        self.spec = {
            "label": "For teachers",
            "intro": [
                {
                    "p": "Everything is open under this pseudonym."
                    if opened
                    else "Opens every reveal and every seal, without any answer. It holds for this pseudonym only and can be taken back."
                }
            ],
            "buttons": [{"id": "close", "label": "Close everything again"} if opened else {"id": "open", "label": "Open everything"}],
        }
        self.values = {}
        self.say("")

    def press(self, button, values):
        if button in ("open", "close"):
            try:
                self.journal.open_everything(button == "open")
            finally:
                self.draw()
        return True
