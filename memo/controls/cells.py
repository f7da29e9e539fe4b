"""What a cell has shown goes when the cell runs again: else every run would leave its controls behind, at work unseen."""

import contextlib

from ipywidgets import Widget

_MADE = {}  # the widgets that each cell's last run has made, by the cell's id
_now = None  # the id of the cell that runs, None between two runs


def follow_cells():
    """From now on, end what a cell had made as soon as that cell runs again; without IPython nothing happens."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None or Widget._widget_construction_callback is _made:
        return
    Widget.on_widget_constructed(_made)
    shell.events.register("pre_run_cell", _begins)
    shell.events.register("post_run_cell", _ended)
    # The run that brought us here has begun already.
    with contextlib.suppress(AttributeError, KeyError, TypeError):
        _enter(shell.get_parent()["metadata"]["cellId"])


def present_cell():
    """The id of the cell that runs; None where none does."""
    return _now


@contextlib.contextmanager
def within(cell):
    """What is made meanwhile belongs to that cell: for a control that opens later, when nothing runs.

    cell : str or None, as `present_cell` gave it
    """
    before = _now
    _enter(cell)
    try:
        yield
    finally:
        _enter(before)


def _begins(info):
    if info.cell_id is not None:
        for widget in _MADE.pop(info.cell_id, ()):
            widget._gone = True  # whoever would tell it of a change leaves it alone
            widget.close()
    _enter(info.cell_id)


def _enter(cell):
    global _now
    _now = cell


def _ended(_):
    _enter(None)


def _made(widget):
    if _now is not None:
        _MADE.setdefault(_now, []).append(widget)
