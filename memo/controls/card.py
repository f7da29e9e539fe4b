"""What a form shows of a country: its card, known on the day, and the passages that speak of it.

Nothing here tells what came after 24 February 1989: `later` and `note` of the tables stay closed.
"""

import re

from memo.analysis import passages
from memo.analysis.countries import strength
from memo.controls.counting import times


def quotes(evidence, criteria=None, country=None):
    """The passages as blocks, each with its paragraph, whom it concerns and what is open in it."""
    return [
        {
            "quote": row.words,
            "before": row.antecedent,
            "cite": " · ".join(filter(None, [f"¶{row.paragraph}", row.countries, row.note])),
        }
        for row in passages(evidence, criteria, country).itertuples()
    ]


def card(doc, country):
    """The country card of 24 February 1989 as a table block; nothing in it is from the text.

    >>> import memo
    >>> rows = dict(card(memo.load(), "Hungary")["table"]["rows"])
    >>> rows["Leader"]
    "Károly Grósz, General Secretary of the Hungarian Socialist Workers' Party (since 22 May 1988)"
    """
    row = next(doc.countries.query("id == @country", local_dict={"country": country}).itertuples())
    rows = [
        ["Leader", f"{row.leader}, {row.office}"],
        ["Head of government", row.head_of_government],
        ["Ruling party", row.ruling_party],
        ["Capital", row.capital],
        ["Alliance", f"{row.alliance}, since {row.pact_since}" if row.alliance == "Warsaw Pact" else row.alliance],
        [
            "Soviet troops",
            f"stationed here, {strength(row)} (counts published later)"
            if row.soviet_troops
            else "none stationed here"
            if country != "USSR"
            else "–",
        ],
        ["Known on that day", row.known],
        ["Sources of this card", sources(doc, row)],
    ]
    return {"table": {"caption": f"{row.name}, 24 February 1989", "head": ["On the day", "Not from the text"], "rows": rows}}


def mentions(doc, country):
    """How often the text names the country, and where.

    >>> import memo
    >>> mentions(memo.load(), "Yugoslavia")
    'named twice: ¶4, ¶14'
    """
    own = doc.mentions.query("entity == @country", local_dict={"country": country})
    places = ", ".join(f"¶{number}" for number in dict.fromkeys(own["paragraph"]))
    return f"named {times(len(own))}: {places}"


def sources(doc, row):
    """Where the card's facts are told: place and year only, for a title may tell how it went on."""
    works = doc.works.set_index("id")
    found = [works.loc[work] for work in row.work.split("; ")]
    told = [_place(work["container"], work["year"]) for work in found]
    return "; ".join(dict.fromkeys(told)) + ("" if row.checked else ". Not checked by the kit")


def _place(container, year):
    """Where and when, without archive numbers.

    >>> _place("Los Angeles Times, 12 February 1989 (la-xpm-1989-02-12-mn-2831)", "1989")
    'Los Angeles Times, 12 February 1989'
    """
    container = re.sub(r" \(.*\)", "", container)
    return container if not year or year in container else f"{container}, {year}"
