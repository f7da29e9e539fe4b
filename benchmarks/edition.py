"""What the text layer costs: starting beyond pandas, and how loading and finding grow with the text.

`python benchmarks/edition.py` prints a table. Growth is (t100 - t1) / (t10 - t1) over packages with the body 1, 10
and 100 times; a straight line gives 11. Growth is counted in processor time, the sizes taking turns and the least
of several rounds standing: so other work on the machine disturbs it least.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from inflate import inflate  # noqa: E402
from table import show  # noqa: E402

import memo  # noqa: E402

PHRASE = "the"  # 341 hits in the body once, many inside words: about the most that a search gives here
STARTS = 15
SIZES = 1, 10, 100
ROUNDS = 8
START_BOUND, GROWTH_BOUND = 150, 13  # milliseconds; times


def measure():
    """Rows of (name, measured, floor, compared, bound); times in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(memo.__file__).parent / "data"
        packages = {times: inflate(data, times, Path(folder) / str(times)) for times in SIZES}
        docs = {}
        loads = _least(lambda times: docs.update({times: memo.load(packages[times])}))
        # A document's first find builds the views of every paragraph, so each round has a fresh one.
        first = _least(lambda times: docs[times].find(PHRASE), lambda times: docs.update({times: memo.load(packages[times])}))
        later = _least(lambda times: docs[times].find(PHRASE))
    return [_start(), _growth("load", loads), _growth("first find", first), _growth("later find", later)]


def _start():
    """`import memo; memo.load()` beside `import pandas`, each in fresh processes that take turns."""
    took = {"import memo; memo.load()": [], "import pandas": []}
    for turn in range(STARTS + 1):
        for code in took:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
            if turn:  # the first of each reads the disk and writes bytecode: not counted
                took[code].append(1000 * (time.perf_counter() - start))
    ours, bare = (statistics.median(each) for each in took.values())
    return "import memo; memo.load() beyond import pandas, in ms", ours, bare, ours - bare, START_BOUND


def _least(work, before=lambda times: None):
    """The least milliseconds that `work` takes for each size."""
    took = {times: [] for times in SIZES}
    for _ in range(ROUNDS):
        for times in SIZES:
            before(times)
            gc.collect()  # what an earlier round left behind is no part of this one
            start = time.process_time()
            made = work(times)  # kept until the clock has stopped: to let go of it is no part of the work
            took[times].append(1000 * (time.process_time() - start))
            del made
    return {times: min(each) for times, each in took.items()}


def _growth(name, took):
    more, less = took[100] - took[1], took[10] - took[1]
    return f"{name}: growth from 1 to 100 times over 1 to 10", more, less, more / less, GROWTH_BOUND


if __name__ == "__main__":
    sys.exit(show(measure()))
