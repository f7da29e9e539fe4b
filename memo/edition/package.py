"""Read a Frictionless data package: its descriptor, its texts and its tables.

The same `datapackage.json` that the `frictionless` library validates in the tests says here which
files there are and what each column holds. Reading never stops at the first fault: it collects.
"""

import csv
import hashlib
import io
from pathlib import Path
from typing import NamedTuple

from memo.edition.columns import caster
from memo.edition.descriptor import DESCRIPTOR, key_names, read_descriptor
from memo.errors import Fault

_BLOCK = 256


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
    descriptor, faults = read_descriptor(folder)
    texts, tables = {}, {}
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


def _text(folder, resource, faults):
    """A file's text, or None with a fault where it cannot be read as promised."""
    file = resource["path"]
    try:
        raw = (folder / file).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that this system cannot have
        what = f"the file cannot be read ({getattr(error, 'strerror', None) or error})"
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
    file, schema = resource["path"], resource["schema"]
    casters = {field["name"]: caster(field) for field in schema["fields"]}
    columns, length, shape, wrong = {name: [] for name in casters}, 0, [], []
    for header, first, rows in _blocks(file, text, list(casters), shape):
        length += len(rows)
        for name, cells in zip(header, zip(*rows, strict=True), strict=True):
            values, faulty = casters[name](cells, first)
            columns[name] += values
            wrong += [Fault(file, *fault) for fault in faulty]
    if shape:
        faults += shape
        return None
    faults += [*wrong, *_key_faults(file, schema, columns)]
    return Table(file, columns, length)


def _blocks(file, text, expected, shape):
    """The rows, some at a time, as (header, number of the first, rows); faults go to `shape` and end the blocks.

    A block is small, so that its cells are gone before the next comes: a long table costs no more a row than a
    short one.
    """
    number, block = 0, []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            if number == 1:
                header = row
                shape += _header_faults(file, header, expected)
            elif len(row) != len(header):
                what = f"the row has {len(row)} cells where the header has {len(header)}"
                shape.append(Fault(file, number, what, "look for a missing or surplus comma or quotation mark"))
            elif not shape:
                block.append(row)
            if len(block) == _BLOCK:
                yield header, number - len(block) + 1, block
                block = []
    except csv.Error as error:
        what = f"it is not well-formed CSV from here on ({error})"
        shape[:] = [Fault(file, number + 1, what, "look for a quotation mark that is not closed")]
    else:
        if not text.endswith("\n"):
            # A file that was cut in the middle may still have well-formed rows; its last line is not ended.
            remedy = "see whether something is missing, and end the last line"
            shape[:] = [Fault(file, number, "the last line is not ended, so the file may have been cut", remedy)]
    if block and not shape:
        yield header, number - len(block) + 1, block


def _header_faults(file, header, expected):
    for name in expected:
        if name not in header:
            remedy = f"add it back; the columns are {', '.join(expected)}"
            yield Fault(file, 1, f"the column {name!r} is missing", remedy)
    for name in dict.fromkeys(header):
        if name not in expected:
            what = f"the column {name!r} is not known"
            yield Fault(file, 1, what, f"remove or rename it, or describe it in {DESCRIPTOR}")
        if header.count(name) > 1:
            yield Fault(file, 1, f"the column {name!r} stands twice", "keep one of the two")


def _key_faults(file, schema, columns):
    """Faults of the primary key: each value stands once."""
    if "primaryKey" not in schema:
        return
    names = key_names(schema["primaryKey"])
    keys, first = _keys(columns, names), {}
    if len(set(keys)) == len(keys):
        return
    for number, key in enumerate(keys, start=2):
        if key in first:
            what = f"the {' and '.join(names)} {_shown(key)!r} stands already in row {first[key]}"
            yield Fault(file, number, what, "give each row a key of its own")
        if key is not None:
            first.setdefault(key, number)


def _dangling(descriptor, tables):
    """Faults of foreign keys: a value that no row of the other table has."""
    for resource in descriptor["resources"]:
        name = resource["name"]
        for key in resource.get("schema", {}).get("foreignKeys", ()) if name in tables else ():
            reference = key["reference"]
            target = tables.get(reference.get("resource") or name)
            if target is not None:
                yield from _not_there(tables[name], key_names(key["fields"]), target, key_names(reference["fields"]))


def _not_there(table, names, target, others):
    known = {None, *_keys(target.columns, others)}
    for number, key in enumerate(_keys(table.columns, names), start=2):
        if key not in known:
            what = f"{' and '.join(names)} {_shown(key)!r} is not in {target.file}"
            yield Fault(table.file, number, what, f"correct the value, or add the row to {target.file}")


def _keys(columns, names):
    """The keys, one a row: the value of the one column, or a tuple of several; None where a part is missing."""
    if len(names) == 1:
        return columns[names[0]]
    return [None if None in key else key for key in zip(*(columns[name] for name in names), strict=True)]


def _shown(key):
    return ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)
