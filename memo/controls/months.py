"""The map by month: a slider through the stages of each regime, a sentence for each month, the acts behind it."""

import pandas as pd

from memo.analysis.countries import listed
from memo.analysis.stages import MONTHS, SEVEN, STAGES, by_month, changes_in, plain
from memo.controls import card
from memo.controls.exhibit import Exhibit, Part
from memo.controls.form import Form
from memo.dates import PAPER, days
from memo.figures.months import COUNTRIES, REPUBLICS, changes, months

KNOWN = MONTHS[:2]  # what may be shown before the seal is opened


class Months(Exhibit):
    """The map with its month and country; the acts that changed a stage beside it, and the course of a country.

    doc : Memorandum
    journal : Journal
    month : str, default "1989-02"
    country : str, one of the table's, default none

    Before the seal is opened in lesson 08 only January and February 1989 are shown.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "08").figure("months")
    Months: February 1989. Hungary: from one party to talks. So now: one
    """

    what, name = "map by month", "months"
    first = {"month": "1989-02", "country": ""}

    def __init__(self, doc, journal, **chosen):
        self.doc, self.events = doc, doc.events.sort_values("date", kind="stable")
        self.titles = self.events.set_index("id")
        self.countries = {plain(country): country for country in dict.fromkeys(doc.stages["country"])}
        super().__init__(journal, **chosen)

    def fields(self):
        there = MONTHS if self.opened else KNOWN
        closed = "" if self.opened else "The months after February 1989 open with the seal above."
        return [
            {
                "id": "month",
                "kind": "month",
                "label": "Month",
                "noun": "month",
                "options": list(there),
                "shown": [days(month) for month in there],
                "help": closed,
            },
            {
                "id": "country",
                "kind": "select",
                "label": "Country or republic",
                "noun": "country",
                "options": list(self.countries),
                "empty": "none",
            },
        ]

    def draw(self):
        return months(self.doc.stages, self.doc.countries, self.chosen["month"])

    def changes(self):
        return changes(self.doc.stages, self.doc.countries, self.chosen["month"])

    def clicks(self):
        return {COUNTRIES: self._clicked, REPUBLICS: self._clicked}

    def _clicked(self, country):
        if country in self.countries:
            self.show(country="" if country == self.chosen["country"] else country)

    def follow(self):
        """Draw what the journal says now: under a pseudonym that has not opened the seal, the months close again."""
        if self.chosen["month"] not in KNOWN and not self.opened:
            self.chosen["month"] = self.first["month"]
        self.show(**self.chosen)

    def sentence(self):
        return sentence(self.doc.stages, self.chosen["month"])

    def table(self):
        rows = by_month(self.doc.stages, self.chosen["month"])
        act = [self.titles.at[event, "title"] if event else "" for event in rows["event"]]
        return rows.assign(stage=[STAGES[stage].sign for stage in rows["stage"]], since=[days(month) for month in rows["since"]], act=act)[
            ["country", "stage", "since", "act", "doubt"]
        ].set_axis(["Country", "Stage (not from the text)", "Since", "Act", "Doubt"], axis=1)

    def data(self):
        """Every month that is open, one row for each month and country."""
        there = MONTHS if self.opened else KNOWN
        return pd.concat([by_month(self.doc.stages, month).assign(month=month) for month in there])[
            ["month", "country", "stage", "since", "event", "doubt"]
        ]

    def words(self):
        return acts(self.doc, self.events, self.chosen["month"], until="" if self.opened else PAPER)

    def aside(self):
        return [Course(self)]


class Course(Part, Form):
    """The course of the chosen country: its stages, each with the act that began it."""

    def draw(self):
        self.spec = self.spec or {"label": "Course of a country", "look": "figure"}
        exhibit, name = self.exhibit, self.exhibit.chosen["country"]
        if not name:
            self.say("Click a country or a republic, or choose one in the list: its course appears here.")
            return
        rows = exhibit.doc.stages[exhibit.doc.stages["country"] == exhibit.countries[name]]
        rows = rows if exhibit.opened else rows[rows["from_month"] <= KNOWN[-1]]
        cells = [
            [
                days(row.from_month),
                STAGES[row.stage].sign,
                exhibit.titles.at[row.event, "title"] if row.event else "(start of the table)",
                row.doubt,
            ]
            for row in rows.itertuples()
        ]
        self.say(
            "",
            "plain",
            [
                {
                    "table": {
                        "caption": f"{name}: not from the text",
                        "head": ["From", "Stage", "Act", "Where a coder may doubt"],
                        "rows": cells,
                    }
                }
            ],
        )


def sentence(stages, month):
    """What a month changed, and how the seven stand then, in words.

    >>> import memo
    >>> sentence(memo.load().stages, "1990-03")
    'March 1990. Hungary: from no monopoly to elected. GDR: from no monopoly to elected. So now: talks in Yugoslavia; no monopoly in Poland, Czechoslovakia, Bulgaria and Romania; elected in Hungary and the GDR.'
    """
    now = by_month(stages, month).set_index("country")["stage"]
    new = changes_in(stages, month)
    before = by_month(stages, MONTHS[MONTHS.index(month) - 1]).set_index("country")["stage"] if len(new) else None
    moves = [f"{plain(row.country)}: from {STAGES[before[row.country]].label} to {STAGES[row.stage].label}." for row in new.itertuples()]
    seven = now[now.index.isin(SEVEN)]
    groups = [f"{STAGES[stage].label} in {listed(map(plain, seven.index[seven == stage]))}" for stage in STAGES if (seven == stage).any()]
    said = " ".join(moves) or "No stage changes." if month != MONTHS[0] else "The table begins."
    return f"{days(month)}. {said} So now: {'; '.join(groups)}."


def acts(doc, events, month, until=""):
    """The acts of a month as blocks: first those that change a stage, in full, then the others by their titles.

    events : DataFrame, rows of `doc.events` in the order of dates
    until : str, a day after which nothing is told yet
    """
    own = events[events["date"].str.startswith(month) & events["public"]]
    own = own[own["date"] <= until] if until else own
    ties = changes_in(doc.stages, month)
    told = own[own["id"].isin(ties["event"])]
    blocks = [{"h": f"{days(month)}: what changed a stage"}]
    doubts = ties.set_index("event")["doubt"].groupby(level=0).first()
    # What came later stands in the months that follow.
    entries = [entry(doc, row, later=False, quarrels=not until, doubt=doubts[row.id]) for row in told.itertuples()]
    blocks += [{"timeline": entries}] if entries else [{"p": "Nothing in the kit's tables."}]
    others = own[~own["id"].isin(told["id"])]
    if len(others):
        listing = [f"{days(row.date, row.end_date).removesuffix(f' {days(month)}')}: {row.title}" for row in others.itertuples()]
        blocks.append({"details": {"summary": f"Also in this month: {len(others)}", "blocks": [{"list": listing}]}})
    return blocks


def entry(doc, row, later=True, quarrels=True, doubt=""):
    """One act as an entry of a timeline: what was known then and where that is told.

    later, quarrels : whether what came later is told, and where sources disagree: not while the seal is closed
    doubt : where a coder may doubt it

    Sources are told by place and year: titles of works may tell how it went on.
    """
    remarks = [
        row.known,
        row.later and later and f"Later: {row.later}",
        row.disagreement and quarrels and f"Sources disagree: {row.disagreement}",
        doubt and f"Doubt: {doubt}",
    ]
    return {
        "when": days(row.date, row.end_date),
        "where": row.country,
        "what": row.title,
        "more": " ".join(filter(None, remarks)),
        "source": card.sources(doc, row),
    }
