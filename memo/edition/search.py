"""Find a phrase in the body, in the reading text and in the text as transmitted.

Case, the kind of quotation mark or dash, white space and the translators' square brackets make no
difference to what is found; a bracket that is typed is looked for.
"""

import re
import unicodedata

from memo.errors import MemoError

QUOTES = "\"'`´“”„‟‘’‚‛«»‹›ʹʺʼ′″"
DASHES = "-‐‑‒–—―−"
# What each column of `doc.find` is, for pandas.
COLUMNS = {
    "paragraph": "int64",
    "sentence": "str",
    "quote": "str",
    "before": "str",
    "after": "str",
    "view": "str",
    "start": "int64",
    "end": "int64",
}
_CONTEXT = 60
_DASH, _QUOTE, _BRACKETS = f"[{re.escape(DASHES)}]+", f"[{re.escape(QUOTES)}]", r"[\[\]]*"
_TOKEN = re.compile(rf"(?P<dash>\s*{_DASH}\s*)|(?P<quote>{_QUOTE})|(?P<space>\s+)|[^\W{re.escape(QUOTES)}]+|.")


def pattern(phrase):
    """The regular expression that finds `phrase`; MemoError where there is nothing to look for.

    >>> bool(pattern("workers’ PARTY").search("the Polish United Workers' Party"))
    True
    >>> bool(pattern("czechoslovakia and bulgaria").search("Czechoslovakia [and] Bulgaria"))
    True
    """
    if not isinstance(phrase, str) or not phrase.strip():
        raise MemoError('There is nothing to look for. Give a word or phrase, for example doc.find("Warsaw Pact").')
    phrase = unicodedata.normalize("NFC", phrase.strip())
    parts = [_any_of(token, phrase) for token in _TOKEN.finditer(phrase)]
    # Between two words or signs a bracket may open or close that the reader did not type.
    return re.compile(_BRACKETS.join(parts), re.IGNORECASE)


def _any_of(token, phrase):
    if token["dash"]:
        # A dash at the edge of the phrase takes no white space beside it along.
        before, after = token.start() > 0, token.end() < len(phrase)
        return r"\s*" * before + _DASH + r"\s*" * after
    if token["quote"]:
        return _QUOTE
    if token["space"]:
        return r"[\s\[\]]+"
    return re.escape(token.group())


def occurrences(phrase, paragraphs, sentence_at):
    """One dict an occurrence, in text order, with the keys in `COLUMNS`.

    `paragraphs` yields (number, reading View, diplomatic View); `sentence_at(start, end)` names the
    sentence a place belongs to. An occurrence that both views show is given once, as in the reading
    text; `view` tells which showed it: "both", "reading" or "diplomatic".
    """
    wanted, rows = pattern(phrase), []
    for number, reading, diplomatic in paragraphs:
        found = _in_view(wanted, reading, number, "reading")
        for place, row in _in_view(wanted, diplomatic, number, "diplomatic").items():
            if place in found:
                found[place]["view"] = "both"
            else:
                found[place] = row
        for start, end in sorted(found):
            rows.append(found[start, end] | {"sentence": sentence_at(start, end)})
    return rows


def _in_view(wanted, view, number, name):
    found = {}
    for match in wanted.finditer(view.text):
        start, end = view.span(*match.span())
        found[start, end] = {
            "paragraph": number,
            "quote": match.group(),
            "before": view.text[max(0, match.start() - _CONTEXT) : match.start()],
            "after": view.text[match.end() : match.end() + _CONTEXT],
            "view": name,
            "start": start,
            "end": end,
        }
    return found
