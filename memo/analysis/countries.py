"""Countries as sentences name them, and what a card or a map says of the Soviet soldiers in them."""

_NAMES = {"GDR": "the GDR", "USSR": "the Soviet Union"}


def name(country):
    """A country's name within a sentence.

    >>> name("GDR"), name("Poland")
    ('the GDR', 'Poland')
    """
    return _NAMES.get(country, country)


def short(country):
    """The same where a map or a title has little room.

    >>> short("USSR"), short("Poland")
    ('the USSR', 'Poland')
    """
    return f"the {country}" if country in _NAMES else country


def listed(countries):
    """Names in a row.

    >>> listed(["Romania", "GDR", "Poland"])
    'Romania, the GDR and Poland'
    """
    names = [name(country) for country in countries]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "no country"


def strength(row):
    """How many Soviet soldiers a row of `doc.countries` counts, in words.

    >>> import memo
    >>> strength(memo.load().countries.set_index("id").loc["Hungary"])
    '62,000 to 65,000 men'
    """
    least, most = int(row.troops_from), int(row.troops_to)
    return f"{least:,} men" if least == most else f"{least:,} to {most:,} men"
