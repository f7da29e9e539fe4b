"""What `memo.load()` gives: tables that are the caller's own, with the columns the design names."""

import json
import shutil

import pandas as pd
import pytest

import memo

COLUMNS = {
    "segments": ["id", "kind", "paragraph", "part", "proposal", "start", "end"],
    "paragraphs": ["part", "proposal", "text", "diplomatic", "start", "end"],
    "sentences": ["paragraph", "number", "label", "text", "diplomatic", "start", "end"],
    "apparatus": [
        *("id", "paragraph", "start", "end", "kind", "source_reading", "edited_reading", "conjecture", "note"),
        "confidence",
    ],
    "entities": ["id", "name", "kind", "forms", "note"],
    "mentions": ["id", "entity", "kind", "paragraph", "sentence", "quote", "start", "end", "supplied"],
}
ROWS = {"segments": 41, "paragraphs": 38, "sentences": 93, "apparatus": 116, "entities": 52, "mentions": 164}
TABLES = list(COLUMNS)


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_rows(doc, name):
    table = getattr(doc, name)
    assert isinstance(table, pd.DataFrame)
    assert table.columns.tolist() == COLUMNS[name]
    assert len(table) == ROWS[name]


def test_indexes(doc):
    assert doc.paragraphs.index.name == "paragraph"
    assert doc.paragraphs.index.tolist() == list(range(1, 39))
    assert doc.paragraphs.index.dtype == "int64"
    assert doc.sentences.index.name == "id"
    assert doc.sentences.index[:4].tolist() == ["p01s01", "p01s02", "p01s03", "p02s01"]
    for name in ("segments", "apparatus", "entities", "mentions"):
        assert getattr(doc, name).index.equals(pd.RangeIndex(ROWS[name])), name


@pytest.mark.parametrize("name", TABLES)
def test_types(doc, name):
    """Numbers are numbers, truth values are truth values, and an empty text is "" and not a missing value."""
    table = getattr(doc, name)
    numbers, missing = {"start", "end", "number"}, {"proposal"}
    for column in table.columns:
        if column == "paragraph":
            expected = "int64" if name in ("sentences", "mentions") else "Int64"
        elif column in numbers | missing:
            expected = "int64" if column in numbers else "Int64"
        else:
            expected = "bool" if column == "supplied" else "str"
        assert table[column].dtype == expected, column
        if expected != "Int64":
            assert table[column].notna().all(), column


def test_missing_numbers(doc):
    assert doc.paragraphs["proposal"].isna().sum() == 21
    assert doc.apparatus["paragraph"].isna().sum() == 6  # heading, typist's mark, source line, note 14 and two in it
    assert doc.segments["paragraph"].isna().sum() == 3


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_callers_own(doc, name):
    before = getattr(doc, name)
    kept = before.copy(deep=True)
    mine = getattr(doc, name)
    mine["mine"] = 1
    mine.loc[mine.index[0], "start" if "start" in mine else "name"] = 999 if "start" in mine else "changed"
    for column in kept.columns:  # also by the back door
        mine[column].array[1] = mine[column].array[0]
    mine.index.name = "changed"
    mine.attrs["mine"] = True
    pd.testing.assert_frame_equal(getattr(doc, name), kept)
    pd.testing.assert_frame_equal(before, kept)
    assert getattr(doc, name).attrs == {}


def test_changing_tables_leaves_find_and_cite_as_they_were(package):
    doc = memo.load(package)
    before = doc.find("Poland")
    for name in TABLES:
        table = getattr(doc, name)
        table.loc[:, table.columns[-2:]] = table.loc[:, table.columns[-2:]].sample(frac=1, random_state=1).to_numpy()
    pd.testing.assert_frame_equal(doc.find("Poland"), before)
    assert "¶18.1" in doc.cite("18.1")


def test_a_copy_elsewhere_loads_alike(doc, package):
    for path in (package, str(package), package / "datapackage.json"):
        other = memo.load(path)
        assert other.source == doc.source
        for name in TABLES:
            pd.testing.assert_frame_equal(getattr(other, name), getattr(doc, name))


def test_a_corrected_copy_is_what_is_read(doc, package):
    entities = package / "entities.csv"
    before = entities.read_bytes()
    entities.write_bytes(before.replace(b"Solidarity,Solidarity,", "Solidarity,Solidarność,".encode()))
    corrected = memo.load(package)
    assert corrected.entities.set_index("id").loc["Solidarity", "name"] == "Solidarność"
    assert doc.entities.set_index("id").loc["Solidarity", "name"] == "Solidarity"


def test_a_path_may_have_spaces_and_foreign_letters(package, tmp_path):
    folder = shutil.copytree(package, tmp_path / "Wörter und мемо")
    assert len(memo.load(folder).paragraphs) == 38


def test_rows_may_use_any_order_of_columns(doc, package):
    """A spreadsheet may move a column; its name counts, not its place."""
    file = package / "mentions.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table[table.columns[::-1]].to_csv(file, index=False, lineterminator="\n")
    pd.testing.assert_frame_equal(memo.load(package).mentions, doc.mentions)


def test_a_package_may_hold_more_than_the_text_layer_needs(doc, package):
    rows = b"id,sentence,day,weight,sure\nx1,p01s01,1989-02-24,0.5,yes\nx2,,,,\n"
    (package / "extra.csv").write_bytes(rows)
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    types = {"id": "string", "sentence": "string", "day": "date", "weight": "number", "sure": "boolean"}
    schema = {
        "fields": [{"name": name, "type": kind} for name, kind in types.items()],
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["sentence"], "reference": {"resource": "sentences", "fields": ["id"]}}],
    }
    descriptor["resources"].append({"name": "extra", "path": "extra.csv", "schema": schema})
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert repr(memo.load(package)) == repr(doc)


def test_repr_and_version(doc):
    assert repr(doc) == "The memorandum of 24 February 1989: 38 paragraphs, 93 sentences."
    assert doc.version.count(".") == 2


def test_what_memo_offers():
    assert memo.__all__ == ["MemoError", "Memorandum", "check", "load"]
    assert isinstance(memo.load(), memo.Memorandum)
    with pytest.raises(AttributeError, match=r"memo has no .laod.\. It offers: .*load"):
        memo.laod  # noqa: B018
