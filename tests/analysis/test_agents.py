"""Who acts and how sure the text is: the grids are the file of claims, counted row by row."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import memo
from memo.analysis import certainty_by_theme, claims_of, who_acts
from memo.analysis.agents import UNGRADED, WHO
from memo.errors import MemoError

FILE = Path(memo.__file__).parent / "data" / "claims.csv"


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def rows():
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def part(row):
    return "analysis" if int(row["sentence"][1:3]) <= 21 else "proposals"


def test_the_grid_of_actors_is_the_file_counted(doc, rows):
    grid = who_acts(doc.claims, doc.paragraphs)
    assert set(WHO) == {row["actor"] for row in rows}
    for role, column in (("acts", "actor"), ("is acted on", "affected")):
        counted = Counter((row[column], part(row)) for row in rows if row[column])
        assert {(who, of): grid.at[who, (role, of)] for who, of in counted} == counted
        assert grid[role].to_numpy().sum() == sum(counted.values())


def test_a_cell_opens_as_many_claims_as_it_says(doc):
    grid = who_acts(doc.claims, doc.paragraphs)
    for (role, of), column in grid.items():
        for who, count in column.items():
            found = claims_of(doc.claims, doc.paragraphs, role, who, of)
            assert len(found) == count
            assert set(found["paragraph"].map(doc.paragraphs["part"])) <= {of}


def test_the_grid_of_certainty_is_the_file_counted(doc, rows):
    themes = sorted({row["theme"] for row in rows})
    grid = certainty_by_theme(doc.claims, themes)
    counted = Counter((row["theme"], int(row["certainty"]) if row["certainty"] else UNGRADED) for row in rows)
    assert {place: grid.at[place] for place in counted} == counted
    assert grid.to_numpy().sum() == len(rows)


def test_what_the_lesson_says_of_them(doc):
    grid = who_acts(doc.claims, doc.paragraphs)
    assert grid.at["opposition", ("acts", "proposals")] == 0 < grid.at["opposition", ("acts", "analysis")]
    assert grid.loc["society", "acts"].sum() == 1 < grid.loc["society", "is acted on"].sum()
    assert 0.45 < grid.loc["process", "acts"].sum() / len(doc.claims) < 0.55, "in half of the statements nobody acts"
    force = certainty_by_theme(doc.claims, ["T10"]).loc["T10"]
    assert force[[3, 2, 1]].sum() == 0 < force[4]


def test_a_role_or_code_that_is_not_there_is_said(doc):
    with pytest.raises(MemoError, match="no role"):
        claims_of(doc.claims, doc.paragraphs, "suffers", "USSR")
    with pytest.raises(MemoError, match="no code"):
        claims_of(doc.claims, doc.paragraphs, "acts", "church")
