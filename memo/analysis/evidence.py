"""Country by criterion: what the text says of each country, with what certainty of reference.

Marks are the codebook's (memo/data/codebook.md): ● the country is named in the words, ◐ named with a word
such as “chiefly”, r meant by reference to a list elsewhere, – the text does not say it of this country.
Beside them stands ○ for a country that belongs to a class of which the text speaks.
"""

import pandas as pd

from memo.errors import known, need

SEVEN = ("Poland", "Hungary", "Yugoslavia", "Czechoslovakia", "GDR", "Bulgaria", "Romania")
MARKS = {
    "●": "named",
    "◐": "named, with “chiefly”, “most”, “such as”, “especially” or “partially”",
    "r": "by reference",
    "–": "not said",
}
SILENT, CLASS = "–", "○"
_COLUMNS = ["criterion", "country", "paragraph", "reading", "antecedent", "mark", "scope", "members", "detail", "matrix", "note"]


def matrix(evidence):
    """The evidence matrix: one row for each of the seven countries, one column a criterion, cells are marks.

    evidence : DataFrame, as `doc.evidence`

    Left out are criteria under which the text names no country of the seven, but a class or nobody.
    Raises MemoError where a column is missing.

    >>> import memo
    >>> memo.analysis.matrix(memo.load().evidence).shape
    (7, 17)
    """
    need(evidence, _COLUMNS, "evidence")
    rows = evidence[evidence["matrix"].astype(bool) & evidence["country"].isin(SEVEN)]
    marks = rows.drop_duplicates(["criterion", "country"])
    wide = marks.pivot(index="country", columns="criterion", values="mark")
    wide = wide.reindex(index=pd.Index(SEVEN, name="country"), columns=sorted(wide.columns))
    return wide.fillna(SILENT).astype("str").rename_axis(columns=None)


def by_criterion(evidence, *criteria):
    """What one criterion says of each country: country, criterion, mark, scope, detail, paragraph, words, note.

    evidence : DataFrame, as `doc.evidence`
    criteria : str
        One id such as "E11"; or several that exclude each other, such as "E01", "E02" for the two groups of ¶4.

    One row for each of the seven, and for the Soviet Union where the text names it; a country that the text
    does not single out has the mark ○ where it speaks of a class that holds it, else – and no words. Raises MemoError for an unknown
    criterion or a missing column.

    >>> import memo
    >>> table = memo.analysis.by_criterion(memo.load().evidence, "E11")
    >>> table.set_index("country").loc["Romania", ["mark", "paragraph"]].tolist()
    ['●', 13]
    """
    need(evidence, _COLUMNS, "evidence")
    for criterion in criteria:
        known(criterion, evidence["criterion"].unique(), "criterion")
    said = evidence[evidence["criterion"].isin(criteria) & (evidence["mark"] != SILENT)]
    named = said[said["mark"] != ""]
    countries = [*SEVEN, *(["USSR"] if (named["country"] == "USSR").any() else [])]
    return pd.DataFrame([_one(named[named["country"] == country], said, country) for country in countries])


def _one(rows, said, country):
    """One country's row: its mark, and the words where there are some."""
    if rows.empty:
        rows = said[[country in members.split("; ") for members in said["members"]]]
    if rows.empty:
        nothing = {"country": country, "criterion": "", "mark": SILENT, "scope": "", "detail": ""}
        return nothing | {"paragraph": pd.NA, "words": "", "note": ""}
    first = rows.iloc[0]
    return {
        "country": country,
        "criterion": first["criterion"],
        "mark": first["mark"] or CLASS,
        "scope": first["scope"],
        "detail": ", ".join(filter(None, rows["detail"])),
        "paragraph": int(first["paragraph"]),
        "words": first["reading"],
        "note": first["note"],
    }


def passages(evidence, criteria=None, country=None):
    """The words behind the marks, each passage once: paragraph, words, antecedent, criteria, countries (by mark), note.

    `antecedent` is the sentence before, where the words begin with “This” and would not stand alone.

    criteria : iterable of str, default all
    country : str, default all; with a country only what is said of it

    Raises MemoError for an unknown country or a missing column.

    >>> import memo
    >>> memo.analysis.passages(memo.load().evidence, ["E19"])["countries"].tolist()
    ['● Hungary, Czechoslovakia']
    """
    need(evidence, _COLUMNS, "evidence")
    rows = evidence[evidence["mark"] != SILENT]
    if criteria is not None:
        rows = rows[rows["criterion"].isin(list(criteria))]
    if country is not None:
        known(country, [*SEVEN, "USSR"], "country")
        rows = rows[rows["country"] == country]
    groups = rows.groupby(["paragraph", "reading"], sort=False)
    return pd.DataFrame(
        [
            {
                "paragraph": int(paragraph),
                "words": words,
                "antecedent": group["antecedent"].iloc[0],
                "criteria": "; ".join(dict.fromkeys(group["criterion"])),
                "countries": "; ".join(_named(group)),
                "note": "; ".join(filter(None, dict.fromkeys(group["note"]))),
            }
            for (paragraph, words), group in groups
        ],
        columns=["paragraph", "words", "antecedent", "criteria", "countries", "note"],
    )


def _named(group):
    for mark, rows in group[group["mark"] != ""].groupby("mark", sort=False):
        yield f"{mark} {', '.join(dict.fromkeys(rows['country']))}"
