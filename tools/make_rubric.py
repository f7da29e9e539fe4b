"""Lesson 10's rubric from the instructors': `python tools/make_rubric.py`.

It writes memo/data/rubric.csv, by which lesson 10 judges a brief, from the rows of ex10-project in
solutions/rubric.csv; with `--check` it writes nothing and says whether the two agree. The sheets and the mark schemes
stand in the notebooks of solutions/.
"""

import argparse
import csv
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from marking.rubric import read  # noqa: E402

LESSON = ROOT / "memo/data/rubric.csv"
PROJECT = "ex10-project"


def lesson(rubric):
    """The text of memo/data/rubric.csv: the rows of the project without their sheet."""
    rows = [row for row in rubric if row["sheet"] == PROJECT]
    out, fields = io.StringIO(), [name for name in rubric[0] if name != "sheet"]
    writer = csv.DictWriter(out, fields, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main(arguments=None):
    """Write or compare; returns what the program ends with."""
    parser = argparse.ArgumentParser(description="Write memo/data/rubric.csv from solutions/rubric.csv.")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the two agree")
    checking = parser.parse_args(arguments).check
    made = lesson(read())
    if LESSON.read_bytes() == made.encode("utf-8"):
        print("memo/data/rubric.csv is what solutions/rubric.csv yields.")
        return 0
    if checking:
        print("memo/data/rubric.csv is not what solutions/rubric.csv yields: run python tools/make_rubric.py.")
        return 1
    LESSON.write_text(made, "utf-8", newline="\n")
    print("memo/data/rubric.csv is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
