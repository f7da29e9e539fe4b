"""The flow as a control: closed until the matching is committed, click and list alike, one's own beside the kit's."""

import csv
import io
import json
import re
from datetime import date

import pytest

from memo.figures.flow import VIEWS
from memo.journal import Journal

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MATCHING = {"history": ["7"], "parties": ["1"], "economy": ["2"]}


@pytest.fixture
def flow(lesson):
    return lesson("07").figure("flow")


@pytest.fixture
def matched(lesson, press):
    """Commit a matching, as a student does."""
    return lambda pairs=None, own=None: press(
        lesson("07", own).ask("match"), "commit", {"pairs": pairs or MATCHING, "empty": "the economy"}
    )


def words(form):
    return json.dumps([form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False).replace('\\"', '"')


def choose(press, flow, **values):
    return press(flow.bar, "live", {name: value or None for name, value in flow.chosen.items()} | values)


def leaks(doc, text):
    """Which links a page has told of: by their reasons or the words they quote, but for what problems and proposals say of themselves."""
    own = {*doc.problems["quote"], *doc.proposals["quote"], *doc.proposals["ground"]}
    told = [(link.id, part) for link in doc.links.itertuples() for part in (link.reason, link.diagnosis, link.remedy) if part in text]
    return [(name, part) for name, part in told if not any(part in quote for quote in own)]


# --- commit first


def test_nothing_of_the_kits_reading_is_on_the_page_before_the_matching_is_committed(flow, doc, wire, press):
    for view in VIEWS:
        choose(press, flow, view=view)
    for name in ("table", "csv"):
        press(flow.caption, name)
    for label in flow.labels:
        choose(press, flow, problem=label, proposal=None)
    assert "Commit your matching above first" in flow.caption.feedback["text"]
    assert not leaks(doc, wire.text), leaks(doc, wire.text)
    assert "no strand" not in words(flow.passages) and flow.table().empty and flow.data().empty


def test_the_flow_opens_the_moment_the_matching_is_committed(flow, matched, doc, wire):
    wire.sent.clear()
    assert matched()
    assert flow.opened and "The kit draws 16 strands" in flow.caption.feedback["text"]
    assert not doc.links.empty and all(f'"{name}"' in wire.text for name in doc.links["id"])
    assert sum(bool(trace.visible) for trace in flow.figure.data[3:]) == len(doc.links)


def test_only_the_matching_draws_the_flow_anew(flow, matched, journal, monkeypatch):
    drawn = []
    monkeypatch.setattr(flow, "show", lambda **chosen: drawn.append(chosen))
    journal.commit("answer", "07", "07.exit", {"claim": "mine"})
    assert drawn == []
    matched()
    assert len(drawn) == 1


def test_a_teacher_sees_the_kits_reading_without_a_matching(flow, journal):
    journal.open_everything()
    assert flow.opened and flow.own == [] and "The kit draws" in flow.caption.feedback["text"]
    assert "You and the kit" not in flow.caption.feedback["text"]


def test_another_pseudonym_sees_neither_strands_nor_words_of_the_last(flow, matched, journal, doc):
    matched()
    flow.show(view=VIEWS[1], problem="Ruling parties lose control")
    journal.switch("someone else")
    assert not flow.opened and not any(trace.visible for trace in flow.figure.data[2:])
    page = str(flow.figure.to_dict()) + words(flow.passages) + words(flow.caption)
    assert not leaks(doc, page), leaks(doc, page)


def test_the_flow_is_there_again_after_a_restart(matched, lesson):
    matched()
    again = lesson("07", Journal()).figure("flow")
    assert again.own == [("economy", 2), ("parties", 1), ("history", 7)]
    assert "You and the kit agree on 2; 14 only the kit has, 1 only you." in again.caption.feedback["text"]


# --- click and list


def test_click_and_list_show_the_same(flow, matched, press, doc):
    matched()
    labels = {name: label for label, name in flow.labels.items()}
    titles = {number: title for title, number in flow.titles.items()}
    for link in doc.links.itertuples():
        flow.show(problem="", proposal="")
        flow._on_strand(link.id)
        clicked = words(flow.passages), flow.bar.values
        flow.show(problem="", proposal="")
        choose(press, flow, problem=labels[link.problem], proposal=titles[link.proposal])
        assert (words(flow.passages), flow.bar.values) == clicked
        assert link.diagnosis_reading in clicked[0].replace("\\", "") and f"¶{link.diagnosis_paragraph}" in clicked[0]
        assert link.remedy_reading in clicked[0].replace("\\", "") and f"¶{link.proposal_paragraph}" in clicked[0]
    for name in labels:
        flow.show(problem="", proposal="")
        flow._on_problem(name)
        assert flow.chosen["problem"] == labels[name]
        flow._on_problem(name)
        assert flow.chosen["problem"] == ""
    for number in titles:
        flow._on_proposal(str(number))
        assert flow.chosen["proposal"] == titles[number] and flow.chosen["problem"] == ""


def test_what_stands_alone_is_shown_with_its_words_and_reason(flow, matched, press, doc):
    matched()
    sentence, shown = flow.caption.feedback["text"], words(flow.passages)
    for name in ("economy", "neighbours", "nationalism"):
        row = doc.problems.set_index("id").loc[name]
        assert row["label"] in sentence and row["quote"] in shown and row["note"] in shown
    assert "Without diagnosis: 3 New treaties of friendship" in sentence and "in connection with the expiration of current" in shown
    choose(press, flow, proposal="3 New treaties of friendship")
    assert "the ground that the proposal itself gives" in words(flow.passages) and "The kit has no strand here" in words(flow.passages)
    choose(press, flow, problem="Economy: the model is a brake", proposal="2 Meet leaders more")
    assert "You tied them; the kit has no strand here" in words(flow.passages)


def test_agreement_is_told_and_nothing_is_marked(flow, matched):
    matched()
    every = flow.caption.feedback["text"] + flow.table().to_string()
    assert not any(word in every.lower() for word in ("wrong", "right", "correct", "score", "points", "per cent", "%"))
    table = flow.table().set_index(["Problem", "Proposal"])
    assert table.loc[("White spots breed mistrust", "7 Close white spots, open archives")].tolist() == [
        "¶14 → ¶33",
        "by the text: same word",
        "yes",
    ]
    assert table.loc[("Economy: the model is a brake", "2 Meet leaders more"), "Tied"] == "–"


# --- to take away, and bad input


def test_table_and_csv_hold_every_strand(flow, matched, press, wire, doc):
    matched()
    press(flow.caption, "table")
    rows = flow.caption.feedback["reveal"][0]["table"]["rows"]
    assert len(rows) == len(doc.links) + 1 + 4
    press(flow.caption, "csv")
    file = wire.custom()[-2]["download"]
    read = list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))
    assert file["name"].startswith("flow") and len(read) == len(doc.links) + 1
    assert [row["remedy_reading"] for row in read][:16] == doc.links["remedy_reading"].tolist()


@pytest.mark.parametrize("asked", [{"view": "All"}, {"problem": "Weather"}, {"proposal": "11 Nothing"}])
def test_what_there_is_not_is_told_in_the_control(lesson, press, flow, asked):
    bad = lesson("07").figure("flow", **asked)
    assert bad.bar.feedback["tone"] == "warn" and "Choose one of" in bad.bar.feedback["text"]
    assert not choose(press, flow, **asked)


# --- the commission's table


COMMISSION = {
    "keep": ["2 Meet leaders more", "6 Contacts with new parties", "7 Close white spots, open archives"],
    "drop": "8 Lift limits on travel",
    "reason": "¶10",
    "risk": "too late",
}


def commission(lesson, press, matched, **other):
    matched()
    table = lesson("07").ask("commission")
    assert press(table, "commit", COMMISSION | other)
    return table


def test_the_commission_sits_once_the_matching_is_committed(lesson, matched):
    table = lesson("07").ask("commission")
    assert table.spec["fields"] == [] and "matched problems and proposals" in str(table.spec["intro"])
    matched()
    assert [field["id"] for field in table.spec["fields"]] == ["keep", "drop", "reason", "risk"]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"keep": COMMISSION["keep"][:2]}, "choose exactly three, you have 2"),
        ({"keep": [*COMMISSION["keep"], "10 One line towards US and NATO"]}, "choose exactly three, you have 4"),
        ({"drop": "2 Meet leaders more"}, "the one you drop is among those you choose"),
        ({"risk": " "}, "The risk that we take"),
        ({"drop": ""}, "We drop"),
    ],
)
def test_what_the_commission_lacks_is_told_in_its_own_message(lesson, press, matched, other, told):
    table = commission(lesson, press, matched, **other)
    assert "Saved" in table.feedback["text"] and told in table.feedback["text"].split("Still open: ")[1]
    assert "Compare with another group" not in words(table)


def test_a_made_up_proposal_counts_for_nothing(lesson, press, matched):
    table = commission(lesson, press, matched, keep=[*COMMISSION["keep"][:2], "99 Peace on earth"])
    assert "you have 2" in table.feedback["text"] and "99" not in words(table)


def test_a_complete_choice_shows_what_it_takes_up_and_leaves(lesson, press, matched, doc):
    table = commission(lesson, press, matched)
    assert "Still open" not in table.feedback["text"] and "Compare with another group" in words(table)
    rows = dict(table.feedback["reveal"][0]["table"]["rows"])
    assert rows["6 Contacts with new parties"] == "Opposition may take power"
    left = rows["Left without an answer"].split("; ")
    assert {"Economy: the model is a brake", "Soviet troops felt as a burden"} <= set(left) and len(left) == 14 - 5


# --- what came later


def test_what_moscow_later_did_opens_with_lesson_08(lesson, press, matched, doc, wire, journal):
    table = commission(lesson, press, matched)
    assert "opens with lesson 8" in words(table)
    for row in doc.proposals.itertuples():
        assert row.later[:30] not in wire.text
    journal.commit("answer", "08", "08.open", {"opened": "yes"})
    shown = words(lesson("07").ask("commission"))
    assert all(row.later in shown for row in doc.proposals.itertuples()) and "not because of the paper" in shown
    for row in doc.proposals.itertuples():
        assert any(container in shown for container in doc.works.set_index("id").loc[row.work.split("; "), "container"])


def test_every_day_of_what_came_later_is_that_of_one_of_the_rows_events(doc):
    events = doc.events.set_index("id")
    for row in doc.proposals.itertuples():
        own = events.loc[row.events.split("; ")]
        told = " ".join([*(_spelled(day) for day in [*own["date"], *own["end_date"]]), *own["known"], *own["later"], *own["disagreement"]])
        for first, last, month in re.findall(rf"(\d{{1,2}})(?:–(\d{{1,2}}))? ({MONTHS})\b", row.later):
            for day in filter(None, (first, last)):
                assert f"{day} {month}" in told, (row.proposal, day, month)


def _spelled(day):
    return f"{date.fromisoformat(day):%-d %B}." if len(day) == 10 else ""


def test_a_choice_sends_what_changes_and_no_more(flow, matched, press, wire):
    matched()
    for choice in ({"problem": "Soviet troops felt as a burden"}, {"proposal": "5 Calm; back no repression in public"}, {"view": VIEWS[1]}):
        wire.sent.clear()
        choose(press, flow, **choice)
        assert len(wire.text) <= 15_000, (choice, len(wire.text))
