"""The 26 pitfalls that the compilers of the history warned of: one test each, over data, lessons and figures.

The list is section D of the history notes. Where a test cannot decide, its docstring says what it looks at.
"""

import csv
import json
import re
from pathlib import Path

import pytest

import memo
from memo.figures import borders, europe
from memo.figures.ground import LAYERS, TROOPS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "memo" / "data"
HISTORY = ("countries", "actors", "disputes", "events", "outcomes", "proposals", "stages")


@pytest.fixture(scope="module")
def doc():
    return memo.load()


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prose():
    """What a student reads in lessons and README: (place, paragraph of text)."""
    for path in [*sorted((DATA / "lessons").glob("*.toml")), ROOT / "README.md"]:
        yield from ((path.name, line) for line in path.read_text(encoding="utf-8").splitlines())
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            yield from ((path.name, line) for line in "".join(cell["source"]).splitlines())


def told():
    """Prose and every cell of the history tables that is shown: notes are for maintainers."""
    yield from prose()
    for name in HISTORY:
        for row in read(name):
            yield from ((name, f"{value}") for column, value in row.items() if column != "note" and value)


def lines(pattern, source=told):
    return [(place, line) for place, line in source() if re.search(pattern, line)]


def test_01_yugoslavia_is_not_in_the_pact(doc):
    row = doc.countries.set_index("id").loc["Yugoslavia"]
    assert ("Warsaw Pact" not in row["alliance"] and row["pact_since"] is None) or row[["pact_since"]].isna().all()
    assert set(doc.countries.query("alliance == 'Warsaw Pact'")["id"]) == {
        *("USSR", "Poland", "GDR", "Czechoslovakia", "Hungary", "Romania", "Bulgaria")
    }


def test_02_the_memorandum_does_not_mention_albania(doc):
    assert doc.find("Albania").empty and "Albania" not in set(doc.countries["id"])
    assert "Albania" not in set(doc.evidence["country"])
    assert borders.label("ALB")[0] == "Albania"  # on the map as a neighbour, without criterion
    assert "ALB" not in europe(memo.analysis.by_criterion(doc.evidence, "E01"), doc.countries).data[0].locations


def test_03_it_is_no_decision_and_nobodys_own_text():
    assert not lines(r"(?i)politburo (decision|decided|resolution).{0,40}memorandum|gorbachev's (own )?memorandum")
    assert not lines(r"(?i)shevardnadze's (own )?(memorandum|paper)|sinatra doctrine.{0,40}(memorandum|this paper)")


def test_04_the_text_has_no_addressee(doc):
    assert doc.find("Yakovlev").empty and "Yakovlev" not in doc.source
    for place, line in lines(r"(?i)(addressed|written|sent) to (Aleksandr |A\. )?Yakovlev"):
        assert re.search(r"(?i)\bno\b|\bnot\b|reconstruct|does not say|cannot", line), (place, line)


def test_05_bogomolov_had_an_institute():
    assert not lines(r"(?i)bogomolov['’s]* commission")


def test_06_note_14_and_the_strike_line_are_not_the_ministrys(doc):
    kinds = doc.segments.set_index("id")["kind"]
    assert kinds["note14"] == "stray note"
    assert not doc.claims["quote"].str.contains("Strikes have become more prolonged|participants. Strikes").any()
    assert "Strikes have become" not in doc.paragraphs.at[35, "text"]
    for place, line in lines(r"(?i)note 14.{0,120}bogomolov|bogomolov.{0,120}note 14"):
        assert re.search(r"(?i)probabl|perhaps|may |might|not proven|not known|guess|would be|unproven", line), (place, line)


def test_07_four_question_marks_are_dashes(doc):
    lost = doc.apparatus[doc.apparatus["kind"] == "lost dash"]
    assert set(lost["paragraph"]) == {4} and len(lost) == 4
    assert "countries—Hungary" in doc.paragraphs.at[4, "text"]
    assert "“Solidarity”" in doc.paragraphs.at[8, "text"]


def test_08_the_exclusion_of_force_keeps_its_riders(doc):
    claim = doc.claims.set_index("id").loc["c27s01a"]
    assert "except cases of external aggression" in claim["quote"] + claim["condition"]
    assert not doc.claims[doc.claims["paragraph"].eq(28)].empty
    for place, line in lines(r"(?i)completely? exclu(ded|sion) of force|rules? out force|exclud\w+ force|never by force"):
        assert re.search(r"(?i)aggression|attack|troops|¶28|keep", line), (place, line)


def test_09_it_is_no_prophecy():
    assert not lines(
        r"(?i)\b(prophe\w+|predicted everything|foresaw everything)\b", lambda: _without(prose(), r"(?i)neither|\bno\b|\bnot\b")
    )


def test_10_it_is_not_blind():
    assert not lines(
        r"(?i)\bblind(ness)?\b", lambda: _without(prose(), r"(?i)neither|\bno\b|\bnot\b|colou?r-?blind|two coders|who have not seen")
    )


def test_11_no_vocabulary_of_hindsight_before_lesson_08(doc):
    """Over lessons 00 to 07 and what was known on the day; the tables' `later` may look back."""
    words = r"\b(Czech Republic|Czechia|Republic of Slovakia|North Macedonia|post-communist|former communist|ex-communist|revolutions? of 1989|peaceful revolution)\b"
    known = [(name, row["known"]) for name in ("countries", "actors", "disputes") for row in read(name)]
    assert not lines(words, lambda: [*known, *_before_lesson_08()])
    countries = doc.countries["name"]
    assert not countries.str.contains(r"^Germany|^Russia|^Czech Republic|^Slovakia", regex=True).any()
    states = [row["known"] for name in ("countries", "disputes") for row in read(name)]
    assert not [line for line in states if re.search(r"\bRussia\b|(?<!West )(?<!East )\bGermany\b", line)]


def test_12_the_map_has_the_borders_of_1989(doc):
    names = set(borders.territories())
    assert {"CSHH", "DDDE", "DEU", "XWB", "YUCS", "SUHH"} <= names
    assert not names & {"CZE", "SVK", "RUS", "UKR", "BLR", "MDA", "EST", "LVA", "LTU", "SRB", "HRV", "SVN", "BIH", "MKD", "MNE"}
    assert borders.label("DDDE")[0] == "GDR" and borders.label("SUHH")[0] == "USSR"
    assert doc.countries.set_index("id").loc["GDR", "capital"] == "East Berlin"


def test_13_soviet_troops_stand_in_four_countries(doc):
    four = {"GDR", "Poland", "Czechoslovakia", "Hungary"}
    assert set(doc.countries[doc.countries["soviet_troops"]]["id"]) == four
    figure = europe(memo.analysis.by_criterion(doc.evidence, "E19"), doc.countries, layers=LAYERS)
    assert set(figure.data[TROOPS].customdata) == four


def test_14_the_cuts_of_december_1988():
    row = next(row for row in read("events") if row["date"] == "1988-12-07")
    assert "half a million" in row["known"] and "in all" in row["known"]
    for place, line in lines(r"500,000|half a million", lambda: _without(told(), "six tank divisions")):
        assert not re.search(
            r"(?i)(500,000|half a million)[^.;]{0,60} (from|in) (the )?(GDR|Eastern Europe|Czechoslovakia|Hungary)", line
        ), (place, line)


def test_15_chartists_and_forums(doc):
    entities = doc.entities.set_index("id")
    assert "Charter 77" in entities.loc["Chartists", "note"] and "British" in entities.loc["Chartists", "note"]
    forum = doc.actors.set_index("id").loc["democratic-forum"]
    assert forum["country"] == "Hungary" and "Civic Forum" in forum["note"]


def test_16_titles_of_the_day(doc):
    rows = doc.countries.set_index("id")
    assert rows.loc["USSR", "office"].startswith("General Secretary") and "President" not in rows.loc["USSR", "office"]
    assert "Presidium" in rows.loc["USSR", "head_of_state"]
    assert "Council of State" in rows.loc["Poland", "head_of_state"] and "President" not in rows.loc["Poland", "office"]
    assert "Milošević" not in rows.loc["Yugoslavia", "leader"] + rows.loc["Yugoslavia", "office"]
    known = [(name, row["known"]) for name in ("countries", "actors") for row in read(name)]
    assert not lines(r"President (Gorbachev|Jaruzelski)", lambda: [*known, *_before_lesson_08()])


def test_17_katyn_was_admitted_in_1990():
    row = next(row for row in read("events") if row["date"] == "1990-04-13")
    assert "Katyn" in row["title"]
    assert not lines(r"(?i)katyn[^.;]{0,80}admitted[^.;]{0,30}1992|1992[^.;]{0,40}admit[^.;]{0,40}katyn")


def test_18_the_polish_election_was_partly_free():
    row = next(row for row in read("events") if row["id"] == "1989-06-04-poland-vote")
    assert "35 per cent" in row["title"] and "second round" in row["later"]
    for place, line in lines(r"(?i)\bfree(ly)? election"):
        if re.search(r"(?i)poland|polish|poles", line) and "June 1989" in line:
            assert re.search(r"(?i)35|part|semi|half", line), (place, line)


def test_19_the_wire_was_cut_for_the_cameras():
    row = next(row for row in read("events") if row["date"] == "1989-06-27")
    assert "for the cameras" in row["title"]
    assert not lines(r"(?i)first hole in the (iron )?curtain")


def test_20_dates_name_an_act(doc):
    """Every event is a sentence about somebody's act; no date stands for "the fall of" something."""
    assert not doc.events["title"].str.contains(r"(?i)^(?:the )?(?:fall|collapse|end) of", regex=True).any()
    assert (doc.events["title"].str.split().str.len() >= 3).all()


def test_21_the_vienna_meeting_is_the_csce(doc):
    actor = doc.actors.set_index("id").loc["vienna-meeting"]
    assert actor["country"] == "CSCE" and "1986" in actor["known"] and "1989" in actor["known"]
    assert "CSCE" in doc.entities.set_index("id").loc["Vienna meeting", "note"]


def test_22_the_four_quarrels_are_four_different_things(doc):
    what = doc.disputes["what"].str.split(":").str[0].tolist()
    assert len(set(what)) == 4 == len(what)
    assert {what_[:8] for what_ in what} == {"minority", "annexati", "national", "sea bord"}


def test_23_the_text_is_called_a_translation():
    """Slips of the translation are noted, and a citation names the translators."""
    doc = memo.load()
    assert "trans. Vladislav Zubok and Gary Goldberg" in doc.cite(6)
    slips = doc.apparatus[doc.apparatus["kind"] == "probable slip"]
    assert {2, 6, 17} <= {int(number) for number in slips["paragraph"].dropna()}


def test_24_only_the_archives_own_address():
    places = [path for path in ROOT.rglob("*") if path.suffix in {".csv", ".json", ".md", ".toml", ".ipynb", ".py"}]
    places = [path for path in places if not {".venv", ".git", "work", ".hypothesis", "tests"} & set(path.relative_to(ROOT).parts)]
    assert not [path for path in places if "dvincitest" in path.read_text(encoding="utf-8", errors="replace")]
    assert memo.load().cite().count("digitalarchive.wilsoncenter.org/document/112489") == 1


def test_25_the_rights_of_the_translation_are_not_ours():
    for path in (ROOT / "LICENSE", ROOT / "README.md"):
        text = path.read_text(encoding="utf-8")
        assert "Zubok" in text and "Goldberg" in text
    assert "not been cleared" in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_26_horizons_are_days_of_the_calendar(doc):
    fixed = {"1989-08-24", "1989-12-31", "1990-12-31", "1991-12-31"}
    assert set("; ".join(doc.questions["horizons"]).split("; ")) == fixed
    assert set(doc.outcomes["horizon"]) == fixed
    assert set(doc.questions["horizon"]) <= fixed


def _without(source, exempt):
    return [(place, line) for place, line in source if not re.search(exempt, line)]


def _before_lesson_08():
    return [(place, line) for place, line in prose() if re.match(r"0[0-7]-", place) and not line.lstrip().startswith("- ")]
