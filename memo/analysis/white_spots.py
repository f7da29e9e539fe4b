"""The white spots of ¶14: what happened, what was said of it, who asked, and what of that was known on the day."""

from memo.dates import PAPER

SPOTS = {
    "1939": "1939: the Soviet-German Pact",
    "Katyn": "Katyn",
    "1956": "1956 in Hungary",
    "1968": "1968 in Czechoslovakia",
}
STRANDS = {
    "happened": "What happened",
    "said": "What was said, or kept silent",
    "asked": "Who asked for it",
    "admitted": "What was admitted, and when",
}
UNKNOWN = "Nothing."


def white_spots(events, later=False):
    """The events of the four white spots in the order of time, as a DataFrame with the columns of `events`.

    events : DataFrame, as `doc.events`
    later : also what came after 24 February 1989, and what had happened and nobody outside knew

    >>> import memo
    >>> events = memo.load().events
    >>> before = white_spots(events)
    >>> before["date"].max() <= PAPER, "admitted" in set(before["strand"])
    (True, False)
    >>> len(white_spots(events, later=True)) > len(before)
    True
    """
    own = events[events["spot"].isin(SPOTS)]
    if not later:
        own = own[(own["date"] <= PAPER) & (own["known"] != UNKNOWN)]
    middle = own["date"].str.len().map({4: "-07-01", 7: "-15", 10: ""})
    return own.assign(order=own["date"] + middle).sort_values("order", kind="stable").drop(columns="order")


def wordings(doc, spot):
    """The sentences that name a white spot in the diagnosis and in the remedy, as {paragraph: words or None}.

    >>> import memo
    >>> wordings(memo.load(), "1939")
    {14: 'the Soviet-German Pact of 1939', 33: None}
    """
    named = doc.evidence.query("criterion == 'E12' and detail == @spot", local_dict={"spot": spot})["reading"].iloc[0]
    named = named.removesuffix(", etc.")
    bare = named.replace(',"', '"')  # American printers put the comma within the quotation marks
    return {14: named, 33: bare if bare in doc.paragraphs.at[33, "text"] else None}
