"""A check that the set-up is sound, with advice where it is not."""

import importlib.metadata
import sys

from memo.controls.form import Form
from memo.errors import MemoError
from memo.journal.present import present_journal
from memo.journal.store import work_folder

_WANTED = {"pandas": (3,), "plotly": (7,), "anywidget": (0, 11), "ipywidgets": (8,), "jupyterlab": (4,)}


class SetupCheck(Form):
    """A table of what the kit needs and whether it is here. If you see the table, controls work."""

    def __init__(self, doc, journal=None):
        self.doc = doc
        super().__init__(journal or present_journal(), "setup")

    def draw(self):
        rows = [_python(), *map(_package, _WANTED), self._text(), _folder()]
        bad = sum(row[1] != "good" for row in rows)
        self.spec = {
            "label": "Set-up",
            "intro": [{"table": {"caption": "Is the set-up sound?", "head": ["What", "State", "What to do"], "rows": rows}}],
        }
        self.values = {}
        need = "needs" if bad == 1 else "need"
        text = f"{bad} of {len(rows)} {need} attention: see the last column." if bad else "Everything is ready."
        self.say(text, "warn" if bad else "ok")

    def press(self, button, values):
        return True

    def _text(self):
        return [
            f"The text: {len(self.doc.paragraphs)} paragraphs, {len(self.doc.sentences)} sentences, every quotation checked",
            "good",
            "",
        ]


def _python():
    version = ".".join(map(str, sys.version_info[:3]))
    sound = sys.version_info >= (3, 11)
    return [
        f"Python {version}",
        "good" if sound else "too old",
        "" if sound else "Install Python 3.11 or newer and start again with python kit.py lab.",
    ]


def _package(name):
    advice = "Close JupyterLab and start it with python kit.py lab: it installs what is missing."
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return [name, "missing", advice]
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    sound = numbers >= _WANTED[name]
    return [f"{name} {version}", "good" if sound else "too old", "" if sound else advice]


def _folder():
    try:
        return [f"Folder for answers: {work_folder()}", "good", ""]
    except MemoError as error:
        return ["Folder for answers", "cannot be written", str(error)]
