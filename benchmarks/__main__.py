"""Run every benchmark, or those named: `.venv/bin/python benchmarks [--write] [name …]` (about ten minutes).

A benchmark is one file here with a function `measure()` that returns rows as `table.py` describes them. `--write`
puts what was measured, also what missed its bound, into RESULTS.md beside this file.
"""

import contextlib
import datetime
import importlib
import importlib.metadata
import io
import os
import platform
import sys
from pathlib import Path

from table import show

FOLDER = Path(__file__).parent
PACKAGES = ["jupyterlab", "ipywidgets", "anywidget", "pandas", "plotly", "nbgrader"]
RESULTS = """# What speed and size are

Measured on {day} by `.venv/bin/python benchmarks --write{named}`: {machine}.{rest}

Each row compares what the kit does with a floor measured in the same run. `compared` is their ratio, or, where
the row says so, their difference; a row that missed its bound says MISSED.

```
{table}```
"""


def main(arguments):
    """Measure and print; the exit code tells whether every bound was kept."""
    sys.path.insert(0, str(FOLDER.parent))
    known = [path.stem for path in sorted(FOLDER.glob("*.py")) if "\ndef measure(" in path.read_text(encoding="utf-8")]
    names = [name for name in arguments if name != "--write"]
    if unknown := set(names) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    rows = []
    for name in names or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += importlib.import_module(name).measure()
    with contextlib.redirect_stdout(io.StringIO()) as table:
        missed = show(rows)
    print(machine(), table.getvalue(), sep="\n\n", end="")
    if "--write" in arguments:
        left = sorted(set(known) - set(names)) if names else []
        rest = f" Not measured in this run: {', '.join(left)}." if left else ""
        named = "".join(f" {name}" for name in names)
        text = RESULTS.format(day=datetime.date.today(), machine=machine(), table=table.getvalue(), named=named, rest=rest)
        (FOLDER / "RESULTS.md").write_text(text, encoding="utf-8")
    return missed


def machine():
    """Where this is measured: processors, system, Python and the packages that count."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
