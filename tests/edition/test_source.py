"""The text is whole: byte for byte, tiled without gap, and divided as the design says."""

import hashlib
import re
from itertools import pairwise

GIVEN = "f91fc280193652c2a33dbfb51c2a7720fc3815073958c34bd89fe1788bf7a67d"

# How each paragraph begins in the source, copied from it by hand.
OPENINGS = {
    1: "The socialist community is experiencing",
    2: "The serious difficulties which",
    3: "Cardinal political and economic changes",
    4: "In some countries?Hungary, Poland, and Yugoslavia?",
    5: "Without question, the course of perestroika",
    6: "The surmounting of a negative legacy",
    7: "The population associates existing problems",
    8: "In these conditions opposition forces",
    9: "The ruling parties have been forced",
    10: "A tendency toward political pluralism",
    11: "In countries where authoritarian methods",
    12: "It ought to be supposed",
    13: "Perestroika has brought real changes",
    14: 'The problem of "white spots"',
    15: "As a whole, a growth of nationalism",
    16: "The situation of affairs in the Warsaw Pact",
    17: "The further development of collective",
    18: "At the same time, it seems improbable",
    19: "The US and their allies in NATO",
    20: "Recently, both in the West and",
    21: "The extremely serious domestic political situation",
    22: "1. In the conditions which have arisen",
    23: "The most important problem at this stage",
    24: "2. In as much as at the present time",
    25: "The time has come to hold a conference",
    26: "3. Work to prepare new treaties",
    27: "4. [We should] proceed from [the] fact",
    28: "At the same time, considering the present complex",
    29: "5. In connection with the ambiguous perception",
    30: "Considering that the creation of new models",
    31: "[If] the situation worsens",
    32: "6. Inasmuch as in a number of",
    33: "7. Closing the remaining so-called",
    34: "In this connection it is required",
    35: "8. In contrast to the majority",
    36: "9. An important goal should be",
    37: "In accordance with the proposals advanced by us",
    38: "10. All the more pressing has become",
}

PROPOSALS = {
    1: [22, 23],
    2: [24, 25],
    3: [26],
    4: [27, 28],
    5: [29, 30, 31],
    6: [32],
    7: [33, 34],
    8: [35],
    9: [36, 37],
    10: [38],
}


def test_the_source_is_the_given_text_byte_for_byte(doc):
    assert hashlib.sha256(doc.source.encode("utf-8")).hexdigest() == GIVEN


def test_segments_tile_the_source(doc):
    tiles = list(zip(doc.segments["start"], doc.segments["end"], strict=True))
    assert tiles[0][0] == 0
    assert tiles[-1][1] == len(doc.source)
    assert all(end == start for (_, end), (start, _) in pairwise(tiles))
    assert "".join(doc.source[start:end] for start, end in tiles) == doc.source


def test_segments_are_front_body_closing_and_stray_note(doc):
    kinds = doc.segments["kind"].tolist()
    assert kinds == ["front matter", *["body"] * 38, "closing matter", "stray note"]
    words = [doc.source[start:end] for start, end in zip(doc.segments["start"], doc.segments["end"], strict=True)]
    assert words[0].rstrip().endswith("[MEMORANDUM OF THE SOVIET MINISTRY OF FOREIGN AFFAIRS]")
    assert words[-2].startswith("5-yesh/GG") and words[-2].rstrip().endswith("Gary Goldberg.]")
    assert words[-1].startswith("14 In the political dictionary")


def test_the_paragraphs_begin_where_they_should(doc):
    assert list(OPENINGS) == doc.paragraphs.index.tolist()
    for number, opening in OPENINGS.items():
        assert doc.paragraphs.loc[number, "diplomatic"].startswith(opening), number


def test_the_paragraphs_are_the_blocks_of_the_source(doc, body):
    """Empty lines part the paragraphs, save the two that page breaks tore into ¶9 and ¶32."""
    blocks = body.strip().split("\n\n")
    assert len(blocks) == 40
    for torn in (8, 31):
        blocks[torn : torn + 2] = ["\n\n".join(blocks[torn : torn + 2])]
    assert doc.paragraphs["diplomatic"].tolist() == blocks


def test_the_proposals_are_where_their_numbers_stand(doc):
    assert set(doc.paragraphs.loc[:21, "part"]) == {"analysis"}
    assert set(doc.paragraphs.loc[22:, "part"]) == {"proposals"}
    assert doc.paragraphs.loc[:21, "proposal"].isna().all()
    mapping = doc.paragraphs.groupby("proposal").groups
    assert {number: list(paragraphs) for number, paragraphs in mapping.items()} == PROPOSALS
    for number, (first, *rest) in PROPOSALS.items():
        assert doc.paragraphs.loc[first, "diplomatic"].startswith(f"{number}. ")
        assert not any(re.match("[0-9]", doc.paragraphs.loc[n, "diplomatic"]) for n in rest)


def test_there_are_93_sentences(doc):
    counts = doc.sentences.groupby("paragraph").size()
    assert len(doc.sentences) == 93
    assert counts[4] == 1 and counts[35] == 3
    assert counts.tolist() == [
        *(3, 2, 2, 1, 2, 3, 3, 5, 4, 5, 5, 1, 7, 5, 1, 2, 4, 2, 3, 1, 2),  # analysis
        *(1, 1, 4, 1, 2, 3, 1, 1, 2, 1, 1, 3, 1, 3, 1, 3, 1),  # proposals
    ]


def test_sentences_are_numbered_from_one_and_named_after_their_paragraph(doc):
    for paragraph, rows in doc.sentences.groupby("paragraph"):
        numbers = list(range(1, len(rows) + 1))
        assert rows["number"].tolist() == numbers
        assert rows.index.tolist() == [f"p{paragraph:02}s{number:02}" for number in numbers]
        assert rows["label"].tolist() == [f"{paragraph}.{number}" for number in numbers]


def test_sentences_begin_with_a_capital_and_end_with_a_stop(doc):
    """So no cut fell inside a sentence; a bracket or quotation mark may stand before or after."""
    for label, text in zip(doc.sentences["label"], doc.sentences["text"], strict=True):
        assert re.match(r"\[?[A-Z]", text), label
        assert re.search(r"[.]”?$", text), label
        assert not re.search(r"[a-z]{4}[.]”?\s+\[?[A-Z]", text), f"{label} holds two sentences"


def test_sentences_leave_out_nothing_but_item_numbers(doc):
    for paragraph, rows in doc.sentences.groupby("paragraph"):
        whole = doc.paragraphs.loc[paragraph, "diplomatic"]
        assert re.sub(r"^[0-9]+\. ", "", whole) == " ".join(rows["diplomatic"])


def test_offsets_are_those_of_the_words(doc):
    for table in (doc.paragraphs, doc.sentences):
        assert [doc.source[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == table["diplomatic"].tolist()


def test_diplomatic_paragraphs_joined_are_the_source(doc):
    """With what stands between them, which is white space only."""
    joined, reached = [], doc.paragraphs.loc[1, "start"]
    for row in doc.paragraphs.itertuples():
        between = doc.source[reached : row.start]
        assert not between.strip()
        joined += [between, row.diplomatic]
        reached = row.end
    first, last = doc.paragraphs["start"].min(), doc.paragraphs["end"].max()
    assert doc.source[:first] + "".join(joined) + doc.source[last:] == doc.source


def test_the_reading_text_shows_no_damage(doc):
    reading = "\n".join(doc.paragraphs["text"])
    assert "?" not in reading
    assert "\n\n" not in reading
    assert reading.count("\n") == 37


def test_the_torn_paragraphs_are_mended(doc):
    assert "need for cooperation with the opposition [and]" in doc.paragraphs.loc[9, "text"]
    assert "cooperation\n\nwith" in doc.paragraphs.loc[9, "diplomatic"]
    assert re.search(r"\S\n\n\S", doc.paragraphs.loc[32, "diplomatic"])
    assert "\n" not in doc.paragraphs.loc[32, "text"]
    assert doc.paragraphs.loc[32, "text"].split() == doc.paragraphs.loc[32, "diplomatic"].split()


def test_the_intruded_line_is_out_of_the_reading_text(doc):
    text = doc.paragraphs.loc[35, "text"]
    assert text.startswith("8. In contrast to the majority of countries of the world community, substantial")
    assert not re.search("participants|Strikes|prolonged", text)
    assert "participants. Strikes have become more prolonged [and] community" in doc.paragraphs.loc[35, "diplomatic"]


def test_the_sentences_reading_is_the_paragraphs(doc):
    for paragraph, rows in doc.sentences.groupby("paragraph"):
        assert re.sub(r"^[0-9]+\. ", "", doc.paragraphs.loc[paragraph, "text"]) == " ".join(rows["text"])
