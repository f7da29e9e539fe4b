"""The guard against hindsight: what in a text could not have been written on 27 February 1989.

It looks at what a text says. It never forbids: it finds words, says why and since when, and how somebody on that
day could have put it. What is asked, feared, planned or denied is at most noted.
"""

import datetime
import re
import unicodedata
from functools import cache

import pandas as pd

from memo.dates import BRIEF, MONTH_NAMES

_DAY = datetime.date.fromisoformat(BRIEF)
COLUMNS = ["start", "end", "words", "level", "kind", "since", "why", "instead", "id"]
LONGEST = 40_000  # characters: a brief has six thousand; what is longer is read to there

_NEAR = 6  # words between a form and its act
_REACH = 300  # characters of a sentence, before and after a place: what never ends is no sentence

# What makes a statement one about what may be, is asked for or is not so; before it or within it.
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|suppos\w*|imagin\w*|in case|in the event|lest|what if|as though|provided that|should (?:the|a|an|any|it|they)|were (?:the|a|it|they))\b"
)
_MODAL = re.compile(r"\b(?:would|could|might|may|can|cannot|will|shall|should|must|ought|to be)\b|n't\b|'ll\b")
_ATTITUDE = re.compile(
    r"\b(?:fear\w*|danger\w*|risk\w*|possib\w*|prospect\w*|hope\w*|dream\w*|demand\w*|call(?:s|ed|ing)? for|ask\w*|want\w*|wish\w*|expect\w*|forecast\w*|foresee\w*"
    r"|predict\w*|likel\w+|unlikel\w+|improbabl\w+|probabl\w+|perhaps|threat\w*|speculat\w*|question of|talk of|idea of|scenario\w*|conceivabl\w*|unthinkabl\w*|plan\w*|propos\w*"
    r"|prevent\w*|avoid\w*|rumou?r\w*|promis\w*|never|not|no|nobody|nothing|neither|nor|without|den(?:y|ies|ied)|exclud\w*|refus\w*|yet to|negotiat\w* (?:on|about|over|for)|goal|aim\w*)\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:would|could|might|may|(?:is|are|seems?|remains?)(?: an?| the| no| not)?"
    r" (?:possib\w*|likely|unlikely|improbable|conceivable|unthinkable|danger|risk|prospect|fear|hope|dream|question|goal|set|due|planned|scheduled))\b"
)
_EARLIER = re.compile(r"\b(?:1[0-8]\d\d|19[0-7]\d|198[0-8])\b")

_MONTHS = [name.lower() for name in MONTH_NAMES]
_MONTH = "|".join([*_MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])
_YEARS = r"(?:19(?:89|9\d)|20[0-4]\d)"
_SEASONS = {
    "spring": (3, 1),
    "summer": (6, 1),
    "autumn": (9, 1),
    "fall": (9, 1),
    "late": (10, 1),
    "end": (12, 31),
    "second half": (7, 1),
    "later": (3, 1),
    "mid": (6, 1),
    "middle": (6, 1),
}
_DATE = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? (?P<m>{_MONTH})\.?,? (?P<y>{_YEARS})\b"
    rf"|\b(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>{_YEARS})\b"
    rf"|\b(?P<y3>{_YEARS})-(?P<n3>\d\d)-(?P<d3>\d\d)\b"
    rf"|\b(?P<d4>\d{{1,2}})(?P<sep>[./])(?P<n4>\d{{1,2}})(?P=sep)(?P<y4>{_YEARS})\b"
    rf"|\b(?P<m5>{_MONTH})\.?(?: of)? (?P<y5>{_YEARS})\b"
    rf"|\b(?P<s6>spring|summer|autumn|fall|late|end|second half|later|mid|middle)(?: of| in|-)? ?(?P<y6>{_YEARS})\b"
    rf"|\b(?P<y7>199\d|20[0-4]\d)(?P<decade>s)?\b"
    r"|\b(?P<c8>nineties|twenty-first century|21st century)\b"
)
# A number of things is no year.
_THINGS = (
    "men|soldiers|troops|tanks|people|miners|officers|prisoners|citizens|workers|refugees|strikers|members|missiles|aircraft|planes|divisions"
    r"|words|copies|villages|houses|km|kilomet\w+|miles|marks|roubles|rubles|dollars|tons|tonnes|million|billion"
)
_COUNTED = re.compile(rf"(?:,\d{{3}}|\s+(?:{_THINGS})\b|\s*%)")
_LATER_DATE = "That day has not come: on this day it is 27 February 1989."
_LATER_DATE_HOW = "Leave it out; or, if it is somebody's plan or your own guess, say whose, and that it is to come."
_OPEN_DATE = "A day to come. As a plan, a term or a guess it can stand."
_OPEN_DATE_HOW = "Say whose plan or guess it is, and where it is known from."


def anachronisms(text, terms):
    """What in a text could not have been written on 27 February 1989, a row a finding, in the order of the text.

    text : str
    terms : DataFrame, `doc.hindsight`

    start and end (characters), words, level ("later": told as a fact, nobody could know it; "look": asked, feared,
    planned or denied, or written so by some on that day), kind (date, event, name, word, view), since, why, instead, id.

    >>> import memo
    >>> terms = memo.load().hindsight
    >>> anachronisms("Since the Wall fell, all is new.", terms)[["words", "level", "since"]].values.tolist()
    [['the Wall fell', 'later', '1989-11-09']]
    >>> anachronisms("If the Wall were opened, the GDR would bleed.", terms)["level"].tolist()
    []
    """
    text = str(text)[:LONGEST]
    flat = _folded(text)
    rows = [
        (start, end, text[start:end], _level(flat, start, end, at, row.level), row.kind, row.since, row.why, row.instead, row.id)
        for form, act, row in _patterns(terms)
        for start, end, at in _hits(flat, form, act)
    ]
    rows += [(start, end, text[start:end], *found) for start, end, *found in _dates(flat)]
    table = pd.DataFrame(rows, columns=COLUMNS).sort_values(["start", "end"], kind="stable")
    return _without_nested(table).reset_index(drop=True)


# -- words


def _folded(text):
    """The text in small letters without accents, one sign for one: its places stay."""
    plain = {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "ł": "l", "Ł": "l", "\t": " ", "\r": " "}
    return "".join(plain.get(sign) or (unicodedata.normalize("NFD", sign)[0].lower()[:1] or sign) for sign in text)


def _expression(form):
    """A form as an expression: spaces as any space, a hyphen may be missing, * ends a word in any way."""
    made = re.escape(_folded(form)).replace(r"\ ", r"\s+").replace(r"\-", r"[\s-]?").replace(r"\*", r"\w*")
    return rf"(?<!\w){made}(?!\w)"


def _patterns(terms):
    """(expression of the forms, expression of the acts or None, row) of each term."""
    for row in terms.itertuples():
        yield _any_of(row.forms), _any_of(row.acts), row


@cache
def _any_of(forms):
    """One expression for all forms, parted by |; None where there is none. Kept: a brief is read at each pause in the typing."""
    return re.compile("|".join(map(_expression, forms.split("|")))) if forms else None


def _hits(flat, form, act):
    """(start, end, start of the act) of each form, with its act within a few words of the same sentence where it needs one."""
    if act is None:
        yield from ((hit.start(), hit.end(), hit.start()) for hit in form.finditer(flat))
        return
    taken = []
    for hit in form.finditer(flat):
        first, last = _sentence(flat, hit.start())
        near = [done for done in act.finditer(flat, first, last) if _between(flat, hit, done) <= _NEAR]
        for done in sorted(near, key=lambda done: _between(flat, hit, done))[:1]:
            if done.span() not in taken:  # one act, one finding
                taken.append(done.span())
                yield min(hit.start(), done.start()), max(hit.end(), done.end()), done.start()


def _between(flat, one, other):
    """How many words stand between two matches; too many where they overlap."""
    first, second = sorted((one.span(), other.span()))
    if second[0] < first[1]:
        return _NEAR + 1
    return len(flat[first[1] : second[0]].split())


def _sentence(flat, place):
    """Where the sentence around a place begins and ends."""
    begins = [flat.rfind(sign, max(0, place - _REACH), place) for sign in ("\n", "! ", "? ", ". ")]
    first = max([begin + 1 for begin in begins if begin >= 0], default=max(0, place - _REACH))
    ends = [end for end in (flat.find(sign, place, place + _REACH) for sign in ("\n", "! ", "? ", ". ", "; ")) if end >= 0]
    return first, min(ends, default=min(len(flat), place + _REACH)) + 1


def _level(flat, start, end, act, level):
    """ "later", or "look" where the sentence asks, fears, plans or denies, speaks of an earlier year, or the word was open."""
    if level == "open":
        return "look"
    first, last = _sentence(flat, start)
    before, within, after = flat[first:start], flat[start:end], flat[end:last]
    clause = re.split(r"[,;:()]| but | and ", before)[-1]
    if _CONDITION.search(before + within) or _ATTITUDE.search(before) or _ATTITUDE.search(flat[start:act]) or after.rstrip().endswith("?"):
        return "look"
    if _MODAL.search(clause) or _MODAL.search(flat[start:act]) or _AFTERWARDS.search(" ".join(after.split()[:6])):
        return "look"
    return "look" if _EARLIER.search(before + after) else "later"


def _without_nested(table):
    """Of findings that lie within another of the same level the longer one, and of the same words one."""
    kept = []
    for row in sorted(table.itertuples(), key=lambda row: (row.level != "later", row.start - row.end, row.start)):
        if not any(other.start <= row.start and row.end <= other.end for other in kept):
            kept.append(row)
    return table.loc[sorted(row.Index for row in kept)].sort_values(["start", "end"]) if kept else table


# -- dates


def _dates(flat):
    """(start, end, level, kind, since, why, instead, id) of each date after the day."""
    for hit in _DATE.finditer(flat):
        if (
            hit["y7"]
            and _COUNTED.match(flat, hit.end())
            and not re.search(r"\b(?:in|since|until|from|after|before|during|early|year)\s$", flat[: hit.start()][-8:])
        ):
            continue
        if hit["y7"] and re.search(r"[\d.,¶#/-]$|\bno\. ?$|[$£€]$", flat[max(0, hit.start() - 4) : hit.start()]):
            continue
        day = _day(hit)
        if day is None or day <= _DAY:
            continue
        open_to_come = _level(flat, hit.start(), hit.end(), hit.start(), "later") == "look" or _planned(flat, hit.start())
        told = ("look", "date", "", _OPEN_DATE, _OPEN_DATE_HOW) if open_to_come else ("later", "date", "", _LATER_DATE, _LATER_DATE_HOW)
        yield hit.start(), hit.end(), *told, "date"


def _planned(flat, place):
    """Whether the words before a date make it a term or a plan: by 1991, until 2005, due in March 1989."""
    before = flat[_sentence(flat, place)[0] : place]
    return bool(
        re.search(r"\b(?:by|until|till|before|no later than)\s+(?:the\s+)?(?:end\s+of\s+)?$", before)
        and not re.search(r"\b(?:had|was|were)\b", before)
    ) or bool(re.search(r"\b(?:set for|due|scheduled|fixed for|runs? (?:out|until)|expires?|coming|next|is to|are to|the year)\b", before))


def _day(hit):
    """The earliest day that a date can mean, or None where it means none."""
    found = hit.groupdict()
    if found["c8"]:
        return datetime.date(1990, 1, 1)
    if found["y6"]:
        month, day = _SEASONS[found["s6"]]
        return _date(found["y6"], month, day)
    if found["y7"]:
        return _date(found["y7"], 1, 1)
    if found["y5"]:
        return _date(found["y5"], _month(found["m5"]), 1)
    if found["y4"]:
        one, two = int(found["d4"]), int(found["n4"])
        read = [_date(found["y4"], two, one), *([_date(found["y4"], one, two)] if found["sep"] == "/" else [])]
        return min(filter(None, read), default=None)
    if found["y3"]:
        return _date(found["y3"], int(found["n3"]), int(found["d3"]))
    return _date(found["y"] or found["y2"], _month(found["m"] or found["m2"]), int(found["d"] or found["d2"]))


def _month(name):
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3]))


def _date(year, month, day):
    try:
        return datetime.date(int(year), month, day)
    except ValueError:
        return None
