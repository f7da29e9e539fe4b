"""A process that commits and, once a commit has returned, prints the entry's id and the sum of its words.

Started with the journal's pseudonym and a number to draw from; writes after it has been given a line.
"""

import random
import sys
import types
import zlib
from pathlib import Path


def main(pseudonym, seed):
    # The journal alone, without the edition and pandas: two hundred of these start in a row.
    memo = types.ModuleType("memo")
    memo.__path__ = [str(Path(__file__).parents[2] / "memo")]
    sys.modules["memo"] = memo
    from memo.journal import Journal

    draw = random.Random(int(seed))
    journal = Journal(pseudonym)
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        words = f"{draw.random()} " * draw.choices([1, 150, 20_000], [12, 6, 1])[0]
        entry = journal.commit("answer", "02", f"02.q{draw.randrange(5)}", words)
        print(entry["id"], zlib.crc32(words.encode()), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
