"""What `memo.check` knows of the exercises: their questions with sealed keys, from `memo/data/exercises.json`.

The file is made from `solutions/` by `python tools/make_exercises.py`; nobody writes in it by hand.
"""

import json
import re
from functools import cache
from importlib import resources

from memo.errors import MemoError
from memo.exercises.keys import keys_in, source_of
from memo.exercises.kinds import KINDS

FILE = "exercises.json"


def entry(notebook):
    """(name such as "ex01", what the file keeps of an exercise) from its solution's notebook."""
    told = notebook["metadata"]["memorandum"]
    first = source_of(notebook["cells"][0]).strip().splitlines()[0].removeprefix("# ")
    texts = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    by_hand = any(cell["metadata"].get("nbgrader", {}).get("grade") for cell in texts)
    items = {item: kind.sealed(item).kept() for item, kind in keys_in(notebook).items()}
    name = told["exercise"].partition("-")[0]
    strange = [item for item in items if not item.startswith(f"{name}.")]
    if strange:
        raise MemoError(f"{told['exercise']}: {strange[0]} belongs to another exercise: name it {name}.… in its test cell.")
    return name, {"title": first, "version": told["version"], "written": by_hand, "items": items}


def exercise(name):
    """What the file keeps of an exercise: title, version, written (whether a teacher reads a text), items.

    Raises MemoError where there is none of this name.
    """
    book = _book()
    if name not in book:
        listed = ", ".join(book) or "none yet"
        raise MemoError(f"There is no exercise {str(name)[:20]!r}. There are: {listed}.")
    return book[name]


def key(item):
    """The sealed key of a question such as "ex01.3"; MemoError where there is none."""
    name = item.partition(".")[0]
    items = exercise(name)["items"]
    if item not in items:
        raise MemoError(f"There is no question {item[:20]!r}. {name} has {first_and_last(items)}.")
    kept = items[item]
    return KINDS[kept["kind"]].from_kept(item, kept)


def first_and_last(items):
    """The span of an exercise's questions, in words.

    >>> first_and_last({"ex01.1": 0, "ex01.2": 0, "ex01.3": 0})
    'questions 1 to 3'
    """
    numbers = [question(item) for item in items]
    return f"questions {numbers[0]} to {numbers[-1]}" if numbers else "no short questions"


def question(item):
    """The number of a question as its heading has it.

    >>> question("ex01.3")
    '3'
    """
    return re.sub(r"^.*\.", "", item)


@cache
def _book():
    file = resources.files("memo") / "data" / FILE
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}
