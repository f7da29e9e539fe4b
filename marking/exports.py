"""Marks for Moodle and Canvas, as CSV files that say the same there as in the gradebook, and as nbgrader's exporters.

    nbgrader export --exporter=marking.exports.Moodle --assignment='["ex01-sourcing"]' --to=marks.csv

Neither platform may read a mark where there is none yet. Moodle leaves alone whom an empty grade is given; Canvas
would delete an older mark, so that whoever is not wholly marked has no row there.
"""

from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Dict

from marking.gradebook import Standing, standing
from marking.results import Result, kept, record
from marking.table import write_csv

MOODLE = ("Identifier", "Full name", "Grade", "Maximum Grade", "Last modified (grade)", "Status")
TABLE = ("student", "name", "status", "answered", "asked", "right", "by hand", "points so far", "of", "remarks")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def files(root: Path, exercise: str) -> dict[str, Path]:
    """The files that tell an exercise's marks to the instructor ("table"), to Moodle and Canvas, and the feedback."""
    folder = record(root, exercise).parent
    folder.mkdir(parents=True, exist_ok=True)
    ends = {"table": ".csv", "Moodle": "-moodle.csv", "Canvas": "-canvas.csv", "feedback": "-feedback-for-moodle.zip"}
    return {kind: folder / f"{exercise}{end}" for kind, end in ends.items()}


def people(gradebook: Gradebook, root: Path, exercise: str) -> list[tuple[Result, Standing]]:
    """Every student that the gradebook or an earlier run knows, with where each stands, by name."""
    known = kept(record(root, exercise))
    everybody = {student.id: Result(student.id, student.id) for student in gradebook.students} | known
    names = sorted(everybody, key=str.casefold)
    return [(everybody[student], standing(gradebook, exercise, student)) for student in names]


def whole_table(everybody: list[tuple[Result, Standing]]) -> list[tuple[str, ...]]:
    """Rows for the instructor's own use: points so far stand also for those who wait to be marked by hand."""
    return [
        (
            *(who.student, who.name, status(who, where)),
            *((str(who.answered), str(who.asked), str(who.right)) if who.asked else ("", "", "")),
            ", ".join(who.by_hand),
            *((f"{where.points:g}", f"{where.most:g}") if where.most else ("", "")),
            "; ".join(who.remarks),
        )
        for who, where in everybody
    ]


def moodle(everybody: list[tuple[Result, Standing]], now: datetime) -> list[tuple[str, ...]]:
    """Rows for Moodle's *Upload grading worksheet*."""
    moment = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return [
        (
            f"Participant {who.number}" if who.source == "Moodle" else who.student,
            who.name,
            _points(who, where),
            f"{where.most:g}" if where.most else "",
            moment,
            status(who, where),
        )
        for who, where in everybody
    ]


def canvas(everybody: list[tuple[Result, Standing]]) -> list[tuple[str, ...]]:
    """Rows for the import of Canvas' gradebook: the points possible, then whoever is wholly marked."""
    done = [(who, where) for who, where in everybody if _points(who, where)]
    most = f"{done[0][1].most:g}" if done else ""
    rows = [(who.name, who.number if who.source == "Canvas" else "", _points(who, where)) for who, where in done]
    return [(name, number, "", "", "", mark) for name, number, mark in [("    Points Possible", "", most), *rows]]


def status(who: Result, where: Standing) -> str:
    """Where a student stands, in words that cannot be taken for a mark.

    >>> status(Result("a", "A"), Standing("nothing")), status(Result("a", "A"), Standing("marked", 0, 15))
    ('nothing handed in', 'marked')
    """
    if who.failed:
        return f"failed: {who.failed}"
    return {"nothing": "nothing handed in"}.get(where.state, where.state)


def _points(who: Result, where: Standing) -> str:
    return f"{where.points:g}" if where.state == "marked" and not who.failed else ""


def write_moodle(path: Path, everybody: list[tuple[Result, Standing]]) -> None:
    """Write the file for Moodle."""
    write_csv(path, MOODLE, moodle(everybody, datetime.now(UTC)))


def write_canvas(path: Path, everybody: list[tuple[Result, Standing]], column: str) -> None:
    """Write the file for Canvas; column : the assignment's name there."""
    write_csv(path, (*CANVAS, column), canvas(everybody))


class _OneExercise(ExportPlugin):
    """What both exporters share: one file holds one exercise."""

    def export(self, gradebook):
        """Write the file that `--to` names, or one under `grading/`."""
        names = [str(name) for name in self.assignment] or [each.name for each in gradebook.assignments]
        if len(names) != 1:
            there = ", ".join(names) or "none"
            raise SystemExit(f"Name one exercise, for example --assignment='[\"ex01-sourcing\"]': there are {there}.")
        root = Path(self.parent.coursedir.root)
        path = Path(self.to or files(root, names[0])[type(self).__name__])
        everybody = people(gradebook, root, names[0])
        self.write(path, [one for one in everybody if not self.student or one[0].student in self.student], names[0])


class Moodle(_OneExercise):
    """`nbgrader export --exporter=marking.exports.Moodle`: Moodle's grading worksheet."""

    def write(self, path, everybody, exercise):
        """Write the rows."""
        write_moodle(path, everybody)


class Canvas(_OneExercise):
    """`nbgrader export --exporter=marking.exports.Canvas`: an import for Canvas' gradebook."""

    column = Dict({}, help="what Canvas calls each exercise, with its number in brackets").tag(config=True)

    def write(self, path, everybody, exercise):
        """Write the rows."""
        write_canvas(path, everybody, self.column.get(exercise, exercise))
