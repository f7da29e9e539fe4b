"""Every wound and every word of the translators is explained, once, at its place."""

import re
from collections import Counter
from itertools import pairwise

import pytest

# The brackets, sorted by reading them one by one; all others are words the translators supplied.
RUSSIAN = {"otstaivaniye", "deformatsii", "nasloyniye", "rel'yefneye", "ustanovka", "nazidatel'nost'"}
EXPLAINED = {
    "CSCE": 11,
    "the Western powers": 19,
    "Eastern European countries": 19,
    "Political Consultative Committee": 37,
    "Committee of Ministers of Foreign Affairs": 37,
    "Committee of Ministers of Defense": 37,
}
BRACKETS = {
    "supplied word": 57,
    "transliterated Russian": 6,
    "explanation": 6,
    "heading": 1,
    "source line": 1,
    "foreign": 1,
}
SLIPS = {
    # as transmitted: (paragraph, what was perhaps meant; "" where no wording is proposed)
    "otstaivaniye": (2, "otstavaniye"),
    "actually remains": (4, "in essence remains"),
    "perestroika,": (5, "perestroika"),
    "confidence in the public": (6, "the confidence of the public"),
    "such countries such as": (8, "such countries as"),
    "not obligatory": (10, "not necessarily"),
    "social economic": (11, "socio-economic"),
    "nasloyniye": (13, "nasloyeniye"),
    "has acquired a special bitterness in the history of": (14, ""),
    "approval of the practice of co-creation": (16, "establishment of the practice of co-creation"),
    "an attempt": (17, "a striving"),
    "especially formal": (17, "purely formal"),
    "We have to deal with": (18, "We are faced with"),
    "the attempt": (18, "the striving"),
    "social structure": (19, "social system"),
    "post-capitalist": (20, ""),
    "could have received the impression": (21, "may have gained the impression"),
    "conditions not appropriate": (26, "terms not appropriate"),
    "even with other countries": (27, "indeed with other countries"),
    "ambiguous perception": (29, "mixed perception"),
    "reemerging": (32, "newly emerging"),
    "trust in the USSR and other socialist countries": (33, ""),
    "accelerate the study of our position": (33, "accelerate the working out of our position"),
}


@pytest.fixture(scope="module")
def entries(doc):
    return doc.apparatus.to_dict("records")


def of_kind(entries, *kinds):
    return [entry for entry in entries if entry["kind"] in kinds]


def test_each_of_the_72_brackets_is_classed_exactly_once(source, entries):
    brackets = [match.span() for match in re.finditer(r"\[[^]]*\]", source)]
    assert len(brackets) == 72 == source.count("[") == source.count("]")
    classed = Counter((entry["start"], entry["end"]) for entry in of_kind(entries, *BRACKETS))
    assert classed == Counter(brackets)


def test_brackets_by_kind(entries):
    assert Counter(entry["kind"] for entry in of_kind(entries, *BRACKETS)) == BRACKETS
    assert {e["source_reading"].strip("[]") for e in of_kind(entries, "transliterated Russian")} == RUSSIAN
    explained = {e["source_reading"].strip("[]"): e["paragraph"] for e in of_kind(entries, "explanation")}
    assert explained == EXPLAINED
    (heading,) = of_kind(entries, "heading")
    assert heading["source_reading"] == "[MEMORANDUM OF THE SOVIET MINISTRY OF FOREIGN AFFAIRS]"
    (source_line,) = of_kind(entries, "source line")
    assert source_line["source_reading"].startswith("[Source: Donation of Professor Jacques Levesque;")


def test_supplied_words_are_none_of_the_russian_or_the_explanations(entries):
    supplied = Counter(entry["source_reading"].strip("[]") for entry in of_kind(entries, "supplied word"))
    assert not (RUSSIAN | EXPLAINED.keys()) & supplied.keys()
    # Counted in the source with grep; the thirtieth [and] is the intruded line's.
    assert supplied["and"] == 29
    assert supplied["we"] + supplied["We"] == 5
    assert supplied["our"] == 4


def test_brackets_stay_in_the_reading_text(doc, entries):
    """The translators' words are kept, save those the intruded line took with it."""
    for entry in of_kind(entries, *BRACKETS):
        kept = entry["source_reading"] if entry["kind"] != "foreign" else ""
        assert entry["edited_reading"] == kept, entry["id"]
    assert sum(text.count("[") for text in doc.paragraphs["text"]) == 72 - 4  # heading, source line, note 14, foreign


def test_the_bracket_of_the_intruded_line_is_foreign(entries):
    (line,), (foreign,) = of_kind(entries, "intruded line"), of_kind(entries, "foreign")
    assert line["start"] < foreign["start"] < foreign["end"] <= line["end"]


def test_the_14_question_marks_are_4_dashes_and_10_quotation_marks(source, entries):
    """Told apart here by the words beside them: those of ¶4 stand next to a list of countries."""
    marks = [match.start() for match in re.finditer(r"\?", source)]
    assert len(marks) == 14
    fourth = range(source.index("In some countries?"), source.index("Without question"))
    dashes = {mark for mark in marks if mark in fourth}
    assert len(dashes) == 4
    for kind, expected in ("lost dash", dashes), ("lost quotation mark", set(marks) - dashes):
        lost = of_kind(entries, kind)
        assert {e["start"] + e["source_reading"].index("?") for e in lost} == expected
        assert len(lost) == len(expected)


def test_lost_marks_are_read_as_dashes_and_as_pairs_of_quotation_marks(doc, entries):
    assert [e["edited_reading"] for e in of_kind(entries, "lost dash")] == ["—"] * 4
    assert [e["edited_reading"] for e in of_kind(entries, "lost quotation mark")] == ["“", "”"] * 5
    assert "others—Romania, the German Democratic Republic" in doc.paragraphs.loc[4, "text"]
    assert "countries—Hungary, Poland, and Yugoslavia—the leadership" in doc.paragraphs.loc[4, "text"]
    assert "and Bulgaria—[the leadership] actually" in doc.paragraphs.loc[4, "text"]
    quoted = re.findall("“([^”]*)”", " ".join(doc.paragraphs["text"]))
    assert quoted == [
        "Solidarity",
        "Democratic Forum",
        "Chartists",
        "post-capitalist societies",
        "Finlandization.",
    ]


def test_dashes_and_straight_quotation_marks_survived_elsewhere(source, body):
    """What the notes on the lost marks rest on: the loss was selective."""
    assert body.count("—") == 3
    straight = ["free play", "white spots", "Katyn Affair,", "white spots", "Katyn Affair"]
    assert re.findall('"([^"]*)"', body) == straight
    assert not re.search("[“”]", source)


def test_the_three_page_breaks(source, entries):
    breaks = of_kind(entries, "page break")
    assert [entry["paragraph"] for entry in breaks[:2]] == [9, 32]
    assert [(e["source_reading"], e["edited_reading"]) for e in breaks] == [("\n\n", " ")] * 3
    before = [source[: entry["start"]].rsplit(maxsplit=1)[-1] for entry in breaks]
    after = [source[entry["end"] :].split(maxsplit=1)[0] for entry in breaks]
    assert list(zip(before, after, strict=True)) == [
        ("cooperation", "with"),
        ("establish", "contacts"),
        ("significant", "aspects"),
    ]


def test_page_breaks_lie_one_or_three_pages_apart(entries):
    """What their note rests on: from the heading on, one page, three, and one again."""
    places = [entry["start"] for entry in of_kind(entries, "heading", "page break")]
    apart = [after - before for before, after in pairwise(places)]
    assert apart == [3672, 12096, 3626]
    assert all(3600 < distance / pages < 4050 for distance, pages in zip(apart, (1, 3, 1), strict=True))
    assert {entry["confidence"] for entry in of_kind(entries, "page break")} == {"probable"}


def test_the_intruded_line(entries):
    (line,) = of_kind(entries, "intruded line")
    assert line["paragraph"] == 35
    assert line["source_reading"] == "participants. Strikes have become more prolonged [and] "
    assert line["edited_reading"] == ""


def test_the_stray_note_is_outside_the_body_and_never_read_as_the_ministrys(source, doc, entries):
    (note,) = of_kind(entries, "stray note")
    assert source[note["start"] :].startswith("14 In the political dictionary")
    assert source[note["end"] :].strip() == ""
    assert note["edited_reading"] == ""
    assert note["start"] >= doc.paragraphs["end"].max()
    assert doc.find("political dictionary").empty


def test_the_typists_mark(entries):
    (mark,) = of_kind(entries, "typist's mark")
    assert mark["source_reading"].split() == ["5-yesh/GG", "24.2.89"]
    assert mark["edited_reading"] == mark["source_reading"]


def test_slips_are_explained_and_never_mended(doc, entries):
    slips = of_kind(entries, "probable slip")
    (broken_grammar,) = [entry for entry in slips if entry["paragraph"] == 12]
    assert broken_grammar["source_reading"] == doc.paragraphs.loc[12, "diplomatic"]
    conjecture = broken_grammar["conjecture"]
    assert conjecture.startswith("It ought to be supposed that the process of transition in these countries")
    assert "(and it is in the final account unavoidable) will occur more painfully, and be" in conjecture
    # Only the words in question give way: the supplied [there is a] and "but this".
    before, after = (Counter(re.findall("[A-Za-z]+", text)) for text in (broken_grammar["source_reading"], conjecture))
    assert before - after == Counter(["there", "is", "a", "but", "this"])
    assert after - before == Counter(["the", "and", "it"])
    named = {e["source_reading"]: (e["paragraph"], e["conjecture"]) for e in slips if e is not broken_grammar}
    assert named == SLIPS
    assert all(entry["edited_reading"] == entry["source_reading"] for entry in slips)
    assert all(entry["confidence"] in ("certain", "probable", "possible") for entry in slips)


def test_slips_that_rest_on_a_guess_at_the_russian_say_so(entries):
    guessed = [e for e in of_kind(entries, "probable slip") if e["confidence"] != "certain"]
    assert len(guessed) == len(SLIPS) + 1 - 2  # but for a comma too much and "such" twice
    assert all(re.search("[Nn]ot compared with the Russian", entry["note"]) for entry in guessed)


def test_ids_are_numbered_in_order_of_place(entries):
    places = [(entry["start"], -entry["end"]) for entry in entries]
    assert places == sorted(places)
    assert [entry["id"] for entry in entries] == [f"a{number:03}" for number in range(1, len(entries) + 1)]


def test_conjectures_are_given_for_slips_only(entries):
    assert {entry["kind"] for entry in entries if entry["conjecture"]} == {"probable slip"}


def test_every_entry_stands_where_it_says_and_is_explained(doc, source, entries):
    for entry in entries:
        assert source[entry["start"] : entry["end"]] == entry["source_reading"]
        assert len(entry["note"]) > 20 and entry["note"].endswith(".")
        around = doc.paragraphs.query("start <= @entry['start'] and end >= @entry['end']").index.tolist()
        assert around == ([] if entry["paragraph"] is None else [entry["paragraph"]])


def test_only_damage_is_changed(entries):
    changed = {entry["kind"] for entry in entries if entry["source_reading"] != entry["edited_reading"]}
    assert changed == {"lost dash", "lost quotation mark", "page break", "intruded line", "foreign", "stray note"}


def test_carrying_out_the_edits_by_hand_gives_the_reading_text(doc, source, entries):
    """An independent way: character by character, what an entry removes or replaces, outermost first."""
    characters = list(source)
    for entry in sorted(entries, key=lambda entry: entry["start"] - entry["end"]):
        start, end = entry["start"], entry["end"]
        if entry["source_reading"] != entry["edited_reading"] and characters[start] is not None:
            characters[start:end] = [entry["edited_reading"] or None] + [None] * (end - start - 1)
    for row in doc.paragraphs.itertuples():
        assert "".join(c for c in characters[row.start : row.end] if c is not None) == row.text, row.Index
