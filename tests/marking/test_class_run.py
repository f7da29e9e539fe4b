"""A run over a folder: what stands in the gradebook after it, after another one, and after one that went wrong."""

import json
import re

import pytest

from lab.trouble import Trouble
from marking import class_run, command, isolation
from marking.course import Course, NotMarked
from tests.marking.isolating import needs_bwrap
from tests.marking.small_exercise import MODEL, NAME, RIGHT, SECRET

TEXT = "Two passages carry it (¶8, ¶20)."


def test_each_gets_the_points_due_and_what_is_left_to_a_person_waits(small):
    small.hand_in("ana", **RIGHT, written=TEXT)
    small.hand_in("ben", **RIGHT | {"answer_2": "answer_2 = sorted([8, 20])"})
    small.hand_in("cy")
    small.mark()
    rows = small.rows()
    assert rows["ana"][1:5] == ("4 of 4", "3", "written", "5 of 10, to be marked by hand")
    assert rows["ben"][1:4] == ("3 of 4", "2", "2")
    assert rows["ben"][4:] == ("3 of 10, to be marked by hand", "2: the answer is not written as a value")
    assert rows["cy"][1:5] == ("0 of 4", "0", "", "0 of 10")
    assert small.grade("ben", "test_2") == (None, None, True)
    assert small.grade("cy", "written") == (0, None, False)


@needs_bwrap
def test_only_an_answer_that_may_be_computed_is_run(small, monkeypatch):
    seen = []
    really = isolation._run
    monkeypatch.setattr(isolation, "_run", lambda source, *others: seen.append(source) or really(source, *others))
    computed = "answer_3 = 2 * 19  # by a line of Python"
    small.hand_in("ana", **RIGHT | {"answer_1": "answer_1 = 'b'.lower()", "answer_3": computed})
    small.mark()
    assert seen == [computed]
    assert small.grade("ana", "test_3") == (2, None, False)


def test_a_broken_file_takes_the_older_mark_away(small):
    path = small.hand_in("ana", **RIGHT, written=TEXT)
    small.hand_in("ben", **RIGHT)
    small.mark()
    small.by_hand("ana", "written", 4)
    path.write_bytes(b"")
    small.mark()
    rows = small.rows()
    assert rows["ana"][4:] == ("none", "failed: The file is empty; an earlier mark (9) was withdrawn")
    assert rows["ben"][4] == "5 of 10"
    assert not list(small.course.grading.glob("*/ana/**/*.*"))
    assert '"ana","ana","","","' in (small.course.grading / "results" / f"{NAME}-moodle.csv").read_text()


@pytest.mark.parametrize("error", [NotMarked("no"), RuntimeError("no"), MemoryError()])
def test_whatever_goes_wrong_for_one_the_others_are_marked(small, monkeypatch, error):
    small.hand_in("ana", **RIGHT)
    small.hand_in("ben", **RIGHT)
    small.mark()
    autograde = Course.autograde

    def failing(course, student, notebook):
        if student == "ana":
            raise error
        return autograde(course, student, notebook)

    monkeypatch.setattr(Course, "autograde", failing)
    small.mark()
    rows = small.rows()
    assert rows["ana"][4] == "none" and "failed: " in rows["ana"][5]
    assert rows["ben"][4] == "5 of 10"


def test_a_run_that_is_cut_short_leaves_no_older_mark(small, monkeypatch):
    for student in ("ana", "ben"):
        small.hand_in(student, **RIGHT)
    small.mark()
    small.rows()

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Course, "autograde", killed)
    with pytest.raises(KeyboardInterrupt):
        small.mark()
    assert not list((small.course.grading / "results").glob("*.csv"))
    rows = small.rows()
    for student in ("ana", "ben"):
        assert rows[student][4:] == ("none", f"failed: {class_run.CUT_SHORT}")
    assert small.grade("ben", "test_1") == (None, None, True)


def test_marks_given_by_hand_stay_while_the_answer_does(small):
    changed = RIGHT | {"answer_2": "answer_2 = sorted([8, 20])"}
    small.hand_in("ana", **changed, written=TEXT)
    small.hand_in("ben", **changed, written=TEXT)
    small.mark()
    for student in ("ana", "ben"):
        small.by_hand(student, "written", 4, "words: proficient")
        small.by_hand(student, "test_2", 1.5)
    small.hand_in("ben", **changed | {"answer_2": "answer_2 = sorted([8, 21])"}, written=f"{TEXT} And more.")
    small.mark()
    assert small.grade("ana", "written") == (None, 4, False)
    assert small.grade("ana", "test_2") == (None, 1.5, False)
    assert small.grade("ben", "written") == (None, None, True)
    assert small.grade("ben", "test_2") == (None, None, True)
    rows = small.rows()
    assert rows["ana"][4] == "8.5 of 10"
    assert "written answer changed: the mark given by hand (4) was withdrawn" in rows["ben"][5]
    with small.course.gradebook() as gradebook:
        comments = [gradebook.find_comment("written", NAME, NAME, student).manual_comment for student in ("ana", "ben")]
    assert comments == ["words: proficient", None]


def test_nbgraders_own_autograde_runs_nothing_either_and_shows_no_script(small):
    """What Formgrader's button does with a notebook as it was handed in, scripts, attachments and all."""
    notebook = json.loads(small.hand_in("ana", **RIGHT, written=f"{TEXT} <script>alert(1)</script>").read_text("utf-8"))
    attack = {"cell_type": "code", "id": "x", "metadata": {}, "source": f"open({str(small.root / 'owned')!r}, 'w')"}
    notebook["cells"].insert(0, attack | {"outputs": [], "execution_count": None})
    small.course.autograde("ana", notebook)
    assert not (small.root / "owned").exists()
    assert [small.grade("ana", f"test_{number}")[0] for number in (1, 2, 3)] == [1, 2, 2]
    assert "<script" not in json.dumps(small.course.notebook("autograded", "ana"))


def test_versions_and_other_exercises_are_told(small):
    told = {"ana": {"exercise": NAME, "version": 1}, "ben": {"exercise": "ex02-reading"}, "cy": None}
    for student, about in told.items():
        path = small.hand_in(student, **RIGHT)
        notebook = json.loads(path.read_text("utf-8"))
        notebook["metadata"]["memorandum"] = about
        path.write_text(json.dumps(notebook), "utf-8")
    small.mark()
    rows = small.rows()
    assert rows["ana"][4:] == ("5 of 10", "made with version 1 of the exercise, marked by version 2")
    assert rows["ben"][4:] == ("none", f"failed: This is ex02-reading, not {NAME}")
    assert rows["cy"][4:] == ("5 of 10", "the notebook does not say which exercise it is")


def test_feedback_tells_what_was_chosen_and_nothing_that_is_kept(small):
    small.hand_in("ana", **RIGHT | {"answer_2": "answer_2 = [8]", "answer_1": "answer_1 = ("}, written=TEXT)
    small.hand_in("ben", **RIGHT, written=TEXT)
    small.mark()
    small.by_hand("ana", "written", 5, "exact: proficient b\nThank you.")
    small.rows()
    places = {student: small.course.place("feedback", student) for student in ("ana", "ben")}
    pages = {student: (place / f"{NAME}.html").read_text("utf-8") for student, place in places.items()}
    for page in pages.values():
        assert not re.search(r"<(script|link|img)[^>]*(src|href)=", page)
        assert not [kept for kept in (MODEL, SECRET, "HIDDEN", "points_for", "need=", "Traceback (") if kept in page]
    assert "Two passages, exact. Very close." in pages["ana"] and "Thank you." in pages["ana"]
    assert "Compare ¶21." in pages["ana"] and "Not yet marked" not in pages["ana"]
    assert "Not yet marked" in pages["ben"]


def test_the_command_tells_everything_and_ends_well(small, capsys):
    path = small.hand_in("ana", **RIGHT)
    assert command.main(NAME, str(small.folder), small.root) == 0
    said = capsys.readouterr().out
    assert "1 of 1  ana" in said and "5 of 10" in said and "student  answered" in said
    assert command.SEND_AGAIN not in said
    assert command.main(NAME, "", small.root) == 0
    assert "5 of 10" in capsys.readouterr().out
    path.write_bytes(b"")
    assert command.main(NAME, str(small.folder), small.root) == 0
    assert f"There is no mark for ana. {command.SEND_AGAIN}" in capsys.readouterr().out


@pytest.mark.parametrize(("exercise", "folder"), [("ex99-none", "handed in"), (NAME, "nowhere")])
def test_troubles_are_one_sentence(small, capsys, exercise, folder):
    assert command.main(exercise, str(small.root / folder), small.root) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_questions_added_after_marking_are_refused(small):
    small.hand_in("ana", **RIGHT)
    small.mark()
    path = small.root / "solutions" / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["metadata"]["nbgrader"]["grade_id"] != "test_1"]
    path.write_text(json.dumps(notebook), "utf-8")
    with pytest.raises(Trouble, match="other questions than when work was marked"):
        small.mark()
