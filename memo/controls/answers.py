"""What stands in a question's fields: whether it fits them, fills them, and is right.

Values come from a page and from journals, hence from anyone: nothing here trusts their kind.
"""


def fitting(fields, values):
    """Of the values those that fit their fields, whatever a hostile or a later journal holds.

    >>> fitting([{"id": "why", "kind": "text"}, {"id": "sure", "kind": "probability"}], {"why": 5, "sure": 70, "more": ""})
    {'sure': 70}
    """
    values = values if isinstance(values, dict) else {}
    return {field["id"]: values[field["id"]] for field in fields if fits(field, values.get(field["id"]))}


def fits(field, value):
    """Whether a value is of the kind that the field gives.

    >>> fits({"kind": "choices"}, ["Poland"]), fits({"kind": "choices"}, "Poland")
    (True, False)
    """
    kind = field["kind"]
    if kind == "sort":
        return isinstance(value, dict) and all(isinstance(own, dict) for own in value.values())
    if kind == "board":
        return isinstance(value, dict) and isinstance(value.get("cards"), list)
    if kind == "match":
        return isinstance(value, dict) and all(isinstance(own, list) and all(isinstance(one, str) for one in own) for own in value.values())
    if kind in ("choices", "order"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind == "probability":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def missing_from(fields, answer):
    """The labels of the fields that must be filled and are not.

    >>> fields = [{"id": "why", "kind": "text", "label": "Why"}, {"id": "more", "kind": "text", "label": "More", "required": False}]
    >>> missing_from(fields, {"why": "  "})
    ['Why']
    """
    return [field["label"] for field in fields if field.get("required", True) and not filled(field, answer.get(field["id"]))]


def begun(field, value):
    """Whether anything at all has been answered in a field.

    >>> field = {"kind": "sort", "groups": ["reform", "command"], "items": ["Poland", "Romania"]}
    >>> begun(field, {"Poland": {"group": "reform"}}), filled(field, {"Poland": {"group": "reform"}})
    (True, False)
    """
    if field["kind"] == "sort" and fits(field, value):
        return any(own.get("group") in field["groups"] for own in value.values())
    if field["kind"] == "order" and fits(field, value):
        return any(item["id"] in value for item in field["items"])
    return filled(field, value)


def filled(field, value):
    """Whether a field is answered completely.

    >>> filled({"kind": "probability"}, 70), filled({"kind": "probability"}, 170)
    (True, False)
    """
    if not fits(field, value):
        return False
    if field["kind"] == "sort":
        return all(value.get(item, {}).get("group") in field["groups"] for item in field["items"])
    if field["kind"] == "board":
        return bool(value["cards"])
    if field["kind"] == "match":
        return bool(matched(field, value))
    if field["kind"] == "order":
        return sorted(value) == sorted(item["id"] for item in field["items"])
    if field["kind"] == "probability":
        return 0 <= value <= 100
    return bool(value.strip() if isinstance(value, str) else value)


def accepted(field, given):
    """Whether the answer to a field of a self-check is right.

    >>> accepted({"kind": "line", "accept": ["Solidarity"]}, " solidarity "), accepted({"kind": "line", "accept": [4]}, "5")
    (True, False)
    """
    if not filled(field, given):
        return False
    if field["kind"] == "sort":
        return all(given[item]["group"] == group for item, group in field["accept"].items())
    if field["kind"] == "match":
        return matched(field, given) == matched(field, field["accept"])
    if field["kind"] == "order":
        return all(held for *_, held in compared(field, given))
    if field["kind"] == "choices":
        return set(given) == set(field["accept"])
    return given.strip().casefold() in {str(answer).casefold() for answer in field["accept"]}


def matched(field, given):
    """The pairs of a matching that there are, as a set of (item, option): what a page or journal makes up is left out.

    >>> field = {"items": [{"id": "a", "text": "A"}], "options": [{"id": "1", "text": "One"}]}
    >>> matched(field, {"a": ["1", "99"], "b": ["1"]})
    {('a', '1')}
    """
    options = {option["id"] for option in field["options"]}
    return {(item["id"], own) for item in field["items"] for own in given.get(item["id"], []) if own in options}


def compared(field, given):
    """The pairs of an order that the text ties together, as the student has them: (pair, first, second, whether it holds).

    The order is partial: only these pairs are compared, and whatever they leave open is free.

    >>> field = {"items": [{"id": "a", "text": "cause"}, {"id": "b", "text": "effect"}, {"id": "c", "text": "free"}]}
    >>> field["pairs"] = [{"before": "a", "after": "b"}]
    >>> [held for *_, held in compared(field, ["c", "a", "b"])], [held for *_, held in compared(field, ["b", "c", "a"])]
    ([True], [False])
    """
    texts = {item["id"]: item["text"] for item in field["items"]}
    for pair in field["pairs"]:
        first, second = sorted((pair["before"], pair["after"]), key=given.index)
        yield pair, texts[first], texts[second], first == pair["before"]
