"""Sealed keys judge as the clear ones do, and show nothing of them."""

import json
import re
import time

import pytest

from memo.exercises import Coding, Match, Paragraphs, Quotation
from memo.exercises.book import entry
from memo.exercises.keys import keys_in
from memo.exercises.kinds import KINDS
from memo.exercises.seal import digest
from tests.exercises import trial
from tests.exercises.test_kinds import ALL, EACH, HOSTILE, MALFORMED, PARTLY, RIGHT, UNANSWERED, WRONG

SEAL = re.compile(r"[0-9a-f]{24}")
# What a student's own exercise shows anyway.
OPEN = {"kind", "points", "need", "hint", "computed"}


def resealed(kind, item="ex77.1"):
    """The key as it comes back out of a file."""
    kept = json.loads(json.dumps(kind.sealed(item).kept()))
    return KINDS[kept["kind"]].from_kept(item, kept)


@pytest.mark.parametrize(("kind", "answer"), [row[:2] for row in (*RIGHT, *PARTLY, *WRONG, *MALFORMED)])
def test_a_sealed_key_judges_as_the_clear_one(kind, answer):
    assert resealed(kind).judge(answer) == kind.judge(answer)


@EACH
def test_a_sealed_key_judges_nothing_and_hostility_as_the_clear_one(kind):
    sealed = resealed(kind)
    for answer in (*UNANSWERED, *HOSTILE):
        assert sealed.judge(answer) == kind.judge(answer)


def test_hints_of_wrong_answers_survive_sealing():
    kind = Match({"a": {1}, "b": {2}}, hints={("a", 2): "Compare ¶3."}, hint="Read on.")
    sealed = resealed(kind)
    assert sealed.judge({"a": 2}).hint == "Compare ¶3."
    assert sealed.judge({"a": 3}).hint == "Read on."


@EACH
def test_no_clear_atom_is_kept(kind):
    kept = kind.sealed("ex77.1").kept()
    assert set(kept) == OPEN | {"groups", "spare", "hints", "asked"}
    sealed = [mark for group in kept["groups"] for mark in group] + kept["spare"] + list(kept["hints"])
    assert sealed and all(SEAL.fullmatch(mark) for mark in sealed)
    clear = [atom for group in kind.groups for atom in group]
    words = json.dumps([kept["groups"], kept["asked"]], ensure_ascii=False)
    # Letters and fields to choose from are shown to everybody; which of them is right is not.
    assert not [atom for atom in clear if len(atom) > 1 and f'"{atom}"' in words]


def test_the_same_answer_has_another_seal_in_another_question():
    one, other = (Paragraphs([8]).sealed(item) for item in ("ex77.1", "ex77.2"))
    assert not {*one.groups} & {*other.groups}


def test_the_order_of_the_seals_is_not_the_keys_order():
    lists = [Paragraphs(range(1, 20), need=3).sealed(f"ex77.{n}").kept()["groups"] for n in range(3)]
    assert all(groups == sorted(groups) for groups in lists)


def test_sealing_is_slow_enough_and_repeatable():
    started = time.perf_counter()
    marks = [digest("ex77.1", f"{number}, never looked at before") for number in range(40)]
    each = (time.perf_counter() - started) / 40
    assert 0.0005 < each < 0.1, f"{each:.4f} s a seal"
    assert len(set(marks)) == 40
    digest.cache_clear()
    assert digest("ex77.1", "0, never looked at before") == marks[0]


def test_half_a_sign_of_a_damaged_file_has_a_seal_too():
    assert SEAL.fullmatch(digest("ex77.1", "\ud800"))


def test_a_long_quotation_is_looked_up_without_waiting(doc):
    key = Quotation(["4.1"], holding=["Bulgaria"]).sealed("ex77.4")
    started = time.perf_counter()
    assert key.points_for(doc.sentences.loc["p04s01", "text"]) == 1
    assert time.perf_counter() - started < 3


def test_the_file_of_an_exercise_says_how_to_answer_and_not_what():
    name, kept = entry(trial.solution())
    assert name == "ex77" and kept["title"] == "Exercise 77 · A trial" and kept["written"]
    text = json.dumps(kept, ensure_ascii=False)
    for secret in ("losing control", "1989-02-11", "hungary", "Hungary", "forecast", "a<b", "a=1"):
        assert secret not in text
    assert list(kept["items"]) == list(keys_in(trial.solution()))


def test_every_kind_is_tried():
    assert {type(kind) for kind in ALL} == set(KINDS.values())
    assert isinstance(resealed(ALL[-1]), Coding)
