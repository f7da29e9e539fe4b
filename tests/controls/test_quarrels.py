"""The map of lesson 05 as a control: what opens when, click and list alike, nothing told too early."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from memo.controls.lesson_texts import lesson_texts
from memo.controls.quarrels import card
from memo.figures.quarrels import ABOUT, kinds
from memo.journal import Journal

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "05-alliance-neighbours-rivals.ipynb"
LATER = (
    r"\b(199\d|20\d\d)\b|\b2[5-8] February"
    r"|\b(March|April|May|June|July|August|September|October|November|December) 1989\b"
    r"|dissol(?:ved|ution)|collapse|\bfell\b|left the Pact|withdrew from the Pact|came true|last Soviet soldier"
)
GUESS = {"guess": {"Hungary and Romania": {"group": "a border at sea", "sure": None}}, "name": "for peace"}
PAIRS = ["hungary-romania", "romania-ussr", "yugoslavia-bulgaria", "poland-gdr"]


@pytest.fixture
def exhibit(lesson):
    return lesson("05").figure("quarrels")


@pytest.fixture
def guessed(exhibit, journal):
    journal.commit("answer", "05", "05.quarrels", GUESS)
    return exhibit


def choose(press, exhibit, **values):
    now = {name: list(value) if isinstance(value, tuple) else value or None for name, value in exhibit.chosen.items()}
    return press(exhibit.bar, "live", now | values)


def words(form):
    """Everything a form shows, as text."""
    return json.dumps([form.spec, form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False).replace('\\"', '"')


def label_of(exhibit, dispute):
    return next(label for label, own in exhibit.labels.items() if own == dispute)


# --- the background opens with the guess


@pytest.mark.parametrize("dispute", PAIRS)
def test_before_the_guess_nothing_tells_what_a_quarrel_was_about(exhibit, press, doc, dispute):
    choose(press, exhibit, quarrel=label_of(exhibit, dispute))
    press(exhibit.caption, "table")
    row = doc.disputes.set_index("id").loc[dispute]
    shown = " ".join([*map(words, [exhibit.bar, exhibit.caption, *exhibit.beside]), exhibit.data().to_csv()])
    assert row["known"][:30] not in shown and row["what"][:12] not in shown and ABOUT not in shown
    assert "First commit your guess" in words(exhibit.beside[1])
    assert not choose(press, exhibit, layers=[ABOUT])
    assert not exhibit.figure.data[9].visible


@pytest.mark.parametrize("dispute", PAIRS)
def test_the_guess_opens_the_card_at_once(exhibit, journal, press, doc, dispute):
    choose(press, exhibit, quarrel=label_of(exhibit, dispute))
    journal.commit("draft", "05", "05.quarrels", GUESS)
    assert "First commit your guess" in words(exhibit.beside[1])
    journal.commit("answer", "05", "05.quarrels", GUESS)
    guessed = exhibit
    row = doc.disputes.set_index("id").loc[dispute]
    rows = dict(guessed.beside[1].feedback["reveal"][0]["table"]["rows"])
    kind, _, what = row["what"].partition(": ")
    assert (rows["Kind of quarrel"], rows["What it was about"], rows["Known on that day"]) == (kind, what, row["known"])
    assert rows["Source"] and "What came later" not in rows
    assert guessed.beside[1].feedback["reveal"][0]["table"]["head"][1] == "Not from the text"
    assert ABOUT in guessed.bar.spec["fields"][2]["options"]


def test_with_none_chosen_the_card_sets_the_four_side_by_side(guessed, press, doc):
    choose(press, guessed, quarrel=label_of(guessed, "poland-gdr"))
    choose(press, guessed, quarrel=None)
    rows = guessed.beside[1].feedback["reveal"][0]["table"]["rows"]
    assert [row[1] for row in rows] == kinds(doc.disputes).tolist() and len({row[1] for row in rows}) == 4


def test_under_another_pseudonym_the_background_closes_again(guessed, journal, press):
    choose(press, guessed, quarrel=label_of(guessed, "romania-ussr"), layers=[ABOUT, "Warsaw Pact"])
    assert guessed.figure.data[9].visible and "annexation" in words(guessed.beside[1])
    journal.switch("somebody else")
    assert not guessed.figure.data[9].visible and guessed.chosen["layers"] == ("Warsaw Pact",)
    assert "annexation" not in words(guessed.beside[1]) and ABOUT not in words(guessed.bar)


def test_a_guess_of_yesterday_opens_it_at_once(guessed, lesson):
    again = lesson("05", Journal()).figure("quarrels", quarrel="poland-gdr", layers=(ABOUT,))
    assert again.bar.feedback["tone"] == "plain" and "sea border" in words(again.beside[1])


# --- nothing later before lesson 08


@pytest.mark.parametrize("dispute", ["", *PAIRS])
def test_nothing_later_is_told(guessed, press, doc, dispute):
    choose(press, guessed, quarrel=label_of(guessed, dispute) if dispute else None, layers=[ABOUT])
    press(guessed.caption, "table")
    for part in (guessed.bar, guessed.caption, *guessed.beside):
        told = words(part)
        if part is guessed.beside[1] and dispute:
            rows = dict(part.feedback["reveal"][0]["table"]["rows"])
            told = json.dumps({name: value for name, value in rows.items() if name != "Source"}, ensure_ascii=False)
            assert "27 February" not in rows["Source"] and "verfassungen" not in rows["Source"]
        assert not re.search(LATER, told), re.search(LATER, told)
    for later in doc.disputes["later"]:
        assert later[:25] not in guessed.data().to_csv()


def test_lesson_08_opens_what_came_later(guessed, journal, press, doc):
    journal.commit("answer", "08", "08.open", {"open": "yes"})
    choose(press, guessed, quarrel=label_of(guessed, "hungary-romania"))
    rows = dict(guessed.beside[1].feedback["reveal"][0]["table"]["rows"])
    assert rows["What came later"] == doc.disputes.set_index("id").at["hungary-romania", "later"]
    assert "27 February 1989" in rows["Source"]
    for _, dispute in doc.disputes.iterrows():
        assert dict(card(doc, dispute, later=True)["table"]["rows"])["Source"]


# --- the text


def test_the_words_are_the_texts_and_walk_back_to_it(exhibit, press, doc):
    said = exhibit.beside[0].feedback["reveal"][1]
    assert said["quote"] in doc.paragraphs.at[14, "text"] and said["cite"] == "¶14.4 and 14.5"
    for label, criterion in exhibit.criteria.items():
        choose(press, exhibit, pact=label)
        rows = doc.evidence[doc.evidence["criterion"] == criterion]
        assert all(words_ in words(exhibit.beside[0]) for words_ in rows["reading"])
        assert label in exhibit.caption.feedback["text"]
        assert all(country in exhibit.caption.feedback["text"] for country in rows["country"])


def test_the_sentence_says_what_is_shown_and_what_is_not_from_the_text(guessed, press):
    assert "Czechoslovakia is in none" in guessed.caption.feedback["text"] and "“etc.”" in guessed.caption.feedback["text"]
    choose(press, guessed, quarrel=label_of(guessed, "poland-gdr"), layers=["Warsaw Pact", ABOUT])
    text = guessed.caption.feedback["text"]
    assert "Poland and the GDR as the last of four pairs" in text
    assert "Warsaw Pact" in text and ABOUT in text and "not from the text" in text


@pytest.mark.parametrize("dispute", PAIRS)
def test_click_and_list_show_the_same(guessed, lesson, press, dispute):
    guessed._clicked(dispute)
    clicked = [words(part) for part in guessed.beside], guessed.bar.values, guessed.figure.layout.title.text
    other = lesson("05").figure("quarrels")
    choose(press, other, quarrel=label_of(other, dispute))
    assert ([words(part) for part in other.beside], other.bar.values, other.figure.layout.title.text) == clicked
    guessed._clicked(dispute)
    assert guessed.chosen["quarrel"] == ""


# --- to take away


def test_table_and_csv_hold_the_same_and_mark_what_is_not_the_texts(guessed, press, wire, doc):
    press(guessed.caption, "table")
    table = guessed.caption.feedback["reveal"][0]["table"]
    press(guessed.caption, "csv")
    file = wire.custom()[-2]["download"]
    assert file["name"] == "quarrels-1989.csv"
    read = list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))
    assert [[row[name] for name in table["head"]] for row in read] == table["rows"]
    assert all(row["The text's words"] in doc.paragraphs.at[14, "text"] for row in read)
    text_own = {"One side", "The other", "The text's words", "¶"}
    assert all("not from the text" in name for name in set(read[0]) - text_own)
    allied = [
        row for row in read if {row["Alliance of a (not from the text)"], row["Alliance of b (not from the text)"]} == {"Warsaw Pact"}
    ]
    assert len(allied) == 3, "three of the four are quarrels between allies"


@pytest.mark.parametrize(
    ("asked", "told"),
    [({"quarrel": "greece-turkey"}, "no quarrel"), ({"pact": "E11"}, "no statement"), ({"layers": ("NATO",)}, "no layer")],
)
def test_bad_input_is_told_in_the_control(lesson, asked, told):
    exhibit = lesson("05").figure("quarrels", **asked)
    assert told in exhibit.bar.feedback["text"] and exhibit.bar.feedback["tone"] == "warn"


# --- the lesson's questions


def test_questions_and_prose_tell_nothing_later_and_settle_no_sealed_forecast():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    prose = re.sub(r"<!--.*?-->", "", prose.split("After lesson 8:")[0], flags=re.S)
    told = json.dumps(lesson_texts()["05"]["question"], ensure_ascii=False)
    for text in (prose, re.sub(r'"facts": "[^"]*"', "", told)):
        assert not re.search(LATER, text), re.search(LATER, text)


def test_the_minutes_of_the_steps_are_those_of_the_lesson():
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    headings = re.findall(r"^## .*\((\d+) minutes\)", "\n".join("".join(cell["source"]) for cell in cells), re.M)
    assert sum(map(int, headings)) == lesson_texts()["05"]["minutes"] == 50


def test_a_guess_in_the_order_of_the_columns_is_not_right_by_accident(lesson, doc):
    """The four groups stand in another order than the quarrels whose they are."""
    field = lesson("05").ask("quarrels").text["field"][0]
    right = ["how a minority is treated", "land taken in the past", "who a people are", "a border at sea"]
    assert set(field["groups"]) == set(right)
    assert all(group != own for group, own in zip(field["groups"], right, strict=True))


def test_hints_send_to_a_place_and_tell_no_answer(lesson):
    for name in ("troops", "west"):
        for field in lesson("05").ask(name).text["field"]:
            assert re.search(r"¶\d|Lesson \d", field["hint"])
            assert not [answer for answer in field["accept"] if answer.casefold() in field["hint"].casefold()]


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("approach", "Moscow, towards its allies", "19.1"),
        ("patience", "Moscow's, with the reformers", "19.3"),
        ("finland", "the Ministry", "20.1"),
    ],
)
def test_a_wrong_answer_gets_a_hint_and_no_solution(lesson, press, field, wrong, sentence):
    question = lesson("05").ask("west")
    right = {own["id"]: own["accept"][0] for own in question.text["field"]}
    press(question, "commit", right | {field: wrong})
    shown = json.dumps(question.feedback["reveal"], ensure_ascii=False)
    assert f"¶{sentence}" in shown and "not yet" in shown and "note 14" not in shown
    press(question, "commit", right)
    assert "counts on being paid for waiting" in json.dumps(question.feedback["reveal"], ensure_ascii=False)
