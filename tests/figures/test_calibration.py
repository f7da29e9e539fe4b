"""The picture of calibration: groups as counted, every settled forecast once, and nothing told where nothing is open."""

import pandas as pd

from memo.figures import calibration
from memo.figures.calibration import FORECASTS, GROUPS

LABELS = ["1 · Parties", "3 · Premier", "7 · Pact", "2 · Role"]
TABLE = pd.DataFrame(
    {"sealed": [70, 75, 10, 50], "happened": [1.0, 0.0, 0.0, float("nan")], "label": LABELS}, index=["Q05", "Q07", "Q13", "Q06"]
)


def test_groups_and_forecasts_are_drawn_as_they_were_counted():
    figure = calibration(TABLE)
    assert list(figure.data[GROUPS].x) == [10, 72.5] and list(figure.data[GROUPS].y) == [0, 50]
    assert list(figure.data[GROUPS].text) == ["1 forecast", "2 forecasts"]
    assert list(figure.data[FORECASTS].x) == [70, 75, 10], "what the coders left open is not drawn"
    assert [y > 100 for y in figure.data[FORECASTS].y] == [True, False, False]
    assert list(figure.data[FORECASTS].text) == [
        "1 · Parties<br>it happened",
        "3 · Premier<br>it did not happen",
        "7 · Pact<br>it did not happen",
    ], "a student knows the forecasts by these names"


def test_words_say_what_the_signs_mean():
    said = " ".join(note.text for note in calibration(TABLE).layout.annotations)
    assert "it happened" in said and "it did not" in said and "broken line" in said
    assert all(note.font.size >= 12 for note in calibration(TABLE).layout.annotations)


def test_without_forecasts_it_says_what_to_do():
    (note,) = calibration(TABLE.iloc[:0]).layout.annotations
    assert "Open the seal in step 2" in note.text and "Shift+Enter" in note.text
