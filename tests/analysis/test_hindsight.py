"""The guard: it finds what nobody could know on 27 February 1989, and lets stand what could be feared, planned or asked."""

import re
import time

import pytest

import memo
from memo.analysis import anachronisms
from memo.controls.facts import facts
from memo.dates import BRIEF, days


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def find(doc):
    """`find(text)`: {words: level} of what the guard finds."""
    return lambda text: dict(anachronisms(text, doc.hindsight)[["words", "level"]].itertuples(index=False))


LATER = {
    "Since the fall of the Berlin Wall everything has changed.": "fall of the Berlin Wall",
    "The Wall fell, and nobody was shot.": "The Wall fell",
    "After reunification Germany joined the West.": "After reunification",
    "Germany was reunified on 3 October 1990.": "Germany was reunified",
    "Mazowiecki's government will need our help.": "Mazowiecki's government",
    "In August Mazowiecki was elected.": "Mazowiecki was elected",
    "The Velvet Revolution shows it.": "Velvet Revolution",
    "Yeltsin's Russia wants peace.": "Yeltsin's Russia",
    "The Soviet Union collapsed under its debts.": "Soviet Union collapsed",
    "The collapse of the USSR was near.": "collapse of the USSR",
    "Two Plus Four settled it.": "Two Plus Four",
    "The 4+2 talks settled it.": "4+2",
    "Moscow admitted Katyn late.": "admitted Katyn",
    "The post\u2011communist states look to the West.": "post\u2011communist",
    "Postcommunist Poland is poor.": "Postcommunist",
    "The former GDR had a secret police.": "former GDR",
    "Ceausescu was executed at Christmas.": "Ceausescu was executed",
    "Lech Wałęsa is strong, and President Walesa will be stronger.": "President Walesa",
    "The Warsaw Pact dissolved itself.": "Warsaw Pact dissolved itself",
    "Hungary opened its borders.": "Hungary opened its borders",
    "As we now know, the paper was right.": "As we now know",
    "On 9 November 1989 crowds came.": "9 November 1989",
    "November 9, 1989, was the day.": "November 9, 1989",
    "That was in the autumn of 1989.": "autumn of 1989",
    "On 28.02.1989 I read it.": "28.02.1989",
    "The 1990s were hard.": "1990s",
    "In 2004 it joined.": "2004",
    "The EU is rich.": "EU",
}


@pytest.mark.parametrize("text", LATER)
def test_what_nobody_could_know_is_found(text, find):
    assert find(text).get(LATER[text]) == "later", find(text)


STANDS = [
    "If the Wall were opened, the GDR would lose its people.",
    "We should prepare for the case that the frontier is opened one day.",
    "Reunification is an old question in Bonn, and no plan.",
    "German unity is not named in the paper.",
    "Tadeusz Mazowiecki advises Solidarity at the Round Table.",
    "Soviet troops have left Afghanistan.",
    "In 1956 the Nagy government fell, and in 1968 Dubček was removed.",
    "Border guards at the Wall opened fire on Chris Gueffroy.",
    "Honecker says that the Wall will stand in 100 years.",
    "Some 2000 tanks and 1990 men are to go; see no. 1991.",
    "The opposition may win an election, and the Pact may dissolve.",
    "Husák made way for another in 1987, and Kádár in 1988.",
    "The Hungarian Socialist Workers' Party has endorsed a multi-party system.",
    "On 24 February 1989 it was dated, on 27.2.1989 it is read, in 1989 it matters.",
    "Ten points of the paper deserve an answer.",
    "Moscow ought to admit its guilt for Katyn.",
]


@pytest.mark.parametrize("text", STANDS)
def test_what_could_be_written_stands(text, find):
    assert find(text) == {}


LOOK = [
    "If Solidarity won the elections, what would Moscow do?",
    "A united Germany would frighten Warsaw.",
    "Some fear a post-communist Poland.",
    "The collapse of the Soviet Union is a danger that we must name.",
    "The Wall has not fallen.",
    "Moscow has never admitted Katyn.",
    "Six divisions are to leave by 1991.",
    "The Warsaw Treaty runs until 2005.",
    "Elections on 26 March 1989 are planned.",
    "President Gorbachev promised cuts.",
    "Who had heard that the Pact collapsed?",
    "If the Wall fell, the GDR bled.",
    "The Pact could have collapsed by now.",
    "They fear that the Soviet Union collapsed in spirit.",
    "In 1981 Solidarity won the election of its chairman.",
]


@pytest.mark.parametrize("text", LOOK)
def test_what_is_asked_feared_or_planned_is_at_most_noted(text, find):
    assert set(find(text).values()) == {"look"}


def test_the_memorandum_itself_passes(doc):
    assert all(anachronisms(text, doc.hindsight).empty for text in doc.paragraphs["text"])


def test_no_fact_of_the_board_tells_what_came_later(doc):
    """Nor one that only a single desk could know."""
    desks = [None, *doc.desks.itertuples()]
    for fact in (fact for desk in desks for fact in facts(doc, desk)):
        table = anachronisms(f"{fact['what']}. {fact['more']}", doc.hindsight)
        assert set(table["level"]) <= {"look"}, (fact["id"], table["words"].tolist())
    dates = doc.events.set_index("id")["date"]
    assert all(dates[fact["id"][7:]] <= BRIEF for fact in facts(doc) if fact["id"].startswith("events/"))


def test_what_is_not_public_is_offered_only_to_who_could_know(doc):
    public = {fact["id"] for fact in facts(doc)}
    closed = {f"events/{name}" for name in doc.events[~doc.events["public"]]["id"]}
    assert not public & closed
    for desk in doc.desks.itertuples():
        more = {fact["id"] for fact in facts(doc, desk)} - public
        assert more == {f"events/{name}" for name in desk.events.split("; ") if name}


def test_what_is_known_of_the_day_and_before_passes_in_every_table(doc):
    """Hundreds of sentences of those years, told as known then."""
    told = [*doc.glossary["meaning"], *doc.countries["known"], *doc.disputes["known"], *doc.actors["known"], *doc.proposals["title"]]
    assert len(told) > 140
    assert not [
        words
        for text in told
        for words, level in anachronisms(text, doc.hindsight)[["words", "level"]].itertuples(index=False)
        if level == "later"
    ]


def test_every_later_act_told_with_its_day_is_found(doc):
    for row in doc.events[doc.events["date"] > BRIEF].itertuples():
        when = days(row.date if "-" in row.date else f"{row.date}-12")
        assert not anachronisms(f"This happened: {when}.", doc.hindsight).empty, row.date


def test_each_term_is_found_by_each_of_its_forms(doc):
    for number, row in enumerate(doc.hindsight.itertuples()):
        own = doc.hindsight.iloc[[number]]
        acts = [act.replace("*", "") for act in row.acts.split("|")]
        for form in row.forms.split("|"):
            for act in acts:
                table = anachronisms(f"{form.replace('*', '')} {act}".strip() + ".", own)
                assert not table.empty, (row.id, form, act)


def test_the_terms_say_since_when_and_from_where(doc):
    dates = doc.events.set_index("id")["date"]
    for row in doc.hindsight.itertuples():
        assert row.event or row.work or row.kind == "view", row.id
        assert not row.since or row.since > BRIEF
        assert not row.event or dates[row.event] > BRIEF
        assert row.why.endswith(".") and row.instead.endswith((".", "…", "?", ")"))


def test_paragraphs_that_are_quoted_in_the_advice_are_quoted_right(doc):
    quoted = [
        (int(number), words) for text in doc.hindsight["instead"] for words, number in re.findall(r"“([^”]{8,})”[^“”]*?\(¶(\d+)\)", text)
    ]
    assert quoted
    assert all(number in set(doc.find(words)["paragraph"]) for number, words in quoted)


def test_places_are_those_of_the_text_whatever_its_letters(doc):
    text = "Zoë — łódź ’90: the\u00a0Wall fell. e\u0301"
    (row,) = anachronisms(text, doc.hindsight).itertuples()
    assert text[row.start : row.end] == row.words == "the\u00a0Wall fell"


def test_a_long_text_without_an_end_does_not_stop_it(doc):
    start = time.perf_counter()
    anachronisms("the Wall fell in Hungary if Poland 1990 " * 1_000, doc.hindsight)
    anachronisms("ab cd " * 170_000, doc.hindsight)
    assert time.perf_counter() - start < 20  # without a bound it takes minutes
