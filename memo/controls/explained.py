"""Rival explanations of 1989 in the kit's own words, and which of them the memorandum itself holds."""

from memo.controls.later import later_is_open
from memo.controls.ledger import sources
from memo.controls.question import Evidence
from memo.dates import days


class Explained(Evidence):
    """A question put under the page of rival explanations; its reveal says how far the paper holds each."""

    def _intro(self):
        return [*super()._intro(), *(rivals(self.doc) if later_is_open(self.journal.state) else [])]

    def _reveal(self, answer=None):
        return [*held(self.doc), *super()._reveal(answer)]


def rivals(doc):
    """The page of rival explanations as blocks: what each says, what speaks for it, what it has trouble with, and works.

    >>> import memo
    >>> [block["h"] for block in rivals(memo.load()) if "h" in block]
    ['Moscow let go', 'The model was bankrupt', 'Society found its voice', 'The West drew them over']
    """
    acts, blocks = doc.events.set_index("id"), []
    for row in doc.explanations.itertuples():
        blocks += [{"h": row.label}, {"p": row.claim}]
        blocks.append({"list": [f"What speaks for it: {row.points_to}", f"What it cannot well explain: {row.strains}"]})
        told = [f"{acts.at[name, 'title']} ({days(acts.at[name, 'date'])})" for name in row.events.split("; ")]
        blocks.append({"details": {"summary": "Works and acts", "blocks": [{"p": f"{sources(doc, [row.work])}."}, {"list": told}]}})
    return blocks


def held(doc):
    """How far the memorandum holds each explanation, with its own words, as blocks."""
    claims = doc.claims.set_index("id")
    blocks = [{"p": "Which of them does the paper itself hold? Here is the kit's reading, with the words it rests on."}]
    for row in doc.explanations.itertuples():
        blocks += [{"h": row.label}, {"p": row.paper}]
        blocks += [{"quote": claims.at[name, "reading"], "cite": f"¶{claims.at[name, 'paragraph']}"} for name in row.claims.split("; ")]
    return blocks
