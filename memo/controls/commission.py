"""The commission table: three proposals are taken, one is dropped, with the reason and the risk."""

from memo.controls.question import Question

THREE = 3


class Commission(Question):
    """A question with the fields `keep` (exactly three proposals), `drop` (one, not among them), reason and risk.

    Options begin with the proposal's number. Once three are taken, the form shows which problems they
    take up in the kit's reading (`doc.links`) and which they leave.
    """

    def _taken(self, answer):
        """The numbers of the proposals that are taken, in order and each once; what a page makes up is left out."""
        (field,) = (field for field in self._fields() if field["id"] == "keep")
        kept = answer.get("keep") or []
        return [int(option.split()[0]) for option in field["options"] if option in kept]

    def _missing(self, answer):
        missing, taken, dropped = super()._missing(answer), self._taken(answer), answer.get("drop") or ""
        if taken and len(taken) != THREE:
            missing.append(f"choose exactly three, you have {len(taken)}")
        if dropped and dropped in (answer.get("keep") or []):
            missing.append("the one you drop is among those you choose")
        return missing

    def _remarks(self, answer):
        taken = self._taken(answer)
        if len(taken) != THREE:
            return []
        titles, links = self.doc.proposals.set_index("proposal")["title"], self.doc.links
        labels = self.doc.problems.set_index("id")["label"]
        strands = {number: links[links["proposal"] == number] for number in taken}
        rows = [[f"{number} {titles[number]}", _listed(_taken_up(own, labels))] for number, own in strands.items()]
        left = labels[~labels.index.isin(links.loc[links["proposal"].isin(taken), "problem"])]
        rows.append(["Left without an answer", _listed(left)])
        caption = "What your three take up, in the kit's reading"
        return [{"table": {"caption": caption, "head": ["Proposal", "Problems"], "rows": rows}}]


def _taken_up(links, labels):
    """The problems of some links; one that a proposal stands in tension with says so."""
    signs = {"tension": " (in tension with it)", "answers": ""}
    return [labels[link.problem] + signs[link.sense] for link in links.itertuples()]


def _listed(names):
    return "; ".join(names) or "none"
