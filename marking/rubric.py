"""The rubric as data: from solutions/rubric.csv come the student's sheet, the mark scheme and the feedback's sentences."""

import csv
from pathlib import Path

from lab.trouble import ROOT

SOURCE = ROOT / "solutions" / "rubric.csv"
LEVELS = ("basic", "emergent", "proficient")
BEGIN, END = "<!-- BEGIN MARK SCHEME -->", "<!-- END MARK SCHEME -->"  # nbgrader keeps from students what is between


def read(path=SOURCE):
    """The rows of the rubric as dicts of text, with the columns of the file.

    sheet, criterion, label, question, level, points, description, example, comments (parted by |).

    >>> read()[0]["level"]
    'basic'
    """
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def criteria(rubric, exercise):
    """The rows of one exercise, {criterion: [basic, emergent, proficient]}; ValueError where there are none.

    >>> list(criteria(read(), "ex10-project"))[-1]
    'advice'
    """
    found = {}
    for row in rubric:
        if row["sheet"] == exercise:
            found.setdefault(row["criterion"], []).append(row)
    if not found:
        raise ValueError(f"The rubric has no sheet {exercise}.")
    return {name: sorted(rows, key=lambda row: LEVELS.index(row["level"])) for name, rows in found.items()}


def most(rubric, exercise):
    """How many points the sheet of an exercise can earn.

    >>> most(read(), "ex10-project")
    20.0
    """
    return sum(float(rows[-1]["points"]) for rows in criteria(rubric, exercise).values())


def sheet(rubric, exercise):
    """The student's sheet as a Markdown table: criteria, and what each level asks for, with no example.

    >>> print(sheet(read(), "ex10-project").splitlines()[0])
    | What counts | Basic | Emergent | Proficient |
    """
    lines = ["| What counts | Basic | Emergent | Proficient |", "|---|---|---|---|"]
    for rows in criteria(rubric, exercise).values():
        levels = [f"{row['description']} ({_points(row)})" for row in rows]
        lines.append("| " + " | ".join([f"**{rows[0]['label']}.** {rows[0]['question']}", *levels]) + " |")
    return "\n".join(lines)


def scheme(rubric, exercise):
    """The mark scheme as Markdown, between the marks by which nbgrader keeps it from students.

    Each level with its points and an example, then comments to choose from.

    >>> scheme(read(), "ex10-project").startswith(BEGIN)
    True
    """
    lines = [BEGIN, "**Mark scheme.** Take the level that fits best; where nothing fits, 0."]
    for rows in criteria(rubric, exercise).values():
        lines += ["", f"**{rows[0]['label']}**, up to {_points(rows[-1])}", ""]
        for row in rows:
            comments = " · ".join(row["comments"].split("|"))
            lines.append(f"- *{row['level'].capitalize()}*, {_points(row)}. {row['description']}")
            lines.append(f"    - Example: {row['example']}")
            lines.append(f"    - Comments: {comments}")
    return "\n".join([*lines, END])


def _points(row):
    whole, half = divmod(float(row["points"]), 1)
    written = f"{int(whole) or ''}{'½' if half else ''}" or "0"
    return f"{written} point{'' if 0 < float(row['points']) <= 1 else 's'}"
