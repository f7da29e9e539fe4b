"""Who acts and who is acted on, and how sure the text is of what: counts of the kit's coding."""

import pandas as pd

from memo.errors import known, need

WHO = ("USSR", "leadership", "ruling parties", "opposition", "society", "states", "West", "process")
ROLES = {"acts": "actor", "is acted on": "affected"}
GRADES = (5, 4, 3, 2, 1)
UNGRADED = "no grade"


def who_acts(claims, paragraphs):
    """How many claims have whom as the one who acts, and as the one who is acted on, by part of the text.

    claims, paragraphs : DataFrame, as `doc.claims` and `doc.paragraphs`

    One row for each of `WHO`; columns (role, part) with role "acts" or "is acted on". "process" is the code for
    nobody: an abstract noun or a passive without an agent. Claims in which nobody is acted on are not counted there.

    >>> import memo
    >>> doc = memo.load()
    >>> who_acts(doc.claims, doc.paragraphs).loc["opposition", "acts"].to_dict()
    {'analysis': 7, 'proposals': 0}
    """
    need(claims, ["paragraph", "actor", "affected"], "claims")
    part = claims["paragraph"].map(paragraphs["part"])
    tables = {role: pd.crosstab(claims[column], part) for role, column in ROLES.items()}
    columns = pd.MultiIndex.from_product([ROLES, ["analysis", "proposals"]])
    wide = pd.concat(tables, axis=1).reindex(index=list(WHO), columns=columns)
    return wide.fillna(0).astype("int64").rename_axis(index="who", columns=["role", "part"])


def certainty_by_theme(claims, themes):
    """How many claims of each theme have which grade of certainty, as worded: 5 emphatic to 1 reported.

    claims : DataFrame, as `doc.claims`
    themes : sequence of str, the ids such as "T9", in the order of the rows

    Columns 5, 4, 3, 2, 1 and "no grade": aims and proposals want something, and have none. The grades are ranks:
    they can be compared and counted, not added.

    >>> import memo
    >>> doc = memo.load()
    >>> certainty_by_theme(doc.claims, ["T11"]).loc["T11"].tolist()
    [0, 2, 4, 0, 0, 2]
    """
    need(claims, ["theme", "certainty"], "claims")
    grade = claims["certainty"].astype("object").where(claims["certainty"].notna(), UNGRADED)
    table = pd.crosstab(claims["theme"], grade).reindex(index=list(themes), columns=[*GRADES, UNGRADED])
    return table.fillna(0).astype("int64").rename_axis(index="theme", columns="certainty")


def claims_of(claims, paragraphs, role, who, part=None):
    """The claims in which somebody acts or is acted on, in the whole text or in one part.

    role : "acts" or "is acted on"
    who : str, one of `WHO`
    part : "analysis", "proposals" or None

    Raises MemoError for a role or code that there is not.

    >>> import memo
    >>> doc = memo.load()
    >>> claims_of(doc.claims, doc.paragraphs, "acts", "society")["sentence"].tolist()
    ['p07s01']
    """
    known(role, ROLES, "role")
    known(who, WHO, "code")
    chosen = claims[ROLES[role]] == who
    return claims[chosen if part is None else chosen & (claims["paragraph"].map(paragraphs["part"]) == part)]
