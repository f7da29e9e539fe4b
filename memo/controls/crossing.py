"""Counts of the kit's coding in a grid: who acts and is acted on, and how sure the text is of what."""

from memo.analysis import certainty_by_theme, claims_of, who_acts
from memo.analysis.agents import GRADES, UNGRADED, WHO
from memo.controls.choice import Choice
from memo.controls.exhibit import csv
from memo.errors import MemoError


class Crossing(Choice):
    """A grid of counts; a cell opens the claims that it counts, by click or arrow keys.

    doc : Memorandum
    journal : Journal

    A subclass sets `what`, `name` and `help`, and gives `counts()`, `labels()`, `shown()`, `claims()`, `sentence()`.
    """

    what, name, help = "", "", ""

    def __init__(self, doc, journal):
        self.doc, self.chosen = doc, None
        self.table = self.counts()
        self.rows, self.columns = self.labels(), self.shown()
        super().__init__(journal, self.name)

    def __repr__(self):
        return f"{self.what}: {len(self.rows)} rows"

    # -- what a kind of grid says

    def counts(self):
        """The counts, a DataFrame."""
        raise NotImplementedError

    def labels(self):
        """What each row is called: {row: label}."""
        raise NotImplementedError

    def shown(self):
        """What each column is called: {column: label}."""
        raise NotImplementedError

    def claims(self, row, column):
        """The claims that a cell counts, a DataFrame."""
        raise NotImplementedError

    def sentence(self):
        """What the grid shows, in words."""
        raise NotImplementedError

    # -- how it is shown

    def draw(self):
        top = max(self.table.to_numpy().max(), 1)
        rows = [
            {"id": row, "label": label, "cells": [self._cell(row, column, top) for column in self.columns]}
            for row, label in self.rows.items()
        ]
        grid = {"columns": list(self.columns), "shown": self.columns, "rows": rows, "help": self.help}
        self.spec = {
            "label": self.what,
            "look": "figure",
            "live": True,
            "fields": [{"id": "cell", "kind": "grid", "label": self.what} | grid],
            "buttons": [{"id": "csv", "label": "CSV"}],
        }
        self._tell()

    def _cell(self, row, column, top):
        count = int(self.table.loc[row, column])
        level = 0 if not count else 1 + min(2, int(3 * count / (top + 1)))
        label = f"{self.rows[row]}, {self.columns[column]}: {count}"
        return {"mark": str(count), "level": str(level), "own": False, "label": label}

    def _tell(self):
        if self.chosen is None:
            self.values = {"cell": None}
            return self.say(self.sentence())
        row, column = self.chosen
        self.values = {"cell": {"row": row, "column": column}}
        found = self.claims(row, column)
        blocks = [{"quote": claim.reading, "cite": _cite(self.doc, claim)} for claim in found.itertuples()]
        many = "1 claim" if len(found) == 1 else f"{len(found)} claims"
        nothing = [{"p": "Nothing in the text is coded so."}]
        return self.say(f"{self.rows[row]} · {self.columns[column]}: {many}.", "plain", blocks or nothing)

    def choose(self, values):
        cell = values.get("cell") or {}
        self.chosen = (cell.get("row"), cell.get("column")) if cell else None
        if self.chosen and (self.chosen[0] not in self.rows or self.chosen[1] not in self.columns):
            self.chosen = None
            raise MemoError("There is no such cell. Choose one of the grid.")
        self._tell()

    def press(self, button, values):
        if button == "csv":
            self.send({"download": csv(self.name, self.data())})
            return True
        return super().press(button, values)

    def data(self):
        """The grid as a table to take away."""
        return self.table.set_axis(list(self.columns.values()), axis=1).rename(index=self.rows).reset_index()


class Acting(Crossing):
    """Who acts and who is acted on, in the analysis and in the proposals.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "09").figure("acting")
    Who acts, who is acted on: 8 rows
    """

    what, name = "Who acts, who is acted on", "acting"
    help = (
        "How many claims of the kit's coding. Press a number for the words; arrow keys move. "
        "The grammatical subject counts, not who was to blame."
    )

    def counts(self):
        table = who_acts(self.doc.claims, self.doc.paragraphs)
        return table.set_axis([f"{role}, {part}" for role, part in table.columns], axis=1)

    def labels(self):
        labels = self.doc.codes.query("field == 'actor'").set_index("code")["label"]
        return {who: "Nobody: a process, or “is done”" if who == "process" else labels[who] for who in WHO}

    def shown(self):
        return {column: column for column in self.table.columns}

    def claims(self, row, column):
        return claims_of(self.doc.claims, self.doc.paragraphs, *_role(row, column))

    def sentence(self):
        return f"{len(self.doc.claims)} claims: each counts once for who acts, and once more where somebody is acted on."


class Certainty(Crossing):
    """How sure the text is, as worded, of which theme.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "09").figure("certainty")
    How sure, of what: 12 rows
    """

    what, name = "How sure, of what", "certainty"
    help = (
        "How many claims, by theme and by certainty as worded. The grades are ranks, not numbers to add. "
        "Press a number for the words; arrow keys move."
    )

    def counts(self):
        return certainty_by_theme(self.doc.claims, self._themes().index).rename(columns=str)

    def _themes(self):
        return self.doc.codes.query("field == 'theme'").set_index("code")["label"]

    def labels(self):
        return self._themes().to_dict()

    def shown(self):
        labels = self.doc.codes.query("field == 'certainty'").set_index("code")["label"]
        shown = {str(grade): f"{grade} {labels[str(grade)].lower()}" for grade in GRADES}
        return shown | {UNGRADED: "none: aim or proposal"}

    def claims(self, row, column):
        claims = self.doc.claims.query("theme == @row", local_dict={"row": row})
        return claims[claims["certainty"].isna()] if column == UNGRADED else claims[claims["certainty"] == int(column)]

    def sentence(self):
        none = self.table[UNGRADED].sum()
        return f"{len(self.doc.claims)} claims. {none} of them want something, and have no grade; the others can be more or less sure."


def _role(row, column):
    role, part = column.split(", ")
    return role, row, part


def _cite(doc, claim):
    """Where a claim stands; and that the codebook records another reading, where it does."""
    doubted = any(name in claim.alternative for name in ("actor=", "affected=", "certainty=", "theme="))
    other = " · the codebook records another reading" if doubted else ""
    return f"¶{doc.sentences.at[claim.sentence, 'label']}{other}"
