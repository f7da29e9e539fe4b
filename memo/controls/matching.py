"""The question that matches two lists; what is drawn from the answer follows as soon as it is committed."""

import weakref

from memo.controls.question import Question
from memo.journal.watchers import Watchers

_FOLLOWERS = weakref.WeakKeyDictionary()


def followers(journal):
    """Who must follow when a matching is committed to a journal: `followers(journal).add(method)`.

    >>> import memo
    >>> followers(memo.controls.Lesson(memo.load(), "07").journal)
    <memo.journal.watchers.Watchers object at ...>
    """
    return _FOLLOWERS.setdefault(journal, Watchers())


class Matching(Question):
    """A question whose field of kind `match` others show: they are told when it is committed."""

    def press(self, button, values):
        try:
            return super().press(button, values)
        finally:
            if button == "commit":
                followers(self.journal).tell()
