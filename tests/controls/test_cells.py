"""Controls go when their cell runs again, and only then: tried in an IPython shell of its own."""

import gc

import ipywidgets
import pytest
from IPython.core.interactiveshell import InteractiveShell

from memo.controls import cells

LESSON = 'import memo\ndoc = memo.load()\nlesson = memo.controls.Lesson(doc, "03")'


@pytest.fixture
def shell(monkeypatch):
    """A shell in which cells run as JupyterLab runs them: each with its id."""
    shell = InteractiveShell()
    shell.tab = "first tab"
    shell.get_parent = lambda: {"header": {"session": shell.tab}, "metadata": {}}
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_MADE", {})
    monkeypatch.setattr(cells, "_now", None)
    monkeypatch.setattr(ipywidgets.Widget, "_widget_construction_callback", None)
    monkeypatch.setattr("memo.journal.present._OPEN", {})
    yield shell
    shell.history_manager.end_session()


@pytest.fixture
def run(shell):
    def run(cell, code):
        assert shell.run_cell(code, cell_id=cell).success
        return shell.user_ns

    return run


def test_a_control_goes_when_its_cell_runs_again(run):
    run("setup", LESSON)
    first = run("ask", 'control = lesson.ask("camps")')["control"]
    other = run("other", 'other = lesson.ask("exit")')["other"]
    second = run("ask", 'control = lesson.ask("camps")')["control"]
    assert first.comm is None and second.comm is not None and other.comm is not None
    run("setup", LESSON)
    assert second.comm is not None and other.comm is not None, "only what the cell itself had made"


def test_what_has_gone_follows_no_more(run, shell):
    run("setup", LESSON)
    first = run("ask", 'control = lesson.ask("camps")')["control"]
    kept = first.key
    run("ask", 'control = lesson.ask("camps")')
    shell.user_ns["lesson"].journal.switch("somebody else")
    assert first.key == kept and shell.user_ns["control"].key != kept


def test_what_opens_later_goes_with_the_cell_of_its_curtain(run, shell):
    run("setup", LESSON)
    curtain = run("map", 'map = lesson.map(after="camps")')["map"]
    shell.user_ns["lesson"].journal.open_everything()
    opened = curtain.children[0]
    assert opened.figure.comm is not None
    run("map", 'map = lesson.map(after="camps")')
    assert opened.figure.comm is None and curtain.comm is None


def test_twenty_runs_leave_no_more_widgets_than_one(run):
    run("setup", LESSON)
    run("map", "map = lesson.map()")
    gc.collect()
    once = len(ipywidgets.widgets.widget._instances)
    for _ in range(5):
        run("map", "map = lesson.map()")
    assert len(ipywidgets.widgets.widget._instances) == once


def test_what_another_tab_shows_stays(run, shell):
    run("setup", LESSON)
    first = run("ask", 'control = lesson.ask("camps")')["control"]
    shell.tab = "second tab"
    for _ in range(3):
        second = run("ask", 'control = lesson.ask("camps")')["control"]
    assert first.comm is not None and second.comm is not None
    shell.user_ns["lesson"].journal.switch("somebody else")
    assert first.key == second.key
