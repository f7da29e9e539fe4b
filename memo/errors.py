"""What the kit says when something cannot be done: sentences for a person."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong with the data: the file, its row, what is wrong, what to do.

    `row` counts as a spreadsheet does, the header being row 1; None where the whole file is meant.

    >>> print(Fault("claims.csv", 12, "the quote is not in its sentence", "copy it again"))
    claims.csv, row 12: the quote is not in its sentence. What to do: copy it again.
    """

    file: str
    row: int | None
    what: str
    remedy: str

    def __str__(self):
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{place}: {self.what}. What to do: {self.remedy}."


class MemoError(Exception):
    """Raised for anything a person can mend; its text says what is wrong and what to do next.

    `faults` holds every fault found at once (a tuple of `Fault`; empty where the message says all).

    >>> raise MemoError("There is no paragraph 99. The memorandum has paragraphs 1 to 38.")
    Traceback (most recent call last):
    memo.errors.MemoError: There is no paragraph 99. The memorandum has paragraphs 1 to 38.
    """

    def __init__(self, message, faults=()):
        super().__init__(message)
        self.faults = tuple(faults)

    @classmethod
    def of(cls, faults):
        """The error that lists all `faults`, in the order of their files and rows."""
        faults = sorted(faults, key=lambda fault: (fault.file, fault.row or 0))
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = "\n".join(f"- {fault}" for fault in faults)
        return cls(f"The memorandum's data has {count}:\n{lines}", faults)

    def _render_traceback_(self):
        # IPython asks for this: a reader sees the sentence, not the code it came through.
        return [str(self)]


def need(table, columns, name="table"):
    """Raise MemoError where a table lacks columns that are needed.

    >>> import pandas as pd
    >>> need(pd.DataFrame({"country": []}), ["country", "mark"], "evidence")
    Traceback (most recent call last):
    memo.errors.MemoError: The table has no column 'mark'. Take it from doc.evidence and keep its columns.
    """
    missing = [column for column in columns if column not in getattr(table, "columns", ())]
    if missing:
        listed = " and ".join(map(repr, missing))
        raise MemoError(f"The table has no column {listed}. Take it from doc.{name} and keep its columns.")


def known(value, offered, what):
    """Raise MemoError where a value is none of those offered.

    >>> known("Prussia", ["Poland", "Hungary"], "country")
    Traceback (most recent call last):
    memo.errors.MemoError: There is no country 'Prussia' here. Choose one of: Poland, Hungary.
    """
    if value not in list(offered):
        raise MemoError(f"There is no {what} {value!r} here. Choose one of: {', '.join(map(str, offered))}.")
