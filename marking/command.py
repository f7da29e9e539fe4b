"""`python kit.py mark EXERCISE FOLDER`: mark what a class handed in, print the table, write CSV files and feedback.

Without FOLDER nothing is marked: table, CSV files and feedback are made anew, with what was marked by hand since.
"""

import sys
from pathlib import Path

from lab.trouble import ROOT, Trouble
from marking import exports, feedback, isolation, table
from marking.course import Course
from marking.run import mark_folder


def hand_back(exercise: str, root: Path = ROOT, say=lambda text: None) -> list[tuple[table.Result, exports.Standing]]:
    """Write CSV files and feedback pages from the gradebook as it is; returns everybody with where they stand."""
    course = Course(exercise, root)
    files = exports.files(course.root, exercise)
    with course.gradebook() as gradebook:
        everybody = exports.people(gradebook, root, exercise)
    exports.write_moodle(files["Moodle"], everybody)
    exports.write_canvas(files["Canvas"], everybody, exercise)
    # Excel knows UTF-8 by the mark that utf-8-sig puts first.
    table.write_csv(files["table"], exports.TABLE, exports.whole_table(everybody), "utf-8-sig")
    there = [who for who, where in everybody if where.state != "nothing"]
    pages = course.feedback(lambda student: say(f"feedback for {student}"))
    if missing := [who.student for who in there if who.student not in pages]:
        print(f"There is no feedback page for {', '.join(missing)}: nbgrader could not make it.", file=sys.stderr)
    on_moodle = [who for who in there if who.source == "Moodle" and who.student in pages]
    if from_moodle := [(who.name, who.number, pages[who.student]) for who in on_moodle]:
        feedback.zip_for_moodle(files["feedback"], from_moodle)
    return everybody


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
