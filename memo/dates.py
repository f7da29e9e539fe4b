"""Dates as English writes them, from the tables' "1989-02-24", "1989-02" or "1989".

The names of the months are written out here, since Python's own follow the language of the reader's machine.
"""

from datetime import date as day_of

PAPER = "1989-02-24"  # the memorandum's day
BRIEF = "1989-02-27"  # the day on which lesson 10 is played

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def days(first, last=""):
    """Days in words; a month or year alone where no day is known.

    >>> days("1989-01-15", "1989-01-21"), days("1989-02"), days("1988-12-20", "1989-01-18")
    ('15–21 January 1989', 'February 1989', '20 December 1988 – 18 January 1989')
    """
    if not last:
        return _written(first, MONTH_NAMES)
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{_written(last, MONTH_NAMES)}"
    return f"{_written(first, MONTH_NAMES)} – {_written(last, MONTH_NAMES)}"


def short(date):
    """A date as short as a label needs it.

    >>> short("1988-08-21"), short("1940-04"), short("1957")
    ('21 Aug 1988', 'Apr 1940', '1957')
    """
    return _written(date, SHORT_MONTHS)


def ordinal(date):
    """A day, month or year as the number of a day; the middle where no day is known.

    >>> ordinal("1940-04") == ordinal("1940-04-15"), ordinal("1957") == ordinal("1957-07-01")
    (True, True)
    """
    year, month, day = _parts(date)
    return day_of(year, month or 7, day or (15 if month else 1)).toordinal()


def _parts(date):
    """Year, month and day as numbers, 0 for what is not known."""
    return [*map(int, date.split("-")), 0, 0][:3]


def _written(date, names):
    year, month, day = _parts(date)
    return " ".join(str(part) for part in (day or "", names[month - 1] if month else "", year) if part)
