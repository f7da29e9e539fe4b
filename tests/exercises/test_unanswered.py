"""An exercise with nothing filled in runs to its end, and fails in its test cells alone, each with one sentence."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from memo.exercises import book
from tests.exercises.trial import ROOT
from tools import make_exercises as tool


def run(name):
    """The exercise as a student opens it, run from its own folder."""
    path = ROOT / "exercises" / name / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": path.parent}}).execute()
    return notebook


@pytest.mark.parametrize("name", tool.names(ROOT))
def test_unanswered_it_says_what_is_not_yet_answered(name, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    outputs = {cell.id: cell.outputs for cell in run(name).cells if cell.cell_type == "code"}
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
