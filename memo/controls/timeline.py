"""A timeline to read: what had happened, and was known, between two days."""

from memo.controls.form import Form
from memo.dates import days
from memo.errors import MemoError
from memo.journal.present import present_journal


class Timeline(Form):
    """The events from one day to another, each with what was known then and where that is told.

    doc : Memorandum
    first, last : str, days such as "1989-02-24"; `last` is also the limit of what may be told
    country : str, default all

    Raises MemoError where there is no event.

    >>> import memo
    >>> weeks = memo.controls.Timeline(memo.load(), "1989-02-01", "1989-02-24")
    >>> weeks.events["date"].max() <= "1989-02-24"
    True
    """

    def __init__(self, doc, first, last, country=None, journal=None):
        events = doc.events
        events = events[(events["date"] >= first) & (events["date"] <= last)].sort_values("date")
        if country is not None:
            events = events[events["country"] == country]
        if events.empty:
            raise MemoError(f"There is no event from {first} to {last}. Give two days, the earlier first, such as 1988-12-01.")
        self.events, self._works = events, doc.works.set_index("id")
        super().__init__(journal or present_journal(), f"timeline.{first}.{last}")

    def draw(self):
        self.spec = {"label": "Timeline", "intro": [{"timeline": [self._entry(row) for row in self.events.itertuples()]}]}

    def press(self, button, values):
        return True

    def _entry(self, row):
        remarks = [row.known, row.disagreement and f"Sources disagree: {row.disagreement}"]
        return {
            "when": days(row.date, row.end_date),
            "where": row.country,
            "what": row.title + ("" if row.public else " (not public at the time)"),
            "more": " ".join(filter(None, remarks)),
            "source": "; ".join(self._source(work) for work in row.work.split("; ")) + ("" if row.checked else " (not checked by the kit)"),
        }

    def _source(self, work):
        found = self._works.loc[work]
        # Titles of later works tell what came later; where it appeared does not.
        return found["container"] or found["author"] or found["title"]
