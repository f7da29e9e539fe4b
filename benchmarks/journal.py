"""What keeping answers costs: a commit beside bare write and fsync, a fold beside bare reading and parsing.

`python benchmarks/journal.py` prints a table. Ratios hold on any machine, milliseconds do not; floor
and measured take turns, so that whatever else the machine does falls on both.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from table import show

from memo.journal import Journal
from memo.journal.entry import encode

LINES, COMMITS, FOLDS = 10_000, 300, 15
BOUND = 1.5
ANSWER = {
    "claim": "The Ministry says that the socialist community is in its hardest time since the war – and why.",
    "first": "The socialist community is experiencing the most difficult period in its development",
    "mind": "A sister paper of the same weeks that says the opposite.",
}


def measure():
    """Rows of (name, measured, floor, ratio, bound); times are medians in milliseconds."""
    before = os.environ.get("MEMO_WORK")
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER"), ignore_cleanup_errors=True) as work:
        os.environ["MEMO_WORK"] = work
        try:
            return [_commit(), _fold()]
        finally:
            os.environ.pop("MEMO_WORK")
            if before is not None:
                os.environ["MEMO_WORK"] = before


def _commit():
    journal = Journal("commit")
    commit = lambda: journal.commit("answer", "02", "02.exit", ANSWER)  # noqa: E731
    line = encode(commit())
    bare = os.open(journal.place / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def floor():
        os.write(bare, line)
        os.fsync(bare)

    try:
        return _row("one commit, durable on disk", commit, floor, COMMITS)
    finally:
        os.close(bare)


def _fold():
    journal = Journal("fold")
    path = journal.place / "a-year.jsonl"
    path.parent.mkdir(parents=True)
    moments = (f"2026-11-22T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000000Z" for n in range(LINES))
    entry = {"v": 1, "lesson": "02", "attempt": 1, "act": "answer", "value": ANSWER}
    lines = (encode(entry | {"id": f"s-{n}", "at": at, "question": f"02.q{n % 40}"}) for n, at in enumerate(moments))
    path.write_bytes(b"".join(lines))
    assert len(Journal("fold").entries) == LINES

    def floor():
        with path.open(encoding="utf-8") as file:
            for line in file:
                json.loads(line)

    return _row(f"open a journal of {LINES:,} lines", lambda: Journal("fold"), floor, FOLDS)


def _row(name, measured, floor, times):
    took = {measured: [], floor: []}
    for _ in range(times):
        for work in took:
            start = time.perf_counter()
            made = work()  # kept until the clock has stopped: to let go of it is no part of the work
            took[work].append(1000 * (time.perf_counter() - start))
            del made
    ours, bare = statistics.median(took[measured]), statistics.median(took[floor])
    return name, ours, bare, ours / bare, BOUND


if __name__ == "__main__":
    sys.exit(show(measure()))
