"""Forecasts against what happened: each question settled by its rule, hindsight with its sign, scores as defined."""

import re

import pandas as pd
import pytest

import memo
from memo.analysis.scores import ASKED, answer, brier, calibration, hindsight, settled

DAYS = {"31 December 1989": "1989-12-31", "31 December 1990": "1990-12-31"}


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def outcomes(doc):
    return settled(doc.questions, doc.outcomes)


def test_every_question_is_settled_on_the_day_that_its_own_words_name(doc, outcomes):
    assert list(outcomes.index.str.removesuffix("b").drop_duplicates()) == list(doc.questions["id"])
    for row in outcomes.itertuples():
        (named,) = [day for words, day in DAYS.items() if words in row.question]
        assert row.horizon == named, row.Index
    first = doc.questions.set_index("id")["horizon"]
    assert outcomes["horizon"][first.index].tolist() == first.tolist()


def test_thresholds_are_those_of_the_questions_words(outcomes):
    words = {1: "at least one", 3: "at least three", 4: "each of four"}
    for name, (_, least, _) in ASKED.items():
        if least:
            assert words[least] in outcomes.at[name, "question"].lower(), name


def test_the_verdicts(outcomes):
    assert outcomes["happened"].dropna().to_dict() == {
        **{"Q05": 1, "Q06": 0, "Q07": 1, "Q07b": 1, "Q10": 1, "Q11": 1, "Q12": 0, "Q12b": 1, "Q13": 0, "Q13b": 1, "Q15": 0, "Q20": 1}
    }
    assert outcomes["happened"].notna().all(), "each question has one rule, and each rule an answer"


def test_deaths_hang_on_the_end_date(doc):
    rows = doc.outcomes.query("question == 'F12b'").set_index("horizon")
    assert rows["outcome"].to_dict() == {"1989-08-24": "no", "1989-12-31": "yes", "1990-12-31": "yes", "1991-12-31": "no"}
    assert "Yugoslavia" in rows.at["1991-12-31", "doubt"]


@pytest.mark.parametrize(
    ("outcome", "least", "expected"),
    [("yes", None, 1), ("no", None, 0), ("4 of 4", 4, 1), ("2 of 4", 4, 0), ("1 of 7", 1, 1), ("1 of 7", 3, 0)],
)
def test_an_answer_is_yes_or_no(outcome, least, expected):
    assert answer(outcome, least) == expected


@pytest.mark.parametrize(("outcome", "least"), [("partly", None), ("", None), ("4 of 7", None)])
def test_what_is_neither_stays_open(outcome, least):
    assert pd.isna(answer(outcome, least))


def test_hindsight_is_positive_towards_what_happened():
    happened = pd.Series({"a": 1.0, "b": 0.0, "c": 1.0, "d": float("nan")})
    table = hindsight({"a": 40, "b": 40, "c": 40, "d": 40}, {"a": 60, "b": 30, "c": 30, "d": 90}, happened)
    assert table["gap"].tolist() == [20, -10, -10, 50]
    assert table["towards"].tolist()[:3] == [20, 10, -10] and pd.isna(table.at["d", "towards"])


def test_hindsight_of_what_was_not_sealed_or_not_recalled():
    happened = pd.Series({"a": 1.0, "b": 0.0})
    assert hindsight({}, {"a": 50}, happened).empty
    table = hindsight({"a": 50, "other": 3}, {}, happened)
    assert list(table.index) == ["a"] and table[["recalled", "gap", "towards"]].isna().all(axis=None)


def test_brier_is_zero_for_the_sure_and_right_and_one_for_the_sure_and_wrong():
    assert brier(pd.Series([100, 0, 0, 100, 50]), pd.Series([1.0, 0.0, 1.0, 0.0, 1.0])).tolist() == [0, 0, 1, 1, 0.25]
    assert brier(pd.Series([70]), pd.Series([1.0])).round(6).tolist() == [0.09], "the lesson's own example"
    assert brier(pd.Series([70.0]), pd.Series([float("nan")])).isna().all()


def test_calibration_counts_every_settled_forecast_once():
    table = pd.DataFrame({"sealed": [0, 20, 39, 40, 100, 99, 50], "happened": [0, 1, 0, 1, 1, 1, float("nan")]})
    groups = calibration(table)
    assert groups["forecasts"].sum() == 6
    assert groups[["low", "forecasts", "happened"]].to_numpy().tolist() == [[0, 1, 0], [20, 2, 50], [40, 1, 100], [80, 2, 100]]


def test_a_table_without_its_columns_is_told(doc):
    with pytest.raises(memo.MemoError, match="outcome"):
        settled(doc.questions, doc.outcomes.drop(columns="outcome"))


def test_counts_in_the_outcomes_never_fall(doc):
    """What has happened by one day has happened by the next; who was in office is no longer counted where a row says so."""
    for name, rows in doc.outcomes.groupby("question"):
        counts = [int(found[1]) for cell in rows.sort_values("horizon")["outcome"] if (found := re.fullmatch(r"(\d+) of \d+", cell))]
        assert counts == sorted(counts), name
