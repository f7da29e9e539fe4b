"""A fork of the coding: a student's own codes laid over the kit's, which stay as they are.

A fork is a sequence of `Change`s. `apply` checks each against the text and the codebook and gives
new tables; `differences` sets the kit's code beside the student's with the reason.
"""

from typing import NamedTuple

import pandas as pd

from memo.analysis.evidence import MARKS, SEVEN, SILENT
from memo.errors import MemoError, known, need

FIELDS = ("kind", "theme", "certainty", "strength", "actor", "countries_basis", "voice")
_BASES = {"●": "named", "◐": "named", "r": "reference"}
_FOLLOWS = {"named": "●", "reference": "r"}
_DEMANDS = ("proposal", "aim")  # the kinds that have a strength; all others have a certainty
_LACKS = {True: "certainty", False: "strength"}  # by whether a kind is a demand
_EXCLUDE = {"E01": "E02", "E02": "E01"}  # ¶4 sets "some countries" against "others"


class Change(NamedTuple):
    """One code of a student's own: where, which field, what, and why.

    table : "evidence" or "claims"
    row : a cell of the matrix such as "E11-Bulgaria", or a claim's id such as "c13s05a"
    field : "mark" for a cell; for a claim one of kind, theme, certainty, strength, actor, countries_basis, voice
    value : the code, as codes.csv has it, or a mark ● ◐ r –
    reason : in the student's own words
    words : what carries a mark that is not the kit's, copied from one sentence
    edition : version of the edition that was coded
    """

    table: str
    row: str
    field: str
    value: str
    reason: str
    words: str = ""
    edition: str = ""


def apply(coding, changes):
    """The coding with the changes over it, as a new `Coding`; the one given stays as it is.

    A claim whose `countries_basis` changes takes the marks that rest on it along, unless the cell
    itself is recoded. Raises MemoError, with the remedy, for a change that names nothing, gives no
    reason or contradicts the text, the codebook or another change.

    >>> import memo
    >>> kit = memo.analysis.Coding.of(memo.load())
    >>> change = memo.analysis.Change("evidence", "E21-Bulgaria", "mark", "●", "'partially' stands before Czechoslovakia")
    >>> mine = memo.analysis.apply(kit, [change])
    >>> [memo.analysis.matrix(own.evidence).loc["Bulgaria", "E21"] for own in (kit, mine)]
    ['◐', '●']
    """
    changes = [change._replace(reason=_text(change.reason), words=_text(change.words)) for change in changes]
    _agree(changes)
    claims, evidence = coding.claims, coding.evidence
    for change in sorted(changes, key=lambda change: change.field != "kind"):  # the kind decides what else can be coded
        if change.table == "claims":
            claims = _claim(coding, claims, change)
    evidence = _follow(evidence, coding.claims, claims)
    for change in changes:
        if change.table == "evidence":
            evidence = _cell(coding, evidence, change)
    _exclude(evidence)
    return coding._replace(claims=claims, evidence=evidence)


def differences(coding, changes):
    """The kit's code beside yours: place, field, kit, yours, reason, words, edition (one row a change).

    >>> import memo
    >>> kit = memo.analysis.Coding.of(memo.load())
    >>> change = memo.analysis.Change("claims", "c27s01a", "strength", "ought", "the bracket is the translators'")
    >>> memo.analysis.differences(kit, [change])[["place", "kit", "yours"]].values.tolist()
    [['¶27.1, claim a', 'Required', 'Ought']]
    """
    apply(coding, changes)
    rows = [_difference(coding, change) for change in changes]
    return pd.DataFrame(rows, columns=["place", "field", "kit", "yours", "reason", "words", "edition"])


def cell_of(criterion, country):
    """The row id of a cell of the matrix.

    >>> cell_of("E11", "Bulgaria")
    'E11-Bulgaria'
    """
    return f"{criterion}-{country}"


def code_label(codes, field, code):
    """A code in words; "nothing" for none.

    >>> import memo
    >>> code_label(memo.load().codes, "theme", "T10")
    'Force'
    """
    found = codes[(codes["field"] == field) & (codes["code"] == str(code))]
    return found["label"].iloc[0] if len(found) else "nothing"


# -- is a change one that can be made?


def _text(value):
    return " ".join(str(value or "").split())


def _agree(changes):
    seen = {}
    for change in changes:
        known(change.table, ["evidence", "claims"], "table")
        if not change.reason:
            raise MemoError("A code without a reason cannot be argued with. Say in a sentence why you code it so.")
        place = (change.table, change.row, change.field)
        if seen.setdefault(place, change.value) != change.value:
            raise MemoError(
                f"Your fork contradicts itself: {change.row} is coded both {seen[place]!r} and {change.value!r}. Keep one of them."
            )


def _claim(coding, claims, change):
    """The claims with one code changed."""
    need(claims, ["id", "kind", *FIELDS], "claims")
    row = claims["id"] == change.row
    if not row.any():
        raise MemoError(f"There is no claim {change.row!r}. Choose one that doc.claims lists, such as c13s05a.")
    known(change.field, FIELDS, "field")
    offered = coding.codes.loc[coding.codes["field"] == change.field, "code"]
    known(str(change.value), offered, "code")
    kind = claims.loc[row, "kind"].iloc[0]
    if change.field in _LACKS.values() and change.field == _LACKS[kind in _DEMANDS]:
        raise MemoError(
            f"This claim is coded as {kind}, and the codebook gives that kind no {change.field}: proposals and aims have a "
            "strength, all others a certainty. Change its kind first, or code the other field."
        )
    claims = claims.copy()
    claims.loc[row, change.field] = int(change.value) if change.field == "certainty" else change.value
    if change.field == "kind":
        lacked = _LACKS[change.value in _DEMANDS]
        claims.loc[row, lacked] = pd.NA if lacked == "certainty" else ""
    return claims


def _follow(evidence, before, after):
    """The evidence with those marks changed whose claims refer to countries in another way now."""
    was, now = before.set_index("id")["countries_basis"], after.set_index("id")["countries_basis"]
    changed, evidence = set(now.index[was != now]), evidence.copy()
    for row in evidence[evidence["mark"] != ""].itertuples() if changed else ():
        own = row.claims.split("; ")
        old, new = (_strongest(bases[bases.index.isin(own)]) for bases in (was, now))
        if old != new:  # where the words no longer say which country is meant, the cell falls silent
            evidence.loc[row.Index, ["mark", "basis"]] = [_FOLLOWS.get(new, SILENT), new]
    return evidence


def _strongest(bases):
    return min(bases, key=["named", "reference", "group", "unnamed", ""].index, default="")


def _cell(coding, evidence, change):
    """The evidence with one cell's mark changed."""
    criterion, _, country = change.row.partition("-")
    known(criterion, coding.criteria["id"], "criterion")
    known(country, SEVEN, "country")
    known(change.field, ["mark"], "field")
    known(change.value, MARKS, "mark")
    own = (evidence["criterion"] == criterion) & (evidence["country"] == country)
    if change.value == SILENT:
        if change.words:
            raise MemoError("A silent text has no words. Take the passage out, or choose a mark that it carries.")
        evidence = evidence.copy()
        evidence.loc[own, "mark"] = SILENT
        return evidence
    quote, paragraph = _quote(coding, evidence[own], change)
    if change.value == "●":
        _named(coding, country, quote)
    evidence = evidence.copy()
    if own.any():
        evidence.loc[own, ["mark", "basis", "note"]] = [change.value, _BASES[change.value], f"your coding: {change.reason}"]
        evidence.loc[own & (change.value != "◐"), "scope"] = ""
        if change.words:
            evidence.loc[own, ["quote", "reading", "paragraph"]] = [quote, quote, paragraph]
        return evidence
    added = {
        "id": change.row, "criterion": criterion, "country": country, "paragraph": paragraph, "quote": quote, "reading": quote,
        "matrix": True, "scope": "", "members": "", "before": "", "antecedent": "",
        "basis": _BASES[change.value], "mark": change.value, "detail": "", "claims": "", "note": f"your coding: {change.reason}",
    }  # fmt: skip
    return pd.concat([evidence, pd.DataFrame([added])[evidence.columns].astype(evidence.dtypes)], ignore_index=True)


def _quote(coding, own, change):
    """The words that carry the mark and their paragraph: the student's, else the kit's."""
    if not change.words:
        if own.empty:
            raise MemoError("The kit finds no words here that single this country out. Copy those (at least five) that carry your mark.")
        return own["quote"].iloc[0], int(own["paragraph"].iloc[0])
    for sentence in coding.sentences.itertuples():
        if any(change.words in _text(text) for text in (sentence.text, sentence.diplomatic)):
            return change.words, int(sentence.paragraph)
    raise MemoError(f"The words {change.words[:40]!r} do not stand in one sentence of the text. Copy them from the reader.")


def _named(coding, country, quote):
    forms = coding.entities.set_index("id").loc[country, "forms"].split("|")
    if not any(form in quote for form in forms):
        raise MemoError(
            f"● says that the country is named in the words, and {forms[0]} does not stand in them. "
            "Choose r for a reference, or copy words that name it."
        )


def _exclude(evidence):
    """¶4 speaks of some countries and of others: nobody can be in both groups."""
    both = evidence[evidence["criterion"].isin(_EXCLUDE) & (evidence["mark"] != SILENT)].groupby("country")["criterion"].nunique()
    for country in both.index[both > 1]:
        raise MemoError(
            f"Your fork contradicts itself: {country} would stand in both groups of ¶4, which says “some countries” and “others”. "
            f"First recode {country} in the other of the two criteria of ¶4 as –."
        )


def _difference(coding, change):
    shown = {"reason": _text(change.reason), "words": _text(change.words), "edition": change.edition}
    if change.table == "claims":
        row = coding.claims.set_index("id").loc[change.row]
        label = coding.sentences.loc[row["sentence"], "label"]
        values = [code_label(coding.codes, change.field, code) for code in (row[change.field], change.value)]
        place = f"¶{label}, claim {change.row[-1]}"
    else:
        criterion, _, country = change.row.partition("-")
        own = coding.evidence[(coding.evidence["criterion"] == criterion) & (coding.evidence["country"] == country)]
        values = [own["mark"].iloc[0] if len(own) else SILENT, change.value]
        values = [f"{mark} {MARKS[mark]}" for mark in values]
        named = coding.criteria.set_index("id").loc[criterion]
        place = f"{country}, {named['label']} (¶{named['paragraph']})"
    return {"place": place, "field": change.field.replace("_", " "), "kit": values[0], "yours": values[1], **shown}
