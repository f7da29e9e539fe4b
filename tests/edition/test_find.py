"""`doc.find` finds what a reader would call the same words, once, at their place."""

import re

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from memo import MemoError
from memo.edition.search import pattern

COLUMNS = ["paragraph", "sentence", "quote", "before", "after", "view", "start", "end"]


def sentences(doc, phrase):
    return doc.find(phrase)["sentence"].tolist()


def test_a_plain_phrase(doc):
    found = doc.find("Warsaw Pact")
    assert found.columns.tolist() == COLUMNS
    assert len(found) == 11 == doc.source[1077:19917].count("Warsaw Pact")
    assert set(found["view"]) == {"both"}
    for row in found.itertuples():
        assert doc.source[row.start : row.end] == row.quote == "Warsaw Pact"


def test_across_a_mended_page_break(doc):
    row = doc.find("cooperation with the opposition").iloc[0]
    assert (row["paragraph"], row["sentence"], row["view"]) == (9, "p09s03", "both")
    assert doc.source[row["start"] : row["end"]] == "cooperation\n\nwith the opposition"
    assert row["quote"] == "cooperation with the opposition"
    assert sentences(doc, "to establish contacts with") == ["p32s01"]


def test_across_the_intruded_line(doc):
    (row,) = doc.find("majority of countries of the world community, substantial").to_dict("records")
    assert (row["sentence"], row["view"]) == ("p35s01", "reading")
    assert "Strikes have become more prolonged" in doc.source[row["start"] : row["end"]]
    assert "Strikes" not in row["quote"]


@pytest.mark.parametrize("phrase", ["Strikes have become more prolonged", "world participants", "countries?Hungary"])
def test_what_only_the_transmitted_text_has(doc, phrase):
    assert doc.find(phrase)["view"].tolist() == ["diplomatic"]


def test_question_marks_are_found_as_transmitted(doc):
    found = doc.find("?")
    assert len(found) == 14
    assert set(found["view"]) == {"diplomatic"}


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", "‘’", "''", "‹›", "``", "´´", "″″"])
def test_every_kind_of_quotation_mark(doc, quotes):
    assert sentences(doc, f"{quotes[0]}Solidarity{quotes[1]}") == ["p08s01"]  # lost and mended
    assert sentences(doc, f"{quotes[0]}free play{quotes[1]}") == ["p10s02"]  # survived


@pytest.mark.parametrize("apostrophe", "'’‘`´ʹʼ′")
def test_every_kind_of_apostrophe(doc, apostrophe):
    assert sentences(doc, f"Polish United Workers{apostrophe} Party") == ["p09s02"]
    assert sentences(doc, f"rel{apostrophe}yefneye") == ["p17s02"]


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "‒", "–", "—", "―", "−", " – ", " — ", "--", "---", " -- "])
def test_every_kind_of_dash(doc, dash):
    assert sentences(doc, f"others{dash}Romania") == ["p04s01"]  # lost and mended
    assert sentences(doc, f"socialist states{dash}the Warsaw Pact") == ["p36s01"]  # survived
    assert sentences(doc, f"socio{dash}economic") == ["p02s02"]


def test_a_dash_at_the_edge_takes_nothing_along(doc):
    assert set(doc.find("-")["quote"]) == {"-", "—"}
    assert pattern("Translation -").search("Translation - English").group() == "Translation -"
    assert pattern("- English").search("Translation - English").group() == "- English"


def test_a_hit_that_ends_in_a_mended_place_covers_all_of_it(doc):
    (row,) = doc.find("Bulgaria—").to_dict("records")
    assert row["quote"] == "Bulgaria—"
    assert doc.source[row["start"] : row["end"]] == "Bulgaria ? "
    (row,) = doc.find("—the leadership is").to_dict("records")
    assert doc.source[row["start"] : row["end"]] == "? the leadership is"


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2003", " \r\n "])
def test_every_kind_of_white_space(doc, space):
    assert len(doc.find(f"Warsaw{space}Pact")) == 11
    assert len(doc.find(f"{space}Warsaw Pact{space}")) == 11


def test_case_makes_no_difference(doc):
    assert len(doc.find("PERESTROIKA")) == len(doc.find("perestroika")) == len(doc.find("Perestroika")) == 5
    assert doc.find("PERESTROIKA")["quote"].tolist().count("Perestroika") == 1


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("the Warsaw Pact, and the fundamental interests", "p01s03"),
        ("the Warsaw Pact, [and] the fundamental interests", "p01s03"),
        ("all-European Conference CSCE and", "p11s05"),
        ("Bulgaria—the leadership actually", "p04s01"),
        ("PCC Political Consultative Committee, KMID", "p37s02"),
        ("broad social strata", "p08s03"),
        ("we should proceed from the fact", "p27s01"),
    ],
)
def test_the_translators_brackets_make_no_difference(doc, phrase, sentence):
    assert sentences(doc, phrase) == [sentence]


def test_a_bracket_that_is_typed_is_looked_for(doc):
    assert len(doc.find("[and]")) == 30 == doc.source.count("[and]")
    assert set(doc.find("[and]")["quote"]) == {"[and]"}
    assert doc.find("[Hungary]").empty


def test_an_occurrence_is_given_once(doc):
    for phrase in ("the", "cooperation with", "Solidarity", "a", "others—Romania"):
        found = doc.find(phrase)
        assert not found.duplicated(["start", "end"]).any(), phrase
    assert len(doc.find("perestroika")) == len(re.findall("perestroika", doc.source, re.IGNORECASE))


def test_hits_stand_in_text_order(doc):
    """Also where some come from the reading and some from the diplomatic text."""
    mixed = doc.find("prolonged"), doc.find("community"), doc.find("on")
    assert set(mixed[2]["view"]) == {"both", "diplomatic"}
    assert all(found["start"].is_monotonic_increasing for found in mixed)


@pytest.mark.parametrize("phrase", [".*", "[a-z]+", "(", ")", "\\w", "Hungary|Poland", "^", "$", "socialis.", "{2}", "+"])
def test_signs_of_regular_expressions_are_themselves(doc, phrase):
    literal = " ".join(doc.paragraphs["text"]).count(phrase)
    assert len(doc.find(phrase)) == literal


def test_context_is_what_stands_before_and_after(doc):
    (row,) = doc.find("lost confidence in the public").to_dict("records")
    text = doc.paragraphs.loc[6, "text"]
    place = text.index("lost confidence")
    assert row["before"] == text[place - 60 : place]
    assert row["after"] == text[place + 29 : place + 89]
    assert text.startswith(doc.find("The surmounting")["quote"][0])
    assert doc.find("The surmounting")["before"].tolist() == [""]
    assert doc.find("Poland and Hungary.")["after"].tolist()[0] == ""


def test_context_is_of_the_view_that_showed_it(doc):
    (reading,) = doc.find("“Solidarity” in Poland").to_dict("records")
    (diplomatic,) = doc.find("?Solidarity? in Poland").to_dict("records")
    assert reading["after"].startswith(", “Democratic Forum”")
    assert diplomatic["after"].startswith(", ?Democratic Forum?")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("over the course of events. This chiefly", "p06s02"),  # over a boundary: where it begins
        ("This chiefly concerns", "p06s03"),  # from a sentence's first character
        ("Poland and Hungary.", "p06s03"),  # to a sentence's last
        ("1. In the conditions", "p22s01"),  # an item number stands before its sentence
        ("10.", "p38s01"),
        ("The socialist community is", "p01s01"),  # the first words
        ("tactics in this direction.", "p38s01"),  # the last
    ],
)
def test_sentence_at_the_edges(doc, phrase, sentence):
    assert sentences(doc, phrase) == [sentence]


def test_only_the_body_is_searched(doc):
    for phrase in ("MEMORANDUM OF THE SOVIET MINISTRY", "5-yesh", "northern neighbor", "Wilson Center"):
        assert phrase in doc.source
        assert doc.find(phrase).empty


def test_nothing_found_is_an_empty_table_of_the_same_kind(doc):
    none, some = doc.find("Gorbachev"), doc.find("Hungary")
    assert none.empty
    assert none.dtypes.equals(some.dtypes)
    assert pd.concat([none, some]).dtypes.equals(some.dtypes)


@pytest.mark.parametrize("phrase", ["", " ", "\n\t", None, 7, b"Poland", ["Poland"], float("nan")])
def test_nothing_to_look_for_is_said_so(doc, phrase):
    with pytest.raises(MemoError, match=r"Give a word or phrase, for example doc\.find"):
        doc.find(phrase)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 38), st.sampled_from(["text", "diplomatic"]), st.integers(0, 2000), st.integers(1, 2000))
@example(4, "text", 0, 300)
@example(35, "diplomatic", 0, 690)
@example(9, "diplomatic", 400, 40)
def test_any_passage_is_found_at_its_place(doc, number, view, start, length):
    whole = doc.paragraphs.loc[number, view]
    start %= len(whole)
    passage = whole[start : start + length]
    words = passage.strip()
    if not words:
        return
    found = doc.find(passage)
    found = found[found["paragraph"] == number]
    place = start + passage.index(words)
    before, after = whole[max(0, place - 60) : place], whole[place + len(words) :][:60]
    here = found[(found["quote"] == words) & (found["before"] == before) & (found["after"] == after)]
    if here.empty and view == "diplomatic":
        # The reading text may have shown it first; then it is the place in the source that tells.
        first = int(doc.paragraphs.loc[number, "start"]) + place
        here = found[(found["start"] == first) & (found["end"] == first + len(words))]
    assert len(here) == 1 or (_overlaps_itself(words) and not found.empty)


def _overlaps_itself(words):
    """Whether the words can begin again before they end; then the text is read from left to right."""
    return any(words.casefold().startswith(words.casefold()[cut:]) for cut in range(1, len(words)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
@example("[")
@example("- - - -")
@example("\ud800")
@example("\x00")
@example("İ")
def test_anything_typed_gives_a_table_or_a_sentence(doc, phrase):
    try:
        found = doc.find(phrase)
    except MemoError:
        assert not phrase.strip()
    else:
        assert found.columns.tolist() == COLUMNS
