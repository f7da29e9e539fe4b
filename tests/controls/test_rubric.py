"""The rubric: one file, complete at every level; the student's sheet is made from it."""

import re

from memo.analysis import anachronisms
from memo.controls.rubric import LEVELS, fields
from memo.journal import Journal
from tests.controls.answering import answer_to


def test_every_criterion_has_its_three_levels_in_order(doc):
    for name, rows in doc.rubric.groupby("criterion", sort=False):
        assert rows["level"].tolist() == LEVELS, name
        assert rows["points"].is_monotonic_increasing and rows["points"].is_unique and rows["points"].min() > 0
        assert rows["label"].nunique() == rows["question"].nunique() == 1
        assert rows["description"].is_unique and rows["example"].is_unique
        assert all(len(comments.split("|")) >= 2 for comments in rows["comments"])
    assert doc.rubric.groupby("criterion")["points"].max().sum() == 20


def test_a_counter_passage_quoted_fairly_earns_more_than_any_other_criterion(doc):
    most = doc.rubric.groupby("criterion")["points"].max()
    assert most.idxmax() == "counter" and (most.drop("counter") < most["counter"]).all()


def test_foresight_is_no_criterion(doc):
    assert not doc.rubric["description"].str.contains("right about|came true|forecast was").any()


def test_examples_quote_the_memorandum_right(doc):
    quoted = [words for text in doc.rubric["example"] for words in re.findall(r"“([^”]{12,})”", text)]
    assert len(quoted) > 4
    assert all(not doc.find(words.rstrip(".")).empty for words in quoted)


def test_only_the_lowest_example_of_standpoint_trips_the_guard(doc):
    tripped = {
        (row.criterion, row.level)
        for row in doc.rubric.itertuples()
        if (anachronisms(row.example, doc.hindsight)["level"] == "later").any()
    }
    assert not tripped - {("standpoint", "basic")}


def test_the_sheet_is_made_of_the_file(lesson, doc):
    control = lesson("10").ask("rubric")
    shown = [field for field in control.spec["fields"] if field["kind"] == "choice"]
    assert [field["label"] for field in shown] == doc.rubric.drop_duplicates("criterion")["question"].tolist()
    assert [option for field in shown for option in field["options"]] == (doc.rubric["level"] + ": " + doc.rubric["description"]).tolist()
    assert all(example in str(control.spec["fields"]).replace("\\'", "'") for example in doc.rubric["example"].str.replace('"', ""))


def test_points_and_the_next_step(lesson, press, doc):
    control = lesson("10").ask("rubric")
    values = answer_to(control, 1)  # the second level of each
    assert press(control, "commit", values)
    second = doc.rubric.query("level == 'emergent'")["points"].sum()
    assert f"{second} of 20 points" in str(control.feedback["reveal"])
    (table,) = (block["table"] for block in control.feedback["reveal"] if "table" in block)
    assert [row[3] for row in table["rows"]] == doc.rubric.query("level == 'proficient'")["description"].tolist()
    assert lesson("10", Journal()).ask("rubric").values == values


def test_what_is_no_level_counts_nothing(lesson, press):
    control = lesson("10").ask("rubric")
    press(control, "commit", {fields(control.doc)[0]["id"]: "brilliant: all of it"})
    assert "0 of 20 points" in str(control.feedback["reveal"]) or control.feedback["text"]
