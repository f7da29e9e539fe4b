"""One truth: the descriptor that `memo.load()` goes by is one that the frictionless library validates."""

import csv

import pytest
from frictionless import Package

import memo
from memo import MemoError


def validate(folder):
    """What the library says of the package in `folder`: whether it is valid, and (resource, row, kind) of errors."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert not report.errors
    errors = [(task.name, error) for task in report.tasks for error in task.errors]
    return report.valid, [(name, getattr(error, "row_number", None), error.type) for name, error in errors]


def change(package, file, row, column, value):
    with (package / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[row - 1][rows[0].index(column)] = value
    with (package / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def test_the_package_is_valid(package):
    assert validate(package) == (True, [])


def test_the_descriptor_describes_every_table_and_the_source(package):
    described = {resource.path for resource in Package(str(package / "datapackage.json")).resources}
    files = {path.name for path in package.iterdir() if path.suffix in (".csv", ".txt", ".geojson")}
    assert described == files


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "kind"),
    [
        ("mentions.csv", 10, "entity", "Ungarn", "foreign-key"),
        ("mentions.csv", 10, "sentence", "p04s02", "foreign-key"),
        ("mentions.csv", 10, "id", "m008", "primary-key"),
        ("mentions.csv", 10, "start", "twelve", "type-error"),
        ("mentions.csv", 10, "supplied", "perhaps", "type-error"),
        ("apparatus.csv", 4, "kind", "Russian", "constraint-error"),
        ("apparatus.csv", 4, "note", "", "constraint-error"),
        ("sentences.csv", 4, "id", "sentence 3", "constraint-error"),
    ],
)
def test_both_refuse_the_same_fault_at_the_same_row(package, file, row, column, value, kind):
    change(package, file, row, column, value)
    valid, errors = validate(package)
    assert not valid
    assert (file.removesuffix(".csv"), row, kind) in errors
    with pytest.raises(MemoError) as caught:
        memo.load(package)
    assert (file, row) in {(fault.file, fault.row) for fault in caught.value.faults}


def test_both_refuse_an_altered_source(package):
    source = package / "source.txt"
    source.write_bytes(source.read_bytes().replace(b"?Solidarity?", b'"Solidarity"'))
    assert [kind for _, _, kind in validate(package)[1]] == ["hash-count"]
    with pytest.raises(MemoError, match="vouches for"):
        memo.load(package)
