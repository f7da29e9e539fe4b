"""The keys of an exercise, read from its solution's test cells without running any of them."""

import ast
import re

from memo.errors import MemoError
from memo.exercises.kinds import KINDS
from memo.exercises.plain import MalformedError

_ITEM = re.compile(r"ex\d\d\.\d{1,2}")


def keys_in(notebook):
    """The key of each item, {"ex01.3": Paragraphs(…)}, in the notebook's order.

    notebook : dict, a solution's notebook as JSON holds it

    Raises MemoError that names the cell in which a key cannot be read or is not worth the cell's points.

    >>> source = 'memo.check("ex01.1", answer_1)\\nChoice({"b"}, points=2).points_for(answer_1)'
    >>> nbgrader = {"grade_id": "test_1", "grade": True, "solution": False, "points": 2}
    >>> cell = {"cell_type": "code", "metadata": {"nbgrader": nbgrader}, "source": source}
    >>> keys_in({"cells": [cell]})["ex01.1"].points_for("b")
    2.0
    """
    keys = {}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and marks.get("grade"):
            item, kind = _key(source_of(cell), marks["grade_id"])
            if item in keys:
                raise MemoError(f"Two cells ask for {item}; the second is {marks['grade_id']}: give one of them another number.")
            points = marks.get("points")
            if kind.points != points:
                raise MemoError(f"{marks['grade_id']}: the cell has {points} points, its key {kind.points}: make them the same.")
            keys[item] = kind
    return keys


def source_of(cell):
    """A cell's text, which a file may hold as lines or as one text; of the kit's own notebooks, which are whole."""
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def _key(source, cell):
    """(item, kind) of a test cell: its first expression asks, its last one gives the points."""
    try:
        lines = [node.value for node in ast.parse(source).body if isinstance(node, ast.Expr)]
        asked, given = lines[0], lines[-1]
        item, variable = ast.literal_eval(asked.args[0]), asked.args[1].id
        made, same = given.func.value, given.func.attr == "points_for" and given.args[0].id == variable
        if ast.unparse(asked.func) != "memo.check" or not same or not _ITEM.fullmatch(item):
            raise ValueError(source)
        arguments = [ast.literal_eval(own) for own in made.args]
        named = {own.arg: ast.literal_eval(own.value) for own in made.keywords}
        kind = KINDS[made.func.id]
    except (SyntaxError, ValueError, AttributeError, IndexError, KeyError, TypeError):
        shape = f'memo.check("ex01.1", answer_1) … {next(iter(KINDS))}({{"b"}}, points=1).points_for(answer_1)'
        raise MemoError(f"{cell}: the key cannot be read. The cell must have this shape: {shape}.") from None
    try:
        return item, kind(*arguments, **named)
    except (MalformedError, MemoError, TypeError, ValueError, AttributeError) as error:
        raise MemoError(f"{cell}: the key cannot be made. {error}") from None
