"""The map to explore: one criterion of the text at a time, and what carries it."""

import ipywidgets

from memo.analysis import SEVEN, by_criterion, matrix
from memo.analysis.coding import known
from memo.controls.card import card, listed, name, quotes
from memo.controls.choice import Choice
from memo.controls.form import Form
from memo.errors import MemoError
from memo.figures.live import live, on_click, redraw
from memo.figures.map import COUNTRIES, LAYERS, changes, europe

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
    own = {f"¶{row.paragraph} · {worded(row.label)}": (row.id,) for row in there.itertuples()}
    if not own:
        raise MemoError("There is no evidence in this table. Take rows from doc.evidence.")
    return {"¶4 · The two groups": GROUPS, **own} if set(GROUPS) <= set(there["id"]) else own


def worded(label):
    """A label with the text's own words in quotation marks.

    >>> worded("Leadership reforms `extremely decisively`")
    'Leadership reforms “extremely decisively”'
    """
    opened = label.replace("`", "“", 1)
    return opened.replace("`", "”")


class Explorer(ipywidgets.VBox):
    """The map with its choice of criterion, layers and country; passages and country card beside it.

    doc : Memorandum
    overlay : Overlay
    criterion : str, default "" for the two groups of ¶4
        An id of `doc.criteria`, such as "E11".
    country : str, one of the seven, or "" for none
    evidence : DataFrame, default the overlay's
        Evidence of your own, with the columns of `doc.evidence`.

    What cannot be shown is told in the control's own message.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "03").map("E11")
    Map of Europe, 24 February 1989: ¶13 · Blocks the ideas of perestroika
    """

    def __init__(self, doc, overlay, criterion="", country="", layers=(), evidence=None):
        self.doc, self.overlay, self._evidence = doc, overlay, evidence
        trouble = ""
        try:
            self.views = views(doc.criteria, self.evidence)
        except MemoError as error:
            trouble, self._evidence = str(error), None
            self.views = views(doc.criteria, self.evidence)
        self.view, self.country, self.layers, self.table = next(iter(self.views)), "", (), False
        self.figure = live(europe(self.values, doc.countries, self.view))
        self.bar, self.caption, self.passages, self.card = Bar(self), Caption(self), Passages(self), Card(self)
        on_click(self.figure, COUNTRIES, self._clicked)
        super().__init__(self._parts(), layout=ipywidgets.Layout(max_width="76rem"))
        overlay.watch(self.follow)
        try:
            self.show(self._view(criterion), country, layers)
        except MemoError as error:
            trouble = str(error)
        if trouble:
            self.bar.say(trouble, "warn")

    def _parts(self):
        layout = ipywidgets.Layout
        # The figure's own `layout` is plotly's: a box around it has the place on the page.
        left = ipywidgets.VBox([self.figure, self.caption], layout=layout(flex="3 1 26rem", min_width="20rem"))
        right = ipywidgets.VBox([self.passages, self.card], layout=layout(flex="2 1 19rem", min_width="17rem"))
        return [self.bar, ipywidgets.HBox([left, right], layout=layout(flex_flow="row wrap", align_items="flex-start", grid_gap="0 1rem"))]

    def __repr__(self):
        return f"Map of Europe, 24 February 1989: {self.view}"

    @property
    def evidence(self):
        """The evidence that is drawn."""
        return self.overlay.own.evidence if self._evidence is None else self._evidence

    @property
    def values(self):
        """What the present criterion says of each country, as a DataFrame."""
        return by_criterion(self.evidence, *self.views[self.view])

    def _view(self, criterion):
        """The label under which a criterion is shown; None for none."""
        if not criterion:
            return None
        known(criterion, [ids[0] for ids in self.views.values() if len(ids) == 1], "criterion")
        return next(label for label, ids in self.views.items() if ids == (criterion,))

    def _clicked(self, country):
        self.show(country="" if country == self.country else country)

    def show(self, view=None, country=None, layers=None, table=None):
        """Change what is shown; whatever is left out stays. Raises MemoError for what there is not."""
        known(view or self.view, self.views, "criterion")
        known(country or "", ["", *SEVEN, "USSR"], "country")
        for layer in layers or ():
            known(layer, LAYERS, "layer")
        new = {"view": view, "country": country, "layers": layers and tuple(layers), "table": table}
        vars(self).update({what: value for what, value in new.items() if value is not None})
        if view is not None or layers is not None:
            redraw(self.figure, *changes(self.values, self.doc.countries, self.view, self.layers))
        for part in (self.bar, self.caption, self.passages, self.card):
            part.draw()

    def follow(self):
        """Draw the coding as it is now."""
        self.show(view=self.view)


class _Part:
    """A part of the explorer: a form that shows the explorer's state and tells it what was chosen."""

    def __init__(self, explorer):
        self.explorer = explorer
        super().__init__(explorer.overlay.journal, f"map.{type(self).__name__.lower()}")


class Bar(_Part, Choice):
    """Criterion, country and layers to choose; the country list does what a click on the map does."""

    def draw(self):
        explorer = self.explorer
        if not self.spec:
            self.spec = {
                "label": "What the map shows",
                "look": "bar",
                "live": True,
                "fields": [
                    {"id": "view", "kind": "select", "label": "Criterion", "options": list(explorer.views), "empty": None},
                    {"id": "country", "kind": "select", "label": "Country", "options": [*SEVEN, "USSR"], "empty": "none"},
                    {"id": "layers", "kind": "choices", "label": "Besides, not from the text", "options": list(LAYERS)},
                ],
            }
        self.values = {"view": explorer.view, "country": explorer.country or None, "layers": list(explorer.layers)}
        self.say(explorer.overlay.trouble, "warn" if explorer.overlay.trouble else "plain")

    def choose(self, values):
        explorer = self.explorer
        new = {
            "view": values.get("view") or explorer.view,
            "country": values.get("country") or "",
            "layers": tuple(values.get("layers") or ()),
        }
        explorer.show(**{what: value for what, value in new.items() if value != getattr(explorer, what)})


class Caption(_Part, Form):
    """The sentence under the figure, and the data to take away."""

    def draw(self):
        if not self.spec or self.explorer.table != self._shown:
            self._shown = self.explorer.table
            self.spec = {"label": "Under the map", "look": "figure", "fit": "map", "buttons": take_away("map", self._shown)}
        table = [{"table": self._table()}] if self.explorer.table else []
        self.say(sentence(self.explorer), "plain", table)

    def _table(self):
        head = ["Country", "Mark", "¶", "Words"]
        rows = [[row.country, row.mark, "" if row.mark == "–" else f"{row.paragraph}", row.words] for row in self.explorer.values.itertuples()]
        return {"caption": self.explorer.view, "head": head, "rows": rows}

    def press(self, button, values):
        if button == "table":
            self.explorer.show(table=not self.explorer.table)
        elif button == "csv":
            known_outside = self.explorer.doc.countries.set_index("id")[["alliance", "soviet_troops"]].add_suffix(" (not from the text)")
            self.send({"download": csv("map-1989", self.explorer.values.join(known_outside, on="country"))})
        return True


class Passages(_Part, Form):
    """The words behind what is shown."""

    def draw(self):
        explorer = self.explorer
        self.spec = self.spec or {"label": "The words", "look": "figure"}
        found = quotes(explorer.evidence, explorer.views[explorer.view], explorer.country or None)
        whose = f"{explorer.view}: of {name(explorer.country)}" if explorer.country else "The words"
        self.say("", "plain", [{"h": whose}, *(found or [{"p": "Nothing: here the text is silent."}])])


class Card(_Part, Form):
    """The country card, and everything else that the text says of the country."""

    def draw(self):
        explorer, country = self.explorer, self.explorer.country
        self.spec = self.spec or {"label": "Country card", "look": "figure"}
        if not country:
            self.say("Click a country, or choose one in the list: its card appears here.")
            return
        every = quotes(explorer.evidence, country=country)
        count = "1 passage" if len(every) == 1 else f"{len(every)} passages"
        more = {"details": {"summary": f"All that the text says of {name(country)}: {count}", "blocks": every}}
        self.say("", "plain", [card(explorer.doc, country), more])


def take_away(figure, table):
    """The buttons under a figure: its data as a table or CSV, its picture in two formats."""
    missing = "The figure is not on the page. Run its cell first, then press again."
    return [
        {"id": "table", "label": "Hide the table" if table else "Show as a table"},
        {"id": "csv", "label": "CSV"},
        {"id": "png", "label": "PNG", "picture": {"figure": figure, "format": "png"}, "missing": missing},
        {"id": "svg", "label": "SVG", "picture": {"figure": figure, "format": "svg"}, "missing": missing},
    ]


def csv(name, table):
    """A table as a file to download; the mark at its head lets spreadsheets read ● and é."""
    return {"name": f"{name}.csv", "type": "text/csv", "text": "\ufeff" + table.to_csv(index=False, lineterminator="\n")}


_SAYS = {"●": "names {}", "◐": "names, with a reservation, {}", "r": "means by reference {}"}


def sentence(explorer):
    """What the map shows now, in words.

    >>> import memo
    >>> lesson = memo.controls.Lesson(memo.load(), "03")
    >>> sentence(lesson.map("E19"))
    '¶17 · Soviet troops felt as a burden: the text names Hungary and Czechoslovakia. Of Poland, Yugoslavia, the GDR, Bulgaria and Romania it says nothing here.'
    """
    values, criteria = explorer.values, explorer.views[explorer.view]
    said = values[values["mark"] != "–"]
    silent = [country for country in values["country"] if country not in set(said["country"])]
    if criteria == GROUPS:
        first, second = (said.loc[said["criterion"] == criterion, "country"] for criterion in GROUPS)
        text = f"¶4 puts {listed(list(first))} in one group, whose leadership reforms “extremely decisively”, and {listed(list(second))} in another, whose leadership follows “the administrative command system”."
    elif said.empty:
        text = f"{explorer.view}: the text speaks of a class or leaves open whom it means, and names none of the seven. The map stays empty."
    else:
        parts = [_SAYS[mark].format(listed(list(rows["country"]))) for mark, rows in said.groupby("mark", sort=False)]
        text = f"{explorer.view}: the text {'; it '.join(parts)}."
        text += f" Of {listed(silent)} it says nothing here." if silent else ""
    if explorer.layers:
        text += f" {' and '.join(explorer.layers)}: not from the text."
    if explorer.overlay.changes:
        count = len(explorer.overlay.changes)
        text += f" Drawn with your coding, which differs from the kit's in {count} {'place' if count == 1 else 'places'}."
    return text
