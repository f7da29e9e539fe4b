"""Words by a rule on the screen, the grids of claims, and the lesson's counted tables."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

import memo
from memo.analysis import Rule, frequencies
from memo.analysis.words import LINE
from memo.controls.counting import CHOICES, rule_of, ticked
from memo.figures.words import DOTS

NOTEBOOKS = Path(memo.__file__).parents[1] / "notebooks"


@pytest.fixture
def words(lesson):
    return lesson("09").figure("words", word="we")


def choose(press, exhibit, **values):
    now = {"order": exhibit.chosen["order"], "word": exhibit.chosen["word"] or None, "rule": list(exhibit.chosen["rule"])}
    return press(exhibit.bar, "live", now | values)


def text(form):
    return json.dumps([form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False).replace('\\"', '"')


def without(label):
    return [other for other in ticked(Rule()) if other != label]


def test_the_rule_stands_on_the_screen_and_changes_the_result(words, press, doc):
    field = next(field for field in words.bar.spec["fields"] if field["id"] == "rule")
    assert field["options"] == list(CHOICES.values())
    at = lambda: dict(zip(words.figure.data[DOTS].customdata, words.figure.data[DOTS].x, strict=True))["we"]  # noqa: E731
    assert at() > 0.5 and "5 times in the analysis (3.0 per 1,000), 7 times in the proposals" in words.caption.feedback["text"]
    assert choose(press, words, rule=without(CHOICES["brackets"]))
    assert (
        at() < 0.5 and "4 times in the analysis (2.5 per 1,000), twice in the proposals (1.8 per 1,000)" in words.caption.feedback["text"]
    )
    assert "1,631 words" in words.caption.feedback["text"]


@pytest.mark.parametrize("name", CHOICES)
def test_every_tick_of_the_rule_is_followed(words, press, doc, name):
    now = ticked(Rule())
    labels = without(CHOICES[name]) if CHOICES[name] in now else [*now, CHOICES[name]]
    assert choose(press, words, rule=labels)
    counted = frequencies(doc.paragraphs, rule_of(labels))
    assert getattr(rule_of(labels), name) != getattr(Rule(), name)
    for part in ("analysis", "proposals"):
        assert f"{counted[part].sum():,}" in words.caption.feedback["text"]
    assert list(words.figure.data[DOTS].customdata)[:16] == list(memo.analysis.leading(counted).index)


def test_a_word_that_the_rule_leaves_out_says_so(words, press):
    assert choose(press, words, rule=without(CHOICES["small"]))
    assert words.bar.feedback["tone"] == "warn" and "“we” is not counted" in words.bar.feedback["text"]
    assert words.chosen["word"] == "" and "we" not in words.figure.data[DOTS].customdata
    assert choose(press, words, rule=list(ticked(Rule())))
    assert words.bar.feedback["text"] == ""


def test_click_and_list_choose_the_same_word(words, lesson, press):
    words.clicks()[DOTS]("will")
    other = lesson("09").figure("words")
    assert choose(press, other, word="will")
    assert text(other.passages) == text(words.passages) and text(other.caption) == text(words.caption)
    lines = next(block["lines"] for block in words.passages.feedback["reveal"] if "lines" in block)
    assert [line["cite"] for line in lines] == ["¶5.1", "¶10.1", "¶10.2", "¶12.1", "¶18.1", "¶19.3"]
    words.clicks()[DOTS]("will")
    assert words.chosen["word"] == "" and "Click a dot" in text(words.passages)


def test_a_frequent_word_shows_its_first_places_and_says_so(words, press):
    choose(press, words, word="the")
    lines = next(block["lines"] for block in words.passages.feedback["reveal"] if "lines" in block)
    assert len(lines) == 30 and "The first 30 of 285." in text(words.passages)


def test_small_numbers_are_warned_about(words):
    assert "dealt out like cards" in words.caption.feedback["text"]
    assert f"not beyond the line of {LINE}: it may well be chance" in words.caption.feedback["text"]
    assert "treat every filled dot as a question" in text(words.passages)


def test_table_and_csv_are_what_is_drawn(words, press, wire, doc):
    press(words.caption, "table")
    table = words.caption.feedback["reveal"][0]["table"]
    assert [row[0] for row in table["rows"]] == list(words.figure.data[DOTS].customdata)
    press(words.caption, "csv")
    file = wire.custom()[-2]["download"]["text"].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert len(rows) == len(frequencies(doc.paragraphs)) and "translators' words" in rows[0]["rule"]
    assert {row["word"]: (row["analysis"], row["proposals"]) for row in rows}["will"] == ("6", "0")


@pytest.mark.parametrize(
    ("asked", "told"), [({"word": "glasnostt"}, "no word"), ({"order": "best"}, "no order"), ({"rule": ("all",)}, "no part of the rule")]
)
def test_bad_input_is_told_in_the_control(lesson, asked, told):
    words = lesson("09").figure("words", **asked)
    assert told in words.bar.feedback["text"] and words.bar.feedback["tone"] == "warn"


def test_what_a_page_makes_up_is_told_in_the_control(words, press):
    assert not choose(press, words, word="Prussia")
    assert "no word" in words.bar.feedback["text"]
    assert choose(press, words, word="will")
    assert words.bar.feedback["text"] == ""


# --- grids


@pytest.mark.parametrize("name", ["acting", "certainty"])
def test_every_cell_opens_the_claims_it_counts(lesson, press, doc, name):
    grid = lesson("09").figure(name)
    reading = " ".join(" ".join(doc.paragraphs["text"]).split())
    (field,) = grid.spec["fields"]
    for row in field["rows"]:
        for column, cell in zip(field["columns"], row["cells"], strict=True):
            assert press(grid, "live", {"cell": {"row": row["id"], "column": column}})
            quotes = [block for block in grid.feedback["reveal"] if "quote" in block]
            assert len(quotes) == int(cell["mark"])
            assert cell["level"] == "0" if not quotes else cell["level"] in "123"
            for block in quotes:
                assert block["quote"] in reading and block["cite"].startswith("¶")
    assert press(grid, "live", {"cell": None})
    assert grid.feedback["reveal"] == []


def test_a_doubtful_code_says_so(lesson, press):
    grid = lesson("09").figure("acting")
    press(grid, "live", {"cell": {"row": "process", "column": "acts, proposals"}})
    assert "the codebook records another reading" in text(grid)


def test_grids_can_be_taken_away_and_made_up_cells_are_told(lesson, press, wire):
    grid = lesson("09").figure("certainty")
    press(grid, "csv")
    assert wire.custom()[-2]["download"]["text"].count("\n") == 13
    assert not press(grid, "live", {"cell": {"row": "T99", "column": "4"}})
    assert "no such cell" in grid.feedback["text"]


def test_the_grids_open_with_the_guess_and_its_reveal_counts_right(lesson, press, doc, wire):
    asked = lesson("09").ask("acts")
    grids = [lesson("09").figure(name, after="acts") for name in ("acting", "certainty")]
    assert all("Then this opens" in text_of_note(grid) for grid in grids)
    assert not re.search(r"nobody acts\b|doubt is worded", wire.text), "the guess is answered before it is made"
    assert press(asked, "commit", {field["id"]: field["options"][0] for field in asked.text["field"]})
    assert [type(grid.children[0]).__name__ for grid in grids] == ["Acting", "Certainty"]
    claims, analysis = doc.claims, doc.claims["paragraph"] <= 21
    nobody, ours, people = (claims["actor"] == who for who in ("process", "USSR", "society"))
    assert f"In {nobody.sum()} of {len(claims)} claims nobody acts. The Soviet side acts in {(ours & analysis).sum()} claims" in text(asked)
    assert f"and {(ours & ~analysis).sum()} of the proposals; society acts in {people.sum()} and is acted on in" in text(asked)
    graded = claims["certainty"].dropna()
    assert f"Of {len(graded)} claims that can be more or less sure, {(graded == 4).sum()} are plain" in text(asked)


@pytest.mark.parametrize("path", ["INSTRUCTORS.md", "rubric.csv", "ex09-language/ex09-language.ipynb"])
def test_the_teachers_papers_count_as_the_grid_does(doc, path):
    told = re.findall(r"(\d+) of 154|Of 154 claims (\d+)", (NOTEBOOKS.parent / "solutions" / path).read_text("utf-8"))
    assert {int("".join(numbers)) for numbers in told} == {(doc.claims["actor"] == "process").sum()} and len(doc.claims) == 154


def text_of_note(curtain):
    return json.dumps(curtain.children[0].spec)


def test_the_words_that_the_lesson_names_lie_where_it_says(words):
    cells = json.loads((NOTEBOOKS / "09-language-of-power.ipynb").read_text("utf-8"))["cells"]
    prose = next("".join(cell["source"]) for cell in cells if cell["id"] == "rule-head")
    at = dict(zip(words.figure.data[DOTS].customdata, words.figure.data[DOTS].x, strict=True))
    left, right = (named.split(", ") for named in re.search(r"Left stand \*(.+?)\*\. Right stand \*(.+?)\*", prose).groups())
    assert all(at[word] < 0.5 for word in left) and all(at[word] > 0.5 for word in right) and len(left + right) > 7


# --- the tables of the lesson's questions


def tables(lesson, question):
    from memo.controls.blocks import resolve

    asked = lesson("09").ask(question)
    return {
        block["table"]["caption"]: block["table"]["rows"]
        for block in resolve(asked.text["reveal"], asked.doc, asked.journal.state)
        if "table" in block
    }


def test_counted_words_are_what_the_text_has(lesson):
    rows = {row[0]: row[1:] for row in tables(lesson, "hand")["Four words in the whole memorandum"]}
    assert rows["will"][:3] == ["6", "0", "0"] and rows["we"][:3] == ["5", "7", "6"] and rows["would"][:3] == ["0", "7", "0"]
    rows = {row[0]: row[1:] for row in tables(lesson, "dots")["Five words that stand in one part only"]}
    assert {word: "/".join(row[:2]) for word, row in rows.items()} == {
        "will": "6/0",
        "being": "6/0",
        "into": "6/0",
        "citizens": "0/3",
        "committee": "0/3",
    }
    assert rows["committee"][2:] == ["3", "¶37"] and rows["citizens"][3] == "¶35"
    rows = {row[0]: row[1:] for row in tables(lesson, "friends")["The family, the alliance, and the others"]}
    assert rows["friends"] == ["2", "3", "0", "¶9, ¶21, ¶24, ¶30"] and rows["fraternal"][:2] == ["1", "3"]


def test_the_silences_are_silent_and_german_is_not(lesson):
    (rows,) = tables(lesson, "silences").values()
    assert {row[0]: row[2:4] for row in rows if row[2:4] != ["0", "0"]} == {"“German”, wherever it stands": ["5", "1"]}
    assert all(row[4] == "nowhere" for row in rows if row[2:4] == ["0", "0"]) and len(rows) >= 7


def test_one_word_by_six_rules_changes_sides(lesson):
    (rows,) = tables(lesson, "rule").values()
    assert {row[0]: row[5] for row in rows} == {
        "everything as it stands": "proposals",
        "without the translators' brackets": "analysis",
        "with the line that strayed into ¶35": "proposals",
        "capitals apart": "proposals",
        "hyphenated words in two": "proposals",
        "small words left out": "–",
    }
    assert all(float(row[6]) < LINE for row in rows if row[6] != "–"), "by no rule does “we” cross the line"


def test_a_miscount_is_sent_to_its_paragraph_and_not_told(lesson, press):
    asked = lesson("09").ask("hand")
    right = {field["id"]: field["accept"][0] for field in asked.text["field"]}
    assert press(asked, "commit", right | {"own": "one"})
    assert "Look at what stands around the word in ¶33" in text(asked) and "Four words" not in text(asked)
    assert press(asked, "commit", right)
    assert "Four words in the whole memorandum" in text(asked)


def test_the_right_counts_of_the_hand_are_those_of_the_text(lesson, doc):
    said = {field["id"]: field["accept"] for field in lesson("09").ask("hand").text["field"]}
    count = lambda word, paragraph, text="text": len(re.findall(rf"\b{word}\b", doc.paragraphs.at[paragraph, text], re.I))  # noqa: E731
    names = ["never", "once", "twice", "three times"]
    assert said["will"] == [names[count("will", 10)]] and said["we"] == [names[count("we", 13)]]
    assert said["supplied"] == [names[count("we", 33)]]
    own = re.sub(r"\[.*?\]", "", doc.paragraphs.at[33, "text"])
    assert said["own"] == [["none", "one", "two"][len(re.findall(r"\bwe\b", own, re.I))]]
