"""The map by month as data: what is drawn is what the table of stages says, in every month, and says that it is not the text's."""

import html
import json
import re

import pytest

import memo
from memo.analysis.stages import FEDERATION, MONTHS, STAGES, by_month
from memo.figures.months import COUNTRIES, LABELS, LEVELS, NAMES, REPUBLICS, SHADES, changes, months

SIX = ["Slovenia", "Croatia", "Bosnia and Herzegovina", "Serbia", "Montenegro", "Macedonia"]
MODERN = r"\b(Czech Republic|Slovakia\b(?<!Czechoslovakia)|Russia\b|Ukraine|Belarus|Kosovo|North Macedonia|reunif\w+)"


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def drawn(doc, month):
    return months(doc.stages, doc.countries, month)


def plain(text):
    return html.unescape(re.sub(r"\s*<br>\s*", " ", re.sub(r"</?[bi]>", "", text)))


@pytest.mark.parametrize("month", MONTHS)
def test_fill_number_and_word_are_those_of_the_table(doc, month):
    figure, now = drawn(doc, month), by_month(doc.stages, month).set_index("country").rename(index={FEDERATION: "Yugoslavia"})
    levels = dict(zip(figure.data[COUNTRIES].customdata, figure.data[COUNTRIES].z, strict=True))
    labels = dict(zip(doc.countries["id"], figure.data[LABELS].text, strict=True))
    for country in levels:
        if country == "USSR":
            assert levels[country] == -1 and labels[country] == "USSR"
            continue
        stage = now.at[country, "stage"]
        assert levels[country] == LEVELS[stage] and plain(labels[country]).endswith(STAGES[stage].sign)
    for name, sign, colour in zip(SIX, figure.data[REPUBLICS].text, figure.data[REPUBLICS].marker.color, strict=True):
        stage = now.at[name, "stage"]
        assert colour == SHADES[LEVELS[stage]] and plain(sign).lstrip("→") == str(STAGES[stage].number or "●")


def test_an_arrow_stands_where_something_is_new_and_only_there(doc):
    for month in MONTHS[1:]:
        figure = drawn(doc, month)
        new = doc.stages.loc[doc.stages["from_month"] == month, "country"].replace(FEDERATION, "Yugoslavia")
        shown = dict(zip(doc.countries["id"], figure.data[LABELS].text, strict=True)) | dict(
            zip(SIX, figure.data[REPUBLICS].text, strict=True)
        )
        assert {name for name, text in shown.items() if "→" in text} == set(new), month
    assert not [text for text in drawn(doc, "1989-01").data[LABELS].text if "→" in text]


def test_hovering_tells_stage_and_month(doc):
    figure = drawn(doc, "1989-11")
    hover = dict(zip(figure.data[COUNTRIES].customdata, map(plain, figure.data[COUNTRIES].text), strict=True))
    assert hover["GDR"] == "GDR: 2 talks since November 1989"
    assert "since" not in hover["Bulgaria"], "nothing has changed there since the table began"
    assert "%{customdata}" in figure.data[REPUBLICS].hovertemplate and list(figure.data[REPUBLICS].customdata) == SIX


def test_ends_are_no_degrees(doc):
    """Breaking up, independent and ended have no number and no shade of the scale."""
    scale = {LEVELS[code] for code, stage in STAGES.items() if stage.number}
    ends = {LEVELS[code] for code, stage in STAGES.items() if not stage.number}
    assert not scale & ends


def test_it_says_that_it_is_not_the_texts_and_has_the_names_of_1989(doc):
    for month in MONTHS:
        figure = drawn(doc, month)
        assert figure.layout.annotations[0].text.startswith("<b>Not from the text:</b>")
        shown = " ".join(text for trace in figure.data for text in (trace.text if isinstance(trace.text, tuple | list) else []))
        assert not re.search(MODERN, plain(shown)), month
    assert list(figure.data[NAMES].customdata or []) == [] and "not from the text" in figure.data[REPUBLICS].name


def test_every_month_has_its_own_title(doc):
    titles = [changes(doc.stages, doc.countries, month)[1]["title.text"] for month in MONTHS]
    assert titles[0] == "January 1989" and titles[-1] == "December 1991" and len(set(titles)) == 36


def test_a_step_carries_no_geometry(doc):
    traces, _ = changes(doc.stages, doc.countries, "1989-12")
    assert not {name for properties in traces.values() for name in properties} & {"lon", "lat", "geojson", "locations"}
    size = len(
        json.dumps(
            [{key: list(value) if hasattr(value, "tolist") else value for key, value in part.items()} for part in traces.values()],
            default=str,
        )
    )
    assert size < 5000
    still, _ = changes(doc.stages, doc.countries, "1990-08")
    assert still[COUNTRIES]["text"] == changes(doc.stages, doc.countries, "1990-09")[0][COUNTRIES]["text"], (
        "a month without a change sends none"
    )


def test_letters_stand_out_from_every_shade():
    from memo.figures.template import INK

    def light(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert all((light(shade) + 0.05) / (light(INK) + 0.05) >= 4.5 for shade in SHADES.values())


def test_a_month_outside_is_told(doc):
    with pytest.raises(memo.MemoError, match="no month '1988-12'"):
        drawn(doc, "1988-12")
