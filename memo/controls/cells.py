"""What a cell has shown goes when the cell runs again: else every run would leave its controls behind, at work unseen."""

import contextlib

from ipywidgets import Widget

_MADE = {}  # the widgets that the last run of a cell has made, by tab and cell
_now = None  # tab and cell that run now, None between two runs


def follow_cells():
    """From now on, end what a cell had made as soon as that cell runs again in the same tab of the browser.

    What it made from another tab stays: there it is still on the page. Without IPython nothing happens.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None or Widget._widget_construction_callback is _made:
        return
    Widget.on_widget_constructed(_made)
    shell.events.register("pre_run_cell", lambda info: _begins(_tab(shell), info.cell_id))
    shell.events.register("post_run_cell", lambda result: _enter(None))
    # The run that brought us here has begun already.
    _enter(_named(_tab(shell), _asked(shell, "metadata", "cellId")))


def present_cell():
    """Tab and cell that run now; None where none does."""
    return _now


@contextlib.contextmanager
def within(cell):
    """What is made meanwhile belongs to that cell: for a control that opens later, when nothing runs.

    cell : as `present_cell` gave it
    """
    before = _now
    _enter(cell)
    try:
        yield
    finally:
        _enter(before)


def _tab(shell):
    """Which tab of the browser asked for the run."""
    return _asked(shell, "header", "session")


def _asked(shell, part, name):
    """What the message that asked for the run says of itself; None where no browser asked."""
    with contextlib.suppress(AttributeError, KeyError, TypeError):
        return shell.get_parent()[part][name]
    return None


def _named(tab, cell):
    """Tab and cell; None where what runs is no cell of a notebook, and nothing will run it again."""
    return None if cell is None else (tab, cell)


def _begins(tab, cell):
    for widget in _MADE.pop(_named(tab, cell), ()):
        widget._gone = True  # whoever would tell it of a change leaves it alone
        widget.close()
    _enter(_named(tab, cell))


def _enter(cell):
    global _now
    _now = cell


def _made(widget):
    if _now is not None:
        _MADE.setdefault(_now, []).append(widget)
