"""A citation names the archive, the document, the translators and the place, in three styles."""

import datetime
import re

import pandas as pd
import pytest

from memo import MemoError

STYLES = ["chicago", "mla", "bibtex"]
TITLE = (
    "The Political Processes in the European Socialist Countries and the Proposals for Our Practical Steps "
    "Considering the Situation Which Has Arisen in Them"
)


def test_chicago(doc):
    assert doc.cite(18, accessed="2026-11-22") == (
        f"Soviet Ministry of Foreign Affairs, “{TITLE},” February 24, 1989, ¶18 (paragraph numbers of this edition), "
        "trans. Vladislav Zubok and Gary Goldberg, Wilson Center Digital Archive, document 112489, donation of "
        "Professor Jacques Lévesque; copy on file at the National Security Archive, accessed November 22, 2026, "
        "https://digitalarchive.wilsoncenter.org/document/112489."
    )


def test_mla(doc):
    assert doc.cite("6.3", style="mla", accessed="2026-09-02") == (
        f"Soviet Ministry of Foreign Affairs. “{TITLE}.” 24 Feb. 1989. Translated by Vladislav Zubok and Gary "
        "Goldberg, Wilson Center Digital Archive, document 112489, donation of Professor Jacques Lévesque; copy on "
        "file at the National Security Archive, digitalarchive.wilsoncenter.org/document/112489. Accessed 2 Sept. "
        "2026. ¶6.3 in the paragraph numbers of this edition."
    )


def test_bibtex(doc):
    entry = doc.cite(18, style="bibtex", accessed="2026-11-22")
    head, *lines, foot = entry.splitlines()
    assert (head, foot) == ("@misc{memorandum1989,", "}")
    fields = dict(re.fullmatch(r"  (\w+) = (.*),", line).groups() for line in lines)
    assert fields == {
        "author": "{{Soviet Ministry of Foreign Affairs}}",  # doubled: one body, not a first and a last name
        "title": f"{{{{{TITLE}}}}}",  # doubled: its capitals stay
        "year": "{1989}",
        "month": "feb",
        "howpublished": "{Wilson Center Digital Archive}",
        "note": "{Translated by Vladislav Zubok and Gary Goldberg. Document 112489. Donation of Professor Jacques "
        "Lévesque; copy on file at the National Security Archive. Cited: par. 18, in the paragraph numbers of this "
        "edition.}",
        "url": "{https://digitalarchive.wilsoncenter.org/document/112489}",
        "urldate": "{2026-11-22}",
    }
    assert entry.count("{") == entry.count("}")


@pytest.mark.parametrize("style", STYLES)
def test_no_mirror_is_cited(doc, style):
    """The text itself came with the address of a mirror; a citation gives the archive's own."""
    assert "dvincitest" in doc.source
    for place in (None, 18, "18.1"):
        cited = doc.cite(place, style=style)
        assert "digitalarchive.wilsoncenter.org/document/112489" in cited
        assert "dvincitest" not in cited
        assert cited.count("/document/") == 1


@pytest.mark.parametrize("style", STYLES)
def test_without_a_day_there_is_no_access(doc, style):
    cited = doc.cite(18, style=style)
    assert not re.search("(?i)access|urldate|2026", cited)
    assert not re.search(r"None|\s\s\S.*,\s*,|,,|\.\.", cited)


@pytest.mark.parametrize("place", [18, "18", "¶18", "¶ 18", " 18 ", pd.Series([18])[0]])
def test_a_paragraph_however_written(doc, place):
    assert doc.cite(place) == doc.cite(18)
    assert "¶18 (" in doc.cite(place)


@pytest.mark.parametrize("place", ["18.1", "p18s01", "¶18.1", " ¶ 18.1"])
def test_a_sentence_however_written(doc, place):
    assert doc.cite(place) == doc.cite("18.1")
    assert "¶18.1 (" in doc.cite(place)


@pytest.mark.parametrize("style", STYLES)
def test_the_whole_has_no_place(doc, style):
    whole = doc.cite(style=style)
    assert whole == doc.cite(None, style=style)
    assert not re.search("¶|par[.]|paragraph", whole)


def test_every_paragraph_and_sentence_can_be_cited(doc):
    for number in doc.paragraphs.index:
        assert f"¶{number} (" in doc.cite(number)
    for name, label in doc.sentences["label"].items():
        assert doc.cite(name) == doc.cite(label)
        assert f"¶{label} (" in doc.cite(name)


@pytest.mark.parametrize("place", [0, 39, -1, "", "18.9", "p18s09", "eighteen", True, [18], 18.0, "18 1"])
def test_a_place_that_does_not_exist(doc, place):
    with pytest.raises(MemoError, match=r'Give a paragraph \(1 to 38\) or a sentence such as "6\.1"'):
        doc.cite(place)


@pytest.mark.parametrize("style", ["Chicago", "CHICAGO"])
def test_capitals_in_the_style_do_not_matter(doc, style):
    assert doc.cite(18, style=style) == doc.cite(18)


@pytest.mark.parametrize("style", ["apa", "", None, 3, ["mla"]])
def test_a_style_that_does_not_exist(doc, style):
    with pytest.raises(MemoError, match="Use one of: chicago, mla, bibtex"):
        doc.cite(18, style=style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "day",
    [datetime.date(2026, 11, 22), datetime.datetime(2026, 11, 22, 23, 59), pd.Timestamp("2026-11-22 10:00")],
)
def test_the_day_of_access_may_be_a_date(doc, style, day):
    assert doc.cite(18, style=style, accessed=day) == doc.cite(18, style=style, accessed="2026-11-22")


@pytest.mark.parametrize("day", ["yesterday", "22.11.2026", "2026-13-01", "2026-02-30", "", 20261122, [], pd.NaT])
def test_a_day_that_is_no_date(doc, day):
    with pytest.raises(MemoError, match='Write it as "2026-11-22", or leave it out'):
        doc.cite(18, accessed=day)


@pytest.mark.parametrize("style", STYLES)
def test_months_are_english_on_any_machine(doc, style, monkeypatch):
    """A reader's machine may be set to another language, and strftime follows it."""

    class German(datetime.date):
        def strftime(self, form):
            return "Februar"

        __format__ = strftime

    expected = doc.cite(18, style=style, accessed="2026-03-01")
    monkeypatch.setattr(datetime, "date", German)
    assert doc.cite(18, style=style, accessed="2026-03-01") == expected
