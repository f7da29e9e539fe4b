"""Figures: functions that take tables and return plotly figures, in one calm template.

>>> import memo
>>> doc = memo.load()
>>> memo.figures.europe(memo.analysis.by_criterion(doc.evidence, "E11"), doc.countries).layout.title.text
'E11'
"""

from memo.figures.map import europe
from memo.figures.matrix import evidence_matrix
from memo.figures.template import config

__all__ = ["config", "europe", "evidence_matrix"]
