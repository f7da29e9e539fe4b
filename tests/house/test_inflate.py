"""The benchmark's inflater makes packages that are valid and N times as large, whatever tables there are."""

import importlib.util
import json
from pathlib import Path

import pytest

import memo

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(memo.__file__).parent / "data"


@pytest.fixture(scope="module")
def inflate():
    spec = importlib.util.spec_from_file_location("inflate", ROOT / "benchmarks" / "inflate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.inflate


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def test_once_is_the_package_itself(inflate, tmp_path):
    once = inflate(DATA, 1, tmp_path / "once")
    for path in DATA.rglob("*"):
        if path.is_file() and path.name != "datapackage.json":
            assert (once / path.relative_to(DATA)).read_bytes() == path.read_bytes(), path.name


def test_three_times_is_valid_and_three_times_as_large(inflate, doc, tmp_path):
    three = memo.load(inflate(DATA, 3, tmp_path / "three"))
    assert len(three.paragraphs) == 3 * 38
    assert len(three.mentions) == 3 * len(doc.mentions)
    assert three.sentences["text"].tolist() == 3 * doc.sentences["text"].tolist()
    assert three.paragraphs["text"].tolist() == 3 * doc.paragraphs["text"].tolist()
    assert len(three.find("Warsaw Pact")) == 3 * 11
    assert three.find("?Solidarity?")["paragraph"].tolist() == [8, 46, 84]
    assert three.source.endswith(doc.source[19917:]) and three.source.startswith(doc.source[:1077])
    inside = doc.apparatus["paragraph"].notna().sum()
    assert len(three.apparatus) == len(doc.apparatus) + 2 * inside


def test_a_table_that_refers_to_sentences_grows_with_them(inflate, tmp_path, doc):
    """Without places of its own, and with a second table that refers to the first."""
    folder = tmp_path / "data"
    once = inflate(DATA, 1, folder)
    descriptor = json.loads((once / "datapackage.json").read_text("utf-8"))
    for name, column, target in ("remarks", "sentence", "sentences"), ("replies", "remark", "remarks"):
        key = {"fields": column, "reference": {"resource": target, "fields": "id"}}
        fields = [{"name": "id", "type": "string"}, {"name": column, "type": "string"}]
        schema = {"fields": fields, "primaryKey": "id", "foreignKeys": [key]}
        descriptor["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema})
    (once / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    (once / "remarks.csv").write_bytes(b"id,sentence\nr1,p01s01\nr50,p38s01\nr51,\n")
    (once / "replies.csv").write_bytes(b"id,remark\ny7,r50\n")

    twice = inflate(once, 2, tmp_path / "twice")
    memo.load(twice)
    assert (twice / "remarks.csv").read_text("utf-8").split() == [
        "id,sentence",
        *("r1,p01s01", "r50,p38s01"),
        *("r52,p39s01", "r101,p76s01"),
        "r51,",
    ]
    assert (twice / "replies.csv").read_text("utf-8").split() == ["id,remark", "y7,r50", "y45,r101"]
