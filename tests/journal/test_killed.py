"""A kernel killed while it writes: what was acknowledged is there."""

import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

from memo.journal import Journal

WRITER = Path(__file__).with_name("writer.py")
KILLS, AT_ONCE = 200, 5


def test_nothing_acknowledged_is_lost_by_two_hundred_kills():
    draw, acknowledged = random.Random(24021989), {}
    for first in range(0, KILLS, AT_ONCE):
        for writer in [start(seed) for seed in range(first, first + AT_ONCE)]:
            acknowledged |= kill_while_writing(writer, draw)

    journal = Journal("Zoë")
    kept = {entry["id"]: str(zlib.crc32(entry["value"].encode())) for entry in journal.entries}
    assert acknowledged.items() <= kept.items()
    assert len(acknowledged) > KILLS
    # The kills did fall while something was being written: some lines were whole or half on the disk, not yet told.
    cut_short = sum(path.read_bytes()[-1:] not in (b"", b"\n") for path in journal.place.iterdir())
    assert len(kept) - len(acknowledged) + cut_short > 0
    assert ("cut short" in journal.notice) == bool(cut_short)
    # And the journal goes on.
    entry = journal.commit("answer", "02", "02.q1", "after all that")
    assert Journal("Zoë").entries[-1] == entry


def start(seed):
    return subprocess.Popen(
        [sys.executable, WRITER, "Zoë", str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_while_writing(writer, draw):
    """Let it write, kill it at a random moment, and return what it had acknowledged: id to the sum of the words."""
    with writer:
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("go\n")
        writer.stdin.flush()
        lines = [writer.stdout.readline() for _ in range(draw.randrange(8))]
        time.sleep(draw.uniform(0, 0.004))
        writer.kill()
        lines += writer.stdout.readlines()
    return dict(line.split() for line in lines if line.endswith("\n"))
