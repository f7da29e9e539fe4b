"""Figures: functions that take tables and return plotly figures, in one calm template.

>>> import memo
>>> doc = memo.load()
>>> memo.figures.europe(memo.analysis.by_criterion(doc.evidence, "E11"), doc.countries).layout.title.text
'E11'
"""

from memo.figures.calibration import calibration
from memo.figures.flow import flow
from memo.figures.lanes import lanes
from memo.figures.map import europe
from memo.figures.matrix import evidence_matrix
from memo.figures.network import network
from memo.figures.quarrels import quarrels
from memo.figures.template import config
from memo.figures.words import word_differences

__all__ = ["calibration", "config", "europe", "evidence_matrix", "flow", "lanes", "network", "quarrels", "word_differences"]
