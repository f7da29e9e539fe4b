"""Agreement of two independent codings of ten paragraphs: boundaries first, then the codes.

Run from the kit's folder:  python tools/reliability.py
Reads   memo/data/coding/coder_a.csv, coder_b.csv (round 1, first version of the rules), coder_c.csv,
        coder_d.csv (round 2, mended rules, fresh coders), quoted.csv and the edition's sentences;
writes  memo/data/coding/agreement.csv and the table in section 13 of memo/data/codebook.md, and prints it.

Boundaries. A claim is a run of words of one sentence. Full stops, commas and semicolons at its end
are not counted. Measures, in the order of the table:
  exact       claims whose first and last word agree, as F1 = 2 * agreed / (claims of A + claims of B)
  matched     claims paired one to one within a sentence so that the sum of their overlap (shared
              words / words of either) is greatest; a pair needs an overlap of at least one half; as F1
  starts      words at which a claim begins, as F1: it asks only where a new claim is seen
Codes. On the matched pairs: share of equal codes and Krippendorff's alpha, nominal for all fields but
certainty, ordinal for certainty (pairs to which both coders gave a grade). Each is given for
  matched      the pairs above
  not quoted   those of them whose words the codebook did not quote: fewer than half of the words of
               the first coder's claim stand in strings of three or more words quoted by the codebook the
               coders were given (quoted.csv)
  any overlap  pairs made in the same way but with any overlap at all: they bring in the claims on whose
               extent the coders differ most, which the others leave out

Method: K. Krippendorff, Content Analysis, 4th ed. (2018), ch. 12; computed with the library krippendorff.
"""

import argparse
import csv
import math
import re
from functools import lru_cache
from pathlib import Path

import krippendorff

ROOT = Path(__file__).resolve().parent.parent
FIELDS = {
    "kind": "nominal",
    "theme": "nominal",
    "actor": "nominal",
    "certainty": "ordinal",
    "affected": "nominal",
    "countries": "nominal",
    "countries_basis": "nominal",
    "strength": "nominal",
}
ROUNDS = {1: ("coder_a", "coder_b"), 2: ("coder_c", "coder_d")}
ONLY_WHERE_BOTH = {"certainty", "strength"}


def read(path):
    """The rows of a CSV file as dicts of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sentence_texts(edition):
    """Sentence id -> text as transmitted, white space collapsed."""
    source = (edition / "source.txt").read_bytes().decode("utf-8")
    return {row["id"]: re.sub(r"\s+", " ", source[int(row["start"]) : int(row["end"])]).strip() for row in read(edition / "sentences.csv")}


def words_of(quote, text, where):
    """First and last word (end excluded) of a quote within its sentence, counted in words."""
    quote = quote.rstrip(" .,;")
    at = text.find(quote)
    if at < 0 or not quote:
        raise ValueError(f"{where}: not verbatim in its sentence: {quote[:50]!r}; correct the quote")
    start = len(text[:at].split())
    return start, start + len(quote.split())


def overlap(one, other):
    """What two spans share, as a part of all that either covers: 0 to 1.

    >>> overlap((0, 4), (2, 4))
    0.5
    """
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared else 0.0


def pair(ones, others, least=0.5):
    """One-to-one pairs (i, j) of two lists of spans with the greatest sum of overlap.

    >>> pair([(0, 4), (4, 9)], [(0, 4), (4, 6), (6, 9)])
    [(0, 0), (1, 2)]
    """

    @lru_cache(None)
    def best(i, taken):
        if i == len(ones):
            return 0.0, ()
        score, chosen = best(i + 1, taken)
        for j, other in enumerate(others):
            value = overlap(ones[i], other)
            if value >= least and not taken >> j & 1:
                rest, pairs = best(i + 1, taken | 1 << j)
                if value + rest > score + 1e-12:
                    score, chosen = value + rest, ((i, j), *pairs)
        return score, chosen

    return sorted(best(0, 0)[1])


def f1(agreed, one, other):
    """Agreement on boundaries: twice what was agreed over what both marked; nan where neither marked any.

    >>> f1(3, 4, 2)
    1.0
    """
    return 2 * agreed / (one + other) if one + other else math.nan


def alpha(pairs, level):
    """Krippendorff's alpha for two coders; nan where it is not defined (no pairs, or one value only)."""
    values = sorted({value for couple in pairs for value in couple})
    if len(pairs) < 2 or len(values) < 2:
        return math.nan
    number = {value: place for place, value in enumerate(values)}
    data = [[number[couple[side]] for couple in pairs] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def quoted_share(span, text, quoted):
    """The part of a span's words that the codebook itself quotes: 0 to 1.

    >>> quoted_share((0, 4), "a b c d e", ["c d e"])
    0.5
    """
    covered = set()
    for words in quoted:
        at = text.find(words)
        if at >= 0:
            start = len(text[:at].split())
            covered.update(range(start, start + len(words.split())))
    return len(covered & set(range(*span))) / (span[1] - span[0])


def agreement(a, b, texts, quoted):
    """The table of agreement as a list of rows (dict)."""
    sentences = sorted({row["sentence"] for row in a} | {row["sentence"] for row in b})
    exact = starts = starts_a = starts_b = 0
    matched, loose = [], []
    for sentence in sentences:
        text = texts[sentence]
        mine, other = ([row for row in rows if row["sentence"] == sentence] for rows in (a, b))
        spans = [[words_of(row["quote"], text, sentence) for row in rows] for rows in (mine, other)]
        exact += len(set(spans[0]) & set(spans[1]))
        begins = [{span[0] for span in side} for side in spans]
        starts, starts_a, starts_b = (
            starts + len(begins[0] & begins[1]),
            starts_a + len(begins[0]),
            starts_b + len(begins[1]),
        )
        strings = [row["words"] for row in quoted if row["sentence"] == sentence]
        loose += [(mine[i], other[j]) for i, j in pair(*spans, least=1e-9)]
        for i, j in pair(*spans):
            matched.append((mine[i], other[j], quoted_share(spans[0][i], text, strings) >= 0.5))
    table = [
        row("boundaries", "exact", "all", f"{len(a)} and {len(b)} claims", exact, f1(exact, len(a), len(b))),
        row(
            "boundaries",
            "matched",
            "all",
            f"{len(a)} and {len(b)} claims",
            len(matched),
            f1(len(matched), len(a), len(b)),
        ),
        row("boundaries", "starts", "all", f"{starts_a} and {starts_b} starts", starts, f1(starts, starts_a, starts_b)),
    ]
    for field, level in FIELDS.items():
        groups = {
            "matched": [couple[:2] for couple in matched],
            "not quoted": [couple[:2] for couple in matched if not couple[2]],
            "any overlap": loose,
        }
        for group, couples in groups.items():
            chosen = [(x[field], y[field]) for x, y in couples]
            if field in ONLY_WHERE_BOTH:
                chosen = [couple for couple in chosen if all(couple)]
            same = sum(x == y for x, y in chosen)
            share = same / len(chosen) if chosen else math.nan
            table.append(row(field, level, group, f"{len(chosen)} pairs", same, share, alpha(chosen, level)))
    return table


def row(what, measure, group, units, agreed, share, value=None):
    """A line of the table of agreement, its numbers as text with two digits."""
    show = lambda x: "" if x is None else "not defined" if math.isnan(x) else f"{x:.2f}"  # noqa: E731
    return {
        "field": what,
        "measure": measure,
        "group": group,
        "units": units,
        "agreed": agreed,
        "share": show(share),
        "alpha": show(value),
    }


BEGIN = "<!-- agreement: written by tools/reliability.py -->\n"
END = "<!-- agreement: end -->"


def into_book(book, table):
    """The codebook's text with the table of agreement between its two marks."""
    before, rest = book.split(BEGIN)
    after = rest.split(END)[1]
    lines = [list(table[0]), ["---"] * len(table[0]), *(line.values() for line in table)]
    rows = "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
    return f"{before}{BEGIN}\n{rows}\n\n{END}{after}"


def main():
    """Measure both rounds; write the table into agreement.csv and the codebook, and print it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, default=ROOT / "memo" / "data", help="folder that holds coding/")
    options.add_argument("--edition", type=Path, help="folder of source.txt and sentences.csv, if another")
    chosen = options.parse_args()
    coding = chosen.data / "coding"
    texts = sentence_texts(chosen.edition or chosen.data)
    quoted = read(coding / "quoted.csv")
    table = []
    for number, coders in ROUNDS.items():
        files = [read(coding / f"{coder}.csv") for coder in coders]
        strings = [row for row in quoted if row["round"] == str(number)]
        table += [{"round": number} | line for line in agreement(*files, texts, strings)]
    with (coding / "agreement.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    book = chosen.data / "codebook.md"
    book.write_text(into_book(book.read_text(encoding="utf-8"), table), encoding="utf-8", newline="\n")
    widths = {name: max(len(name), *(len(str(line[name])) for line in table)) for name in table[0]}
    for line in [{name: name for name in widths}, *table]:
        print("  ".join(str(line[name]).ljust(width) for name, width in widths.items()).rstrip())


if __name__ == "__main__":
    main()
