"""The nine forecasts settled: acts and dates at four days fixed beforehand, sources, and the coders' doubt."""

import re

from memo.analysis.scores import ASKED, settled
from memo.controls.later import later_is_open
from memo.controls.question import Question
from memo.controls.unseal import opened

HORIZONS = {
    "1989-08-24": "24 August 1989",
    "1989-12-31": "31 December 1989",
    "1990-12-31": "31 December 1990",
    "1991-12-31": "31 December 1991",
}
_HAPPENED = {1.0: "yes", 0.0: "no"}


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
            return [{"p": "There are no forecasts of yours to score: nothing was sealed under this pseudonym."}]
        words = _worded(self.doc)
        rows = [[words[name], f"{row.sealed:g} %", _HAPPENED[row.happened], f"{row.brier:.2f}"] for name, row in known.iterrows()]
        mean, always = known["brier"].mean(), 0.25
        rows.append(["All of them, on average", "", "", f"{mean:.2f}"])
        rows.append(["Who had said 50 % each time", "50 %", "", f"{always:.2f}"])
        head = ["Forecast", "You sealed", "It happened", "Brier score"]
        return [{"table": {"caption": "Your forecasts scored, as something to think with", "head": head, "rows": rows}}]


def outcome_blocks(doc):
    """Each of the nine as a fold: words, question, rule, and its four horizons with acts, doubt and sources.

    >>> import memo
    >>> blocks = outcome_blocks(memo.load())
    >>> len(blocks), blocks[0]["details"]["summary"][:18]
    (9, '1 · ¶10 · Oppositi')
    """
    outcomes = settled(doc.questions, doc.outcomes)
    return [
        {"details": {"summary": _summary(doc, number, row, outcomes), "blocks": [*_told(doc, row), *_second(doc, row)]}}
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
                        "rows": [
                            [f"¶{row.paragraph}", f"“{_reading(doc, row.quote)}”", row.why_not.replace("`decisive`", "“Decisive”")]
                            for row in rows.itertuples()
                        ],
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


def _summary(doc, number, row, outcomes):
    at = doc.forecasts.set_index("question_id").loc[[row.id], "paragraph"].iloc[0]
    happened = _HAPPENED.get(outcomes.at[row.id, "happened"], "left open")
    return f"{number} · ¶{at} · {row.label} · {happened}"


def _told(doc, row):
    forecasts = doc.forecasts.drop_duplicates("id").set_index("id")
    for name in row.forecasts.split("; "):
        yield {"quote": _reading(doc, forecasts.at[name, "quote"]), "cite": f"¶{forecasts.at[name, 'paragraph']}"}
    yield {"p": f"{row.question} The rule, fixed beforehand: {row.counting_rule}"}
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
        [HORIZONS[row.horizon], row.outcome, row.acts + ("" if row.checked else " (Not checked by the kit.)"), row.doubt]
        for row in rows.itertuples()
    ]
    yield {
        "table": {
            "caption": "At the four days fixed beforehand",
            "head": ["By", "Answer", "Acts and dates", "Where a coder may doubt"],
            "rows": cells,
        }
    }
    yield {"p": f"Sources: {sources(doc, rows['work'])}."}


def _reading(doc, quote):
    """Words of the text as the reading view has them."""
    words = re.escape(quote).replace(r"\?", ".").replace(r"\ ", r"\s+")
    return next(found[0] for text in doc.paragraphs["text"] if (found := re.search(words, text)))


def _worded(doc):
    """The questions in a few words, the second ones too."""
    words = {row.id: row.label for row in doc.questions.itertuples()}
    words |= {f"{row.id}b": f"{row.label}: the second question" for row in doc.questions.itertuples() if row.second_question}
    return words
