"""Make the students' exercises from the solutions: `python tools/make_exercises.py` (needs nbgrader).

Out of each notebook in `solutions/` come `exercises/exNN-name/exNN-name.ipynb`, as nbgrader releases it, and its
part of `memo/data/exercises.json`, the sealed keys that `memo.check` goes by. `--check` writes nothing: it says what
is not as the solutions yield it, and ends with an error if there is anything.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from nbgrader.converters import GenerateAssignment  # noqa: E402
from nbgrader.coursedir import CourseDirectory  # noqa: E402
from nbgrader.preprocessors import SaveCells  # noqa: E402

from marking.course import exercises_in, settings  # noqa: E402
from memo.errors import MemoError  # noqa: E402
from memo.exercises import book  # noqa: E402
from memo.exercises.keys import source_of  # noqa: E402

SOLUTIONS, EXERCISES, BOOK = "solutions", "exercises", f"memo/data/{book.FILE}"
_MARKDOWN = {"deletable", "editable", "nbgrader"}


def generate(root, name, made):
    """Put the release of one solution into the folder `made`, as `nbgrader generate_assignment` would.

    Raises MemoError where nbgrader refuses the solution.
    """
    chosen = settings(root, source_directory=str(root / SOLUTIONS), release_directory=str(made / EXERCISES))
    course = CourseDirectory(config=chosen, assignment_id=name)
    converter = GenerateAssignment(coursedir=course, config=chosen)
    # The gradebook is marking's: releasing needs none, and leaves none behind.
    converter.no_database = True
    converter.preprocessors = [own for own in converter.preprocessors if own is not SaveCells]
    converter.force = True
    converter.log.setLevel("CRITICAL")
    try:
        converter.start()
    except (Exception, SystemExit) as error:  # nbgrader ends the program where it refuses
        raise MemoError(f"{name}: nbgrader does not release it. {error}") from error
    _tidied(made / EXERCISES / name / f"{name}.ipynb")


def _tidied(path):
    """Refuse what nbgrader would let through to the students: attachments, and an editor's marks in Markdown cells."""
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))  # Windows: the same bytes on every system
    notebook = read(path)
    for cell in notebook["cells"]:
        name = f"{path.stem}, cell {cell['id']}"
        if cell.get("attachments"):
            raise MemoError(f"{name}: it has an attachment, which would go out to the students: delete it.")
        if cell["cell_type"] == "markdown" and (marks := set(cell["metadata"]) - _MARKDOWN):
            raise MemoError(f"{name}: it has marks that do not belong there: {', '.join(sorted(marks))}. Take them out of its metadata.")
        if "nbgrader" not in cell["metadata"]:
            raise MemoError(
                f"{name}: it has no nbgrader metadata, so students could not be given it back: copy those of a cell of its kind, with a grade_id of its own."
            )
        if any(words in source_of(cell) for words in ("BEGIN ", "END ")):
            raise MemoError(
                f"{name}: a region's mark was left in it: write BEGIN and END each on a line of its own, as the other solutions do."
            )


def read(path):
    """A notebook as JSON holds it."""
    return json.loads(path.read_text("utf-8"))


def made_from(root, made):
    """Make everything into the folder `made`; returns the paths of the files, relative to it."""
    entries = {}
    for name in exercises_in(root):
        generate(root, name, made)
        own, kept = book.entry(read(root / SOLUTIONS / name / f"{name}.ipynb"))
        entries[own] = kept
    (made / BOOK).parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
    (made / BOOK).write_text(text, "utf-8", newline="\n")
    return files(made)


def files(root):
    """The files that this program makes, as they stand under `root`, relative to it."""
    released = [path for path in (root / EXERCISES).glob("ex*/**/*") if path.is_file()]
    released = [path for path in released if ".ipynb_checkpoints" not in path.parts]
    kept = [root / BOOK] if (root / BOOK).exists() else []
    return sorted(path.relative_to(root) for path in [*released, *kept])


def differences(root, made):
    """A sentence for each file that is not in `root` as it was made."""
    here, there = set(files(root)), set(files(made))
    for path in sorted(here | there):
        if path not in there:
            yield f"{path.as_posix()} has no solution that it comes from."
        elif path not in here:
            yield f"{path.as_posix()} is missing."
        elif (root / path).read_bytes() != (made / path).read_bytes():
            yield f"{path.as_posix()} is not what the solutions yield."


def main(arguments=None, root=ROOT):
    """Make or compare; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, and say what differs")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        try:
            paths = made_from(root, made)
        except MemoError as error:
            print(error, file=sys.stderr)
            return 1
        if asked.check:
            return _compared(root, made)
        for path in set(files(root)) - set(paths):
            (root / path).unlink()
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made / path, root / path)
        print(f"{len(exercises_in(root))} exercises made, with the sealed keys of their questions.")
    return 0


def _compared(root, made):
    wrong = list(differences(root, made))
    if wrong:
        print("\n".join([*wrong, "Run: python tools/make_exercises.py"]), file=sys.stderr)
    else:
        print("The exercises are what the solutions yield.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
