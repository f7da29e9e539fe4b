"""Country by criterion: what the text says of each country, with what certainty of reference.

Marks are the codebook's (memo/data/codebook.md): ● the country is named in the words, ◐ named but
qualified or open, r meant by reference to a list elsewhere, – the text is silent.
"""

import pandas as pd

from memo.analysis.coding import known, need

SEVEN = ("Poland", "Hungary", "Yugoslavia", "Czechoslovakia", "GDR", "Bulgaria", "Romania")
MARKS = {"●": "named", "◐": "named, qualified or open", "r": "by reference", "–": "text silent"}
SILENT = "–"
_COLUMNS = ["criterion", "country", "paragraph", "reading", "mark", "detail", "matrix", "note"]


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
    """What one criterion says of each country: country, criterion, mark, detail, paragraph, words, note.

    evidence : DataFrame, as `doc.evidence`
    criteria : str
        One id such as "E11"; or several that exclude each other, such as "E01", "E02" for the two groups of ¶4.

    One row for each of the seven, and for the Soviet Union where the text names it; a country of
    which the text says nothing has the mark – and no words. Raises MemoError for an unknown
    criterion or a missing column.

    >>> import memo
    >>> table = memo.analysis.by_criterion(memo.load().evidence, "E11")
    >>> table.set_index("country").loc["Romania", ["mark", "paragraph"]].tolist()
    ['●', 13]
    """
    need(evidence, _COLUMNS, "evidence")
    for criterion in criteria:
        known(criterion, evidence["criterion"].unique(), "criterion")
    rows = evidence[evidence["criterion"].isin(criteria) & ~evidence["mark"].isin(["", SILENT])]
    countries = [*SEVEN, *(["USSR"] if (rows["country"] == "USSR").any() else [])]
    return pd.DataFrame([_one(rows[rows["country"] == country], country) for country in countries])


def _one(rows, country):
    """One country's row: its mark, and the words where there are some."""
    if rows.empty:
        return {"country": country, "criterion": "", "mark": SILENT, "detail": "", "paragraph": pd.NA, "words": "", "note": ""}
    first = rows.iloc[0]
    return {
        "country": country,
        "criterion": first["criterion"],
        "mark": first["mark"],
        "detail": ", ".join(filter(None, rows["detail"])),
        "paragraph": int(first["paragraph"]),
        "words": first["reading"],
        "note": first["note"],
    }


def passages(evidence, criteria=None, country=None):
    """The words behind the marks, each passage once: paragraph, words, criteria, countries (by mark), note.

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
                "criteria": "; ".join(dict.fromkeys(group["criterion"])),
                "countries": "; ".join(_named(group)),
                "note": "; ".join(filter(None, dict.fromkeys(group["note"]))),
            }
            for (paragraph, words), group in groups
        ],
        columns=["paragraph", "words", "criteria", "countries", "note"],
    )


def _named(group):
    for mark, rows in group[group["mark"] != ""].groupby("mark", sort=False):
        yield f"{mark} {', '.join(dict.fromkeys(rows['country']))}"
