"""The map to explore: one criterion of the text at a time, and what carries it."""

from memo.analysis import SEVEN, by_criterion, matrix
from memo.analysis.countries import listed, name
from memo.analysis.evidence import CLASS, SILENT
from memo.controls.card import card, mentions, quotes
from memo.controls.exhibit import Exhibit, Part
from memo.controls.form import Form
from memo.errors import MemoError, known
from memo.figures.ground import COUNTRIES, LAYERS
from memo.figures.map import changes, europe

GROUPS = ("E01", "E02")


def views(criteria, evidence):
    """What the map can show of this evidence: label to criterion ids, the two groups of ¶4 first.

    Raises MemoError where the evidence lacks a column or holds nothing.

    >>> import memo
    >>> doc = memo.load()
    >>> list(views(doc.criteria, doc.evidence))[:2]
    ['¶4 · The two groups', '¶4 · Leadership reforms “extremely decisively”']
    """
    matrix(evidence)  # looks whether all columns are there
    there = criteria[criteria["id"].isin(evidence["criterion"])]
    own = {f"¶{row.paragraph} · {row.label}": (row.id,) for row in there.itertuples()}
    if not own:
        raise MemoError("There is no evidence in this table. Take rows from doc.evidence.")
    return {"¶4 · The two groups": GROUPS, **own} if set(GROUPS) <= set(there["id"]) else own


class Explorer(Exhibit):
    """The map with its choice of criterion, layers and country; passages and country card beside it.

    doc : Memorandum
    overlay : Overlay
    criterion : str, default "" for the two groups of ¶4
        An id of `doc.criteria`, such as "E11".
    country : str, one of the seven, or "" for none
    layers : sequence of "Warsaw Pact", "Soviet troops"
    evidence : DataFrame, default the overlay's
        Evidence of your own, with the columns of `doc.evidence`.

    What cannot be shown is told in the control's own message.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "03").map("E11")
    Map of Europe, 24 February 1989: ¶13 · Blocks the ideas of perestroika
    """

    what, name = "map", "map"

    def __init__(self, doc, overlay, criterion="", country="", layers=(), evidence=None):
        self.doc, self.overlay, self._evidence = doc, overlay, evidence
        trouble = ""
        try:
            self.views = views(doc.criteria, self.evidence)
        except MemoError as error:
            trouble, self._evidence = str(error), None
            self.views = views(doc.criteria, self.evidence)
        self.first = {"view": next(iter(self.views)), "country": "", "layers": ()}
        super().__init__(overlay.journal)
        overlay.watch(self.follow)
        try:
            self.show(view=self._view(criterion), country=country, layers=tuple(layers))
        except MemoError as error:
            trouble = str(error)
        if trouble:
            self.bar.say(trouble, "warn")

    def __repr__(self):
        return f"Map of Europe, 24 February 1989: {self.chosen['view']}"

    @property
    def evidence(self):
        """The evidence that is drawn."""
        return self.overlay.own.evidence if self._evidence is None else self._evidence

    @property
    def criteria(self):
        """The ids of the criteria that are drawn."""
        return self.views[self.chosen["view"]]

    @property
    def values(self):
        """What the present criterion says of each country, as a DataFrame."""
        return by_criterion(self.evidence, *self.criteria)

    @property
    def file(self):
        """What the file to take away is called: by its criteria."""
        return f"map-1989-{'-'.join(self.criteria)}"

    @property
    def paragraph(self):
        """The number of the paragraph that is drawn."""
        return int(self.doc.criteria.set_index("id").at[self.criteria[0], "paragraph"])

    @property
    def trouble(self):
        """Why the student's own coding cannot be drawn, else an empty string."""
        return self.overlay.trouble

    def _view(self, criterion):
        """The label under which a criterion is shown."""
        if not criterion:
            return self.chosen["view"]
        known(criterion, [ids[0] for ids in self.views.values() if len(ids) == 1], "criterion")
        return next(label for label, ids in self.views.items() if ids == (criterion,))

    def fields(self):
        return [
            {"id": "view", "kind": "select", "label": "Criterion", "noun": "criterion", "options": list(self.views), "empty": None},
            {"id": "country", "kind": "select", "label": "Country", "noun": "country", "options": [*SEVEN, "USSR"], "empty": "none"},
            {"id": "layers", "kind": "choices", "label": "Besides, not from the text", "noun": "layer", "options": list(LAYERS)},
        ]

    def draw(self):
        return europe(self.values, self.doc.countries, self.chosen["view"])

    def changes(self):
        return changes(self.values, self.doc.countries, self.chosen["view"], self.chosen["layers"])

    def clicks(self):
        return {COUNTRIES: self._clicked}

    def _clicked(self, country):
        self.show(country="" if country == self.chosen["country"] else country)

    def sentence(self):
        return sentence(self)

    def table(self):
        values = self.values.assign(paragraph=self.values["paragraph"].where(self.values["mark"] != SILENT))
        return values[["country", "mark", "paragraph", "words"]].set_axis(["Country", "Mark", "¶", "Words"], axis=1)

    def data(self):
        known_outside = self.doc.countries.set_index("id")[["alliance", "soviet_troops"]].add_suffix(" (not from the text)")
        return self.values.join(known_outside, on="country")

    def words(self):
        country = self.chosen["country"]
        found = quotes(self.evidence, self.criteria, country or None)
        whose = f"{self.chosen['view']}: of {name(country)}" if country else "The words"
        return [{"h": whose}, *(found or [{"p": f"¶{self.paragraph} does not say this of {name(country)}. Not said is not denied."}])]

    def aside(self):
        self.card = Card(self)
        return [self.card]


class Card(Part, Form):
    """The country card, and everything else that the text says of the country."""

    def draw(self):
        exhibit, country = self.exhibit, self.exhibit.chosen["country"]
        self.spec = self.spec or {"label": "Country card", "look": "figure"}
        if not country:
            self.say("Click a country, or choose one in the list: its card appears here.")
            return
        every = quotes(exhibit.evidence, country=country)
        named = {"p": f"In the text itself: {mentions(exhibit.doc, country)}. What is said of all countries or all allies is not counted."}
        more = {"details": {"summary": f"Passages that name or mean {name(country)}: {len(every)}", "blocks": every}}
        self.say("", "plain", [card(exhibit.doc, country), named, more])


_SAYS = {"●": "names {}", "r": "means by reference {}", CLASS: "speaks of {} without singling any of them out"}


def sentence(explorer):
    """What the map shows now, in words.

    >>> import memo
    >>> lesson = memo.controls.Lesson(memo.load(), "03")
    >>> sentence(lesson.map("E19"))
    '¶17 · Soviet troops felt as a burden: the text names Hungary and Czechoslovakia. It does not say this of Poland, Yugoslavia, the GDR, Bulgaria and Romania.'
    """
    values, view = explorer.values, explorer.chosen["view"]
    said, unsaid = values[values["mark"] != SILENT], list(values.loc[values["mark"] == SILENT, "country"])
    if explorer.criteria == GROUPS:
        first, second = (said.loc[said["criterion"] == criterion, "country"] for criterion in GROUPS)
        text = (
            f"¶4 puts {listed(list(first))} in one group, whose leadership reforms “extremely decisively”, and {listed(list(second))} "
            "in another, whose leadership follows “the administrative command system”."
        )
    elif said.empty:
        text = f"{view}: the text says it of a class, and who belongs to it the text does not say. No country is marked."
    else:
        parts = [_said(mark, scope, rows["country"]) for (mark, scope), rows in said.groupby(["mark", "scope"], sort=False)]
        text = f"{view}: the text {'; it '.join(parts)}."
        text += f" It does not say this of {listed(unsaid)}." if unsaid else ""
    return " ".join([text, *_nobody(explorer), *_besides(explorer)])


def _said(mark, scope, countries):
    if mark == "◐":
        return f"names {listed(list(countries))}, with {f'“{scope}”' if scope else 'a word that qualifies it'}"
    return _SAYS[mark].format(listed(list(countries)))


def _nobody(explorer):
    """What the text lists under the criterion without a country."""
    rows = explorer.evidence
    rows = rows[rows["criterion"].isin(explorer.criteria) & (rows["country"] == "") & (rows["detail"] != "")]
    if len(rows):
        yield f"It also lists, with no country, {' and '.join(words.strip(',') for words in rows['reading'])}."


def _besides(explorer):
    """What is drawn that is not the text's, or not the kit's."""
    if explorer.chosen["layers"]:
        yield f"{' and '.join(explorer.chosen['layers'])}: not from the text."
    here = [change for change in explorer.overlay.changes if change.row.partition("-")[0] in explorer.criteria]
    if here:
        yield f"Drawn with your coding: {len(here)} of the marks {'is' if len(here) == 1 else 'are'} yours."
