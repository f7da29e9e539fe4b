"""Every fact in the lessons' prose is carried by a row of the tables, and says what the row says.

The rule. A date, a year, a number of three digits or more, a person whom the tables name, and a title in italics
stand in prose only where a reference of the same unit carries them. What needs no reference: the memorandum's
own day, month and year, which a test of its own holds; the three years that the memorandum itself names (1939, 1956,
1968); numbers of a paragraph that the unit names; words in quotation marks, which are looked up as quotations;
percentages, minutes and other small numbers. A work's reference may be the source of a statement, without its name.
"""

import datetime
import re
import tomllib

import pytest

import memo
from tests.house import facts
from tests.house.facts import DAYS, MONTHS, Date, authors, dates, numbers, titles
from tests.house.prose import ROOT, Unit, of_file, of_markdown, units
from tests.house.quoting import paragraphs_named

DAY = Date(1989, 2, 24)
# The one more day of 1989 that is no event: lesson 10 is set on it, and its weekday is looked up.
SET_ON = Date(1989, 2, 27)
# In italics and with capitals, and yet no work: what a control on the page is called.
ON_THE_PAGE = {"Warsaw Pact", "Black Out"}
EVERY = list(units())
FILES = sorted((ROOT / "memo" / "data" / "lessons").glob("*.toml"))


@pytest.fixture(scope="module")
def doc():
    return memo.load()


@pytest.fixture(scope="module")
def tables(doc):
    return facts.Tables(doc)


# -- what a unit's references carry


def carried(unit, tables):
    """The values of a unit's references, and what is wrong with references that lead nowhere."""
    values, wrong = [], []
    for reference in unit.references:
        try:
            values.append(tables.resolve(reference))
        except KeyError as error:
            wrong.append(f"{unit.where}: {error.args[0]}")
    return values, wrong


def unquoted(text):
    """The text without what stands in quotation marks."""
    return re.sub(r"“[^“”]*”", "“”", text)


def idle(unit, value, tables):
    """What is wrong where a unit does not say what a reference of it tells; "" where it does."""
    if value.table in ("paragraphs", "segments", "sentences") or (value.table == "works" and not value.column):
        return ""  # a place to look a quotation up, or the source of a statement
    text, told = unit.text, value.row.get(value.column, "")
    if value.persons & tables.persons.in_(text) and value.column in ("name", "leader"):
        return ""
    if value.column in ATOMIC.get(value.table, ()):
        shown = [value.text, re.sub(r" \(.*", "", value.text), re.sub(r" of the .*", "", value.text)]
        if isinstance(told, int) and told > 999:
            shown = [f"{told:,}", str(told)]
        if value.column == "author":
            shown = [authors(value.row), *tables.persons.in_(text) & value.persons]
        if value.column == "title":
            shown += [value.text.split(": ")[0]]
        found = any(words and words in text.replace("*", "") for words in shown)
        return "" if found else f"“{shown[0]}” does not stand in the text"
    if value.column in ("date", "end_date", "horizon"):
        found = [date for date in dates(text) if any(own.fits(dated(date)) for own in value.dates)]
        return "" if found else f"{', '.join(map(str, value.dates))} does not stand in the text"
    # A whole row or a sentence of it: something of it must be there, else the reference is one too many.
    same = any(own.fits(dated(date)) for date in dates(text) for own in value.dates)
    same = same or value.numbers & set(numbers(text)) or value.persons & tables.persons.in_(text)
    names = {
        *re.findall(r"[^\W\d_a-z][\w’'-]{3,}", value.text),
        *(str(value.row.get(key) or "-") for key in ("id", "name", "a", "b", "country")),
    }
    names -= {"That", "There", "They", "This", "What", *MONTHS}
    same = same or any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)
    return "" if same else "the text tells nothing of it"


# Values that stand in prose as they are; of all others prose tells something in words of its own.
ATOMIC = {
    "countries": {"name", "leader", "office", "capital", "ruling_party", "troops_from", "troops_to", "pact_since"},
    "actors": {"name"},
    "works": {"author", "title", "container", "year"},
}


def dated(date):
    """The date with the memorandum's year where it tells none."""
    return date if date.year else date._replace(year=1989)


# -- what prose tells and nothing carries


def uncovered(unit, values, doc, tables):
    """The dates, numbers, persons and titles of a unit that none of its references carries."""
    works = [value.row["title"] for value in values if value.table == "works"]
    subjects = {Date(int(year)) for year in re.findall(r"\b19\d\d\b", " ".join(doc.paragraphs["text"]))}
    for part in unit.parts:
        text, named = (
            unquoted(part),
            "\n".join(doc.paragraphs.loc[number, "text"] for number in paragraphs_named(part) if number in doc.paragraphs.index),
        )
        own = [date for value in values for date in value.dates]
        for date in dates(text):
            if not (dated(date) == SET_ON or date in subjects or DAY.fits(dated(date)) or any(one.fits(dated(date)) for one in own)):
                yield f"the date {date}"
        for number in numbers(text):
            if not any(number in value.numbers for value in values) and f"{number:,}" not in named and str(number) not in named:
                yield f"the number {number:,}"
        persons = text
        for title in works:  # who stands in a title is not spoken of
            persons = persons.replace(title, "")
        missing = {person for person in tables.persons.in_(persons) if not any(same_person(person, value.persons) for value in values)}
        yield from (f"the person {name}" for name in sorted({person.split()[-1] for person in missing}))
        for title in titles(text):
            if title not in ON_THE_PAGE and not any(is_title(title, value) for value in values) and title not in glossary_terms(doc):
                yield f"the title {title}"


def same_person(person, persons):
    """Whether one of the persons has the same surname: tables name one person in several ways."""
    return person.split()[-1] in {name.split()[-1] for name in persons}


def is_title(title, value):
    title = title.replace("’", "'")
    return "title" in value.row and (value.row["title"].startswith(title) or title in value.row["container"])


def glossary_terms(doc):
    return {form for forms in doc.glossary["forms"] for form in forms.split("|")} | set(doc.entities["name"])


def faults(unit, doc, tables):
    """Everything that is wrong with a unit, as sentences."""
    values, wrong = carried(unit, tables)
    yield from wrong
    for value in values:
        if problem := idle(unit, value, tables):
            yield f"{unit.where}: {value.reference}: {problem}. The unit: {unit.text[:90]!r}"
        if unit.lesson < "08" and tables.tells_later(value):
            yield f"{unit.where}: {value.reference} tells what came after 24 February 1989"
    if wrong:
        return
    for what in uncovered(unit, values, doc, tables):
        yield f"{unit.where}: nothing carries {what}. Add a reference, or a row with a source that was opened. The unit: {unit.text[:90]!r}"


LESSONS = sorted({unit.lesson for unit in EVERY})


@pytest.mark.parametrize("lesson", LESSONS)
def test_facts_in_prose_are_those_of_the_tables(lesson, doc, tables):
    wrong = [fault for unit in EVERY if unit.lesson == lesson for fault in faults(unit, doc, tables)]
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_memorandums_own_day(doc):
    """The one date that needs no reference is the event's, the citation's and the typist's."""
    event = doc.events.set_index("id").loc["1989-02-24-memorandum", "date"]
    closing = doc.segments.set_index("id").loc["closing"]
    assert event == doc._citation["date"] == "1989-02-24"
    assert "24.2.89" in doc.source[closing["start"] : closing["end"]]
    assert Date(*map(int, event.split("-"))) == DAY


@pytest.mark.parametrize("unit", EVERY, ids=lambda unit: unit.where)
def test_weekdays_are_right(unit):
    day = rf"({'|'.join(DAYS)}),? (\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?"
    for weekday, number, month, year in re.findall(day, unit.text):
        assert datetime.date(int(year or 1989), MONTHS.index(month) + 1, int(number)).weekday() == DAYS.index(weekday)


# -- further reading


@pytest.mark.parametrize("lesson", LESSONS)
def test_further_reading_is_in_works(lesson, tables):
    """Each item names its work: authors, title, where and when it appeared."""
    items = [unit for unit in EVERY if unit.lesson == lesson and unit.section == "Further reading" and len(list(read(unit))) > 0]
    wrong = []
    for unit in items:
        named = [value.row for value in carried(unit, tables)[0] if value.table == "works"]
        if len(named) < len(list(read(unit))):
            wrong.append(f"{unit.where}: {len(list(read(unit)))} titles and {len(named)} works: {unit.text[:80]}")
        for row in named:
            wrong += [
                f"{unit.where}: works/{row['id']}: “{words}” does not stand in it"
                for words in item_of(row)
                if words not in unit.text.replace("*", "")
            ]
    assert not wrong, "\n" + "\n".join(wrong)
    assert items or not list((ROOT / "notebooks").glob(f"{lesson}-*.ipynb")) or lesson == "00", "a lesson ends with something to read"


def read(unit):
    """The titles in an item: books in italics, articles in quotation marks (a newspaper's name is no second one)."""
    articles = re.findall(r"“[^“”]+”", unit.text)
    return articles or list(titles(unit.text))


def item_of(row):
    """What an item says of a work. A news agency's own report names it once."""
    if row["author"] and row["author"] != "Associated Press":
        yield authors(row)
    yield row["title"]
    yield re.sub(r" \(.*\)", "", row["container"]).replace("AP,", "Associated Press,")
    if row["year"] and row["year"] not in row["container"]:
        yield row["year"]


# -- does the test see?

WRONG = {
    "a wrong day": ("On 7 February the talks began. <!-- facts: events/1989-02-06-round-table.date -->", "does not stand in the text"),
    "a wrong year": ("On 6 February 1988 the talks began. <!-- facts: events/1989-02-06-round-table.date -->", "the date 6 February 1988"),
    "no reference": ("In November 1988 Miklós Németh took office.", "the person Németh"),
    "a row that is not there": ("On 6 February. <!-- facts: events/1989-02-06-table -->", "events has no row '1989-02-06-table'"),
    "a column that is not there": ("It is Warsaw. <!-- facts: countries/Poland.town -->", "countries has no column 'town'"),
    "a wrong capital": ("It is Krakow. <!-- facts: countries/Poland.capital -->", "“Warsaw” does not stand"),
    "a wrong office": (
        "Premier Károly Grósz. <!-- facts: countries/Hungary.leader; countries/Hungary.office -->",
        "does not stand in the text",
    ),
    "a wrong number": ("63,000 men. <!-- facts: countries/Hungary.troops_from -->", "the number 63,000"),
    "a title that nobody knows": ("Read *The End of Everything*.", "the title The End of Everything"),
    "a reference one too many": ("It is cold. <!-- facts: events/1989-02-06-round-table -->", "the text tells nothing of it"),
    "what came later": ("Poland votes in June 1989. <!-- facts: events/1989-06-04-election -->", "came after 24 February 1989"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_fact_is_seen(what, doc, tables):
    text, expected = WRONG[what]
    later = next(name for name in tables.rows["events"] if name.startswith("1989-06-04"))
    (unit,) = of_markdown("03-example, cell x", text.replace("1989-06-04-election", later))
    assert any(expected in fault for fault in faults(unit, doc, tables)), list(faults(unit, doc, tables))


RIGHT = [
    "On 6 February the Round Table opened. <!-- facts: events/1989-02-06-round-table.date -->",
    "Since February 1989. 1939, 1956 and 1968 are in ¶14.",
    "The plenum of 10–11 February. <!-- facts: events/1989-02-10-hswp-multiparty -->",
    "Between 62,000 and 65,000 men. <!-- facts: countries/Hungary.troops_from; countries/Hungary.troops_to -->",
    "Miklós Németh, since 24 November 1988. <!-- facts: countries/Hungary.head_of_government -->",
    "Zubok, *A Failed Empire* (2007). <!-- facts: works/zubok-2007 -->",
    "At 100 % certain, in 50 minutes, “on 3 March 1990”.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_fact_passes(text, doc, tables):
    (unit,) = of_markdown("03-example, cell x", text)
    assert list(faults(unit, doc, tables)) == []


def test_a_lessons_file_is_read_like_prose(doc, tables):
    block = {"p": "On 8 February 1989.", "facts": "events/1989-02-06-round-table.date"}
    question = {"id": "q", "label": "L", "intro": [block], "field": [{"id": "f", "label": "Mikhail Gorbachev?"}]}
    made = list(of_file("03-x.toml", {"title": "T", "question_of_the_lesson": "Q?", "question": [question]}))
    wrong = [fault for unit in made for fault in faults(unit, doc, tables)]
    assert len(wrong) == 3 and "8 February 1989" in wrong[1] and "Gorbachev" in wrong[2]


# In a lesson's file, what is no prose: references, and words that are looked for in the text.
NO_PROSE = ("facts", "counted", "compared")


def prose(node):
    """Every text of a lesson's file, at whatever depth."""
    if isinstance(node, dict):
        for name, own in node.items():
            yield from prose(own) if name not in NO_PROSE else prose([*own] if isinstance(own, dict) else [])
    elif isinstance(node, list):
        for own in node:
            yield from prose(own)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_of_a_lessons_file_is_overlooked(path):
    """A new kind of block or field comes to these tests by itself, or fails here."""
    content = tomllib.loads(path.read_text("utf-8"))
    read_here = "\n".join(unit.text for unit in of_file(path.name, content))
    assert [text for text in prose(content) if len(text.split()) > 3 and text.strip("“”") not in read_here] == []


def test_units_of_markdown():
    text = '## Head\n\nOne\nparagraph. <!-- facts: a/b; c/d -->\n\n- item “x” <!-- facts: e/f -->\n- [word](#Glossary "its “meaning”") `code 1968`\n\n| a | b |\n|---|---|\n| 1 | 2 |'
    made = list(of_markdown("03", text))
    assert [unit.parts[0] for unit in made] == ["## Head", "One\nparagraph.", "- item “x”", "- word", "| a | b |", "|---|---|", "| 1 | 2 |"]
    assert [unit.references for unit in made[:4]] == [(), ("a/b", "c/d"), ("e/f",), ()]
    assert {unit.section for unit in made} == {"Head"}
    assert isinstance(made[0], Unit)
