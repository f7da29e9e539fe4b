"""A broken data package gives one MemoError that names file, row and remedy, and nothing else ever escapes."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

import memo
from memo import MemoError

DATA = Path(memo.__file__).parent / "data"
DESCRIPTOR = "datapackage.json"
FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in (".json", ".txt", ".csv"))
TABLES = [file for file in FILES if file.endswith(".csv")]
# Tables that build on these report what dangles in them too; that is not asked for in each case.
TEXT_LAYER = {
    DESCRIPTOR,
    "source.txt",
    "segments.csv",
    "sentences.csv",
    "apparatus.csv",
    "entities.csv",
    "mentions.csv",
}

# -- how to break things


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


# -- one thing broken: where the fault is said to be (file, row), words it says, how it is broken

BROKEN = {
    # columns and rows
    "column dropped": (
        ("mentions.csv", 1),
        "column 'quote' is missing",
        column_of("mentions.csv", lambda row: row.pop(3)),
    ),
    "column doubled": (
        ("mentions.csv", 1),
        "column 'quote' stands twice",
        column_of("mentions.csv", lambda row: row.append(row[3])),
    ),
    "column added": (
        ("entities.csv", 1),
        "column 'remark' is not known",
        rows_of("entities.csv", lambda rows: [row.append("") for row in rows] and rows[0].__setitem__(-1, "remark")),
    ),
    "row too short": (
        ("sentences.csv", 5),
        "row has 4 cells where the header has 5",
        rows_of("sentences.csv", lambda rows: rows[4].pop()),
    ),
    "row too long": (
        ("sentences.csv", 5),
        "row has 6 cells",
        rows_of("sentences.csv", lambda rows: rows[4].append("")),
    ),
    "empty line": (
        ("segments.csv", 4),
        "row has 0 cells",
        replaced("segments.csv", b"p02,body", b"\np02,body"),
    ),
    "unclosed quotation mark": (
        ("entities.csv", Where("id", "USSR")),
        "not well-formed CSV",
        replaced("entities.csv", b'are not counted here."', b"are not counted here."),
    ),
    "separated by semicolons": (
        ("segments.csv", 1),
        "column 'id' is missing",
        bytes_of("segments.csv", lambda raw: raw.replace(b",", b";")),
    ),
    # files
    "file missing": (("apparatus.csv", None), "cannot be read", removed("apparatus.csv")),
    "source missing": (("source.txt", None), "cannot be read", removed("source.txt")),
    "file empty": (("apparatus.csv", None), "file is empty", bytes_of("apparatus.csv", lambda raw: b"")),
    "source empty": (("source.txt", None), "file is empty", bytes_of("source.txt", lambda raw: b"")),
    "folder instead of a file": (("sentences.csv", None), "cannot be read", folder_instead),
    "cut in a row": (
        ("mentions.csv", at(11051)),
        "last line is not ended, so the file may have been cut",
        bytes_of("mentions.csv", lambda raw: raw[: raw.index(b"1,11058,yes")]),
    ),
    "cut in the last cell": (
        ("entities.csv", LAST),
        "last line is not ended",
        bytes_of("entities.csv", lambda raw: raw[:-2]),
    ),
    "cut in a quoted cell": (
        ("apparatus.csv", at(20085)),
        "not well-formed CSV",
        bytes_of("apparatus.csv", lambda raw: raw[: raw.index(b"14 In the political") + 300]),
    ),
    "cut between rows": (
        ("segments.csv", 41),
        "segments end at 20085",
        bytes_of("segments.csv", lambda raw: raw[: raw.index(b"note14")]),
    ),
    "nothing but an empty line": (
        ("mentions.csv", 1),
        "column 'id' is missing",
        bytes_of("mentions.csv", lambda raw: b"\n"),
    ),
    # bytes
    "saved as Windows-1252": (
        ("source.txt", 14),
        "is not UTF-8",
        bytes_of("source.txt", lambda raw: raw.decode().encode("cp1252")),
    ),
    "saved as Latin-1": (
        ("entities.csv", Where("id", "Democratic Forum")),
        "is not UTF-8",
        bytes_of("entities.csv", lambda raw: raw.decode().encode("latin-1")),
    ),
    "saved as UTF-16": (
        ("mentions.csv", 1),
        "byte order mark",
        bytes_of("mentions.csv", lambda raw: raw.decode().encode("utf-16")),
    ),
    "saved as UTF-16 without a mark": (
        ("mentions.csv", 1),
        "NUL byte",
        bytes_of("mentions.csv", lambda raw: raw.decode().encode("utf-16-le")),
    ),
    "Windows line ends": (
        ("sentences.csv", 1),
        "Windows or old Macintosh line ends",
        bytes_of("sentences.csv", lambda raw: raw.replace(b"\n", b"\r\n")),
    ),
    "Windows line ends in the source": (
        ("source.txt", 1),
        "Windows or old Macintosh line ends",
        bytes_of("source.txt", lambda raw: raw.replace(b"\n", b"\r\n")),
    ),
    "old Macintosh line ends": (
        ("sentences.csv", 1),
        "Windows or old Macintosh line ends",
        bytes_of("sentences.csv", lambda raw: raw.replace(b"\n", b"\r")),
    ),
    "byte order mark": (
        ("entities.csv", 1),
        "byte order mark",
        bytes_of("entities.csv", lambda raw: b"\xef\xbb\xbf" + raw),
    ),
    "NUL": (("entities.csv", 2), "NUL byte", replaced("entities.csv", b"Hungary|Hungarian", b"Hungary|\x00")),
    # the source
    "source altered by one character": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        replaced("source.txt", b"forces hostile to socialism", b"forces hostile to Socialism"),
    ),
    "source without one line": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        replaced("source.txt", b"5-yesh/GG  \n", b""),
    ),
    "newline added to the source": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        bytes_of("source.txt", lambda raw: raw + b"\n"),
    ),
    "source repaired by a kind soul": (
        ("source.txt", None),
        "source is never edited",
        bytes_of("source.txt", lambda raw: raw.replace(b"?Solidarity?", b'"Solidarity"')),
    ),
    # segments
    "segment gap": (("segments.csv", 5), "a gap", cell("segments.csv", 4, "end", "1880")),
    "segment overlap": (("segments.csv", 5), "an overlap", cell("segments.csv", 5, "start", "1880")),
    "segments do not begin with the source": (("segments.csv", 2), "a gap", cell("segments.csv", 2, "start", "1")),
    "segments do not reach the end": (
        [("segments.csv", 42), ("apparatus.csv", at(20085))],
        "segments end at 21050, the source at 21051",
        cell("segments.csv", 42, "end", "21050"),
    ),
    "paragraph number outside the body": (
        [("segments.csv", 41), ("sentences.csv", None), ("apparatus.csv", at(19917)), ("apparatus.csv", at(19938))],
        "closing matter and has the paragraph number 39",
        cell("segments.csv", 41, "paragraph", "39"),
    ),
    # sentences
    "sentence off by one": (
        ("sentences.csv", 13),
        "begins or ends with white space",
        cell("sentences.csv", 13, "start", "2991"),
    ),
    "sentence loses its stop": (
        ("sentences.csv", 14),
        "words '.' before p06s03 are in no sentence",
        cell("sentences.csv", 13, "end", "3179"),
    ),
    "sentence overlapping": (
        ("sentences.csv", 13),
        "overlaps another or leaves its paragraph",
        cell("sentences.csv", 13, "start", "2990"),
    ),
    "sentence leaving its paragraph": (
        ("sentences.csv", 13),
        "overlaps another or leaves its paragraph",
        both(
            rows_of("sentences.csv", lambda rows: (rows.pop(13), rows[12].__setitem__(4, "3225"))),
            without("mentions.csv", "sentence", "p06s03"),
        ),
    ),
    "sentence missing": (
        ("sentences.csv", 13),
        "words 'The ruling parties of a majority of coun",
        without("sentences.csv", "id", "p06s02"),
    ),
    "last sentence of a paragraph missing": (
        ("sentences.csv", 5),
        "words 'This model has entered into",
        both(
            without("sentences.csv", "id", "p02s02"),
            without("mentions.csv", "sentence", "p02s02"),
        ),
    ),
    "paragraph without a sentence": (
        ("sentences.csv", None),
        "paragraph 15 has no sentence",
        both(
            without("sentences.csv", "id", "p15s01"),
            without("mentions.csv", "sentence", "p15s01"),
        ),
    ),
    "sentence of a paragraph that does not exist": (
        ("sentences.csv", 95),
        "of paragraph 39, which segments.csv does not have",
        rows_of("sentences.csv", lambda rows: rows.append(["p39s01", "39", "1", "19917", "19926"])),
    ),
    "sentence id that does not fit": (
        [("sentences.csv", 14), ("mentions.csv", at(3203)), ("mentions.csv", at(3214))],
        "write p06s03",
        cell("sentences.csv", 14, "id", "p06s04"),
    ),
    "sentences in another order": (
        [("sentences.csv", 13), ("sentences.csv", 14)],
        "sentence 6.3 stands after 6.1",
        rows_of("sentences.csv", lambda rows: rows.insert(12, rows.pop(13))),
    ),
    "paragraphs in another order": (
        ("sentences.csv", 11),
        "sentence 4.1 stands after 5.2",
        rows_of("sentences.csv", lambda rows: rows.insert(10, rows.pop(8))),
    ),
    # the apparatus
    "source reading altered": (
        ("apparatus.csv", at(1823)),
        "'[otstavaniye]' is not what stands there, '[otstaivaniye]'",
        cell("apparatus.csv", at(1823), "source_reading", "[otstavaniye]"),
    ),
    "bracket without an entry": (
        ("apparatus.csv", None),
        "the bracket at 1368 (“of the Warsaw Pact, [and]",
        without("apparatus.csv", "start", "1368"),
    ),
    "bracket with two entries": (
        ("apparatus.csv", None),
        "the bracket at 1368",
        rows_of("apparatus.csv", lambda rows: rows.append(["a900", *rows[2][1:]])),
    ),
    "half a bracket": (
        ("apparatus.csv", None),
        "the bracket at 1368",
        both(
            cell("apparatus.csv", at(1368), "end", "1372"),
            cell("apparatus.csv", at(1368), "source_reading", "[and"),
            cell("apparatus.csv", at(1368), "edited_reading", "[and"),
        ),
    ),
    "question mark without an entry": (
        ("apparatus.csv", None),
        "the question mark at 2233",
        without("apparatus.csv", "start", "2233"),
    ),
    "question mark called a slip": (
        ("apparatus.csv", None),
        "the question mark at 3736",
        cell("apparatus.csv", at(3736), "kind", "probable slip"),
    ),
    "entry in the wrong paragraph": (
        ("apparatus.csv", at(2233)),
        "says paragraph 5 and stands in 4",
        cell("apparatus.csv", at(2233), "paragraph", "5"),
    ),
    "entry outside the body with a paragraph": (
        ("apparatus.csv", at(1021)),
        "says paragraph 1 and stands in none",
        cell("apparatus.csv", at(1021), "paragraph", "1"),
    ),
    "change over the edge of a sentence": (
        ("apparatus.csv", NEW),
        "runs over the edge of a sentence",
        rows_of(
            "apparatus.csv",
            lambda rows: rows.append(["a900", "1", "1190", "1192", "probable slip", ". ", ".", "", "A space too many.", "possible"]),
        ),
    ),
    "changes that overlap": (
        ("apparatus.csv", NEW),
        "or another change",
        rows_of(
            "apparatus.csv",
            lambda rows: rows.append(["a900", "9", "4694", "4699", "probable slip", "\nwith", "with", "", "A line too many.", "possible"]),
        ),
    ),
    # mentions
    "quote altered": (
        ("mentions.csv", at(2234)),
        "quote 'Hungaria' is not what stands there, 'Hungary'",
        cell("mentions.csv", at(2234), "quote", "Hungaria"),
    ),
    "quote in another case": (
        ("mentions.csv", at(6818)),
        "is not what stands there, 'Perestroika'",
        cell("mentions.csv", at(6818), "quote", "perestroika"),
    ),
    "mention outside its sentence": (
        ("mentions.csv", at(3203)),
        "m022 does not stand within sentence p06s02",
        cell("mentions.csv", at(3203), "sentence", "p06s02"),
    ),
    "offset beyond the end": (
        ("mentions.csv", at(3203)),
        "3203 to 99999 is not a place in the source, which has 21051 characters",
        cell("mentions.csv", at(3203), "end", "99999"),
    ),
    "end before start": (
        ("mentions.csv", at(3203)),
        "3203 to 3100 is not a place",
        cell("mentions.csv", at(3203), "end", "3100"),
    ),
    # keys
    "key dangling": (
        ("mentions.csv", at(2234)),
        "entity 'Ungarn' is not in entities.csv",
        cell("mentions.csv", at(2234), "entity", "Ungarn"),
    ),
    "key of a sentence dangling": (
        ("mentions.csv", at(2234)),
        "sentence 'p04s02' is not in sentences.csv",
        cell("mentions.csv", at(2234), "sentence", "p04s02"),
    ),
    "id twice": (
        ("mentions.csv", at(2234)),
        "'m008' stands already in row 9",
        cell("mentions.csv", at(2234), "id", "m008"),
    ),
    # cells
    "number that is none": (
        ("mentions.csv", at(2234)),
        "start 'twelve' is not a whole number",
        cell("mentions.csv", at(2234), "start", "twelve"),
    ),
    "number with a decimal point": (
        ("mentions.csv", at(2234)),
        "start '2234.0' is not a whole number",
        cell("mentions.csv", at(2234), "start", "2234.0"),
    ),
    "number with a space": (
        ("mentions.csv", at(2234)),
        "start ' 2234' is not a whole number",
        cell("mentions.csv", at(2234), "start", " 2234"),
    ),
    "number too large for any column": (
        ("segments.csv", 24),
        "is not a whole number",
        cell("segments.csv", 24, "proposal", "9" * 30),
    ),
    "negative offset": (
        ("mentions.csv", at(2234)),
        "start -7 is below 0",
        cell("mentions.csv", at(2234), "start", "-7"),
    ),
    "code not permitted": (
        ("apparatus.csv", at(1823)),
        "kind 'Russian' is not one of the codes",
        cell("apparatus.csv", at(1823), "kind", "Russian"),
    ),
    "required cell empty": (("apparatus.csv", at(1823)), "note is empty", cell("apparatus.csv", at(1823), "note", "")),
    "required offset empty": (
        ("mentions.csv", at(2234)),
        "start is empty",
        cell("mentions.csv", at(2234), "start", ""),
    ),
    "truth value wrong": (
        ("mentions.csv", at(2234)),
        "supplied 'false' is not yes or no",
        cell("mentions.csv", at(2234), "supplied", "false"),
    ),
    "id of another form": (
        ("mentions.csv", at(2234)),
        "id 'mention 9' has not the form it needs",
        cell("mentions.csv", at(2234), "id", "mention 9"),
    ),
    # coding and history
    "claim's quote altered": (
        ("claims.csv", 3),
        "does not stand in p01s02",
        cell("claims.csv", 3, "quote", "An extremely simple situation"),
    ),
    "claim of another sentence": (
        ("claims.csv", 3),
        "write c01s02 and a letter",
        cell("claims.csv", 3, "id", "c01s09a"),
    ),
    "claim out of order": (("claims.csv", 3), "is out of order", cell("claims.csv", 3, "id", "c01s02b")),
    "sentence without a claim": (
        ("claims.csv", None),
        "sentence p01s01 has no claim",
        rows_of("claims.csv", lambda rows: rows.pop(1)),
    ),
    "country that is not known": (
        ("claims.csv", 3),
        "country 'Albania' is not known",
        cell("claims.csv", 3, "countries", "Albania"),
    ),
    "alternative that is no pair": (
        ("claims.csv", 3),
        "the alternative 'maybe a warning' is not field=value",
        both(cell("claims.csv", 3, "alternative", "maybe a warning"), cell("claims.csv", 3, "reason", "It may be.")),
    ),
    "alternative with an unknown code": (
        ("claims.csv", 3),
        "'prophecy' is no code of kind",
        both(cell("claims.csv", 3, "alternative", "kind=prophecy"), cell("claims.csv", 3, "reason", "It may be.")),
    ),
    "alternative without a reason": (
        ("claims.csv", 3),
        "alternatives and reasons are not as many",
        cell("claims.csv", 3, "alternative", "kind=warning"),
    ),
    "evidence's quote altered": (
        ("evidence.csv", 2),
        "does not stand in ¶4",
        cell("evidence.csv", 2, "quote", "In some countries—Hungary, Poland, and Yugoslavia"),
    ),
    "evidence of a claim that does not exist": (
        ("evidence.csv", 2),
        "claims 'c04s01z' is not in claims.csv",
        cell("evidence.csv", 2, "claims", "c04s01a; c04s01z"),
    ),
    "work that is not listed": (
        ("events.csv", 2),
        "work 'hearsay' is not in works.csv",
        cell("events.csv", 2, "work", "hearsay"),
    ),
    "day that no calendar has": (
        ("events.csv", 2),
        "date '1939-02-30' is not a day of the calendar",
        cell("events.csv", 2, "date", "1939-02-30"),
    ),
    # the descriptor
    "descriptor missing": ((DESCRIPTOR, None), "there is no such file in", removed(DESCRIPTOR)),
    "descriptor not JSON": (
        (DESCRIPTOR, 2),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw.replace(b'"name":', b"name:", 1)),
    ),
    "descriptor cut": (
        (DESCRIPTOR, 17),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw[:700]),
    ),
    "descriptor empty": ((DESCRIPTOR, 1), "not readable as JSON", bytes_of(DESCRIPTOR, lambda raw: b"")),
    "descriptor not UTF-8": (
        (DESCRIPTOR, None),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw.replace("é".encode(), b"\xe9")),
    ),
    "descriptor is a list": ((DESCRIPTOR, None), "no list of resources", bytes_of(DESCRIPTOR, lambda raw: b"[]")),
    "descriptor too deep": (
        (DESCRIPTOR, None),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: b'{"resources":' + b"[" * 100_000),
    ),
    "no resources": (
        (DESCRIPTOR, None),
        "no list of resources",
        descriptor(lambda content, _: content.pop("resources")),
    ),
    "resource missing": (
        (DESCRIPTOR, None),
        "the resource 'entities' is missing",
        descriptor(lambda content, by_name: content["resources"].remove(by_name["entities"])),
    ),
    "two resources of the same name": (
        (DESCRIPTOR, None),
        "two resources have the name 'mentions'",
        descriptor(lambda content, by_name: content["resources"].append(by_name["mentions"])),
    ),
    "resource without a name": (
        (DESCRIPTOR, None),
        "a resource without a name",
        descriptor(lambda content, _: content["resources"].append({"path": "source.txt"})),
    ),
    "resource without a path": (
        (DESCRIPTOR, None),
        "'mentions' has the path None",
        descriptor(lambda _, by_name: by_name["mentions"].pop("path")),
    ),
    "path that does not exist": (
        ("nowhere.txt", None),
        "cannot be read",
        descriptor(lambda _, by_name: by_name["source"].update(path="nowhere.txt")),
    ),
    "path of the wrong type": (
        (DESCRIPTOR, None),
        "'mentions' has the path 7",
        descriptor(lambda _, by_name: by_name["mentions"].update(path=7)),
    ),
    "path out of the folder": (
        (DESCRIPTOR, None),
        "not the name of a file beside the descriptor",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="../mentions.csv")),
    ),
    "path that no system has": (
        ("\ud800.csv", None),
        "cannot be read",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="\ud800.csv")),
    ),
    "path with a NUL": (
        (DESCRIPTOR, None),
        "not the name of a file beside the descriptor",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="a\0b")),
    ),
    "hash of another kind": (
        (DESCRIPTOR, None),
        "not sha256: and 64 digits",
        descriptor(lambda _, by_name: by_name["source"].update(hash="d41d8cd98f00b204e9800998ecf8427e")),
    ),
    "source described as a table": (
        (DESCRIPTOR, None),
        "must be a text",
        descriptor(lambda _, by_name: by_name["source"].update(schema={"fields": [{"name": "line"}]})),
    ),
    "table described without a schema": (
        (DESCRIPTOR, None),
        "'segments' is described without a schema",
        descriptor(lambda _, by_name: by_name["segments"].pop("schema")),
    ),
    "schema without fields": (
        (DESCRIPTOR, None),
        "'segments' has a schema without fields",
        descriptor(lambda _, by_name: by_name["segments"].update(schema={})),
    ),
    "field of unknown type": (
        (DESCRIPTOR, None),
        "gives 'start' the type 'offset'",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").update(type="offset")),
    ),
    "field of another type": (
        (DESCRIPTOR, None),
        "must give 'start' the type 'integer'",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").update(type="string", constraints={})),
    ),
    "field no longer required": (
        (DESCRIPTOR, None),
        "must say that 'start' is required",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").pop("constraints")),
    ),
    "field without a name": (
        (DESCRIPTOR, None),
        "has a field without a name",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").pop("name")),
    ),
    "field described twice": (
        (DESCRIPTOR, None),
        "describes the field 'start' twice",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"]["fields"].append(field(by_name["mentions"], "start"))),
    ),
    "field and column dropped alike": (
        (DESCRIPTOR, None),
        "does not describe the column 'quote'",
        both(
            column_of("mentions.csv", lambda row: row.pop(3)),
            descriptor(lambda _, by_name: by_name["mentions"]["schema"]["fields"].pop(3)),
        ),
    ),
    "constraint that is not kept": (
        (DESCRIPTOR, None),
        "the constraint 'maximum', which is none of",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start")["constraints"].update(maximum=5)),
    ),
    "pattern that is none": (
        (DESCRIPTOR, None),
        "a 'pattern' that cannot be kept",
        descriptor(lambda _, by_name: field(by_name["mentions"], "id")["constraints"].update(pattern="m[")),
    ),
    "primary key dropped": (
        (DESCRIPTOR, None),
        "must have the primary key 'id'",
        descriptor(lambda _, by_name: by_name["entities"]["schema"].pop("primaryKey")),
    ),
    "primary key of no field": (
        (DESCRIPTOR, None),
        "primary key 'number', which is not among its fields",
        descriptor(lambda _, by_name: by_name["entities"]["schema"].update(primaryKey="number")),
    ),
    "foreign keys dropped": (
        (DESCRIPTOR, None),
        "must have a foreign key from 'sentence' to 'sentences'",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"].pop("foreignKeys")),
    ),
    "foreign key to nowhere": (
        (DESCRIPTOR, None),
        "refers to 'names', which is not described",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"]["foreignKeys"][0]["reference"].update(resource="names")),
    ),
    "no citation": ((DESCRIPTOR, None), "how the memorandum is cited", descriptor(lambda c, _: c.pop("citation"))),
    "citation without translators": (
        (DESCRIPTOR, None),
        "citation has no list of translators",
        descriptor(lambda content, _: content["citation"].pop("translators")),
    ),
    "citation with another date": (
        (DESCRIPTOR, None),
        "the date '24.2.89', which is not one such as 1989-02-24",
        descriptor(lambda content, _: content["citation"].update(date="24.2.89")),
    ),
    "no version": ((DESCRIPTOR, None), "which version of the edition", descriptor(lambda c, _: c.pop("version"))),
}

# -- one thing broken that shows in several places: all of them

WIDE = {
    "column renamed": (
        {("mentions.csv", 1)},
        ["column 'quote' is missing", "column 'Quote' is not known"],
        rows_of("mentions.csv", lambda rows: rows[0].__setitem__(3, "Quote")),
    ),
    "segments: header only": (
        {("segments.csv", 1), ("segments.csv", None)} | {("sentences.csv", ALL)},
        ["the segments end at 0", "no paragraph of the body"],
        rows_of("segments.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "sentences: header only": (
        {("sentences.csv", None)} | {("mentions.csv", row) for row in range(2, 166)},
        ["paragraph 38 has no sentence", "sentence 'p01s01' is not in sentences.csv"],
        rows_of("sentences.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "apparatus: header only": (
        {("apparatus.csv", None)},
        ["the bracket at 1021", "the question mark at 2233"],
        rows_of("apparatus.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "entities: header only": (
        {("mentions.csv", row) for row in range(2, 166)},
        ["entity 'Hungary' is not in entities.csv"],
        rows_of("entities.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "paragraph numbers skipped": (
        {("segments.csv", 8), ("segments.csv", 9), ("sentences.csv", 12), ("sentences.csv", 13), ("sentences.csv", 14)}
        | {("sentences.csv", None)}
        | {("apparatus.csv", Where("paragraph", "6"))},
        ["paragraph 60 stands where 6 is due", "paragraph 7 stands where 61 is due"],
        cell("segments.csv", 8, "paragraph", "60"),
    ),
    "unvouched source altered": (
        {("mentions.csv", at(2234))},
        ["quote 'Hungary' is not what stands there, 'Hungarx'"],
        both(descriptor(unhashed), replaced("source.txt", b"countries?Hungary, ", b"countries?Hungarx, ")),
    ),
}


def resolved(package, places):
    """The places as (file, row number), before anything is broken."""
    return {(file, row) for file, which in places for row in numbers(package, file, which)}


def faults_of(package, places=()):
    """The faults of the one MemoError that the package gives, in the text layer and the files of `places`."""
    with pytest.raises(MemoError) as caught:
        memo.load(package)
    error = caught.value
    assert error.__cause__ is None and (error.__context__ is None or error.__suppress_context__)
    text = str(error)
    count = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
    assert text.startswith(f"The memorandum's data has {count}:\n")
    for fault in error.faults:
        assert fault.file and fault.what and fault.remedy
        assert fault.row is None or fault.row >= 1
        assert f"- {fault}" in text
        assert f"What to do: {fault.remedy}." in text
    asked = TEXT_LAYER | {file for file, _ in places}
    return [fault for fault in error.faults if fault.file in asked]


def test_there_are_at_least_forty():
    assert len(BROKEN) + len(WIDE) >= 40


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_names_file_row_and_remedy(package, name):
    places, says, break_ = BROKEN[name]
    places = resolved(package, [places] if isinstance(places, tuple) else places)
    break_(package)
    faults = faults_of(package, places)
    assert {(fault.file, fault.row) for fault in faults} == places
    assert any(says in str(fault) for fault in faults)


@pytest.mark.parametrize("name", WIDE)
def test_a_fault_that_shows_in_several_places(package, name):
    places, says, break_ = WIDE[name]
    places = resolved(package, places)
    break_(package)
    faults = faults_of(package)
    assert {(fault.file, fault.row) for fault in faults} == places
    for words in says:
        assert any(words in str(fault) for fault in faults), words


@pytest.mark.parametrize(
    "name",
    ["negative offset", "number that is none", "code not permitted", "id of another form", "required cell empty"],
)
def test_a_cell_that_cannot_be_used_is_said_once(package, name):
    """And not again by every check that would have needed it."""
    BROKEN[name][2](package)
    assert len(faults_of(package)) == 1


def test_rows_are_counted_right_in_a_long_table(package):
    """A table is read some hundred rows at a time."""
    rows = [["id", "number"], *([f"r{row}", str(row)] for row in range(2, 1003))]
    rows[700 - 1][1], rows[901 - 1][0] = "many", "r300"
    fields = [{"name": "id"}, {"name": "number", "type": "integer"}]
    long = {"name": "long", "path": "long.csv", "schema": {"fields": fields, "primaryKey": "id"}}
    save(package, "long.csv", rows)
    descriptor(lambda content, _: content["resources"].append(long))(package)
    faults = faults_of(package, [("long.csv", None)])
    assert [(fault.row, fault.what) for fault in faults] == [
        (700, "number 'many' is not a whole number"),
        (901, "the id 'r300' stands already in row 300"),
    ]
    rows[950 - 1].append("")
    save(package, "long.csv", rows)
    assert [fault.row for fault in faults_of(package, [("long.csv", None)])] == [950]


def test_all_faults_of_a_package_come_together(package):
    places = [
        ("apparatus.csv", None),
        (DESCRIPTOR, None),
        ("entities.csv", 1),
        ("mentions.csv", at(2234)),
        ("mentions.csv", at(2697)),
        ("segments.csv", 5),
        ("sentences.csv", 13),
    ]
    expected = resolved(package, places)
    cell("mentions.csv", at(2234), "quote", "Hungaria")(package)
    cell("mentions.csv", at(2697), "supplied", "perhaps")(package)
    cell("segments.csv", 4, "end", "1880")(package)
    cell("sentences.csv", 13, "start", "2990")(package)
    column_of("entities.csv", lambda row: row.pop())(package)
    removed("apparatus.csv")(package)
    descriptor(lambda content, _: content.pop("version"))(package)
    faults = faults_of(package)
    assert {(fault.file, fault.row) for fault in faults} == expected
    assert [fault.file for fault in faults] == [file for file, _ in places]


def test_without_a_sound_source_the_tables_are_still_read(package):
    """What can be said without the source is said; offsets into an altered one would mislead."""
    expected = resolved(package, [("source.txt", None), ("mentions.csv", at(2234))])
    BROKEN["newline added to the source"][2](package)
    cell("mentions.csv", at(2234), "entity", "Ungarn")(package)
    cell("segments.csv", 4, "end", "1880")(package)
    assert {(fault.file, fault.row) for fault in faults_of(package)} == expected


@pytest.mark.parametrize("path", ["nowhere", "", "a\0b", 7, b"data", ["data"]])
def test_a_path_that_is_no_package(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MemoError, match=r"memo\.load\(\)"):
        memo.load(path)


def test_a_notebook_shows_the_sentence_and_no_traceback(package, capsys):
    """IPython asks the error itself for what to show."""
    cell("mentions.csv", at(2234), "quote", "Hungaria")(package)
    shell = InteractiveShell()
    shell.run_cell(f"import memo\nmemo.load({str(package)!r})")
    shown = "".join(capsys.readouterr())
    assert "mentions.csv, row 10: quote 'Hungaria' is not what stands there" in shown
    assert "Traceback" not in shown and "raise MemoError" not in shown and "memorandum.py" not in shown


# -- whatever is changed, at random: a memorandum that works, or a MemoError


@pytest.fixture(scope="module")
def spare(tmp_path_factory):
    """One copy for all the random changes, each undone by the next."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("spare") / "data")


def survives(package, file, content):
    """Load the package with `content` in `file`, and use what comes out."""
    before = (package / file).read_bytes()
    (package / file).write_bytes(content)
    try:
        doc = memo.load(package)
    except MemoError as error:
        assert error.faults
    else:
        use(doc)
    finally:
        (package / file).write_bytes(before)


def use(doc):
    for name in ("segments", "paragraphs", "sentences", "apparatus", "entities", "mentions"):
        assert len(getattr(doc, name))
    for name in (file.removesuffix(".csv") for file in TABLES):
        try:
            assert len(getattr(doc, name).columns)
        except MemoError as error:  # coding and history may be left out of a package
            assert f"has no table {name!r}" in str(error)
    assert doc.find("the")["sentence"].isin(doc.sentences.index).all()
    for style in ("chicago", "mla", "bibtex"):
        doc.cite(1, style=style)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_random_bytes(spare, file, flips):
    raw = bytearray((spare / file).read_bytes())
    for place, byte in flips:
        raw[place % len(raw)] = byte
    survives(spare, file, bytes(raw))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 100_000), st.integers(0, 100_000))
def test_random_pieces_cut_out(spare, file, start, length):
    raw = (spare / file).read_bytes()
    start %= len(raw)
    survives(spare, file, raw[:start] + raw[start + length :])


CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-5, 25_000).map(str),
    st.integers().map(str),
    st.sampled_from(["", " ", "[", "?", "body", "p01s01", "p39s01", "lost dash", "Hungary", "yes", "1e9", "９"]),
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(TABLES),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 20), CELLS), min_size=1, max_size=3),
)
@example("apparatus.csv", [(3, 4, "")])
@example("segments.csv", [(23, 4, "9" * 30)])
def test_random_cells(spare, file, changes):
    rows = grid(spare, file)
    for row, column, value in changes:
        cells = rows[row % len(rows)]
        cells[column % len(cells)] = value
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    survives(spare, file, text.getvalue().encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(TABLES), st.lists(st.integers(0, 10_000), max_size=4), st.randoms(use_true_random=False))
def test_random_rows_left_out_and_moved(spare, file, without, random):
    header, *rows = grid(spare, file)
    for row in without[: len(rows)]:
        del rows[row % len(rows)]
    if not without:
        random.shuffle(rows)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    survives(spare, file, text.getvalue().encode())


def places_in(value, path=()):
    """The path to every value in nested dicts and lists."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places_in(inner, (*path, key))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
) | st.sampled_from(["segments", "source", "id", "start", "integer", "date", "../x", "a\0b", "\ud800", "[", ["id", "id"]])


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 100_000), st.booleans(), JSON)
def test_random_descriptors(spare, place, drop, value):
    content = json.loads((spare / DESCRIPTOR).read_bytes())
    paths = list(places_in(content))
    *way, last = paths[1 + place % (len(paths) - 1)]
    parent = content
    for key in way:
        parent = parent[key]
    if drop:
        del parent[last]
    else:
        parent[last] = value
    survives(spare, DESCRIPTOR, json.dumps(content).encode())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 10), st.text(max_size=8))
def test_random_changes_to_an_unvouched_source(spare, place, length, text):
    """Where no checksum stands guard, the offsets do."""
    before = (spare / DESCRIPTOR).read_bytes()
    descriptor(unhashed)(spare)
    source = (spare / "source.txt").read_bytes().decode()
    place %= len(source)
    try:
        changed = source[:place] + text + source[place + length :]
        survives(spare, "source.txt", changed.encode("utf-8", "surrogatepass"))
    finally:
        (spare / DESCRIPTOR).write_bytes(before)
