"""Forecasts against what happened: settled or not, hindsight, calibration, the Brier score.

Things to think with, never a mark: the cases hang together, and so few of them cannot tell skill from luck.
The Brier score of a forecast is the squared distance between its probability and what happened (1 or 0), as
the American Meteorological Society's glossary defines it.
"""

import re
from itertools import pairwise

import pandas as pd

from memo.errors import need

# Each question of lesson 02, and the second one that goes with it ("b"): its rows in `outcomes`, the least
# count that answers yes where the rows count countries, and the day that the question names.
ASKED = {
    "Q05": ("F05", None, "1990-12-31"),
    "Q06": ("F06", None, "1990-12-31"),
    "Q07": ("F07+08", 1, "1989-12-31"),
    "Q07b": ("F07+08", 3, "1990-12-31"),
    "Q10": ("F10", 4, "1989-12-31"),
    "Q11": ("F11", None, "1990-12-31"),
    "Q12": ("F12a", 4, "1990-12-31"),
    "Q12b": ("F12b", None, "1990-12-31"),
    "Q13": ("F13-government", None, "1989-12-31"),
    "Q13b": ("F13-opposition", None, "1989-12-31"),
    "Q15": ("F15", None, "1990-12-31"),
    "Q20": ("F20", None, "1989-12-31"),
}
_ANSWERS = {"yes": 1.0, "no": 0.0}


def settled(questions, outcomes):
    """How each question was settled on the day it names.

    questions, outcomes : DataFrames, as `doc.questions` and `doc.outcomes`

    Index id ("Q05", "Q07b" …); columns question, horizon, outcome (as coded), happened (1.0, 0.0, or missing where
    the coders left it open), acts, doubt, key (the question in `outcomes`).
    Raises MemoError where a column is missing.

    >>> import memo
    >>> doc = memo.load()
    >>> settled(doc.questions, doc.outcomes)["happened"][["Q05", "Q13"]].tolist()
    [1.0, 0.0]
    """
    need(questions, ["id", "question", "second_question"], "questions")
    need(outcomes, ["question", "horizon", "outcome", "acts", "doubt"], "outcomes")
    asked, found = questions.set_index("id"), outcomes.set_index(["question", "horizon"])
    rows = {}
    for name, (key, least, horizon) in ASKED.items():
        row = found.loc[(key, horizon)]
        words = asked.at[name.removesuffix("b"), "second_question" if name.endswith("b") else "question"]
        happened = answer(row["outcome"], least)
        rows[name] = {"question": words, "horizon": horizon, **row[["outcome", "acts", "doubt"]], "happened": happened, "key": key}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("id")
    return table[["question", "horizon", "outcome", "happened", "acts", "doubt", "key"]]


def answer(outcome, least=None):
    """1.0 for yes, 0.0 for no; NaN where it is neither. A count such as "4 of 7" is yes from `least` on.

    >>> answer("4 of 7", 3), answer("1 of 7", 3), answer("partly")
    (1.0, 0.0, nan)
    """
    counted = re.fullmatch(r"(\d+) of \d+", outcome)
    if counted and least is not None:
        return float(int(counted[1]) >= least)
    return _ANSWERS.get(outcome, float("nan"))


def hindsight(sealed, recalled, happened):
    """What was forecast, what is remembered of it, and which way memory has moved.

    sealed, recalled : dict of question id to probability in per cent
    happened : Series, from `settled`

    Index id; columns sealed, recalled, gap (recalled minus sealed, percentage points), towards (the same, counted
    positive where memory has moved towards what happened; missing where it is not settled), happened.

    >>> hindsight({"Q05": 30}, {"Q05": 55}, pd.Series({"Q05": 1.0})).loc["Q05", ["gap", "towards"]].tolist()
    [25.0, 25.0]
    """
    names = [name for name in happened.index if name in sealed]
    table = pd.DataFrame({"sealed": pd.Series(sealed, dtype=float), "recalled": pd.Series(recalled, dtype=float)}).reindex(names)
    table["gap"] = table["recalled"] - table["sealed"]
    table["happened"] = happened.reindex(names)
    table["towards"] = table["gap"] * table["happened"].map({1.0: 1, 0.0: -1})
    return table.rename_axis("id")[["sealed", "recalled", "gap", "towards", "happened"]]


def brier(sealed, happened):
    """The Brier score of each forecast: 0 the best, 1 the worst, 0.25 for who says 50 per cent.

    sealed : Series of per cent
    happened : Series of 1.0, 0.0 or missing

    >>> brier(pd.Series([50.0, 90.0]), pd.Series([1.0, 0.0])).round(2).tolist()
    [0.25, 0.81]
    """
    return (sealed / 100 - happened) ** 2


def calibration(table, edges=(0, 20, 40, 60, 80, 100)):
    """Of what was given some probability, how much happened: low, high, forecasts (count), said, happened (per cent).

    table : DataFrame, from `hindsight`

    A probability on an edge counts upwards, 100 into the last group. Empty groups are left out.

    >>> table = pd.DataFrame({"sealed": [70.0, 75.0, 10.0], "happened": [1.0, 0.0, 0.0]})
    >>> calibration(table).to_numpy().tolist()
    [[0.0, 20.0, 1.0, 10.0, 0.0], [60.0, 80.0, 2.0, 72.5, 50.0]]
    """
    known = table.dropna(subset=["sealed", "happened"])
    rows = []
    for low, high in pairwise(edges):
        own = known[(known["sealed"] >= low) & ((known["sealed"] < high) | (high == edges[-1]))]
        if len(own):
            rows.append([low, high, len(own), own["sealed"].mean(), 100 * own["happened"].mean()])
    return pd.DataFrame(rows, columns=["low", "high", "forecasts", "said", "happened"], dtype=float)
