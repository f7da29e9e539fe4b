"""Turn a column of CSV cells into typed values, by the field's description in the table schema.

Types and constraints are those of the Table Schema standard that this package uses: string,
integer, number, boolean (`yes`, `no`) and date; required, enum, pattern, minimum.
"""

import datetime
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
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError(cell)
    return int(cell)


_READ = {
    "string": str,
    "integer": _integer,
    "number": float,
    "boolean": _BOOLEANS.__getitem__,
    "date": datetime.date.fromisoformat,
}


def cast(cells, field):
    """The cells as typed values (None where empty), and their faults as (row, what, remedy).

    >>> cast(["4", "", "four"], {"name": "paragraph", "type": "integer"})[0]
    [4, None, None]
    >>> cast(["4", "four"], {"name": "paragraph", "type": "integer"})[1]
    [(3, "paragraph 'four' is not a whole number", 'write a whole number')]
    """
    kind, name = field.get("type", "string"), field["name"]
    read, values, faults = _READ[kind], [], []
    check = _constraint(field)
    for row, cell in enumerate(cells, start=2):
        value = None
        if cell:
            try:
                value = read(cell)
            except (ValueError, KeyError):
                faults.append((row, f"{name} {cell!r} is not {_NEEDED[kind]}", f"write {_NEEDED[kind]}"))
        fault = check(cell, value)
        if fault:
            faults.append((row, *fault))
        values.append(value)
    return values, faults


def _constraint(field):
    """A function of (cell, value) that returns None or (what, remedy)."""
    name, rules = field["name"], field.get("constraints", {})
    required, allowed = rules.get("required", False), rules.get("enum")
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    least = rules.get("minimum")

    def check(cell, value):
        if not cell:
            return (f"{name} is empty", "fill it in") if required else None
        if allowed and cell not in allowed:
            return f"{name} {cell!r} is not one of the codes", f"use one of: {', '.join(allowed)}"
        if pattern and not pattern.fullmatch(cell):
            return f"{name} {cell!r} has not the form it needs", f"write it in the form {pattern.pattern}"
        if least is not None and value is not None and value < least:
            return f"{name} {value} is below {least}", f"write a value of at least {least}"
        return None

    return check
