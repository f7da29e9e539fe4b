"""Outcomes, later events and explanations: complete, dated by the day they speak of, honest about what was read."""

import re

import pytest

import memo
from memo.analysis.scores import ASKED


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def parts(cell):
    return cell.split("; ") if cell else []


def test_an_outcome_names_no_act_after_its_day(doc):
    dates = doc.events.set_index("id")["date"]
    for row in doc.outcomes.itertuples():
        assert all(dates[event] <= row.horizon for event in parts(row.events)), row.id


def test_every_outcome_has_acts_sources_and_a_doubt(doc):
    assert (doc.outcomes["acts"].str.len() > 5).all() and (doc.outcomes["doubt"].str.len() > 4).all()
    assert (doc.outcomes["events"].str.len() > 0).all() and (doc.outcomes["work"].str.len() > 0).all()


def test_a_count_is_of_as_many_as_the_question_asks(doc):
    size = {"F07+08": "7", "F10": "4", "F12a": "4"}
    for name, whole in size.items():
        cells = doc.outcomes.query("question == @name", local_dict={"name": name})["outcome"]
        assert all(cell == "yes" or re.fullmatch(rf"\d of {whole}", cell) for cell in cells), name


def test_what_turns_the_answers_was_read(doc):
    """The rows at the day of each question rest on sources that were opened; those that rest on none say so."""
    key = {(asked, horizon) for asked, _, horizon in ASKED.values()}
    rows = doc.outcomes[[pair in key for pair in zip(doc.outcomes["question"], doc.outcomes["horizon"], strict=True)]]
    unread = set(rows.loc[rows["basis"] == "none", "question"])
    assert unread == {"F15"}, "that nobody used arms is a search that found nothing"
    assert not rows.query("question == 'F15'")["checked"].any()


def test_the_opposition_asked_for_neutrality_three_weeks_after_the_paper(doc):
    event = doc.events.set_index("id").loc["1989-03-15-hungary-demands"]
    assert event["basis"] == "read" and "neutrality" in event["later"] and "bekes-2022" in event["work"]
    rows = doc.outcomes.query("question == 'F13-opposition'")
    assert set(rows["outcome"]) == {"yes"}
    assert "countries" in rows.iloc[0]["doubt"]


def test_what_the_governments_did_is_kept_apart(doc):
    rows = doc.outcomes.query("question == 'F13-government'").set_index("horizon")["outcome"]
    assert rows.to_dict() == {"1989-08-24": "no", "1989-12-31": "no", "1990-12-31": "yes", "1991-12-31": "yes"}


def test_the_leading_role_is_counted_by_one_rule_in_both_tables(doc):
    """In a federation the federal constitution; what its republics did is in the doubt. So six of seven is no."""
    asked, settled = doc.questions.set_index("id").at["Q06", "counting_rule"], doc.forecasts.set_index("id").at["F06", "settle_by"]
    assert "in a federation, the federal constitution" in asked and "in a federation, the federal constitution" in settled
    rows = doc.outcomes.query("question == 'F06'").set_index("horizon")
    assert set(rows["outcome"]) == {"no"}
    assert "6 of 7" in rows.at["1990-12-31", "acts"] and "federal" in rows.at["1990-12-31", "doubt"]


def test_an_outcome_is_yes_no_or_a_count(doc):
    assert all(re.fullmatch(r"yes|no|\d of \d", cell) for cell in doc.outcomes["outcome"])


def test_who_is_in_office_is_said_and_followed(doc):
    assert "elected by parliament" in doc.questions.set_index("id").at["Q07", "counting_rule"]
    row = doc.outcomes.set_index("id").loc["f07-08-1989-08-24"]
    assert row["outcome"] == "1 of 7" and "12 September" in row["doubt"]


def test_yugoslavia_votes_by_republics(doc):
    outcomes = doc.outcomes.set_index("id")
    for republic in ("Slovenia", "Croatia", "Macedonia", "Bosnia", "Serbia"):
        assert republic in outcomes.at["f05-1990-12-31", "acts"]


def test_what_cannot_be_settled_says_why(doc):
    """Of 21 statements ten can be settled, as nine questions: F07 and F08 are one."""
    rows = doc.forecasts[~doc.forecasts["scorable"]]
    assert doc.forecasts["id"].nunique() == 21 and len(rows) == 11 and (rows["why_not"].str.len() > 10).all()


def test_no_later_event_rests_on_an_encyclopedia_that_anybody_edits(doc):
    later = doc.events.query("date > '1989-02-24' and lane == '1989-1991'")
    only = [row.id for row in later.itertuples() if all(work.startswith("wiki") for work in parts(row.work))]
    assert only == ["1989-09-18-hungary-agreement"], "and its note says so"


# -- explanations


def test_four_rivals_each_with_words_of_the_paper_and_works_that_were_opened(doc):
    assert doc.explanations["id"].tolist() == ["moscow", "economy", "society", "west"]
    claims, opened = doc.claims.set_index("id"), doc.works.set_index("id")["checked"]
    for row in doc.explanations.itertuples():
        assert len(parts(row.claims)) >= 3 and all(claim in claims.index for claim in parts(row.claims))
        assert any(opened[work] for work in parts(row.work))
        for text in (row.claim, row.points_to, row.strains, row.paper):
            assert len(text.split()) > 12 and "“" not in text, "our own words"


def test_works_that_were_not_opened_are_not_what_an_explanation_rests_on(doc):
    opened = doc.works.set_index("id")["checked"]
    unread = {(row.id, work) for row in doc.explanations.itertuples() for work in parts(row.work) if not opened[work]}
    assert unread == {("moscow", "levesque-1997")} and "review" in doc.explanations.set_index("id").at["moscow", "note"]


def test_every_explanation_has_trouble_with_something(doc):
    assert doc.explanations["strains"].is_unique and doc.explanations["paper"].is_unique
