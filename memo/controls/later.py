"""What came after 24 February 1989 opens with lesson 08, or where a teacher has opened everything."""

LESSON, QUESTION = "08", "08.open"
CLOSED = "What came after 24 February 1989 opens with lesson 8. Come back here then and run this cell again."

_HEAD = ["Proposal", "What Moscow later did", "Source"]
_NO_CAUSE = (
    "After the paper is not because of the paper: nothing shows that it was adopted, or who read it. Ask of each row "
    "what else could have brought it about."
)


def later_is_open(state):
    """Whether a journal's state allows to tell what came later: the seal has been opened in lesson 08.

    >>> import memo
    >>> later_is_open(memo.controls.Lesson(memo.load(), "03").journal.state)
    False
    """
    return state.everything_open or state.answer(LESSON, QUESTION) is not None


def told_later(doc, state):
    """What Moscow later did with each of the ten proposals, as blocks, or the one sentence that says when it opens.

    doc : Memorandum
    state : the journal's

    >>> import memo
    >>> told_later(memo.load(), memo.controls.Lesson(memo.load(), "07").journal.state)[0]["p"][:32]
    'What came after 24 February 1989'
    """
    if not later_is_open(state):
        return [{"p": CLOSED}]
    rows = [[f"{row.proposal} {row.title} ¶{row.paragraphs}", row.later, _sources(doc, row)] for row in doc.proposals.itertuples()]
    return [
        {"h": "What Moscow later did"},
        {"p": _NO_CAUSE},
        {"table": {"caption": "The ten proposals, and what Moscow later did", "head": _HEAD, "rows": rows}},
    ]


def _sources(doc, row):
    """Where a row's facts are told, and whether anyone has opened a source."""
    containers = doc.works.set_index("id")["container"]
    told = "; ".join(dict.fromkeys(containers[work] for work in row.work.split("; ")))
    return told if row.checked else f"{told}. Not checked by the kit"
