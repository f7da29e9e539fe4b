"""The seal opened: memory first, then what was sealed; it works without a seal; nothing later is told before."""

import json
import re

import pytest

from memo.controls.later import later_is_open
from memo.controls.ledger import outcome_blocks, unsettled
from memo.journal import Journal

SEALED = {"Q05": 70, "Q06": 40, "Q07": 55, "Q07b": 30, "Q10": 35, "Q11": 60, "Q12": 65, "Q13": 20, "Q15": 5, "Q20": 45}
REMEMBERED = {"Q05": 90, "Q06": 40, "Q07": 55, "Q10": 60, "Q11": 80, "Q12": 70, "Q13": 10, "Q15": 5, "Q20": 30}
REASON = "Poland is talking already"
LATER = re.compile(r"Mazowiecki|Antall|Modrow|Vukovar|18 March|unification|by end of 19|yes \(by|no \(by")


@pytest.fixture
def sealed(lesson, press):
    """The forecasts of lesson 02, sealed."""
    control = lesson("02").ask("forecasts")
    assert press(control, "seal", SEALED | {"Q05-why": REASON})
    return control


@pytest.fixture
def unseal(lesson):
    return lesson("08").ask("open")


def words(control):
    return json.dumps([control.spec, control.feedback], ensure_ascii=False)


def rows(control):
    return control.feedback["reveal"][0]["table"]["rows"]


def head(control):
    return control.feedback["reveal"][0]["table"]["head"]


def test_memory_is_asked_for_before_anything_is_shown(sealed, lesson, journal):
    control = lesson("08").ask("open")
    assert [field["id"] for field in control.spec["fields"]] == list(REMEMBERED)
    assert "You sealed 9 forecasts" in words(control) and REASON not in words(control)
    assert not any(f" {value} %" in words(control) for value in (70, 35, 65)) and not LATER.search(words(control))
    assert control.values == {} and control.table.empty and not later_is_open(journal.state)
    (button,) = control.spec["buttons"]
    assert button["label"] == "Open the seal" and button["confirm"]


def test_opened_the_two_stand_side_by_side_with_their_difference(sealed, unseal, press):
    assert press(unseal, "commit", REMEMBERED)
    assert unseal.feedback["text"].startswith("The seal is open. Saved ")
    told = {row[0][0]: row[1:] for row in rows(unseal)}
    assert told["1"] == ["70 %", "90 %", "+20", "yes", "yes (by end of 1990)"]
    assert told["7"] == ["20 %", "10 %", "−10", "no", "no (by end of 1989)"]
    assert told["2"] == ["40 %", "40 %", "0", "direction only", "no (by end of 1990)"]
    assert told["9"][2] == "−15"
    # Q05 +20, Q10 +25, Q11 +20, Q13 towards +10; Q12 and Q20 away; Q06, Q07, Q15 exact.
    assert "Of 9 settled forecasts, your memory of 4 has moved towards what happened, of 2 away from it; 3 you remember exactly." in words(
        unseal
    )
    assert REASON in words(unseal) and "What the difference means" in words(unseal)


def test_beside_ones_own_stands_what_the_papers_words_expect(sealed, unseal, press, doc):
    press(unseal, "commit", REMEMBERED)
    place = head(unseal).index("The paper's words expect")
    assert [row[place] for row in rows(unseal)] == doc.questions["text_expects"].tolist()
    assert "Direction only: " in words(unseal) and "Not said: " in words(unseal)


def test_the_table_of_what_was_opened(sealed, unseal, press):
    press(unseal, "commit", REMEMBERED)
    table = unseal.table
    assert table.at["Q05", "gap"] == 20 and table.at["Q12", "towards"] == -5
    assert table.at["Q05", "brier"] == pytest.approx(0.09) and table.at["Q07b", "brier"] == pytest.approx(0.49)
    assert table["recalled"].isna().sum() == 1, "a second question is not asked from memory"
    assert table.at["Q05", "label"].startswith("1 · Opposition parties") and table.at["Q07b", "label"].endswith(": the second question")


def test_it_opens_lesson_02_and_everything_that_came_later(sealed, unseal, press, lesson, journal):
    others = lesson("08").ask("settle"), lesson("02").ask("forecasts")
    assert "The outcomes open with the seal" in words(others[0]) and not others[0].spec["fields"]
    press(unseal, "commit", REMEMBERED)
    assert later_is_open(journal.state) and later_is_open(Journal().state)
    assert others[0].spec["fields"] and "25 March" in words(others[0]), "what waits on the page follows at once"
    for one in (sealed, others[1], lesson("02", Journal()).ask("forecasts")):
        assert one.values["Q05"] == 70 and one.spec["locked"] and one.spec["fields"] and not one.spec["buttons"]
        assert not press(one, "commit", SEALED | {"Q05": 1})
    keeping = lesson("02").keeping
    assert "sealed, and not opened yet" not in keeping._content({"format": keeping.spec["fields"][0]["options"][0]})[1]


def test_what_is_remembered_cannot_be_remembered_again(sealed, unseal, press, lesson):
    press(unseal, "commit", REMEMBERED)
    for one in (unseal, lesson("08", Journal()).ask("open")):
        assert one.spec["locked"] and not one.spec["buttons"] and not one.spec["fields"] and one.values == REMEMBERED
        for button in ("commit", "draft"):
            assert not press(one, button, REMEMBERED | {"Q05": 1})
        assert "start this lesson afresh" in one.feedback["text"]
    assert Journal().state.answer("08", "08.open") == REMEMBERED


def test_with_a_recollection_missing_nothing_opens_and_nothing_is_lost(sealed, unseal, press, lesson, journal):
    half = {name: value for name, value in REMEMBERED.items() if name not in ("Q05", "Q20")}
    assert press(unseal, "commit", half)
    assert "Not opened yet: 2 forecasts have no recollection" in unseal.feedback["text"]
    assert not later_is_open(journal.state) and not LATER.search(words(unseal))
    assert lesson("08", Journal()).ask("open").values == half
    assert press(unseal, "commit", REMEMBERED) and later_is_open(journal.state)


@pytest.mark.parametrize("value", ["70", True, -1, 101, None])
def test_an_odd_recollection_opens_nothing(sealed, unseal, press, journal, value):
    press(unseal, "commit", REMEMBERED | {"Q05": value})
    assert not later_is_open(journal.state)


def test_without_a_seal_it_asks_the_nine_on_paper_and_lets_go_on(unseal, press, journal, lesson, doc):
    assert "Nothing is sealed under the pseudonym guest" in words(unseal) and "on paper, for each of these nine" in words(unseal)
    (asked,) = [block["list"] for block in unseal.spec["intro"] if "list" in block]
    assert [line.split(" · ", 1)[1] for line in asked] == doc.questions["question"].tolist()
    assert not unseal.spec["fields"] and not LATER.search(words(unseal))
    (button,) = unseal.spec["buttons"]
    assert button["label"] == "Go on without a seal"
    assert "under guest. Is this your pseudonym?" in button["confirm"] and "in all lessons" in button["confirm"]
    other = lesson("08").ask("settle")
    assert press(unseal, "commit", {})
    assert later_is_open(journal.state) and other.spec["fields"]
    assert head(unseal) == ["Forecast", "The paper's words expect", "Did it happen?"]
    assert len(rows(unseal)) == 9 and "yes (by end of 1990)" in words(unseal)
    assert unseal.table.empty and "beside what the paper's words expect" in words(unseal)
    assert not re.search("memory of|from memory|What the difference means|on paper, for each", words(unseal))


def test_saved_and_never_sealed_is_sealed_and_opened(lesson, press, journal):
    assert press(lesson("02").ask("forecasts"), "commit", {"Q05": 70, "Q13": 20})
    control = lesson("08").ask("open")
    assert "You saved 2 forecasts in lesson 02 and did not seal them" in words(control)
    assert [field["id"] for field in control.spec["fields"]] == ["Q05", "Q13"]
    assert press(control, "commit", {"Q05": 80, "Q13": 20})
    assert journal.state.sealed("02", "02.forecasts") and journal.state.opened("02", "02.forecasts")
    assert not press(lesson("02").ask("forecasts"), "commit", {"Q05": 1})


def test_where_a_teacher_opened_everything_it_shows_and_can_still_be_opened(sealed, unseal, press, lesson, journal):
    teacher = lesson("08").teacher
    press(teacher, "open")
    assert rows(unseal)[0][1:3] == ["70 %", "–"] and unseal.spec["fields"] and not unseal.spec["locked"]
    press(teacher, "close")
    assert not LATER.search(words(unseal)) and "70 %" not in words(unseal) and not later_is_open(journal.state)
    press(teacher, "open")
    assert press(unseal, "commit", REMEMBERED)
    press(teacher, "close")
    assert later_is_open(journal.state) and rows(unseal)[0][2] == "90 %"


def test_afresh_the_lesson_asks_again_and_lesson_02_stays_open(sealed, unseal, press, lesson, journal):
    press(unseal, "commit", REMEMBERED)
    press(lesson("08").desk, "afresh")
    assert unseal.spec["fields"] and not unseal.spec["locked"] and not unseal.feedback["reveal"]
    assert lesson("02").ask("forecasts").spec["fields"]
    assert press(unseal, "commit", REMEMBERED | {"Q05": 70}) and rows(unseal)[0][3] == "0"


def test_another_pseudonym_has_nothing_opened(sealed, unseal, press, lesson, journal):
    press(unseal, "commit", REMEMBERED)
    press(lesson("08").desk, "switch", {"pseudonym": "somebody"})
    assert "Nothing is sealed under the pseudonym somebody" in words(unseal) and not LATER.search(words(unseal))
    assert not later_is_open(journal.state)


def test_a_disk_that_refuses_is_told_and_the_lesson_goes_on(sealed, unseal, press, journal, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    assert not press(unseal, "commit", REMEMBERED)
    assert "Not saved yet" in unseal.feedback["text"] and unseal.spec["locked"] and later_is_open(journal.state)


# -- what stands below


def test_each_of_nine_has_words_rule_four_days_sources_and_doubt(doc):
    blocks = outcome_blocks(doc)
    assert len(blocks) == 9
    for row, block in zip(doc.questions.itertuples(), blocks, strict=True):
        told = block["details"]["blocks"]
        text = json.dumps(told, ensure_ascii=False).replace('\\"', '"')
        assert row.counting_rule in text and row.question in text
        for quote in (part for part in told if "quote" in part):
            assert f"¶{doc.find(quote['quote'])['paragraph'].iloc[0]}" == quote["cite"]
        tables = [part["table"]["rows"] for part in told if "table" in part]
        assert tables and all(
            [cells[0] for cells in rows] == ["24 August 1989", "31 December 1989", "31 December 1990", "31 December 1991"]
            for rows in tables
        )
        assert sum("Sources: " in part.get("p", "") for part in told) == len(tables)


def test_a_fold_keeps_its_verdict_within(doc):
    """Who reads the headings can still settle a forecast before opening it."""
    for row, block in zip(doc.questions.itertuples(), outcome_blocks(doc), strict=True):
        assert block["details"]["summary"].endswith(row.label)


def test_what_waits_for_the_seal_opens_by_itself(lesson):
    control = lesson("08").ask("unseen")
    assert "opens with the seal" in words(control) and "again" not in words(control)


def test_one_forecast_is_settled_by_the_student(unseal, press, lesson, doc):
    press(unseal, "commit", {})
    control = lesson("08").ask("rule")
    press(control, "commit", {"first": "24 August 1989", "without": "31 December 1990"})
    assert [row[1] for row in control.feedback["reveal"][0]["table"]["rows"]] == ["not yet", "yes"]
    assert "A rule does not end a quarrel" not in words(control)
    press(control, "commit", {"first": "31 December 1989", "without": "31 December 1990"})
    assert "A rule does not end a quarrel" in words(control)
    verdicts = doc.outcomes[doc.outcomes["question"] == "F20"].set_index("horizon")["outcome"]
    assert verdicts["1989-08-24"] == "no" and verdicts["1989-12-31"] == "yes"


def test_an_unchecked_verdict_says_so(doc):
    armed = next(block for block in outcome_blocks(doc) if "armed force" in block["details"]["summary"])
    assert json.dumps(armed).count("Not checked by the kit") == 4


def test_what_nothing_can_settle_is_in_the_reading_view(doc):
    rows_ = unsettled(doc)["details"]["blocks"][0]["table"]["rows"]
    assert len(rows_) == 11 and "?" not in "".join(row[1] for row in rows_)
    assert any("“post-capitalist societies”" in row[1] for row in rows_)
    assert all(int(row[0][1:]) in set(doc.find(row[1][1:-1])["paragraph"]) for row in rows_)


def test_scores_are_shown_after_a_commitment_and_never_as_a_mark(sealed, unseal, press, lesson):
    press(unseal, "commit", REMEMBERED)
    control = lesson("08").ask("score")
    assert not control.feedback["reveal"]
    press(control, "commit", {"learnt": "not much"})
    table = control.feedback["reveal"][0]["table"]
    assert table["rows"][0][-1] == "0.09" and table["rows"][-1][-1] == "0.25"
    mean = sum(float(row[-1]) for row in table["rows"][:-2]) / len(table["rows"][:-2])
    assert float(table["rows"][-2][-1]) == pytest.approx(mean, abs=0.01)
    assert "no mark" in words(control)


def test_without_forecasts_three_invented_ones_are_scored(unseal, press, lesson):
    press(unseal, "commit", {})
    control = lesson("08").ask("score")
    press(control, "commit", {"learnt": "not much"})
    assert "Nothing was sealed" in words(control)
    table = next(block["table"] for block in control.feedback["reveal"] if "table" in block)
    assert [row[-1] for row in table["rows"]] == ["0.09", "0.04", "0.01", "0.05", "0.25"]


def test_the_page_of_explanations_quotes_the_paper_only_after_a_commitment(unseal, press, lesson, doc):
    press(unseal, "commit", {})
    control = lesson("08").ask("rivals")
    for row in doc.explanations.itertuples():
        assert row.claim in words(control).replace('\\"', '"') and row.paper not in words(control)
    press(control, "commit", {"which": "Moscow let go"})  # its words and a counter-passage are homework
    shown = words(control).replace('\\"', '"')
    for row in doc.explanations.itertuples():
        assert row.paper in shown
        for name in row.claims.split("; "):
            claim = doc.claims.set_index("id").loc[name]
            assert f'"quote": "{claim["reading"]}", "cite": "¶{claim["paragraph"]}"' in shown
