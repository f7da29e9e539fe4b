"""The matrix as a picture shows what the table says."""

import numpy as np
import pytest

import memo
from memo.figures import config, evidence_matrix


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def test_cells_are_the_table(doc):
    marks = memo.analysis.matrix(doc.evidence)
    heat = evidence_matrix(marks, doc.criteria).data[0]
    assert (np.array(heat.text) == marks.T.to_numpy()).all()
    assert len(heat.x) == 7 and len(heat.y) == len(marks.columns)
    assert ((heat.z == 0) == (np.array(heat.text) == "–")).all()


def test_rows_have_words_and_a_paragraph(doc):
    heat = evidence_matrix(memo.analysis.matrix(doc.evidence), doc.criteria).data[0]
    assert all("¶" in label and not label.startswith("E") for label in heat.y)


def test_the_legend_stands_in_the_title(doc):
    title = evidence_matrix(memo.analysis.matrix(doc.evidence), doc.criteria).layout.title.text
    assert all(sign in title for sign in "●◐r–")


def test_a_figures_bar_saves_and_never_uploads():
    bar = config("map")
    assert bar["modeBarButtons"] == [["toImage"]]
    assert "sendChartToCloud" not in str(bar) and bar["displaylogo"] is False
    assert bar["topojsonURL"].startswith("data:")
