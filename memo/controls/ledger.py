"""The nine forecasts settled: acts and dates at four days of the calendar, sources, and the coders' doubt."""

import pandas as pd

from memo.analysis.scores import ASKED, brier
from memo.controls.later import later_is_open
from memo.controls.question import Question
from memo.controls.unseal import opened
from memo.dates import days

_HAPPENED = {1.0: "yes", 0.0: "no"}
# For who sealed nothing: those of the lesson's last cells, two of which came true.
_INVENTED = pd.DataFrame(
    {"label": ["Invented: rain", "Invented: snow", "Invented: wind"], "sealed": [70, 20, 90], "happened": [1.0, 0.0, 1.0]}
)


class Ledger(Question):
    """A question put under the nine forecasts and what became of each."""

    def _intro(self):
        return [*super()._intro(), *(outcome_blocks(self.doc) if later_is_open(self.journal.state) else [])]

    def _reveal(self, answer=None):
        return [unsettled(self.doc), *super()._reveal(answer)]


class Scores(Question):
    """A question put before one's own Brier scores: to think with, never a mark."""

    def _reveal(self, answer=None):
        return [*self._scores(), *super()._reveal(answer)]

    def _scores(self):
        table = opened(self.doc, self.journal.state)
        known = table.dropna(subset=["brier"])
        if known.empty:
            told = "Nothing was sealed under this pseudonym. So here are three invented forecasts: check one of the scores by hand."
            return [
                {"p": told},
                scored(_INVENTED.assign(brier=brier(_INVENTED["sealed"], _INVENTED["happened"])), "Three invented forecasts"),
            ]
        blocks = [scored(known, "Your forecasts scored, as something to think with")]
        if left := list(table[table["brier"].isna()]["label"]):
            blocks.append({"p": f"Left open by the coders, so not scored: {'; '.join(left)}."})
        return blocks


def scored(known, caption):
    """A table of Brier scores with their mean and the score of who says 50 %, as a block.

    known : DataFrame with label, sealed, happened, brier

    >>> known = pd.DataFrame({"label": ["rain"], "sealed": [70.0], "happened": [1.0], "brier": [0.09]})
    >>> [row[-1] for row in scored(known, "One day")["table"]["rows"]]
    ['0.09', '0.09', '0.25']
    """
    rows = [[row.label, f"{row.sealed:g}\u00a0%", _HAPPENED[row.happened], f"{row.brier:.2f}"] for row in known.itertuples()]
    rows.append(["All of them, on average", "", "", f"{known['brier'].mean():.2f}"])
    rows.append(["Who had said 50 % each time", "50\u00a0%", "", "0.25"])
    return {"table": {"caption": caption, "head": ["Forecast", "Said", "It happened", "Brier score"], "rows": rows}}


def outcome_blocks(doc):
    """Each of the nine as a fold: words, question, rule, and its four horizons with acts, doubt and sources.

    The verdict stands within: whoever opens a fold can settle the forecast before reading on.

    >>> import memo
    >>> blocks = outcome_blocks(memo.load())
    >>> len(blocks), blocks[0]["details"]["summary"][:18]
    (9, '1 · ¶10 · Oppositi')
    """
    return [
        {"details": {"summary": _summary(doc, number, row), "blocks": [*_told(doc, row), *_second(doc, row)]}}
        for number, row in enumerate(doc.questions.itertuples(), start=1)
    ]


def unsettled(doc):
    """The statements that look ahead and that nothing can settle, with the reason, as a block."""
    rows = doc.forecasts[~doc.forecasts["scorable"]]
    return {
        "details": {
            "summary": f"The other {len(rows)} statements that look ahead: why nothing can settle them",
            "blocks": [
                {
                    "table": {
                        "caption": "Forward-looking statements without a test",
                        "head": ["¶", "The words", "Why they cannot be settled"],
                        "rows": [[f"¶{row.paragraph}", f"“{row.reading}”", row.why_not] for row in rows.itertuples()],
                    }
                }
            ],
        }
    }


def sources(doc, cells):
    """The works behind some rows, each once, as a sentence."""
    works = doc.works.set_index("id")
    names = dict.fromkeys(name for cell in cells for name in cell.split("; ") if name)
    return "; ".join(
        ", ".join(filter(None, [works.at[name, "author"], works.at[name, "title"], works.at[name, "container"]])) for name in names
    )


def _summary(doc, number, row):
    at = doc.forecasts.set_index("question_id").loc[[row.id], "paragraph"].iloc[0]
    return f"{number} · ¶{at} · {row.label}"


def _told(doc, row):
    forecasts = doc.forecasts.drop_duplicates("id").set_index("id")
    for name in row.forecasts.split("; "):
        yield {"quote": forecasts.at[name, "reading"], "cite": f"¶{forecasts.at[name, 'paragraph']}"}
    yield {"p": f"{row.question} The rule: {row.counting_rule}"}
    yield from _horizons(doc, row.id)


def _second(doc, row):
    """The second question; where it hangs on the same counts, its words alone."""
    if row.second_question:
        yield {"p": f"And: {row.second_question}"}
        if ASKED[f"{row.id}b"][0] != ASKED[row.id][0]:
            yield from _horizons(doc, f"{row.id}b")


def _horizons(doc, name):
    rows = doc.outcomes[doc.outcomes["question"] == ASKED[name][0]]
    cells = [
        [days(row.horizon), row.outcome, row.acts + ("" if row.checked else " (Not checked by the kit.)"), row.doubt]
        for row in rows.itertuples()
    ]
    yield {
        "table": {
            "caption": "At the four days of the calendar",
            "head": ["By", "Answer", "Acts and dates", "Where a coder may doubt"],
            "rows": cells,
        }
    }
    yield {"p": f"Sources: {sources(doc, rows['work'])}."}
