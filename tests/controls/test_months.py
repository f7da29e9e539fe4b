"""The map by month and the lanes as controls: every month says its sentence, nothing later before the seal is opened."""

import json
import re

import pytest

from memo.analysis.stages import MONTHS, SEVEN
from memo.controls.months import sentence
from memo.dates import days
from memo.figures.courses import MARKS
from memo.figures.months import COUNTRIES

LATER = re.compile(r"Mazowiecki|Modrow|Honecker by|Vukovar|free(ly)? elect|independence|\b199[01]\b")


@pytest.fixture
def opened(lesson, press):
    assert press(lesson("08").ask("open"), "commit", {})


def words(*forms):
    return json.dumps([[form.spec, form.feedback] for form in forms], ensure_ascii=False)


def everything(exhibit):
    """All that the page has of an exhibit: its figure, its forms, its table, its data."""
    told = words(exhibit.bar, exhibit.caption, *exhibit.beside)
    return told + exhibit.figure.to_json() + exhibit.table().to_csv() + exhibit.data().to_csv()


def go(press, exhibit, **values):
    now = {name: list(value) if isinstance(value, tuple) else value or None for name, value in exhibit.chosen.items()}
    return press(exhibit.bar, "live", now | values)


# -- closed


def test_before_the_seal_only_the_two_first_months_are_there(lesson, press):
    exhibit = lesson("08").figure("months")
    (field, _) = exhibit.fields()
    assert field["options"] == ["1989-01", "1989-02"] and "open with the seal" in field["help"]
    assert not go(press, exhibit, month="1989-11")
    assert "no month '1989-11'" in exhibit.bar.feedback["text"] and exhibit.chosen["month"] == "1989-02"
    assert not LATER.search(everything(exhibit))
    go(press, exhibit, country="Romania")
    assert not LATER.search(everything(exhibit))


def test_before_the_seal_the_lanes_end_on_the_day(lesson, press):
    exhibit = lesson("08").figure("outcome-lanes")
    for chosen in (
        {},
        {"acts": "all in the kit's tables"},
        {"lanes": ["Republics of Yugoslavia", "Moscow, the alliance, the West", "Poland"]},
    ):
        go(press, exhibit, **chosen)
        # The axis has its three years, and the four days are named, whatever is open.
        told = re.sub(r'"ticktext":\["1989"[^\]]*\]|The course of the regimes, 1989 to 1991|end 199[01]', "", everything(exhibit))
        found = LATER.search(told)
        assert not found, told[found.start() - 100 : found.end() + 50]
    assert not go(press, exhibit, forecast="1 · ¶10 · Opposition parties stand for election in four of the seven")
    assert exhibit.chosen["forecast"] == ""


def test_opening_the_seal_opens_both_at_once_and_another_pseudonym_closes_them(lesson, press):
    months, lanes = lesson("08").figure("months"), lesson("08").figure("outcome-lanes")
    press(lesson("08").ask("open"), "commit", {})
    assert len(months.fields()[0]["options"]) == 36 and len(lanes.fields()[0]["options"]) == 9
    assert go(press, months, month="1991-12") and go(press, lanes, forecast=lanes.fields()[0]["options"][0])
    press(lesson("08").desk, "switch", {"pseudonym": "somebody"})
    assert months.chosen["month"] == "1989-02" and lanes.chosen["forecast"] == ""
    assert not LATER.search(everything(months))
    assert months.figure.layout.title.text == "February 1989" and len(lanes.shown) < 10


def test_a_teacher_sees_all(lesson, press):
    press(lesson("08").teacher, "open")
    assert len(lesson("08").figure("months", month="1991-12").fields()[0]["options"]) == 36


# -- the map by month


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_has_a_sentence_of_its_own_that_the_table_bears_out(doc, month):
    text = sentence(doc.stages, month)
    assert text.startswith(f"{days(month)}. ")
    new = doc.stages[(doc.stages["from_month"] == month) & (doc.stages["from_month"] != MONTHS[0])]
    for country in new["country"]:
        assert f"{country.removesuffix(' (federation)')}: from " in text
    assert ("No stage changes." in text) == new.empty or month == MONTHS[0]
    seven = text.split("So now: ")[1]
    for name in ("Poland", "Hungary", "Yugoslavia", "Czechoslovakia", "GDR", "Bulgaria", "Romania"):
        assert seven.count(name) == 1


def test_a_step_draws_says_and_tells_the_acts(opened, lesson, press):
    exhibit = lesson("08").figure("months")
    assert go(press, exhibit, month="1989-12")
    assert exhibit.figure.layout.title.text == "December 1989"
    assert exhibit.caption.feedback["text"].startswith("December 1989. GDR: from talks to no monopoly.")
    told = words(exhibit.passages)
    assert "The Volkskammer deletes the party's leading role" in told and "Source: bundesregierung.de" in told.replace(
        '"source": "', "Source: "
    )
    assert "Also in this month: " in told and "Havel" in told


def test_click_and_list_show_the_same_course(opened, lesson, press):
    exhibit, other = lesson("08").figure("months"), lesson("08").figure("months")
    exhibit.clicks()[COUNTRIES]("GDR")
    go(press, other, country="GDR")
    (one,), (two,) = exhibit.beside[1:], other.beside[1:]
    assert one.feedback == two.feedback and exhibit.bar.values == other.bar.values
    assert [row[1] for row in one.feedback["reveal"][0]["table"]["rows"]] == [
        "1 one party",
        "2 talks",
        "3 no monopoly",
        "4 elected",
        "ended",
    ]
    exhibit.clicks()[COUNTRIES]("GDR")
    exhibit.clicks()[COUNTRIES]("USSR")
    assert exhibit.chosen["country"] == ""


def test_a_step_sends_no_geometry_and_little_else(opened, lesson, press, wire):
    exhibit = lesson("08").figure("months")
    for month in MONTHS:
        wire.sent.clear()
        go(press, exhibit, month=month)
        assert len(wire.text) < 11_000 and "geojson" not in wire.text, month


def test_the_data_to_take_away_has_every_month(opened, lesson):
    assert lesson("08").figure("months").data().groupby("month").size().tolist() == [13] * 36


def test_the_question_under_the_map_and_under_the_lanes_have_their_answers_in_the_tables(doc, lesson, opened, press):
    seven = doc.stages[doc.stages["country"].isin(SEVEN) & (doc.stages["from_month"] > "1989-01")]
    count = seven["from_month"].value_counts()
    fields = {field["id"]: field for field in lesson("08").ask("month").text["field"]}
    assert [days(month) for month in count.index[count == count.max()]] == fields["which"]["accept"]
    moved = doc.stages[
        (doc.stages["stage"] != "party-rule") & (doc.stages["from_month"] < count.index[0]) & doc.stages["country"].isin(SEVEN)
    ]
    assert moved["country"].nunique() == fields["before"]["options"].index(*fields["before"]["accept"]) + 2 == 4
    assert set(fields["which"]["options"]) <= {days(month) for month in MONTHS}
    lanes = lesson("08").figure("outcome-lanes")
    go(press, lanes, forecast=next(label for label in lanes.forecasts if "¶12 · Deaths" in label))
    assert set(doc.events.set_index("id").loc[list(lanes.letters), "country"]) == {"Romania", "Bulgaria"}


# -- the lanes


def test_a_forecast_lays_its_days_its_words_and_its_letters_over_the_lanes(opened, lesson, press, doc):
    exhibit = lesson("08").figure("outcome-lanes")
    for label, name in exhibit.forecasts.items():
        assert go(press, exhibit, forecast=label)
        told = words(exhibit.passages).replace('\\"', '"')
        for row in doc.forecasts[doc.forecasts["question_id"] == name].drop_duplicates("id").itertuples():
            assert row.quote in told and f'"cite": "¶{row.paragraph}"' in told
        assert len(exhibit.outcomes) == 4 and all(row.doubt in told for row in exhibit.outcomes.itertuples())
        assert exhibit.letters and set(exhibit.letters.values()) == set("abcdefghijklmnopqrstuvwxyz"[: len(exhibit.letters)])
        assert len(exhibit.letters) == len({event for cell in exhibit.outcomes["events"] for event in cell.split("; ")})


def test_lanes_are_filtered_and_keep_their_order(opened, lesson, press):
    exhibit = lesson("08").figure("outcome-lanes")
    go(press, exhibit, lanes=["Moscow, the alliance, the West", "GDR", "Poland"])
    assert exhibit.lanes == ["Poland", "GDR", "Moscow", "The alliance and the West"]
    go(press, exhibit, acts="all in the kit's tables")
    shown = set(exhibit.figure.data[MARKS].customdata)
    assert "1989-11-09-wall" in shown and "1991-12-25-ussr-ends" in shown and "1989-10-23-hungary-republic" not in shown
    go(press, exhibit, lanes=[])
    assert exhibit.lanes == [] and "Under" in exhibit.caption.spec["label"]


def test_mark_and_list_tell_the_same_act(opened, lesson, press):
    exhibit = lesson("08").figure("outcome-lanes")
    exhibit.clicks()[MARKS]("1990-03-18-gdr-election")
    act = exhibit.beside[1]
    assert "Twenty-four parties stand" in words(act) and exhibit.chosen["act"].startswith("18 March 1990")
    other = lesson("08").figure("outcome-lanes")
    go(press, other, act=exhibit.chosen["act"])
    assert other.beside[1].feedback == act.feedback
    go(press, other, lanes=["Poland"])
    assert other.chosen["act"] == "" and "Click a mark" in words(other.beside[1])


def test_secret_acts_are_told_only_where_they_were_public(opened, lesson, press):
    exhibit = lesson("08").figure("outcome-lanes")
    go(press, exhibit, acts="all in the kit's tables", lanes=[*exhibit.chosen["lanes"], "Moscow, the alliance, the West"])
    assert exhibit.shown["public"].all()
