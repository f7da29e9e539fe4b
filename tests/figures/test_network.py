"""The network as data: every line has its source, nothing overlaps, what is not from the text looks unlike what is."""

import itertools
import re

import pytest

import memo
from memo.analysis.network import KINDS, LAYERS, both_named, sentences_of, ties_shown
from memo.figures.live import live, redraw
from memo.figures.network import ACTORS, DAY, FADED, MISSED, MISSING, NAMES, ON_DAY, ON_TEXT, TEXT, changes, network
from memo.figures.network_places import places

STATES = [(kind, country, layers) for kind in ("", *KINDS) for country in ("", *memo.analysis.SEVEN) for layers in ((), LAYERS)]


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def names(figure):
    return re.sub(r"</?(span|b|i)[^>]*>", "", " | ".join(figure.data[NAMES].text))


# --- the tables


def test_a_tie_is_the_texts_or_known_on_the_day_and_never_both(doc):
    text = doc.ties["claims"] != ""
    assert text.sum() and (~text).sum()
    assert (doc.ties.loc[text, "known"] == "").all() and (doc.ties.loc[text, "work"] == "memo-1989").all()
    assert (doc.ties.loc[~text, "known"] != "").all() and not (doc.ties.loc[~text, "work"] == "memo-1989").any()


def test_the_label_of_a_tie_of_the_text_is_the_paragraph_of_its_claims(doc):
    for row in doc.ties[doc.ties["claims"] != ""].itertuples():
        assert row.label in {f"¶{number}" for number in sentences_of(doc.claims, doc.sentences, row.claims)["paragraph"]}, row.id


def test_who_is_named_stands_by_name_in_the_claims(doc):
    words = {
        "puwp": "Polish United Workers' Party",
        "hswp": "Hungarian Socialist Workers' Party",
        "solidarity": "Solidarity",
        "democratic-forum": "Democratic Forum",
        "charter-77": "Chartists",
    }
    claims = doc.claims.set_index("id")["quote"]
    named = doc.actors.query("named_in != ''").set_index("id")["named_in"]
    assert set(named.index) == set(words)
    for actor, ids in named.items():
        assert all(words[actor] in claims[claim] for claim in ids.split("; "))


def test_the_missing_are_missing(doc):
    missing = doc.actors.query("side == 'missing'")
    assert {"person", "church"} <= set(missing["kind"])
    assert (missing[["named_in", "worded_in", "meant_in"]] == "").all().all()
    for word in ("Wałęsa", "Walesa", "Havel", "Pozsgay", "Church", "Catholic", "Slovenia", "Kosovo", "Podkrepa", "Leipzig", "Cornea"):
        assert doc.find(word).empty, word


def test_no_sentence_names_both_sides(doc):
    assert both_named(doc.ties, doc.actors).empty
    together = doc.actors.assign(named_in=doc.actors["named_in"].where(doc.actors["id"] != "puwp", "c08s01b"))
    tie = doc.ties.query("id == 'text-against-solidarity'").assign(claims="c08s01a; c08s01b")
    assert len(both_named(tie, together)) == 1


def test_ties_not_from_the_text_come_only_when_asked_for(doc):
    assert ties_shown(doc.ties, doc.actors)["from_text"].all()
    missing = set(doc.actors.query("side == 'missing'")["id"])
    day = ties_shown(doc.ties, doc.actors, layers=LAYERS[:1]).query("~from_text")
    assert len(day) and not missing & {*day["a"], *day["b"]}
    who = ties_shown(doc.ties, doc.actors, layers=LAYERS[1:]).query("~from_text")
    assert len(who) and all(missing & {row.a, row.b} for row in who.itertuples())


# --- the figure


def test_no_box_meets_another(doc):
    boxes = places(doc.actors)
    assert set(boxes) == set(doc.actors[doc.actors["side"] != ""]["id"])
    for (one, a), (other, b) in itertools.combinations(boxes.items(), 2):
        apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        assert apart, (one, other)


def test_a_country_has_one_row_with_its_party_at_the_left(doc):
    boxes, of = places(doc.actors), doc.actors.set_index("id")
    for name, (left, _, top, bottom) in boxes.items():
        if of.at[name, "country"] in memo.analysis.SEVEN and of.at[name, "side"] != "ruling":
            party = next(row.id for row in doc.actors.itertuples() if row.side == "ruling" and row.country == of.at[name, "country"])
            assert boxes[party][1] < left and boxes[party][2] <= top and bottom <= boxes[party][3], name


@pytest.mark.parametrize(("kind", "country", "layers"), STATES)
def test_every_state_draws_its_ties_and_no_others(doc, kind, country, layers):
    figure, shown = network(doc.actors, doc.ties, kind, country, layers=layers), ties_shown(doc.ties, doc.actors, kind, country, layers)
    for lines, labels, part in ((TEXT, ON_TEXT, shown[shown["from_text"]]), (DAY, ON_DAY, shown[~shown["from_text"]])):
        pairs = {frozenset((row.a, row.b)) for row in part.itertuples()}
        assert list(figure.data[lines].x).count(None) == len(pairs) == len(figure.data[labels].text)
        assert all(any(row.label in text for text in figure.data[labels].text) for row in part.itertuples())
    assert figure.layout.title.text == KINDS.get(kind, "All ties") + (f": {country}" if country else "")
    assert ("Not from the text" in figure.layout.annotations[3].text) == bool(layers)
    assert bool(figure.data[FADED].x) == bool(country)


def test_what_is_not_from_the_text_looks_unlike_what_is(doc):
    figure = network(doc.actors, doc.ties, layers=LAYERS)
    assert figure.data[DAY].line.dash and not figure.data[TEXT].line.dash
    assert figure.data[DAY].line.color != figure.data[TEXT].line.color
    assert figure.data[MISSING].line.dash
    assert all("¶" in label for label in figure.data[ON_TEXT].text) and not any("¶" in label for label in figure.data[ON_DAY].text)


def test_the_missing_are_not_there_until_they_are_asked_for(doc):
    bare = network(doc.actors, doc.ties, layers=LAYERS[:1])
    assert "Wałęsa" not in names(bare) and not bare.data[MISSED].visible and not bare.data[MISSING].x
    assert "Wałęsa" not in " ".join(bare.data[ACTORS].text)
    full = network(doc.actors, doc.ties, layers=LAYERS)
    assert "Wałęsa" in names(full) and full.data[MISSED].visible


def test_the_marks_say_without_colour_who_is_named(doc):
    text = names(network(doc.actors, doc.ties))
    for words in (
        "● Polish United",
        "● Solidarity",
        "● “Chartists”",
        "◐ “other groups",
        "◐ “alternative",
        "r Communist Party",
        "r League of",
    ):
        assert words in text
    assert "nobody named" in text, "the empty cell of Yugoslavia"


def test_a_click_finds_every_box_and_hovering_tells_the_words(doc):
    figure, boxes = network(doc.actors, doc.ties), places(doc.actors)
    hits = [
        (name, x, y)
        for trace in (ACTORS, MISSED)
        for name, x, y in zip(figure.data[trace].customdata, figure.data[trace].x, figure.data[trace].y, strict=True)
    ]
    assert {name for name, *_ in hits} == set(boxes)
    assert all(boxes[name][0] < x < boxes[name][1] and boxes[name][2] < y < boxes[name][3] for name, x, y in hits)
    told = dict(zip(figure.data[ACTORS].customdata, figure.data[ACTORS].text, strict=True))
    assert "have sharply stepped up" in told["solidarity"].replace("<br>", " ")


def test_letters_are_large_enough(doc):
    figure = network(doc.actors, doc.ties, layers=LAYERS)
    sizes = [trace.textfont.size for trace in figure.data if trace.mode == "text"] + [note.font.size for note in figure.layout.annotations]
    assert min(sizes) >= 12


def test_redrawn_it_is_what_it_would_be_when_made(doc):
    widget = live(network(doc.actors, doc.ties))
    for kind, country, layers in STATES[::7]:
        redraw(widget, *changes(doc.actors, doc.ties, kind, country, "puwp", layers))
        made = network(doc.actors, doc.ties, kind, country, "puwp", layers)
        for mine, its in zip(widget.data, made.data, strict=True):
            assert (list(mine.x), list(mine.y), list(mine.text or ())) == (list(its.x), list(its.y), list(its.text or ()))
        assert widget.layout.title.text == made.layout.title.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"kind": "love"}, "no kind of tie 'love'"),
        ({"country": "Prussia"}, "no country 'Prussia'"),
        ({"layers": ["NATO"]}, "no layer 'NATO'"),
    ],
)
def test_what_there_is_not_is_told(doc, asked, told):
    with pytest.raises(memo.MemoError, match=told):
        network(doc.actors, doc.ties, **asked)


def test_a_table_without_a_column_is_told(doc):
    with pytest.raises(memo.MemoError, match="no column 'claims'"):
        network(doc.actors, doc.ties.drop(columns="claims"))
