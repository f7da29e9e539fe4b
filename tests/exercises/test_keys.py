"""Keys are read from the solution by looking, never by running."""

import contextlib

import pytest

from memo import MemoError
from memo.exercises import Choice, Paragraphs
from memo.exercises.keys import keys_in
from tests.exercises import trial


def with_test(source, points=1):
    notebook = trial.solution(questions={1: trial.QUESTIONS[1]})
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "test-1")
    cell["source"] = source
    cell["metadata"]["nbgrader"]["points"] = points
    return notebook


def test_each_item_has_its_key():
    keys = keys_in(trial.solution())
    assert list(keys) == [f"ex77.{number}" for number in trial.QUESTIONS]
    assert [type(key).__name__ for key in keys.values()] == [key.partition("(")[0] for _, key, _ in trial.QUESTIONS.values()]
    assert isinstance(keys["ex77.3"], Paragraphs) and keys["ex77.3"].points == 2
    assert [item for item, key in keys.items() if key.computed] == ["ex77.11"]


def test_a_source_may_be_one_text_or_lines():
    notebook = trial.solution()
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    assert list(keys_in(notebook)) == list(keys_in(trial.solution()))


def test_nothing_is_run(tmp_path):
    trace = tmp_path / "ran"
    call = f'__import__("pathlib").Path({str(trace)!r}).touch()'
    for source in (
        f'memo.check("ex77.1", answer_1)\n{call}\nChoice({{"b"}}).points_for(answer_1)',
        f'memo.check("ex77.1", answer_1)\nChoice({call}).points_for(answer_1)',
    ):
        with contextlib.suppress(MemoError):
            keys_in(with_test(source))
        assert not trace.exists()


@pytest.mark.parametrize(
    "source",
    [
        "",
        "assert answer_1 == 3",
        'memo.check("ex77.1", answer_1)',
        'memo.check("ex77.1", answer_1)\nChoice({"b"}).points_for(answer_2)',
        'memo.check("ex77.1", answer_1)\nOpen({"b"}).points_for(answer_1)',
        'memo.check("ex77.1", answer_1)\nChoice(letters).points_for(answer_1)',
        'memo.check("question 1", answer_1)\nChoice({"b"}).points_for(answer_1)',
        'check("ex77.1", answer_1)\nChoice({"b"}).points_for(answer_1)',
        'memo.check("ex77.1", answer_1)\nChoice({"b"}.points_for(answer_1)',
        'memo.check("ex77.1", answer_1)\nChoice({"b"}, **more).points_for(answer_1)',
    ],
)
def test_a_cell_of_another_shape_is_named(source):
    with pytest.raises(MemoError, match=r"test_1: the key cannot be read. The cell must have this shape"):
        keys_in(with_test(source))


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ('Choice({"bb"})', "Give the letter"),
        ("Paragraphs([39])", "no ¶39"),
        ('Quotation(["6.9"])', "no sentence '6.9'"),
        ('Coding({"kind": {"prophecy"}})', "no such kind"),
        ('Choice({"b"}, weight=3)', "weight"),
        ('Date({"soon"})', "Write the date"),
        ('Choice({"b"}, hints={"no letter": "x"})', "Give the letter"),
    ],
)
def test_a_key_that_cannot_be_is_named(key, why):
    with pytest.raises(MemoError, match="test_1: the key cannot be made") as caught:
        keys_in(with_test(f'memo.check("ex77.1", answer_1)\n{key}.points_for(answer_1)'))
    assert why in str(caught.value)


def test_the_cells_points_are_the_keys():
    source = 'memo.check("ex77.1", answer_1)\nChoice({"b"}, points=2).points_for(answer_1)'
    assert keys_in(with_test(source, points=2))["ex77.1"].points_for("b") == 2
    with pytest.raises(MemoError, match="the cell has 3 points, its key 2"):
        keys_in(with_test(source, points=3))


def test_no_item_is_asked_twice():
    notebook = trial.solution(questions={1: trial.QUESTIONS[1]})
    notebook["cells"] += trial.question(1, *trial.QUESTIONS[1])
    with pytest.raises(MemoError, match=r"Two cells ask for ex77\.1"):
        keys_in(notebook)


def test_hidden_lines_do_not_change_a_key():
    assert isinstance(keys_in(trial.solution())["ex77.1"], Choice)
