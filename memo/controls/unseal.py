"""The seal opened: first what is remembered of the forecasts, then what was sealed, then what happened."""

import pandas as pd

from memo.analysis.scores import brier, hindsight, settled
from memo.controls.answers import filled, fitting, missing_from
from memo.controls.later import LESSON, QUESTION, later_is_open
from memo.controls.question import Question, when
from memo.dates import days
from memo.errors import MemoError

FORECASTS = ("02", "02.forecasts")
_HAPPENED = {1.0: "yes", 0.0: "no"}
_PLAIN = "Go on without a seal"
_OPENS = "what came after 24 February 1989 is shown in all lessons."
_ON_PAPER = (
    "Before you press: on paper, for each of these nine, what would you have said on 24 February 1989, from 0 to 100? Then go on, and lay "
    "your numbers beside what the paper's words expect. Which are nearer to what came, and why?"
)
_BESIDE = (
    "Nothing of yours was sealed, so nothing can show what has happened to your memory. Lay the numbers that you wrote on paper beside "
    "what the paper's words expect. Which are nearer to what came, and why?"
)
_EXPECTS = (
    "What the paper's words expect is the kit's reading. Direction only: where things go, not that they arrive. Not said: they forecast, "
    "but not this, or not by then."
)


class Unseal(Question):
    """Recollections of the sealed forecasts; committing them opens the seal, here and in lesson 02.

    Where nothing was sealed the form says so, shows the nine questions, to be answered on paper, and lets the
    student go on. What came after 24 February 1989 opens with it in every lesson. Once open it is locked: nobody remembers backwards.
    """

    def __init__(self, doc, journal, lesson, text):
        super().__init__(doc, journal, lesson, text | {"field": _recollections(doc)})

    @property
    def table(self):
        """The forecasts opened, as `opened` gives them; empty before."""
        return opened(self.doc, self.journal.state)

    # -- what stands in the journal

    def _locked(self):
        return self.journal.state.answer(LESSON, QUESTION) is not None

    # -- what is shown

    def draw(self):
        super().draw()
        if self._locked():  # what was remembered stands in the table below
            self.spec = self.spec | {"fields": []}

    def _fields(self):
        """One probability for each forecast that was made."""
        made = _sealed(self.doc, self.journal.state)
        return [field for field in self.text["field"] if field["id"] in made]

    def _intro(self):
        if self._locked():
            return [] if self.table.empty else super()._intro()  # it speaks of what was sealed
        if not self._fields():
            asked = [f"{number} · {question}" for number, question in enumerate(self.doc.questions["question"], start=1)]
            return [{"p": self._standing()}, {"p": _ON_PAPER}, {"list": asked}]
        return [*super()._intro(), {"p": self._standing()}]

    def _standing(self):
        """What there is to open, in a sentence."""
        count, sealed = len(self._fields()), self.journal.state.sealed(*FORECASTS)
        if not count:
            return (
                f"Nothing is sealed under the pseudonym {self.journal.pseudonym}. If you sealed your forecasts under another one, go "
                "back to it at your desk above; if on another computer, import your journal in lesson 00."
            )
        some = "1 forecast" if count == 1 else f"{count} forecasts"
        if sealed is None:
            return f"You saved {some} in lesson 02 and did not seal them. They will be sealed as they stand, and opened."
        return f"You sealed {some} ({when(sealed['at'])}). Give each from memory; do not look anything up."

    def _buttons(self):
        if self._locked():
            return []
        if not self._fields():
            sure = f"Nothing is sealed under {self.journal.pseudonym}. Is this your pseudonym? From here on, {_OPENS}"
            return [{"id": "commit", "label": _PLAIN, "primary": True, "confirm": sure}]
        sure = f"Open the seal? What you remember can then not be changed any more, and {_OPENS}"
        return [{"id": "commit", "label": self.text["button"], "primary": True, "confirm": sure}]

    def _answer_for(self):
        super()._answer_for()
        if self._locked():
            text = self.feedback["text"].replace("Saved", "The seal is open. Saved", 1)
            self.say(text, self.feedback["tone"], self.feedback["reveal"])

    def _reveal(self, answer=None):
        table = self.table
        if table.empty:  # what the lesson's file says then is about sealed forecasts
            return [self._nine(table), {"p": _EXPECTS}, {"p": _BESIDE}]
        moved = [{"p": drift(table)}] if table["towards"].notna().any() else []
        return [self._nine(table), {"p": _EXPECTS}, *moved, *self._reasons(), *super()._reveal(answer)]

    def _nine(self, table):
        """What the paper expects of each of the nine and what came, beside one's own where something was sealed."""
        outcomes = settled(self.doc.questions, self.doc.outcomes)
        rows = []
        for number, row in enumerate(self.doc.questions.itertuples(), start=1):
            happened = _HAPPENED.get(outcomes.at[row.id, "happened"], "left open by the coders")
            came = f"{happened} (by {_day(outcomes.at[row.id, 'horizon'])})"
            rows.append([f"{number} · {row.label}", *([] if table.empty else _own(table, row.id)), row.text_expects, came])
        own = [] if table.empty else ["You sealed", "You remember", "Remembered − sealed"]
        head = ["Forecast", *own, "The paper's words expect", "Did it happen?"]
        return {"table": {"caption": "Nine forecasts" if table.empty else "Your forecasts, opened", "head": head, "rows": rows}}

    def _reasons(self):
        answer = self.journal.state.answer(*FORECASTS)
        answer = answer if isinstance(answer, dict) else {}
        labels = self.doc.questions.set_index("id")["label"]
        told = [
            f"{labels[name]}: {answer[f'{name}-why']}"
            for name in labels.index
            if isinstance(answer.get(f"{name}-why"), str) and answer[f"{name}-why"].strip()
        ]
        return [{"details": {"summary": "The reasons you gave then", "blocks": [{"list": told}]}}] if told else []

    # -- what is done

    def press(self, button, values):
        if self._locked():
            raise MemoError(
                "The seal is open, and what you remembered stays as it was. To remember once more, start this lesson afresh at your desk."
            )
        if button != "commit":
            return super().press(button, values)
        fields = self._fields()
        values = fitting(fields, values)
        missing = missing_from(fields, values)
        if missing:
            self.journal.commit("draft", self.lesson, self.question, values)
            lacks = "1 forecast has" if len(missing) == 1 else f"{len(missing)} forecasts have"
            self.say(f"Not opened yet: {lacks} no recollection. A guess will do; 50 % if nothing comes back.", "warn")
            return True
        acts = [("answer", self.lesson, self.question, values or {"opened": "without a seal"}), ("open", self.lesson, self.question)]
        if fields:
            acts[:0] = [] if self.journal.state.sealed(*FORECASTS) else [("seal", *FORECASTS)]
            acts.append(("open", *FORECASTS))
        self._commit(acts)
        return True

    def _commit(self, acts):
        """Write all of them, also where the disk refuses one: what is in memory is open."""
        refused = None
        for act in acts:
            try:
                self.journal.commit(*act)
            except MemoError as error:
                refused = error
        self.draw()
        if refused:
            raise refused


def opened(doc, state):
    """The forecasts opened, a DataFrame by question: sealed, recalled, gap, towards, happened, brier, label; empty before.

    doc : Memorandum
    state : the journal's, as `journal.state`

    Second questions ("Q07b") stand in it too, without a recollection.

    >>> import memo
    >>> from memo.journal.fold import State
    >>> list(opened(memo.load(), State()).columns)
    ['sealed', 'recalled', 'gap', 'towards', 'happened', 'brier', 'label']
    """
    there = later_is_open(state)
    recalled = fitting(_recollections(doc), state.answer(LESSON, QUESTION)) if there else {}
    made = _sealed(doc, state) if there else {}
    table = hindsight(
        made, {name: value for name, value in recalled.items() if name in made}, settled(doc.questions, doc.outcomes)["happened"]
    )
    return table.assign(brier=brier(table["sealed"], table["happened"]), label=[_labels(doc)[name] for name in table.index])


def _sealed(doc, state):
    """What was forecast in lesson 02, by question: the probabilities only."""
    fields = [{"id": f"{name}{part}", "kind": "probability"} for name in doc.questions["id"] for part in ("", "b")]
    fitted = fitting(fields, state.answer(*FORECASTS))
    return {field["id"]: fitted[field["id"]] for field in fields if filled(field, fitted.get(field["id"]))}


def drift(table):
    """Which way memory has moved, in words.

    table : DataFrame, from `memo.analysis.scores.hindsight`

    >>> drift(pd.DataFrame({"towards": [20.0, 0.0, -5.0]}))
    'Of 3 settled forecasts, your memory of 1 has moved towards what happened, of 1 away from it; 1 you remember exactly. On average it moved by 5 percentage points towards what happened.'
    """
    moved = table["towards"].dropna()
    mean = round(moved.mean())
    direction = "towards what happened" if mean > 0 else "away from what happened"
    average = (
        f"On average it moved by {abs(mean)} percentage point{'' if abs(mean) == 1 else 's'} {direction}."
        if mean
        else "On average it has not moved."
    )
    return (
        f"Of {len(moved)} settled forecasts, your memory of {(moved > 0).sum()} has moved towards what happened, of {(moved < 0).sum()} "
        f"away from it; {(moved == 0).sum()} you remember exactly. {average}"
    )


def _recollections(doc):
    """A field for each of the nine: the question as it was asked, and where its words stand."""
    paragraphs = doc.forecasts.drop_duplicates("question_id").set_index("question_id")["paragraph"]
    return [
        {
            "id": row.id,
            "kind": "probability",
            "label": row.question,
            "intro": [{"h": f"Forecast {number} of {len(doc.questions)} · ¶{paragraphs[row.id]}"}],
        }
        for number, row in enumerate(doc.questions.itertuples(), start=1)
    ]


def _labels(doc):
    """The questions in a few words as the page numbers them, the second ones too."""
    labels = {}
    for number, row in enumerate(doc.questions.itertuples(), start=1):
        labels |= {row.id: f"{number} · {row.label}", f"{row.id}b": f"{number} · {row.label}: the second question"}
    return labels


def _own(table, name):
    """What was sealed, what is remembered of it and the difference, as cells; dashes where it was not forecast."""
    sealed, recalled = (table.at[name, column] if name in table.index else float("nan") for column in ("sealed", "recalled"))
    return [_per_cent(sealed), _per_cent(recalled), _difference(recalled - sealed)]


def _per_cent(value):
    return "–" if pd.isna(value) else f"{value:g} %"


def _difference(value):
    return "–" if pd.isna(value) else "0" if not value else f"{value:+g}".replace("-", "−")


def _day(date):
    return f"end of {date[:4]}" if date.endswith("-12-31") else days(date)
