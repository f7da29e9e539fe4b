"""Words counted by a rule that can be changed: how often each stands in the analysis and in the proposals.

A word begins with a letter; figures are not counted. What else counts as a word, and as the same word, is the
`Rule`. The difference between the two parts is measured by a rate per 1,000 words and by the log-likelihood G²
as Paul Rayson's calculator gives it (https://ucrel.lancs.ac.uk/llwizard.html; he follows Rayson and Garside, 2000).
"""

import re
from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from memo.errors import known, need

PARTS = ("analysis", "proposals")
ORDERS = ("most different", "most frequent")
# Chance alone exceeds it for one word in twenty, where words are frequent: the 95 per cent line of chi-squared.
LINE = 3.84

# Words that carry grammar rather than matter. The list is the kit's; every such list is somebody's choice.
SMALL = frozenset(
    """
    a about all also an and any are as at be been being but by can could even for from had has have he how if in
    into is it its more most no not of on one or other ought our over she should so some such than that the their
    them then there these they this those to toward towards under up us was we were when where which while who
    will with would
    """.split()
)

_TOGETHER = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_APART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
BRACKET = re.compile(r"\[[^\]]*\]")


class Rule(NamedTuple):
    """What counts as a word, and as the same word.

    brackets : whether the translators' words in square brackets count
    intruded : whether the line counts that strayed into ¶35; with it, words are those of the text as transmitted
    capitals : whether a capital letter makes another word ("US", "us")
    hyphens : whether a hyphenated word is one word ("multi-party")
    small : whether the words of `SMALL` count

    >>> Rule(brackets=False).column
    'text'
    """

    brackets: bool = True
    intruded: bool = False
    capitals: bool = False
    hyphens: bool = True
    small: bool = True

    @property
    def column(self):
        """The column of paragraphs and sentences that holds the text to count."""
        return "diplomatic" if self.intruded else "text"

    def words(self, text):
        """The words of a text in their order, as a list.

        >>> Rule(brackets=False).words("[We] ought to take a long-range view")
        ['ought', 'to', 'take', 'a', 'long-range', 'view']
        """
        return self.split(text if self.brackets else BRACKET.sub(" ", text))

    def split(self, text):
        """The words of a text, whatever stands in brackets."""
        found = (_TOGETHER if self.hyphens else _APART).findall(text if self.capitals else text.lower())
        return found if self.small else [word for word in found if word.lower() not in SMALL]


def frequencies(paragraphs, rule=None):
    """How often each word stands in the analysis and in the proposals, most frequent first; the index is `word`.

    paragraphs : DataFrame, as `doc.paragraphs`
    rule : Rule, default Rule()

    Columns: analysis, proposals (times) · total · brackets (how many of them in the translators' brackets) ·
    analysis_rate, proposals_rate (per 1,000 words of that part) · g2 (log-likelihood, never negative) · more (the
    part that has the higher rate, or "" for neither). Raises MemoError where a column is missing.

    >>> import memo
    >>> table = frequencies(memo.load().paragraphs)
    >>> table.loc["will", ["analysis", "proposals"]].to_dict(), table.at["will", "more"]
    ({'analysis': 6, 'proposals': 0}, 'analysis')
    """
    rule = rule or Rule()
    need(paragraphs, ["part", rule.column], "paragraphs")
    texts = {part: "\n".join(paragraphs.loc[paragraphs["part"] == part, rule.column]) for part in PARTS}
    counts = {part: Counter(rule.words(text)) for part, text in texts.items()}
    inside = Counter(rule.split(" ".join(BRACKET.findall(" ".join(texts.values()))))) if rule.brackets else {}
    words = list(counts["analysis"] | counts["proposals"])
    table = pd.DataFrame(
        {part: np.array([counts[part][word] for word in words], dtype="int64") for part in PARTS},
        index=pd.Index(words, name="word", dtype="str"),
    )
    table["total"] = table["analysis"] + table["proposals"]
    table["brackets"] = np.array([inside.get(word, 0) for word in words], dtype="int64")
    return _compared(table).sort_values(["total", "word"], ascending=[False, True])


def _compared(table):
    sizes = [table[part].sum() for part in PARTS]
    for part, size in zip(PARTS, sizes, strict=True):
        table[f"{part}_rate"] = 1000 * table[part] / max(size, 1)
    table["g2"] = log_likelihood(table["analysis"], table["proposals"], *sizes)
    ahead = table["analysis_rate"] - table["proposals_rate"]
    table["more"] = pd.Series(np.select([ahead > 0, ahead < 0], PARTS, ""), index=table.index, dtype="str")
    return table


def log_likelihood(a, b, size_a, size_b):
    """G²: how far a word's two counts are from what two parts of these sizes would share out evenly.

    a, b : int or arrays of int
        How often the word stands in each part.
    size_a, size_b : int
        How many words each part has.

    With E₁ = size_a·(a+b)/(size_a+size_b) and E₂ likewise, G² = 2·(a·ln(a/E₁) + b·ln(b/E₂)); a term with no
    occurrence is 0. As given by Rayson's calculator; he follows Rayson and Garside (2000).

    >>> float(log_likelihood(6, 0, 1000, 1000).round(2))
    8.32
    >>> float(log_likelihood(3, 3, 1000, 1000))
    0.0
    """
    a, b = np.asarray(a, dtype="float64"), np.asarray(b, dtype="float64")
    share = (a + b) / max(size_a + size_b, 1)
    return 2 * np.maximum(_term(a, size_a * share) + _term(b, size_b * share), 0.0)


def _term(count, expected):
    ratio = np.divide(count, expected, out=np.ones_like(count), where=count > 0)
    return count * np.log(ratio)


def leading(table, order="most different", each=8):
    """The rows of a table of frequencies that lead: twice `each`, what leads in the analysis first.

    order : "most different"
        By G²: the words that mark the analysis, then those that mark the proposals, the strongest at either end.
    order : "most frequent"
        By how often they stand in the text.

    Where words are level the alphabet decides. Raises MemoError for another order.

    >>> import memo
    >>> table = frequencies(memo.load().paragraphs)
    >>> leading(table).index[[0, -1]].tolist(), leading(table, "most frequent").index[0]
    (['their', 'would'], 'the')
    """
    known(order, ORDERS, "order")
    if order == "most frequent":
        return table.head(2 * each)
    sorted_ = table.sort_values(["g2", "word"], ascending=[False, True])
    first, second = (sorted_[sorted_["more"] == part].head(each) for part in PARTS)
    return pd.concat([first, second[::-1]])


def over_the_line(table, line=LINE):
    """How many words differ by more than `line`, and how many would if all words were dealt out like cards.

    table : DataFrame, from `frequencies`

    Returns (found, by_chance). `by_chance` is exact, not a trial: for each word the chance that a deal of all
    words into two parts of these sizes (the hypergeometric distribution) gives a G² above the line, summed.
    Words in a text are no cards: they come in clusters, so that the true number by chance is higher still.

    >>> import memo
    >>> found, by_chance = over_the_line(frequencies(memo.load().paragraphs))
    >>> found > by_chance > 10
    True
    """
    sizes = [int(table[part].sum()) for part in PARTS]
    by_chance = sum(words * _chance(int(total), *sizes, line) for total, words in table["total"].value_counts().items())
    return int((table["g2"] > line).sum()), float(by_chance)


def _chance(total, size_a, size_b, line):
    """The chance that a word which stands `total` times falls so unevenly that G² is above the line."""
    a = np.arange(max(0, total - size_b), min(total, size_a) + 1)
    ways = _log_choose(size_a, a) + _log_choose(size_b, total - a) - _log_choose(size_a + size_b, total)
    return float(np.exp(ways)[log_likelihood(a, total - a, size_a, size_b) > line].sum())


def _log_choose(n, k):
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    return logs[n] - logs[k] - logs[n - np.asarray(k)]
