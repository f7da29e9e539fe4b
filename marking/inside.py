"""Runs inside the isolation, as a program: sets its own limits, runs one cell, writes the value of one name as JSON.

What it knows comes as JSON through standard input: source, name, limits. Whatever the cell prints goes nowhere.
"""

import json
import os
import sys


def main() -> None:
    """Run what was given; write {"value": …} or {"reason": …}."""
    import resource  # there is none on Windows, where this file is read and never run

    task = json.load(sys.stdin)
    sys.path[:0] = sys.argv[1:]
    result = os.dup(1)
    nothing = os.open("/dev/null", os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    for name, limit in task["limits"].items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    try:
        told = {"value": packed(value_of(task["source"], task["name"]))}
    except Exception as error:
        told = {"reason": f"the cell stopped: {type(error).__name__}{f': {error}' if str(error) else ''}"}
    os.write(result, json.dumps(told).encode())


def value_of(source: str, name: str) -> object:
    """The value that a cell gives a name, after what every exercise begins with."""
    import memo

    names = {"memo": memo, "doc": memo.load(), "__name__": "__main__"}
    exec(compile(source, "cell", "exec"), names)
    return names[name]


def packed(value: object, depth: int = 0) -> object:
    """A value with nothing but numbers, texts, lists and dicts in it; numpy's and pandas' become Python's own.

    JSON knows no keys but texts: a dict goes as {"dict": [[key, value], …]}, a list as {"list": […]}. This only carries;
    `memo.exercises.plain` judges what can be an answer, and does so outside.
    """
    if depth > 5:
        raise ValueError("the value is nested too deep")
    for turn in ("tolist", "item"):  # arrays, Series and Index; their single numbers
        if hasattr(value, turn) and not isinstance(value, type):
            value = getattr(value, turn)()
            break
    if value is ... or value is None or isinstance(value, (bool, int, float, str)):
        return None if value is ... else value
    if isinstance(value, dict):
        return {"dict": [[packed(key, depth + 1), packed(own, depth + 1)] for key, own in value.items()]}
    if isinstance(value, (list, tuple, set, frozenset)):
        return {"list": [packed(own, depth + 1) for own in value]}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no number, text, list or dict of them")


def unpacked(value: object) -> object:
    """What `packed` packed; a tuple or a set comes back as a list.

    >>> unpacked(packed({1: ("a", [2.5, ...]), "b": {}}))
    {1: ['a', [2.5, None]], 'b': {}}
    """
    if isinstance(value, dict):
        if "dict" in value:
            return {unpacked(key): unpacked(own) for key, own in value["dict"]}
        return [unpacked(own) for own in value["list"]]
    return value


if __name__ == "__main__":
    main()
