"""The timeline of the white spots: what may be told before lesson 08, and that every mark answers with its card and words."""

import csv
import io
import json
import re

import pytest

from memo.analysis.white_spots import SPOTS, STRANDS, UNKNOWN, white_spots, wordings
from memo.controls.blocks import resolve
from memo.controls.lesson_texts import lesson_texts
from memo.dates import PAPER

LATER = re.compile(
    r"\b(199\d|20[0-2]\d)\b|\b(March|April|May|June|July|August|September|October|November|December) 1989\b|2[5-8] February 1989"
)


@pytest.fixture
def timeline(lesson):
    return lesson("06").figure("white-spots")


def said(control):
    """What the page has of a form, as text."""
    return json.dumps([control.spec, control.feedback], ensure_ascii=False)


def page(timeline):
    """Everything that the timeline shows, as text; the source's line apart, which tells only where it is told."""
    layout, trace = timeline.figure.layout, timeline.figure.data[0]
    drawn = [trace.text, trace.customdata, layout.title.text, layout.xaxis.ticktext, [note.text for note in layout.annotations]]
    figure = json.dumps(drawn, ensure_ascii=False, default=list)
    blocks = timeline.words()
    for block in blocks:
        rows = block.get("table", {}).get("rows", [])
        rows[:] = [row for row in rows if row[0] != "Source"]
    return figure + json.dumps(blocks, ensure_ascii=False) + said(timeline.bar) + said(timeline.caption)


# --- the data


def test_every_event_of_a_spot_has_a_lane_and_a_short_name(doc):
    own = doc.events[doc.events["spot"].isin(SPOTS)]
    assert set(own["spot"]) == set(SPOTS) and set(own["strand"]) == set(STRANDS)
    assert own["label"].str.len().between(4, 30).all() and not own["label"].duplicated().any()
    assert doc.events.loc[doc.events["strand"].isin(STRANDS), "spot"].isin(SPOTS).all()


def test_each_spot_has_its_first_three_lanes_and_an_end(doc):
    for spot in SPOTS:
        own = doc.events[doc.events["spot"] == spot]
        assert set(own["strand"]) == set(STRANDS), spot
        before = white_spots(own)
        assert set(before["strand"]) == set(STRANDS) - {"admitted"}, spot


def test_what_was_not_public_is_either_unknown_or_says_since_when_it_is_known(doc):
    hidden = doc.events[doc.events["spot"].isin(SPOTS) & ~doc.events["public"] & (doc.events["date"] <= PAPER)]
    assert set(hidden.loc[hidden["known"] == UNKNOWN, "id"]) == {"1940-03-05-order", "1988-10-protocol-request"}
    assert hidden.loc[hidden["known"] != UNKNOWN, "known"].str.contains("1948|1943").all()


def test_the_acts_that_were_later_are_dated_later(doc):
    """1968 on 4 December 1989, the protocols on 24 December 1989, Katyn on 13 April 1990, its order on 14 October 1992."""
    admitted = doc.events[doc.events["strand"] == "admitted"].set_index("id")["date"]
    assert {"1989-12-04", "1989-12-24", "1990-04-13", "1992-10-14", "1992-10-29", "1992-11-11"} == set(admitted)
    assert (admitted > PAPER).all()


def test_what_may_be_told_tells_nothing_later(doc):
    before = white_spots(doc.events)
    for row in before.itertuples():
        for words in (row.title, row.known, row.label, row.disagreement if isinstance(row.disagreement, str) else ""):
            assert not LATER.search(words), (row.id, words)
    assert not before["title"].str.contains("NKVD men shoot|orders the shooting").any()


def test_the_text_names_the_pact_once_and_the_others_twice(doc):
    assert {spot: wordings(doc, spot)[33] is None for spot in SPOTS} == {"1939": True, "Katyn": False, "1956": False, "1968": False}
    for spot in SPOTS:
        for paragraph, words in wordings(doc, spot).items():
            assert words is None or paragraph in set(doc.find(words)["paragraph"])


# --- the timeline, closed


def test_nothing_later_is_on_the_page(timeline):
    for spot in ("", *SPOTS.values()):
        timeline.show(spot=spot)
        assert not LATER.search(page(timeline)), spot
        for label in timeline.labels:
            timeline.chosen["event"] = label
            card = [row for row in timeline.words()[0]["table"]["rows"] if row[0] != "Source"]
            assert not LATER.search(str(card)), label
        timeline.chosen["event"] = ""
    assert "Closed: this lane opens with lesson 08." in page(timeline)


def test_every_event_has_its_card_by_click_and_by_list(timeline, press):
    for spot in SPOTS.values():
        timeline.show(spot=spot)
        for row in timeline.shown.itertuples():
            timeline._clicked([row.id, "words"])
            clicked = timeline.passages.feedback["reveal"]
            card = dict(clicked[0]["table"]["rows"])
            assert card["What"] == row.title and card["Known on 24 February 1989"] == row.known and card["Source"] and "Later" not in card
        timeline._clicked([row.id, "words"])
        assert "Click a mark" in timeline.passages.feedback["reveal"][0]["p"]
        label = next(label for label, name in timeline.labels.items() if name == row.id)
        assert press(timeline.bar, "live", {"spot": spot, "event": label})
        assert timeline.passages.feedback["reveal"] == clicked


def test_the_words_of_the_text_stand_beside_every_spot(timeline):
    for key, spot in SPOTS.items():
        timeline.show(spot=spot)
        text = said(timeline.passages)
        assert ("not named here" in text) == (key == "1939")
        assert "¶14.2" in text and "¶33.3" in text


def test_what_a_source_nobody_opened_tells_says_so(timeline):
    timeline.show(spot=SPOTS["1939"])
    timeline._clicked(["1987-11-02-speech", ""])
    assert "Not checked by the kit" in said(timeline.passages)


def test_another_spot_forgets_the_event(timeline, press):
    timeline.show(spot=SPOTS["Katyn"], event="")
    timeline._clicked(["1943-04-13-graves", ""])
    assert press(timeline.bar, "live", {"spot": SPOTS["1956"], "event": timeline.chosen["event"]})
    assert timeline.chosen == {"spot": SPOTS["1956"], "event": ""}
    assert timeline.bar.feedback["tone"] == "plain"


def test_the_sentence_counts_what_is_drawn(timeline):
    for spot in ("", *SPOTS.values()):
        timeline.show(spot=spot)
        assert f"{len(timeline.figure.data[0].x)} events" in timeline.caption.feedback["text"]
        assert len(timeline.table()) == len(timeline.figure.data[0].x)


def test_the_height_stays_when_another_spot_is_chosen(timeline):
    heights = set()
    for spot in ("", *SPOTS.values()):
        timeline.show(spot=spot)
        heights.add(timeline.figure.layout.height)
    assert len(heights) == 1 and heights.pop() <= 760


def test_csv_is_the_table_without_what_came_later(timeline, press, wire):
    timeline.show(spot=SPOTS["1968"])
    press(timeline.caption, "csv")
    file = wire.custom()[-2]["download"]
    read = list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))
    assert file["name"] == "white-spots-1989.csv" and "later" not in read[0]
    assert [row["title"] for row in read] == list(timeline.table()["Event"])
    press(timeline.caption, "table")
    assert len(timeline.caption.feedback["reveal"][0]["table"]["rows"]) == len(read)


def test_the_pictures_buttons_name_the_figure(timeline):
    pictures = [button["picture"] for button in timeline.caption.spec["buttons"] if "picture" in button]
    assert {picture["figure"] for picture in pictures} == {timeline.figure.layout.meta} == {"white-spots"}


def test_choosing_an_event_sends_no_lanes(timeline):
    timeline.show(spot=SPOTS["Katyn"])
    timeline.chosen["event"] = list(timeline.labels)[3]
    traces, layout = timeline.changes()
    assert layout == {} and set(traces[0]) == {"text", "marker"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"spot": "1981"}, "no white spot '1981'"),
        ({"event": "1990-04-13-katyn-admission"}, "no event '1990-04-13"),
        ({"event": "x"}, "no event 'x'"),
    ],
)
def test_bad_input_is_told_in_the_control(lesson, asked, told):
    bar = lesson("06").figure("white-spots", **asked).bar
    assert told in bar.feedback["text"] and bar.feedback["tone"] == "warn"


def test_what_a_page_makes_up_is_told_in_the_control(timeline, press):
    assert not press(timeline.bar, "live", {"spot": "Prussia", "event": None})
    assert "no white spot 'Prussia'" in timeline.bar.feedback["text"]
    assert not press(timeline.bar, "live", {"spot": None, "event": "13 April 1990 · Moscow admits Katyn"})
    assert "no event" in timeline.bar.feedback["text"]


# --- the timeline, opened


@pytest.mark.parametrize("way", ["lesson 08", "teacher"])
def test_the_fourth_lane_opens_with_lesson_08_or_by_a_teacher(timeline, journal, way):
    before = len(timeline.shown)
    if way == "teacher":
        journal.open_everything()
    else:
        journal.commit("answer", "08", "08.open", {"open": "yes"})
    assert timeline.opened and len(timeline.shown) > before
    timeline.show(spot=SPOTS["Katyn"])
    assert "Closed" not in page(timeline)
    timeline._clicked(["1990-04-13-katyn-admission", ""])
    card = dict(timeline.passages.feedback["reveal"][0]["table"]["rows"])
    assert card["When"].startswith("13 April 1990") and "14 October 1992" in card["Later"]
    assert "1940-03-05-order" in list(timeline.shown["id"])


def test_it_closes_again_without_an_error(timeline, journal):
    journal.open_everything()
    timeline.show(spot=SPOTS["Katyn"])
    timeline._clicked(["1990-04-13-katyn-admission", ""])
    journal.open_everything(False)
    assert timeline.chosen["event"] == "" and not LATER.search(page(timeline))


# --- the neighbours' sentences


def test_own_versions_stand_beside_the_others(doc, journal):
    question = next(question for question in lesson_texts()["06"]["question"] if question["id"] == "rewrite")
    block = next(block for block in question["reveal"] if "versions" in block)
    assert [row[1] for row in resolve([block], doc, journal.state)[0]["table"]["rows"]] == ["nothing yet"] * 3
    journal.commit("answer", "06", "06.rewrite", {"poland": "the murder of our officers", "hungary": "  "})
    (shown,) = resolve([block], doc, journal.state)
    assert [row[1] for row in shown["table"]["rows"]] == ["the murder of our officers", "nothing yet", "nothing yet"]
    assert [len(row) for row in shown["table"]["rows"]] == [len(shown["table"]["head"])] * 3
    assert {row[0] for row in block["rows"]} <= {field["id"] for field in question["field"]}


def test_the_lesson_tells_nothing_later(lesson):
    for question in lesson_texts()["06"]["question"]:
        text = re.sub(r'"facts": "[^"]*"', "", json.dumps(question, ensure_ascii=False))
        assert not LATER.search(text), question["id"]


def test_a_wrong_answer_gets_a_paragraph_and_never_the_answer(lesson, press):
    check = lesson("06").ask("lists")
    wrong = {
        "missing": ["Katyn"],
        "open": ["“especially” in ¶33"],
        "study": "the events themselves",
        "archives": "that foreign historians be let in",
    }
    press(check, "commit", wrong)
    rows = check.feedback["reveal"][0]["table"]["rows"]
    assert [row[1] for row in rows] == ["not yet"] * 4 and all(re.search(r"¶34|\b(14|33)\.\d", row[2]) for row in rows)
    assert len(check.feedback["reveal"]) == 1
    assert not any(answer in row[2] for row, field in zip(rows, check.text["field"], strict=True) for answer in field["accept"])
