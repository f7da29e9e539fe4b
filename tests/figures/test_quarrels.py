"""The map of the four quarrels as data: lines between the right countries, the text apart from what is not in it."""

import itertools
import re

import pytest

import memo
from memo.figures.ground import COUNTRIES, LABELS, PACT, TROOPS
from memo.figures.quarrels import ABOUT, CHOSEN, KINDS, LINES, NUMBERS, PACT_WORDS, changes, kinds, name, quarrels
from memo.figures.template import INK

PAIRS = {
    "hungary-romania": {"Hungary", "Romania"},
    "romania-ussr": {"Romania", "USSR"},
    "yugoslavia-bulgaria": {"Yugoslavia", "Bulgaria"},
    "poland-gdr": {"Poland", "GDR"},
}


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def drawn(doc, *chosen, **more):
    return quarrels(doc.disputes, doc.evidence, doc.countries, *chosen, **more)


def by_country(figure, attribute, trace=COUNTRIES):
    return dict(zip(figure.data[COUNTRIES].customdata, getattr(figure.data[trace], attribute), strict=True))


def inside(longitude, latitude, feature):
    """Whether a point lies in a territory: an odd number of its borders is crossed on the way out."""
    crossed = False
    polygons = memo.figures.borders.geometry([feature])["features"][0]["geometry"]
    rings = polygons["coordinates"] if polygons["type"] == "Polygon" else [ring for part in polygons["coordinates"] for ring in part]
    for ring in rings:
        for (a, b), (c, d) in itertools.pairwise(ring):
            if (b > latitude) != (d > latitude) and longitude < a + (latitude - b) / (d - b) * (c - a):
                crossed = not crossed
    return crossed


def test_the_four_pairs_are_those_of_the_text_and_in_its_order(doc):
    said = doc.sentences.set_index("label").at["14.5", "text"]
    assert list(doc.disputes["id"]) == list(PAIRS)
    worded = {"GDR": "the German Democratic Republic", "USSR": "the USSR"}
    pairs = [f"{row.a} and {worded.get(row.b, row.b)}" for row in doc.disputes.itertuples()]
    assert f"{', '.join(pairs)}, etc." in said
    evidence = doc.evidence.query("criterion == 'E14'")["country"]
    assert set(evidence) == set.union(*PAIRS.values())


def test_every_line_joins_the_two_countries_it_stands_for(doc):
    lines, features = drawn(doc).data[LINES], doc.countries.set_index("id")["feature"]
    ends = list(zip(lines.lon, lines.lat, strict=True))
    assert len(ends) == 12 and [end for number, end in enumerate(ends) if number % 3 == 2] == [(None, None)] * 4
    for number, pair in enumerate(PAIRS.values()):
        two = ends[3 * number : 3 * number + 2]
        found = {country for country in features.index for end in two if inside(*end, features[country])}
        assert found == pair


def test_each_number_lies_on_its_line_and_answers_with_its_quarrel(doc):
    figure = drawn(doc)
    assert list(figure.data[NUMBERS].customdata) == list(PAIRS)
    assert re.findall(r"\d", " ".join(figure.data[NUMBERS].text)) == ["1", "2", "3", "4"]
    lines, numbers = figure.data[LINES], figure.data[NUMBERS]
    for i in range(4):
        assert numbers.lon[i] == pytest.approx((lines.lon[3 * i] + lines.lon[3 * i + 1]) / 2)
    for dispute, hover in zip(PAIRS, numbers.hovertemplate, strict=True):
        assert name(doc.disputes.set_index("id").loc[dispute]) in hover and "¶14" in hover


@pytest.mark.parametrize("dispute", PAIRS)
def test_a_chosen_quarrel_is_drawn_as_line_fill_and_title(doc, dispute):
    figure = drawn(doc, dispute)
    levels = by_country(figure, "z")
    assert {country for country, level in levels.items() if level == 3} == PAIRS[dispute]
    assert levels["Czechoslovakia"] == 0, "it is in none of the four"
    chosen, lines, at = figure.data[CHOSEN], figure.data[LINES], 3 * list(PAIRS).index(dispute)
    assert list(chosen.lon) == list(lines.lon[at : at + 3]) and chosen.line.width > 2 * lines.line.width
    assert figure.layout.title.text == f"¶14 · {name(doc.disputes.set_index('id').loc[dispute])}"


def test_none_is_chosen_at_first(doc):
    figure = drawn(doc)
    assert not figure.data[CHOSEN].lon and figure.layout.annotations[0].text == ""
    assert {country for country, level in by_country(figure, "z").items() if level == 1} == set.union(*PAIRS.values())
    assert figure.layout.title.text == "¶14 · Four “national territorial problems”"
    assert "national territorial problems" in doc.sentences.set_index("label").at["14.4", "text"]


@pytest.mark.parametrize("criterion", PACT_WORDS)
def test_the_words_on_the_pact_stand_under_those_whom_the_text_means(doc, criterion):
    labels = by_country(drawn(doc, "", criterion), "text", LABELS)
    rows = doc.evidence.query("criterion == @criterion")
    assert {country for country, label in labels.items() if "“" in label} == set(rows["country"])
    word = PACT_WORDS[criterion].strip("“”")
    for row in rows.itertuples():
        assert f"¶{row.paragraph}" in labels[row.country]
        assert word in doc.paragraphs.at[row.paragraph, "text"]


def test_what_is_not_from_the_text_is_away_until_asked_for_looks_unlike_it_and_says_so(doc):
    bare = drawn(doc)
    assert not any(bare.data[trace].visible for trace in (KINDS, PACT, TROOPS))
    figure = drawn(doc, layers=(ABOUT, "Warsaw Pact", "Soviet troops"))
    assert all(figure.data[trace].visible for trace in (KINDS, PACT, TROOPS))
    assert all("not from the text" in figure.data[trace].name for trace in (KINDS, PACT, TROOPS))
    note = figure.layout.annotations[0]
    assert note.text.startswith("<b>Not from the text:</b>") and {"Pact", "troops", "about"} <= set(re.findall(r"\w+", note.text))
    assert figure.data[KINDS].textfont.color == figure.data[PACT].line.color != INK
    assert drawn(doc, layers=(ABOUT,)).layout.annotations[0].text.startswith("<b>Not from the text:</b> words")


def test_the_kind_of_a_quarrel_is_written_nowhere_else(doc):
    """Whoever has not guessed yet meets it in no hover, title or label."""
    figure = drawn(doc, "hungary-romania")
    told = [
        str(text)
        for trace in figure.data[:KINDS]
        for part in (trace.text, trace.hovertemplate)
        if part is not None
        for text in ([part] if isinstance(part, str) else part)
    ]
    assert not [text for text in told for kind in kinds(doc.disputes) if kind in text]
    assert list(drawn(doc, "hungary-romania", layers=(ABOUT,)).data[KINDS].text) == ["<b>minority rights</b>", "", "", ""]


def test_four_different_things(doc):
    assert len(set(kinds(doc.disputes))) == 4


def test_redrawn_it_is_as_if_made_anew(doc):
    figure = drawn(doc, "poland-gdr", "E19", layers=(ABOUT,))
    traces, layout = changes(doc.disputes, doc.evidence, doc.countries)
    for number, properties in traces.items():
        figure.data[number].update(properties)
    assert figure.update_layout(layout) == drawn(doc)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"chosen": "greece-turkey"}, "no quarrel 'greece-turkey'"),
        ({"pact": "E11"}, "no criterion 'E11'"),
        ({"layers": ["NATO"]}, "no layer 'NATO'"),
    ],
)
def test_bad_input_is_told(doc, asked, told):
    with pytest.raises(memo.MemoError, match=f"{told}.*Choose one of"):
        drawn(doc, **asked)
