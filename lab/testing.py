"""What `python kit.py test` runs: everything on two processors, without the browser, or one lesson."""

import os

from lab.trouble import ROOT, Trouble

QUICK = ["-m", "not browser"]
AT_WORK = ("-s", "--capture=no", "--pdb", "--trace")
OF_EVERY_LESSON = ["tests/controls/test_lesson_files.py", "tests/controls/test_questions.py", "tests/house", "tests/browser"]


def chosen(arguments: list[str]) -> list[str]:
    """The options for pytest: `--quick` and `--lesson NN` are the kit's own, all others are handed on.

    Raises Trouble for a lesson that does not exist.

    >>> chosen(["--quick"])[-2:]
    ['-m', 'not browser']
    >>> chosen(["tests/house", "-x"])
    ['tests/house', '-x']
    """
    rest = [argument for argument in arguments if argument != "--quick"]
    quick = QUICK if len(rest) < len(arguments) else []
    lesson = []
    if "--lesson" in rest:
        place = rest.index("--lesson")
        lesson = _of_lesson(rest[place + 1 : place + 2])
        del rest[place : place + 2]
    # Who names files, or wants to see a test at work, runs them one after the other.
    alone = any(not argument.startswith("-") or argument in AT_WORK for argument in rest)
    return [*([] if alone else _in_parallel(2 if lesson else 4)), *lesson, *rest, *quick]


def _in_parallel(most: int) -> list[str]:
    """Whole files side by side; each process opens a browser of its own."""
    processes = min(os.cpu_count() or 1, most)
    return ["-n", str(processes), "--dist", "loadfile"] if processes > 1 else []


def _of_lesson(number: list[str]) -> list[str]:
    """The tests of one lesson, by its number."""
    notebook = next(iter(sorted((ROOT / "notebooks").glob(f"{number[0]}-*.ipynb"))), None) if number else None
    if notebook is None:
        raise Trouble("Say which lesson: 'python kit.py test --lesson 03'; the lessons are 00 to 10.")
    named = f"{notebook.stem} or lesson_{number[0]} or [{number[0]}-"
    return [f"notebooks/{notebook.name}", *OF_EVERY_LESSON, "-k", named]
