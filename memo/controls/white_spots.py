"""The timeline of the white spots: one lane each for what happened, what was said, who asked, and what was admitted.

The last lane, and all that came after 24 February 1989 in the others, opens with lesson 08. What had
happened and was not known on that day stays away until then too.
"""

from memo.analysis.white_spots import SPOTS, STRANDS, white_spots, wordings
from memo.controls.card import sources
from memo.controls.exhibit import Exhibit
from memo.dates import PAPER, days, short
from memo.errors import known
from memo.figures.lanes import MARKS, Scale, changes, lanes, room

CODES = {"1939": "39", "Katyn": "K", "1956": "56", "1968": "68"}
CLOSED = {"admitted": "Closed: this lane opens with lesson 08."}
_NOT_YET = (
    " What was admitted, and when, opens with lesson 08; until then the timeline stops at that day and leaves out what nobody outside knew."
)
_SMALLER = "<span style='font-size:12px'>"
_TICKS = tuple((str(year), str(year)) for year in (1939, 1945, 1956, 1968))
_TICKS += tuple((f"{year}-01-01", str(year)) for year in (1987, 1988, 1989))
_NOTE = "Not one scale: 1939–45 and 1987–89 are drawn wider, for more is told of them."
_DAYS = ("1939-01-01", "1946-01-01", "1987-01-01", "1988-01-01", "1989-01-01", PAPER, "1990-01-01", "1993-01-01")
BEFORE = Scale(tuple(zip(_DAYS, (0.03, 0.25, 0.6, 0.71, 0.84, 0.955, 1), strict=False)), _TICKS, _NOTE)
AFTER = Scale(
    tuple(zip(_DAYS, (0.03, 0.2, 0.42, 0.5, 0.59, 0.66, 0.87, 0.97), strict=True)),
    (*(tick for tick in _TICKS if tick[0] != "1956"), ("1990-01-01", "1990"), ("1992-07-01", "1992")),
    _NOTE,
)


class WhiteSpots(Exhibit):
    """The timeline with its choice of white spot and event; beside it the event's card and the words of ¶14 and ¶33.

    doc : Memorandum
    journal : Journal
    spot : str, "1939", "Katyn", "1956", "1968", or "" for all four
    event : str, an id of `doc.events`, or "" for none

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "06").figure("white-spots", spot="1968")
    WhiteSpots: 1968 in Czechoslovakia: 8 events to 24 February 1989, 1 in “
    """

    what, name = "timeline", "white-spots"
    wide = 31  # the labels are packed for that
    first = {"spot": "", "event": ""}

    def __init__(self, doc, journal, **chosen):
        self.doc, self.journal = doc, journal
        self.chosen = dict(self.first)
        if chosen.get("spot"):
            chosen["spot"] = SPOTS.get(chosen["spot"], chosen["spot"])
        if chosen.get("event"):
            ids = {name: label for label, name in self.labels.items()}
            chosen["event"] = ids.get(chosen["event"], chosen["event"])
        super().__init__(journal, **chosen)

    # -- what there is

    @property
    def events(self):
        """The events that may be told, as rows of `doc.events` in the order of time."""
        return white_spots(self.doc.events, self.opened)

    @property
    def spot(self):
        """The chosen white spot's key, or an empty string."""
        return next((key for key, label in SPOTS.items() if label == self.chosen["spot"]), "")

    @property
    def shown(self):
        """The events of the chosen white spot."""
        return self.events[self.events["spot"] == self.spot] if self.spot else self.events

    @property
    def labels(self):
        """What the list of events offers: a label to an event's id."""
        return {f"{days(row.date, row.end_date or '')} · {row.label}": row.id for row in self.shown.itertuples()}

    @property
    def event(self):
        """The chosen row, or None."""
        name = self.labels.get(self.chosen["event"])
        return None if name is None else next(self.events[self.events["id"] == name].itertuples())

    # -- what the exhibit asks of it

    def fields(self):
        return [
            _list("spot", "White spot", list(SPOTS.values()), "all four"),
            _list("event", "Event", list(self.labels), "none"),
        ]

    def show(self, **chosen):
        known(chosen.get("spot") or self.chosen["spot"], ["", *SPOTS.values()], "white spot")
        if "spot" in chosen and chosen["spot"] != self.chosen["spot"]:
            self.chosen |= {"spot": chosen["spot"], "event": ""}
        super().show(**chosen)

    def follow(self):
        if self.chosen["event"] not in self.labels:
            self.chosen["event"] = ""
        super().follow()

    def draw(self):
        return lanes(*self._drawing(), **self._shown()).update_layout(meta=self.name)

    def changes(self):
        """Only what is not so already: a lane's ground need not travel again because an event was chosen."""
        traces, layout = changes(*self._drawing(), **self._shown())
        before, self._drawn = self._drawn, (traces[MARKS], layout)
        return {MARKS: _other(traces[MARKS], before[0])}, _other(layout, before[1])

    _drawn = ({}, {})

    def _drawing(self):
        return _marks(self.shown, bool(self.spot)), STRANDS, AFTER if self.opened else BEFORE, self._title()

    def _shown(self):
        event = self.event
        return {
            "kinds": tuple(SPOTS),
            "inside": not self.spot,
            "chosen": event.id if event else "",
            "closed": {} if self.opened else CLOSED,
            "now": (PAPER, "the paper, 24 Feb 1989"),
            "height": self._height(),
        }

    def _height(self):
        """As high as the fullest of the four needs, so that a choice moves nothing below."""
        if self._room[0] != self.opened:
            closed, scale = ({}, AFTER) if self.opened else (CLOSED, BEFORE)
            each = [_marks(rows, True) for _, rows in self.events.groupby("spot")]
            self._room = self.opened, max(room(marks, STRANDS, scale, closed=closed) for marks in each)
        return self._room[1]

    _room = (None, 0)

    def _title(self):
        """What is shown, and what the marks mean."""
        if self.spot:
            return f"{SPOTS[self.spot]}<br>{_SMALLER}○ white: not public when it happened</span>"
        codes = "39 the pact · K Katyn · 56 Hungary · 68 Czechoslovakia · white: not public then"
        return f"Four white spots, 1939–{1992 if self.opened else 1989}<br>{_SMALLER}{codes}</span>"

    def clicks(self):
        return {MARKS: self._clicked}

    def _clicked(self, point):
        label = next(label for label, name in self.labels.items() if name == point[0])
        self.show(event="" if label == self.chosen["event"] else label)

    def sentence(self):
        strands = self.shown["strand"].value_counts()
        counts = [f"{strands[strand]} in “{heading}”" for strand, heading in STRANDS.items() if strand in strands]
        until = "to 1992" if self.opened else "to 24 February 1989"
        name = self.chosen["spot"] or "All four white spots"
        text = f"{name}: {len(self.shown)} events {until}, {', '.join(counts)}."
        text += "" if self.opened else _NOT_YET
        return f"{text} None of this is from the text, which gives the four only their names."

    def table(self):
        rows = self.shown
        columns = {
            "Date": [days(row.date, row.end_date or "") for row in rows.itertuples()],
            "White spot": [SPOTS[spot] for spot in rows["spot"]],
            "Lane": [STRANDS[strand] for strand in rows["strand"]],
            "Event": rows["title"],
            "Public then": ["yes" if public else "no" for public in rows["public"]],
        }
        return rows.assign(**columns)[list(columns)]

    def data(self):
        told = ["id", "date", "end_date", "spot", "strand", "country", "title", "known", "public", "disagreement"]
        return self.shown[[*told, *(["later"] if self.opened else []), "work", "checked"]]

    def words(self):
        return [*self._card(), *self._named()]

    def _card(self):
        """The chosen event as it was known on the day, and where it is told."""
        row = self.event
        if row is None:
            return [{"p": "Click a mark, or choose an event in the list: its card appears here."}]
        cells = [
            ["When", f"{days(row.date, row.end_date or '')}, {row.country}"],
            ["What", row.title],
            ["Lane", STRANDS[row.strand]],
            ["Known on 24 February 1989", row.known],
            ["Public when it happened", "yes" if row.public else "no"],
            ["Sources disagree", row.disagreement],
            ["Later", row.later if self.opened else ""],
            ["Source", sources(self.doc, row)],
        ]
        rows = [cell for cell in cells if isinstance(cell[1], str) and cell[1]]
        caption = row.label[0].upper() + row.label[1:]
        return [{"table": {"caption": caption, "head": ["Card", "Not from the text"], "rows": rows}}]

    def _named(self):
        """What the text calls the chosen white spot, in the diagnosis and in the remedy."""
        row = self.event
        spot = row.spot if row else self.spot
        quotes = [_sentence(self.doc, label) for label in ("14.2", "33.3")]
        if not spot:
            return [{"h": "What the text calls them"}, *quotes]
        named = [[f"¶{number}", words or "– not named here"] for number, words in wordings(self.doc, spot).items()]
        caption = f"What the text calls it: {SPOTS[spot]}"
        return [{"table": {"caption": caption, "head": ["¶", "Words"], "rows": named}}, *quotes]


def _list(name, label, options, empty):
    return {"id": name, "kind": "select", "label": label, "noun": label.lower(), "options": options, "empty": empty}


def _other(new, old):
    return {name: value for name, value in new.items() if name not in old or value != old[name]}


def _sentence(doc, label):
    row = doc.sentences[doc.sentences["label"] == label].iloc[0]
    return {"quote": row["text"], "cite": f"¶{label}"}


def _marks(rows, labelled):
    """The events as marks for the timeline: with their names, or with the code of their white spot."""
    return rows.assign(
        lane=rows["strand"],
        kind=rows["spot"],
        hollow=~rows["public"].astype(bool),
        hover=[f"{days(row.date, row.end_date or '')}: {row.title}" for row in rows.itertuples()],
        label=[f"{short(row.date)}<br>{row.label}" if labelled else CODES[row.spot] for row in rows.itertuples()],
    )[["id", "lane", "date", "kind", "label", "hover", "hollow"]]
