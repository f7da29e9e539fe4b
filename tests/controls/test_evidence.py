"""The memorandum's own words: what counts as copied, and what is said where they are not."""

import pytest

from memo.edition import quoted
from tests.controls.answering import OF_KIND, needed_by
from tests.journal.hostile import HOSTILE


def found(doc, words):
    right, where = quoted.check(doc, words)
    assert right, where
    return where


def refused(doc, words):
    right, why = quoted.check(doc, words)
    assert not right, why
    return why


def test_every_sentence_counts_in_both_views_and_is_named(doc):
    for sentence in doc.sentences.itertuples():
        for words in (sentence.text, sentence.diplomatic):
            if len([word for word in words.split() if word.strip("[]()–-")]) >= 5:
                assert found(doc, words) == f"¶{sentence.label}"


def test_five_words_are_enough_and_four_are_not(doc):
    words = ["it", "seems", "improbable", "that", "in", "the", "foreseeable"]
    for count in range(7):
        right, where = quoted.check(doc, " ".join(words[:count]))
        assert right == (count >= 5), where
        assert right or where == "Give at least 5 words of the text, copied exactly."
    assert refused(doc, "it – seems … improbable ,").startswith("Give at least 5 words")


@pytest.mark.parametrize(
    "words",
    [
        "“it seems improbable that in the foreseeable future”",
        '"it seems improbable that in the foreseeable future"',
        "»it seems improbable that in the foreseeable future«",
        "‘it seems improbable that in the foreseeable future’",
        "… it seems improbable that in the foreseeable future …",
        "it seems improbable that in the foreseeable future...",
        "  it seems\n improbable  that\tin the\r\nforeseeable future\n",
        "IT SEEMS improbable That in the foreseeable future",
    ],
)
def test_quotation_marks_white_space_and_case_make_no_difference(doc, words):
    assert found(doc, words) == "¶18.1"


def test_words_copied_from_the_reader_bring_their_citation_along(doc):
    words = "it seems improbable that in the foreseeable future"
    assert found(doc, f"“{words}”\n\n{doc.cite('18.1')}") == "¶18.1"
    assert found(doc, f"“{words}”\r\n\r\n{doc.cite(18)} [damage mended]") == "¶18.1"
    # Anything else behind an empty line is looked up like the rest, and not overlooked.
    refused(doc, f"{words}\n\nand so do I believe with all my heart")
    refused(doc, f"{words} and so do I believe")


def test_words_over_a_page_break_count_mended_and_as_transmitted(doc):
    breaks = doc.apparatus.query("kind == 'page break' and paragraph.notna()")
    assert len(breaks)
    checked = 0
    for gap in breaks.itertuples():
        inside = doc.sentences.query("start < @gap.start and end > @gap.end", local_dict={"gap": gap})
        if inside.empty:
            continue  # a break between two sentences
        sentence = inside.iloc[0]
        checked += 1
        assert "\n\n" in sentence["diplomatic"]
        assert found(doc, sentence["text"]) == found(doc, sentence["diplomatic"]) == f"¶{sentence['label']}"
    assert checked


def test_words_across_the_intruded_line_count(doc):
    assert found(doc, "the world community, substantial restrictions") == "¶35.1"
    assert found(doc, doc.sentences.loc["p35s01", "diplomatic"][:300]) == "¶35.1"
    # Copied as transmitted, the line that does not belong is there to be found.
    assert found(doc, "Strikes have become more prolonged [and]") == "¶35.1"


def test_words_over_the_end_of_a_sentence_are_refused_and_it_is_named(doc):
    sentences = doc.sentences
    for paragraph in (6, 18, 35):
        first, second = sentences[sentences["paragraph"] == paragraph].iloc[:2].itertuples()
        words = f"{' '.join(first.text.split()[-5:])} {' '.join(second.text.split()[:5])}"
        assert refused(doc, words) == f"These words run over the end of sentence {first.label}. Keep within one sentence."


def test_the_nearest_sentence_is_named_where_words_are_not_the_texts(doc):
    for sentence in doc.sentences.sample(25, random_state=1989).itertuples():
        words = sentence.text.split()
        if len(words) < 12:
            continue
        words[4] = "zebra"
        assert f"Nearest is ¶{sentence.label}: copy them from there." in refused(doc, " ".join(words))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_words(doc, name):
    why = refused(doc, HOSTILE[name])
    assert why.endswith((".",)) and len(why) < 300
    if HOSTILE[name].strip():
        refused(doc, f"it seems improbable that in {HOSTILE[name]}")


@pytest.mark.parametrize(
    "odd", ["a b c d e " * 200, "[ ] [ ] [ ] [ ] [ ]", "' ' ' ' '", "( ( ( ( (", "\\ \\ \\ \\ \\ a b c d e", "x" * 2999]
)
def test_odd_words_are_looked_up_in_no_time(doc, odd):
    refused(doc, odd)


# -- in a question


@pytest.mark.parametrize(("number", "name"), OF_KIND["evidence"], ids=str)
def test_a_wrong_passage_is_saved_said_and_reveals_nothing(number, name, lesson, journal, press, shown):
    if needed := needed_by(number, name):
        journal.commit("answer", needed[0], ".".join(needed), {})
    control = lesson(number).ask(name)
    for field in (field for field in control.text["field"] if field.get("passage")):
        values = {}
        for own in control.text["field"]:
            if own.get("passage"):
                values[own["id"]] = "it seems improbable that in the foreseeable future"
            else:
                values[own["id"]] = own["options"][0] if "options" in own else "words"
        values[field["id"]] = "it seems impossible that in the foreseeable future"
        assert press(control, "commit", values)
        assert control.values == values
        assert f"{field['label']} is not found word for word" in control.feedback["text"]
        rows = {row[0]: row[1] for row in control.feedback["reveal"][0]["table"]["rows"]}
        assert rows[field["label"]].startswith("not found. ") and "Nearest is ¶18.1" in rows[field["label"]]
        assert all(row == "found in ¶18.1" for label, row in rows.items() if label != field["label"])
        assert len(control.feedback["reveal"]) == 1


def test_the_copys_other_parts_count_where_the_question_is_about_the_copy(doc, lesson, press):
    assert quoted.check(doc, "5-yesh/GG 24.2.89", whole=True)[0]
    assert not quoted.check(doc, "5-yesh/GG 24.2.89")[0]
    assert not quoted.check(doc, "words of nobody at all here", whole=True)[0]
    for odd in ("", " ", "x", "“ ”", "[ ]"):
        assert not quoted.check(doc, odd, whole=True)[0]
