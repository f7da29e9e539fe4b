"""The desks and the evidence board of lesson 10: what is offered, what is looked up, what is kept."""

import pytest

from memo.controls.board import _MOST, cards, tally
from memo.controls.lesson_texts import lesson_texts
from memo.edition.quoted import bare
from memo.journal import Journal

WORDS = "use of military force is completely excluded"


def card(
    number, kind="passage", place="18.1", words="it seems improbable that in the foreseeable future", heading="supports", why="because"
):
    return {"id": number, "kind": kind, "place": place, "words": words, "heading": heading, "why": why}


def board(*held, **more):
    return {"board": {"find": "", "where": "passages", "cards": list(held), "last": max([0, *(one["id"] for one in held)])}} | more


@pytest.fixture
def sit(lesson, press):
    """`sit("Bonn")` takes the desk whose label begins so."""

    def taken(city):
        control = lesson("10").ask("desk")
        label = next(label for label in control.doc.desks["label"] if label.startswith(city))
        assert press(control, "commit", {"desk": label})
        return control

    return taken


def pool(control):
    return next(field for field in control.spec["fields"] if field["id"] == "board")


def table(control, caption):
    return next((block["table"]["rows"] for block in control.feedback["reveal"] if block.get("table", {}).get("caption") == caption), [])


# -- desks


def test_the_lessons_file_names_the_desks_of_the_table(doc):
    (field,) = (field for question in lesson_texts()["10"]["question"] for field in question.get("field", []) if field["id"] == "desk")
    assert field["options"] == doc.desks["label"].tolist()
    assert doc.desks.set_index("id")["leaked"].to_dict() == {
        "bonn": True,
        "budapest": True,
        "ministry": False,
        "department": False,
        "staff": False,
        "washington": True,
    }


@pytest.mark.parametrize("city", ["Bonn", "Budapest", "Moscow: the General", "Washington"])
def test_a_desk_says_to_whom_and_what_it_could_know(sit, city, doc):
    control = sit(city)
    row = next(row for row in doc.desks.itertuples() if row.label.startswith(city))
    assert [row.to, row.wants, row.knows] == [own[1] for own in table(control, row.label)][:3]
    assert ("leak is ours" in str(control.feedback["reveal"])) == row.leaked


def test_the_copy_is_judged_only_where_it_has_leaked(sit, lesson):
    leak = lesson("10").ask("leak")
    assert leak.spec["fields"] and leak.spec["label"] == "Judge the copy"
    sit("Moscow: the General")
    assert not leak.spec["fields"] and not leak.spec["buttons"] and leak.spec["label"] == leak.closed
    sit("Budapest")
    assert leak.spec["fields"] and leak.spec["label"] == "Judge the copy"


def test_the_question_is_asked_once_the_card_is_there(sit, lesson):
    asked = lesson("10").ask("question")
    assert not asked.spec["fields"] and "take your desk" in str(asked.spec["intro"])
    sit("Bonn")
    assert [field["id"] for field in asked.spec["fields"]] == ["question"]


# -- what is offered


def test_it_offers_every_sentence_and_the_facts_of_the_desk(sit, lesson, doc):
    control = lesson("10").ask("board")
    assert [one["words"] for one in pool(control)["passages"]] == doc.sentences["text"].tolist()
    secret = "events/1989-01-21-politburo"
    assert secret not in {fact["id"] for fact in pool(control)["facts"]}
    sit("Moscow: the party")
    (fact,) = (fact for fact in pool(control)["facts"] if fact["id"] == secret)
    assert fact["more"] == "Not public. Your desk could know of it."
    sit("Bonn")
    assert secret not in {fact["id"] for fact in pool(control)["facts"]}
    assert all(fact["source"] for fact in pool(control)["facts"])


def test_nothing_later_is_offered(lesson, doc, shown):
    page = shown(lesson("10").ask("board"))
    for row in doc.events.itertuples():
        assert len(row.later) < 40 or row.later not in page
        assert row.date <= "1989-02-27" or f"events/{row.id}" not in page
    assert "events/1989-02-24-memorandum" not in page


# -- what is looked up


def test_pasted_words_become_a_card_with_their_place(lesson, press, wire):
    control = lesson("10").ask("board")
    assert press(control, "take", board(card(3), words=f"“{WORDS}”\n\n¶27.1, whatever"))
    (added,) = (message["added"] for message in wire.custom() if "added" in message)
    assert added["value"]["id"] == 4 and added["value"]["place"] == "27.1" and added["value"]["words"] == WORDS
    assert control.feedback["text"].startswith("No. 4 is on the board: ¶27.1")
    again = lesson("10", Journal()).ask("board")
    assert [one["id"] for one in again.values["board"]["cards"]] == [3, 4] and again.values["words"] == ""


def test_words_that_do_not_stand_there_stay_in_the_box(lesson, press):
    control = lesson("10").ask("board")
    assert not press(control, "take", board(words="the troops will certainly never leave their barracks"))
    assert "Nearest is ¶" in control.feedback["text"] and control.feedback["tone"] == "warn"
    assert control.journal.state.draft("10", "10.board") is None


def test_a_number_is_never_given_twice(lesson, press, wire):
    control = lesson("10").ask("board")
    values = board(card(2), words=WORDS)
    values["board"]["last"] = 7  # five cards have been taken off
    press(control, "take", values)
    (added,) = (message["added"] for message in wire.custom() if "added" in message)
    assert added["value"]["id"] == 8


def test_what_a_page_makes_up_is_looked_up(doc, lesson, press, sit):
    made_up = card(1, words="The Politburo has decided to send the troops")
    later = card(2, kind="fact", place="events/1989-11-09-wall", words="The Wall fell")
    secret = card(3, kind="fact", place="events/1989-01-21-politburo")
    sound = card(4, kind="fact", place="events/1989-02-06-round-table", words="The talks failed", heading="<b>")
    control = lesson("10").ask("board")
    press(control, "commit", board(made_up, later, secret, sound))
    held = cards(doc, control.journal.state)
    assert [bool(one["fault"]) for one in held] == [True, True, True, False]
    assert held[3]["words"].startswith("Government and opposition open the Round Table talks") and held[3]["heading"] == ""
    assert "No. 1: These words do not stand" in control.feedback["text"] and "No. 2: your desk could not know" in control.feedback["text"]
    sit("Moscow: the party")
    assert not cards(doc, control.journal.state)[2]["fault"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "x",
        {"cards": "x"},
        {"cards": [None, 1, {"id": True}, {"id": "1"}, {"id": -1}, {"id": 1, "words": 5, "kind": [], "why": {}}, {"id": 1}]},
    ],
)
def test_a_hostile_journal_harms_nobody(value, lesson, doc, journal):
    journal.commit("draft", "10", "10.board", {"board": value, "words": 7})
    assert len(cards(doc, journal.state)) <= 1
    assert lesson("10").ask("board").spec["fields"] and lesson("10").ask("brief").spec["fields"]


def test_there_is_a_most_that_page_and_python_share(lesson, press, doc, journal):
    control = lesson("10").ask("board")
    journal.commit("draft", "10", "10.board", board(*(card(number) for number in range(1, 90))))
    assert len(cards(doc, journal.state)) == pool(control)["most"] == _MOST
    assert not press(control, "take", board(*(card(number) for number in range(1, _MOST + 1)), words=WORDS))
    assert f"{_MOST} cards are enough" in control.feedback["text"]


def test_it_counts_what_is_asked_for(lesson, press):
    control = lesson("10").ask("board")
    press(control, "draft", board(*(card(number) for number in range(1, 5)), card(5, heading="contradicts")))
    said = "5 cards, 1 contradicts; asked for are 8 to 12, of which at least 2 contradict."
    assert said in control.feedback["text"] and control.feedback["text"].startswith("Draft kept")
    press(control, "commit", board(card(1), thesis="Wait"))
    assert control.feedback["reveal"][0] == {"p": "1 card, 0 contradict; asked for are 8 to 12, of which at least 2 contradict."}
    two = [card(number, heading="contradicts") for number in (1, 2)]
    assert tally([*two, *map(card, range(3, 11))]) == "10 cards, 2 contradict."
    assert "asked for" in tally([*two, *map(card, range(3, 16))]), "thirteen are too many"


def test_the_board_asks_first_what_is_to_be_advised(lesson, press):
    control = lesson("10").ask("board")
    assert [field["id"] for field in control.spec["fields"]] == ["thesis", "words", "board"]
    press(control, "commit", board(card(1)))
    assert "Still open: What I expect to advise" in control.feedback["text"]
    press(control, "commit", board(card(1), thesis="since the Wall fell, wait"))
    assert [row[1] for row in table(control, "27 February 1989: look again")] == ["the Wall fell"]


def test_citations_are_cut_off():
    assert bare("“the fate of socialism”\n\n¶1.3") == "the fate of socialism"
    assert bare("one\ntwo") == "one two"


# -- the guard, and what is kept


def test_the_guard_looks_at_the_reason_not_at_the_card(lesson, press):
    control = lesson("10").ask("board")
    assert press(control, "draft", board(card(1, why="since the Wall fell")))
    assert [row[:3] for row in table(control, "27 February 1989: look again")] == [["No. 1, why", "the Wall fell", "Nobody could know it"]]
    assert press(control, "draft", board(card(1, why="if the Wall were opened")))
    assert control.feedback["reveal"] == []
    assert press(control, "commit", board(card(1, why="since the Wall fell")))
    assert control.feedback["text"].startswith("Saved") and table(control, "27 February 1989: look again")
    assert table(lesson("10", Journal()).ask("board"), "27 February 1989: look again")


def test_order_headings_and_reasons_are_kept(lesson, press):
    held = [card(2, heading="contradicts"), card(1, heading="context", why="<img src=x onerror=alert(1)>")]
    press(lesson("10").ask("board"), "commit", board(*held))
    assert lesson("10", Journal()).ask("board").values["board"]["cards"] == held
