"""Problems, proposals and the links between them: every quote stands where it says, and a wrong one is told."""

import csv

import pytest

import memo
from memo import MemoError


def change(package, file, row, **cells):
    with (package / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[row - 2].update(cells)
    with (package / file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("file", "row", "cells", "told"),
    [
        ("problems.csv", 3, {"quote": "a word that nobody wrote"}, "does not stand in ¶3"),
        ("problems.csv", 3, {"paragraph": "4"}, "does not stand in ¶4"),
        ("proposals.csv", 2, {"quote": "keep all the countries of this region on the capitalist path"}, "does not stand in ¶23"),
        ("proposals.csv", 4, {"ground": "because they wish it"}, "does not stand in ¶26"),
        (
            "proposals.csv",
            4,
            {"paragraph": "27", "quote": "Military intervention not only would not prevent"},
            "¶27 does not belong to proposal 3",
        ),
        ("links.csv", 2, {"diagnosis": "approaches are the same"}, "does not stand in ¶3"),
        ("links.csv", 2, {"remedy": "discussing nothing"}, "does not stand in ¶25"),
        ("links.csv", 2, {"tie_words": "capitalist construction"}, "does not stand in ¶25"),
        ("links.csv", 2, {"proposal": "3"}, "¶25 does not belong to proposal 3"),
        ("links.csv", 2, {"problem": "the weather"}, "the weather"),
        ("links.csv", 2, {"tie": "perhaps"}, "perhaps"),
    ],
)
def test_a_wrong_cell_is_told_with_file_and_row(package, file, row, cells, told):
    change(package, file, row, **cells)
    with pytest.raises(MemoError) as caught:
        memo.load(package)
    assert any((fault.file, fault.row) == (file, row) and told in fault.what for fault in caught.value.faults), caught.value


def test_links_carry_both_quotes_as_the_reading_view_has_them(doc):
    for row in doc.links.itertuples():
        assert row.diagnosis_reading in " ".join(doc.paragraphs.at[row.diagnosis_paragraph, "text"].split())
        assert row.remedy_reading in " ".join(doc.paragraphs.at[row.proposal_paragraph, "text"].split())
        assert row.id == f"{row.problem}-{row.proposal}"


def test_the_problems_are_of_the_analysis_and_in_the_order_of_the_text(doc):
    assert doc.problems["paragraph"].is_monotonic_increasing and doc.problems["paragraph"].max() == 21
    assert list(doc.proposals["proposal"]) == list(range(1, 11))


def test_tables_of_links_are_the_callers_own(doc):
    mine = doc.links
    mine.loc[0, "reason"] = "changed"
    assert doc.links.at[0, "reason"] != "changed"


def test_what_came_later_stands_in_one_column_only(doc):
    """Titles, quotes and grounds are shown before lesson 08; only `later`, its events, works and notes look ahead."""
    told = doc.proposals[["title", "quote", "ground"]].astype(str).to_numpy().ravel().tolist()
    told += doc.problems[["label", "quote", "note"]].astype(str).to_numpy().ravel().tolist() + doc.links["reason"].tolist()
    assert not [text for text in told if "199" in text or "later" in text]


def test_proposal_one_has_no_claim_coded_as_a_proposal(doc):
    """The lesson says so, and says how the third begins."""
    claims = doc.claims.assign(number=doc.claims["paragraph"].map(doc.paragraphs["proposal"]))
    kinds = claims.groupby("number")["kind"].agg(list)
    assert set(kinds[1]) == {"evaluation", "aim"} and kinds[3][0] == "evaluation"
    assert [number for number in range(1, 11) if "proposal" not in kinds[number]] == [1]
