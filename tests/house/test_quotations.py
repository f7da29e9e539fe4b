"""Every quotation of more than three words says where it is from, and stands there word for word.

Curly quotation marks make a quotation. It carries ¶ in the same paragraph, item or table row; or a reference to a
part of the copy (segments/front, segments/closing, segments/note14), to paragraphs/18 where the number would disturb,
or to a work in whose rows of quotations.csv it stands. What the kit itself says on the page is looked up in the kit.
"""

import re

import pytest

import memo
from tests.house.prose import Unit, of_markdown, units
from tests.house.quoting import Witnesses, fault, quotations

EVERY = list(units())
LESSONS = sorted({unit.lesson for unit in EVERY})
# Tables whose cells are shown to students.
SHOWN = ["actors", "codes", "countries", "criteria", "disputes", "events", "glossary", "outcomes", "proposals", "questions", "stages"]


@pytest.fixture(scope="module")
def witnesses():
    return Witnesses(memo.load())


def wrong(unit, witnesses):
    """Every quotation of a unit that does not stand where it says."""
    for part in unit.parts:
        for quoted in quotations(part):
            if problem := fault(quoted, part, unit.references, witnesses):
                yield f"{unit.where}: “{quoted}”: {problem}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_quotations_in_the_lessons(lesson, witnesses):
    found = [problem for unit in EVERY if unit.lesson == lesson for problem in wrong(unit, witnesses)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("lesson", LESSONS)
def test_quotation_marks_are_curly(lesson):
    """Straight ones would hide a quotation from this test."""
    straight = [f"{unit.where}: {found}" for unit in EVERY if unit.lesson == lesson for found in re.findall(r'"[^"\n]{12,}"', unit.text)]
    assert not straight, "\n" + "\n".join(straight)


@pytest.mark.parametrize("table", SHOWN)
def test_quotations_in_the_tables(table, witnesses):
    """A cell's words, with the paragraphs and works that its row names."""
    found = []
    for row in getattr(witnesses.doc, table).astype(object).to_dict("records"):
        own = [int(number) for number in re.findall(r"\d+", str(row.get("paragraph") or row.get("paragraphs") or ""))]
        references = [f"works/{work}" for work in str(row.get("work") or "").split("; ")]
        for column, cell in row.items():
            cell = str(cell).replace("|", " ")  # where a label's lines are parted
            for quoted in quotations(cell):
                if problem := fault(quoted, cell, references, witnesses, own):
                    found.append(f"{table}/{row.get('id', '')}.{column}: “{quoted}”: {problem}")
    assert not found, "\n" + "\n".join(found)


def test_quotations_of_works_are_sound(witnesses):
    assert witnesses.quotations["checked"].all() and set(witnesses.quotations["basis"]) <= {"read", "notes"}
    assert witnesses.quotations["quote"].str.split().str.len().gt(3).all()


WRONG = {
    "a word misquoted": "They reform “extremely decisively and fast” (¶4).",
    "another paragraph": "It is “the most difficult period in its development” (¶2).",
    "no place": "It is “the most difficult period in its development”.",
    "no work": "He said that the party “accepts, takes note of and endorses a multi-party system”.",
    "words changed round": "“strengthen doubts in socialism … become a catalyst of the ongoing processes” (¶5)",
    "as transmitted": "“countries of the world participants. Strikes have become” (¶35)",
    "another work": "“takes note of and endorses a multi-party system” <!-- facts: works/zubok-2007 -->",
    "another part of the copy": "“copy on file at the National Security Archive” <!-- facts: segments/note14 -->",
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_quotation_is_seen(what, witnesses):
    (unit,) = of_markdown("03, cell x", WRONG[what])
    assert list(wrong(unit, witnesses))


RIGHT = [
    "It is “the most difficult\nperiod in its development” (¶1).",
    "“Our perestroika can either become a catalyst … strengthen doubts in socialism,” says ¶5.2.",
    "“?post-capitalist societies? and their ?Finlandization.?” as transmitted, ¶20",
    "“the leadership is carrying out political and economic reforms extremely decisively” stands in ¶3–4.",
    "“copy on file at the National Security Archive” <!-- facts: segments/closing -->",
    "Grósz: it “accepts, takes note of and endorses a multi-party system” <!-- facts: works/lat-1989-02-12-hungary -->",
    "If it says “Not saved yet: Python does not answer.”, restart.",
    "three words only: “not a quotation”",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_quotation_passes(text, witnesses):
    (unit,) = of_markdown("03, cell x", text)
    assert isinstance(unit, Unit)
    assert list(wrong(unit, witnesses)) == []
