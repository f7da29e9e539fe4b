"""The evidence matrix to explore: every mark answers with its words."""

from memo.analysis import SEVEN, matrix
from memo.analysis.countries import listed
from memo.analysis.evidence import MARKS, SILENT
from memo.controls.card import quotes
from memo.controls.choice import Choice
from memo.controls.exhibit import csv, take_away
from memo.errors import MemoError


class Matrix(Choice):
    """Criteria down, countries across; a cell opens its passages, by click, arrow keys or two lists.

    doc : Memorandum
    overlay : Overlay
    evidence : DataFrame, default the overlay's

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "03").matrix()
    Matrix of 7 countries and 17 criteria
    """

    def __init__(self, doc, overlay, evidence=None):
        self.doc, self.overlay, self._evidence = doc, overlay, evidence
        self.chosen, self.table, self.trouble = None, False, ""
        super().__init__(overlay.journal, "matrix")
        overlay.watch(self.draw)

    def __repr__(self):
        return f"Matrix of {len(self.marks)} countries and {len(self.marks.columns)} criteria"

    @property
    def evidence(self):
        """The evidence that is shown."""
        return self.overlay.own.evidence if self._evidence is None else self._evidence

    def draw(self):
        try:
            self.marks = matrix(self.evidence)
        except MemoError as error:
            self.trouble, self._evidence = str(error), None
            self.marks = matrix(self.evidence)
        kit, criteria = matrix(self.overlay.kit.evidence), self.doc.criteria.set_index("id")
        self.labels = {name: f"¶{criteria.at[name, 'paragraph']} {criteria.at[name, 'label']}" for name in self.marks.columns}
        rows = [
            {"id": name, "label": label, "cells": [self._cell(country, name, kit) for country in SEVEN]}
            for name, label in self.labels.items()
        ]
        legend = " · ".join(f"{mark} {words}" for mark, words in MARKS.items())
        spec = {
            "label": "Evidence matrix",
            "look": "figure",
            "live": True,
            "fields": [
                {
                    "id": "cell",
                    "kind": "grid",
                    "label": "What the text says of whom",
                    "help": f"{legend}. Press a cell for its words; arrow keys move.",
                    "columns": list(SEVEN),
                    "rows": rows,
                    "shown": {"Czechoslovakia": "Czecho\u00adslovakia"},
                },
                {"id": "country", "kind": "select", "label": "Or choose a country", "options": list(SEVEN), "empty": "none"},
                {"id": "criterion", "kind": "select", "label": "and a criterion", "options": list(self.labels.values()), "empty": "none"},
            ],
            "buttons": take_away("matrix", self.table),
        }
        if spec != self.spec:
            self.spec = spec
        self._tell()

    def _cell(self, country, criterion, kit):
        mark = self.marks.at[country, criterion]
        own = mark != (kit.at[country, criterion] if criterion in kit.columns else SILENT)
        changed = ", recoded by you" if own else ""
        return {"mark": mark, "own": own, "label": f"{country}, {self.labels[criterion]}: {MARKS[mark]}{changed}"}

    def _tell(self):
        """Show the chosen cell, in the grid, in the lists and in words."""
        criterion, country = self.chosen or ("", "")
        values = {"cell": None, "country": country, "criterion": self.labels.get(criterion, "")}
        blocks, text = [], self._sentence()
        if criterion and country:
            values["cell"] = {"row": criterion, "column": country}
            mark = self.marks.at[country, criterion]
            text = f"{country}, {self.labels[criterion]}: {mark} {MARKS[mark]}."
            blocks = quotes(self.evidence, [criterion], country) or [
                {"p": f"¶{self.labels[criterion].split()[0][1:]} does not say this of {listed([country])}. Not said is not denied."}
            ]
        if self.table:
            blocks = [*blocks, {"table": self._table()}]
        self.values = values
        self.say(self.trouble or self.overlay.trouble or text, "warn" if self.trouble or self.overlay.trouble else "plain", blocks)

    def _sentence(self):
        filled = (self.marks != SILENT).sum(axis=1)
        most, least = filled.idxmax(), filled.idxmin()
        own = f" {len(self.overlay.changes)} of the codes are yours." if self.overlay.changes else ""
        return (
            f"The text speaks most often of {listed([most])} ({filled[most]} of {len(self.labels)} criteria) and least of "
            f"{listed([least])} ({filled[least]}).{own} Left out: what is said of a class of countries (¶15, ¶17) or of nobody in particular (¶11)."
        )

    def _table(self):
        rows = [[label, *self.marks[name]] for name, label in self.labels.items()]
        return {"caption": "The evidence matrix", "head": ["Criterion", *SEVEN], "rows": rows}

    def press(self, button, values):
        self.trouble = ""
        if button == "table":
            self.table = not self.table
            self.draw()
        elif button == "csv":
            self.send({"download": csv("evidence-matrix-1989", self.marks.rename(columns=self.labels).T.reset_index(names="criterion"))})
        return super().press(button, values)

    def choose(self, values):
        """Whichever of grid and lists was touched leads."""
        cell = values.get("cell") or {}
        grid = (cell.get("row"), cell.get("column")) if cell else None
        names = {label: name for name, label in self.labels.items()}
        lists = (names.get(values.get("criterion"), ""), values.get("country") or "")
        if lists != (self.chosen or ("", "")) and any(lists):
            self.chosen = lists
        else:
            self.chosen = grid
        for criterion, country in filter(None, [self.chosen]):
            if (country and country not in SEVEN) or (criterion and criterion not in self.labels):
                self.chosen = None
                raise MemoError("There is no such cell. Choose a country and a criterion from the lists.")
        self._tell()
