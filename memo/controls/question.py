"""Questions: think, commit, then see. Each writes to the journal and comes back as it was left."""

from datetime import datetime

from memo.controls import passages
from memo.controls.blocks import resolve
from memo.controls.form import Form
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

    # -- what is shown

    def draw(self):
        state = self.journal.state
        waiting = self._waiting_for()
        self.spec = {
            "label": self.text["label"],
            "intro": resolve([{"h": self.text["label"]}, *(waiting or self.text.get("intro", []))], self.doc, state),
            "fields": [] if waiting else [self._field(field) for field in self.text.get("field", [])],
            "buttons": [] if waiting else self._buttons(),
            "draft": True,
            "locked": self._locked(),
        }
        self.values = self._kept()
        self._answer_for(self.values)

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
        if not needs or state.everything_open or state.answer(needs.split(".")[0], needs) is not None:
            return None
        return [{"p": f"{self.text['waits']} Come back here then and run this cell again."}]

    def _locked(self):
        return False

    def _kept(self):
        """What the fields hold: what was typed last, else what was committed last."""
        state = self.journal.state
        draft = state.draft(self.lesson, self.question)
        kept = draft if draft is not None else state.answer(self.lesson, self.question)
        return kept if isinstance(kept, dict) else {}

    def _answer_for(self, values):
        """Set message and reveal for what stands in the journal."""
        state = self.journal.state
        history = state.history(self.lesson, self.question)
        if not history:
            self.say(self.journal.notice, "warn" if self.journal.notice else "plain", self._reveal() if state.everything_open else ())
            return
        answer = history[-1].get("value") or {}
        missing = self._missing(answer)
        text = f"Saved {_when(history[-1]['at'])} in the journal of {self.journal.pseudonym}."
        if len(history) > 1:
            text += f" Your {len(history) - 1} earlier {'answer is' if len(history) == 2 else 'answers are'} kept too."
        if missing:
            text += f" Still open: {'; '.join(missing)}."
        remarks = self._remarks(answer)
        shown = [] if missing and not state.everything_open else self._reveal(answer)
        self.say(text, "ok", [*remarks, *shown])

    def _reveal(self, answer=None):
        return resolve(self.text.get("reveal", []), self.doc, self.journal.state)

    def _remarks(self, answer):
        return []

    def _missing(self, answer):
        return [field["label"] for field in self.text.get("field", []) if field.get("required", True) and not _filled(field, answer.get(field["id"]))]

    # -- what is done

    def press(self, button, values):
        values = {field["id"]: values[field["id"]] for field in self.text.get("field", []) if field["id"] in values}
        if button == "draft":
            self.journal.commit("draft", self.lesson, self.question, values)
            self.say(f"Draft kept {_when(self.journal.state.last)}. Commit when you are ready.", "plain", self.feedback.get("reveal", ()))
            return True
        if not any(_filled(field, values.get(field["id"])) for field in self.text.get("field", [])):
            raise MemoError("There is nothing to commit yet. Answer first, then commit: that is what the reveal is for.")
        self.journal.refresh()  # another window may have sealed it meanwhile
        self.journal.commit("answer", self.lesson, self.question, values)
        self._committed()
        self.draw()
        return True

    def _committed(self):
        """What a kind of question does once the answer is on the disk."""


class SelfCheck(Question):
    """A question whose answer the kit can check: a wrong one gets a hint that sends to a paragraph."""

    def _remarks(self, answer):
        rows = []
        for field in self.text.get("field", []):
            given = answer.get(field["id"])
            if _filled(field, given):
                right = _accepted(field, given)
                rows.append([field["label"], "yes" if right else "not yet", "" if right else field["hint"]])
        if not rows:
            return []
        return [{"table": {"caption": "Your answers, checked", "head": ["Question", "Right?", "Where to look"], "rows": rows}}]

    def _reveal(self, answer=None):
        fields = self.text.get("field", [])
        right = answer is None or all(_accepted(field, answer.get(field["id"])) for field in fields)
        return super()._reveal() if right or self.journal.state.everything_open else []


class Seal(Question):
    """Forecasts that are committed and then locked until a later lesson opens them.

    The questions come from the memorandum's own table: each with the words it comes from, a
    probability, one reason, and a second probability where a question goes with it.
    """

    def __init__(self, doc, journal, lesson, text):
        rows = enumerate(doc.questions.itertuples(), start=1)
        fields = [field for number, row in rows for field in _forecast_fields(doc, number, row)]
        super().__init__(doc, journal, lesson, text | {"field": fields})

    def _buttons(self):
        if self._locked():
            return []
        return [
            {"id": "commit", "label": "Save, seal later"},
            {"id": "seal", "label": self.text["button"], "primary": True, "confirm": "Seal your forecasts? They cannot be changed or seen until they are opened in lesson 08."},
        ]

    def _locked(self):
        return self.journal.state.sealed(self.lesson, self.question) is not None

    def draw(self):
        super().draw()
        sealed = self.journal.state.sealed(self.lesson, self.question)
        if sealed and not self.journal.state.everything_open:
            # Memory is asked first when the seal is opened: until then the answers are out of sight.
            self.spec = self.spec | {"fields": [], "intro": self.spec["intro"][:1]}
            self.values = {}
            answered = self.journal.state.answer(self.lesson, self.question) or {}
            count = sum(_filled(field, answered.get(field["id"])) for field in self.text["field"] if field["kind"] == "probability" and field.get("required", True))
            self.say(f"Sealed {_when(sealed['at'])}: {count} forecasts. They open in lesson 08.", "ok")

    def press(self, button, values):
        if button != "seal":
            return super().press(button, values)
        missing = [field["label"] for field in self.text["field"] if field.get("required", True) and not _filled(field, values.get(field["id"]))]
        super().press("commit", values)
        if missing:
            raise MemoError(f"Saved, not sealed yet: {len(missing)} of the forecasts have no probability. Give one to each, 50 % if you cannot tell.")
        self.journal.commit("seal", self.lesson, self.question)
        self.draw()
        return True


def _forecast_fields(doc, number, row):
    """The fields of one question to be sealed."""
    forecasts = doc.forecasts.set_index("id")
    quotes = [(forecasts.loc[[name], "quote"].iloc[0], forecasts.loc[[name], "paragraph"].iloc[0]) for name in row.forecasts.split("; ")]
    shown = [{"h": f"Forecast {number} of {len(doc.questions)}"}, *({"quote": quote, "cite": f"¶{paragraph}"} for quote, paragraph in quotes)]
    yield {"id": row.id, "kind": "probability", "label": row.question, "help": row.counting_rule, "intro": shown}
    if row.second_question:
        yield {"id": f"{row.id}b", "kind": "probability", "label": row.second_question, "required": False, "help": "If you like."}
    yield {"id": f"{row.id}-why", "kind": "line", "label": "One reason", "required": False}


class Evidence(Question):
    """A question answered with words of the memorandum: each passage is looked up as it is committed.

    Fields whose `passage` is true must hold at least five words of one sentence, in either view.
    """

    def _remarks(self, answer):
        rows = []
        for field in self.text.get("field", []):
            words = answer.get(field["id"])
            if field.get("passage") and _filled(field, words):
                found, where = passages.check(self.doc, words)
                rows.append([field["label"], f"found in {where}" if found else f"not found. {where}"])
        return [{"table": {"caption": "Your passages, looked up", "head": ["Passage", "In the text?"], "rows": rows}}] if rows else []

    def _missing(self, answer):
        missing = super()._missing(answer)
        for field in self.text.get("field", []):
            words = answer.get(field["id"])
            if field.get("passage") and _filled(field, words) and not passages.check(self.doc, words)[0]:
                missing.append(f"{field['label']} is not verbatim")
        return missing


def _filled(field, value):
    if field["kind"] == "sort":
        return isinstance(value, dict) and all(isinstance(value.get(item), dict) and value[item].get("group") for item in field["items"])
    if field["kind"] == "probability":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100
    return bool(value.strip() if isinstance(value, str) else value)


def _accepted(field, given):
    if isinstance(given, list):
        return set(given) == set(field["accept"])
    return isinstance(given, str) and given.strip().casefold() in {str(answer).casefold() for answer in field["accept"]}


def _when(moment):
    """A journal's UTC moment as the student's own clock shows it."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d %B %Y, %H:%M}"
    except ValueError:
        return "at an unknown time"


KINDS = {"commit": Question, "check": SelfCheck, "seal": Seal, "evidence": Evidence}
