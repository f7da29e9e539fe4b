"""Find a phrase in the body, in the reading text and in the text as transmitted.

Case, the kind of quotation mark or dash, white space and the translators' square brackets make no
difference to what is found; a bracket that is typed is looked for.
"""

import re
import unicodedata

from memo.errors import MemoError

QUOTES = "\"'`´“”„‟‘’‚‛«»‹›"
DASHES = "-‐‑‒–—―−"
COLUMNS = ["paragraph", "sentence", "quote", "before", "after", "view", "start", "end"]
_CONTEXT = 60
_TOKEN = re.compile(rf"(?P<dash>\s*[{re.escape(DASHES)}]\s*)|(?P<quote>[{re.escape(QUOTES)}])|(?P<space>\s+)")


def pattern(phrase):
    """The regular expression that finds `phrase`; MemoError where there is nothing to look for.

    >>> bool(pattern("workers’ PARTY").search("the Polish United Workers' Party"))
    True
    >>> bool(pattern("czechoslovakia and bulgaria").search("Czechoslovakia [and] Bulgaria"))
    True
    """
    if not isinstance(phrase, str) or not phrase.strip():
        raise MemoError('There is nothing to look for. Give a word or phrase, for example doc.find("Warsaw Pact").')
    parts, last = [], 0
    phrase = unicodedata.normalize("NFC", phrase.strip())
    for token in _TOKEN.finditer(phrase):
        parts += [re.escape(phrase[last : token.start()]), _any_of(token)]
        last = token.end()
    return re.compile("".join([*parts, re.escape(phrase[last:])]), re.IGNORECASE)


def _any_of(token):
    if token["dash"]:
        return rf"\s*[{re.escape(DASHES)}]\s*"
    if token["quote"]:
        return f"[{re.escape(QUOTES)}]"
    return r"[\s\[\]]+"


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
