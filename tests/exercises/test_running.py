"""Exercises and solutions run as a person runs them: blank ones fail where they are blank, solved ones nowhere."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from marking.course import exercises_in
from memo.exercises import book
from tests.exercises.trial import ROOT
from tools import make_exercises as tool

EACH = pytest.mark.parametrize("name", exercises_in(ROOT))


def run(folder, name, monkeypatch):
    """The outputs of each code cell after a run in a kernel, from the notebook's own folder, whatever failed in it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    path = ROOT / folder / name / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": path.parent}}).execute()
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


@EACH
def test_unanswered_it_says_what_is_not_yet_answered(name, monkeypatch):
    """It runs to its end and fails in its test cells alone, each with one sentence."""
    outputs = run("exercises", name, monkeypatch)
    failed = {own: [output for output in made if output.output_type == "error"] for own, made in outputs.items()}
    assert [own for own, errors in failed.items() if errors] == [own for own in outputs if own.startswith("test-")]
    for own, errors in failed.items():
        if errors:
            number = own.removeprefix("test-")
            assert errors[0].traceback == [f"Question {number} is not yet answered."]
            assert len(outputs[own]) == 1, "nothing else is shown"
    shown = outputs["overview"][0]["data"]["text/plain"]
    numbers = [book.question(item) for item in book.exercise(name[:4])["items"]]
    open_ones = re.search(r"Not yet answered, or its cell not yet run: (.*)\.", shown)
    assert (open_ones[1].split(", ") if open_ones else []) == numbers
    assert shown.splitlines()[-1].startswith("The written answer is read by your teacher")


@EACH
def test_a_solution_earns_all_its_points(name, monkeypatch):
    """nbval lets a cell fail that is tagged so, as test cells are: here none may."""
    outputs = run("solutions", name, monkeypatch)
    assert not [own for own, made in outputs.items() for output in made if output.output_type in ("error", "stream")]
    cells = tool.read(ROOT / "solutions" / name / f"{name}.ipynb")["cells"]
    points = {cell["id"]: cell["metadata"]["nbgrader"].get("points") for cell in cells if cell["cell_type"] == "code"}
    given = {own: float(made[0]["data"]["text/plain"]) for own, made in outputs.items() if own.startswith("test-")}
    assert given == {own: worth for own, worth in points.items() if worth is not None}
    if given:
        assert f"{len(given)} of {len(given)} right." in outputs["overview"][0]["data"]["text/plain"]
