"""The coding: quotes, coverage, the passages with two readings, matrix, forecasts, agreement."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

import memo

ROOT = Path(__file__).resolve().parents[2]
DOC = memo.load()

# The passages of the codebook's section 10, by words that stand in them.
TWO_READINGS = [
    "This chiefly concerns Poland and Hungary",
    "have lost confidence in the public",
    "who have a restrained attitude toward the reforms in the USSR",
    "this is in the final account unavoidable",
    "public support to repressive actions",
    "All this is a real prospect",
    "This is most characteristic of",
    "quickest possible reduction of their strength",
    "taken a course of dismantling",
    "a formal character",
    "post-capitalist",
    "removed the stratification",
    "completely excluded",
    "acting in a constitutional framework",
    "such acute questions",
    "trying to block the spread",
]

MATRIX = {  # codebook, section 7 of its first version: country -> criteria marked
    "Poland": "E01 E03 E04 E05 E06 E13 E14",
    "Hungary": "E01 E03 E04 E05 E06 E12 E13 E14 E19 E20",
    "Yugoslavia": "E01 E14",
    "Czechoslovakia": "E02 E04 E07 E08 E10 E11 E12 E13 E19 E21",
    "GDR": "E02 E07 E08 E10 E11 E14 E21",
    "Bulgaria": "E02 E07 E08 E10 E14 E21",
    "Romania": "E02 E07 E08 E10 E11 E14 E16 E20 E21",
}


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_every_quote_stands_verbatim_in_its_sentence_and_at_its_place():
    for row in DOC.claims.itertuples():
        assert row.quote in flat(DOC.sentences.at[row.sentence, "diplomatic"]), row.id
        assert flat(DOC.source[row.start : row.end]) == row.quote, row.id


def test_every_sentence_has_a_claim():
    assert set(DOC.claims["sentence"]) == set(DOC.sentences.index)
    assert DOC.claims.groupby("sentence").size().between(1, 7).all()


def test_claims_do_not_overlap():
    for _, claims in DOC.claims.sort_values("start").groupby("sentence"):
        assert (claims["start"].iloc[1:].to_numpy() >= claims["end"].iloc[:-1].to_numpy()).all()


def test_no_claim_quotes_the_intruded_line_or_our_own_words():
    quotes = " ".join(DOC.claims["quote"]).casefold()
    for foreign in ("strikes have become", "reformist", "hardline", "camp"):
        assert foreign not in quotes


@pytest.mark.parametrize("words", TWO_READINGS)
def test_passages_with_two_readings_carry_both(words):
    rows = DOC.claims[[words in quote for quote in DOC.claims["quote"]]]
    assert len(rows), words
    assert any(row.alternative or "Readings: (a)" in row.note for row in rows.itertuples()), words


def test_grades_and_strengths_stand_where_the_codebook_wants_them():
    demands = DOC.claims["kind"].isin(["proposal", "aim"])
    assert DOC.claims.loc[demands, "certainty"].isna().all()
    assert DOC.claims.loc[~demands, "certainty"].notna().all()
    assert (DOC.claims.loc[DOC.claims["kind"] == "proposal", "strength"] != "").all()
    assert (DOC.claims.loc[~demands, "strength"] == "").all()
    assert (DOC.claims.loc[DOC.claims["kind"] == "reason", "content"] != "").all()


def test_proposals_begin_with_the_caution_of_paragraph_21():
    assert DOC.claims.query("kind == 'proposal'")["paragraph"].min() == 21


@pytest.mark.parametrize("country", MATRIX)
def test_matrix_is_what_the_text_gives(country):
    shown = DOC.evidence.query("matrix and country == @country")
    assert sorted(set(shown["criterion"])) == MATRIX[country].split()


def test_qualifying_words_give_a_half_mark():
    """By the codebook ◐ stands where chiefly, most, such as, especially or partially does; read off the quotes here."""
    for row in DOC.evidence.query("basis == 'named' and matrix").itertuples():
        before = row.quote.partition("German" if row.country == "GDR" else row.country)[0]
        qualified = re.search(r"chiefly|is most |such as|especially", row.quote) or "partially" in before
        assert row.mark == ("◐" if qualified else "●"), row.id


def test_the_codebooks_matrix_is_that_of_the_evidence():
    lines = (ROOT / "memo" / "data" / "codebook.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head = next(row for row in rows if row[1:2] == ["E01"])
    printed = {row[0]: dict(zip(head, row, strict=True)) for row in rows if len(row) == len(head)}
    for country in MATRIX:
        own = DOC.evidence.query("matrix and country == @country")
        marks = own.groupby("criterion")["mark"].agg(lambda marks: set(marks).pop()).to_dict()
        shown = {name: cell[0] for name, cell in printed[country].items() if name and cell != "–"}
        assert shown == marks, country


def test_evidence_names_the_country_where_it_says_named():
    names = {"GDR": "German Democratic Republic", "Poland": "Pol", "Hungary": "Hungar", "Romania": "Romania"}
    for row in DOC.evidence.query("basis == 'named' and country != ''").itertuples():
        sentence = flat(DOC.paragraphs.at[row.paragraph, "diplomatic"])
        assert row.quote in sentence
        assert names.get(row.country, row.country) in row.quote, row.id


def test_bulgaria_is_absent_from_13_and_yugoslavia_nearly_from_everything():
    assert "Bulgaria" not in set(DOC.evidence.query("criterion == 'E11'")["country"])
    assert len(DOC.evidence.query("matrix and country == 'Yugoslavia'")) == 2


def test_twenty_one_forecasts_of_which_nine_questions_can_be_settled():
    assert DOC.forecasts["id"].nunique() == 21
    assert len(DOC.questions) == 9
    settled = {name for cell in DOC.questions["forecasts"] for name in cell.split("; ")}
    assert settled == set(DOC.forecasts.query("scorable")["id"])
    assert "F16" not in settled, "a reported forecast is not the Ministry's"


def test_horizons_are_four_days_of_the_calendar():
    fixed = "1989-08-24; 1989-12-31; 1990-12-31; 1991-12-31"
    assert set(DOC.questions["horizons"]) == {fixed}
    assert set(DOC.outcomes["horizon"]) == set(fixed.split("; "))
    assert set(DOC.forecasts.query("scorable")["horizons"]) == {fixed}
    assert set(DOC.questions["horizon"]) <= set(fixed.split("; "))
    for row in DOC.questions.itertuples():
        year, month, day = row.horizon.split("-")
        assert f"by {day} {'December' if month == '12' else month} {year}?" in row.question, row.id


def test_forecasts_and_questions_ask_the_same():
    questions = DOC.questions.set_index("id")
    for row in DOC.forecasts.query("scorable").itertuples():
        asked = "second_question" if row.part in ("b", "opposition") else "question"
        assert row.question == questions.at[row.question_id, asked], row.id
        assert row.id in questions.at[row.question_id, "forecasts"].split("; ")


def test_every_question_has_an_outcome_at_every_horizon_and_no_other_has():
    asked = {"F05", "F06", "F07+08", "F10", "F11", "F12a", "F12b", "F13-government", "F13-opposition", "F15", "F20"}
    assert set(DOC.outcomes["question"]) == asked
    assert len(DOC.outcomes) == 4 * len(asked)
    assert not DOC.outcomes.duplicated(["question", "horizon"]).any()


def test_what_the_text_expects_is_no_more_than_it_says():
    expects = DOC.questions.set_index("id")["text_expects"].to_dict()
    assert expects == {
        **{"Q05": "yes", "Q06": "direction only", "Q07": "possible", "Q10": "possible", "Q11": "not said"},
        **{"Q12": "not said", "Q13": "no", "Q15": "no", "Q20": "possible"},
    }
    possible = DOC.forecasts.query("certainty == 2 and scorable")["question_id"]
    assert set(possible) == {name for name, value in expects.items() if value == "possible"}


def test_the_four_countries_are_named_in_the_questions_on_them():
    for row in DOC.questions.query("id in ['Q10', 'Q11', 'Q12']").itertuples():
        assert "Romania, the GDR, Czechoslovakia and Bulgaria" in row.question, row.id


def test_no_armed_intervention_is_an_outcome_of_no():
    assert set(DOC.outcomes.query("question == 'F15'")["outcome"]) == {"no"}


def test_a_card_of_february_tells_nothing_that_may_be_later():
    told = DOC.events.query("date <= '1989-02-24'")
    assert told.query("country == 'Poland' and date >= '1989'")["id"].tolist() == [
        "1989-01-16-puwp-plenum",
        "1989-02-06-round-table",
        "1989-02-16-red-cross-report",
        "1989-02-21-urban-inscription",
    ]
    assert set(told.query("date >= '1988-12'")["country"]) >= {"Bulgaria", "Romania", "GDR", "Yugoslavia"}


def test_only_works_that_were_opened_stand_behind_a_checked_row():
    opened = DOC.works.set_index("id")["checked"]
    for name in ("countries", "actors", "disputes", "events", "outcomes", "proposals"):
        for row in getattr(DOC, name).query("checked").itertuples():
            assert any(opened[work] for work in row.work.split("; ")), (name, row[1])


def test_signs_tell_codes_of_one_field_apart():
    for field, codes in DOC.codes.groupby("field"):
        assert codes["sign"].is_unique, field


def test_published_agreement_is_what_the_coders_files_give(tmp_path):
    for name in ("coding", "source.txt", "sentences.csv", "codebook.md"):
        source = ROOT / "memo" / "data" / name
        (tmp_path / name).mkdir() if source.is_dir() else (tmp_path / name).write_bytes(source.read_bytes())
    for file in (ROOT / "memo" / "data" / "coding").glob("*.csv"):
        (tmp_path / "coding" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "coding" / "agreement.csv").unlink()
    tool = [sys.executable, ROOT / "tools" / "reliability.py", "--data", tmp_path]
    subprocess.run(tool, check=True, capture_output=True)
    for name in ("coding/agreement.csv", "codebook.md"):
        assert (tmp_path / name).read_text(encoding="utf-8") == (ROOT / "memo" / "data" / name).read_text(encoding="utf-8")


def test_coders_coded_the_ten_paragraphs_and_nothing_else():
    ten = {4, 6, 9, 10, 12, 17, 19, 27, 29, 37}
    for coder in "abcd":
        with (ROOT / "memo" / "data" / "coding" / f"coder_{coder}.csv").open(encoding="utf-8", newline="") as file:
            assert {int(row["sentence"][1:3]) for row in csv.DictReader(file)} == ten
