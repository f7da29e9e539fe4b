"""Rival explanations of 1989 in the kit's own words, and which of them the memorandum itself holds."""

from memo.controls.later import later_is_open
from memo.controls.ledger import sources
from memo.controls.question import Evidence


class Explained(Evidence):
    """A question put under the page of rival explanations; its reveal says how far the paper holds each."""

    def _intro(self):
        return [*super()._intro(), *(rivals(self.doc) if later_is_open(self.journal.state) else [])]

    def _reveal(self, answer=None):
        return [held(self.doc), *super()._reveal(answer)]


def rivals(doc):
    """The page of rival explanations as blocks: what each says, what speaks for it, what it has trouble with, and works.

    >>> import memo
    >>> [row[0] for row in rivals(memo.load())[0]["table"]["rows"]]
    ['Moscow let go', 'The model was bankrupt', 'Society found its voice', 'The West drew them over']
    """
    rows = doc.explanations
    table = {
        "caption": "Four explanations, in the kit's own words",
        "head": ["Explanation", "What it says", "What speaks for it", "What it has trouble with"],
        "rows": rows[["label", "claim", "points_to", "strains"]].to_numpy().tolist(),
    }
    dated = doc.events.set_index("id")
    told = [f"{row.label}. Works: {sources(doc, [row.work])}. Acts: {_acts(dated, row.events)}." for row in rows.itertuples()]
    return [{"table": table}, {"details": {"summary": "Works and acts behind the four", "blocks": [{"list": told}]}}]


def held(doc):
    """How far the memorandum holds each explanation, with its own words, as a table block."""
    claims = doc.claims.set_index("id")
    rows = []
    for row in doc.explanations.itertuples():
        words = [f"¶{claims.at[name, 'paragraph']} “{claims.at[name, 'quote']}”" for name in row.claims.split("; ")]
        rows.append([row.label, row.paper, " · ".join(words)])
    return {"table": {"caption": "Which of them does the paper itself hold? The kit's reading", "head": ["Explanation", "How far", "The paper's words"], "rows": rows}}


def _acts(dated, events):
    return "; ".join(f"{dated.at[name, 'title']} ({dated.at[name, 'date']})" for name in events.split("; ") if name)
