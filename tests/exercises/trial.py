"""A small solution made in the tests, with a question of every kind: the engine is tried without the real ones."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# number: the model answer's source, the key without its points, the points
QUESTIONS = {
    1: ('"b"', 'Choice({"b"}, options="abc", hint="Look again at the heading.", hints={"a": "Who signed it?"})', 1),
    2: ('["a", "c"]', 'Choices({"a", "c"}, options="abcd")', 2),
    3: ("[8, 20]", 'Paragraphs([8, 9, 20, 35], need=2, hint="Look for question marks.")', 2),
    4: ('"now are losing control over the course of events"', 'Quotation(["6.2"], hint="It stands in ¶6.")', 1),
    5: ("4", 'Number({4}, hints={5: "Yugoslavia is no member."})', 1),
    6: ('"11 February 1989"', 'Date({"1989-02-11"})', 1),
    7: ('["Hungary", "Poland"]', 'Words({"Poland", "Hungary", "GDR|East Germany"}, need=2)', 2),
    8: ('["a", "b", "c"]', 'Order(before=[("a", "b"), ("b", "c")], letters="abc")', 2),
    9: ('{"a": [1, 2], "b": 3}', 'Match({"a": {1, 2}, "b": {3}}, optional={"a": {4}})', 3),
    10: ('{"kind": "forecast", "certainty": 3}', 'Coding({"kind": {"forecast"}, "certainty": {"2", "3"}})', 2),
    11: ("len(doc.paragraphs) // 2", "Number({19}, computed=True)", 1),
}
MODEL = "The Ministry counts seven and one beside them, which is eight; the secret is out."
SCHEME = "basic: names the number and no reason for it"


def _cell(kind, name, source, points=None, grade=False, solution=False, tags=()):
    marks = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": solution, "locked": not solution}
    marks |= {"task": False} | ({} if points is None else {"points": points})
    metadata = {"nbgrader": marks} | ({"tags": list(tags)} if tags else {})
    cell = {"cell_type": kind, "id": name.replace("_", "-"), "metadata": metadata, "source": source.splitlines(True)}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def question(number, answer, key, points, item="ex77"):
    """The three cells of a question."""
    made = f"{key[:-1]}, points={points})"
    code = f"answer_{number} = ...\n### BEGIN SOLUTION\nanswer_{number} = {answer}\n### END SOLUTION"
    hidden = f"from memo.exercises import {key.partition('(')[0]}\n\n{made}.points_for(answer_{number})"
    asked = f'memo.check("{item}.{number}", answer_{number})'
    test = f"{asked}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return [
        _cell("markdown", f"question_{number}", f"**Question {number}.** What?"),
        _cell("code", f"answer_{number}", code, solution=True),
        _cell("code", f"test_{number}", test, points, grade=True, tags=["raises-exception"]),
    ]


def solution(name="ex77-trial", questions=QUESTIONS):
    """A solution's notebook, as JSON holds it."""
    item = name.partition("-")[0]
    cells = [_cell("markdown", "title", f"# Exercise {int(item[2:])} · A trial\n\n*Does it hold?*")]
    cells += [_cell("code", "setup", "import memo\n\ndoc = memo.load()")]
    for number, (answer, key, points) in questions.items():
        cells += question(number, answer, key, points, item)
    scheme = f"Write.\n<!-- BEGIN MARK SCHEME -->\n{SCHEME}\n<!-- END MARK SCHEME -->"
    cells += [_cell("markdown", "written_question", scheme)]
    cells += [_cell("markdown", "written", MODEL, 5, grade=True, solution=True)]
    cells += [_cell("code", "overview", f'memo.check("{item}")')]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    metadata |= {"memorandum": {"exercise": name, "version": 1}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def course(folder, *notebooks):
    """A folder with solutions and the kit's own settings of nbgrader; returns it."""
    for notebook in notebooks:
        name = notebook["metadata"]["memorandum"]["exercise"]
        path = folder / "solutions" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text("utf-8"), "utf-8")
    return folder
