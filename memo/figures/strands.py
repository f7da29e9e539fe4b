"""Where the two columns of a flow stand, and the curves between them."""

import numpy as np

_STEPS = np.round(np.linspace(0, 1, 30), 3)
_APART = 0.011  # between the ends of two strands at one place, in heights of the figure


class Places:
    """Where problems, proposals and the ends of strands stand; strands leave in the order they arrive in.

    problems, proposals : DataFrames, as `doc.problems` and `doc.proposals`
    pairs : DataFrame with the columns problem and proposal: the strands that are drawn

    Attributes: `left` and `right`, the height (0 to 1) of each problem and of each proposal.

    >>> import memo
    >>> doc = memo.load()
    >>> places = Places(doc.problems, doc.proposals, doc.links)
    >>> x, y = places.curve("history", 7)
    >>> len(x), bool(y[0] > y[-1])
    (30, True)
    """

    def __init__(self, problems, proposals, pairs):
        self.left = dict(zip(problems["id"], np.linspace(1, 0, len(problems)), strict=True))
        self.right = dict(zip(proposals["proposal"], np.linspace(1, 0, len(proposals)), strict=True))
        self._from = _spread(pairs, "problem", "proposal", self.left, self.right)
        self._to = _spread(pairs, "proposal", "problem", self.right, self.left)

    def curve(self, problem, proposal):
        """The line from a problem (0) to a proposal (1) as two arrays, x and y; KeyError for a pair not given."""
        start, end = self._from[problem, proposal], self._to[proposal, problem]
        return _STEPS, np.round(start + (end - start) * (3 * _STEPS**2 - 2 * _STEPS**3), 4)


def _spread(pairs, near, far, here, there):
    """The height at which each strand leaves: around the middle of its place, the topmost for the topmost."""
    heights = {}
    for name, group in pairs.groupby(near):
        others = sorted(group[far], key=lambda other: -there[other])
        for number, other in enumerate(others):
            heights[name, other] = here[name] + _APART * ((len(others) - 1) / 2 - number)
    return heights
