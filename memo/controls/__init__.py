"""Controls: what a reader touches. Each shows itself as the last line of a cell.

>>> import memo
>>> reader = memo.controls.Reader(memo.load())
"""

from memo.controls.reader import Reader

__all__ = ["Reader"]
