"""Keyword in context: every place of a word or phrase, with what stands before and after it."""

import re

import numpy as np
import pandas as pd

from memo.analysis.words import BRACKET, Rule
from memo.errors import MemoError, known, need

ORDERS = ("place", "word before", "word after")
WIDTH = 60  # characters on either side
_HEAD = 12  # letters by which a sentence is known behind the one before it: none of them breaks a line
_EDGE = "\x00"  # between paragraphs: no phrase and no context runs over it
_TYPED = re.compile(r"[\w*]+(?:[-'’][\w*]+)*")
_LETTER = r"[^\W\d_]"
_NOTHING = 'There is nothing to look for. Give a word or a phrase, such as "friends" or "democrat*".'


def concordance(paragraphs, sentences, phrase, rule=None):
    """Every place of a word or phrase, in the order of the text.

    paragraphs, sentences : DataFrame, as `doc.paragraphs` and `doc.sentences`
    phrase : str
        Whole words; punctuation makes no difference. * stands for any letters: "democrat*".
    rule : Rule, default Rule()
        Its `small` makes no difference here: what is looked for is found.

    Columns: paragraph, part, sentence (id), label ("13.2"), before, hit, after, brackets (whether the hit begins in
    the translators' brackets). Raises MemoError where there is nothing to look for, or a column is missing.

    >>> import memo
    >>> doc = memo.load()
    >>> concordance(doc.paragraphs, doc.sentences, "fraternal")[["label", "after"]].values[1].tolist()
    ['24.1', ' countries. In the present situation even the simple exchang']
    """
    rule = rule or Rule()
    if not isinstance(phrase, str):
        raise MemoError(_NOTHING)
    need(paragraphs, ["part", rule.column], "paragraphs")
    need(sentences, ["paragraph", "label", rule.column], "sentences")
    texts = paragraphs[rule.column].tolist()
    whole = _EDGE.join(texts).replace("\n", " ")
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    spans, inside = _spans(whole, phrase, rule)
    which = np.searchsorted(starts, spans[:, 0], side="right") - 1
    own = np.searchsorted(_beginnings(whole, sentences[rule.column]), spans[:, 0], side="right") - 1
    left, right = np.maximum(spans[:, 0] - WIDTH, starts[which]), np.minimum(spans[:, 1] + WIDTH, starts[which + 1] - 1)
    places = list(zip(left.tolist(), *spans.T.tolist(), right.tolist(), strict=True))
    return pd.DataFrame(
        {
            "paragraph": paragraphs.index.to_numpy()[which],
            "part": paragraphs["part"].array.take(which),
            "sentence": sentences.index.array.take(np.maximum(own, 0)),
            "label": sentences["label"].array.take(np.maximum(own, 0)),
            "before": _strings([whole[begin:start] for begin, start, _, _ in places]),
            "hit": _strings([whole[start:end] for _, start, end, _ in places]),
            "after": _strings([whole[end:last] for _, _, end, last in places]),
            "brackets": inside,
        }
    )


def in_order(lines, order):
    """The lines of a concordance sorted by "place", "word before" or "word after".

    >>> import memo
    >>> doc = memo.load()
    >>> lines = concordance(doc.paragraphs, doc.sentences, "friends")
    >>> in_order(lines, "word before")["before"].str.split().str[-1].tolist()
    ['of', '[our]', '[our]', 'with', 'with']
    """
    known(order, ORDERS, "order")
    if order == "place" or lines.empty:
        return lines
    side, step = ("before", -1) if order == "word before" else ("after", 1)
    keys = [re.findall(r"\w+", words.casefold())[::step] for words in lines[side]]
    return lines.iloc[sorted(range(len(lines)), key=keys.__getitem__)]


def counts(paragraphs, sentences, phrases, rule=None):
    """How often each of several words or phrases stands in the text, and where.

    phrases : dict of str to str
        A label, and what is looked for: one or more phrases parted by |, as `concordance` takes them.

    Columns: looked_for, words, analysis, proposals, brackets, paragraphs (text, "¶9, ¶21", without repeats).

    >>> import memo
    >>> doc = memo.load()
    >>> counts(doc.paragraphs, doc.sentences, {"we": "we"})[["analysis", "proposals", "brackets"]].values.tolist()
    [[5, 7, 6]]
    """
    rows = []
    for label, words in phrases.items():
        lines = pd.concat([concordance(paragraphs, sentences, phrase, rule) for phrase in words.split("|")])
        where = ", ".join(f"¶{number}" for number in sorted(set(lines["paragraph"])))
        parts = [int((lines["part"] == part).sum()) for part in ("analysis", "proposals")]
        shown = ", ".join(word.strip() for word in words.split("|"))
        rows.append([label, shown, *parts, int(lines["brackets"].sum()), where])
    return pd.DataFrame(rows, columns=["looked_for", "words", "analysis", "proposals", "brackets", "paragraphs"])


def _spans(whole, phrase, rule):
    """Where the phrase stands, as an array of (start, end), and whether each begins in brackets."""
    small = whole if rule.capitals else whole.lower()
    # Lower case beforehand lets the search jump from one candidate to the next; it may change a text's length.
    alike = len(small) == len(whole)
    phrase = phrase if rule.capitals or not alike else phrase.lower()
    wanted = re.compile(_pattern(phrase, rule), 0 if alike else re.IGNORECASE)
    spans, brackets = _places(wanted, small if alike else whole), _places(BRACKET, whole)
    inside = np.zeros(len(spans), dtype="bool")
    if len(brackets):
        nearest = np.searchsorted(brackets[:, 0], spans[:, 0], side="right") - 1
        inside = (nearest >= 0) & (spans[:, 0] < brackets[nearest, 1])
    return (spans, inside) if rule.brackets else (spans[~inside], inside[~inside])


def _places(pattern, text):
    return np.array([match.span() for match in pattern.finditer(text)], dtype="int64").reshape(-1, 2)


def _pattern(phrase, rule):
    tokens = _TYPED.findall(phrase)
    if not rule.hyphens:
        tokens = [part for token in tokens for part in token.split("-")]
    if not any(sign.isalnum() for token in tokens for sign in token):
        raise MemoError(_NOTHING)
    joints = "[-'’]" if rule.hyphens else "['’]"
    # Left out, the translators' words part nothing: what stands before and after them is one phrase.
    gap = rf"[^\w{_EDGE}]+" if rule.brackets else rf"(?:[^\w{_EDGE}\[\]]|\[[^\]]*\])+"
    any_letters = rf"(?:\w|{joints})*"
    first, *more = (any_letters.join(map(re.escape, token.split("*"))) for token in tokens)
    head = re.escape(tokens[0].split("*")[0])
    # That a word begins here is asked after its first letters: so they are what the search looks for.
    begins = rf"{head}(?<!\w{head})(?<!{_LETTER}{joints}{head})" if head else r"\b"
    return begins + gap.join([first[len(head) :], *more]) + rf"(?!\w|{joints}{_LETTER})"


def _beginnings(whole, sentences):
    """Where each sentence begins in the whole; sentences stand in the order of the text."""
    places, behind = [], 0
    for sentence in sentences.tolist():
        places.append(whole.find(sentence[:_HEAD], behind))
        behind = places[-1] + len(sentence)
    return places


def _strings(values):
    return pd.Series(values, dtype="str").array
