"""A teaching kit's library for the Soviet Foreign Ministry's memorandum of 24 February 1989.

>>> import memo
>>> doc = memo.load()
>>> doc
The memorandum of 24 February 1989: 38 paragraphs, 93 sentences.
"""

import importlib

from memo.edition import Memorandum, load
from memo.errors import MemoError

__all__ = ["MemoError", "Memorandum", "load"]

# Rooms that bring widgets or figures along: opened when first used, so that `import memo` is light.
_ROOMS = {"analysis", "controls", "figures"}


def __getattr__(name):
    if name in _ROOMS:
        return importlib.import_module(f"memo.{name}")
    raise AttributeError(f"memo has no {name!r}. It offers: {', '.join(sorted([*__all__, *_ROOMS]))}.")


def __dir__():
    return sorted([*__all__, *_ROOMS])
