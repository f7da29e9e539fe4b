"""What came after 24 February 1989 opens with lesson 08, or where a teacher has opened everything."""

LESSON, QUESTION = "08", "08.open"


def later_is_open(state):
    """Whether a journal's state allows to tell what came later: the seal has been opened in lesson 08.

    >>> import memo
    >>> later_is_open(memo.controls.Lesson(memo.load(), "03").journal.state)
    False
    """
    return state.everything_open or state.answer(LESSON, QUESTION) is not None
