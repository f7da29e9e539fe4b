"""Turn a column of CSV cells into typed values, by the field's description in the table schema.

Types and constraints are those of the Table Schema standard that this package uses: string,
integer, number, boolean (`yes`, `no`) and date; required, enum, pattern, minimum. A description
that asks for another one is a fault: what is promised there is checked here, or not promised.
"""

import datetime
import math
import re

_BOOLEANS = {"yes": True, "no": False}
_NEEDED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "date": "a date such as 1989-02-24",
}


def _integer(cell):
    value = int(_formed(r"-?[0-9]+", cell))
    if abs(value) >= 2**63:
        raise ValueError(cell)  # more than a column of a DataFrame holds
    return value


def _number(cell):
    value = float(_formed(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", cell))
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def _date(cell):
    return datetime.date.fromisoformat(_formed(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell))


def _formed(form, cell):
    if not re.fullmatch(form, cell):
        raise ValueError(cell)
    return cell


_READ = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "boolean": _BOOLEANS.__getitem__,
    "date": _date,
}


def caster(field):
    """A function that turns cells of this field into values (None where empty or faulty).

    It takes the cells and the row number of the first, and returns the values and their faults as
    (row, what, remedy).

    >>> cast = caster({"name": "paragraph", "type": "integer"})
    >>> cast(["4", "", "four"], 2)
    ([4, None, None], [(4, "paragraph 'four' is not a whole number", 'write a whole number')])
    """
    kind, name = field.get("type", "string"), field["name"]
    read, check = _READ[kind], _constraint(field)

    def cast(cells, first):
        value_of, fault_of = dict.fromkeys(cells), {}
        for cell in value_of:  # each text once: many columns say the same few things again and again
            value = fault = None
            try:
                value = read(cell) if cell else None
            except (ValueError, KeyError):
                fault = f"{name} {cell!r} is not {_NEEDED[kind]}", f"write {_NEEDED[kind]}"
            fault = fault or check(cell, value)
            if fault:
                fault_of[cell] = fault
            value_of[cell] = None if fault else value
        faulty = [(row, *fault_of[cell]) for row, cell in enumerate(cells, first) if cell in fault_of] if fault_of else []
        return [value_of[cell] for cell in cells], faulty

    return cast


def _constraint(field):
    """A function of (cell, value) that returns None or (what, remedy)."""
    name, rules = field["name"], field.get("constraints", {})
    required, allowed = rules.get("required", False), rules.get("enum")
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    least = _least(rules["minimum"], field) if "minimum" in rules else None

    def check(cell, value):
        if not cell:
            return (f"{name} is empty", "fill it in") if required else None
        if allowed and cell not in allowed:
            return f"{name} {cell!r} is not one of the codes", f"use one of: {', '.join(allowed)}"
        if pattern and not pattern.fullmatch(cell):
            return f"{name} {cell!r} has not the form it needs", f"write it in the form {pattern.pattern}"
        if least is not None and value < least:
            return f"{name} {value} is below {least}", f"write a value of at least {least}"
        return None

    return check


def _least(value, field):
    return _READ[field.get("type", "string")](str(value))


# -- is the description itself one that can be kept?


def field_faults(field):
    """What is wrong with a field's description, as clauses; nothing where `caster` can go by it.

    >>> list(field_faults({"name": "day", "type": "weekday"}))
    ["gives 'day' the type 'weekday', which is none of string, integer, number, boolean, date"]
    """
    if not isinstance(field, dict) or not isinstance(field.get("name"), str) or not field["name"]:
        yield "has a field without a name"
        return
    name, kind, rules = field["name"], field.get("type", "string"), field.get("constraints", {})
    if not isinstance(kind, str) or kind not in _READ:
        yield f"gives {name!r} the type {kind!r}, which is none of {', '.join(_READ)}"
    elif not isinstance(rules, dict):
        yield f"gives {name!r} constraints that are not a list of names and values"
    else:
        for rule, value in rules.items():
            if rule not in _KEEPABLE:
                yield f"gives {name!r} the constraint {rule!r}, which is none of {', '.join(_KEEPABLE)}"
            elif not _KEEPABLE[rule](value, field):
                yield f"gives {name!r} a {rule!r} that cannot be kept, {value!r}"


def _compiles(value, _):
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except re.error:
        return False


def _compares(value, field):
    try:
        return field.get("type") in ("integer", "number", "date") and _least(value, field) is not None
    except ValueError:
        return False


_KEEPABLE = {
    "required": lambda value, _: isinstance(value, bool),
    "enum": lambda value, _: isinstance(value, list) and value and all(isinstance(code, str) for code in value),
    "pattern": _compiles,
    "minimum": _compares,
}
