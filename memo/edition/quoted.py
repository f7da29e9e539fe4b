"""Whether words that a student copied are the memorandum's: at least five, within one sentence."""

import difflib
import re

from memo.edition import search
from memo.edition.search import QUOTES
from memo.errors import MemoError

LEAST = 5
_LEAST_OUTSIDE = 2
_LONGEST = 3000  # with the citation: the longest sentence has some 800 characters


def check(doc, words, whole=False):
    """Where the words stand, as (True, "¶18.1"), or (False, a sentence that says what to do).

    With `whole` the copy's other parts count too: heading, last line, note 14 (there two words are enough).

    Either view, any quotation marks and white space; a citation copied along with them is cut off.

    >>> import memo
    >>> check(memo.load(), "it seems improbable that in the foreseeable future")
    (True, '¶18.1')
    """
    if len(str(words)) <= _LONGEST and whole and (part := _outside(doc, bare(words))):
        return True, part
    try:
        return True, f"¶{labels(doc, words)[0]}"
    except MemoError as error:
        return False, str(error)


def labels(doc, words):
    """The labels of all sentences in which the words stand, in text order: five words or more, within one sentence.

    Raises MemoError, a sentence that says what to do: too few words, words that do not stand there, two sentences.

    >>> import memo
    >>> labels(memo.load(), "forces hostile to socialism have stepped up")
    ['10.5']
    """
    if len(str(words)) > _LONGEST:
        raise MemoError("These words are longer than any sentence of the text. Choose the words of one sentence.")
    words = bare(words)
    if sum(any(sign.isalnum() for sign in word) for word in words.split()) < LEAST:
        raise MemoError(f"Give at least {LEAST} words of the text, copied exactly.")
    found = doc.find(words)
    if found.empty:
        near = nearest(doc, words)
        raise MemoError(f"These words do not stand in the text like this. Nearest is ¶{near}: copy them from there.")
    places = doc.sentences.loc[found["sentence"]]
    within = places[found["end"].to_numpy() <= places["end"].to_numpy()]
    if within.empty:
        label = places["label"].iloc[0]
        raise MemoError(f"These words run over the end of sentence {label}. Keep within one sentence.")
    return within["label"].tolist()


def _outside(doc, words):
    """The part of the copy outside the body that holds the words, or None."""
    if len(words.split()) < _LEAST_OUTSIDE:
        return None
    for part in doc.segments.query("kind != 'body'").itertuples():
        if search.pattern(words).search(doc.source, part.start, part.end):
            return f"the {part.kind} of the copy, not in the memorandum's body"
    return None


def nearest(doc, words):
    """The label of the sentence that shares most with the words.

    >>> import memo
    >>> nearest(memo.load(), "chiefly in Hungary and Poland")
    '6.3'
    """
    wanted = set(re.findall(r"\w+", words.casefold()))

    def likeness(text):
        own = set(re.findall(r"\w+", text.casefold()))
        alike = difflib.SequenceMatcher(None, words[:300], text[:300]).quick_ratio()
        return len(wanted & own) / (len(wanted | own) or 1), alike

    return max(doc.sentences.itertuples(), key=lambda row: likeness(row.text)).label


def shortened(words, most):
    """Words that are longer than `most` signs cut behind a word, with a sign that something is missing.

    >>> shortened("The socialist community is experiencing", 26)
    'The socialist community …'
    """
    return words if len(words) <= most else f"{words[: most - 2].rsplit(' ', 1)[0]} …"


def bare(words):
    """Words as they were copied, in one line, without quotation marks and without the citation that the reader copies along.

    >>> bare("“the fate of socialism …”" + chr(10) * 2 + "¶1.3")
    'the fate of socialism'
    """
    # The citation stands in a paragraph of its own and names the place.
    words = str(words).replace("\r\n", "\n")
    before, _, last = words.strip().rpartition("\n\n")
    words = before if before and "¶" in last else words
    return " ".join(words.strip(f"{QUOTES}… \n\t").removesuffix("...").split())
