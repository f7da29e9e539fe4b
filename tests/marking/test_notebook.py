"""Notebooks in every state: what is still read, and what says why it is not."""

import json

import pytest

from marking.collecting import Refused
from marking.notebook import sheet_of

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
