"""The network as a control: click and list do the same, words and card belong together, nothing is told too early."""

import csv
import io
import json
import re

import pytest

import memo
from memo.analysis import SEVEN
from memo.analysis.network import KINDS, LAYERS, ties_shown
from memo.controls.network import actor_card
from memo.figures.network import ALL, NAMES

LATER = r"\b(199\d|20\d\d)\b|\b(March|April|May|June|July|August|September|October|November|December) 1989\b|\b2[5-8] February"
OLDER = r"\b(March|April|May|June|July|August|September|October|November|December) 19[0-8][0-8]\b"


@pytest.fixture
def exhibit(lesson):
    return lesson("04").figure("network")


def choose(press, exhibit, **values):
    now = {
        "kind": exhibit.chosen["kind"],
        "country": exhibit.chosen["country"] or None,
        "actor": exhibit.chosen["actor"] or None,
        "layers": list(exhibit.chosen["layers"]),
    }
    return press(exhibit.bar, "live", now | values)


def words(form):
    return json.dumps([form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False).replace('\\"', '"')


@pytest.mark.parametrize("kind", [ALL, *KINDS.values()])
def test_every_kind_shows_its_words_and_says_how_many(exhibit, press, doc, kind):
    assert choose(press, exhibit, kind=kind)
    shown = ties_shown(doc.ties, doc.actors, {label: name for name, label in KINDS.items()}.get(kind, ""))
    assert f"{kind}: {len(shown)} from the text" in exhibit.caption.feedback["text"]
    assert "names both sides" in exhibit.caption.feedback["text"]
    told = words(exhibit.passages)
    for row in shown.itertuples():
        for claim in row.claims.split("; "):
            sentence = doc.sentences.loc[doc.claims.set_index("id").at[claim, "sentence"]]
            assert " ".join(sentence["text"].split())[:60].replace('"', '"') in told and f"¶{sentence['label']}" in told


@pytest.mark.parametrize("country", SEVEN)
def test_a_country_without_a_tie_says_so(exhibit, press, country, doc):
    choose(press, exhibit, country=country, kind=KINDS["concession"])
    nothing = ties_shown(doc.ties, doc.actors, "concession", country).empty
    assert ("draws no such tie" in words(exhibit.passages)) == nothing == (country not in ("Poland", "Hungary"))


def test_every_actor_by_click_and_by_list(lesson, exhibit, press, doc):
    other = lesson("04").figure("network", layers=LAYERS)
    exhibit.show(layers=LAYERS)
    for row in doc.actors.query("side != ''").itertuples():
        exhibit._clicked(row.id)
        choose(press, other, actor=row.name)
        for one, two in ((exhibit.passages, other.passages), (exhibit.card, other.card), (exhibit.caption, other.caption)):
            assert words(one) == words(two)
        assert exhibit.bar.values["actor"] == row.name
        said = words(exhibit.passages)
        assert ("Not named in the text" in said) == (not row.named_in and not row.worded_in)
        assert ("Marked: " + row.name) in exhibit.caption.feedback["text"]
        exhibit._clicked(row.id)
        assert exhibit.chosen["actor"] == "" and "Click a box" in exhibit.card.feedback["text"]


def test_the_card_tells_the_day_with_its_sources_and_nothing_later(doc):
    for row in doc.actors.query("side != ''").itertuples():
        card = actor_card(doc, row)
        rows = dict(card["table"]["rows"])
        assert rows["Known on that day"] == row.known and rows["Source"] and "Later" not in rows
        told = json.dumps({name: value for name, value in rows.items() if name != "Source"}, ensure_ascii=False)
        assert not re.search(LATER, re.sub(OLDER, "", told)), (row.id, told)


def test_what_came_later_opens_with_lesson_08(lesson, journal):
    solidarity = {"actor": "Solidarity (NSZZ Solidarność)"}
    assert "17 April 1989" not in words(lesson("04").figure("network", **solidarity).card)
    journal.commit("answer", "08", "08.open", {"sure": "yes"})
    assert "17 April 1989" in words(lesson("04").figure("network", **solidarity).card)


def test_ties_of_the_day_are_named_as_not_the_texts(exhibit, press, doc):
    assert "Not from the text" not in words(exhibit.passages)
    choose(press, exhibit, layers=list(LAYERS), country="Poland", kind=KINDS["concession"])
    assert "Not from the text: known on the day" in words(exhibit.passages) and "Polityka, 2009" in words(exhibit.passages)
    assert "Known on the day, not from the text: 2 more" in exhibit.caption.feedback["text"]
    told = doc.ties.query("id == 'day-round-table'")["known"].item()
    assert told in words(exhibit.passages)


def test_the_missing_are_in_no_list_until_they_are_asked_for(exhibit, press):
    def options():
        return exhibit.bar.spec["fields"][2]["options"]

    assert "Lech Wałęsa" not in options() and "Lech Wałęsa" not in " ".join(exhibit.figure.data[NAMES].text)
    choose(press, exhibit, layers=["Who is missing"])
    assert "Lech Wałęsa" in options()
    choose(press, exhibit, actor="Lech Wałęsa")
    assert "Not named in the text" in words(exhibit.passages) and "Nobel" in words(exhibit.card)
    choose(press, exhibit, layers=[])
    assert exhibit.chosen["actor"] == "" and "Lech Wałęsa" not in options()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "love"}, "no kind of tie 'love'"),
        ({"country": "Prussia"}, "no country 'Prussia'"),
        ({"actor": "Lech Wałęsa"}, "no actor 'Lech Wałęsa'"),
        ({"layers": ("NATO",)}, "no layer 'NATO'"),
    ],
)
def test_bad_input_is_told_in_the_control_and_changes_nothing(lesson, exhibit, press, asked, told):
    other = lesson("04").figure("network", **asked)
    assert told in other.bar.feedback["text"] and other.bar.feedback["tone"] == "warn"
    before = dict(exhibit.chosen)
    assert not choose(press, exhibit, **{name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()})
    assert told in exhibit.bar.feedback["text"] and exhibit.chosen == before


def test_table_and_csv_hold_every_tie_with_its_words(exhibit, press, wire, doc):
    press(exhibit.caption, "table")
    rows = exhibit.caption.feedback["reveal"][0]["table"]["rows"]
    assert len(rows) == len(ties_shown(doc.ties, doc.actors))
    press(exhibit.caption, "csv")
    file = wire.custom()[-2]["download"]
    read = list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))
    assert file["name"].startswith("network") and len(read) == len(doc.ties)
    assert sum(row["¶"] == "not from the text" for row in read) == (doc.ties["claims"] == "").sum()
    assert all(row["Words, or what was known"] and row["Source"] for row in read)


def test_a_change_crosses_the_wire_small(exhibit, press, wire):
    choose(press, exhibit, layers=list(LAYERS))
    for label in [*KINDS.values(), ALL]:
        wire.sent.clear()
        choose(press, exhibit, kind=label)
        assert len(wire.text.encode()) < 30_000, label


def test_the_repr_is_short(exhibit):
    assert len(repr(exhibit)) < 100
    assert memo.controls.Lesson(exhibit.doc, "04", exhibit.journal).figure("network", country="Hungary").chosen["country"] == "Hungary"
