"""A fork lies over the kit's coding, which stays; what contradicts text, codebook or itself is refused."""

import pytest

import memo
from memo.analysis import Change, Coding, apply, differences, matrix

WORDS = "the leadership of Romania, the German Democratic Republic, [and] Czechoslovakia are trying to block"


@pytest.fixture(scope="module")
def kit():
    return Coding.of(memo.load())


def cell(country, criterion, mark, reason="because", words=""):
    return Change("evidence", f"{criterion}-{country}", "mark", mark, reason, words)


def claim(name, field, code, reason="because"):
    return Change("claims", name, field, code, reason)


def mark(coding, country, criterion):
    return matrix(coding.evidence).at[country, criterion]


def test_the_kit_stays_as_it_is(kit):
    evidence, claims = kit.evidence.copy(), kit.claims.copy()
    apply(kit, [cell("Bulgaria", "E21", "●"), claim("c10s01a", "certainty", "2")])
    assert kit.evidence.equals(evidence) and kit.claims.equals(claims)


def test_no_change_is_the_kit(kit):
    assert apply(kit, []).evidence.equals(kit.evidence)


def test_only_what_was_changed_differs(kit):
    mine = apply(kit, [cell("Bulgaria", "E21", "●")])
    differing = matrix(mine.evidence).compare(matrix(kit.evidence))
    assert differing.shape[0] == 1 and mark(mine, "Bulgaria", "E21") == "●"


def test_a_cell_can_fall_silent_and_take_the_map_along(kit):
    mine = apply(kit, [cell("Romania", "E16", "–")])
    assert mark(mine, "Romania", "E16") == "–"
    assert set(memo.analysis.by_criterion(mine.evidence, "E16")["mark"]) == {"–"}
    assert memo.analysis.passages(mine.evidence, ["E16"]).empty


def test_a_silent_cell_speaks_only_with_words(kit):
    with pytest.raises(memo.MemoError, match="single this country out. Copy those"):
        apply(kit, [cell("Bulgaria", "E11", "r")])
    words = "In countries where authoritarian methods of leadership are being retained"
    mine = apply(kit, [cell("Bulgaria", "E11", "r", words=words)])
    row = memo.analysis.by_criterion(mine.evidence, "E11").set_index("country").loc["Bulgaria"]
    assert (row["mark"], row["paragraph"], row["words"]) == ("r", 11, words)


def test_own_words_replace_the_kits(kit):
    words = "which has obviously taken a course of dismantling the existing organs"
    mine = apply(kit, [cell("Romania", "E16", "◐", words=words)])
    assert memo.analysis.passages(mine.evidence, ["E16"])["words"].tolist() == [words]


@pytest.mark.parametrize("basis, expected", [("reference", "r"), ("group", "–"), ("unnamed", "–")])
def test_marks_follow_a_claim(kit, basis, expected):
    mine = apply(kit, [claim("c33s02a", "countries_basis", basis)])
    assert {mark(mine, country, "E13") for country in ("Poland", "Hungary", "Czechoslovakia")} == {expected}


def test_a_cell_of_its_own_goes_before_its_claim(kit):
    mine = apply(kit, [cell("Poland", "E13", "●"), claim("c33s02a", "countries_basis", "reference")])
    assert (mark(mine, "Poland", "E13"), mark(mine, "Hungary", "E13")) == ("●", "r")


def test_a_mark_stays_while_another_claim_still_names_the_country(kit):
    mine = apply(kit, [claim("c06s02c", "countries_basis", "unnamed")])
    assert mark(mine, "Poland", "E03") == mark(kit, "Poland", "E03")


def test_a_kind_brings_or_takes_strength_and_certainty(kit):
    mine = apply(kit, [claim("c27s01a", "kind", "diagnosis")]).claims.set_index("id").loc["c27s01a"]
    assert mine["strength"] == ""
    mine = apply(kit, [claim("c27s01a", "certainty", "5"), claim("c27s01a", "kind", "diagnosis")])
    assert mine.claims.set_index("id").loc["c27s01a", "certainty"] == 5


CONTRADICTIONS = {
    "itself": ([cell("Bulgaria", "E21", "●"), cell("Bulgaria", "E21", "–")], "contradicts itself.*Keep one"),
    "both groups": ([cell("Bulgaria", "E01", "r", words=WORDS)], "both groups of ¶4.*First recode"),
    "not named": ([cell("Bulgaria", "E10", "●")], "Bulgaria does not stand in them. Choose r"),
    "silence with words": ([cell("Romania", "E16", "–", words=WORDS)], "A silent text has no words. Take"),
    "words not in the text": ([cell("Bulgaria", "E11", "r", words="Bulgaria is blocking perestroika too")], "do not stand"),
    "no reason": ([cell("Bulgaria", "E21", "●", reason=" ")], "Say in a sentence why"),
    "certainty of a demand": ([claim("c27s01a", "certainty", "5")], "gives that kind no certainty.*Change its kind"),
    "strength of a diagnosis": ([claim("c06s03a", "strength", "ought")], "gives that kind no strength"),
    "unknown country": ([cell("Prussia", "E11", "r")], "no country 'Prussia'.*Choose one of: Poland"),
    "the Soviet Union": ([cell("USSR", "E14", "–")], "no country 'USSR'"),
    "unknown criterion": ([cell("Poland", "E99", "r")], "no criterion 'E99'"),
    "unknown mark": ([cell("Poland", "E13", "x")], "no mark 'x'.*Choose one of: ●"),
    "unknown claim": ([claim("c99s01a", "kind", "aim")], "no claim 'c99s01a'.*such as c13s05a"),
    "unknown field": ([claim("c06s03a", "quote", "x")], "no field 'quote'"),
    "unknown code": ([claim("c06s03a", "kind", "prophecy")], "no code 'prophecy'"),
    "unknown table": ([Change("works", "x", "title", "y", "z")], "no table 'works'"),
}


@pytest.mark.parametrize(("changes", "told"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_what_cannot_be_is_refused_with_the_remedy(kit, changes, told):
    with pytest.raises(memo.MemoError, match=told):
        apply(kit, changes)
    with pytest.raises(memo.MemoError):
        differences(kit, changes)


def test_differences_set_the_kits_code_beside_yours(kit):
    changes = [
        cell("Bulgaria", "E21", "●", "'partially' stands before Czechoslovakia")._replace(edition="0.1.0"),
        claim("c27s01a", "strength", "ought", "the bracket is the translators'"),
    ]
    table = differences(kit, changes)
    assert table.loc[0, ["kit", "yours", "edition"]].tolist() == [
        "◐ named, with “chiefly”, “most”, “such as”, “especially” or “partially”",
        "● named",
        "0.1.0",
    ]
    assert "Bulgaria" in table.at[0, "place"] and "¶29" in table.at[0, "place"]
    assert table.loc[1, ["place", "field", "kit", "yours"]].tolist() == ["¶27.1, claim a", "strength", "Required", "Ought"]
    assert table["reason"].all()
