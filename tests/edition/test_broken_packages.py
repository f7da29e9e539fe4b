"""A broken data package gives one MemoError that names file, row and remedy, and nothing else ever escapes."""

import csv
import io
import json
import shutil

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell

import memo
from memo import MemoError
from tests.edition.breaking import (
    DATA,
    DESCRIPTOR,
    FILES,
    TABLES,
    at,
    cell,
    column_of,
    descriptor,
    grid,
    numbers,
    removed,
    save,
    unhashed,
)
from tests.edition.broken import BROKEN, WIDE

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
