"""The seal: forecasts that are committed, and then locked and out of sight until a later lesson opens them."""

from memo.controls.answers import filled, fitting, missing_from
from memo.controls.question import Question, when
from memo.errors import MemoError


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
            {
                "id": "seal",
                "label": self.text["button"],
                "primary": True,
                "confirm": "Seal your forecasts? They cannot be changed or seen until they are opened in lesson 08.",
            },
        ]

    def _locked(self):
        return self.journal.state.sealed(self.lesson, self.question) is not None

    def _out_of_sight(self):
        """Memory is asked first when the seal is opened: until then the answers never leave the journal."""
        state = self.journal.state
        return self._locked() and not state.everything_open and state.opened(self.lesson, self.question) is None

    def _intro(self):
        return [] if self._out_of_sight() else super()._intro()

    def _fields(self):
        return [] if self._out_of_sight() else super()._fields()

    def _answer_for(self):
        if not self._out_of_sight():
            super()._answer_for()
            return
        state = self.journal.state
        sealed, fields = state.sealed(self.lesson, self.question), self.text["field"]
        answer = fitting(fields, state.answer(self.lesson, self.question))
        forecasts = [field for field in fields if field["kind"] == "probability" and field.get("required", True)]
        count = sum(filled(field, answer.get(field["id"])) for field in forecasts)
        kept = not self.journal.waits(sealed)
        text = f"Sealed {when(sealed['at'])}: {count} forecasts. They open in lesson 08."
        self.say(text if kept else f"{text} {self.journal.notice}", "ok" if kept else "warn")

    def press(self, button, values):
        if self._locked():
            raise MemoError("Your forecasts are sealed and cannot be changed any more. They open in lesson 08.")
        if button != "seal":
            return super().press(button, values)
        fields = self._fields()
        super().press("commit", values)
        missing = missing_from(fields, fitting(fields, values))
        if missing:
            count = "1 of the forecasts has" if len(missing) == 1 else f"{len(missing)} of the forecasts have"
            self.say(f"Saved, not sealed yet: {count} no probability. Give one to each, 50 % if you cannot tell.", "warn")
            return True
        try:
            self.journal.commit("seal", self.lesson, self.question)
        finally:
            self.draw()
        return True


def _forecast_fields(doc, number, row):
    """The fields of one question to be sealed."""
    forecasts = doc.forecasts.set_index("id")
    quotes = [tuple(forecasts.loc[[name], ["reading", "paragraph"]].iloc[0]) for name in row.forecasts.split("; ")]
    shown = [
        {"h": f"Forecast {number} of {len(doc.questions)}"},
        *({"quote": quote, "cite": f"¶{paragraph}"} for quote, paragraph in quotes),
    ]
    yield {"id": row.id, "kind": "probability", "label": row.question, "help": row.counting_rule, "intro": shown}
    if row.second_question:
        yield {"id": f"{row.id}b", "kind": "probability", "label": row.second_question, "required": False, "help": "If you like."}
    yield {"id": f"{row.id}-why", "kind": "line", "label": "One reason", "required": False}
