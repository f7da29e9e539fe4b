"""Words between analysis and proposals: where a dot lies, what it says, and that no rule breaks the figure."""

from itertools import product

import pytest

import memo
from memo.analysis import Rule, frequencies, leading
from memo.analysis.words import LINE
from memo.figures import word_differences
from memo.figures.live import live, redraw
from memo.figures.words import DOTS, NUMBERS, ROWS, changes


@pytest.fixture(scope="module")
def table():
    return frequencies(memo.load().paragraphs)


def by_word(figure, attribute):
    dots = figure.data[DOTS]
    return dict(zip(dots.customdata, getattr(dots, attribute), strict=True))


def test_a_dot_lies_where_its_rates_say(table):
    rows = leading(table)
    at = by_word(word_differences(rows, "a title"), "x")
    for word, row in rows.iterrows():
        first, second = row["analysis"] / table["analysis"].sum(), row["proposals"] / table["proposals"].sum()
        assert at[word] == pytest.approx(second / (first + second), abs=1e-3)
        assert (at[word] < 0.5) == (row["more"] == "analysis")
    assert at["will"] == 0 and at["would"] == 1 and 0.5 < at["of"] < 0.7


def test_filled_or_hollow_round_or_diamond(table):
    rows = table.loc[["will", "would", "we", "political"]]
    figure = word_differences(rows, "a title")
    for word, symbol in zip(rows.index, figure.data[DOTS].marker.symbol, strict=True):
        assert symbol.endswith("-open") == (rows.at[word, "g2"] <= LINE)
        assert symbol.startswith("circle" if rows.at[word, "more"] == "analysis" else "diamond")


def test_numbers_stand_beside_their_word(table):
    rows = leading(table, "most frequent")
    numbers = word_differences(rows, "a title").data[NUMBERS]
    for place, (_, row) in enumerate(rows.iterrows()):
        assert numbers.text[place] == f"{row['analysis']} · {row['analysis_rate']:.1f}"
        assert numbers.text[place + len(rows)] == f"{row['proposals']} · {row['proposals_rate']:.1f}"
        assert numbers.y[place] == numbers.y[place + len(rows)] == place


def test_hovering_tells_counts_brackets_and_measure(table):
    text = by_word(word_differences(table.loc[["we"]], "a title"), "text")["we"]
    for told in ("analysis: 5 times, 3.0", "proposals: 7 times, 5.9", "6 of the 12 in translators' brackets", "G² 1.4: not beyond 3.84"):
        assert told in text


def test_the_chosen_word_is_marked_by_more_than_colour(table):
    labels = word_differences(leading(table), "a title", "will").layout.yaxis.ticktext
    assert [label for label in labels if "▸" in label] == ["<b>▸ will</b>"]


@pytest.mark.parametrize("order", ["most different", "most frequent"])
def test_every_rule_can_be_drawn_and_redrawn(order):
    doc = memo.load()
    figure = live(word_differences(leading(frequencies(doc.paragraphs)), "first"))
    for ticks in product([True, False], repeat=5):
        rows = leading(frequencies(doc.paragraphs, Rule(*ticks)), order)
        redraw(figure, *changes(rows, "second"))
        assert list(figure.data[DOTS].customdata) == list(rows.index) and len(rows) < ROWS
        assert all(0 <= x <= 1 for x in figure.data[DOTS].x)
        assert figure.layout.title.text == "second"


def test_what_stands_above_the_words_has_its_room(table):
    """A live figure keeps the margin that it asks for."""
    assert live(word_differences(leading(table), "a title")).layout.margin.t == 92
