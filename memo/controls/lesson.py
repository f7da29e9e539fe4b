"""A lesson: its questions (from a file in memo/data/lessons), the student's journal, the memorandum."""

from functools import cached_property

from memo.controls.board import Board
from memo.controls.brief import Brief
from memo.controls.cells import follow_cells
from memo.controls.commission import Commission
from memo.controls.curtain import Curtain
from memo.controls.desk import Desk, Keeping, Teacher
from memo.controls.desks import Assignment, Leak
from memo.controls.explained import Explained
from memo.controls.glossary import Glossary
from memo.controls.ledger import Ledger, Scores
from memo.controls.lesson_texts import lesson_texts
from memo.controls.overlay import Overlay
from memo.controls.question import Evidence, Question, SelfCheck
from memo.controls.reader import Reader
from memo.controls.recoding import Recoding
from memo.controls.rubric import SelfAssessment
from memo.controls.seal import Seal
from memo.controls.unseal import Unseal
from memo.errors import MemoError, known
from memo.journal.present import present_journal

KINDS = {
    "commit": Question,
    "check": SelfCheck,
    "seal": Seal,
    "evidence": Evidence,
    "matching": Question,
    "commission": Commission,
    "unseal": Unseal,
    "ledger": Ledger,
    "scores": Scores,
    "explained": Explained,
    "assignment": Assignment,
    "leak": Leak,
    "board": Board,
    "brief": Brief,
    "rubric": SelfAssessment,
}


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
        follow_cells()
        self.doc, self.number = doc, number
        self.journal = journal or present_journal()
        self.journal.refresh()
        every = {f"{n}.{q['id']}": q for n, text in texts.items() for q in text["question"]}
        self._questions = {q["id"]: q | _needed(q, every) for q in texts[number]["question"]}
        self._prompts = {name: f"{name[:2]} · {q['label']}" for name, q in every.items()}
        self._prompts |= {f"notes.p{n}": f"Note in the margin of ¶{n}" for n in doc.paragraphs.index}
        self.title = texts[number]["title"]

    def __repr__(self):
        return f"Lesson {self.number}: {self.title}"

    def ask(self, name):
        """The question of that name, as it was left."""
        if name not in self._questions:
            raise MemoError(f"Lesson {self.number} has no question {name!r}. It has: {', '.join(self._questions)}.")
        text = self._questions[name]
        if text.get("kind") == "fork":
            return Recoding(self.doc, self.overlay, text)
        return KINDS[text.get("kind", "commit")](self.doc, self.journal, self.number, text)

    def reader(self, paragraphs=None, after=None, **options):
        """The reader, with margin notes that are kept in the journal."""
        return self._behind(after, lambda: Reader(self.doc, paragraphs, journal=self.journal, **options))

    def _behind(self, question, make):
        """A control as it is, or, where a question of this lesson is named, only once that is answered."""
        if question is None:
            return make()
        known(question, self._questions, "question")
        return Curtain(self.journal, f"{self.number}.{question}", self._questions[question]["label"], make)

    @cached_property
    def overlay(self):
        """The kit's coding with the student's own codes over it; map, matrix and fork share it."""
        return Overlay(self.doc, self.journal)

    # Figures bring plotly along: they are loaded when a lesson first shows one.

    def map(self, criterion="", country="", layers=(), evidence=None, after=None):
        """The map of February 1989, one criterion of the text at a time."""
        from memo.controls.explorer import Explorer

        return self._behind(after, lambda: Explorer(self.doc, self.overlay, criterion, country, layers, evidence))

    def matrix(self, evidence=None, after=None):
        """The evidence matrix: every mark answers with its words."""
        from memo.controls.matrix import Matrix

        return self._behind(after, lambda: Matrix(self.doc, self.overlay, evidence))

    def figure(self, name, after=None, **chosen):
        """A live figure: of lesson 04 "network", 05 "quarrels", 06 "white-spots", 07 "flow", 08 "months" and
        "outcome-lanes", 09 "words", "concordance", "acting" and "certainty".

        What it shows at first can be given; what there is to choose stands in the control. Where `after` names a
        question of the lesson, the figure opens once that is answered.
        """
        from memo.controls.exhibits import EXHIBITS

        known(name, EXHIBITS, "figure")
        return self._behind(after, lambda: EXHIBITS[name](self.doc, self.journal, **chosen))

    @property
    def glossary(self):
        """Every word that the lessons take for granted, as a list to search."""
        return Glossary(self.doc, self.journal)

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


def _needed(question, every):
    """The fields that an earlier question must have filled before this one opens."""
    return {"needed": every[question["needs"]].get("field", [])} if "needs" in question else {}
