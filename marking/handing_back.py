"""What goes back to the instructor, to Moodle and Canvas and to the students, made from the gradebook as it is."""

import sys
from pathlib import Path

from lab.trouble import ROOT
from marking import exports, feedback, table
from marking.course import Course
from marking.gradebook import Standing
from marking.results import Result


def hand_back(exercise: str, root: Path = ROOT, say=lambda text: None) -> list[tuple[Result, Standing]]:
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
