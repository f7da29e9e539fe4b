"""A coding of the memorandum: the tables that say what the text says of whom, held together."""

from typing import NamedTuple

import pandas as pd

from memo.errors import MemoError


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


def need(table, columns, name="table"):
    """Raise MemoError where a table lacks columns that are needed.

    >>> need(pd.DataFrame({"country": []}), ["country", "mark"], "evidence")
    Traceback (most recent call last):
    memo.errors.MemoError: The table has no column 'mark'. Take it from doc.evidence and keep its columns.
    """
    missing = [column for column in columns if column not in getattr(table, "columns", ())]
    if missing:
        listed = " and ".join(map(repr, missing))
        raise MemoError(f"The table has no column {listed}. Take it from doc.{name} and keep its columns.")


def known(value, offered, what):
    """Raise MemoError where a value is none of those offered.

    >>> known("Prussia", ["Poland", "Hungary"], "country")
    Traceback (most recent call last):
    memo.errors.MemoError: There is no country 'Prussia' here. Choose one of: Poland, Hungary.
    """
    if value not in list(offered):
        raise MemoError(f"There is no {what} {value!r} here. Choose one of: {', '.join(map(str, offered))}.")
