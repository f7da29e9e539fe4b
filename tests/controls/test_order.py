"""The field that is put in order: what fits it, what fills it, and pairs that are compared instead of one right sequence."""

import itertools

import pytest

from memo.controls.answers import accepted, begun, compared, filled, fits

FIELD = {
    "id": "order",
    "kind": "order",
    "items": [{"id": name, "text": f"statement {name}"} for name in "cab"] + [{"id": "free", "text": "a free one"}],
    "pairs": [
        {"before": "a", "after": "b", "at": "7.2", "why": "led to (¶7)"},
        {"before": "b", "after": "c", "at": "8.1", "why": "then (¶8)"},
    ],
}


def test_only_pairs_are_compared_so_that_many_orders_are_right():
    right = [order for order in itertools.permutations(["a", "b", "c", "free"]) if accepted(FIELD, list(order))]
    assert len(right) == 4, "a before b before c; the free one anywhere"
    assert all(order.index("a") < order.index("b") < order.index("c") for order in right)


@pytest.mark.parametrize("value", [None, "abc", 5, {}, [1, 2], ["a", ["b"]], [None], {"a": 1}, True])
def test_values_of_another_kind_do_not_fit(value):
    assert not fits(FIELD, value) and not filled(FIELD, value) and not begun(FIELD, value) and not accepted(FIELD, value)


@pytest.mark.parametrize("value", [[], ["a"], ["a", "b", "c"], ["a", "b", "c", "c"], ["a", "b", "c", "x"], ["a", "b", "c", "free", "free"]])
def test_half_an_order_and_a_strange_one_are_not_filled(value):
    assert fits(FIELD, value) and not filled(FIELD, value) and not accepted(FIELD, value)
    assert begun(FIELD, value) == bool(value)


def test_strange_items_alone_are_no_beginning():
    assert not begun(FIELD, ["x", "y"])


def test_pairs_are_told_in_the_students_own_order():
    told = [(first, second, held) for _, first, second, held in compared(FIELD, ["b", "free", "a", "c"])]
    assert told == [("statement b", "statement a", False), ("statement b", "statement c", True)]


@pytest.fixture
def chain(lesson):
    return lesson("04").ask("chain")


def right(control):
    return {
        "order": ["concessions", "faults", "authority", "opposition", "pluralism", "several", "access", "power"],
        "circle": ["discontent", "repression", "more"],
    }


def test_a_wrong_pair_sends_to_a_sentence_and_gives_nothing_away(chain, press):
    values = right(chain) | {"order": ["authority", "faults", "opposition", "several", "pluralism", "access", "power", "concessions"]}
    assert press(chain, "commit", values)
    summary, first, _second = chain.feedback["reveal"][:3]
    assert [row[1] for row in summary["table"]["rows"]] == ["not yet", "yes"]
    assert [row[1] for row in first["table"]["rows"]] == ["not yet", "yes", "not yet", "yes"]
    assert first["table"]["rows"][0][0].startswith("The authority") and "¶7.2" in first["table"]["rows"][0][2]
    assert "led to" not in first["table"]["rows"][0][2]
    assert len(chain.feedback["reveal"]) == 3, "the reveal waits until every pair holds"


def test_when_every_pair_holds_the_knots_are_shown(chain, press):
    assert press(chain, "commit", right(chain))
    assert "And one knot is missing" in str(chain.feedback["reveal"])
    other = right(chain)
    other["order"] = ["pluralism", "several", "access", "power", "faults", "authority", "opposition", "concessions"]
    assert press(chain, "commit", other) and "And one knot is missing" in str(chain.feedback["reveal"])


def test_the_pairs_never_reach_the_page_before(chain, shown):
    assert "led to" not in shown(chain) and '"pairs"' not in shown(chain) and "7.2" not in shown(chain)


def test_it_comes_back_as_it_was_left(lesson, chain, press):
    values = right(chain)
    press(chain, "draft", values)
    assert lesson("04").ask("chain").values == values


@pytest.mark.parametrize("odd", [{"order": "x"}, {"order": [["a"]]}, {"order": ["nobody", "nothing"]}, {"order": None, "circle": 7}])
def test_what_a_page_makes_up_is_no_answer(chain, press, odd):
    assert not press(chain, "commit", odd)
    assert "nothing to commit" in chain.feedback["text"]


def test_the_words_of_the_pairs_are_the_sentences(chain, doc):
    sentences = doc.sentences.set_index("label")["text"]
    for field in chain.text["field"]:
        for pair in field["pairs"]:
            quote = pair["why"].split("“")[1].split("”")[0]
            assert quote in " ".join(sentences[pair["at"]].split()), pair
