"""From what a student writes to an atom: one short text for each thing that can be right or wrong.

Every function takes a plain value (`memo.exercises.plain`) and raises MalformedError, whose text says how to write it.
"""

import re
import unicodedata
from datetime import date
from functools import cache

from memo.dates import MONTH_NAMES
from memo.edition import load
from memo.edition.search import DASHES, QUOTES
from memo.exercises.plain import MalformedError

_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NAMES = {
    "gdr": "german democratic republic",
    "east germany": "german democratic republic",
    "ddr": "german democratic republic",
    "frg": "federal republic of germany",
    "west germany": "federal republic of germany",
    "ussr": "soviet union",
    "usa": "united states",
    "us": "united states",
    "united states of america": "united states",
    "csce": "conference on security and cooperation in europe",
}


@cache
def edition():
    """The kit's own memorandum, loaded once."""
    return load()


def several(value, parted=r"[,;\n]+|\s+and\s+"):
    """The parts of an answer that is a list, or one text with commas, as a list; what is empty falls away.

    >>> several("Poland, Hungary and Romania")
    ['Poland', 'Hungary', 'Romania']
    >>> several(8)
    [8]
    """
    if isinstance(value, dict):
        raise MalformedError("Give a list, with a comma between one answer and the next.")
    parts = re.split(parted, value) if isinstance(value, str) else value if isinstance(value, list) else [value]
    parts = [part.strip() if isinstance(part, str) else part for part in parts]
    return [part for part in parts if part not in (None, "", [])]


def letter(value, offered=""):
    """One letter in lower case, of those offered if some are.

    >>> letter(" B)")
    'b'
    """
    sign = value.strip("()[]. ").casefold() if isinstance(value, str) else ""
    if len(sign) != 1 or not sign.isalpha() or (offered and sign not in offered):
        among = f" from {offered[0]} to {offered[-1]}" if offered else ""
        raise MalformedError(f'Give the letter{among} in quotation marks, for example "{offered[:1] or "a"}".')
    return sign


def paragraph(value):
    """The number of a paragraph, as text; a sentence such as "6.3" stands for its paragraph.

    >>> paragraph("¶8"), paragraph(20)
    ('8', '20')
    """
    if isinstance(value, (bool, list, dict)):
        raise MalformedError("Give the number of a paragraph, for example 8.")
    found = re.fullmatch(r"(?:¶+|§|par(?:agraph|\.)?)?\s*(\d{1,3})(?:\.\d{1,2})?", str(value).casefold().strip())
    if not found:
        raise MalformedError("Give the number of a paragraph, for example 8, or a list such as [8, 20].")
    last = len(edition().paragraphs)
    if not 1 <= int(found[1]) <= last:
        raise MalformedError(f"There is no ¶{int(found[1])}: the memorandum has ¶1 to ¶{last}.")
    return str(int(found[1]))


def number(value, digits=6):
    """A number as text, rounded to so many digits after the point; "4", "four" and "4,5" are read too.

    >>> number(4.0), number("four"), number("12,5 %")
    ('4', '4', '12.5')
    """
    if isinstance(value, str):
        text = value.casefold().strip().removesuffix("%").strip().replace("−", "-")
        text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text).replace(",", ".")
        value = _NUMBERS.index(text) if text in _NUMBERS else text
        if isinstance(value, str) and not re.fullmatch(r"-?\d{1,9}(\.\d{1,12})?", value):
            raise MalformedError("Give a number in figures, for example 4.")
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise MalformedError("Give one number in figures, for example 4.")
    rounded = round(float(value), digits) + 0.0  # no minus zero
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def day(value):
    """A day as "1989-02-11", a month as "1989-02", a year as "1989", from the usual ways to write them.

    >>> day("11 February 1989"), day("Feb. 11, 1989"), day("11.2.1989"), day("February 1989")
    ('1989-02-11', '1989-02-11', '1989-02-11', '1989-02')
    """
    how = 'Write the date with day, month and year, for example "24 February 1989".'
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise MalformedError(how)
    text = str(value).casefold().strip().rstrip(".")
    if found := re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", text):
        parts = [found[3], found[2], found[1]]
    elif re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", text):
        parts = text.split("-")
    else:
        parts = _spelled(text)
    if not parts:
        raise MalformedError(how)
    parts = [int(part) for part in parts]
    try:
        date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        raise MalformedError(f"There is no such day in the calendar. {how}") from None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _spelled(text):
    """[year, month, day] of a date with the month in letters; [] where it is none."""
    words = re.findall(r"\d+|[^\W\d_]+", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))
    words = [word for word in words if word not in ("of", "the", "on") and not word.endswith("day")]
    months = [i for i, name in enumerate(MONTH_NAMES, 1) for word in words if len(word) > 2 and name.lower().startswith(word)]
    months += [9 for word in words if word == "sept" and 9 not in months]
    figures = [word for word in words if word.isdigit()]
    if len(months) != 1 or len(words) != len(figures) + 1 or not figures or len(figures[-1]) != 4:
        return []
    return [figures[-1], months[0], *figures[:-1]] if len(figures) <= 2 else []


def name(value):
    """A name or a few words: case, accents, quotation marks, dashes and a leading "the" make no difference.

    >>> name("The G.D.R."), name("Václav  Havel")
    ('german democratic republic', 'vaclav havel')
    """
    if isinstance(value, (list, dict)):
        raise MalformedError("Give words in quotation marks, for example “Poland”.")
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    text = re.sub(rf"[{re.escape(DASHES)}/_]", " ", text.casefold().replace(".", "").replace("ł", "l"))
    text = re.sub(rf"[^\w\s]|[{re.escape(QUOTES)}]", "", text)
    text = " ".join(text.split()).removeprefix("the ")
    if not text:
        raise MalformedError("Give words in quotation marks, for example “Poland”.")
    return _NAMES.get(text, text)


def loose(value):
    """An atom for whatever it is: a number, a paragraph's sign left out, or a name.

    >>> loose("¶8"), loose(8), loose("Poland")
    ('8', '8', 'poland')
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value)
    text = name(value)
    return number(text) if re.fullmatch(r"\d{1,9}", text) else text


def code(field, value):
    """The code of the codebook that `value` names, in lower case; its label counts too.

    >>> code("kind", "Forecast"), code("certainty", 3)
    ('forecast', '3')
    """
    said, offered = loose(value), codes(field)
    if offered and said not in offered:
        listed = ", ".join(_rows(field)["code"])
        raise MalformedError(f"The codebook has no such {field}. It has: {listed}.")
    return offered.get(said, said)


def codes(field):
    """What may be written for a field of the codebook, with the code each stands for; {} where all is free.

    >>> codes("voice")["reported"]
    'reported'
    """
    rows = _rows(field)
    labels = {loose(row.label): loose(row.code) for row in rows.itertuples()}
    return labels | {loose(row.code): loose(row.code) for row in rows.itertuples()}


def _rows(field):
    table = edition().codes
    return table[table["field"] == field.removesuffix("2")]  # theme2 has the themes' codes
