"""A live figure and what belongs to it: choices, a sentence, the data to take away, the words behind it."""

import ipywidgets

from memo.controls.choice import Choice
from memo.controls.form import Form
from memo.controls.later import later_is_open
from memo.errors import MemoError, known
from memo.figures.live import live, on_click, redraw

_MISSING = "The figure is not on the page. Run its cell first, then press again."


class Exhibit(ipywidgets.VBox):
    """What every live figure of a lesson has around it; each kind says what there is to choose and to see.

    journal : Journal
    chosen : what is shown at first, by the ids of `fields()`

    A subclass sets `what` (the noun for a reader), `name` (of files; the figure's `layout.meta`) and `first`
    (each field's value at first: a str, or a tuple where several can be ticked), and gives `fields()`,
    `draw()`, `changes()`, `sentence()`, `table()` and `words()`. It may give `clicks()`, `data()`, `aside()`, `opened`.
    What cannot be shown is told in the control's own message; `show` raises MemoError.
    """

    what, name = "figure", "figure"
    first = {}
    trouble = ""
    wide = 27  # rem that the figure needs at least

    def __init__(self, journal, **chosen):
        self.journal, self.chosen, self.unfolded = journal, dict(self.first), False
        self.figure = live(self.draw())
        self.bar, self.caption, self.passages = Bar(self), Caption(self), Passages(self)
        self.beside = [self.passages, *self.aside()]
        for trace, follow in self.clicks().items():
            on_click(self.figure, trace, follow)
        super().__init__(self._parts(), layout=ipywidgets.Layout(max_width="76rem"))
        try:
            self.show(**chosen)
        except MemoError as error:
            self.bar.say(str(error), "warn")
        journal.watch(self.follow)

    def _parts(self):
        layout = ipywidgets.Layout
        # The figure's own `layout` is plotly's: a box around it has the place on the page.
        # Below this width labels would lie on each other; a narrower page scrolls the figure sideways.
        wide = ipywidgets.VBox([self.figure], layout=layout(min_width=f"{self.wide}rem"))
        scrolled = ipywidgets.Box([wide], layout=layout(overflow="auto hidden", flex_flow="column"))
        left = ipywidgets.VBox([scrolled, self.caption], layout=layout(flex=f"3 1 {self.wide + 1}rem", min_width="min(20rem, 100%)"))
        right = ipywidgets.VBox(self.beside, layout=layout(flex="2 1 19rem", min_width="min(17rem, 100%)"))
        return [self.bar, ipywidgets.HBox([left, right], layout=layout(flex_flow="row wrap", align_items="flex-start", grid_gap="0 1rem"))]

    def __repr__(self):
        return f"{type(self).__name__}: {self.sentence()[:60]}"

    # -- what a kind of figure says

    def fields(self):
        """The fields to choose with: selects and choices, as a form has them, each with its `noun`."""
        raise NotImplementedError

    def draw(self):
        """The plotly figure as it is at first."""
        raise NotImplementedError

    def changes(self):
        """What the present choice changes in it: {trace: properties}, layout."""
        raise NotImplementedError

    def sentence(self):
        """What the figure shows now, in words."""
        raise NotImplementedError

    def table(self):
        """The same as a table to read, a DataFrame."""
        raise NotImplementedError

    def data(self):
        """The same as a table to take away, a DataFrame."""
        return self.table()

    def words(self):
        """Blocks: the passages behind what is chosen."""
        raise NotImplementedError

    @property
    def file(self):
        """What the file to take away is called."""
        return f"{self.name}-1989"

    def clicks(self):
        """Which traces answer to a click, and with what: {trace: function of the point's customdata}."""
        return {}

    def aside(self):
        """More parts beside the figure."""
        return []

    @property
    def opened(self):
        """Whether what came after 24 February 1989 may be shown."""
        return later_is_open(self.journal.state)

    # -- what is chosen

    def show(self, **chosen):
        """Change what is shown; whatever is left out stays. Raises MemoError for what there is not."""
        fields = {field["id"]: field for field in self.fields()}
        for name, value in chosen.items():
            nothing = value == "" and fields[name].get("empty")
            for each in value if isinstance(value, tuple) else () if nothing else (value,):
                known(each, fields[name]["options"], fields[name]["noun"])
        self.chosen |= chosen
        if chosen:
            redraw(self.figure, *self.changes())
        for part in (self.bar, self.caption, *self.beside):
            part.draw()

    def unfold(self, opened):
        """Open the table under the figure, or close it."""
        self.unfolded = opened
        self.caption.draw()

    def follow(self):
        """Draw what the journal and the data say now."""
        self.show(**self.chosen)


class Part:
    """A part of an exhibit: a form that shows the exhibit's state or tells it what was chosen."""

    def __init__(self, exhibit):
        self.exhibit = exhibit
        super().__init__(exhibit.journal, f"{exhibit.name}.{type(self).__name__.lower()}")


class Bar(Part, Choice):
    """What there is to choose; a list does what a click on the figure does."""

    def draw(self):
        exhibit = self.exhibit
        spec = {"label": f"What the {exhibit.what} shows", "look": "bar", "live": True, "fields": exhibit.fields()}
        if spec != self.spec:
            self.spec = spec
        self.values = {name: list(value) if isinstance(value, tuple) else value or None for name, value in exhibit.chosen.items()}
        self.say(exhibit.trouble, "warn" if exhibit.trouble else "plain")

    def choose(self, values):
        exhibit = self.exhibit
        new = {
            name: tuple(values.get(name) or ()) if isinstance(old, tuple) else values.get(name) or ""
            for name, old in exhibit.chosen.items()
        }
        exhibit.show(**{name: value for name, value in new.items() if value != exhibit.chosen[name]})


class Caption(Part, Form):
    """The sentence under the figure, and the data to take away."""

    def draw(self):
        exhibit = self.exhibit
        spec = {
            "label": f"Under the {exhibit.what}",
            "look": "figure",
            "fit": exhibit.name,
            "buttons": take_away(exhibit.name, exhibit.unfolded),
        }
        if spec != self.spec:
            self.spec = spec
        self.say(exhibit.sentence(), "plain", [as_block(exhibit.table(), f"The {exhibit.what} as a table")] if exhibit.unfolded else [])

    def press(self, button, values):
        if button == "table":
            self.exhibit.unfold(not self.exhibit.unfolded)
        elif button == "csv":
            self.send({"download": csv(self.exhibit.file, self.exhibit.data())})
        return True


class Passages(Part, Form):
    """The words behind what is shown."""

    def draw(self):
        self.spec = self.spec or {"label": f"The words behind the {self.exhibit.what}", "look": "figure"}
        self.say("", "plain", self.exhibit.words())


def as_block(table, caption):
    """A DataFrame as a block to show: every cell as text, nothing where there is nothing."""
    shown = table.astype(object).where(table.notna(), "")
    return {
        "table": {
            "caption": caption,
            "head": list(map(str, table.columns)),
            "rows": [[str(cell) for cell in row] for row in shown.to_numpy()],
        }
    }


def take_away(figure, opened):
    """The buttons under a figure: its data as a table or CSV, its picture in two formats."""
    return [
        {"id": "table", "label": "Hide the table" if opened else "Show as a table"},
        {"id": "csv", "label": "CSV"},
        {"id": "png", "label": "PNG", "picture": {"figure": figure, "format": "png"}, "missing": _MISSING},
        {"id": "svg", "label": "SVG", "picture": {"figure": figure, "format": "svg"}, "missing": _MISSING},
    ]


def csv(name, table):
    """A table as a file to download; the mark at its head lets spreadsheets read ● and é."""
    return {"name": f"{name}.csv", "type": "text/csv", "text": "\ufeff" + table.to_csv(index=False, lineterminator="\n")}
