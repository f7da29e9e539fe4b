"""What marking costs: 30 notebooks of one exercise by `kit.py mark` beside bare `nbgrader autograde`.

    .venv/bin/python benchmarks/mark.py

Both get the same 30 files and start as programs of their own; bare nbgrader runs every notebook in a kernel and writes
no table, no CSV file and no feedback page, all of which our time has in it. In every third notebook the answer that may
be computed is, so that it is run in isolation. It needs nbgrader, which `python kit.py test` installs.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from table import show  # noqa: E402

EXERCISE, STUDENTS, BOUND = "ex01-sourcing", 30, 0.5
OURS = "import sys; from marking.command import main; sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3]))"


def measure():
    """One row of (name, measured, floor, compared, bound, unit); times in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        handed_in = Path(folder, "handed in")
        _hand_in(handed_in)
        ours, bare = _ours(Path(folder, "ours"), handed_in), _bare(Path(folder, "bare"), handed_in)
    return [(f"marking {STUDENTS} notebooks beside nbgrader autograde", ours, bare, ours / bare, BOUND, "s")]


def _hand_in(folder):
    """Write the notebooks: the released one, with the model answers in it."""
    released = ROOT / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
    for number in range(STUDENTS):
        notebook = json.loads(released.read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell["metadata"]["nbgrader"]["grade_id"].startswith("answer_"):
                _answer(cell, number)
        path = folder / f"student-{number}" / EXERCISE / f"{EXERCISE}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook), "utf-8")


def _answer(cell, number):
    solution = json.loads((ROOT / "solutions" / EXERCISE / f"{EXERCISE}.ipynb").read_text("utf-8"))
    name = cell["metadata"]["nbgrader"]["grade_id"]
    model = next(own for own in solution["cells"] if own["metadata"]["nbgrader"]["grade_id"] == name)
    tests = ["".join(own["source"]) for own in solution["cells"] if f", {name})" in "".join(own["source"])]
    source = "".join(model["source"])
    computed = number % 3 == 0 and any("computed=True" in test for test in tests)
    cell["source"] = f"{source}\n{name} += {number} - {number}" if computed else source


def _ours(root, handed_in):
    shutil.copytree(ROOT / "solutions" / EXERCISE, root / "solutions" / EXERCISE)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return _seconds([sys.executable, "-c", OURS, EXERCISE, str(handed_in), str(root)], ROOT)


def _bare(root, handed_in):
    shutil.copytree(ROOT / "solutions" / EXERCISE, root / "source" / EXERCISE)
    shutil.copytree(handed_in, root / "submitted")
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.ClearMarkScheme.enforce_metadata = False\n")
    nbgrader = [sys.executable, "-m", "nbgrader"]
    _seconds([*nbgrader, "generate_assignment", EXERCISE, "--create"], root)
    return _seconds([*nbgrader, "autograde", EXERCISE, "--create"], root)


def _seconds(command, folder):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    python = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path, "PYTHONPATH": python}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command[1:4])} failed:\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(show(measure()))
