"""The lessons' files: everything they name exists, and nothing after 24 February 1989 slips into lessons 00 to 02."""

import graphlib
import json
import re

import pytest

from memo.controls import Timeline
from memo.controls.answers import accepted
from memo.controls.blocks import resolve
from memo.controls.lesson import KINDS
from memo.controls.lesson_texts import lesson_texts

TEXTS = lesson_texts()
EVERY = {f"{number}.{question['id']}": question for number, text in TEXTS.items() for question in text["question"]}
# Their answers are not the journal's, or are made by the control itself.
OWN_FIELDS = {"seal", "fork", "unseal", "rubric"}
BLOCKS = {
    "p": set(), "h": set(), "list": set(), "pre": set(), "quote": {"cite"}, "table": set(), "passage": {"view"},
    "sentence": {"view"}, "segment": {"cite"}, "apparatus": {"kinds"}, "recall": set(), "beside": set(), "later": set(),
    "versions": {"caption", "head", "rows"},
    "counted": {"caption"}, "compared": {"caption"}, "claimed": set(),
}  # fmt: skip
FIELDS = {
    "text": {"rows", "passage"}, "line": {"passage"}, "choice": {"options"}, "choices": {"options"}, "select": {"options"},
    "probability": set(), "sort": {"items", "groups", "confidence"}, "order": {"items", "pairs"}, "match": {"items", "options"}, "board": set(),
}  # fmt: skip
# Answers are kept under these names: whoever changes one takes the students' answers away.
KEPT = {
    "00": {"try": "mood chance why", "passage": "words", "sort": "countries why"},
    "01": {
        "title": "whose whom why", "hands": "heading date", "damage8": "marks why", "damage9": "hole why",
        "damage20": "marks sense", "damage35": "words why", "note14": "belongs why", "damage4": "marks why",
        "brackets": "kinds", "translation": "sense one", "exit": "claim first second mind",
    },
    "02": {
        "expect": "wrong advice", "jigsaw": "block sentence carrier",
        "forecasts": "Q05 Q06 Q07 Q10 Q11 Q12 Q13 Q15 Q20", "exit": "claim first second mind",
    },
    "05": {
        "quarrels": "guess name", "pact": "lines speaker", "troops": "who what role save", "loosen": "romania motive differ",
        "west": "approach patience finland judged note", "exit": "claim first second mind",
    },
    "08": {
        "before": "saw why", "open": "Q05 Q06 Q07 Q10 Q11 Q12 Q13 Q15 Q20", "rule": "first without", "settle": "which why risk",
        "course": "letters", "month": "which before", "unseen": "what", "rivals": "which words against",
        "exit": "saw nearer claim first second mind", "score": "learnt",
    },
}  # fmt: skip


def blocks_of(question):
    """Every block of a question."""
    yield from [*question.get("intro", []), *question.get("reveal", [])]
    for field in question.get("field", []):
        yield from field.get("intro", [])


def words_in(thing):
    """Every text in a structure of lists and dicts."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict | list):
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from words_in(part)


@pytest.mark.parametrize("number", TEXTS)
def test_a_lesson_has_what_its_page_shows(number):
    text = TEXTS[number]
    assert re.fullmatch(r"\d\d", number)
    assert text["title"].strip() and text["question_of_the_lesson"].endswith("?") and 5 <= text["minutes"] <= 100
    assert set(text) - {"facts"} == {"title", "question_of_the_lesson", "minutes", "question"}


@pytest.mark.parametrize("number", TEXTS)
def test_ids_are_unique_and_look_stable(number):
    ids = [question["id"] for question in TEXTS[number]["question"]]
    assert len(ids) == len(set(ids))
    for question in TEXTS[number]["question"]:
        fields = [field["id"] for field in question.get("field", [])]
        assert len(fields) == len(set(fields))
        assert all(re.fullmatch(r"[a-z][a-z0-9-]{1,24}", name) for name in [question["id"], *fields])


@pytest.mark.parametrize("number", KEPT)
def test_no_answer_is_left_behind_by_a_changed_id(number, lesson):
    for name, fields in KEPT[number].items():
        assert set(fields.split()) <= {field["id"] for field in lesson(number).ask(name).text["field"]}, name


@pytest.mark.parametrize("name", EVERY)
def test_a_question_has_what_a_form_needs(name):
    question = EVERY[name]
    kind = question.get("kind", "commit")
    assert kind in KINDS or kind == "fork"
    assert set(question) <= {"id", "kind", "label", "button", "intro", "reveal", "field", "needs", "waits", "facts"}
    assert question["label"].strip() and question["intro"]
    assert bool(question.get("field")) != (kind in OWN_FIELDS)
    assert kind in OWN_FIELDS or (question["reveal"] and question["button"].strip())
    assert any(field.get("required", True) for field in question.get("field", [])) or kind in OWN_FIELDS
    if kind == "evidence":
        assert any(field.get("passage") for field in question["field"])
    if "needs" in question:
        assert question["needs"] in EVERY and question["needs"] != name and question["waits"].endswith(".")
        assert question["needs"][:2] <= name[:2]


FIELD = [(name, field) for name, question in EVERY.items() for field in question.get("field", [])]


@pytest.mark.parametrize(("name", "field"), FIELD, ids=lambda value: value if isinstance(value, str) else value["id"])
def test_a_field_has_what_its_kind_needs(name, field):
    kind, checked = field["kind"], EVERY[name].get("kind") == "check"
    assert kind in FIELDS
    allowed = (
        {"id", "kind", "label", "help", "required", "intro", "facts", "exactly", "apart"}
        | FIELDS[kind]
        | ({"accept", "hint"} if checked else set())
    )
    assert set(field) <= allowed
    assert field["label"].strip()
    assert field.get("passage") in (None, True, "whole")
    if kind == "match":
        return _has_what_a_match_needs(field)
    if kind == "order":
        return _has_what_an_order_needs(field)
    for part in FIELDS[kind] & {"options", "items", "groups"}:
        assert len(field[part]) == len(set(field[part])) >= 2 and all(words.strip() for words in field[part])
    if checked:
        assert field["hint"].strip() and field["accept"]
        if kind == "sort":
            assert set(field["accept"]) == set(field["items"]) and set(field["accept"].values()) <= set(field["groups"])
        elif "options" in FIELDS[kind]:
            assert set(field["accept"]) < set(field["options"])


def _has_what_a_match_needs(field):
    """Both lists have ids and words; a column may have a short head."""
    for part, more in (("items", set()), ("options", {"head"})):
        ids = [row["id"] for row in field[part]]
        assert len(ids) == len(set(ids)) >= 2
        assert all({"id", "text"} <= set(row) <= {"id", "text"} | more and row["text"].strip() for row in field[part])


def _has_what_an_order_needs(field):
    """Items have ids and words; pairs are of items, can all hold at once, and do not hold as the items are shuffled."""
    ids = [item["id"] for item in field["items"]]
    assert len(ids) == len(set(ids)) >= 3 and all(set(item) == {"id", "text"} and item["text"].strip() for item in field["items"])
    assert field["hint"].strip() and field["pairs"]
    for pair in field["pairs"]:
        assert set(pair) == {"before", "after", "at", "why"} and {pair["before"], pair["after"]} <= set(ids)
        assert f"(¶{pair['at'].split('.')[0]})" in pair["why"]
    possible = graphlib.TopologicalSorter({name: {pair["before"] for pair in field["pairs"] if pair["after"] == name} for name in ids})
    assert accepted(field, list(possible.static_order()))
    assert not accepted(field, ids)


@pytest.mark.parametrize("name", EVERY)
def test_a_block_names_what_exists(name, doc, journal):
    for block in blocks_of(EVERY[name]):
        (kind,) = set(block) & set(BLOCKS)
        assert set(block) - {kind, "facts"} <= BLOCKS[kind], block
        assert block.get("view", "reading") in ("reading", "diplomatic")
        if kind in ("recall", "beside", "versions"):
            assert block[kind] in EVERY
        if kind == "segment":
            assert block["cite"]
        if kind == "table":
            table = block["table"]
            assert table["caption"].strip() and len(table["head"]) > 1 and table["rows"]
            assert all(len(row) == len(table["head"]) for row in table["rows"])
        shown = resolve([block], doc, journal.state)
        assert shown and all(words.strip() for part in shown for words in words_in(part.get("p", part.get("quote", "x"))))
        if kind == "apparatus":
            (part,) = shown
            found = {row[1] for row in part["table"]["rows"]}
            assert found and found >= set(block.get("kinds", [])), "no such damage there"
            assert all(len(row) == len(part["table"]["head"]) for row in part["table"]["rows"])


def test_words_of_the_memorandum_in_the_lessons_files_are_the_memorandums(doc):
    """What stands in curly quotation marks with a paragraph before it is looked up."""
    looked_up = 0
    for name, question in EVERY.items():
        for words in words_in(question):
            for paragraph, quoted in re.findall(r"¶(\d+):[^“”;.]{0,30}“([^”]{12,})”", words):
                quoted = quoted.removesuffix(".").removesuffix(",")
                assert int(paragraph) in set(doc.find(quoted)["paragraph"]), (name, quoted)
                looked_up += 1
    assert looked_up >= 3


# -- no spoilers

SPOILERS = re.compile(
    r"\b(199\d|20[0-2]\d)\b"
    r"|\b(March|April|May|June|July|August|September|October|November|December) 1989\b"
    r"|\b2[5-8] February 1989\b"
    r"|Mazowiecki|Krenz|Modrow|Iliescu|Antall|Mladenov|Schabowski|Helmut Kohl|Boris Yeltsin"
    r"|\bfell\b|\bcollapse|\bWall (?:fell|opened|came|is gone)|fall of the Wall|reunif|German unity|German unification"
    r"|[Vv]elvet [Rr]evolution|annus mirabilis|end of the Cold War|end of communism|dissol(?:ved|ution)|disintegrat"
)
# Days of the calendar, at which a forecast is to be settled, tell nothing of what happened.
HORIZON = re.compile(r"\b31 December (1989|1990|1991)\b|\bby 1991\b")


@pytest.mark.parametrize("number", ["00", "01", "02"])
def test_the_first_lessons_tell_nothing_of_what_came_later(number, lesson):
    texts = {name: list(words_in(question)) for name, question in EVERY.items() if name.startswith(number)}
    for name in texts:
        texts[name] += words_in(lesson(number).ask(name[3:]).text)
    assert not [(name, words) for name in texts for words in texts[name] if SPOILERS.search(HORIZON.sub("", words))]


def test_the_timeline_of_lesson_01_ends_on_the_day(doc, journal):
    timeline = Timeline(doc, "1988-12-01", "1989-02-24", journal=journal)
    assert timeline.events["date"].max() <= "1989-02-24" and timeline.events["end_date"].max() <= "1989-02-24"
    (block,) = [block for block in timeline.spec["intro"] if "timeline" in block]
    shown = [{name: entry[name] for name in entry if name != "source"} for entry in block["timeline"]]
    assert len(shown) == len(timeline.events) > 20
    assert not [words for words in words_in(shown) if SPOILERS.search(HORIZON.sub("", words.replace("December 1988", "")))]
    page = json.dumps(timeline.get_state(), ensure_ascii=False)
    for event in timeline.events.itertuples():
        assert event.title in page
        assert len(event.later) < 30 or event.later not in page


def test_the_spoiler_test_finds_spoilers():
    for words in ["In June 1989 Poland voted", "the Wall fell", "Mazowiecki", "by 1990 all was over", "on 25 February 1989"]:
        assert SPOILERS.search(HORIZON.sub("", words))
    for words in ["on 24 February 1989", "Will it be so by 31 December 1990?", "the Berlin Wall", "31 December 1989", "February 1989"]:
        assert not SPOILERS.search(HORIZON.sub("", words))
