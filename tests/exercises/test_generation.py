"""What goes out to students is what the solutions yield, byte for byte, and holds no secret of theirs."""

import ast
import json
import re
import shutil

import pytest

from marking.course import exercises_in
from memo import MemoError
from memo.exercises.keys import source_of
from tests.exercises import trial
from tools import make_exercises as tool

ROOT = trial.ROOT
NAMES = exercises_in(ROOT)
STUB = "# Write your answer in place of the three dots."
TEXT = "*Write your answer here, in place of these words.*"


def notebook(folder, name):
    return tool.read(ROOT / folder / name / f"{name}.ipynb")


def by_name(cells):
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Everything made anew from the kit's solutions."""
    folder = tmp_path_factory.mktemp("made")
    tool.made_from(ROOT, folder)
    return folder


@pytest.fixture
def course(tmp_path):
    """A folder with the trial solution."""
    return trial.course(tmp_path / "course", trial.solution())


def test_there_are_ten_exercises():
    assert len(NAMES) == 10
    assert [name[:4] for name in NAMES] == [f"ex{number:02}" for number in range(1, 11)]


def test_the_tree_is_what_the_solutions_yield_byte_for_byte(made):
    assert list(tool.differences(ROOT, made)) == []
    assert len(tool.files(ROOT)) == len(NAMES) + 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_solution_goes_out(name):
    """Each cell alone: an answer's is its stub, a test's is its question, and nothing else was taken or added."""
    solved, released = (by_name(notebook(folder, name)["cells"]) for folder in ("solutions", "exercises"))
    assert list(solved) == list(released)
    for own, cell in released.items():
        source, before = source_of(cell), source_of(solved[own])
        if own.startswith("answer_"):
            assert source == f"{own} = ...\n{STUB}"
        elif own.startswith("test_"):
            number = own.removeprefix("test_")
            assert source == f'memo.check("{name[:4]}.{number}", answer_{number})'
        elif own == "written":
            assert source == TEXT
        else:
            assert source.strip() == before.partition("<!-- BEGIN MARK SCHEME -->")[0].strip()
        assert not cell.get("attachments") and not cell.get("outputs") and cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"nbgrader", "tags", "deletable", "editable"}


@pytest.mark.parametrize("name", NAMES)
def test_no_model_answer_stands_anywhere_in_the_exercise(name):
    """Also not in another cell: sentences of the mark scheme and of the written answer, and longer short answers."""
    text = " ".join(source_of(cell) for cell in notebook("exercises", name)["cells"])
    secrets = []
    for own, cell in by_name(notebook("solutions", name)["cells"]).items():
        source = source_of(cell)
        if own == "written":
            secrets += [line for line in re.split(r"\n+|(?<=[.?!])\s", source) if len(line.split()) > 7]
        if own.startswith("answer_"):
            answer = re.search(r"### BEGIN SOLUTION\n(.*)### END SOLUTION", source, re.DOTALL)[1]
            secrets += [answer.partition(" = ")[2].strip()] if len(answer) > 25 else []
            secrets += [node.value for node in ast.walk(ast.parse(answer)) if is_long_text(node)]
        if own.startswith("test_"):
            secrets += [node.value for node in ast.walk(ast.parse(source)) if is_long_text(node)]
    assert secrets
    assert [secret for secret in secrets if secret in text] == []
    assert "BEGIN" not in text and "points_for" not in text


def is_long_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 4


def test_the_file_of_keys_holds_no_model_answer():
    text = (ROOT / tool.BOOK).read_text("utf-8")
    kept = json.loads(text)
    assert [f"{name[:4]}" for name in NAMES] == list(kept)
    for entry in kept.values():
        for item in entry["items"].values():
            seals = [mark for group in item["groups"] for mark in group] + item["spare"] + list(item["hints"])
            assert all(re.fullmatch(r"[0-9a-f]{24}", mark) for mark in seals)


def test_the_trial_is_released_without_its_secrets(course, tmp_path):
    tool.made_from(course, tmp_path / "made")
    text = (tmp_path / "made/exercises/ex77-trial/ex77-trial.ipynb").read_text("utf-8")
    assert trial.MODEL not in text and trial.SCHEME not in text and "HIDDEN" not in text and "Paragraphs" not in text
    released = by_name(json.loads(text)["cells"])
    for number, (answer, _, points) in trial.QUESTIONS.items():
        assert source_of(released[f"answer_{number}"]) == f"answer_{number} = ...\n{STUB}"
        assert f"answer_{number} = {answer}" not in text
        assert released[f"test_{number}"]["metadata"]["nbgrader"]["points"] == points
        assert "raises-exception" in released[f"test_{number}"]["metadata"]["tags"]
    assert source_of(released["written"]) == TEXT
    assert source_of(released["written_question"]).strip() == "Write."
    assert json.loads(text)["metadata"]["memorandum"] == {"exercise": "ex77-trial", "version": 1}


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_generation_repeats_itself_and_leaves_no_gradebook(course, tmp_path):
    before = files_in(course)
    for run in ("one", "two"):
        tool.made_from(course, tmp_path / run)
    assert list(tool.differences(tmp_path / "one", tmp_path / "two")) == []
    assert files_in(course) == before
    assert not list(tmp_path.rglob("*.db"))


def test_what_an_editor_leaves_does_not_go_out(tmp_path):
    notebook = trial.solution()
    cell = by_name(notebook["cells"])["answer_1"]
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["the key is b"]}]
    cell["execution_count"] = 7
    cell["metadata"] |= {"execution": {"iopub.execute_input": "2026-11-22T10:00:00Z"}, "jupyter": {"x": 1}}
    notebook["metadata"]["widgets"] = {"state": {"secret": 1}}
    tool.made_from(trial.course(tmp_path / "course", notebook), tmp_path / "made")
    tool.made_from(trial.course(tmp_path / "clean", trial.solution()), tmp_path / "other")
    assert list(tool.differences(tmp_path / "made", tmp_path / "other")) == []


def spoiled(change):
    notebook = trial.solution()
    change(by_name(notebook["cells"]), notebook)
    return notebook


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda cells, _: cells["title"].update(attachments={"a.png": {"image/png": ""}}), "title: it has an att"),
        (lambda cells, _: cells["title"]["metadata"].update(jp={"a": 1}), "marks that do not belong there: jp"),
        (lambda cells, _: cells["setup"]["metadata"].pop("nbgrader"), "cell setup: it has no nbgrader metadata"),
        (lambda cells, _: cells["answer_1"].update(source="### BEGIN SOLUTION\nx = 1"), "nbgrader does not release it"),
        (lambda cells, _: cells["answer_1"]["metadata"]["nbgrader"].update(solution=False), "does not release it"),
        (lambda cells, _: cells["test_1"]["metadata"]["nbgrader"].update(points=9), "the cell has 9 points, its key 1"),
        (lambda cells, _: cells["test_2"]["metadata"]["nbgrader"].update(grade_id="test_1"), "does not release it"),
        (lambda _, notebook: notebook["metadata"]["memorandum"].update(exercise="ex78-trial"), "belongs to another"),
    ],
)
def test_a_solution_that_would_leak_or_cannot_be_marked_is_refused(tmp_path, capsys, change, sentence):
    course = trial.course(tmp_path / "course", trial.solution())
    file = course / "solutions/ex77-trial/ex77-trial.ipynb"
    file.write_text(json.dumps(spoiled(change)), "utf-8")
    assert tool.main([], root=course) == 1
    assert sentence in capsys.readouterr().err
    assert not (course / "exercises").exists()


def test_making_and_comparing(course, capsys):
    released = course / "exercises/ex77-trial/ex77-trial.ipynb"
    assert tool.main(["--check"], root=course) == 1
    assert "exercises/ex77-trial/ex77-trial.ipynb is missing." in capsys.readouterr().err
    assert tool.main([], root=course) == 0
    assert tool.main(["--check"], root=course) == 0
    assert capsys.readouterr().out.endswith("The exercises are what the solutions yield.\n")
    released.write_text(released.read_text("utf-8").replace("What?", "Which?"), "utf-8")
    assert tool.main(["--check"], root=course) == 1
    assert "is not what the solutions yield.\nRun: python tools/make_exercises.py" in capsys.readouterr().err
    assert "Which?" in released.read_text("utf-8"), "comparing writes nothing"


def test_an_exercise_whose_solution_went_goes_too(course, capsys):
    stale = course / "exercises/ex66-gone/ex66-gone.ipynb"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}", "utf-8")
    tool.main(["--check"], root=course)
    assert "exercises/ex66-gone/ex66-gone.ipynb has no solution" in capsys.readouterr().err
    assert tool.main([], root=course) == 0
    assert not stale.exists()


def test_a_checkpoint_of_the_editor_is_not_looked_at(course):
    tool.main([], root=course)
    kept = course / "exercises/ex77-trial/.ipynb_checkpoints/ex77-trial-checkpoint.ipynb"
    kept.parent.mkdir()
    shutil.copy(course / "exercises/ex77-trial/ex77-trial.ipynb", kept)
    assert tool.main(["--check"], root=course) == 0


def test_an_exercise_without_solution_is_named(tmp_path):
    with pytest.raises(MemoError, match="ex66-none: nbgrader does not release it"):
        tool.generate(ROOT, "ex66-none", tmp_path)
