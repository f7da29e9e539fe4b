"""The table of a class: on the screen, and in CSV files that no spreadsheet takes for formulas."""

import csv
from pathlib import Path

from marking.gradebook import Standing
from marking.results import Result

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


HEAD = ("student", "answered", "right", "by hand", "points", "remark")


def row(result: Result, now: Standing) -> tuple[str, ...]:
    """A result as the table shows it.

    >>> row(Result("ana", "Ana", asked=9, answered=8, right=6), Standing("to be marked by hand", 8.5, 15))
    ('ana', '8 of 9', '6', '', '8.5 of 15, to be marked by hand', '')
    """
    told = "; ".join([*([f"failed: {result.failed}"] if result.failed else []), *result.remarks])
    if result.failed:
        return (result.student, "", "", "", "none", told)
    waiting = ", to be marked by hand" if now.state == "to be marked by hand" else ""
    points = f"{now.points:g} of {now.most:g}{waiting}"
    answered, by_hand = f"{result.answered} of {result.asked}", ", ".join(result.by_hand)
    return (result.student, answered, str(result.right), by_hand, points, told)


def lines(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows under their head, in columns.

    >>> print(*lines([("ana", "8 of 9", "6", "", "8.5 of 15", "")]), sep="\\n")
    student  answered  right  by hand  points     remark
    ana      8 of 9    6               8.5 of 15
    """
    rows = [HEAD, *rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in rows]


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, on one line.

    >>> safe("=1+1"), safe("Ana  Ruiz")
    ("'=1+1", 'Ana Ruiz')
    """
    bare = " ".join(text.split())
    return f"'{bare}" if text.startswith(_FORMULAS) or bare.startswith(_FORMULAS) else bare


def write_csv(path: Path, head: tuple[str, ...], rows: list[tuple[str, ...]], encoding: str = "utf-8") -> None:
    """Write a CSV file in one step, each text safe and quoted."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([head, *([safe(cell) for cell in line] for line in rows)])
    draft.replace(path)
