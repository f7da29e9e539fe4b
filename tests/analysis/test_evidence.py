"""The evidence as tables: matrix, one criterion, passages. Each mark walks back to a paragraph and its words."""

import pytest

import memo
from memo.analysis.evidence import CLASS, MARKS, SILENT

GROUP_ONLY = {"E09", "E15", "E17", "E18"}  # a class, or "here and there": no country is named


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def test_the_matrix_has_seven_countries_and_the_criteria_that_name_one(doc):
    marks = memo.analysis.matrix(doc.evidence)
    assert tuple(marks.index) == memo.analysis.SEVEN
    assert set(marks.columns) == set(doc.criteria["id"]) - GROUP_ONLY
    assert set(marks.to_numpy().flat) <= set(MARKS)


def test_the_matrix_is_the_evidence_and_nothing_else(doc):
    marks = memo.analysis.matrix(doc.evidence)
    told = {(row.country, row.criterion): row.mark for row in doc.evidence[doc.evidence["matrix"]].itertuples()}
    shown = {(country, name): mark for name in marks for country, mark in marks[name].items() if mark != SILENT}
    assert shown == told


@pytest.mark.parametrize(
    ("country", "criterion", "mark"),
    [
        ("Hungary", "E01", "●"),
        ("Bulgaria", "E11", "–"),  # ¶13 names three of the four
        ("Bulgaria", "E21", "◐"),  # the reach of "partially" is open
        ("Romania", "E10", "r"),  # "these countries"
        ("Czechoslovakia", "E14", "–"),  # in none of the quarrels
        ("Yugoslavia", "E20", "–"),
    ],
)
def test_hard_cases(doc, country, criterion, mark):
    assert memo.analysis.matrix(doc.evidence).at[country, criterion] == mark


def test_every_criterion_gives_every_country_a_row(doc):
    for criterion in doc.criteria["id"]:
        table = memo.analysis.by_criterion(doc.evidence, criterion)
        assert list(table["country"])[:7] == list(memo.analysis.SEVEN)
        said = table[~table["mark"].isin([SILENT, CLASS])]
        assert set(said["country"]) == set(doc.evidence.query("criterion == @criterion and mark != ''")["country"])


def test_every_mark_walks_back_to_its_words(doc):
    """The words stand in the paragraph that is given, in the reading text."""
    for criterion in doc.criteria["id"]:
        table = memo.analysis.by_criterion(doc.evidence, criterion)
        for row in table[table["mark"] != SILENT].itertuples():
            assert row.words in " ".join(doc.paragraphs.at[row.paragraph, "text"].split()), row
        assert not table.loc[table["mark"] == SILENT, "words"].any()


def test_both_groups_of_one_paragraph(doc):
    table = memo.analysis.by_criterion(doc.evidence, "E01", "E02").set_index("country")
    assert set(table.index[table["criterion"] == "E01"]) == {"Hungary", "Poland", "Yugoslavia"}
    assert set(table.index[table["criterion"] == "E02"]) == {"Romania", "GDR", "Czechoslovakia", "Bulgaria"}


def test_quarrels_name_the_other_side_and_the_soviet_union(doc):
    table = memo.analysis.by_criterion(doc.evidence, "E14").set_index("country")
    assert table.at["Romania", "detail"] == "Hungary, USSR"
    assert table.at["USSR", "mark"] == "●"


def test_a_class_singles_nobody_out(doc):
    """“All East European countries” and one of the four are ○; who “the allies” are the text does not say."""
    whom = {"E15": set(memo.analysis.SEVEN), "E09": {"Romania", "GDR", "Czechoslovakia", "Bulgaria"}, "E17": set(), "E18": set()}
    assert set(whom) == set(GROUP_ONLY)
    for criterion, members in whom.items():
        table = memo.analysis.by_criterion(doc.evidence, criterion)
        assert set(table.loc[table["mark"] == CLASS, "country"]) == members
        assert set(table["mark"]) <= {SILENT, CLASS}
        assert len(memo.analysis.passages(doc.evidence, [criterion])) == 1


def test_a_qualified_mark_says_by_which_word(doc):
    rows = doc.evidence[doc.evidence["mark"] == "◐"]
    for row in rows.itertuples():
        assert row.scope in MARKS["◐"] and row.scope in row.reading
    assert (doc.evidence.loc[doc.evidence["mark"] != "◐", "scope"] == "").all()


def test_words_that_begin_with_this_bring_the_sentence_before(doc):
    for row in doc.evidence.itertuples():
        assert row.reading.startswith("This ") == bool(row.antecedent)
    found = memo.analysis.passages(doc.evidence, ["E06"])["antecedent"].iloc[0]
    assert found.startswith("The ruling parties have been forced into concessions")


def test_passages_come_once_with_all_they_concern(doc):
    found = memo.analysis.passages(doc.evidence, ["E07"])
    assert found["countries"].tolist() == ["● Romania, GDR, Czechoslovakia, Bulgaria"]
    own = memo.analysis.passages(doc.evidence, country="Yugoslavia")
    assert own["paragraph"].tolist() == [4, 14]


def test_bad_tables_and_names_are_told_with_the_remedy(doc):
    with pytest.raises(memo.MemoError, match="no column 'mark'.*Take it from doc.evidence"):
        memo.analysis.matrix(doc.evidence.drop(columns="mark"))
    with pytest.raises(memo.MemoError, match="no criterion 'E99'.*Choose one of: E01"):
        memo.analysis.by_criterion(doc.evidence, "E99")
    with pytest.raises(memo.MemoError, match="no country 'Prussia'.*Choose one of: Poland"):
        memo.analysis.passages(doc.evidence, country="Prussia")
    with pytest.raises(memo.MemoError, match="no column"):
        memo.analysis.matrix(None)


def test_no_table_is_changed(doc):
    before = doc.evidence
    memo.analysis.matrix(before)
    memo.analysis.by_criterion(before, "E11")
    memo.analysis.passages(before)
    assert before.equals(doc.evidence)
