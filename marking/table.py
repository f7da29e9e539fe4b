"""The result of each student, the table of a class on the screen, and what is kept of it between two runs."""

import csv
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from marking.gradebook import Standing

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Result:
    """What came of one student's work: how many answers of those asked, how many right, which wait for a person.

    failed : why there is no mark, "" where there is one; number, source : as the learning platform knows the student
    """

    student: str
    name: str
    number: str = ""
    source: str = ""
    answered: int = 0
    asked: int = 0
    right: int = 0
    by_hand: tuple[str, ...] = ()
    failed: str = ""
    remarks: tuple[str, ...] = field(default=())


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


def in_markdown(rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> list[str]:
    """The same as a table in Markdown.

    >>> in_markdown([("a|b",)], ("student",))
    ['| student |', '|---|', '| a\\\\|b |']
    """
    body = [f"| {' | '.join(map(_escaped, line))} |" for line in rows]
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *body]


def _escaped(text: str) -> str:
    for mark in ("\\", "|", "<", "*", "_", "`"):
        text = text.replace(mark, f"\\{mark}")
    return text


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


def keep(path: Path, results: list[Result]) -> dict[str, Result]:
    """Add results to those kept in a file; returns all, by student."""
    every = kept(path) | {result.student: result for result in results}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps([asdict(result) for result in every.values()], ensure_ascii=False, indent=1), "utf-8")
    draft.replace(path)
    return every


def kept(path: Path) -> dict[str, Result]:
    """The results that a file keeps, by student; none where there is no file."""
    if not path.exists():
        return {}
    told = json.loads(path.read_text("utf-8"))
    made = [Result(**(one | {"by_hand": tuple(one["by_hand"]), "remarks": tuple(one["remarks"])})) for one in told]
    return {result.student: result for result in made}
