"""What the kit joins: ties by a shared word, sources of what came later, a republic's independence by its parliament."""

import re

import pytest

import memo


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def test_a_tie_by_name_stands_in_both_paragraphs(doc):
    texts = doc.paragraphs["text"]
    named = doc.links.query("tie == 'name'")
    assert len(named) > 4
    for row in named.itertuples():
        for paragraph in (row.diagnosis_paragraph, row.proposal_paragraph):
            assert re.search(rf"\b{re.escape(row.tie_words)}\b", " ".join(texts[paragraph].split())), (row.id, paragraph)


def test_what_only_the_kit_ties_has_no_words_of_a_tie(doc):
    assert set(doc.links.query("tie == 'ours'")["tie_words"]) == {""}


def test_reduction_and_a_limited_presence_are_no_more_than_in_tension(doc):
    row = doc.links.set_index("id").loc["troops-4"]
    assert row["sense"] == "tension" and "reduction is read as withdrawal" in row["reason"]


def test_what_came_later_has_a_source_that_can_know_it(doc):
    """No card rests on papers from before 25 February 1989 alone for what came after."""
    years = doc.works.set_index("id")["year"].fillna("")
    for row in doc.actors.itertuples():
        works = row.later_work.split("; ") if row.later_work else []
        assert bool(row.later) == bool(works), row.id
        assert not works or any(not years[work] or years[work] >= "1989" for work in works), row.id


def test_independence_is_declared_by_a_parliament(doc):
    events = doc.events.set_index("id")
    independent = doc.stages.query("stage == 'independent'")
    assert len(independent) == 3
    for row in independent.itertuples():
        assert "declare" in events.at[row.event, "title"], row.id
        assert "Voters" in row.doubt, "what they had voted for is told"


@pytest.mark.parametrize("table", ["events", "actors", "outcomes", "ties"])
def test_no_row_is_called_checked_on_the_word_of_nobody(doc, table):
    rows = getattr(doc, table)
    assert not rows[rows["checked"].astype(bool) & rows["basis"].eq("none")]["id"].tolist()
    assert not rows[~rows["checked"].astype(bool) & rows["basis"].eq("read")]["id"].tolist()


def test_a_proposal_without_a_doer_keeps_the_other_reading(doc):
    """By the definition of the kind the Soviet side is meant; where grammar names nobody, that stands as the alternative."""
    rows = doc.claims.query("kind == 'proposal' and actor == 'process'")
    assert rows["alternative"].str.contains("actor=USSR").all() and len(rows) == 6
