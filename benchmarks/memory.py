"""How much memory the kernel of each lesson takes once all its cells have run, beside a bare notebook.

`python benchmarks/memory.py [lesson …]`; no browser is needed. The floor is `BARE` below: the same imports, the text, and
one map as a FigureWidget. Each lesson is run by somebody for whom everything is open, so that every figure it has stands.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from table import show  # noqa: E402

BOUND = 1.15
BARE = [
    "import ipywidgets, memo, pandas\nimport plotly.graph_objects as go\nfrom memo.figures.map import europe\n\ndoc = memo.load()",
    "figure = go.FigureWidget(europe(memo.analysis.by_criterion(doc.evidence, 'E01'), doc.countries))\nfigure",
]
OPEN = ["import memo\n\nmemo.controls.Lesson(memo.load(), '00').teacher.press('open', {})"]


def measure(lessons=()):
    """One row for each lesson from 01 on: megabytes, the bare notebook's, and their ratio."""
    paths = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem[:2] in lessons or not lessons]
    with tempfile.TemporaryDirectory() as work:
        megabytes(OPEN, work)
        bare = megabytes(BARE, work)
        taken = {path.stem: megabytes(cells_of(path), work) for path in paths if path.stem[:2] > "00"}
    return [(f"kernel's memory, {name}", own, bare, own / bare, BOUND, "MB") for name, own in taken.items()]


def cells_of(path):
    """The code cells of a notebook."""
    return ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


def megabytes(cells, work):
    """What a fresh kernel holds after these cells; fails where one of them does."""
    manager = KernelManager()
    env = os.environ | {"MEMO_WORK": work, "PYTHONPATH": str(ROOT)}
    manager.start_kernel(cwd=str(ROOT / "notebooks"), env=env, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        for cell in cells:
            reply = client.execute_interactive(cell, output_hook=lambda message: None, timeout=120)["content"]
            assert reply["status"] == "ok", reply
        return psutil.Process(manager.provisioner.pid).memory_info().rss / 2**20
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    sys.exit(show(measure(sys.argv[1:])))
