"""Read a Frictionless data package: its descriptor, its texts and its tables.

The same `datapackage.json` that the `frictionless` library validates in the tests says here which
files there are and what each column holds. Reading never stops at the first fault: it collects.
"""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import NamedTuple

from memo.edition.columns import cast
from memo.errors import Fault, MemoError

DESCRIPTOR = "datapackage.json"


class Table(NamedTuple):
    """One CSV file: its file name, and its columns as lists of typed values, all of one length."""

    file: str
    columns: dict
    length: int

    def rows(self):
        """The rows as (spreadsheet row number, dict of column to value)."""
        names = list(self.columns)
        for number, values in enumerate(zip(*self.columns.values(), strict=True), start=2):
            yield number, dict(zip(names, values, strict=True))


class Package(NamedTuple):
    """What was read: descriptor, texts by name, tables by name, and every fault on the way."""

    descriptor: dict
    texts: dict
    tables: dict
    faults: list


def read_package(folder):
    """Read the data package in `folder` and return it as a `Package`.

    Raises MemoError only where there is no descriptor to go by.
    """
    folder = Path(folder)
    descriptor = _descriptor(folder)
    texts, tables, faults = {}, {}, []
    for resource in descriptor["resources"]:
        text = _text(folder, resource, faults)
        if text is None:
            continue
        if "schema" in resource:
            table = _table(resource, text, faults)
            if table is not None:
                tables[resource["name"]] = table
        else:
            texts[resource["name"]] = text
    faults += _dangling(descriptor, tables)
    return Package(descriptor, texts, tables, faults)


def _descriptor(folder):
    """The descriptor as a dict; MemoError where it is missing or is not one."""
    path = folder / DESCRIPTOR
    remedy = "give memo.load() the folder that holds it, or leave the argument out for the kit's own data"
    if not path.is_file():
        raise MemoError.of([Fault(DESCRIPTOR, None, f"there is no such file in {folder}", remedy)])
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        names = [(resource["name"], resource["path"]) for resource in descriptor["resources"]]
        fields = [resource["schema"]["fields"] for resource in descriptor["resources"] if "schema" in resource]
        [field["name"] for table in fields for field in table]
    except (ValueError, TypeError, KeyError) as error:
        what = f"it is not a readable description of a data package ({type(error).__name__}: {error})"
        restore = "restore the file from the kit, or mend the place named"
        raise MemoError.of([Fault(DESCRIPTOR, None, what, restore)]) from None
    if len({name for name, _ in names}) < len(names):
        what = "two resources have the same name"
        raise MemoError.of([Fault(DESCRIPTOR, None, what, "give each resource a name of its own")])
    return descriptor


def _text(folder, resource, faults):
    """A file's text, or None with a fault where it cannot be read as promised."""
    file = resource["path"]
    try:
        raw = (folder / file).read_bytes()
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or error})"
        faults.append(Fault(file, None, what, "put the file back beside datapackage.json"))
        return None
    if not _bytes_hold(resource, raw, faults):
        return None
    return raw.decode("utf-8")


def _bytes_hold(resource, raw, faults):
    """Whether encoding, line ends and checksum are as promised; adds the fault where they are not."""
    file, save = resource["path"], "save it as UTF-8 without a byte order mark, lines ended by LF"
    if not raw:
        fault = Fault(file, None, "the file is empty", "restore it from the kit")
    elif raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        fault = Fault(file, 1, "it begins with a byte order mark", save)
    elif b"\x00" in raw:
        fault = Fault(file, _line(raw, raw.index(b"\x00")), "it holds a NUL byte", save)
    elif b"\r" in raw:
        fault = Fault(file, _line(raw, raw.index(b"\r")), "it has Windows or old Macintosh line ends", save)
    elif (place := _undecodable(raw)) is not None:
        fault = Fault(file, _line(raw, place), f"byte {place} is not UTF-8", save)
    elif (digest := resource.get("hash")) and digest != f"sha256:{hashlib.sha256(raw).hexdigest()}":
        what = "its bytes are not those the descriptor vouches for, so every offset into it is in doubt"
        fault = Fault(file, None, what, "restore the file from the kit; the source is never edited")
    else:
        return True
    faults.append(fault)
    return False


def _line(raw, place):
    return raw.count(b"\n", 0, place) + 1


def _undecodable(raw):
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _table(resource, text, faults):
    """One table with typed columns; None where its shape is broken."""
    file, fields = resource["path"], resource["schema"]["fields"]
    try:
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        what = f"it is not well-formed CSV ({error})"
        faults.append(Fault(file, None, what, "look for a quotation mark that is not closed"))
        return None
    shape = [*_header_faults(file, header, fields), *_row_faults(file, header, rows)]
    if shape:
        faults += shape
        return None
    by_name = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(header, ())
    columns = {}
    for field in fields:
        columns[field["name"]], wrong = cast(by_name[field["name"]], field)
        faults += [Fault(file, row, what, remedy) for row, what, remedy in wrong]
    faults += _key_faults(file, resource["schema"], columns)
    return Table(file, columns, len(rows))


def _header_faults(file, header, fields):
    expected = [field["name"] for field in fields]
    for name in expected:
        if name not in header:
            yield Fault(file, 1, f"the column {name!r} is missing", f"add it back; the columns are {', '.join(expected)}")
    for name in dict.fromkeys(header):
        if name not in expected:
            what = f"the column {name!r} is not known"
            yield Fault(file, 1, what, f"remove or rename it, or describe it in {DESCRIPTOR}")
        if header.count(name) > 1:
            yield Fault(file, 1, f"the column {name!r} stands twice", "keep one of the two")


def _row_faults(file, header, rows):
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            what = f"the row has {len(row)} cells where the header has {len(header)}"
            yield Fault(file, number, what, "look for a missing or surplus comma or quotation mark")


def _key_faults(file, schema, columns):
    """Faults of the primary key: each value stands once."""
    key = schema.get("primaryKey")
    if not key:
        return
    names = [key] if isinstance(key, str) else key
    first = {}
    for number, values in enumerate(zip(*(columns[name] for name in names), strict=True), start=2):
        if values in first:
            shown = ", ".join(str(value) for value in values)
            what = f"the {' and '.join(names)} {shown!r} stands already in row {first[values]}"
            yield Fault(file, number, what, "give each row a key of its own")
        first.setdefault(values, number)


def _dangling(descriptor, tables):
    """Faults of foreign keys: a value that no row of the other table has."""
    for resource in descriptor["resources"]:
        table = tables.get(resource["name"])
        for key in resource.get("schema", {}).get("foreignKeys", ()) if table else ():
            column = key["fields"] if isinstance(key["fields"], str) else key["fields"][0]
            target = tables.get(key["reference"]["resource"] or resource["name"])
            if target is None:
                continue
            other = key["reference"]["fields"]
            known = set(target.columns[other if isinstance(other, str) else other[0]])
            for number, value in enumerate(table.columns[column], start=2):
                if value is not None and value not in known:
                    what = f"{column} {value!r} is not in {target.file}"
                    yield Fault(table.file, number, what, f"correct the value, or add the row to {target.file}")
