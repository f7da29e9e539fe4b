"""Each regime's stage, month by month from January 1989 to December 1991 (memo/data/stages.md).

One thing is told apart: who may compete for power, by law and in fact. Stages 1 to 4 are degrees;
"independent", "breaking-up" and "ended" are ends, which have no number and are never ranked.
"""

from typing import NamedTuple

import pandas as pd

from memo.analysis import evidence
from memo.errors import known, need

MONTHS = tuple(f"{year}-{month:02}" for year in (1989, 1990, 1991) for month in range(1, 13))
_COLUMNS = ["country", "feature", "from_month", "stage", "event", "doubt"]


class Stage(NamedTuple):
    """A stage: its number (None for an end), a label of a word or two, and what it says in a sentence."""

    number: int | None
    label: str
    says: str

    @property
    def sign(self):
        """Number and label, as a map has them: "2 talks", "ended"."""
        return f"{self.number} {self.label}" if self.number else self.label


STAGES = {
    "party-rule": Stage(1, "one party", "one party rules and accepts no competitor"),
    "talks": Stage(2, "talks", "the ruling party negotiates, accepts several parties or promises elections"),
    "shared": Stage(3, "no monopoly", "the leading role is struck out, the leadership overthrown, or others share the government"),
    "elected": Stage(4, "elected", "parliament has been elected with all seats open to several parties"),
    "independent": Stage(None, "independent", "the republic's parliament has declared independence"),
    "breaking-up": Stage(None, "breaking up", "republics have declared independence"),
    "ended": Stage(None, "ended", "the state has ceased to exist"),
}
FEDERATION = "Yugoslavia (federation)"
SEVEN = tuple(FEDERATION if country == "Yugoslavia" else country for country in evidence.SEVEN)

REPUBLICS = ("Slovenia", "Croatia", "Bosnia and Herzegovina", "Serbia", "Montenegro", "Macedonia")
OUTSIDE = ("Moscow", "The alliance and the West")
LANES = (*SEVEN, *REPUBLICS, *OUTSIDE)  # of a timeline, from top to bottom


def plain(country):
    """A country's name as the rest of the kit has it: the federation is Yugoslavia.

    >>> plain(FEDERATION), plain("Slovenia")
    ('Yugoslavia', 'Slovenia')
    """
    return "Yugoslavia" if country == FEDERATION else country


def lane_of(event):
    """The lane that an event of `doc.events` stands in: its country's, that of Moscow, or that of the others.

    >>> import memo
    >>> events = memo.load().events.set_index("id")
    >>> lane_of(events.loc["1989-10-09-leipzig"]), lane_of(events.loc["1989-12-02-malta"])
    ('GDR', 'The alliance and the West')
    """
    country = {"Yugoslavia": FEDERATION, "USSR": "Moscow"}.get(event["country"], event["country"])
    return country if country in LANES else "The alliance and the West"


def by_month(stages, month):
    """The stage of every country in a month: country, feature, stage, since (month), event, doubt.

    stages : DataFrame, as `doc.stages`
    month : str, such as "1989-11"

    Countries in the order of the table, the republics of Yugoslavia after the federation. Raises MemoError for a
    month outside 1989 to 1991 or a missing column.

    >>> import memo
    >>> table = by_month(memo.load().stages, "1989-11").set_index("country")
    >>> table["stage"][["Poland", "GDR", "Romania"]].tolist()
    ['shared', 'talks', 'party-rule']
    """
    need(stages, _COLUMNS, "stages")
    known(month, MONTHS, "month")
    begun = stages[stages["from_month"] <= month].sort_values("from_month", kind="stable")
    now = begun.groupby("country", sort=False).tail(1).set_index("country")
    order = [country for country in dict.fromkeys(stages["country"]) if country in now.index]
    now = now.loc[order].reset_index().rename(columns={"from_month": "since"})
    return now[["country", "feature", "stage", "since", "event", "doubt"]]


def changes_in(stages, month):
    """The rows of `stages` that begin in a month and change something: not those that open the table.

    >>> import memo
    >>> changes_in(memo.load().stages, "1990-03")["country"].tolist()
    ['Hungary', 'GDR']
    """
    need(stages, _COLUMNS, "stages")
    known(month, MONTHS, "month")
    return stages[(stages["from_month"] == month) & (month != MONTHS[0])]


def spans(stages):
    """Every stage as a span: country, feature, stage, first and last (months), event, doubt.

    >>> import memo
    >>> spans(memo.load().stages).query("country == 'GDR'")[["stage", "first", "last"]].to_numpy().tolist()[0]
    ['party-rule', '1989-01', '1989-10']
    """
    need(stages, _COLUMNS, "stages")
    rows = stages.sort_values("from_month", kind="stable")
    following = rows.groupby("country", sort=False)["from_month"].shift(-1)
    last = [MONTHS[-1] if pd.isna(month) else MONTHS[MONTHS.index(month) - 1] for month in following]
    table = rows.assign(first=rows["from_month"], last=last).loc[stages.index]
    order = {country: number for number, country in enumerate(dict.fromkeys(stages["country"]))}
    table = table.sort_values(["country", "first"], key=lambda column: column.map(order) if column.name == "country" else column)
    return table[["country", "feature", "stage", "first", "last", "event", "doubt"]].reset_index(drop=True)
