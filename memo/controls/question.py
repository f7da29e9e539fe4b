"""Questions: think, commit, then see. Each writes to the journal and comes back as it was left."""

from datetime import datetime

from memo.controls.answers import accepted, begun, compared, filled, fitting, missing_from
from memo.controls.blocks import resolve
from memo.controls.form import Form
from memo.edition import quoted
from memo.errors import MemoError

_CONFIDENCE = ["a guess", "fairly sure", "certain"]


class Question(Form):
    """One question of a lesson: fields, a commit, and what is revealed once it is made.

    doc : Memorandum
    journal : Journal
    lesson : str, the lesson's number such as "02"
    text : dict, the question as the lesson's file has it: id, label, intro, field, button, reveal, needs
    """

    def __init__(self, doc, journal, lesson, text):
        self.doc, self.lesson, self.text = doc, lesson, text
        self.question = f"{lesson}.{text['id']}"
        super().__init__(journal, self.question)
        if "needs" in text:
            journal.watch_answers(self.follow)

    # -- what is shown

    def draw(self):
        state = self.journal.state
        waiting = self._waiting_for()
        self.spec = {
            "label": self.text["label"],
            "intro": resolve([{"h": self.text["label"]}, *(waiting or self._intro())], self.doc, state),
            "fields": [] if waiting else [self._field(field) for field in self._fields()],
            "buttons": [] if waiting else self._buttons(),
            "draft": not waiting and not self._locked(),
            "locked": self._locked(),
        }
        self.values = {} if waiting else self._kept()
        if waiting:
            self.say("")
        else:
            self._answer_for()

    def _field(self, field):
        shown = {key: field[key] for key in field if key in ("id", "kind", "label", "help", "options", "items", "groups", "rows")}
        if field.get("confidence"):
            shown["confidence"] = _CONFIDENCE
        return shown | {"intro": resolve(field.get("intro", []), self.doc, self.journal.state)}

    def _buttons(self):
        return [{"id": "commit", "label": self.text.get("button", "Commit my answer"), "primary": True}]

    def _waiting_for(self):
        """Blocks that say which earlier commitment is still missing, or None."""
        needs = self.text.get("needs")
        state = self.journal.state
        if not needs or state.everything_open:
            return None
        earlier = state.answer(needs.split(".")[0], needs)
        if isinstance(earlier, dict) and not missing_from(self.text.get("needed", []), earlier):
            return None
        # An answer of the same lesson is heard of at once; one of another lesson has a Python of its own.
        again = "" if needs.split(".")[0] == self.lesson else " Come back here then and run this cell again."
        return [{"p": f"{self.text['waits']}{again}"}]

    def _locked(self):
        return False

    def _kept(self):
        """What the fields hold."""
        return fitting(self._fields(), self.journal.state.standing(self.lesson, self.question))

    def _intro(self):
        return self.text.get("intro", [])

    def _fields(self):
        return self.text.get("field", [])

    def _answer_for(self):
        """Set message and reveal for what stands in the journal."""
        state = self.journal.state
        history = state.history(self.lesson, self.question)
        if not history:
            self.say(self.journal.notice, "warn" if self.journal.notice else "plain", self._reveal() if state.everything_open else ())
            return
        answer = fitting(self._fields(), history[-1].get("value"))
        missing = self._missing(answer)
        kept = not self.journal.waits(history[-1])
        text = f"Saved {when(history[-1]['at'])} in the journal of {self.journal.pseudonym}." if kept else self.journal.notice
        if len(history) > 1:
            text += f" Your {len(history) - 1} earlier {'answer is' if len(history) == 2 else 'answers are'} kept too."
        if missing:
            text += f" Still open: {'; '.join(missing)}."
            text += " Mend that and press again: then the comparison opens." if self.text.get("reveal") else ""
        remarks = self._remarks(answer)
        shown = [] if missing and not state.everything_open else self._reveal(answer)
        self.say(text, "ok" if kept else "warn", [*remarks, *shown])

    def _reveal(self, answer=None):
        return resolve(self.text.get("reveal", []), self.doc, self.journal.state)

    def _remarks(self, answer):
        return []

    def _missing(self, answer):
        return missing_from(self._fields(), answer)

    # -- what is done

    def press(self, button, values):
        values = fitting(self._fields(), values)
        if button == "draft":
            self.journal.commit("draft", self.lesson, self.question, values)
            self.say(f"Draft kept {when(self.journal.state.last)}. Commit when you are ready.", "plain", self.feedback.get("reveal", ()))
            return True
        if button != "commit":
            raise MemoError(f"This question has no button {button!r}. Nothing was done.")
        if not any(begun(field, values.get(field["id"])) for field in self._fields()):
            raise MemoError("There is nothing to commit yet. Answer first, then commit: that is what the reveal is for.")
        try:
            self.journal.commit("answer", self.lesson, self.question, values)
        finally:
            self.draw()  # also where the disk refused: the answer was made, and the lesson goes on
        return True


class SelfCheck(Question):
    """A question whose answer the kit can check: a wrong one gets a hint that sends to a paragraph."""

    def _remarks(self, answer):
        rows = []
        for field in self._fields():
            given = answer.get(field["id"])
            if filled(field, given):
                right = accepted(field, given)
                rows.append([field["label"], "yes" if right else "not yet", "" if right else field["hint"]])
        if not rows:
            return []
        checked = {"table": {"caption": "Your answers, checked", "head": ["Question", "Right?", "Where to look"], "rows": rows}}
        return [
            checked,
            *(
                _pairs(field, answer[field["id"]])
                for field in self._fields()
                if field["kind"] == "order" and filled(field, answer.get(field["id"]))
            ),
        ]

    def _reveal(self, answer=None):
        fields = self._fields()
        right = answer is None or all(accepted(field, answer.get(field["id"])) for field in fields)
        return super()._reveal() if right or self.journal.state.everything_open else []


class Evidence(Question):
    """A question answered with words of the memorandum: each passage is looked up as it is committed.

    Fields whose `passage` is true must hold at least five words of one sentence, in either view; where it
    is "whole", the copy's other parts count too.
    """

    def _looked_up(self, answer):
        """Each passage that was given: (label of its field, whether it was found, where it stands or what to do)."""
        for field in self._fields():
            words = answer.get(field["id"])
            if field.get("passage") and filled(field, words):
                yield field["label"], *quoted.check(self.doc, words, field["passage"] == "whole")

    def _remarks(self, answer):
        rows = [[label, f"found in {where}" if found else f"not found. {where}"] for label, found, where in self._looked_up(answer)]
        return [{"table": {"caption": "Your passages, looked up", "head": ["Passage", "In the text?"], "rows": rows}}] if rows else []

    def _missing(self, answer):
        lost = [f"{label} is not found word for word" for label, found, _ in self._looked_up(answer) if not found]
        return [*super()._missing(answer), *lost]


def _pairs(field, given):
    """A table: of what the text ties together, which the student has so, and where to look for the rest."""
    rows = [
        [
            f"{first} → {second}",
            "yes" if held else "not yet",
            pair["why"] if held else f"Read sentence ¶{pair['at']} again: which of the two comes first there?",
        ]
        for pair, first, second, held in compared(field, given)
    ]
    return {
        "table": {
            "caption": f"{field['label']}: what the text ties together, as you have it",
            "head": ["As you have it", "Does the text say so?", "Why, or where to look"],
            "rows": rows,
        }
    }


def when(moment):
    """A journal's UTC moment as the student's own clock shows it."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d %B %Y, %H:%M}"
    except ValueError:
        return "at an unknown time"
