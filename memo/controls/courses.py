"""The timeline of 1989 to 1991 in country lanes: stages as spans, acts as marks, a forecast laid over them."""

from memo.analysis.countries import listed
from memo.analysis.scores import ASKED
from memo.analysis.stages import LANES, OUTSIDE, REPUBLICS, SEVEN, STAGES, lane_of, plain, spans
from memo.controls.exhibit import Exhibit, Part
from memo.controls.form import Form
from memo.controls.months import entry
from memo.dates import PAPER, days
from memo.figures.courses import MARKS, changes, courses

GROUPS = {
    **{plain(lane): (lane,) for lane in SEVEN},
    "Republics of Yugoslavia": REPUBLICS,
    "Moscow, the alliance, the West": OUTSIDE,
}
TIES, ALL = "those that change a stage", "all in the kit's tables"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Courses(Exhibit):
    """The lanes with their filters: which forecast, which lanes, which acts; the words of ¶ and the acts beside them.

    doc : Memorandum
    journal : Journal
    forecast : str, label of one of the nine, default none
    lanes : tuple of the keys of GROUPS, default the seven
    acts : str, TIES or ALL
    act : str, label of an act, as a click chooses it

    Before the seal is opened in lesson 08 the lanes end on 24 February 1989, and no forecast can be laid over them.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "08").figure("outcome-lanes")
    Courses: Seven regimes, until 24 February 1989: Hungary and Poland ha
    """

    what, name = "timeline", "courses"
    first = {"forecast": "", "lanes": tuple(map(plain, SEVEN)), "acts": TIES, "act": ""}

    def __init__(self, doc, journal, **chosen):
        self.doc = doc
        self.every = doc.events[doc.events["date"].between("1989-01-01", "1991-12-31") & doc.events["public"]].sort_values(
            "date", kind="stable"
        )
        forecasts = doc.forecasts.drop_duplicates("question_id").set_index("question_id")["paragraph"]
        self.forecasts = {
            f"{number} · ¶{forecasts[row.id]} · {row.label}": row.id for number, row in enumerate(doc.questions.itertuples(), 1)
        }
        super().__init__(journal, **chosen)

    @property
    def lanes(self):
        """The lanes that are ticked, from top to bottom."""
        ticked = [lane for group in self.chosen["lanes"] for lane in GROUPS[group]]
        return [lane for lane in LANES if lane in ticked]

    @property
    def outcomes(self):
        """The four rows of `doc.outcomes` that settle the chosen forecast, or none."""
        name = self.forecasts.get(self.chosen["forecast"])
        return self.doc.outcomes[self.doc.outcomes["question"] == (ASKED[name][0] if name else "")]

    @property
    def letters(self):
        """The acts by which the chosen forecast was settled, each with its letter, in the order of dates."""
        named = {event for cell in self.outcomes["events"] for event in (cell or "").split("; ")}
        return dict(zip(self.doc.events.loc[self.doc.events["id"].isin(named)].sort_values("date")["id"], _LETTERS, strict=False))

    @property
    def shown(self):
        """The acts that are drawn, rows of `doc.events` in the order of dates."""
        ties = set(self.doc.stages["event"]) if self.chosen["acts"] == TIES else set(self.every["id"])
        rows = self.every[self.every["id"].isin(ties | set(self.letters))]
        rows = rows if self.opened else rows[rows["date"] <= PAPER]
        return rows[[lane_of(row) in self.lanes for _, row in rows.iterrows()]]

    @property
    def labelled(self):
        """The acts that are drawn by their labels in the list."""
        return {f"{days(row.date)} · {row.title}": row.id for row in self.shown.itertuples()}

    def fields(self):
        options = list(self.forecasts) if self.opened else []
        acts = list(self.labelled)
        if self.chosen["act"] not in acts:
            self.chosen["act"] = ""
        return [
            {
                "id": "forecast",
                "kind": "select",
                "label": "Lay a forecast over it",
                "noun": "forecast",
                "options": options,
                "empty": "none" if self.opened else "none: they open with the seal",
            },
            {"id": "acts", "kind": "select", "label": "Acts", "noun": "choice of acts", "options": [TIES, ALL], "empty": None},
            {"id": "lanes", "kind": "choices", "label": "Lanes", "noun": "lane", "options": list(GROUPS)},
            {"id": "act", "kind": "select", "label": "One act", "noun": "act", "options": acts, "empty": "none"},
        ]

    def draw(self):
        return courses(self.doc.stages, self.shown, self.lanes, **self._drawn())

    def changes(self):
        return changes(self.doc.stages, self.shown, self.lanes, **self._drawn())

    def _drawn(self):
        title = self.chosen["forecast"] or "The course of the regimes, 1989 to 1991"
        outcomes = dict(zip(self.outcomes["horizon"], self.outcomes["outcome"], strict=True))
        chosen = self.labelled.get(self.chosen["act"], "")
        return {"title": title, "letters": self.letters, "outcomes": outcomes, "chosen": chosen, "until": "" if self.opened else PAPER}

    def clicks(self):
        return {MARKS: self._clicked}

    def _clicked(self, event):
        label = next((label for label, own in self.labelled.items() if own == event), "")
        self.show(act="" if label == self.chosen["act"] else label)

    def follow(self):
        """Draw what the journal says now: under a pseudonym that has not opened the seal, the lanes close again."""
        if not self.opened:
            self.chosen |= {"forecast": "", "act": ""}
        self.show(**self.chosen)

    def sentence(self):
        return sentence(self)

    def table(self):
        rows = spans(self.doc.stages)
        rows = rows[rows["country"].isin(self.lanes) & ((rows["first"] <= PAPER[:7]) | self.opened)]
        titles = self.doc.events.set_index("id")["title"]
        last = [days(month) if self.opened else "" for month in rows["last"]]
        return rows.assign(
            stage=[STAGES[stage].sign for stage in rows["stage"]],
            first=[days(month) for month in rows["first"]],
            last=last,
            act=[titles[event] if event else "" for event in rows["event"]],
        )[["country", "stage", "first", "last", "act", "doubt"]].set_axis(
            ["Country", "Stage (not from the text)", "From", "To", "Act", "Doubt"], axis=1
        )

    def data(self):
        rows = self.shown
        rows = rows.assign(lane=[lane_of(row) for _, row in rows.iterrows()], letter=[self.letters.get(name, "") for name in rows["id"]])
        # A work's name may tell what came later.
        return rows[["id", "date", "end_date", "lane", "country", "title", "letter", *(["work"] if self.opened else []), "checked"]]

    def words(self):
        name = self.forecasts.get(self.chosen["forecast"])
        if not name:
            return [
                {"h": "The words behind the timeline"},
                {
                    "p": "Stages and acts are not from the text. Choose a forecast: its words, its paragraph and what became of it appear here."
                },
            ]
        return [{"h": self.chosen["forecast"]}, *forecast_blocks(self.doc, name, self.outcomes, self.letters, self.every)]

    def aside(self):
        return [Act(self)]


class Act(Part, Form):
    """The act that is chosen: what was known then, what came later, where it is told."""

    def draw(self):
        self.spec = self.spec or {"label": "One act", "look": "figure"}
        exhibit = self.exhibit
        name = exhibit.labelled.get(exhibit.chosen["act"])
        if not name:
            self.say("Click a mark, or choose an act in the list: it is told here.")
            return
        row = next(exhibit.every[exhibit.every["id"] == name].itertuples())
        self.say("", "plain", [{"timeline": [entry(exhibit.doc, row, exhibit.opened, exhibit.opened)]}])


def forecast_blocks(doc, name, outcomes, letters, events):
    """A forecast's words, its outcomes at the four days, and the acts that carry letters, as blocks."""
    forecasts = doc.forecasts.drop_duplicates("id")
    yield from ({"quote": row.reading, "cite": f"¶{row.paragraph}"} for row in forecasts[forecasts["question_id"] == name].itertuples())
    yield {"p": doc.questions.set_index("id").at[name, "question"]}
    rows = [[days(row.horizon), row.outcome, row.doubt] for row in outcomes.itertuples()]
    yield {
        "table": {"caption": "What had become of it (not from the text)", "head": ["By", "Answer", "Where a coder may doubt"], "rows": rows}
    }
    own = events[events["id"].isin(letters)]
    yield {"list": [f"{letters[row.id]} · {days(row.date, row.end_date)}, {row.country}: {row.title}" for row in own.itertuples()]}


def sentence(exhibit):
    """What the timeline shows now, in words."""
    rows = spans(exhibit.doc.stages).query("country in @SEVEN")
    if not exhibit.opened:
        moved = rows[(rows["stage"] != "party-rule") & (rows["first"] <= PAPER[:7])]
        return f"Seven regimes, until 24 February 1989: {listed(sorted(moved['country']))} have left one-party rule behind for talks. What follows opens with the seal."
    by_end = rows[(rows["first"] <= "1989-12") & (rows["last"] >= "1989-12") & (rows["stage"] == "party-rule")]
    elected = rows[(rows["stage"] == "elected")].sort_values("first", kind="stable")
    text = (
        f"At the end of 1989 one party still rules alone in {listed(map(plain, by_end['country']))}. An open election comes "
        f"first in {listed([*elected['country'][:2]])}, last in {listed([*elected['country'][-1:]])}; in federal Yugoslavia never."
    )
    if exhibit.chosen["forecast"]:
        told = "; ".join(f"by {days(row.horizon)} {row.outcome}" for row in exhibit.outcomes.itertuples())
        text = f"{exhibit.chosen['forecast']}: {told}. The acts that settle it carry letters, {len(exhibit.letters)} in all. {text}"
    return text
