"""Each quote of the tables as a reader sees it: the copy's damage mended, and nothing else touched."""

import re

import pytest

PLACES = [
    *((table, "paragraph", "quote", "reading") for table in ("claims", "evidence", "forecasts", "problems", "proposals")),
    ("proposals", "ground_paragraph", "ground", "ground_reading"),
    ("links", "diagnosis_paragraph", "diagnosis", "diagnosis_reading"),
    ("links", "proposal_paragraph", "remedy", "remedy_reading"),
]


def letters(words):
    return re.sub(r"[\W_]", "", words)


@pytest.mark.parametrize(("table", "paragraph", "quote", "reading"), PLACES)
def test_a_reading_is_its_quote_mended(doc, table, paragraph, quote, reading):
    rows = getattr(doc, table)
    assert rows.columns.get_loc(reading) == rows.columns.get_loc(quote) + 1 or table == "links"
    assert rows[reading].dtype == "str" and (rows[reading] != "").equals(rows[quote] != "")
    for row in rows[rows[quote] != ""].to_dict("records"):
        assert letters(row[reading]) == letters(row[quote])
        assert row[reading] in " ".join(doc.paragraphs.at[row[paragraph], "text"].split())


def test_what_the_copy_has_lost_stands_in_the_reading(doc):
    claim = doc.claims.set_index("id").loc["c04s01a"]
    assert "countries?Hungary" in claim["quote"] and "countries—Hungary" in claim["reading"]
    assert (doc.forecasts["quote"] != doc.forecasts["reading"]).sum() == 1


def test_a_reading_is_the_callers_own(doc):
    forecasts = doc.forecasts
    forecasts["reading"] = "altered"
    assert "altered" not in set(doc.forecasts["reading"])
