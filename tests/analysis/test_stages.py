"""Stages month by month: complete, forward only, each change tied to an act of its month."""

import pytest

import memo
from memo.analysis.stages import FEDERATION, MONTHS, STAGES, by_month, changes_in, spans

COUNTRIES = ["Poland", "Hungary", "GDR", "Czechoslovakia", "Bulgaria", "Romania", FEDERATION]
REPUBLICS = ["Slovenia", "Croatia", "Serbia", "Montenegro", "Bosnia and Herzegovina", "Macedonia"]


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def test_thirty_six_months():
    assert len(MONTHS) == 36 and MONTHS[0] == "1989-01" and MONTHS[-1] == "1991-12"


@pytest.mark.parametrize("month", MONTHS)
def test_every_country_has_one_stage_in_every_month(doc, month):
    table = by_month(doc.stages, month)
    assert table["country"].tolist() == COUNTRIES + REPUBLICS
    assert set(table["stage"]) <= set(STAGES) and (table["since"] <= month).all()


def test_month_by_month_is_what_the_spans_say(doc):
    """Counted another way: every month of every span."""
    for row in spans(doc.stages).itertuples():
        for month in MONTHS[MONTHS.index(row.first) : MONTHS.index(row.last) + 1]:
            assert by_month(doc.stages, month).set_index("country").at[row.country, "stage"] == row.stage


def test_spans_fill_three_years_without_gap_or_overlap(doc):
    for country, rows in spans(doc.stages).groupby("country"):
        covered = [month for row in rows.itertuples() for month in MONTHS[MONTHS.index(row.first) : MONTHS.index(row.last) + 1]]
        assert covered == list(MONTHS), country


def test_a_stage_never_goes_back(doc):
    for country, rows in doc.stages.groupby("country", sort=False):
        numbers = [STAGES[stage].number for stage in rows["stage"]]
        degrees = [number for number in numbers if number]
        assert degrees == sorted(set(degrees)), country
        assert None not in numbers[: len(degrees)], f"{country}: an end is the last"


def test_every_change_is_tied_to_an_act_of_its_month(doc):
    events = doc.events.set_index("id")
    for row in doc.stages[doc.stages["from_month"] != MONTHS[0]].itertuples():
        assert events.at[row.event, "date"][:7] == row.from_month, row.id
        assert events.at[row.event, "country"] in (
            row.country,
            "Yugoslavia" if row.country == FEDERATION or row.country in REPUBLICS else row.country,
        ), row.id


def test_features_are_territories_of_the_map_and_republics_have_none(doc):
    from memo.figures import borders

    features = doc.stages.drop_duplicates("country").set_index("country")["feature"]
    assert set(features[COUNTRIES]) == {"POL", "HUN", "DDDE", "CSHH", "BGR", "ROU", "YUCS"} <= set(borders.territories())
    assert set(features[REPUBLICS]) == {""}
    own = doc.countries.set_index("id")["feature"]
    assert all(own[{FEDERATION: "Yugoslavia"}.get(country, country)] == features[country] for country in COUNTRIES)


def test_no_month_has_more_changes_than_december_1989(doc):
    seven = doc.stages[doc.stages["country"].isin(COUNTRIES)]
    count = {month: len(changes_in(seven, month)) for month in MONTHS}
    assert max(count, key=count.get) == "1989-12" and count["1989-12"] == 3
    assert count["1989-01"] == 0, "the start of the table is no change"


def test_poland_is_elected_only_when_all_seats_were_open(doc):
    poland = doc.stages.query("country == 'Poland' and stage == 'elected'").iloc[0]
    assert poland["from_month"] == "1991-10" and "35 per cent" in poland["doubt"]


def test_the_change_of_a_leader_alone_is_no_change_of_stage(doc):
    assert by_month(doc.stages, "1989-11").set_index("country").at["Bulgaria", "stage"] == "party-rule"


def test_a_month_outside_and_a_missing_column_are_told(doc):
    with pytest.raises(memo.MemoError, match="no month '1992-01'"):
        by_month(doc.stages, "1992-01")
    with pytest.raises(memo.MemoError, match="event"):
        by_month(doc.stages.drop(columns="event"), "1989-01")


def test_the_rules_are_those_of_the_file():
    from pathlib import Path

    text = (Path(memo.__file__).parent / "data" / "stages.md").read_text(encoding="utf-8")
    for code, stage in STAGES.items():
        line = next(line for line in text.splitlines() if f"`{code}` |" in line)
        assert line.startswith(f"| {stage.number or ''}".rstrip())
