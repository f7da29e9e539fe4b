"""Answers to the questions of the lessons, made from their fields."""

import graphlib

from memo.controls.lesson import KINDS
from memo.controls.lesson_texts import lesson_texts

QUESTIONS = [
    (number, question["id"])
    for number, text in lesson_texts().items()
    for question in text["question"]
    # What opens the seal is no answer that can be given again: tests/controls/test_unseal.py tries it.
    if question.get("kind", "commit") in KINDS and question.get("kind") != "unseal"
]
OF_KIND = {
    kind: [
        (number, question["id"])
        for number, text in lesson_texts().items()
        for question in text["question"]
        if question.get("kind", "commit") == kind
    ]
    for kind in KINDS
}
PASSAGES = ["it seems improbable that in the foreseeable future", "The socialist community is experiencing"]


def text_of(number, name):
    return next(question for question in lesson_texts()[number]["question"] if question["id"] == name)


def needed_by(number, name):
    """(lesson, question) that must be answered first, or None."""
    needs = text_of(number, name).get("needs")
    return tuple(needs.split(".")) if needs else None


def fill(field, turn=0):
    """A complete answer to a field, right where the field knows what is right; each turn gives another where it can."""
    kind = field["kind"]
    if kind == "probability":
        return [37.125, 62.5][turn]
    if field.get("exactly"):
        return field["options"][turn : turn + field["exactly"]]
    if field.get("apart"):
        return field["options"][-1 - turn]
    if kind == "choice" or kind == "select":
        return field["accept"][0] if "accept" in field else field["options"][turn % len(field["options"])]
    if kind == "choices":
        return field.get("accept") or field["options"][: turn + 1]
    if kind == "match":
        return {item["id"]: [field["options"][turn]["id"]] for item in field["items"][: 3 + turn]}
    if kind == "board":
        own = {"id": 1, "kind": "passage", "place": "18.1", "words": PASSAGES[turn], "heading": "supports", "why": "words of my own"}
        return {"find": "", "where": "passages", "cards": [own], "last": 1}
    if kind == "order":
        return ordered(field)[:: 1 if not turn else -1]
    if kind == "sort":
        groups = field.get("accept") or dict.fromkeys(field["items"], field["groups"][turn])
        return {item: {"group": groups[item], "sure": "a guess"} for item in field["items"]}
    if field.get("passage"):
        return PASSAGES[turn]
    return f"words of my own {turn}, for {field['id']}"


def ordered(field):
    """One of the right orders: every item after those that the pairs put before it."""
    names = [item["id"] for item in field["items"]]
    before = {name: {pair["before"] for pair in field.get("pairs", []) if pair["after"] == name} for name in names}
    return list(graphlib.TopologicalSorter(before).static_order())


def answer_to(control, turn=0):
    """A complete answer to a question that is open."""
    return {field["id"]: fill(field, turn) for field in control.text["field"]}


def wrong_answer_to(control):
    """A complete answer to a self-check with nothing right in it."""
    values = {}
    for field in control.text["field"]:
        if field["kind"] == "order":
            values[field["id"]] = ordered(field)[::-1]
        elif field["kind"] == "sort":
            values[field["id"]] = {
                item: {"group": next(group for group in field["groups"] if group != right), "sure": None}
                for item, right in field["accept"].items()
            }
        else:
            wrong = next(option for option in field["options"] if option not in field["accept"])
            values[field["id"]] = [wrong] if field["kind"] == "choices" else wrong
    return values
