"""Analysis: pure functions from tables to tables. Nothing here draws, asks or keeps.

>>> import memo
>>> memo.analysis.matrix(memo.load().evidence).loc["Bulgaria", ["E02", "E11", "E21"]].tolist()
['●', '–', '◐']
"""

from memo.analysis.agents import certainty_by_theme, claims_of, who_acts
from memo.analysis.coding import Coding
from memo.analysis.contexts import concordance, counts, in_order
from memo.analysis.evidence import SEVEN, by_criterion, matrix, passages
from memo.analysis.fork import Change, apply, differences
from memo.analysis.guard import anachronisms
from memo.analysis.scores import brier, calibration, hindsight, settled
from memo.analysis.stages import by_month, spans
from memo.analysis.white_spots import white_spots
from memo.analysis.words import Rule, frequencies, leading, log_likelihood, over_the_line

__all__ = [
    "SEVEN",
    "Change",
    "Coding",
    "Rule",
    "anachronisms",
    "apply",
    "brier",
    "by_criterion",
    "by_month",
    "calibration",
    "certainty_by_theme",
    "claims_of",
    "concordance",
    "counts",
    "differences",
    "frequencies",
    "hindsight",
    "in_order",
    "leading",
    "log_likelihood",
    "matrix",
    "over_the_line",
    "passages",
    "settled",
    "spans",
    "white_spots",
    "who_acts",
]
