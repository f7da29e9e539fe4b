"""A run over what a class handed in: every piece of work ends in a stated result, and none stops the others."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lab.trouble import ROOT
from marking import exports, isolation
from marking.answers import code_answers
from marking.collecting import Work, collect
from marking.course import Course, NotMarked
from marking.gradebook import open_grades, settle_by_hand
from marking.marks import BY_HAND, has_to_run
from marking.notebook import cell_of
from marking.preprocessors import STATE
from marking.rebuilding import Release, rebuilt
from marking.results import Result, keep, record
from marking.submission import submission_of

CUT_SHORT = "The run was cut short: run the same command again"


def mark_folder(exercise: str, folder: Path, root: Path = ROOT, say=lambda text: None) -> dict[str, Result]:
    """Mark everything in a folder or zip; returns the results of its students, by student.

    say : gets a line of progress for each student. Raises Trouble where nothing can be marked at all.
    """
    course = Course(exercise, root)
    works, release = collect(folder, exercise), course.release()
    for path in exports.files(course.root, exercise).values():
        path.unlink(missing_ok=True)  # they told of the run before
    with course.gradebook() as gradebook:
        earlier = open_grades(gradebook, exercise, [work.student for work in works])
    results = {work.student: Result(work.student, *_owner(work), failed=CUT_SHORT) for work in works}
    keep(record(root, exercise), list(results.values()))
    with isolation.ahead() as begin:
        keys = course.keys()
        read = [(work, _read(release, keys, work, begin)) for work in works]
        for number, (work, answers) in enumerate(read, 1):
            say(f"{number} of {len(works)}  {work.student}")
            results[work.student] = _marked(course, release, work, answers, earlier.get(work.student))
    keep(record(root, exercise), list(results.values()))
    return results


@dataclass(frozen=True)
class Answers:
    """What one student's work comes to: a clean notebook and remarks, or why there is none."""

    notebook: dict | None
    remarks: tuple[str, ...]
    failed: str = ""


def _read(release: Release, keys: dict, work: Work, begin: Callable[[str, str], None]) -> Answers:
    """Read one student's work, and begin to run what has to be run; whatever happens, the others are read."""
    try:
        submission = submission_of(work, release)
        if submission.sheet is None:
            return Answers(None, submission.remarks, submission.failed)
        notebook, remarks = rebuilt(release, submission.sheet)
        for name, sources in code_answers([cell_of(cell) for cell in notebook["cells"]], release.asked).items():
            if sources and has_to_run(keys[name], name, sources):
                begin(sources[0], name)
        return Answers(notebook, (*submission.remarks, *remarks))
    except Exception as error:
        return Answers(None, (), _stopped(error))


def _marked(course: Course, release: Release, work: Work, answers: Answers, earlier: float | None) -> Result:
    """Mark one student's work; whatever happens, no older mark (`earlier`) stands and the others are marked."""
    try:
        if answers.notebook is None:
            return _failed(course, work, earlier, answers.failed, answers.remarks)
        before = course.notebook("submitted", work.student)
        marked = course.autograde(work.student, answers.notebook)
        with course.gradebook() as gradebook:
            withdrawn = settle_by_hand(gradebook, release, work.student, before, answers.notebook)
    except NotMarked as error:
        return _failed(course, work, earlier, f"nbgrader says: {error}")
    except BaseException as error:
        failed = _failed(course, work, earlier, _stopped(error))
        if not isinstance(error, Exception):  # Ctrl-C ends the run, and leaves no older mark
            raise
        return failed
    return _result(release, work, marked, (*answers.remarks, *withdrawn))


def _stopped(error: BaseException) -> str:
    return f"marking stopped with {type(error).__name__}: {error}"


def _failed(course: Course, work: Work, earlier: float | None, reason: str, remarks: tuple[str, ...] = ()) -> Result:
    course.withdraw(work.student)
    if earlier is not None:
        remarks = (*remarks, f"an earlier mark ({earlier:g}) was withdrawn")
    return Result(work.student, *_owner(work), failed=reason, remarks=remarks)


def _result(release: Release, work: Work, marked: dict, remarks: tuple[str, ...]) -> Result:
    cells = [(cell_of(cell), cell["metadata"].get(STATE)) for cell in marked["cells"]]
    tests = {cell.grade_id.removeprefix("test_"): told for cell, told in cells if told}
    texts = [cell for cell, _ in cells if cell.grade_id in release.written]
    written = [cell.grade_id for cell in texts if cell.source != release.blank[cell.grade_id]]
    left = {number: told["remark"] for number, told in tests.items() if told["state"] == "by hand"}
    reasons = [f"{number}: {remark.removeprefix(BY_HAND).rstrip('.')}" for number, remark in left.items()]
    return Result(
        work.student,
        *_owner(work),
        answered=sum(told["state"] != "blank" for told in tests.values()) + len(written),
        asked=len(tests) + len(release.written),
        right=sum(told["state"] == "right" for told in tests.values()),
        by_hand=(*left, *written),
        remarks=(*remarks, *reasons),
    )


def _owner(work: Work) -> tuple[str, str, str]:
    return work.owner.name, work.owner.number, work.owner.source
