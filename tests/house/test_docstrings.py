"""Everything public says in a sentence what it is."""

import importlib
import inspect
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = "memo", "marking", "lab", "tools"
FILES = [path.relative_to(ROOT) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if path.name != "__main__.py"]
MODULES = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in FILES]
METHODS = (property, cached_property, classmethod, staticmethod)


def public(module):
    """The module and all it defines under a public name, methods too, as (name, docstring)."""
    yield module.__name__, module.__doc__
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isclass(thing):
            yield name, thing.__doc__
            for own, method in vars(thing).items():
                if not own.startswith("_") and (inspect.isfunction(method) or isinstance(method, METHODS)):
                    # A method that fills in a documented one of its base is documented there.
                    yield f"{name}.{own}", inspect.getdoc(getattr(thing, own))
        elif inspect.isfunction(thing):
            yield name, thing.__doc__


@pytest.mark.parametrize("name", MODULES)
def test_everything_public_has_a_docstring_that_begins_with_a_sentence(name):
    wrong = []
    for what, text in public(importlib.import_module(name)):
        first = inspect.cleandoc(text or "").split("\n\n")[0]
        # A tuple's own text, "Span(start, end)", is no docstring; a doctest may follow at once.
        if not first.endswith((".", ":", "?")):
            wrong.append(f"{what}: {first or 'nothing'}")
    assert wrong == []
