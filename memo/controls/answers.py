"""What stands in a question's fields: whether it fits them, fills them, and is right.

Values come from a page and from journals, hence from anyone: nothing here trusts their kind.
"""


def fitting(fields, values):
    """Of the values those that fit their fields, whatever a hostile or a later journal holds."""
    values = values if isinstance(values, dict) else {}
    return {field["id"]: values[field["id"]] for field in fields if fits(field, values.get(field["id"]))}


def fits(field, value):
    """Whether a value is of the kind that the field gives."""
    kind = field["kind"]
    if kind == "sort":
        return isinstance(value, dict) and all(isinstance(own, dict) for own in value.values())
    if kind == "choices":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind == "probability":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def missing_from(fields, answer):
    """The labels of the fields that must be filled and are not."""
    return [field["label"] for field in fields if field.get("required", True) and not filled(field, answer.get(field["id"]))]


def begun(field, value):
    """Whether anything at all has been answered in a field."""
    if field["kind"] == "sort" and fits(field, value):
        return any(own.get("group") in field["groups"] for own in value.values())
    return filled(field, value)


def filled(field, value):
    """Whether a field is answered completely."""
    if not fits(field, value):
        return False
    if field["kind"] == "sort":
        return all(value.get(item, {}).get("group") in field["groups"] for item in field["items"])
    if field["kind"] == "probability":
        return 0 <= value <= 100
    return bool(value.strip() if isinstance(value, str) else value)


def accepted(field, given):
    """Whether the answer to a field of a self-check is right."""
    if not filled(field, given):
        return False
    if field["kind"] == "sort":
        return all(given[item]["group"] == group for item, group in field["accept"].items())
    if field["kind"] == "choices":
        return set(given) == set(field["accept"])
    return given.strip().casefold() in {str(answer).casefold() for answer in field["accept"]}
