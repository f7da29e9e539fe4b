"""CSV files for people, Moodle and Canvas: no formula, no shifted column, no mark where there is none yet."""

import csv
import io
import subprocess
import sys
from datetime import UTC, datetime

import pandas
import pytest

from marking.exports import CANVAS, MOODLE, TABLE, canvas, moodle, status, whole_table
from marking.gradebook import Standing
from marking.results import Result
from marking.table import safe, write_csv
from tests.marking.small_exercise import NAME, RIGHT

EVERYBODY = [
    (Result("ana", 'Ruiz, "Ana"', "91", "Moodle", 9, 9, 9), Standing("marked", 14.5, 15)),
    (Result("ben", "=HYPERLINK(1)", "92", "Moodle", 9, 9, 0), Standing("marked", 0, 15)),
    (Result("cy", "cy", "7", "Canvas", 9, 9, 4, ("written",)), Standing("to be marked by hand", 6, 15)),
    (Result("dee", "dee", failed="The file is empty"), Standing("nothing")),
    (Result("eve", "eve"), Standing("nothing")),
]


def test_the_three_kinds_of_no_mark_are_three():
    assert [status(*one) for one in EVERYBODY] == [
        *("marked", "marked", "to be marked by hand"),
        *("failed: The file is empty", "nothing handed in"),
    ]


def test_moodle_gets_a_grade_only_where_there_is_one(tmp_path):
    write_csv(tmp_path / "m.csv", MOODLE, moodle(EVERYBODY, datetime(2026, 11, 22, 12, tzinfo=UTC)))
    frame = pandas.read_csv(tmp_path / "m.csv", dtype=str, keep_default_na=False)
    assert list(frame["Identifier"][:2]) == ["Participant 91", "Participant 92"]
    assert list(frame["Grade"]) == ["14.5", "0", "", "", ""]
    assert list(frame["Full name"][:2]) == ['Ruiz, "Ana"', "'=HYPERLINK(1)"]
    assert set(frame["Last modified (grade)"]) == {"2026-11-22 12:00 UTC"}


def test_canvas_gets_no_row_whose_empty_cell_would_delete_a_mark():
    rows = canvas(EVERYBODY)
    assert len(CANVAS) + 1 == len(rows[0])
    assert [(row[0].strip(), row[1], row[-1]) for row in rows] == [
        ("Points Possible", "", "15"),
        ('Ruiz, "Ana"', "", "14.5"),
        ("=HYPERLINK(1)", "", "0"),
    ]


def test_the_table_keeps_points_so_far_apart(tmp_path):
    write_csv(tmp_path / "t.csv", TABLE, whole_table(EVERYBODY), "utf-8-sig")
    frame = pandas.read_csv(tmp_path / "t.csv")
    assert list(frame["points so far"].fillna(-1)) == [14.5, 0, 6, -1, -1]
    assert frame["status"][2] == "to be marked by hand"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "＝1", "\r@"])
def test_no_text_is_a_formula(text):
    written = io.StringIO()
    csv.writer(written).writerow([safe(text)])
    assert written.getvalue().lstrip('"')[0] == "'"


def test_nbgraders_own_command_writes_the_same(small):
    small.hand_in("ana", **RIGHT)
    small.hand_in("ben", **RIGHT, written="A text.")
    small.mark()
    small.rows()
    ours = small.course.grading / "results" / f"{NAME}-canvas.csv"
    made = small.root / "made.csv"
    command = [sys.executable, "-m", "nbgrader", "export", "--exporter=marking.exports.Canvas", f"--to={made}"]
    subprocess.run(command, cwd=small.root, env=environment(), check=True, capture_output=True, timeout=120)
    assert made.read_text() == ours.read_text()


def environment():
    """This environment with the kit's folder on the path, as an installed kit has it."""
    import os

    from tests.marking.class_of_40 import ROOT

    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
