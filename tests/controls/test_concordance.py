"""Keyword in context as a control: what is typed is found, sorted, opened; nothing breaks while one types."""

import csv
import io
import json

import pytest

from memo.controls.counting import CHOICES


@pytest.fixture
def lines(lesson):
    return lesson("09").figure("concordance", word="friends")


def look(press, control, **values):
    now = {"word": control.chosen["word"], "order": control.chosen["order"], "rule": list(control.chosen["rule"])}
    return press(control.search, "live", now | values)


def shown(control):
    return control.hits.spec["fields"][0]["rows"]


def text(form):
    return json.dumps([form.feedback["text"], form.feedback["reveal"]], ensure_ascii=False)


def test_every_hit_has_its_paragraph(lines):
    assert [row["cite"] for row in shown(lines)] == ["¶9.4", "¶21.2", "¶24.1", "¶24.2", "¶30.2"]
    assert {row["hit"] for row in shown(lines)} == {"friends"}
    assert lines.hits.feedback["text"] == "“friends” stands twice in the analysis and 3 times in the proposals."


def test_no_line_begins_or_ends_within_a_word(lines, press, doc):
    look(press, lines, word="socialist")
    for row in shown(lines):
        whole = doc.paragraphs.at[int(row["cite"][1:].split(".")[0]), "text"].replace("\n", " ")
        for side in (row["before"], row["after"]):
            for word in side.replace("…", " ").split():
                assert word in whole.split() or word in f" {whole} ".replace(row["hit"], " ").split(), word


def test_typing_letter_by_letter_never_fails(lines, press):
    for end in range(1, len("Warsaw Pact") + 1):
        assert look(press, lines, word="Warsaw Pact"[:end])
        assert lines.search.feedback["text"] == ""
    assert len(shown(lines)) == 11
    assert look(press, lines, word="")
    assert shown(lines) == [] and "Type a word" in lines.hits.feedback["text"]


def test_a_search_can_begin_empty(lesson):
    lines = lesson("09").figure("concordance", word="")
    assert shown(lines) == [] and "Type a word" in lines.hits.feedback["text"]
    assert lines.search.spec["label"] == "Keyword in context: a word of your own"


def test_what_is_typed_is_not_sent_back_while_one_types(lines, press, wire):
    wire.sent.clear()
    look(press, lines, word="fri")
    sent = [data["state"] for _, data in wire.sent if data.get("method") == "update"]
    assert not any("word" in json.dumps(state.get("values", {})) for state in sent)


def test_sorting_takes_the_words_beside_the_hit(lines, press):
    look(press, lines, order="word before")
    assert [row["cite"] for row in shown(lines)] == ["¶24.2", "¶9.4", "¶21.2", "¶30.2", "¶24.1"]
    look(press, lines, order="word after")
    assert [row["after"].split()[0] if row["after"].split() else "" for row in shown(lines)] == [".", "could", "has", "in", "so"]


def test_a_line_opens_its_sentence_and_its_paragraph(lines, press, doc):
    assert press(lines.hits, "live", {"line": shown(lines)[1]["id"]})
    first, more = lines.hits.feedback["reveal"]
    assert first == {"quote": doc.sentences.set_index("label").at["21.2", "text"], "cite": "¶21.2"}
    assert more["details"]["blocks"][0]["quote"] == doc.paragraphs.at[21, "text"]
    look(press, lines, order="word before")
    assert lines.hits.feedback["reveal"] == [], "another list has no line open"


def test_the_rule_decides_what_is_a_hit(lines, press):
    look(press, lines, word="we")
    assert len(shown(lines)) == 12 and [row["inside"] for row in shown(lines)].count(True) == 6
    assert "In the translators' brackets: 6 of 12" in lines.hits.feedback["text"]
    look(press, lines, rule=[CHOICES["hyphens"]])
    assert len(shown(lines)) == 6 and not any(row["inside"] for row in shown(lines))
    look(press, lines, word="prolonged", rule=[CHOICES["intruded"]])
    assert [row["cite"] for row in shown(lines)] == ["¶35.1"]
    press(lines.hits, "live", {"line": shown(lines)[0]["id"]})
    assert "Strikes have become more prolonged" in text(lines.hits) and "(as transmitted)" in text(lines.hits)


def test_a_silence_is_the_silence_of_a_word(lines, press):
    look(press, lines, word="Kosovo")
    assert "“Kosovo” stands nowhere" in lines.hits.feedback["text"] and "other words for it must show" in lines.hits.feedback["text"]


@pytest.mark.parametrize("asked", [{"word": "*"}, {"order": "length"}, {"rule": ["everything"]}])
def test_what_cannot_be_shown_is_told_and_changes_nothing(lines, press, asked):
    before = [row["cite"] for row in shown(lines)]
    assert not look(press, lines, **asked)
    assert lines.search.feedback["tone"] == "warn"
    assert [row["cite"] for row in shown(lines)] == before
    assert look(press, lines, word="fraternal", order="place", rule=[CHOICES["brackets"]])
    assert lines.search.feedback["text"] == ""


def test_bad_input_at_first_is_told_in_the_control(lesson):
    control = lesson("09").figure("concordance", word="…", order="place")
    assert "nothing to look for" in control.search.feedback["text"] and len(shown(control)) == 5


def test_hostile_values_are_no_line(lines, press):
    assert press(lines.hits, "live", {"line": "¶99"})
    assert lines.hits.feedback["reveal"] == []
    assert press(lines.search, "live", {"word": None, "order": None, "rule": None})


def test_the_lines_can_be_taken_away(lines, press, wire):
    press(lines.hits, "csv")
    rows = list(csv.DictReader(io.StringIO(wire.custom()[-2]["download"]["text"].removeprefix("\ufeff"))))
    assert [row["label"] for row in rows] == ["9.4", "21.2", "24.1", "24.2", "30.2"]


def test_the_repr_is_short(lines):
    assert len(repr(lines)) < 120
