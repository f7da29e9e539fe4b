"""How a data package is broken: a change is a function of the package's folder."""

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple

import memo

DATA = Path(memo.__file__).parent / "data"
DESCRIPTOR = "datapackage.json"
FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in (".json", ".txt", ".csv"))
TABLES = [file for file in FILES if file.endswith(".csv")]


def grid(package, file):
    return list(csv.reader(io.StringIO((package / file).read_bytes().decode(), newline="")))


def save(package, file, rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    (package / file).write_bytes(text.getvalue().encode())


class Where(NamedTuple):
    """The rows of a table that have `value` in `column`: tables grow, and row numbers with them."""

    column: str
    value: str


ALL, LAST, NEW = "all", "last", "new"


def numbers(package, file, which):
    """Row numbers as a spreadsheet counts them; NEW is the one after the last."""
    if isinstance(which, Where):
        header, *rows = grid(package, file)
        place = header.index(which.column)
        return {number for number, row in enumerate(rows, start=2) if row[place] == which.value}
    if which in (ALL, LAST, NEW):
        length = len(grid(package, file))
        return {ALL: set(range(2, length + 1)), LAST: {length}, NEW: {length + 1}}[which]
    return {which}


def at(start):
    """The row whose place begins at this character of the source, which never changes."""
    return Where("start", str(start))


def cell(file, which, column, value):
    """Write `value` into one cell."""

    def change(package):
        rows = grid(package, file)
        (row,), place = numbers(package, file, which), rows[0].index(column)
        assert rows[row - 1][place] != value
        rows[row - 1][place] = value
        save(package, file, rows)

    return change


def without(file, column, value):
    """Take out the rows that have `value` in `column`."""

    def change(package):
        gone, rows = numbers(package, file, Where(column, value)), grid(package, file)
        assert gone
        save(package, file, [row for number, row in enumerate(rows, start=1) if number not in gone])

    return change


def rows_of(file, change):
    """Do something to the list of rows, header first."""

    def break_(package):
        rows = grid(package, file)
        change(rows)
        save(package, file, rows)

    return break_


def column_of(file, change):
    """Do something to each row."""
    return rows_of(file, lambda rows: [change(row) for row in rows])


def bytes_of(file, change):
    def break_(package):
        before = (package / file).read_bytes()
        after = change(before)
        assert after != before
        (package / file).write_bytes(after)

    return break_


def replaced(file, old, new):
    def change(raw):
        assert raw.count(old) == 1
        return raw.replace(old, new)

    return bytes_of(file, change)


def descriptor(change):
    """Do something to the descriptor and to its resources by name."""

    def break_(package):
        content = json.loads((package / DESCRIPTOR).read_bytes())
        change(content, {resource["name"]: resource for resource in content["resources"]})
        (package / DESCRIPTOR).write_bytes(json.dumps(content).encode())

    return break_


def field(resource, name):
    return next(field for field in resource["schema"]["fields"] if field["name"] == name)


def removed(file):
    return lambda package: (package / file).unlink()


def folder_instead(package):
    (package / "sentences.csv").unlink()
    (package / "sentences.csv").mkdir()


def both(*breaks):
    def break_(package):
        for one in breaks:
            one(package)

    return break_


def unhashed(content, resources):
    del resources["source"]["hash"]
