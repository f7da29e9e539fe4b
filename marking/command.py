"""`python kit.py mark EXERCISE FOLDER`: mark what a class handed in, print the table, write CSV files and feedback.

Without FOLDER nothing is marked: table, CSV files and feedback are made anew, with what was marked by hand since.
"""

import sys
from pathlib import Path

from lab.trouble import ROOT, Trouble
from marking import isolation, results, table
from marking.class_run import mark_folder
from marking.course import Course
from marking.handing_back import hand_back

SEND_AGAIN = "Ask those students for the .ipynb file itself, put it into a folder with their name, and run the same command again."


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
    if failed := [who.student for who, _ in shown if who.failed]:
        print(f"There is no mark for {', '.join(failed)}. {SEND_AGAIN}")
    if trouble := isolation.unavailable():
        print(f"Answers that have to be run were left to be marked by hand: {trouble}.")
    folder = results.record(course.root, course.exercise).parent
    print(f"CSV files for you, Moodle and Canvas are in {folder}, feedback pages in {course.grading / 'feedback'}.")


def _progress(text: str) -> None:
    """Show how far it is: on one line of a terminal, or in whole lines in a log."""
    if sys.stdout.isatty():
        print(f"\r{text:<70}", end="" if text else "\r", flush=True)
    elif text:
        print(text, flush=True)
