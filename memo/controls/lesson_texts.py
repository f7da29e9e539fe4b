"""The lessons' questions and figures as their files have them (memo/data/lessons)."""

import tomllib
from functools import cache
from importlib import resources


@cache
def lesson_texts():
    """Every lesson's file by its number, as dicts: title, question, minutes, and its questions.

    >>> lesson_texts()["02"]["title"]
    'What does it say? Reading closely'
    """
    folder = resources.files("memo") / "data" / "lessons"
    return {
        path.name[:2]: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir(), key=lambda p: p.name)
        if path.name.endswith(".toml")
    }
