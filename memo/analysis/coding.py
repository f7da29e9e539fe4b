"""A coding of the memorandum: the tables that say what the text says of whom, held together."""

from typing import NamedTuple

import pandas as pd


class Coding(NamedTuple):
    """The tables that a fork lies over, or that come out of it.

    evidence, claims, codes, criteria, entities, sentences : DataFrame
        As `Memorandum` gives them.
    edition : str
        The version of the edition they are from.

    >>> import memo
    >>> coding = memo.analysis.Coding.of(memo.load())
    >>> coding.criteria.shape
    (21, 4)
    """

    evidence: pd.DataFrame
    claims: pd.DataFrame
    codes: pd.DataFrame
    criteria: pd.DataFrame
    entities: pd.DataFrame
    sentences: pd.DataFrame
    edition: str

    @classmethod
    def of(cls, doc):
        """The kit's own coding."""
        return cls(doc.evidence, doc.claims, doc.codes, doc.criteria, doc.entities, doc.sentences, doc.version)
