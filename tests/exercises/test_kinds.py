"""Every kind of question: right, wrong, partly, unanswered, malformed and hostile answers."""

import datetime
import math
import random

import numpy as np
import pandas as pd
import pytest

from memo.exercises import Choice, Choices, Coding, Date, Match, Number, Order, Paragraphs, Quotation, Words
from memo.exercises.kind import Kind

CHOICE = Choice({"b", "c"}, options="abcd", points=2)
CHOICES = Choices({"a", "c", "d"}, options="abcdef", points=3)
PARAGRAPHS = Paragraphs([8, 9, 20, 35], need=2, points=2)
ONE = Paragraphs([18], points=2)
QUOTATION = Quotation(["6.2"], points=1)
TWO = Quotation(["6.2", "6.3", 18], need=2, points=2)
HOLDING = Quotation(["4.1"], holding=["Bulgaria", "Yugoslavia"], points=1)
NUMBER = Number({4, 7}, points=1)
MEAN = Number({0.47}, digits=2, points=1)
DATE = Date({"1989-02-11"}, points=1)
WORDS = Words({"Poland", "Hungary", "GDR|East Germany", "Soviet Union"}, need=2, points=2)
NAMED = Words({"Trade and industry"}, points=1)
ORDER = Order(before=[("a", "b"), ("b", "c"), ("c", "d")], letters="abcd", points=3)
MATCH = Match({"a": {1, 2}, "b": {3}}, optional={"a": {4}}, points=3)
CODING = Coding({"kind": {"forecast", "warning"}, "certainty": {"3"}, "theme": {"T4"}}, points=3)
ALL = [CHOICE, CHOICES, PARAGRAPHS, ONE, QUOTATION, TWO, HOLDING, NUMBER, MEAN, DATE, WORDS, ORDER, MATCH, CODING]
EACH = pytest.mark.parametrize("kind", ALL, ids=lambda kind: type(kind).__name__)

RIGHT = [
    (CHOICE, "b"), (CHOICE, " C "), (CHOICE, "b)"),
    (CHOICES, ["a", "c", "d"]), (CHOICES, "acd"), (CHOICES, "d, a, c"), (CHOICES, {"a", "c", "d"}),
    (CHOICES, ("A", "C", "D", "a")),
    (PARAGRAPHS, [8, 20]), (PARAGRAPHS, "¶8 and ¶35"), (PARAGRAPHS, [8, 9, 20, 35]), (PARAGRAPHS, ("8.2", "¶ 9")),
    (PARAGRAPHS, np.array([8, 20])), (PARAGRAPHS, pd.Index([8, 20])),
    (ONE, 18), (ONE, "18"), (ONE, "¶18"), (ONE, "paragraph 18"), (ONE, np.int64(18)), (ONE, 18.0), (ONE, [18]),
    (ONE, "١٨"), (ONE, "１８"), (ONE, [None, 18, ...]),
    (QUOTATION, "now are losing control over the course of events"),
    (QUOTATION, "“NOW  are losing\ncontrol over the course”"),
    (QUOTATION, ["have delayed carrying out reforms and several"]),
    (TWO, ["now are losing control over the course of events", "This chiefly concerns Poland and Hungary."]),
    (HOLDING, "the German Democratic Republic, Czechoslovakia, and Bulgaria"),
    (NUMBER, 4), (NUMBER, "7"), (NUMBER, "seven"), (NUMBER, 4.0), (NUMBER, np.float64(4)),
    (NUMBER, pd.Series([4]).sum()),
    (MEAN, 0.4704), (MEAN, "0,47"), (MEAN, np.float64(0.4666)),
    (DATE, "11 February 1989"), (DATE, "February 11, 1989"), (DATE, "Feb. 11th, 1989"), (DATE, "1989-02-11"),
    (DATE, "11.02.1989"), (DATE, "Saturday, 11 Feb 1989"), (DATE, datetime.date(1989, 2, 11)),
    (DATE, pd.Timestamp("1989-02-11")),
    (WORDS, ["Poland", "hungary"]), (WORDS, "Poland and Hungary"), (WORDS, ["POLAND", "the G.D.R."]),
    (NAMED, "trade and industry"), (WORDS, "East Germany; USSR"), (WORDS, ["Połand", "Hungáry"]),
    (ORDER, ["a", "b", "c", "d"]), (ORDER, "abcd"), (ORDER, "a, b, c, d"),
    (MATCH, {"a": [1, 2], "b": 3}), (MATCH, {"A": "1, 2", "b": [3]}), (MATCH, {"a": [1, 2, 4], "b": "3"}),
    (MATCH, {"a": {2, 1}, "b": "¶3"}),
    (CODING, {"kind": "forecast", "certainty": 3, "theme": "T4"}),
    (CODING, {"kind": "Warning", "certainty": "3", "theme": "Opposition and pluralism"}),
]  # fmt: skip

PARTLY = [
    (CHOICES, ["a", "c"], 2), (CHOICES, ["a", "c", "d", "e"], 2), (CHOICES, "ab", 0), (CHOICES, list("abcdef"), 0),
    (PARAGRAPHS, 8, 1), (PARAGRAPHS, [8, 8], 1), (PARAGRAPHS, [8, 20, 21], 1), (PARAGRAPHS, [8, 20, 21, "¶21"], 1),
    (PARAGRAPHS, list(range(1, 39)), 0),
    (TWO, "now are losing control over the course of events", 1),
    (TWO, ["now are losing control over the course of events", "have delayed carrying out reforms and several"], 1),
    (TWO, ["now are losing control over the course", "it seems improbable that in the", "not in the text"], 1),
    (WORDS, "Poland", 1), (WORDS, ["Poland", "Polska", "Hungary"], 1), (WORDS, ["GDR", "East Germany"], 1),
    (ORDER, "bacd", 2), (ORDER, "dcba", 0),
    (MATCH, {"a": 1, "b": 3}, 2), (MATCH, {"a": [1, 2], "b": 4}, 1), (MATCH, {"a": [1, 2, 4]}, 2),
    (CODING, {"kind": "forecast", "certainty": 2, "theme": "T4"}, 2), (CODING, {"kind": "forecast"}, 1),
    (Paragraphs([8, 9, 20], need=3, points=2), [8, 9], 1), (Choices("abc", points=1), "ab", 0.5),
    (Choices("abc", points=1), "a", 0), (Choices("abcd", points=1.5), "abc", 1),
]  # fmt: skip

WRONG = [
    (CHOICE, "a"), (CHOICES, ["b"]), (ONE, 17), (NUMBER, 5), (NUMBER, -4), (MEAN, 0.48), (DATE, "1989-02-12"),
    (DATE, "February 1989"), (WORDS, "Bulgaria"), (CODING, {"kind": "aim"}), (MATCH, {"b": 1}),
    (QUOTATION, "This chiefly concerns Poland and Hungary."),
    (QUOTATION, "the parties are losing their control over events"),
    (QUOTATION, "losing control over the"),
    (QUOTATION, "losing control over the course of events. This chiefly concerns Poland"),
    (HOLDING, "the leadership is carrying out political and economic reforms"),
]  # fmt: skip

MALFORMED = [
    (CHOICE, "ab", "letter from a to d"), (CHOICE, "e", "letter"), (CHOICE, 2, "letter"),
    (CHOICE, ["a", "b"], "letter"),
    (CHOICES, ["a", "z"], "letter"), (CHOICES, {"a": 1}, "list"),
    (ONE, "the last one", "number of a paragraph"), (ONE, 39, "¶1 to ¶38"), (ONE, 0, "¶1 to ¶38"),
    (ONE, True, "number"),
    (ONE, "8-10", "number of a paragraph"), (ONE, -18, "number of a paragraph"),
    (QUOTATION, 6, "Give words of the text"), (QUOTATION, {"a": "b"}, "Give words of the text"),
    (NUMBER, "some", "in figures"), (NUMBER, [4, 7], "one number"), (NUMBER, True, "one number"),
    (NUMBER, math.nan, "not a number"), (NUMBER, math.inf, "not a number"), (NUMBER, np.nan, "not a number"),
    (DATE, "in winter", "24 February 1989"), (DATE, "30 February 1989", "no such day"),
    (DATE, "2/11/89", "Write the date"),
    (DATE, 11.2, "Write the date"), (DATE, "11 February", "Write the date"),
    (WORDS, {"a": "Poland"}, "list"), (WORDS, ["Poland", ["Hungary"]], "words in quotation"), (WORDS, "?!", "words"),
    (ORDER, "abc", "each letter once"), (ORDER, "abca", "each letter once"), (ORDER, "abcx", "letter from a to d"),
    (MATCH, [1, 2], "what belongs to each"), (MATCH, {"x": 1}, "belongs to a, b"),
    (CODING, "forecast", "code for each field"), (CODING, {"sort": "forecast"}, "asked for"),
    (CODING, {"kind": "prophecy"}, "It has: proposal, aim"), (CODING, {"kind": ["forecast", "aim"]}, "quotation marks"),
]  # fmt: skip

UNANSWERED = [..., None, "", "  ", [], {}, (), [...], [..., ...], ["", None], {"a": ..., "b": ...}, {"a": []}]
UNANSWERED += [[[], ...], "…", "...", ["…", "…"], {"kind": "…", "certainty": ...}]


class Trap:
    """A thing that must not be asked anything."""

    def __getattribute__(self, name):
        raise RuntimeError(f"asked for {name}")

    def __repr__(self):
        raise RuntimeError("shown")

    def __eq__(self, other):
        raise RuntimeError("compared")

    __hash__ = object.__hash__


class Text(str):
    """A text of a student's own kind."""

    def strip(self, *signs):
        raise RuntimeError("stripped")


class Deceiver:
    """Calls itself a library's value."""

    shape = ()

    def item(self):
        raise RuntimeError("no")


Deceiver.__module__ = "numpy"


def nested(depth):
    made = [8]
    for _ in range(depth):
        made = [made]
    return made


HOSTILE = [
    "x" * 1_000_000, "8," * 500_000, [8] * 1_000_000, nested(50), nested(5000), {"a": nested(10)}, 10**4000, -(10**300),
    math.nan, -math.inf, float("1e308"), Trap(), [Trap()], {"a": Trap()}, Text("b"), Deceiver(), Trap, len, b"b", 3j,
    object(), "\ud800\udfff", "\x00", "a\u202eb", "(" * 3000, "\\" * 3000, ".*" * 1500, "¶" * 3000, {Trap(): 1},
    {("a", 1): 2}, {1: {2: {3: 4}}}, range(10), iter([8]), pd.DataFrame({"a": [1]}), pd.NaT, pd.NA, np.array([[8]]),
    np.datetime64("NaT"), np.array(object()), pd.Series([[1], [2]]), datetime.date.max, {None: 3},
    "9" * 3000, "1989-13-45", "0000-00-00", True, [True], 1e-300, "now " * 900,
]  # fmt: skip


@pytest.mark.parametrize(("kind", "answer"), RIGHT)
def test_right_in_every_way_of_writing_it(kind, answer):
    judged = kind.judge(answer)
    assert (judged.state, judged.points) == ("right", kind.points)
    assert judged.hint == ""


@pytest.mark.parametrize(("kind", "answer", "points"), PARTLY)
def test_partly_right_earns_its_share_in_halves_rounded_down(kind, answer, points):
    assert kind.points_for(answer) == points


@pytest.mark.parametrize(("kind", "answer"), WRONG)
def test_wrong_earns_nothing(kind, answer):
    judged = kind.judge(answer)
    assert (judged.state, judged.points) == ("wrong", 0)


@pytest.mark.parametrize(("kind", "answer", "said"), MALFORMED)
def test_a_malformed_answer_is_told_how_to_be_written(kind, answer, said):
    judged = kind.judge(answer)
    assert (judged.state, judged.points) == ("malformed", 0)
    assert said in judged.said
    assert judged.said.endswith((".", "…")) and "\n" not in judged.said


@EACH
@pytest.mark.parametrize("answer", UNANSWERED, ids=repr)
def test_three_dots_and_emptiness_are_no_answer(kind, answer):
    assert kind.judge(answer)[:2] == ("unanswered", 0)


@EACH
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_answer_earns_nothing_and_stops_nothing(kind, number):
    judged = kind.judge(HOSTILE[number])
    assert judged.points == 0
    assert len(judged.said) < 500


@EACH
def test_points_are_a_number_between_nothing_and_all_whatever_comes(kind):
    chance = random.Random(1989)
    pool = [8, 20, "a", "b", "c", "d", "acd", "Poland", "¶9", 3, 4, None, ..., "1989-02-11", 0.47, [], {}]
    for _ in range(300):
        some = chance.choices(pool, k=chance.randrange(5))
        answer = chance.choice([some, dict(zip("abcd", some, strict=False)), chance.choice(pool)])
        points = kind.points_for(answer)
        assert isinstance(points, float) and 0 <= points <= kind.points and points * 2 == int(points * 2)


def test_each_bad_quotation_is_told_what_is_amiss():
    assert "Give at least 5 words" in QUOTATION.judge("losing control over the").said
    assert "Nearest is ¶6.2" in QUOTATION.judge("the parties are losing their control over events").said
    assert "run over the end of sentence 6.2" in QUOTATION.judge(WRONG[-2][1]).said


def test_a_quotation_is_taken_from_either_view(doc):
    reading, transmitted = doc.sentences.loc["p35s01", ["text", "diplomatic"]]
    assert reading != transmitted
    kind = Quotation(["35.1"])
    assert kind.points_for(reading) == kind.points_for(transmitted) == 1


def test_the_hint_of_a_wrong_answer_goes_before_the_general_one():
    kind = Choice({"b"}, options="abc", hint="Read ¶1.", hints={"a": "Read ¶2."})
    assert [kind.judge(letter).hint for letter in "abc"] == ["Read ¶2.", "", "Read ¶1."]
    number = Number({4}, hints={5: "Yugoslavia is no member."})
    assert number.judge("five").hint == "Yugoslavia is no member."
    coding = Coding({"kind": {"aim"}}, hints={("kind", "forecast"): "Is it wished or expected?"})
    assert coding.judge({"kind": "Forecast"}).hint == "Is it wished or expected?"
    match = Match({"a": {1}}, hints={("a", 2): "Compare ¶3."})
    assert match.judge({"a": 2}).hint == "Compare ¶3."
    quotation = Quotation(["6.2"], hints={"6.3": "That says whom."})
    assert quotation.judge("This chiefly concerns Poland and Hungary.").hint == "That says whom."


def test_what_is_right_in_an_answer_calls_no_hint():
    kind = Quotation(["6.2", "6.3"], need=2, hint="Look on.", hints={"6.2": "Take more of it.", "6.1": "Earlier."})
    control = "now are losing control over the course of events"
    assert kind.judge([control]).hint == "Look on."
    assert kind.judge([control, "renewal of socialism are occurring with difficulty"]).hint == "Earlier."


def test_a_key_does_not_change():
    with pytest.raises(AttributeError, match="does not change"):
        ONE.points = 100
    assert ONE.points == 2


def test_a_kind_alone_reads_nothing():
    with pytest.raises(NotImplementedError):
        Kind([{"a"}]).parts("a")
