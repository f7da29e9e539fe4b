"""What the flow says in words: its sentence, its table, and the passages behind a strand, a problem or a proposal."""

import pandas as pd

from memo.analysis.matching import alone
from memo.figures.flow import TENSION, TIES

_WAITS = (
    "Commit your matching above first: then the strands appear, the kit's and yours. Until then each problem and each "
    "proposal answers with its own words."
)
_CHOOSE = "Choose a strand, a problem or a proposal, with the mouse or in the lists: its words appear here."
_TIED = {"reason": "by the text: its reason", "name": "by the text: same word", "ours": "by the kit"}


def sentence(flow):
    """What a `Flow` shows now, as one paragraph.

    >>> import memo
    >>> sentence(memo.controls.Lesson(memo.load(), "07").figure("flow"))[:32]
    'Commit your matching above first'
    """
    if not flow.opened:
        return _WAITS
    links, pairs, own = flow.links, flow.pairs, len(flow.own)
    left, right = _alone(flow)
    tied, tension = links["tie"].value_counts(), int((links["sense"] == "tension").sum())
    text = f"The kit draws {len(links)} strands. {tied['reason']} of them the text itself gives as a reason,"
    text += f" {tied['name']} rest on the same words at both ends, {tied['ours']} only on the kit's reading;"
    text += f" {tension} of these stands in tension with its problem. Without remedy: {'; '.join(left['label'])}. "
    text += f"Without diagnosis: {'; '.join(map(_titled, right.itertuples()))}."
    if own:
        both = int((pairs["kit"] & pairs["own"]).sum())
        text += f" You and the kit agree on {both}; {len(links) - both} only the kit has, {own - both} only you."
        text += " The kit's is one reading: where the words carry yours, keep it."
    return text


def table(flow):
    """Every strand of a `Flow`, and whatever has none: Problem, Proposal, Where, Tied, By you (a DataFrame)."""
    labels, proposals = flow.problems.set_index("id"), flow.proposals.set_index("proposal", drop=False)
    links = {(link.problem, link.proposal): link for link in flow.links.itertuples()}
    rows = []
    for pair in flow.pairs.itertuples():
        link, problem = links.get((pair.problem, pair.proposal)), labels.loc[pair.problem]
        where, tied = f"¶{problem['paragraph']}", "–"
        if link is not None:
            where = f"¶{link.diagnosis_paragraph} → ¶{link.proposal_paragraph}"
            tied = "by the kit: in tension" if link.sense == "tension" else _TIED[link.tie]
        own = "yes" if pair.own else "–"
        rows.append([problem["label"], _titled(proposals.loc[pair.proposal]), where, tied, own])
    if flow.opened:
        left, right = _alone(flow)
        none = ["the kit finds none", "–"]
        rows += [[row.label, "no remedy", f"¶{row.paragraph}", *none] for row in left.itertuples()]
        rows += [["no diagnosis", _titled(row), f"¶{row.paragraphs}", *none] for row in right.itertuples()]
    return pd.DataFrame(rows, columns=["Problem", "Proposal", "Where", "Tied", "By you"])


def words(flow):
    """The passages behind what is chosen in a `Flow`, as blocks of a form."""
    problem, number = flow.at
    if not problem and not number:
        return [{"p": _CHOOSE}, *(_lonely(flow) if flow.opened else [])]
    links = flow.links
    links = links[links["problem"] == problem] if problem else links
    links = links[links["proposal"] == number] if number else links
    found = [block for link in links.itertuples() for block in _strand(flow, link)]
    title = " → ".join(filter(None, [flow.chosen["problem"], flow.chosen["proposal"]]))
    return [{"h": title}, *(found or _own_words(flow, problem, number))]


# -- the parts


def _alone(flow):
    """The problems without a remedy and the proposals without a diagnosis in the kit's reading: two DataFrames."""
    left, right = alone(flow.links, flow.problems, flow.proposals)
    return flow.problems[flow.problems["id"].isin(left)], flow.proposals[flow.proposals["proposal"].isin(right)]


def _titled(row):
    return f"{row.proposal} {row.title}"


def _strand(flow, link):
    label = flow.problems.set_index("id").at[link.problem, "label"]
    tie = TENSION if link.sense == "tension" else TIES[link.tie]
    tie += f" (“{link.tie_words}”, ¶{link.proposal_paragraph})" if link.tie_words else ""
    own = " You tied them too." if (link.problem, link.proposal) in flow.own else ""
    return [
        {"quote": link.diagnosis_reading, "cite": f"¶{link.diagnosis_paragraph} · {label}"},
        {"quote": link.remedy_reading, "cite": f"¶{link.proposal_paragraph} · proposal {link.proposal}"},
        {"p": f"{tie}. {link.reason}{own}"},
    ]


def _own_words(flow, problem, number):
    """What a problem or a proposal says by itself, where no strand of the kit leads on."""
    blocks = []
    for row in flow.problems[flow.problems["id"] == problem].itertuples():
        blocks += [_problem(row), *([{"p": row.note}] if row.note and flow.opened else [])]
    for row in flow.proposals[flow.proposals["proposal"] == number].itertuples():
        blocks += _proposal(row)
    if flow.opened:
        yours = "You tied them; the kit" if (problem, number) in flow.own else "The kit"
        blocks += [{"p": f"{yours} has no strand here."}]
    return blocks


def _lonely(flow):
    """What stands alone in the kit's reading, with its words."""
    left, right = _alone(flow)
    diagnoses = [block for row in left.itertuples() for block in (_problem(row), {"p": row.note})]
    remedies = [block for row in right.itertuples() for block in _proposal(row)]
    return [{"h": "Diagnoses without remedy"}, *diagnoses, {"h": "A remedy without diagnosis"}, *remedies]


def _problem(row):
    return {"quote": row.reading, "cite": f"¶{row.paragraph} · {row.label}"}


def _proposal(row):
    """A proposal's central words, and the ground that it gives itself where it gives one."""
    ground = {"quote": row.ground_reading, "cite": f"¶{row.ground_paragraph} · the ground that the proposal itself gives"}
    own = {"quote": row.reading, "cite": f"¶{row.paragraph} · proposal {row.proposal}"}
    return [own, ground] if row.ground else [own]
