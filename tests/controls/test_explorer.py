"""Map and matrix as controls: click and list do the same, what is shown can be checked, nothing is told too early."""

import csv
import io
import json
import re

import pytest

import memo
from memo.analysis import SEVEN
from memo.analysis.evidence import SILENT
from memo.controls.explorer import GROUPS

LATER = r"\b(19(9\d)|20\d\d)\b|\b(March|April|May|June|July|August|September|October|November|December) 1989\b"
MODERN = r"\b(Czech Republic|Slovakia\b(?<!Czechoslovakia)|Russia\b|Ukraine|Belarus|Serbia and|North Macedonia|reunif\w+)"


@pytest.fixture
def explorer(lesson):
    return lesson("03").map()


@pytest.fixture
def grid(lesson):
    return lesson("03").matrix()


def choose(press, explorer, **values):
    now = {"view": explorer.chosen["view"], "country": explorer.chosen["country"] or None, "layers": list(explorer.chosen["layers"])}
    return press(explorer.bar, "live", now | values)


def words(form):
    """Everything a form shows, as text."""
    return json.dumps([form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False).replace('\\"', '"')


# --- every state


def test_every_criterion_shows_map_sentence_and_passages(explorer, press, doc):
    for view, criteria in explorer.views.items():
        assert choose(press, explorer, view=view)
        table = memo.analysis.by_criterion(doc.evidence, *criteria)
        assert next(iter(explorer.figure.data[0].customdata)) in SEVEN
        assert explorer.figure.layout.title.text.replace("<br>", " ") == view
        sentence, shown = explorer.caption.feedback["text"], words(explorer.passages)
        for row in memo.analysis.passages(doc.evidence, criteria).itertuples():
            assert row.words in shown and f"¶{row.paragraph}" in shown
        for row in table.itertuples():
            said = {"GDR": "the GDR", "USSR": "the Soviet Union"}.get(row.country, row.country)
            assert said in sentence or set(table["mark"]) == {SILENT}


@pytest.mark.parametrize(
    ("criterion", "told", "quoted"),
    [
        ("E15", "without singling any of them out", "all East European countries"),
        ("E17", "who belongs to it the text does not say", "get more from the Warsaw Pact"),
        ("E12", "with no country, the Soviet-German Pact of 1939 and the", "Katyn Affair"),
    ],
)
def test_a_class_and_nobody_are_told_as_such(lesson, criterion, told, quoted):
    explorer = lesson("03").map(criterion)
    assert told in explorer.caption.feedback["text"] and quoted in words(explorer.passages)


def test_layers_are_named_as_not_the_texts(explorer, press):
    choose(press, explorer, layers=["Warsaw Pact", "Soviet troops"])
    assert "Warsaw Pact and Soviet troops: not from the text." in explorer.caption.feedback["text"]
    assert "Not from the text" in explorer.figure.layout.annotations[0].text
    choose(press, explorer, layers=[])
    assert "not from the text" not in explorer.caption.feedback["text"]


# --- click and list


@pytest.mark.parametrize("country", SEVEN)
def test_click_and_list_show_the_same(explorer, lesson, press, country):
    explorer._clicked(country)
    clicked = words(explorer.passages), words(explorer.card), explorer.bar.values
    other = lesson("03").map()
    choose(press, other, country=country)
    assert (words(other.passages), words(other.card), other.bar.values) == clicked
    explorer._clicked(country)
    assert explorer.chosen["country"] == "" and "Click a country" in explorer.card.feedback["text"]


@pytest.mark.parametrize("country", [*SEVEN, "USSR"])
def test_the_card_tells_the_day_and_nothing_later(explorer, doc, country):
    explorer.show(country=country)
    shown = words(explorer.card)
    row = doc.countries.set_index("id").loc[country]
    rows = dict(explorer.card.feedback["reveal"][0]["table"]["rows"])
    assert row["leader"] in rows["Leader"] and row["office"] in rows["Leader"]
    assert (rows["Capital"], rows["Ruling party"]) == (row["capital"], row["ruling_party"])
    assert row["alliance"] in rows["Alliance"] and rows["Sources of this card"]
    assert row["later"][:40] not in shown
    told = json.dumps({name: value for name, value in rows.items() if name != "Sources of this card"}, ensure_ascii=False)
    assert not re.search(LATER, told), re.search(LATER, told)


def test_mentions_are_counted_in_the_text(explorer, doc):
    explorer.show(country="Yugoslavia")
    assert "named twice: ¶4, ¶14" in explorer.card.feedback["reveal"][1]["p"]


def test_an_unchecked_row_says_so(lesson, doc):
    from memo.controls import card

    class Unchecked:
        works, mentions = doc.works, doc.mentions
        countries = doc.countries.assign(checked=False)

    assert dict(card.card(Unchecked, "Poland")["table"]["rows"])["Sources of this card"].endswith("Not checked by the kit")
    assert "Not checked" not in str(card.card(doc, "Poland"))


# --- the data to take away


def test_the_table_opens_on_demand_and_csv_is_the_same(explorer, press, wire):
    assert explorer.caption.feedback["reveal"] == []
    press(explorer.caption, "table")
    rows = explorer.caption.feedback["reveal"][0]["table"]["rows"]
    press(explorer.caption, "csv")
    file = wire.custom()[-2]["download"]
    assert file["name"].endswith(".csv") and file["text"].startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(file["text"].removeprefix("\ufeff"))))
    assert [[row["country"], row["mark"]] for row in read] == [row[:2] for row in rows]
    assert {name for name in read[0] if "not from the text" in name} == {
        "alliance (not from the text)",
        "soviet_troops (not from the text)",
    }
    press(explorer.caption, "table")
    assert explorer.caption.feedback["reveal"] == []


def test_the_card_is_not_sent_again_for_another_criterion(explorer, press, wire):
    explorer.show(country="Hungary")
    wire.sent.clear()
    choose(press, explorer, view=list(explorer.views)[5])
    assert "Grósz" not in wire.text


# --- bad input


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"criterion": "E99"}, "no criterion 'E99'"),
        ({"country": "Prussia"}, "no country 'Prussia'"),
        ({"layers": ["NATO"]}, "no layer 'NATO'"),
    ],
)
def test_bad_input_is_told_in_the_control(lesson, asked, told):
    explorer = lesson("03").map(**asked)
    assert told in explorer.bar.feedback["text"] and "Choose one of" in explorer.bar.feedback["text"]
    assert explorer.bar.feedback["tone"] == "warn"


def test_a_table_without_a_column_is_told_in_the_control(lesson, doc):
    broken = doc.evidence.drop(columns="mark")
    for control in (lesson("03").map(evidence=broken).bar, lesson("03").matrix(evidence=broken)):
        assert "no column 'mark'" in control.feedback["text"] and control.feedback["tone"] == "warn"


def test_an_empty_table_is_told_in_the_control(lesson, doc):
    assert "no evidence" in lesson("03").map(evidence=doc.evidence.head(0)).bar.feedback["text"]


def test_what_a_page_makes_up_is_told_in_the_control(explorer, grid, press):
    assert not choose(press, explorer, view="¶99 · Nothing")
    assert "no criterion" in explorer.bar.feedback["text"]
    assert not choose(press, explorer, country="Prussia")
    assert not press(grid, "live", {"cell": {"row": "E99", "column": "Poland"}})
    assert "no such cell" in grid.feedback["text"]
    assert press(grid, "live", {"cell": None, "country": "", "criterion": ""})


def test_own_evidence_is_drawn(lesson, doc):
    explorer = lesson("03").map(evidence=doc.evidence.query("country != 'Romania'"))
    assert "Romania" in explorer.caption.feedback["text"].split("Of ")[-1] or explorer.criteria == GROUPS
    assert explorer.bar.feedback["tone"] == "plain"


# --- the matrix


def test_every_cell_answers_by_click_and_by_list(grid, press, doc):
    labels = grid.labels
    for row in grid.spec["fields"][0]["rows"]:
        for country, cell in zip(SEVEN, row["cells"], strict=True):
            assert press(grid, "live", {"cell": {"row": row["id"], "column": country}, "country": "", "criterion": ""})
            clicked = words(grid)
            found = memo.analysis.passages(doc.evidence, [row["id"]], country)
            assert all(passage in clicked for passage in found["words"]) and cell["mark"] in clicked
            assert (cell["mark"] == SILENT) == found.empty == ("Not said is not denied" in clicked)
            assert cell["label"].startswith(f"{country}, {labels[row['id']]}")
            press(grid, "live", {"cell": None})
            press(grid, "live", {"cell": None, "country": country, "criterion": labels[row["id"]]})
            assert words(grid) == clicked
            press(grid, "live", {"cell": None, "country": "", "criterion": ""})


def test_the_matrix_can_be_taken_away(grid, press, wire):
    press(grid, "csv")
    text = wire.custom()[-2]["download"]["text"]
    assert text.count("\n") == 18 and "¶29 Restrained towards the reforms in the USSR" in text
    press(grid, "table")
    assert len(grid.feedback["reveal"][-1]["table"]["rows"]) == 17


def test_pictures_come_from_the_figures_own_bar(explorer, grid):
    for form, figure in ((explorer.caption, "map"), (grid, "matrix")):
        pictures = [button["picture"] for button in form.spec["buttons"] if "picture" in button]
        assert pictures == [{"figure": figure, "format": "png"}, {"figure": figure, "format": "svg"}]
    assert explorer.figure.layout.meta == "map"


def test_no_modern_state_and_no_word_of_ours(explorer, grid, press, shown):
    """“Reformist”, “hard-line” and “camp” are the kit's words: no figure has them."""
    for view in explorer.views:
        choose(press, explorer, view=view)
        for part in (explorer.bar, explorer.caption, explorer.passages, grid):
            text = words(part) if part.spec else ""
            assert not re.search(MODERN, text) and not re.search(r"reformist|hard-?line|\bcamps?\b", text, re.I)


# --- what is sent to the page has no surprises


def test_the_repr_is_short(explorer, grid):
    assert len(repr(explorer)) < 100 and len(repr(grid)) < 100
