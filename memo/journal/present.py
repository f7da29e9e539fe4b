"""The one journal of this kernel: whatever asks for a journal and is given none works in it."""

from memo.journal.journal import Journal

_OPEN = {}


def present_journal():
    """The one journal of this kernel, opened when first asked for.

    >>> present_journal() is present_journal()
    True
    """
    if "journal" not in _OPEN:
        _OPEN["journal"] = Journal()
    return _OPEN["journal"]
