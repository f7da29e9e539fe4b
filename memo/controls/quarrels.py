"""The map of lesson 05: the four quarrels of ¶14 as lines, the alliance under them, a background card beside it.

The card tells what each quarrel was about. It opens with the student's own guess, and what came after
24 February 1989 with lesson 08.
"""

from memo.analysis.countries import listed
from memo.controls.card import quotes, sources
from memo.controls.exhibit import Exhibit, Part
from memo.controls.form import Form
from memo.controls.later import later_is_open
from memo.figures.ground import LAYERS
from memo.figures.quarrels import ABOUT, NUMBERS, PACT_WORDS, changes, kinds, name, quarrels

LESSON, QUESTION = "05", "05.quarrels"
SENTENCES = ("14.4", "14.5")  # the name that the text gives, and the four pairs

_WORDED = {"GDR": "the German Democratic Republic", "USSR": "the USSR"}


class Quarrels(Exhibit):
    """The map with its choice of quarrel, of what the text says of the Pact, and of layers that are not the text's.

    doc : Memorandum
    journal : Journal
    quarrel : str, id of a dispute, default none; also its label in the list
    pact : str, a criterion of ¶17 or ¶18 as the list has it, default none
    layers : tuple of what can be ticked

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "05").figure("quarrels", quarrel="poland-gdr")
    Quarrels: ¶14 names Poland and the GDR as the last of four pairs and c
    """

    what, name = "map", "quarrels"
    first = {"quarrel": "", "pact": "", "layers": ()}

    def __init__(self, doc, journal, **chosen):
        self.doc, self.disputes = doc, doc.disputes.set_index("id", drop=False)
        numbered = enumerate(self.disputes.iterrows(), 1)
        self.labels = {f"{number} · {name(row)}": row["id"] for number, (_, row) in numbered}
        rows = doc.criteria[doc.criteria["id"].isin(PACT_WORDS)]
        self.criteria = {f"¶{row.paragraph} · {row.label}": row.id for row in rows.itertuples()}
        if "quarrel" in chosen:
            chosen["quarrel"] = self._label(chosen["quarrel"])
        super().__init__(journal, **chosen)
        journal.watch_answers(self.show)  # with the guess, the background opens at once

    def _label(self, dispute):
        """The label under which a dispute's id stands in the list; what is no id stays as it is."""
        return next((label for label, own in self.labels.items() if own == dispute), dispute)

    @property
    def opened(self):
        """Whether the background may be told: the guess is in, or a teacher has opened everything."""
        state = self.journal.state
        return state.everything_open or state.answer(LESSON, QUESTION) is not None

    @property
    def dispute(self):
        """The chosen row of `doc.disputes`, or None."""
        return self.disputes.loc[self.labels[self.chosen["quarrel"]]] if self.chosen["quarrel"] else None

    def fields(self):
        beside = [ABOUT, *LAYERS] if self.opened else list(LAYERS)
        quarrel = {"id": "quarrel", "kind": "select", "label": "What the text says of a quarrel", "noun": "quarrel"}
        pact = {"id": "pact", "kind": "select", "label": "And of the Pact", "noun": "statement"}
        layers = {"id": "layers", "kind": "choices", "label": "Besides, not from the text", "noun": "layer"}
        return [
            quarrel | {"options": list(self.labels), "empty": "all four"},
            pact | {"options": list(self.criteria), "empty": "nothing"},
            layers | {"options": beside},
        ]

    def draw(self):
        return quarrels(self.doc.disputes, self.doc.evidence, self.doc.countries)

    def changes(self):
        quarrel = self.labels.get(self.chosen["quarrel"], "")
        pact = self.criteria.get(self.chosen["pact"], "")
        return changes(self.doc.disputes, self.doc.evidence, self.doc.countries, quarrel, pact, self.chosen["layers"])

    def clicks(self):
        return {NUMBERS: self._clicked}

    def _clicked(self, dispute):
        label = self._label(dispute)
        self.show(quarrel="" if label == self.chosen["quarrel"] else label)

    def follow(self):
        """Draw what the journal says now: under a pseudonym that has not guessed, the background closes again."""
        if ABOUT in self.chosen["layers"] and not self.opened:
            self.show(layers=tuple(layer for layer in self.chosen["layers"] if layer != ABOUT))

    def sentence(self):
        return sentence(self)

    def table(self):
        table = self.disputes[["a", "b"]].set_axis(["One side", "The other"], axis=1)
        table["The text's words"], table["¶"] = self._worded(), SENTENCES[1]
        if self.opened:
            table["It was about (not from the text)"] = kinds(self.disputes)
        return table

    def data(self):
        table, alliance = self.table(), self.doc.countries.set_index("id")["alliance"]
        for side in ("a", "b"):
            table[f"Alliance of {side} (not from the text)"] = self.disputes[side].map(alliance)
        if self.opened:
            table["In full (not from the text)"] = self.disputes["what"].str.partition(": ")[2]
            table["Known on the day (not from the text)"] = self.disputes["known"]
            table["Sources (not from the text)"] = [sources(self.doc, row) for row in self.disputes.itertuples()]
        return table

    def _worded(self):
        """Each pair as ¶14 writes it."""
        return [f"{row.a} and {_WORDED.get(row.b, row.b)}" for row in self.disputes.itertuples()]

    def words(self):
        texts = self.doc.sentences.set_index("label")["text"]
        chosen = self.chosen["quarrel"]
        head = f"What the text says of {name(self.dispute)}" if chosen else "What the text says of the four"
        said = {"quote": " ".join(texts[list(SENTENCES)]), "cite": f"¶{' and '.join(SENTENCES)}"}
        silent = "That is all: no reason, no date but “in recent years”, no judgement who is right."
        shown = [{"h": head}, said, {"p": silent}]
        pact = self.chosen["pact"]
        return [*shown, {"h": pact}, *quotes(self.doc.evidence, [self.criteria[pact]])] if pact else shown

    def aside(self):
        return [Background(self)]


class Background(Part, Form):
    """What a quarrel was about and what was known of it on the day: nothing of it from the text."""

    def draw(self):
        self.spec = self.spec or {"label": "Background card", "look": "figure"}
        exhibit, dispute = self.exhibit, self.exhibit.dispute
        if not exhibit.opened:
            self.say("First commit your guess above. Then the background opens here.")
        elif dispute is None:
            self.say("Click a number, or choose a quarrel in the list: its card appears here.", reveal=[four(exhibit.disputes)])
        else:
            self.say("", reveal=[card(exhibit.doc, dispute, later_is_open(exhibit.journal.state))])


def four(disputes):
    """The kinds of the four quarrels side by side as a table block; what they were about is not from the text.

    >>> import memo
    >>> four(memo.load().disputes)["table"]["rows"][3]
    ['Poland and the GDR', 'sea border']
    """
    rows = [[name(row), kind] for (_, row), kind in zip(disputes.iterrows(), kinds(disputes), strict=True)]
    head = ["Quarrel", "Not from the text: it was about"]
    return {"table": {"caption": "Four different things", "head": head, "rows": rows}}


def card(doc, dispute, later=False):
    """The background card of a quarrel as a table block; every line of it is not from the text.

    >>> import memo
    >>> doc = memo.load()
    >>> dict(card(doc, doc.disputes.iloc[3])["table"]["rows"])["Kind of quarrel"]
    'sea border'
    """
    kind, _, what = dispute["what"].partition(": ")
    rows = [["Kind of quarrel", kind], ["What it was about", what], ["Known on that day", dispute["known"]]]
    rows += [["What came later", dispute["later"]]] if later else []
    told = dispute.copy()
    if later and dispute["later_work"]:
        told["work"] += f"; {dispute['later_work']}"
    rows += [["Source", sources(doc, told)]]
    caption = f"{name(dispute)}, 24 February 1989"
    return {"table": {"caption": caption, "head": ["On the day", "Not from the text"], "rows": rows}}


_PLACES = ("first", "second", "third", "last")
_ONE_NAME = "calls the trouble of all four “national territorial problems”"


def sentence(exhibit):
    """What the map shows now, in words."""
    if exhibit.dispute is None:
        pairs = "; ".join(name(row) for _, row in exhibit.disputes.iterrows())
        text = f"¶14 names four pairs: {pairs}. It {_ONE_NAME}, and leaves the list open: “etc.”."
        text += " Czechoslovakia is in none."
    else:
        place = _PLACES[list(exhibit.labels).index(exhibit.chosen["quarrel"])]
        text = f"¶14 names {name(exhibit.dispute)} as the {place} of four pairs and {_ONE_NAME}."
    if label := exhibit.chosen["pact"]:
        rows = exhibit.doc.evidence.query("criterion == @own", local_dict={"own": exhibit.criteria[label]})
        text += f" {label}: the text names {listed(list(rows['country']))}."
    if exhibit.chosen["layers"]:
        text += f" {', '.join(exhibit.chosen['layers'])}: not from the text."
    return f"{text} A line joins two countries; where it lies on the map means nothing."
