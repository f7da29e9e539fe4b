"""A citation ready to paste: Chicago (note), MLA (works cited) or BibTeX.

What is cited stands in the descriptor's `citation`; here is only how each style writes it. The
paragraph numbers are this edition's, and the citation says so.
"""

import datetime

from memo.dates import MONTH_NAMES, SHORT_MONTHS
from memo.errors import MemoError


def cite(work, place="", style="chicago", accessed=None):
    """The citation of `work` (the descriptor's `citation`) at `place`, such as "¶18", as text.

    Raises MemoError for a style it does not know or a day it cannot read.

    >>> work = {"author": "A. Writer", "title": "On Signs", "date": "1989-02-24", "translators": ["B. Turner"]}
    >>> work |= {"archive": "An Archive", "document": "7", "provenance": "a donation", "url": "https://example.org/7"}
    >>> cite(work, "¶18", accessed="2026-11-22")[:82]
    'A. Writer, “On Signs,” February 24, 1989, ¶18 (paragraph numbers of this edition),'
    """
    try:
        write = _STYLES[style.lower()]
    except (KeyError, AttributeError):
        raise MemoError(f"There is no citation style {style!r}. Use one of: {', '.join(_STYLES)}.") from None
    return write(work, place, _day(accessed))


def _day(accessed):
    if accessed is None:
        return None
    try:
        if isinstance(accessed, datetime.date):
            accessed = accessed.isoformat()[:10]  # a moment is a date too; only its day is cited
        return datetime.date.fromisoformat(accessed)
    except (TypeError, ValueError):
        message = f'The day of access {accessed!r} is not a date. Write it as "2026-11-22", or leave it out.'
        raise MemoError(message) from None


def _chicago(work, place, day):
    place = f", {place} (paragraph numbers of this edition)" if place else ""
    accessed = f"accessed {_american(day)}, " if day else ""
    return (
        f"{work['author']}, “{work['title']},” {_american(_date(work))}{place}, "
        f"trans. {' and '.join(work['translators'])}, {work['archive']}, document {work['document']}, "
        f"{work['provenance']}, {accessed}{work['url']}."
    )


def _mla(work, place, day):
    place = f" {place} in the paragraph numbers of this edition." if place else ""
    accessed = f" Accessed {_short(day)}." if day else ""
    url = work["url"].removeprefix("https://")
    return (
        f"{work['author']}. “{work['title']}.” {_short(_date(work))}. "
        f"Translated by {' and '.join(work['translators'])}, {work['archive']}, document {work['document']}, "
        f"{work['provenance']}, {url}.{accessed}{place}"
    )


def _bibtex(work, place, day):
    provenance = work["provenance"][:1].upper() + work["provenance"][1:]
    note = f"Translated by {' and '.join(work['translators'])}. Document {work['document']}. {provenance}."
    if place:
        note += f" Cited: {place.replace('¶', 'par. ')}, in the paragraph numbers of this edition."
    fields = {
        "author": f"{{{work['author']}}}",
        "title": f"{{{work['title']}}}",
        "year": str(_date(work).year),
        "month": MONTH_NAMES[_date(work).month - 1][:3].lower(),
        "howpublished": work["archive"],
        "note": note,
        "url": work["url"],
    }
    if day:
        fields["urldate"] = day.isoformat()
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items()]
    return "\n".join(["@misc{memorandum1989,", *lines, "}"])


def _date(work):
    return datetime.date.fromisoformat(work["date"])


def _american(date):
    return f"{MONTH_NAMES[date.month - 1]} {date.day}, {date.year}"


def _short(date):
    name = SHORT_MONTHS[date.month - 1]
    dot = "" if name == MONTH_NAMES[date.month - 1] else "."
    return f"{date.day} {name}{dot} {date.year}"


_STYLES = {"chicago": _chicago, "mla": _mla, "bibtex": _bibtex}
