"""The map as data: what is drawn where, which words hover, layers apart from the text, 1989's names only."""

import html
import itertools
import re

import pytest

import memo
from memo.figures import borders, europe
from memo.figures.ground import COUNTRIES, LABELS, LAYERS, PACT, TROOPS

LEVELS = {"–": 0, "○": 1, "r": 1, "◐": 2, "●": 3}
CRITERIA = list(memo.load().criteria["id"])
# States that no map of February 1989 has; the Soviet republics and what became of the others.
MODERN = (
    r"\b(Czech Republic|Czechia|Slovakia|Germany|Russia\w*|Ukraine|Belarus|Moldova|Estonia|Latvia|Lithuania|Serbia|Croatia|"
    r"Slovenia|Bosnia|Kosovo|Montenegro|Macedonia|DEU|RUS|UKR|CZE|SVK|SRB|HRV|SVN)\b"
)


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def drawn(doc, *criteria, layers=()):
    return europe(memo.analysis.by_criterion(doc.evidence, *criteria), doc.countries, "a title", layers)


def by_country(figure, attribute, trace=COUNTRIES):
    return dict(zip(figure.data[COUNTRIES].customdata, getattr(figure.data[trace], attribute), strict=True))


def plain(text):
    return html.unescape(re.sub(r"<br>", " ", re.sub(r"</?[bi]>", "", text)))


@pytest.mark.parametrize("criterion", CRITERIA)
def test_what_is_drawn_is_what_the_table_says(doc, criterion):
    figure = drawn(doc, criterion)
    marks = memo.analysis.by_criterion(doc.evidence, criterion).set_index("country")["mark"]
    levels, labels = by_country(figure, "z"), by_country(figure, "text", LABELS)
    for country, mark in marks.items():
        assert levels[country] == LEVELS[mark]
        assert f"</b> {mark}<br>" in labels[country], "the mark stands on the map, so that colour is never the only sign"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_mark_hovers_with_its_paragraph_and_exact_words(doc, criterion):
    hover = by_country(drawn(doc, criterion), "text")
    for row in memo.analysis.by_criterion(doc.evidence, criterion).itertuples():
        text = plain(hover[row.country])
        if row.mark == "–":
            assert "not said here" in text and "¶" not in text
        else:
            assert f"¶{row.paragraph} {row.words}" in text
            assert row.words in " ".join(doc.paragraphs.at[row.paragraph, "text"].split())


def test_the_two_groups_differ_in_fill_and_in_words(doc):
    figure = drawn(doc, "E01", "E02")
    levels, labels = by_country(figure, "z"), by_country(figure, "text", LABELS)
    first, second = {"Hungary", "Poland", "Yugoslavia"}, {"Romania", "GDR", "Czechoslovakia", "Bulgaria"}
    assert {levels[name] for name in first} == {3} and {levels[name] for name in second} == {4}
    assert all("“decisively”" in labels[name] for name in first)
    assert all("“command”" in labels[name] for name in second)
    text = " ".join(doc.paragraphs.at[4, "text"].split())
    assert "decisively" in text and "command" in text


def test_the_soviet_union_is_drawn_only_where_the_text_names_it(doc):
    assert by_country(drawn(doc, "E11"), "z")["USSR"] == -1
    assert by_country(drawn(doc, "E14"), "z")["USSR"] == 3


def test_layers_are_away_until_asked_for_and_say_that_they_are_not_the_texts(doc):
    bare = drawn(doc, "E11")
    assert not bare.data[PACT].visible and not bare.data[TROOPS].visible
    assert bare.layout.annotations[0].text == ""
    for layer, trace in zip(LAYERS, (PACT, TROOPS), strict=True):
        figure = drawn(doc, "E11", layers=[layer])
        assert figure.data[trace].visible
        assert figure.layout.annotations[0].text.startswith("<b>Not from the text:</b>")
        assert "not from the text" in figure.data[trace].name
    assert (by_country(bare, "z")) == by_country(drawn(doc, "E11", layers=LAYERS), "z")


def test_layers_look_unlike_what_the_text_says(doc):
    figure = drawn(doc, "E11", layers=LAYERS)
    assert figure.data[PACT].mode == "lines" and figure.data[PACT].line.dash
    assert figure.data[TROOPS].marker.symbol == "triangle-up"
    assert {figure.data[trace].type for trace in (PACT, TROOPS)} == {"scattergeo"} != {figure.data[COUNTRIES].type}


def test_soviet_troops_stand_in_four_countries(doc):
    troops = drawn(doc, "E19", layers=["Soviet troops"]).data[TROOPS]
    assert set(troops.customdata) == {"GDR", "Poland", "Czechoslovakia", "Hungary"}
    assert all("Not from the text" in text for text in troops.text)


def test_the_line_of_the_pact_leaves_yugoslavia_and_albania_outside():
    """The line goes along their borders with members, and nowhere between members."""
    pact = ["SUHH", "POL", "DDDE", "CSHH", "HUN", "ROU", "BGR"]
    line = set(zip(*borders.outline(pact), strict=True)) - {(None, None)}

    def points(name):
        return {tuple(point) for ring in borders._rings(borders.geometry([name])["features"][0]["geometry"]) for point in ring}

    assert line & points("YUCS") and line & points("DEU") and not line & (points("YUCS") & points("ALB"))
    assert len(line & points("POL") & points("CSHH")) <= 2  # only where the line itself passes


def test_west_berlin_has_a_mark(doc):
    figure = drawn(doc, "E01")
    assert "West Berlin" in [text for trace in figure.data for text in (trace.text if trace.text is not None else ())]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_no_modern_state_on_the_map(doc, criterion):
    figure = drawn(doc, criterion, layers=LAYERS)
    shown = [text for trace in figure.data for text in (trace.text if isinstance(trace.text, (tuple, list)) else [])]
    shown = " ".join([*shown, figure.layout.title.text, figure.layout.annotations[0].text])
    found = re.findall(MODERN, shown.replace("Federal Republic of Germany", ""))
    assert set(found) <= {"DEU"} - {"DEU"}, found


def test_every_territory_is_drawn_once():
    doc = memo.load()
    figure = drawn(doc, "E01")
    places = [place for trace in figure.data if trace.type == "choropleth" for place in trace.locations]
    assert sorted(places) == sorted(borders.territories())


def test_the_title_says_what_is_shown_and_bad_input_is_told(doc):
    assert drawn(doc, "E01").layout.title.text == "a title"
    with pytest.raises(memo.MemoError, match="no layer 'NATO'.*Choose one of: Warsaw Pact"):
        drawn(doc, "E01", layers=["NATO"])


def test_letters_stand_out_from_every_fill(doc):
    """WCAG contrast of at least 4.5 between the ink and each fill, and neighbours that differ in grey."""
    from memo.figures.template import FILLS, INK, OTHER_GROUP

    def light(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for fill in (*FILLS.values(), OTHER_GROUP):
        assert (light(fill) + 0.05) / (light(INK) + 0.05) >= 4.5
    shades = [light(fill) for fill in FILLS.values()]
    assert all(b < a * 0.87 for a, b in itertools.pairwise(shades))
    assert abs(light(OTHER_GROUP) - light(FILLS["●"])) > 0.1
