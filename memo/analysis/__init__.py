"""Analysis: pure functions from tables to tables. Nothing here draws, asks or keeps.

>>> import memo
>>> memo.analysis.matrix(memo.load().evidence).loc["Bulgaria", ["E02", "E11", "E21"]].tolist()
['●', '–', '◐']
"""

from memo.analysis.coding import Coding
from memo.analysis.evidence import SEVEN, by_criterion, matrix, passages
from memo.analysis.fork import Change, apply, differences

__all__ = ["SEVEN", "Change", "Coding", "apply", "by_criterion", "differences", "matrix", "passages"]
