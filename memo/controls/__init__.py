"""Controls: what a reader touches. Each shows itself as the last line of a cell.

>>> import memo
>>> reader = memo.controls.Reader(memo.load())
"""

from memo.controls.lesson import Lesson
from memo.controls.reader import Reader
from memo.controls.setup import SetupCheck
from memo.controls.timeline import Timeline

__all__ = ["Lesson", "Reader", "SetupCheck", "Timeline"]
