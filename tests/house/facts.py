"""Facts in prose and the rows of the tables that carry them.

A reference names a row, `events/1989-02-06-round-table`, or one of its values, `countries/Poland.leader`. What
a value tells is compared with what the prose tells: dates, numbers of three digits or more, persons, titles.
"""

import re
from functools import cached_property
from typing import NamedTuple

import pandas as pd

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH = "|".join(MONTHS)
_RANGE = re.compile(rf"\b(\d{{1,2}})(?:\s?[–-]\s?| to | and )(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?\b")
_IN_MONTH = re.compile(rf"\b({_MONTH}) (\d{{4}})\b")
_YEAR = re.compile(r"(?<![\d.,/-])(19(?:1[7-9]|[2-9]\d)|20(?:[0-2]\d|30))(?![\d%]|[,.-]\d)\b")
_ISO = re.compile(r"\b(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\b")
# Percentages are a scale and no fact; ¶ numbers and times of day have fewer digits.
_NUMBER = re.compile(r"(?<![\w.¶–-])(\d{1,3}(?:,\d{3})+|\d{3,})(?![\d%]|\s%|\w)")
_ITALIC = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])|(?<![_\w])_([^_\n]+)_(?![_\w])")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "s", "the", "to", "with"}


class Date(NamedTuple):
    """A day, a month or a year; 0 where it does not say."""

    year: int = 0
    month: int = 0
    day: int = 0

    def fits(self, other):
        """Whether `other` says no more than this and the same."""
        return all(mine == its for mine, its in zip(self, other, strict=True) if its)

    def __str__(self):
        return " ".join(str(part) for part in (self.day or "", MONTHS[self.month - 1] if self.month else "", self.year or "") if part)


def dates(text):
    """The dates that a text tells, each as it tells it."""
    found = []

    def take(*told):
        found.extend(told)
        return " "

    def number(name):
        return MONTHS.index(name) + 1

    text = _RANGE.sub(lambda m: take(*(Date(int(m[4] or 0), number(m[3]), int(day)) for day in (m[1], m[2]))), text)
    text = _DAY.sub(lambda m: take(Date(int(m[3] or 0), number(m[2]), int(m[1]))), text)
    text = _IN_MONTH.sub(lambda m: take(Date(int(m[2]), number(m[1]))), text)
    _YEAR.sub(lambda m: take(Date(int(m[1]))), text)
    return found


def numbers(text):
    """The numbers of three digits or more that are no years."""
    for pattern in (_RANGE, _DAY, _IN_MONTH, _YEAR):
        text = pattern.sub(" ", text)
    return [int(found.replace(",", "")) for found in _NUMBER.findall(text)]


def titles(text):
    """What stands in italics and looks like a title: two words or more, all but the small ones with a capital."""
    for whole in _ITALIC.finditer(text):
        words = re.findall(r"[\w’'&-]+", whole[1] or whole[2])
        large = [word for word in words if word.lower() not in _SMALL]
        if len(large) > 1 and all(word[0].isupper() or word[0].isdigit() for word in large) and not whole[0].endswith("?*"):
            yield whole[1] or whole[2]


class Persons:
    """The persons whom the tables name: `in_(text)` gives those in a text by their full names."""

    # Surnames that are words or first names, too: only the full name is a person.
    _WORDS = frozenset({"Service", "Powers", "Mann", "Barber", "Thomas", "Russell", "Roberts", "Meier", "Gross"})
    _OFFICE = frozenset(
        "Chairman President Presidency Presidential Council Presidium Supreme Soviet State Republic League Communists of Ministers".split()
    )
    # Initials are left out of a name: Brunó F. Straub is Brunó Straub.
    _NAME = re.compile(r"[^\W\d_a-zà-ž]\w+(?:-\w+)?(?: [^\W\d_]\.)? [^\W\d_a-zà-ž]\w+(?:-\w+)?")

    def __init__(self, doc):
        names = {name for text in doc.actors.query("kind == 'person'")["name"] for name in text.split(" and ")}
        for column in ("leader", "head_of_state", "head_of_government"):
            for text in doc.countries[column]:
                names |= {name for name in self._NAME.findall(text) if not set(name.split()) & self._OFFICE}
        for author in doc.works["author"]:
            names |= {
                turned(one) for one in author.removesuffix(" (eds)").removesuffix(" (ed.)").split("; ") if "," in one and one[0] != "["
            }
        names = {re.sub(r" [^\W\d_]\.", "", name) for name in names}
        # An office or a library is no person, though a comma stands in its name.
        names = {name for name in names if len(name.split()) < 5 and all(word[0].isupper() for word in name.split())}
        self._patterns = {name: re.compile(rf"\b(?:{re.escape(name)}|{self._alone(name)})\b") for name in names}

    def _alone(self, name):
        surname = name.split()[-1]
        return re.escape(name if surname in self._WORDS else surname)

    def in_(self, text):
        text = re.sub(r" [^\W\d_]\. ", " ", text)
        return {name for name, pattern in self._patterns.items() if pattern.search(text)}


def turned(author):
    """An author as prose names one.

    >>> turned("Savranskaya, Svetlana")
    'Svetlana Savranskaya'
    """
    surname, comma, first = author.partition(", ")
    return f"{first} {surname}" if comma else author


def authors(row):
    """The authors of a work as prose names them.

    >>> authors({"author": "Blanton, Thomas; Zubok, Vladislav (eds)"})
    'Thomas Blanton and Vladislav Zubok (eds)'
    """
    author, mark, _ = row["author"].partition(" (ed")
    names = [turned(one) for one in author.split("; ")]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return listed + (row["author"][len(author) :] if mark else "")


class Value(NamedTuple):
    """What a reference leads to: its row, its column (or ""), and all that it tells."""

    reference: str
    table: str
    row: dict
    column: str
    text: str
    dates: frozenset
    numbers: frozenset
    persons: frozenset


class Tables:
    """Every table that a reference can name, by row."""

    # Nothing of these is told before lesson 08; addresses and archive numbers are no facts of prose.
    _LATER = frozenset({"later", "later_work"})
    _SILENT = frozenset({"id", "url", "work", "checked", "basis", "feature", "capital_lon", "capital_lat", "note"})

    def __init__(self, doc):
        self.doc = doc
        self.persons = Persons(doc)

    @cached_property
    def rows(self):
        """{table: {row id: row}}."""
        doc, made = self.doc, {}
        for resource in doc._schemas:
            frame = getattr(doc, resource, None)
            if frame is None:
                continue
            frame = frame if resource != "sentences" else frame.reset_index()
            key = "id" if "id" in frame else frame.columns[0]
            made[resource] = {str(row[key]): row for row in frame.astype(object).to_dict("records")}
        made["paragraphs"] = {str(number): dict(row) for number, row in doc.paragraphs.iterrows()}
        return made

    def resolve(self, reference):
        """The Value of a reference; KeyError with a sentence for one that leads nowhere."""
        table, slash, rest = reference.partition("/")
        if not slash or table not in self.rows:
            raise KeyError(f"{reference!r} names no table. Write table/row or table/row.column; tables are {', '.join(self.rows)}")
        rows = self.rows[table]
        name, dot, column = (rest, "", "") if rest in rows else rest.rpartition(".")
        if name not in rows:
            raise KeyError(f"{reference!r}: {table} has no row {name or rest!r}")
        row = rows[name]
        if dot and column not in row:
            raise KeyError(f"{reference!r}: {table} has no column {column!r}. It has {', '.join(map(str, row))}")
        text = self._told(row, column)
        # Where a row tells no year, it is that of its event, or of the memorandum.
        year = int(str(row.get("date") or "1989")[:4])
        found = {date if date.year else date._replace(year=year) for date in dates(text)} | set(self._iso(row, column))
        return Value(reference, table, row, column, text, frozenset(found), frozenset(numbers(text)), frozenset(self.persons.in_(text)))

    def _told(self, row, column):
        told = [column] if column else [name for name in row if name not in self._SILENT | self._LATER]
        if set(told) == {"author"} or (not column and "author" in row):
            return "\n".join([*(self._cell(row[name]) for name in told), authors(row)])
        return "\n".join(self._cell(row[name]) for name in told)

    @staticmethod
    def _cell(value):
        return (
            f"{value:,}"
            if isinstance(value, int) and not isinstance(value, bool) and value > 2030
            else ""
            if value is None or value is pd.NA
            else str(value)
        )

    @staticmethod
    def _iso(row, column):
        for name in [column] if column else ("date", "end_date", "horizon", "from_month"):
            whole = _ISO.fullmatch(str(row.get(name) or ""))
            if whole:
                yield Date(*(int(part or 0) for part in whole.groups()))

    def tells_later(self, value):
        """Whether a value is of what came after 24 February 1989: a column of that name, or an event after the day."""
        return value.column in self._LATER or (value.table == "events" and str(value.row["date"]) > "1989-02-24")
