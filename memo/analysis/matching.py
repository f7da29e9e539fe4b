"""Problems and proposals: who ties which, where two readings agree, and what stands alone."""

import pandas as pd

from memo.errors import need


def agreement(links, own=()):
    """Every pair that the kit or a student ties, the kit's first: problem, proposal, kit (bool), own (bool).

    links : DataFrame, as `doc.links`
    own : iterable of (problem, proposal) pairs

    Raises MemoError where the links lack a column.

    >>> import memo
    >>> pairs = agreement(memo.load().links, [("economy", 1), ("history", 7)])
    >>> pairs.query("own")[["problem", "proposal", "kit"]].values.tolist()
    [['history', 7, True], ['economy', 1, False]]
    """
    need(links, ["problem", "proposal"], "links")
    kit = list(zip(links["problem"], links["proposal"], strict=True))
    own = list(dict.fromkeys(own))
    pairs = [*kit, *(pair for pair in own if pair not in kit)]
    rows = [(*pair, pair in kit, pair in own) for pair in pairs]
    return pd.DataFrame(rows, columns=["problem", "proposal", "kit", "own"]).astype({"kit": bool, "own": bool})


def alone(pairs, problems, proposals):
    """What no strand reaches: (ids of problems without a proposal, numbers of proposals without a problem).

    pairs : DataFrame with the columns problem and proposal, such as `doc.links`
    problems, proposals : DataFrames, as `doc.problems` and `doc.proposals`

    >>> import memo
    >>> doc = memo.load()
    >>> alone(doc.links, doc.problems, doc.proposals)
    (['economy', 'neighbours', 'nationalism'], [3])
    """
    left = problems.loc[~problems["id"].isin(pairs["problem"]), "id"]
    right = proposals.loc[~proposals["proposal"].isin(pairs["proposal"]), "proposal"]
    return list(left), [int(number) for number in right]
