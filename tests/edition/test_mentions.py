"""Every naming in the body is there, once, at its place, and nothing else is."""

import re
from collections import Counter

import pytest

# One entity a line: how its names look in the text, and how often they stand there. The expressions are
# written against the text itself and not taken from the entities' forms; the counts were read off the text.
NAMED = {
    "Hungary": (r"Hungar(y|ian)\b", 11),
    "Poland": (r"\bPol(and|ish)\b", 7),
    "Yugoslavia": (r"Yugoslav\w*", 2),
    "Romania": (r"Romania\w*", 8),
    "GDR": (r"German Democratic Republic|\bGDR\b|East German", 5),
    "Czechoslovakia": (r"Czech\w*", 9),
    "Bulgaria": (r"Bulgari\w*", 4),
    "USSR": (r"\bSoviet( Union)?\b|\bUSSR\b", 17),
    "Germany 1939": (r"(?<=Soviet-)German", 1),
    "United States": (r"\bUS\b|United States|American", 3),
    "Warsaw Pact": (r"Warsaw (Pact|Treaty)", 11),
    "NATO": (r"NATO", 2),
    "socialist community": (r"socialist community", 4),
    "Eastern Europe": (r"East(ern)? Europe(an)?", 8),
    "the West": (r"the West\b|Western\b", 6),
    "PUWP": (r"Polish United Workers' Party", 1),
    "HSWP": (r"Hungarian Socialist Workers' Party", 1),
    "Social Democrats": (r"Social Democratic", 1),
    "Christian Democrats": (r"Christian Democratic", 1),
    "nationalists": (r"nationalist parties", 1),
    "Solidarity": (r"Solidarity", 1),
    "Democratic Forum": (r"Democratic Forum", 1),
    "Chartists": (r"Chart(ists|er)", 1),
    "PCC": (r"\bPCC\b|Political Consultative Committee", 3),
    "PCC General Secretary": (r"General Secretary of the \w+", 1),
    "KMID": (r"\bKMID\b|Committee of Ministers of Foreign Affairs", 2),
    "KMO": (r"\bKMO\b|Committee of Ministers of Defense", 2),
    "CC": (r"\bCC\b|Central Committee", 1),
    "1939 pact": (r"Soviet-German Pact of 1939", 1),
    "Katyn": (r"Katyn Affair", 2),
    "1956": (r"[a-z]+ of 1956 in \w+", 2),
    "1968": (r"1968 \w+ in \w+", 2),
    "CSCE": (r"all-European Conference|CSCE|Helsinki", 2),
    "Vienna meeting": (r"Vienna \w+", 1),
    "perestroika": (r"(?i:perestroika)", 5),
    "glasnost": (r"(?i:glasnost)", 1),
    "new thinking": (r"new (political )?thinking", 2),
    "white spots": (r"white spots", 2),
    "socialism": (r"(?i:\bsocialism\b)", 12),
    "administrative command": (r"administrative command \w+", 2),
    "pluralism": (r"pluralism", 2),
    "national accord": (r"national accord", 1),
    "multi-party system": (r"multi-party system", 1),
    "free play": (r'"free play"', 1),
    "democratization": (r"democrati[sz]ation", 3),
    "nationalism": (r"nationalism", 1),
    "centrifugal tendencies": (r"centrifugal \w+", 1),
    "human rights": (r"human rights", 1),
    "Finlandization": (r"Finlandi[sz]ation|Finland", 1),
    "post-capitalist": (r"post-capitalist \w+", 1),
    "bourgeois regimes": (r"bourgeois \w+", 1),
    "anti-Sovietism": (r"anti-Sovietism", 1),
}


def places(doc, entity):
    rows = doc.mentions.query("entity == @entity")
    return list(zip(rows["start"], rows["end"], strict=True))


def test_nothing_is_named_that_is_not_counted_here(doc):
    assert set(doc.entities["id"]) == set(NAMED) == set(doc.mentions["entity"])


@pytest.mark.parametrize("entity", NAMED)
def test_every_naming_is_a_mention(doc, source, body, entity):
    form, count = NAMED[entity]
    shift = source.index(body)
    expected = [(shift + match.start(), shift + match.end()) for match in re.finditer(form, body)]
    assert places(doc, entity) == expected
    assert len(expected) == count


def test_counts_by_kind(doc):
    assert Counter(doc.mentions["kind"]) == {
        "country": 67,
        "alliance": 13,
        "region": 18,
        "party": 5,
        "group": 3,
        "body": 9,
        "event": 10,
        "idea": 39,
    }


def test_every_form_in_the_body_is_covered(doc, source, body):
    """By a mention of its own or a longer one ("Soviet" in "Soviet Union"); entities.csv gives the forms."""
    shift = source.index(body)
    for row in doc.entities.itertuples():
        mentions = places(doc, row.id)
        for form in row.forms.split("|"):
            ignore = re.IGNORECASE if form.islower() else 0
            found = [shift + m.start() for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", body, ignore)]
            # "German" alone names a country only in the pact of 1939; elsewhere it begins the GDR's name.
            if row.id == "Germany 1939":
                found = [place for place in found if source[place - 1] == "-"]
            assert found, f"{form} stands nowhere"
            for place in found:
                assert any(start <= place and place + len(form) <= end for start, end in mentions), (form, place)


def test_every_mention_is_one_of_its_entitys_forms(doc):
    forms = {row.id: row.forms.lower().split("|") for row in doc.entities.itertuples()}
    for row in doc.mentions.itertuples():
        assert row.quote.lower() in forms[row.entity], row.id
        assert doc.source[row.start : row.end] == row.quote, row.id


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("PUWP", "Poland"),
        ("HSWP", "Hungary"),
        ("1939 pact", "USSR"),
        ("1939 pact", "Germany 1939"),
        ("1956", "Hungary"),
        ("1968", "Czechoslovakia"),
        ("PCC General Secretary", "PCC"),
    ],
)
def test_a_longer_name_contains_the_shorter(doc, longer, shorter):
    for start, end in places(doc, longer):
        assert any(start <= first and last <= end for first, last in places(doc, shorter))


def test_the_gdr_is_not_germany(doc):
    """ "German" inside "German Democratic Republic" names no other country."""
    gdr = places(doc, "GDR")
    assert not any(start <= first < end for start, end in gdr for first, _ in places(doc, "Germany 1939"))


def test_warsaw_in_the_pacts_name_is_not_poland(doc):
    pact = places(doc, "Warsaw Pact")
    assert not any(start <= first < end for start, end in pact for first, _ in places(doc, "Poland"))


def test_supplied_is_true_in_the_translators_brackets_and_nowhere_else(doc, source):
    for row in doc.mentions.itertuples():
        before = source[: row.start]
        assert row.supplied == (before.rfind("[") > before.rfind("]")), row.id
    assert sorted(doc.mentions.query("supplied")["quote"]) == [
        "CSCE",
        "Committee of Ministers of Defense",
        "Committee of Ministers of Foreign Affairs",
        "Eastern European",
        "Political Consultative Committee",
        "Western",
    ]


def test_each_mention_knows_its_sentence_and_paragraph(doc):
    for row in doc.mentions.itertuples():
        sentence = doc.sentences.loc[row.sentence]
        assert sentence["start"] <= row.start and row.end <= sentence["end"], row.id
        assert row.paragraph == sentence["paragraph"], row.id


def test_no_naming_stands_outside_the_body(doc):
    """ "Finland" in note 14 and the Soviet Union in the heading are not the Ministry's words."""
    assert doc.mentions["start"].min() >= doc.paragraphs["start"].min()
    assert doc.mentions["end"].max() <= doc.paragraphs["end"].max()


def test_mentions_stand_in_text_order_without_repeats(doc):
    assert doc.mentions["start"].is_monotonic_increasing
    assert not doc.mentions.duplicated(["entity", "start", "end"]).any()
