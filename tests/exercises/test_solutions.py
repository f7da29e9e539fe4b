"""The kit's own exercises: what they ask, what they are worth, and that no hint tells the answer."""

import ast
import json
import re

import pytest

import memo
from marking.course import exercises_in
from memo.exercises import book, reading
from memo.exercises.keys import keys_in, source_of
from tests.exercises.trial import ROOT
from tools import make_exercises as tool

NAMES = exercises_in(ROOT)
SHORT = [name for name in NAMES if name != "ex10-project"]
SOLUTIONS = {name: tool.read(ROOT / "solutions" / name / f"{name}.ipynb") for name in NAMES}
KEYS = {name: keys_in(SOLUTIONS[name]) for name in NAMES}
ITEMS = [(item, kind) for keys in KEYS.values() for item, kind in keys.items()]
EACH = pytest.mark.parametrize(("item", "kind"), ITEMS, ids=[item for item, _ in ITEMS])
PLACE = re.compile(r"¶\d|lesson|card|figure|timeline|ledger|reader|codebook|matrix|proposals|list of|question \d", re.IGNORECASE)


def cell_of(name, own):
    cells = SOLUTIONS[name]["cells"]
    return next(source_of(cell) for cell in cells if cell["metadata"]["nbgrader"]["grade_id"] == own)


def model(item):
    """The model answer of an item, where it is written as a value."""
    name = next(name for name in NAMES if name.startswith(item.partition(".")[0]))
    number = book.question(item)
    answers = [node for node in ast.parse(cell_of(name, f"answer_{number}")).body if isinstance(node, ast.Assign)]
    return ast.literal_eval(answers[-1].value)


def points(name):
    return [cell["metadata"]["nbgrader"].get("points", 0) for cell in SOLUTIONS[name]["cells"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_solution_is_kept_as_clean_as_a_lesson(name):
    """No outputs or attachments, cells named by a person, and the file as editors save it."""
    notebook = SOLUTIONS[name]
    for cell in notebook["cells"]:
        assert cell["id"] == cell["metadata"]["nbgrader"]["grade_id"].replace("_", "-")
        assert not cell.get("outputs") and cell.get("execution_count") is None and "attachments" not in cell
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert notebook["metadata"]["memorandum"]["exercise"] == name
    raw = (ROOT / "solutions" / name / f"{name}.ipynb").read_bytes()
    assert raw.decode() == json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_an_exercise_is_worth_ten_to_twenty_points(name):
    assert 10 <= sum(points(name)) <= 20
    assert f"{sum(points(name))} points" in cell_of(name, "title").replace("**", "")


@pytest.mark.parametrize("name", SHORT)
def test_an_exercise_has_seven_to_nine_short_questions_and_a_text(name):
    items = [book.question(item) for item in KEYS[name]]
    assert items == [str(number) for number in range(1, len(items) + 1)] and 7 <= len(items) <= 9
    assert points(name).count(5) == 1
    own = [cell["metadata"]["nbgrader"]["grade_id"] for cell in SOLUTIONS[name]["cells"]]
    assert own[:2] == ["title", "setup"] and own[-3:] == ["written_question", "written", "overview"]
    assert own[2:-3] == [f"{part}_{number}" for number in items for part in ("question", "answer", "test")]


@pytest.mark.parametrize("name", SHORT)
def test_at_least_half_of_the_questions_ask_for_the_text(name):
    questions = [cell_of(name, f"question_{book.question(item)}") for item in KEYS[name]]
    asked = [text for text in questions if re.search(r"¶|words|passage|sentence", text)]
    assert len(asked) * 2 >= len(questions)


@pytest.mark.parametrize("name", SHORT)
def test_a_passage_is_coded_with_the_codebook(name):
    assert "Coding" in {type(kind).__name__ for kind in KEYS[name].values()}


@EACH
def test_the_model_answer_is_right_and_told_so(item, kind):
    judged = kind.judge(model(item))
    assert (judged.state, judged.points) == ("right", kind.points)
    number = book.question(item)
    assert repr(memo.check(item, model(item))) == f"Question {number}: right."


def test_a_line_of_pandas_beside_a_model_answer_gives_the_same():
    """So a count follows the tables: where they grew, the exercise is the first to be told."""
    lines = {}
    for name in SHORT:
        for item, kind in KEYS[name].items():
            if line := re.search(r"# or: (.*)", cell_of(name, f"answer_{book.question(item)}")):
                assert kind.computed, item
                assert kind.judge(eval(line[1], {"memo": memo, "doc": reading.edition()})).state == "right", item
                lines[item] = line[1]
    assert len(lines) == 5, "as many as there are; change the number where a line is added"


@EACH
def test_nothing_answered_is_worth_nothing(item, kind):
    assert kind.points_for(...) == kind.points_for("") == kind.points_for([]) == 0


@EACH
def test_the_hint_sends_somewhere(item, kind):
    for hint in (kind.hint, *kind.hints.values()):
        assert PLACE.search(hint), hint
        assert hint.endswith((".", "?")) and "\n" not in hint


@EACH
def test_no_hint_tells_the_answer(item, kind):
    for hint in (kind.hint, *kind.hints.values()):
        assert TOLD[type(kind).__name__](kind, hint) == [], hint


@EACH
def test_a_hint_is_for_an_answer_that_is_wrong(item, kind):
    """A sentence that is right by itself may have one where the quotation must hold a certain word."""
    for atom in kind.hints:
        assert not any(atom in group for group in kind.groups) and atom not in kind.spare


def accepted(kind):
    return {atom for group in kind.groups for atom in group}


def paragraphs_told(kind, hint):
    """Paragraphs named one by one; the ends of a span of some length tell only where to look."""
    spans = re.sub(r"¶(\d+)(?:–| to ¶?| and ¶?(?=\d+ (?:in between|between)))(\d+)", _without_long_spans, hint)
    named = re.findall(r"(?<=¶)\d+|(?<=and )\d+", spans)
    return sorted(set(named) & accepted(kind))


def _without_long_spans(found):
    return "" if int(found[2]) - int(found[1]) >= 3 else found[0]


def words_told(kind, hint):
    """Five words in a row of an accepted sentence."""
    labels = {atom.split()[0] for atom in accepted(kind)}
    given = re.findall(r"\w+", hint.casefold())
    runs = {" ".join(given[i : i + 5]) for i in range(len(given) - 4)}
    texts = reading.edition().sentences.set_index("label")["text"]
    return [run for run in runs for label in labels if run in " ".join(re.findall(r"\w+", texts[label].casefold()))]


def numbers_told(kind, hint):
    digits = kind.asked["digits"]
    bare = re.sub(r"¶\d+(\.\d+)?((–| to | and |, )¶?\d+)*|[Ll]esson \d+|\d+ \w+ \d{4}", "", hint)
    given = re.findall(rf"\d+(?:\.\d+)?|\b(?:{'|'.join(reading._NUMBERS)})\b", bare.casefold())
    return [own for own in given if reading.number(own, digits) in accepted(kind)]


def days_told(kind, hint):
    return [day for day in re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", hint) if reading.day(day) in accepted(kind)]


def names_told(kind, hint):
    said = f" {reading.name(hint)} "
    return [atom for atom in accepted(kind) if f" {atom} " in said]


def letters_told(kind, hint):
    named = re.findall(r"[“(‘\"*]([a-z])[)”’\"*]|\bletter ([a-z])\b", hint)
    return [letter for letter in named if {*letter} & accepted(kind)]


def order_told(kind, hint):
    return re.findall(r"\b[a-h]\b\W+(?:then |before |, )*\b[a-h]\b\W+\b[a-h]\b", hint)


def pairs_told(kind, hint):
    bare = re.sub(r"¶\d+(\.\d+)?|[Ll]esson \d+", "", hint)
    given = {atom.partition("=")[2] for atom in accepted(kind)}
    return [number for number in re.findall(r"\b\d+\b", bare) if number in given]


def codes_told(kind, hint):
    """Codes outside of the paper's own words, which stand in quotation marks."""
    said = f" {reading.name(re.sub('“[^”]*”', ' ', hint))} "
    codes = {atom.partition("=")[2] for atom in accepted(kind)}
    return [code for code in codes if f" {code} " in said and not code.isdigit()]


TOLD = {
    "Paragraphs": paragraphs_told, "Quotation": words_told, "Number": numbers_told, "Date": days_told,
    "Words": names_told, "Choice": letters_told, "Choices": letters_told, "Order": order_told, "Match": pairs_told,
    "Coding": codes_told,
}  # fmt: skip
