"""One file of rubrics: from it come sheets, mark schemes and the rubric of lesson 10."""

import json
import re
from pathlib import Path

import pytest

from marking import rubric
from tools import make_rubric

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = rubric.read()
SHEETS = sorted({row["sheet"] for row in RUBRIC})
SOLUTIONS = sorted(path.name for path in (ROOT / "solutions").glob("ex*"))


def cells(exercise):
    notebook = json.loads((ROOT / "solutions" / exercise / f"{exercise}.ipynb").read_text("utf-8"))
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in notebook["cells"]}


def text(cell):
    return "".join(cell["source"])


def test_every_exercise_has_its_sheet():
    assert SHEETS == SOLUTIONS and len(SHEETS) == 10


def test_lesson_10_judges_by_the_rows_of_the_project():
    assert make_rubric.LESSON.read_text("utf-8") == make_rubric.lesson(RUBRIC)


def test_the_check_finds_a_rubric_of_lesson_10_that_was_changed_by_hand(tmp_path, monkeypatch, capsys):
    changed = tmp_path / "rubric.csv"
    changed.write_text(make_rubric.lesson(RUBRIC).replace(",3,", ",4,", 1), "utf-8", newline="\n")
    before = changed.read_bytes()
    monkeypatch.setattr(make_rubric, "LESSON", changed)
    assert make_rubric.main(["--check"]) == 1 and changed.read_bytes() == before
    assert make_rubric.main([]) == 0 and make_rubric.main(["--check"]) == 0
    assert "run python tools/make_rubric.py" in capsys.readouterr().out


@pytest.mark.parametrize("exercise", SHEETS)
def test_a_criterion_has_three_levels_each_with_an_example_and_two_comments(exercise):
    for name, rows in rubric.criteria(RUBRIC, exercise).items():
        points = [float(row["points"]) for row in rows]
        assert [row["level"] for row in rows] == list(rubric.LEVELS), name
        assert points == sorted(set(points)) and all(own * 2 % 1 == 0 for own in points), name
        assert len({(row["label"], row["question"]) for row in rows}) == 1, name
        for field in ("description", "example"):
            assert len({row[field] for row in rows}) == 3 and all(row[field].strip() for row in rows), (name, field)
        assert all(len([own for own in row["comments"].split("|") if own.strip()]) >= 2 for row in rows), name


@pytest.mark.parametrize("exercise", SHEETS)
def test_the_counter_passage_earns_points_of_its_own(exercise):
    assert float(rubric.criteria(RUBRIC, exercise)["counter"][-1]["points"]) >= 1


@pytest.mark.parametrize("exercise", SOLUTIONS)
def test_the_sheet_sums_to_the_points_of_the_written_answer(exercise):
    assert rubric.most(RUBRIC, exercise) == cells(exercise)["written"]["metadata"]["nbgrader"]["points"]


@pytest.mark.parametrize("exercise", SOLUTIONS)
def test_sheet_and_mark_scheme_of_a_notebook_are_those_of_the_file(exercise):
    asked = text(cells(exercise)["written_question"])
    shown, mark, hidden = asked.partition(rubric.BEGIN)
    table = "\n".join(line for line in shown.splitlines() if line.startswith("|"))
    assert table == rubric.sheet(RUBRIC, exercise)
    assert (mark + hidden).strip() == rubric.scheme(RUBRIC, exercise)


@pytest.mark.parametrize("exercise", SHEETS)
def test_a_table_of_the_sheet_keeps_its_four_columns_and_shows_no_example(exercise):
    table = rubric.sheet(RUBRIC, exercise)
    assert {line.count("|") for line in table.splitlines()} == {5}
    assert not [row for row in RUBRIC if row["sheet"] == exercise and row["example"] in table]


def test_examples_quote_the_memorandum_right(doc):
    quoted = [words for row in RUBRIC for words in re.findall(r"“([^”]{12,})”", row["example"])]
    lost = [words for words in quoted if doc.find(words.rstrip(".,?")).empty]
    assert len(quoted) > 30 and not lost
