"""A small exercise of its own, so that what is tested here does not hang on what the real ones ask."""

import json
import shutil
from pathlib import Path

from tests.marking.class_of_40 import ROOT

NAME = "ex90-small"
MODEL = "The model answer, which nobody may see."
SECRET = "The scheme, which nobody may see."
RUBRIC = """sheet,criterion,label,question,level,points,description,example,comments
ex90-small,words,Exact words,Are there words?,basic,0.5,Retells the paper.,E,Which words?|Copy them.
ex90-small,words,Exact words,Are there words?,proficient,5,"Two passages, exact.",E,Well read.|Very close.
"""
QUESTIONS = (
    ("'b'", "Choice({'b'}, hint='Look at ¶8.', points=1)"),
    ("[8, 20]", "Paragraphs([8, 20], need=2, hint='Compare ¶21.', points=2)"),
    ("38", "Number({38}, computed=True, hint='Count again.', points=2)"),
)
RIGHT = {f"answer_{number}": f"answer_{number} = {answer}" for number, (answer, _) in enumerate(QUESTIONS, 1)}


def make(root: Path) -> Path:
    """Write the exercise, its rubric and the settings under a folder."""
    cells = [_cell("title", "markdown", "# Exercise 90 · Small", locked=True)]
    for number, (answer, key) in enumerate(QUESTIONS, 1):
        solution = f"answer_{number} = ...\n### BEGIN SOLUTION\nanswer_{number} = {answer}\n### END SOLUTION"
        hidden = f"### BEGIN HIDDEN TESTS\n{key}.points_for(answer_{number})\n### END HIDDEN TESTS"
        points = int(key.rpartition("points=")[2].rstrip(")"))
        cells.append(_cell(f"question_{number}", "markdown", f"## Question {number}", locked=True))
        cells.append(_cell(f"answer_{number}", "code", solution, solution=True))
        test = f'memo.check("ex90.{number}", answer_{number})\n{hidden}'
        cells.append(_cell(f"test_{number}", "code", test, grade=True, locked=True, points=points))
    scheme = f"## Write\n<!-- BEGIN MARK SCHEME -->\n{SECRET}\n<!-- END MARK SCHEME -->"
    cells.append(_cell("written_question", "markdown", scheme, locked=True))
    cells.append(_cell("written", "markdown", MODEL, grade=True, solution=True, points=5))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    about = kernel | {"memorandum": {"exercise": NAME, "version": 2}}
    path = root / "solutions" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    (root / "solutions" / "rubric.csv").write_text(RUBRIC, "utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return root


def _cell(name, kind, source, grade=False, solution=False, locked=False, points=None):
    marks = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": solution}
    marks |= {"locked": locked, "task": False} | ({} if points is None else {"points": points})
    cell = {"cell_type": kind, "id": name.replace("_", "-"), "metadata": {"nbgrader": marks}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def hand_in(folder: Path, student: str, released: dict, **sources: str) -> Path:
    """Write a student's notebook: the released one with other sources for the cells named."""
    notebook = json.loads(json.dumps(released))
    for cell in notebook["cells"]:
        cell["source"] = sources.get(cell["metadata"]["nbgrader"]["grade_id"], cell["source"])
    path = folder / student / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")
    return path
