"""The coding that map and matrix draw: the kit's, with the student's own codes from the journal over it."""

from memo.analysis import Change, Coding, apply
from memo.errors import MemoError
from memo.journal.watchers import Watchers

LESSON, QUESTION = "03", "03.fork"


class Overlay:
    """One student's fork over the kit's coding, kept in the journal and followed by whatever draws it.

    doc : Memorandum
    journal : Journal

    Attributes: `kit` and `own` (each a `Coding`), `changes` (tuple of `Change`), `trouble` (a sentence
    where the journal's fork could not be laid over this edition, else "").

    >>> import memo
    >>> overlay = memo.controls.Lesson(memo.load(), "03").overlay
    >>> overlay.kit.evidence.shape[0] >= 50
    True
    """

    def __init__(self, doc, journal):
        self.journal, self.kit = journal, Coding.of(doc)
        self._watchers = Watchers()
        self._read()
        journal.watch(self.refresh)

    def recode(self, change):
        """Lay one more change over the coding and keep it; it replaces an earlier one of the same code.

        Raises MemoError, and changes nothing, where it contradicts text, codebook or another change.
        """
        change = change._replace(edition=self.kit.edition)
        kept = [other for other in self.changes if other[:3] != change[:3]]
        self._keep([*kept, change])

    def take_back(self):
        """Drop the last change. Raises MemoError where there is none."""
        if not self.changes:
            raise MemoError("There is nothing to take back: this is the kit's coding.")
        self._keep(self.changes[:-1])

    def refresh(self):
        """Read the journal again and tell whoever follows."""
        self._read()
        self._watchers.tell()

    def watch(self, follow):
        """Call the method `follow` whenever the coding has changed, as long as its object lives."""
        self._watchers.add(follow)

    def _keep(self, changes):
        apply(self.kit, changes)
        self.journal.refresh()
        try:
            self.journal.commit("answer", LESSON, QUESTION, {_key(change): change._asdict() for change in changes})
        finally:
            self.refresh()  # what the disk refuses is still in memory, and is drawn

    def _read(self):
        kept = self.journal.state.answer(LESSON, QUESTION)
        self.changes, self.own, self.trouble = (), self.kit, ""
        try:
            changes = tuple(map(_change, kept.values())) if isinstance(kept, dict) else ()
            self.own = apply(self.kit, changes)
            self.changes = changes
        except MemoError as error:
            self.trouble = f"Your fork in the journal does not fit, and the kit's coding is shown. {error}"


def _key(change):
    return f"{change.row}, {change.field}"


def _change(kept):
    if not isinstance(kept, dict) or not {"table", "row", "field", "value"} <= kept.keys():
        raise MemoError("It is not complete. Recode the place again.")
    return Change(**{name: str(kept.get(name, "")) for name in Change._fields})
