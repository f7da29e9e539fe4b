"""What the tests of the exercises share: a session of checking of its own, and a small exercise to look at."""

import pytest

import memo
from memo.exercises import book, check
from tests.exercises import trial


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """Nothing looked at yet."""
    monkeypatch.setattr(check, "_STATES", {})


@pytest.fixture
def small(monkeypatch):
    """The trial exercise in place of the kit's own; returns its notebook."""
    notebook = trial.solution()
    name, kept = book.entry(notebook)
    monkeypatch.setattr(book, "_book", lambda: {name: kept})
    return notebook


@pytest.fixture(scope="session")
def doc():
    """The memorandum, loaded once."""
    return memo.load()
