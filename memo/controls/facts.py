"""What could be known on 27 February 1989, outside the memorandum, as a list to search."""

import weakref

from memo.controls.card import sources
from memo.dates import BRIEF, days

# The paper itself is what the brief is about; of those who handed the copy down nobody knew yet.
_NOT_OFFERED = {"1989-02-24-memorandum", "levesque", "zubok-goldberg", "ministry-foreign-affairs"}
_MADE = weakref.WeakKeyDictionary()  # a board asks at every pause in the typing


def facts(doc, desk=None):
    """Events up to the day, countries, quarrels and actors, each as it was known: dicts of id, when, where, what, more, source.

    desk : row of `doc.desks`, which may know of events that were not public

    >>> import memo
    >>> doc = memo.load()
    >>> known = {fact["id"] for fact in facts(doc)}
    >>> "events/1989-02-06-round-table" in known, "events/1989-01-21-politburo" in known
    (True, False)
    """
    made = _MADE.setdefault(doc, {})
    name = desk and desk.id
    if name not in made:
        made[name] = [*_events(doc, desk), *_standing(doc)]
    return made[name]


def _events(doc, desk):
    private = set(desk.events.split("; ")) if desk else set()
    events = doc.events[(doc.events["date"] <= BRIEF) & (doc.events["end_date"] <= BRIEF) & ~doc.events["id"].isin(_NOT_OFFERED)]
    for row in events[events["public"] | events["id"].isin(private)].sort_values("date", ascending=False, kind="stable").itertuples():
        more = row.known if row.public else "Not public. Your desk could know of it."
        yield _fact(doc, row, "events", days(row.date, row.end_date), row.country, row.title, more)


def _standing(doc):
    """What holds on the day without being an event of it."""
    for row in doc.countries.itertuples():
        yield _fact(doc, row, "countries", "February 1989", row.id, f"{row.name}: {row.leader}, {row.office}", row.known)
    for row in doc.disputes.itertuples():
        yield _fact(doc, row, "disputes", "February 1989", f"{row.a} and {row.b}", f"A quarrel about {row.what}", row.known)
    for row in doc.actors[~doc.actors["id"].isin(_NOT_OFFERED)].itertuples():
        yield _fact(doc, row, "actors", "February 1989", row.country, row.name, row.known)


def _fact(doc, row, table, when, where, what, more):
    return {"id": f"{table}/{row.id}", "when": when, "where": where, "what": what, "more": more, "source": sources(doc, row)}
