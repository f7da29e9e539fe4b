"""Whether words that a student copied are the memorandum's: at least five, within one sentence."""

import difflib
import re

from memo.edition.search import QUOTES
from memo.errors import MemoError

LEAST = 5


def check(doc, words):
    """Where the words stand, as (True, "¶18.1"), or (False, a sentence that says what to do).

    Either view, any quotation marks and white space; a citation copied along with them is cut off.

    >>> import memo
    >>> check(memo.load(), "it seems improbable that in the foreseeable future")
    (True, '¶18.1')
    """
    words = _bare(words)
    if len(words.split()) < LEAST:
        return False, f"Give at least {LEAST} words of the text, copied exactly."
    try:
        found = doc.find(words)
    except MemoError as error:
        return False, str(error)
    if found.empty:
        return False, f"These words do not stand in the text like this. Nearest is ¶{nearest(doc, words)}: copy them from there."
    places = doc.sentences
    first = found.iloc[0]
    sentence = places.loc[first["sentence"]]
    if first["end"] > sentence["end"]:
        return False, f"These words run over the end of sentence {sentence['label']}. Keep within one sentence."
    return True, f"¶{sentence['label']}"


def nearest(doc, words):
    """The label of the sentence that shares most with the words."""
    wanted = set(re.findall(r"\w+", words.casefold()))
    def likeness(text):
        own = set(re.findall(r"\w+", text.casefold()))
        return len(wanted & own) / (len(wanted | own) or 1), difflib.SequenceMatcher(None, words[:300], text[:300]).quick_ratio()
    return max(doc.sentences.itertuples(), key=lambda row: likeness(row.text)).label


def _bare(words):
    words = str(words).split("\n\n")[0].strip()
    return words.strip(f"{QUOTES}… \n\t").removesuffix("...").strip()
