"""The fork as a control: kept in the journal, drawn at once, exported, taken back, refused with a remedy."""

import pytest

import memo
from memo.journal import Journal, as_html, as_json, as_markdown, bring

BULGARIA = {
    "criterion": "¶29 Restrained towards the reforms in the USSR",
    "country": "Bulgaria",
    "mark": "● named",
    "reason": "“partially” stands before Czechoslovakia",
}


@pytest.fixture
def third(lesson):
    return lesson("03")


def level(explorer, country):
    return dict(zip(explorer.figure.data[0].customdata, explorer.figure.data[0].z, strict=True))[country]


def test_map_and_matrix_follow_and_the_kit_stays(third, press, doc):
    explorer, grid, fork = third.map("E21"), third.matrix(), third.ask("fork")
    before = doc.evidence
    assert level(explorer, "Bulgaria") == 2
    assert press(fork, "recode", BULGARIA)
    assert level(explorer, "Bulgaria") == 3 and grid.marks.at["Bulgaria", "E21"] == "●"
    assert "your coding" in explorer.caption.feedback["text"]
    cells = {row["id"]: row["cells"] for row in grid.spec["fields"][0]["rows"]}
    assert cells["E21"][memo.analysis.SEVEN.index("Bulgaria")]["own"]
    assert doc.evidence.equals(before)


def test_the_difference_is_shown_with_the_reason(third, press):
    fork = third.ask("fork")
    press(fork, "recode", BULGARIA)
    (block,) = fork.feedback["reveal"]
    assert block["table"]["rows"][0][2:5] == [
        "◐ named, with “chiefly”, “most”, “such as”, “especially” or “partially”",
        "● named",
        BULGARIA["reason"],
    ]
    assert "Saved in the journal of guest" in fork.feedback["text"]


def test_it_comes_back_in_another_kernel(third, lesson, press):
    press(third.ask("fork"), "recode", BULGARIA)
    again = lesson("03", Journal())
    assert level(again.map("E21"), "Bulgaria") == 3
    assert again.ask("fork").feedback["reveal"]


def test_it_goes_with_the_export_and_comes_back_with_the_import(third, press, lesson):
    press(third.ask("fork"), "recode", BULGARIA)
    text = as_json(third.journal)
    for written in (as_markdown(third.journal), as_html(third.journal), text):
        assert "Bulgaria" in written and "partially" in written
    elsewhere = Journal("somebody else")
    bring(elsewhere, text)
    assert level(lesson("03", elsewhere).map("E21"), "Bulgaria") == 3


def test_another_pseudonym_sees_the_kits_coding(third, press):
    explorer = third.map("E21")
    press(third.ask("fork"), "recode", BULGARIA)
    third.journal.switch("another")
    assert level(explorer, "Bulgaria") == 2 and "your coding" not in explorer.caption.feedback["text"]


def test_recoding_again_replaces_and_taking_back_returns_to_the_kit(third, press):
    explorer, fork = third.map("E21"), third.ask("fork")
    press(fork, "recode", BULGARIA)
    press(fork, "recode", BULGARIA | {"mark": "– not said"})
    assert level(explorer, "Bulgaria") == 0 and len(third.overlay.changes) == 1
    press(fork, "back")
    assert level(explorer, "Bulgaria") == 2 and fork.feedback["reveal"] == []
    assert not press(fork, "back")
    assert "nothing to take back" in fork.feedback["text"]


def test_a_claim_can_be_recoded(third, press):
    fork = third.ask("fork")
    claim = next(label for label, name in fork._claims.items() if name == "c33s02a")
    code = next(label for label, value in fork._codes.items() if value == ("countries_basis", "reference"))
    assert press(fork, "recode", {"claim": claim, "code": code, "reason": "‘especially’ points, it does not name"})
    assert third.matrix().marks.at["Poland", "E13"] == "r"
    assert fork.feedback["reveal"][0]["table"]["rows"][0][0] == "¶33.2, claim a"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "Choose either a cell"),
        (BULGARIA | {"reason": " "}, "Say in a sentence why"),
        (BULGARIA | {"mark": None}, "Choose criterion, country and mark"),
        (BULGARIA | {"claim": "¶1.1a"}, "not both"),
        ({"claim": "¶1.1a", "reason": "x"}, "Choose your code"),
        (BULGARIA | {"criterion": "¶13 Blocks the ideas of perestroika"}, "Copy those"),
        (BULGARIA | {"criterion": "¶12 Change unavoidable and more painful"}, "does not stand in them"),
    ],
)
def test_what_cannot_be_is_told_in_the_control_and_changes_nothing(third, press, values, told):
    fork = third.ask("fork")
    assert not press(fork, "recode", values)
    assert told in fork.feedback["text"] and fork.feedback["tone"] == "warn"
    assert third.overlay.changes == ()


def test_what_a_page_makes_up_is_told_in_the_control(third, press):
    fork = third.ask("fork")
    assert not press(fork, "recode", BULGARIA | {"country": "Prussia"})
    assert "no country 'Prussia'" in fork.feedback["text"]
    assert not press(fork, "recode", BULGARIA | {"criterion": "¶99"})
    assert not press(fork, "recode", {"claim": "¶99", "code": "x", "reason": "y"})


@pytest.mark.parametrize(
    "kept",
    [
        {"x": {"table": "evidence", "row": "E99-Poland", "field": "mark", "value": "r", "reason": "y"}},
        {"x": "no change"},
        {"x": {"table": "evidence"}},
    ],
)
def test_a_journal_with_a_fork_that_does_not_fit_shows_the_kit_and_says_so(third, kept):
    third.journal.commit("answer", "03", "03.fork", kept)
    third.overlay.refresh()
    explorer, grid, fork = third.map(), third.matrix(), third.ask("fork")
    for form in (explorer.bar, grid, fork):
        assert "does not fit" in form.feedback["text"] and form.feedback["tone"] == "warn"
    assert third.overlay.own is third.overlay.kit


def test_what_was_typed_is_kept_as_a_draft(third, lesson, press):
    press(third.ask("fork"), "draft", {"reason": "half a"})
    assert lesson("03", Journal()).ask("fork").values["reason"] == "half a"
    assert third.overlay.changes == ()


def test_codes_over_an_older_edition_are_pointed_out(third):
    change = memo.analysis.Change("evidence", "E21-Bulgaria", "mark", "●", "because", "", "0.0.1")
    third.journal.commit("answer", "03", "03.fork", {"E21-Bulgaria, mark": change._asdict()})
    third.overlay.refresh()
    assert "0.0.1" in str(third.ask("fork").feedback["reveal"])
