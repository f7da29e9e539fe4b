"""Notebooks in every state: what is still read, and what an answer's cell says without being run."""

import json

import pytest

from marking.collecting import Refused
from marking.reading import Cell, code_answers, sheet_of, written_answers
from marking.rebuilding import harmless
from marking.values import LONGEST, value_of

NOTEBOOK = {"cells": [{"cell_type": "code", "source": "answer_1 = '¶8 – é'\n"}], "metadata": {}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_is_read(encoding):
    content = json.dumps(NOTEBOOK, ensure_ascii=False).encode(encoding)
    assert sheet_of(content).cells[0].source == "answer_1 = '¶8 – é'\n"


def test_latin_1_is_read():
    content = json.dumps({"cells": [{"cell_type": "code", "source": "answer_1 = 'é ¶8'"}]}, ensure_ascii=False)
    assert sheet_of(content.encode("latin-1")).cells[0].source == "answer_1 = 'é ¶8'"


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"  \n", b"%PDF", b"\xff\xfe\x00", b"[]", b"3"),
        *(b"{}", b'{"cells": 3}', b'{"cells": {}}', b'{"worksheets": 3}'),
        *(b"[" * 1_000_000, b'{"a":' * 100_000, b"9" * 10_000, b'{"cells": [' + b"{}," * 6000 + b"{}]}"),
    ],
)
def test_what_is_no_notebook_says_so(content):
    with pytest.raises(Refused, match=r"^The (file|notebook) "):
        sheet_of(content)


@pytest.mark.parametrize(
    "cell",
    [
        *(3, None, {}, {"source": 3}, {"source": [1, "a"]}, {"metadata": []}),
        *({"metadata": {"nbgrader": 1}}, {"metadata": {"nbgrader": {"grade_id": []}}}),
    ],
)
def test_odd_cells_are_read_as_far_as_they_go(cell):
    assert len(sheet_of(json.dumps({"cells": [cell], "metadata": 5}).encode()).cells) <= 1


@pytest.mark.parametrize(
    ("source", "state", "value"),
    [
        ("answer_1 = [8, 20]", "value", [8, 20]),
        ("answer_1 = ...\n# Write here\nanswer_1 = {'a': (1, -2.5)}", "value", {"a": (1, -2.5)}),
        ("import memo\nanswer_1: int = 4\nprint(answer_1)\nanswer_1", "value", 4),
        ("%matplotlib inline\nanswer_1 = 'a' 'b'", "value", "ab"),
        ("answer_1 = 4\nmemo.check('ex01.1', answer_1)", "value", 4),
        ("answer_1 = ...", "blank", None),
        ("answer_1 = …", "blank", None),
        ("answer_1 = \n# Write your answer", "blank", None),
        ("", "blank", None),
        ("# only a remark", "blank", None),
        ("answer_1 = 4\nanswer_1 = ...", "blank", None),
        ("answer_1 = [8]\nanswer_1.append(20)", "computed", None),
        ("answer_1 = 4\nwhile True: pass", "computed", None),
        ("answer_1 = 4\nprint(exit())", "computed", None),
        ("answer_1 = 4\nanswer_1 += 1", "computed", None),
        ("if True:\n    answer_1 = 4", "computed", None),
        ("answer_2 = 4", "computed", None),
        ("answer_1 = x", "computed", None),
        ("answer_1 = [8] + [20]", "computed", None),
        ("answer_1 = {[]: 1}", "computed", None),
        ("answer_1 = “He said”", "unreadable", None),
        ("answer_1 = 'He said 'no''", "unreadable", None),
        ("answer_1 = " + "-" * 19_000 + "1", "unreadable", None),
        ("answer_1 = " + "9" * 10_000, "unreadable", None),
        ("answer_1 = 'x'\0", "unreadable", None),
        ("answer_1 = '" + "x" * LONGEST + "'", "unreadable", None),
    ],
)
def test_a_cell_is_read_and_never_run(source, state, value):
    found = value_of(source, "answer_1")
    assert (found.state, found.value) == (state, value)
    assert bool(found.reason) == (state in ("computed", "unreadable"))


def test_answers_are_found_by_what_a_cell_sets_then_by_its_marks():
    renamed = [Cell("code", "answer_1 = 4", id="x"), Cell("code", "answer_2 = (", grade_id="answer_2")]
    unset = [Cell("raw", "4", grade_id="answer_3"), Cell("markdown", "see above", id="answer-4")]
    assert code_answers([*renamed, *unset], ["answer_1", "answer_2", "answer_3", "answer_4", "answer_5"]) == {
        "answer_1": ["answer_1 = 4"],
        "answer_2": ["answer_2 = ("],
        "answer_3": ["4"],
        "answer_4": ["see above"],
        "answer_5": [],
    }


def test_the_written_answer_is_found_also_where_its_cell_was_made_anew():
    released = [Cell("markdown", "# Title", "title"), Cell("markdown", "*Write here.*", "written")]
    assert written_answers(released, ["written"], released) == {"written": []}
    own = [released[0], Cell("markdown", "Trust.", "written")]
    assert written_answers(own, ["written"], released) == {"written": ["Trust."]}
    anew = [released[0], Cell("markdown", "Trust.")]
    assert written_answers(anew, ["written"], released) == {"written": ["Trust."]}
    beside = [*released, Cell("markdown", "A note of mine.")]
    assert written_answers(beside, ["written"], released) == {"written": []}


@pytest.mark.parametrize(
    "text",
    [
        *("<img src=x onerror=y>", "</div>", "<!-- x -->", "![a](b)", "[a](javascript:b)", "[a]: data:b"),
        *("$\\href{x}{y}$", "\\\\\\href{a}{b}"),
    ],
)
def test_no_text_acts_in_a_browser(text):
    shown = harmless(f"before {text} after")
    assert not any(mark in shown for mark in ("<img", "</", "<!", "](", "]:", "\\href"))
    assert "before" in shown and "after" in shown


def test_a_text_that_is_harmless_is_left_as_it_is():
    text = "> “A quotation” (¶8), *so* 3 < 4 and 5 > 4.\n\n- [sic] a list\n"
    assert harmless(text) == text
