"""The fork: a code of one's own with its reason, laid over the kit's and kept in the journal."""

from memo.analysis import SEVEN, Change, differences
from memo.analysis.evidence import MARKS
from memo.analysis.fork import FIELDS, cell_of
from memo.controls.form import Form
from memo.edition.quoted import shortened
from memo.errors import MemoError

_DIFFERENCES = ["Place", "Field", "The kit's", "Yours", "Reason", "Words"]


class Recoding(Form):
    """A form to recode a cell of the matrix or a claim; map and matrix follow, the kit's coding stays.

    doc : Memorandum
    overlay : Overlay
    text : dict, the question as the lesson's file has it: label, intro

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "03").ask("fork")
    Recoding 03.fork
    """

    def __init__(self, doc, overlay, text):
        self.overlay, self.text = overlay, text
        criteria, sentences = doc.criteria, doc.sentences["label"]
        self._criteria = {f"¶{row.paragraph} {row.label}": row.id for row in criteria.itertuples()}
        self._marks = {f"{mark} {words}": mark for mark, words in MARKS.items()}
        self._claims = {f"¶{sentences[row.sentence]}{row.id[-1]} {shortened(row.reading, 60)}": row.id for row in doc.claims.itertuples()}
        codes = doc.codes[doc.codes["field"].isin(FIELDS)]
        self._codes = {f"{row.field.replace('_', ' ')}: {row.label}": (row.field, row.code) for row in codes.itertuples()}
        super().__init__(overlay.journal, "03.fork")
        overlay.watch(self.follow)

    def _fields(self):
        cell, claim, why = ({"intro": [{"h": head}]} for head in ("A cell of the matrix", "Or a claim", "Why"))
        words = "Needed where the kit finds the text silent. Copy at least five from the reader."
        return [
            {"id": "criterion", "kind": "select", "label": "Criterion", "options": list(self._criteria)} | cell,
            {"id": "country", "kind": "select", "label": "Country", "options": list(SEVEN)},
            {"id": "mark", "kind": "select", "label": "Your mark", "options": list(self._marks)},
            {"id": "words", "kind": "line", "label": "The words that carry it", "help": words},
            {"id": "claim", "kind": "select", "label": "Claim", "options": list(self._claims), "empty": "none"} | claim,
            {"id": "code", "kind": "select", "label": "Your code", "options": list(self._codes), "empty": "none"},
            {"id": "reason", "kind": "text", "rows": 2, "label": "Your reason"} | why,
        ]

    def draw(self):
        self.spec = {
            "label": self.text["label"],
            "intro": [{"h": self.text["label"]}, *self.text.get("intro", [])],
            "draft": True,
            "look": "rows",
            "fields": self._fields(),
            "buttons": [
                {"id": "recode", "label": "Recode", "primary": True},
                {"id": "back", "label": "Take back the last change"},
            ],
        }
        draft = self.journal.state.draft("03", "03.fork")
        self.values = draft if isinstance(draft, dict) else {}
        if self.overlay.trouble:
            self.say(self.overlay.trouble, "warn")
            return
        self.say(self._state(), "ok" if self.overlay.changes else "plain", self.compared())

    def _state(self):
        count = len(self.overlay.changes)
        if not count:
            return "You have changed nothing yet: this is the kit's coding."
        return f"{count} {'code is' if count == 1 else 'codes are'} yours. Saved in the journal of {self.journal.pseudonym}; map and matrix follow."

    def compared(self):
        """The kit's codes beside the student's, as blocks."""
        if not self.overlay.changes:
            return []
        table = differences(self.overlay.kit, self.overlay.changes)
        rows = table[["place", "field", "kit", "yours", "reason", "words"]].to_numpy().tolist()
        older = sorted(set(table["edition"]) - {self.overlay.kit.edition})
        note = [{"p": f"Some were made over edition {', '.join(older)}: look whether they still hold."}] if older else []
        return [{"table": {"caption": "Your coding beside the kit's", "head": _DIFFERENCES, "rows": rows}}, *note]

    def press(self, button, values):
        if button == "draft":
            self.journal.commit("draft", "03", "03.fork", values)
        elif button == "back":
            self.overlay.take_back()
        elif button == "recode":
            self.overlay.recode(self._change(values))
            self.send({"clear": True})
        return True

    def _change(self, values):
        cell, claim = any(map(values.get, ("criterion", "country", "mark"))), values.get("claim")
        if bool(cell) == bool(claim):
            raise MemoError("Choose either a cell of the matrix (criterion, country, mark) or a claim and its code, not both.")
        reason, words = values.get("reason") or "", values.get("words") or ""
        if claim:
            if not values.get("code"):
                raise MemoError("Choose your code for the claim, too.")
            field, code = _chosen(values["code"], self._codes, "code")
            return Change("claims", _chosen(claim, self._claims, "claim"), field, code, reason)
        if not all(map(values.get, ("criterion", "country", "mark"))):
            raise MemoError("Choose criterion, country and mark: all three say which cell you recode, and how.")
        row = cell_of(_chosen(values["criterion"], self._criteria, "criterion"), values["country"])
        return Change("evidence", row, "mark", _chosen(values["mark"], self._marks, "mark"), reason, words)


def _chosen(label, offered, what):
    if label not in offered:
        raise MemoError(f"There is no {what} {label!r} here. Choose one from the list.")
    return offered[label]
