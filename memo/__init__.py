"""A teaching kit's library for the Soviet Foreign Ministry's memorandum of 24 February 1989.

>>> import memo
>>> doc = memo.load()
>>> doc
The memorandum of 24 February 1989: 38 paragraphs, 93 sentences.
"""

import importlib

from memo.edition import Memorandum, load
from memo.errors import MemoError

__all__ = ["MemoError", "Memorandum", "check", "load"]

# Rooms that bring widgets or figures along: opened when first used, so that `import memo` is light.
_ROOMS = {"analysis", "controls", "exercises", "figures"}


def check(item, answer=...):
    """Look at an answer to an exercise's question, or, without an answer, at the whole exercise.

    item : str, a question ("ex01.3") or an exercise ("ex01")

    Raises MemoError, shown as a sentence, where nothing is answered or nothing of it is right; else gives a verdict
    that shows itself.

    >>> import memo
    >>> memo.check("ex99.1", 8)
    Traceback (most recent call last):
    memo.errors.MemoError: There is no exercise 'ex99'....
    """
    from memo.exercises.check import check as look

    return look(item, answer)


def __getattr__(name):
    if name in _ROOMS:
        return importlib.import_module(f"memo.{name}")
    raise AttributeError(f"memo has no {name!r}. It offers: {', '.join(sorted([*__all__, *_ROOMS]))}.")


def __dir__():
    return sorted([*__all__, *_ROOMS])
