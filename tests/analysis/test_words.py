"""Words counted two ways: by the kit, and by hand from source.txt, cut at the offsets of the tables' files."""

import csv
import math
import random
import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

import memo
from memo.analysis import Rule, concordance, counts, frequencies, in_order, leading, log_likelihood, over_the_line
from memo.analysis.words import LINE, SMALL
from memo.errors import MemoError

DATA = Path(memo.__file__).parent / "data"
RULES = [Rule(*ticks) for ticks in product([True, False], repeat=5)]


def rows_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def by_hand():
    """The two parts as characters of source.txt: {part: [paragraph, …]}, with and without the intruded line."""
    source = (DATA / "source.txt").read_bytes().decode("utf-8")
    (line,) = [row for row in rows_of("apparatus.csv") if row["kind"] == "intruded line"]
    cut = int(line["start"]), int(line["end"])
    parts = {"analysis": [], "proposals": []}, {"analysis": [], "proposals": []}
    for row in rows_of("segments.csv"):
        if row["kind"] == "body":
            start, end = int(row["start"]), int(row["end"])
            parts[1][row["part"]].append(source[start:end])
            if start <= cut[0] < end:
                parts[0][row["part"]].append(source[start : cut[0]] + " " + source[cut[1] : end])
            else:
                parts[0][row["part"]].append(source[start:end])
    return parts


def words_by_hand(text, rule):
    """The words of a text, letter by letter: no regular expression."""
    words, word, depth = [], "", 0
    for before, sign, after in zip(" " + text, text, text[1:] + " ", strict=False):
        depth += (sign == "[") - (before == "]")
        joint = sign in ("-'’" if rule.hyphens else "'’") and before.isalpha() and after.isalpha()
        if (sign.isalpha() or joint) and (rule.brackets or not depth):
            word += sign
        elif word:
            words.append(word)
            word = ""
    words = [word if rule.capitals else word.lower() for word in [*words, word] if word]
    return [word for word in words if rule.small or word.lower() not in SMALL]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_word_is_counted_as_by_hand(doc, by_hand, rule):
    table = frequencies(doc.paragraphs, rule)
    for part, paragraphs in by_hand[rule.intruded].items():
        counted = Counter(word for text in paragraphs for word in words_by_hand(text, rule))
        assert {word: count for word, count in table[part].items() if count} == counted


@pytest.mark.parametrize("rule", [Rule(), Rule(brackets=False), Rule(intruded=True), Rule(capitals=True), Rule(hyphens=False)], ids=str)
def test_keyword_in_context_finds_what_frequencies_count(doc, rule):
    table = frequencies(doc.paragraphs, rule)
    for word in [*random.Random(9).sample(list(table.index), 150), "we", "us", "party", "thought", "the"]:
        lines = concordance(doc.paragraphs, doc.sentences, word, rule)
        told = table.loc[word] if word in table.index else {"analysis": 0, "proposals": 0, "brackets": 0}
        assert [(lines["part"] == part).sum() for part in ("analysis", "proposals")] == [told["analysis"], told["proposals"]], word
        assert lines["brackets"].sum() == told["brackets"], word


# --- what the lesson says


def test_will_is_in_the_analysis_alone_and_would_in_the_proposals_alone(by_hand):
    analysis, proposals = (" ".join(by_hand[0][part]) for part in ("analysis", "proposals"))
    assert (len(re.findall(r"\bwill\b", analysis, re.I)), len(re.findall(r"\bwill\b", proposals, re.I))) == (6, 0)
    assert (len(re.findall(r"\bwould\b", analysis, re.I)), len(re.findall(r"\bwould\b", proposals, re.I))) == (0, 7)


def test_half_of_we_is_the_translators_by_the_apparatus(doc):
    """By the file of the apparatus, not by brackets in the text: each hit is looked up by its place."""
    supplied = [(int(row["start"]), int(row["end"])) for row in rows_of("apparatus.csv") if row["kind"] == "supplied word"]
    spans = doc.paragraphs[["start", "end"]].to_numpy()
    hits = [m.start() for start, end in spans for m in re.compile(r"\bwe\b", re.I).finditer(doc.source, start, end)]
    theirs = [hit for hit in hits if any(start <= hit < end for start, end in supplied)]
    assert (len(hits), len(theirs)) == (12, 6)
    told = counts(doc.paragraphs, doc.sentences, {"we": "we"}).iloc[0]
    assert told[["analysis", "proposals", "brackets"]].tolist() == [5, 7, 6]
    assert told["paragraphs"] == "¶1, ¶13, ¶18, ¶21, ¶24, ¶27, ¶28, ¶30, ¶31, ¶33, ¶37"


def test_the_brackets_turn_we_round(doc):
    rules = {"with": Rule(), "without": Rule(brackets=False)}
    rows = {name: frequencies(doc.paragraphs, rule).loc["we"] for name, rule in rules.items()}
    assert {name: row["more"] for name, row in rows.items()} == {"with": "proposals", "without": "analysis"}
    assert {name: (row["analysis"], row["proposals"]) for name, row in rows.items()} == {"with": (5, 7), "without": (4, 2)}
    assert max(row["g2"] for row in rows.values()) < LINE


def test_the_proposals_mostly_say_ought_to_and_leave_open_who(doc):
    every = concordance(doc.paragraphs, doc.sentences, "we ought to")
    assert (len(every), int(every["brackets"].sum())) == (6, 4)
    assert concordance(doc.paragraphs, doc.sentences, "we ought to", Rule(brackets=False))["label"].tolist() == ["28.1", "31.1"]


def test_a_country_hides_in_us(doc):
    assert frequencies(doc.paragraphs).loc["us", "total"] == 8
    apart = frequencies(doc.paragraphs, Rule(capitals=True))
    assert (apart.loc["US", "total"], apart.loc["us", "total"]) == (3, 5)


def test_two_more_words_are_as_unequal_as_will(doc):
    table = frequencies(doc.paragraphs)
    alike = table[(table["analysis"] == table.loc["will", "analysis"]) & (table["proposals"] == 0)]
    assert set(alike.index) == {"will", "into", "being"}


def test_the_paper_has_not_quite_three_thousand_words(doc, by_hand):
    for rule in RULES:
        if rule.small:
            assert 2700 < frequencies(doc.paragraphs, rule)["total"].sum() < 3000


def test_the_intruded_line_adds_its_own_words_to_the_proposals(doc):
    more = frequencies(doc.paragraphs, Rule(intruded=True))["proposals"]
    grown = more.sub(frequencies(doc.paragraphs)["proposals"], fill_value=0)
    assert set(grown[grown > 0].index) == {"participants", "strikes", "have", "become", "more", "prolonged", "and"}


def test_about_half_of_the_unequal_words_are_chance(doc):
    found, by_chance = over_the_line(frequencies(doc.paragraphs))
    assert 0.4 < by_chance / found < 0.6


def test_nothing_of_the_silences_stands_in_the_source(by_hand, doc):
    """By plain search in the characters of the body, as parts of words too."""
    whole = " ".join(by_hand[1]["analysis"] + by_hand[1]["proposals"]).lower()
    for word in [
        "gorbachev",
        "shevardnadze",
        "yakovlev",
        "honecker",
        "havel",
        "federal",
        "berlin",
        "bonn",
        "comecon",
        "cmea",
        "debt",
        "loan",
        "baltic",
        "estonia",
        "latvia",
        "lithuania",
        "kosovo",
        "albania",
        "serb",
        "church",
        "religio",
        "vatican",
    ]:
        assert word not in whole


def test_german_is_five_times_the_gdr_and_once_behind_a_hyphen(doc):
    lines = concordance(doc.paragraphs, doc.sentences, "German")
    assert len(lines) == 5 and lines["after"].str.startswith(" Democratic Republic").all()
    apart = concordance(doc.paragraphs, doc.sentences, "German", Rule(hyphens=False))
    assert len(apart) == 6 and apart["before"].str.endswith("Soviet-").sum() == 1
    assert "".join(doc.paragraphs["text"]).count("German") == 6


# --- the measure


def test_the_measure_is_the_one_of_the_calculator():
    """G² written out with plain numbers: 2·(a·ln(a/E1) + b·ln(b/E2))."""
    a, b, c, d = 7, 2, 1680, 1179
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)
    assert float(log_likelihood(a, b, c, d)) == pytest.approx(2 * (a * math.log(a / e1) + b * math.log(b / e2)))
    assert float(log_likelihood(0, 5, c, d)) == pytest.approx(2 * 5 * math.log(5 / (d * 5 / (c + d))))
    assert float(log_likelihood(0, 0, c, d)) == 0


def test_chance_is_what_dealing_gives(doc):
    """The exact expectation beside five hundred real deals of the words."""
    table = frequencies(doc.paragraphs)
    deck = [word for word, row in table.iterrows() for _ in range(row["total"])]
    size, dice, over = int(table["analysis"].sum()), random.Random(1989), []
    for _ in range(500):
        dice.shuffle(deck)
        dealt = Counter(deck[:size])
        first = [dealt[word] for word in table.index]
        over.append((log_likelihood(first, table["total"] - first, size, len(deck) - size) > LINE).sum())
    mean, exact = sum(over) / len(over), over_the_line(table)[1]
    assert abs(mean - exact) < 4 * 4 / math.sqrt(len(over))  # a deal's own spread is about 4


def test_those_that_lead_are_in_order(doc):
    table = frequencies(doc.paragraphs)
    rows = leading(table, each=6)
    assert list(rows["more"]) == ["analysis"] * 6 + ["proposals"] * 6
    assert list(rows["g2"][:6]) == sorted(rows["g2"][:6], reverse=True) and list(rows["g2"][6:]) == sorted(rows["g2"][6:])
    assert rows["g2"].max() == table["g2"].max()
    assert list(leading(table, "most frequent", 2)["total"]) == sorted(table["total"], reverse=True)[:4]


# --- lines


def test_each_line_stands_in_its_sentence_as_find_says(doc):
    for phrase in ("Warsaw Pact", "socialist", "Hungary"):
        lines = concordance(doc.paragraphs, doc.sentences, phrase)
        found = doc.find(phrase)
        assert lines["sentence"].tolist() == found["sentence"].tolist()
        for line in lines.itertuples():
            assert line.hit in doc.sentences.at[line.sentence, "text"]
            assert line.before + line.hit + line.after in doc.paragraphs.at[line.paragraph, "text"].replace("\n", " ")


def test_lines_of_the_text_as_transmitted_know_their_sentence(doc):
    lines = concordance(doc.paragraphs, doc.sentences, "prolonged", Rule(intruded=True))
    assert lines["label"].tolist() == ["35.1"]
    assert concordance(doc.paragraphs, doc.sentences, "prolonged").empty


def test_a_phrase_may_run_over_what_is_not_counted(doc):
    """“Czechoslovakia [and] Bulgaria” in ¶29: without the translators' word the two names stand side by side."""
    assert concordance(doc.paragraphs, doc.sentences, "Czechoslovakia and Bulgaria")["label"].tolist()[-1] == "29.1"
    without = concordance(doc.paragraphs, doc.sentences, "Czechoslovakia Bulgaria", Rule(brackets=False))
    assert "29.1" in without["label"].tolist()
    assert concordance(doc.paragraphs, doc.sentences, "and", Rule(brackets=False))["brackets"].sum() == 0


def test_a_piece_of_a_word_is_no_hit_and_a_star_is(doc):
    assert concordance(doc.paragraphs, doc.sentences, "communit").empty
    assert set(concordance(doc.paragraphs, doc.sentences, "communi*")["hit"]) == {"community", "communist"}
    assert "multi-party" in set(concordance(doc.paragraphs, doc.sentences, "*party")["hit"])
    assert "multi-party" not in set(concordance(doc.paragraphs, doc.sentences, "*party", Rule(hyphens=False))["hit"])


def test_no_phrase_runs_from_one_paragraph_into_the_next(doc):
    assert concordance(doc.paragraphs, doc.sentences, "Union The serious").empty


def test_lines_are_sorted_by_their_neighbours(doc):
    lines = concordance(doc.paragraphs, doc.sentences, "countries")
    before = [re.findall(r"\w+", words.lower())[-1] for words in in_order(lines, "word before")["before"]]
    after = [(re.findall(r"\w+", words.lower()) or [""])[0] for words in in_order(lines, "word after")["after"]]
    assert before == sorted(before) and after == sorted(after)
    assert in_order(lines, "place")["paragraph"].is_monotonic_increasing


@pytest.mark.parametrize("phrase", ["", "  ", "*", "…", "[]", None, 7])
def test_nothing_to_look_for_is_said(doc, phrase):
    with pytest.raises(MemoError, match="nothing to look for"):
        concordance(doc.paragraphs, doc.sentences, phrase)


@pytest.mark.parametrize("phrase", ["(we", "we)", "a.b", r"\w", "[we]", "^the"])
def test_signs_are_no_patterns(doc, phrase):
    concordance(doc.paragraphs, doc.sentences, phrase)
    assert len(concordance(doc.paragraphs, doc.sentences, "[we]")) == 12


def test_letters_that_grow_when_small_do_no_harm(doc):
    paragraphs = doc.paragraphs.assign(text=doc.paragraphs["text"].str.replace("We are", "İ we are"))
    sentences = doc.sentences.assign(text=doc.sentences["text"].str.replace("We are", "İ we are"))
    assert len(concordance(paragraphs, sentences, "WE")) == 12


def test_a_missing_column_and_an_unknown_order_are_said(doc):
    with pytest.raises(MemoError, match="part"):
        frequencies(doc.paragraphs.drop(columns="part"))
    with pytest.raises(MemoError, match="no order"):
        leading(frequencies(doc.paragraphs), "best")
    with pytest.raises(MemoError, match="no order"):
        in_order(concordance(doc.paragraphs, doc.sentences, "we"), "length")
