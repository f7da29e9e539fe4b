"""What counting words costs: frequencies and keyword in context beside a plain regular-expression scan.

`python benchmarks/words.py` prints a table. The text is the memorandum's body 100 times, 1.9 million characters.
The floor of frequencies is `Counter(re.findall(word, text.lower()))`, that of keyword in context `re.finditer` with
its spans kept; both scan the same text. Growth is the time for 100 times the body over the time for 10 times; a
straight line gives 10. Measured and floor take turns; processor time, the least of several rounds.
"""

import gc
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from inflate import inflate
from table import show

import memo
from memo.analysis import concordance, frequencies

PHRASES = "will", "the", "Warsaw Pact"  # a rare word, the commonest, a phrase
ROUNDS = 9
RATIO, GROWTH = 1.5, 13
WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"


def measure():
    """Rows of (name, measured, floor, compared, bound); times in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(memo.__file__).parent / "data"
        docs = {times: memo.load(inflate(data, times, Path(folder) / str(times))) for times in (10, 100)}
    tables = {times: (doc.paragraphs, doc.sentences) for times, doc in docs.items()}
    texts = {times: "\n".join(paragraphs["text"]) for times, (paragraphs, _) in tables.items()}
    rows = _rows(
        "frequencies",
        lambda times: frequencies(tables[times][0]),
        lambda: Counter(re.findall(WORD, texts[100].lower())),
    )
    for phrase in PHRASES:
        wanted = re.compile(rf"\b{phrase}\b", re.IGNORECASE)
        rows += _rows(
            f"keyword in context, “{phrase}”",
            lambda times, phrase=phrase: concordance(*tables[times], phrase),
            lambda wanted=wanted: [match.span() for match in wanted.finditer(texts[100])],
        )
    return rows


def _rows(name, ours, floor):
    """Two rows: beside the floor at 100 times the body, and how it grows from 10 to 100 times."""
    work = {"ours": lambda: ours(100), "floor": floor, "less": lambda: ours(10)}
    took = {which: [] for which in work}
    for _ in range(ROUNDS):
        for which, each in work.items():
            gc.collect()  # what an earlier round left behind is no part of this one
            start = time.process_time()
            made = each()  # kept until the clock has stopped: to let go of it is no part of the work
            took[which].append(1000 * (time.process_time() - start))
            del made
    least = {which: min(each) for which, each in took.items()}
    most, floor, less = least["ours"], least["floor"], least["less"]
    return [
        (f"{name}: 100 times the body, beside a plain scan", most, floor, most / floor, RATIO),
        (f"{name}: growth from 10 to 100 times", most, less, most / less, GROWTH),
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
