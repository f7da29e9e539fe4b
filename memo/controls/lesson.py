"""A lesson: its questions (from a file in memo/data/lessons), the student's journal, the memorandum."""

import tomllib
from importlib import resources

from memo.controls.desk import Desk, Keeping, Teacher
from memo.controls.question import KINDS
from memo.controls.reader import Reader
from memo.errors import MemoError
from memo.journal import Journal

_OPEN = {}


def present_journal():
    """The one journal of this kernel, opened when first asked for."""
    if "journal" not in _OPEN:
        _OPEN["journal"] = Journal()
    return _OPEN["journal"]


def lesson_texts():
    """Every lesson's file by its number, as dicts: title, question, minutes, and its questions."""
    folder = resources.files("memo") / "data" / "lessons"
    return {path.name[:2]: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir(), key=lambda p: p.name) if path.name.endswith(".toml")}


class Lesson:
    """What a lesson's notebook works with: `lesson.ask("…")` puts a question, `lesson.reader()` the text.

    doc : Memorandum
    number : str, such as "02"
    journal : Journal, default the present one

    Raises MemoError for a lesson or question that does not exist.

    >>> import memo
    >>> lesson = memo.controls.Lesson(memo.load(), "02")
    >>> lesson.title
    'What does it say? Reading closely'
    """

    def __init__(self, doc, number, journal=None):
        texts = lesson_texts()
        if number not in texts:
            raise MemoError(f"There is no lesson {number!r}. The lessons are {', '.join(texts)}.")
        self.doc, self.number = doc, number
        self.journal = journal or present_journal()
        self.journal.refresh()
        self._questions = {question["id"]: question for question in texts[number]["question"]}
        self._prompts = {f"{n}.{q['id']}": f"{n} · {q['label']}" for n, text in texts.items() for q in text["question"]}
        self.title = texts[number]["title"]

    def __repr__(self):
        return f"Lesson {self.number}: {self.title}"

    def ask(self, name):
        """The question of that name, as it was left."""
        if name not in self._questions:
            raise MemoError(f"Lesson {self.number} has no question {name!r}. It has: {', '.join(self._questions)}.")
        text = self._questions[name]
        return KINDS[text.get("kind", "commit")](self.doc, self.journal, self.number, text)

    def reader(self, paragraphs=None, **options):
        """The reader, with margin notes that are kept in the journal."""
        return Reader(self.doc, paragraphs, journal=self.journal, **options)

    @property
    def desk(self):
        """Who is working, and a fresh start."""
        return Desk(self.journal, self.number)

    @property
    def keeping(self):
        """Export, import, delete."""
        return Keeping(self.journal, self._prompts)

    @property
    def teacher(self):
        """The button that opens everything."""
        return Teacher(self.journal)
