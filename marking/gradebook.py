"""What a run may change in nbgrader's gradebook beyond the marks themselves: older marks, and those given by hand."""

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

from marking.answers import code_answers
from marking.notebook import cell_of
from marking.rebuilding import Release


@dataclass(frozen=True)
class Standing:
    """Where a student stands: "marked", "to be marked by hand" or "nothing"; points so far, and at most."""

    state: str
    points: float = 0.0
    most: float = 0.0


def standing(gradebook: Gradebook, exercise: str, student: str) -> Standing:
    """What the gradebook says of a student and an exercise."""
    try:
        submission = gradebook.find_submission(exercise, student)
    except MissingEntry:
        return Standing("nothing")
    state = "to be marked by hand" if submission.needs_manual_grade else "marked"
    return Standing(state, max(0.0, submission.score - submission.late_submission_penalty), submission.max_score)


def open_grades(gradebook: Gradebook, exercise: str, students: list[str]) -> dict[str, float]:
    """Take back what a machine gave these students for an exercise: a run that is cut short leaves no older mark.

    Returns the points that they had, of those who had any mark.
    """
    earlier = {student: standing(gradebook, exercise, student) for student in students}
    for student in students:
        for grade in _notebook_parts(gradebook, exercise, student, "grades"):
            grade.auto_score, grade.needs_manual_grade = None, True
    gradebook.db.commit()
    return {student: where.points for student, where in earlier.items() if where.state != "nothing"}


def settle_by_hand(gradebook: Gradebook, release: Release, student: str, before: dict | None, after: dict) -> list[str]:
    """Keep what was marked by hand where the answer is the same as before, take it back where it is not.

    before, after : the clean notebooks of the earlier run (None: there was none) and of this one
    Returns remarks on what was taken back.
    """
    old, new = (_answers(release, notebook) if notebook else {} for notebook in (before, after))
    remarks = []
    for grade in _notebook_parts(gradebook, release.exercise, student, "grades"):
        if grade.manual_score is None:
            continue
        if old.get(grade.name) == new[grade.name]:
            grade.needs_manual_grade = False
        else:
            mark = f"the mark given by hand ({grade.manual_score:g})"
            remarks.append(f"{_named(grade.name)} changed: {mark} was withdrawn")
            grade.manual_score, grade.needs_manual_grade = None, grade.auto_score is None
    for comment in _notebook_parts(gradebook, release.exercise, student, "comments"):
        if comment.manual_comment and old.get(comment.name) != new.get(comment.name):
            comment.manual_comment = None
    gradebook.db.commit()
    return remarks


def _notebook_parts(gradebook: Gradebook, exercise: str, student: str, parts: str) -> list:
    try:
        return list(getattr(gradebook.find_submission_notebook(exercise, exercise, student), parts))
    except MissingEntry:
        return []


def _answers(release: Release, notebook: dict) -> dict[str, object]:
    """What was answered, by the name of the cell that has the points and by that of the answer."""
    cells = [cell_of(cell) for cell in notebook["cells"]]
    answers = code_answers(cells, release.asked)
    by_name = answers | {name.replace("answer_", "test_"): sources for name, sources in answers.items()}
    return by_name | {cell.grade_id: cell.source for cell in cells if cell.grade_id in release.written}


def _named(name: str) -> str:
    return f"answer {name.removeprefix('test_')}" if name.startswith("test_") else "written answer"
