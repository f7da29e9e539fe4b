"""`python kit.py mark EXERCISE FOLDER`: mark what a class handed in, print the table, write CSV files and feedback.

Without FOLDER nothing is marked: table, CSV files and feedback are made anew, with what was marked by hand since.
"""

import sys
from pathlib import Path

from lab.trouble import ROOT, Trouble
from marking import exports, feedback, isolation, table
from marking.collecting import Work, collect
from marking.course import Course, NotMarked
from marking.gradebook import open_grades, settle_by_hand
from marking.marks import BY_HAND
from marking.preprocessors import STATE
from marking.reading import cell_of
from marking.rebuilding import Release, rebuilt
from marking.submission import submission_of

CUT_SHORT = "The run was cut short: run the same command again"


def mark_folder(exercise: str, folder: Path, root: Path = ROOT, say=lambda text: None) -> dict[str, table.Result]:
    """Mark everything in a folder or zip; returns the results of its students, by student.

    say : gets a line of progress for each student. Raises Trouble where nothing can be marked at all.
    """
    course = Course(exercise, root)
    works, release = collect(folder, exercise), course.release()
    for path in _files(course).values():
        path.unlink(missing_ok=True)  # they told of the run before
    with course.gradebook() as gradebook:
        earlier = open_grades(gradebook, exercise, [work.student for work in works])
    results = {work.student: table.Result(work.student, *_owner(work), failed=CUT_SHORT) for work in works}
    table.keep(exports.record(root, exercise), list(results.values()))
    for number, work in enumerate(works, 1):
        say(f"{number} of {len(works)}  {work.student}")
        results[work.student] = _marked(course, release, work, earlier.get(work.student))
    table.keep(exports.record(root, exercise), list(results.values()))
    return results


def _marked(course: Course, release: Release, work: Work, earlier: float | None) -> table.Result:
    """Mark one student's work; whatever happens, no older mark (`earlier`) stands and the others are marked."""
    try:
        submission = submission_of(work, release)
        if submission.sheet is None:
            return _failed(course, work, earlier, submission.failed, submission.remarks)
        notebook, remarks = rebuilt(release, submission.sheet)
        before = course.notebook("submitted", work.student)
        marked = course.autograde(work.student, notebook)
        with course.gradebook() as gradebook:
            remarks += settle_by_hand(gradebook, release, work.student, before, notebook)
    except NotMarked as error:
        return _failed(course, work, earlier, f"nbgrader says: {error}")
    except BaseException as error:
        failed = _failed(course, work, earlier, f"marking stopped with {type(error).__name__}: {error}")
        if not isinstance(error, Exception):  # Ctrl-C ends the run, and leaves no older mark
            raise
        return failed
    return _result(release, work, marked, (*submission.remarks, *remarks))


def _failed(
    course: Course, work: Work, earlier: float | None, reason: str, remarks: tuple[str, ...] = ()
) -> table.Result:
    course.withdraw(work.student)
    if earlier is not None:
        remarks = (*remarks, f"an earlier mark ({earlier:g}) was withdrawn")
    return table.Result(work.student, *_owner(work), failed=reason, remarks=remarks)


def _result(release: Release, work: Work, marked: dict, remarks: tuple[str, ...]) -> table.Result:
    cells = [(cell_of(cell), cell["metadata"].get(STATE)) for cell in marked["cells"]]
    tests = {cell.grade_id.removeprefix("test_"): told for cell, told in cells if told}
    texts = [cell for cell, _ in cells if cell.grade_id in release.written]
    written = [cell.grade_id for cell in texts if cell.source != release.blank[cell.grade_id]]
    left = {number: told["remark"] for number, told in tests.items() if told["state"] == "by hand"}
    reasons = [f"{number}: {remark.removeprefix(BY_HAND).rstrip('.')}" for number, remark in left.items()]
    return table.Result(
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


def hand_back(exercise: str, root: Path = ROOT, say=lambda text: None) -> list[tuple[table.Result, exports.Standing]]:
    """Write CSV files and feedback pages from the gradebook as it is; returns everybody with where they stand."""
    course = Course(exercise, root)
    files = _files(course)
    with course.gradebook() as gradebook:
        everybody = exports.people(gradebook, root, exercise)
    exports.write_moodle(files["Moodle"], everybody)
    exports.write_canvas(files["Canvas"], everybody, exercise)
    # Excel knows UTF-8 by the mark that utf-8-sig puts first.
    table.write_csv(files["table"], exports.TABLE, exports.whole_table(everybody), "utf-8-sig")
    there = [who for who, where in everybody if where.state != "nothing"]
    pages = []
    for number, who in enumerate(there, 1):
        say(f"{number} of {len(there)}  feedback for {who.student}")
        try:
            pages.append((who.name, who.number, course.feedback(who.student)))
        except NotMarked as error:
            print(f"There is no feedback for {who.student}: {error}", file=sys.stderr)
    if from_moodle := [page for page in pages if page[1] and page[2].exists()]:
        feedback.zip_for_moodle(files["feedback"], from_moodle)
    return everybody


def _files(course: Course) -> dict[str, Path]:
    folder = exports.record(course.root, course.exercise).parent
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "table": folder / f"{course.exercise}.csv",
        "Moodle": folder / f"{course.exercise}-moodle.csv",
        "Canvas": folder / f"{course.exercise}-canvas.csv",
        "feedback": folder / f"{course.exercise}-feedback-for-moodle.zip",
    }


def main(exercise: str, folder: str = "", root: Path = ROOT) -> int:
    """Carry out the command; return the exit code."""
    try:
        marked = mark_folder(exercise, Path(folder), root, _progress) if folder else None
        everybody = hand_back(exercise, root, _progress)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    _progress("")
    _report(everybody, marked, Course(exercise, root))
    return 0


def _report(everybody: list, marked: dict | None, course: Course) -> None:
    shown = [(who, where) for who, where in everybody if marked is None or who.student in marked]
    print(*table.lines([table.row(who, where) for who, where in shown]), sep="\n")
    others = [who.student for who, where in everybody if where.state != "nothing" and (who, where) not in shown]
    if others:
        print(f"Marked in an earlier run, and not in this folder: {', '.join(others)}.")
    if trouble := isolation.unavailable():
        print(f"Answers that have to be run were left to be marked by hand: {trouble}.")
    folder = exports.record(course.root, course.exercise).parent
    print(f"CSV files for you, Moodle and Canvas are in {folder}, feedback pages in {course.grading / 'feedback'}.")


def _progress(text: str) -> None:
    """Show how far it is: on one line of a terminal, or in whole lines in a log."""
    if sys.stdout.isatty():
        print(f"\r{text:<70}", end="" if text else "\r", flush=True)
    elif text:
        print(text, flush=True)
