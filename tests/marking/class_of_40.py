"""A class of forty, honest and hostile, made for any exercise from its solution.

`python -m tests.marking.class_of_40 [EXERCISE]` marks it in a folder of its own and prints the table that stands in
solutions/INSTRUCTORS.md; `--write` puts it there.
"""

import copy
import json
import os
import shutil
import stat
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from marking.class_run import mark_folder
from marking.course import Course
from marking.handing_back import hand_back
from marking.table import row
from memo.exercises.keys import keys_in
from tests.marking.attacks import CELLS

ROOT = Path(__file__).resolve().parents[2]
GUIDE, BEGIN, END = ROOT / "solutions/INSTRUCTORS.md", "<!-- class of forty: begin -->", "<!-- class of forty: end -->"
HEAD = ("what they handed in", "answered", "right", "points", "by hand, or why not")
_WRONG = ("h", 77, [77], ["h"], {"a": 99}, "1901-01-01", "words that stand in no paragraph", "Atlantis")


@dataclass(frozen=True)
class Member:
    """One of the class: what was done, as the table tells it, and the points due (None: no mark at all)."""

    told: str
    due: float | None


class Class:
    """The forty, written into a folder: `members` by the folder name that marking gives them."""

    def __init__(self, exercise: str, root: Path, folder: Path, outside: Path, port: int = 9):
        self.exercise, self.folder, self.members = exercise, folder, {}
        self.blank = Course(exercise, root).release().notebook
        solution = json.loads((root / "solutions" / exercise / f"{exercise}.ipynb").read_text("utf-8"))
        self.keys = {f"answer_{item.partition('.')[2]}": key for item, key in keys_in(solution).items()}
        self.model = {name: model_answer(solution, name) for name in self.keys}
        self.all = sum(key.points for key in self.keys.values())
        self.run = next((name for name, key in self.keys.items() if key.computed), next(iter(self.keys)))
        self.places = {"outside": str(outside), "port": port, "solutions": str(root / "solutions")}
        self._honest()
        self._handed_in_strangely()
        self._hostile()
        self._no_notebooks()
        self._platforms()

    # --- The forty -----------------------------------------------------------------------

    def _honest(self):
        first = dict(list(self.model.items())[: len(self.model) // 2])
        self.add("anna", "everything right", self.filled(self.model), self.all)
        self.add("bela", "everything wrong", self.filled({name: wrong(key) for name, key in self.keys.items()}), 0)
        self.add("cora", "nothing filled in", self.blank, 0)
        self.add("dana", "the first half", self.filled(first), sum(self.keys[name].points for name in first))
        text = "Trust is the reason it gives (¶14). <script>alert(document.cookie)</script>"
        self.add("emil", "the text only, with a script in it", self.filled({}, text=text), 0)
        self.add("=1+1", "a name like a formula", self.filled(self.model), self.all, student="1-1")
        strange, told = 'Zoë "Zo" Ünal, 李', "a name with quotation marks and other letters"
        self.add(strange, told, self.filled(self.model), self.all, student="Zoë-Zo-Ünal-李")

    def _handed_in_strangely(self):
        right = self.filled(self.model)
        renamed = edited(right, lambda cell: cell.update(id="", metadata={}))
        self.add("fritz", "cells renamed, their marks lost", renamed, self.all)
        self.add("gabi", "cells doubled, one of each left blank", self.doubled({}), self.all)
        different = self.doubled({self.run: -1})
        self.add("hana", "one cell doubled with another answer", different, self.all - self.keys[self.run].points)
        untested = [cell for cell in right["cells"] if not is_test(cell)]
        self.add("ivan", "tests deleted", right | {"cells": untested}, self.all)
        other = right["metadata"] | {"kernelspec": {"name": "ir", "display_name": "R"}}
        self.add("jana", "another kernel", right | {"metadata": other}, self.all)
        about = {"exercise": self.exercise, "version": 0}
        self.add("kaja", "an old version", right | {"metadata": {"memorandum": about}}, self.all)
        text = json.dumps(right, indent=1)
        self.add("lena", "Windows line ends", text.replace("\n", "\r\n").replace("\\n", "\\r\\n").encode(), self.all)
        self.add("mila", "UTF-16", json.dumps(right, ensure_ascii=False).encode("utf-16"), self.all)
        cells = [cell | {"input": cell["source"], "source": None} for cell in right["cells"]]
        old = {"nbformat": 3, "metadata": right["metadata"], "worksheets": [{"cells": cells}]}
        self.add("nora", "a notebook of the year 2013", old, self.all)
        first, second = self.filled({}), right
        self.add("olga", "two attempts", first, self.all, file="work.ipynb", time=1)
        self.add("olga", "two attempts", second, self.all, file="work (1).ipynb", time=2)

    def _hostile(self):
        tampered = edited(self.filled({}), lambda cell: cell["metadata"].get("nbgrader", {}).update(points=999), "15.0")
        self.add("attack-0", "tests changed: more points, a made-up result", tampered, 0)
        for number, (told, source) in enumerate(CELLS.items(), 1):
            source = source.format(name=self.run, **self.places)
            self.add(f"attack-{number}", f"attack: {told}", self.filled({}, {self.run: source}), 0)

    def _no_notebooks(self):
        self.add("paul", "not a notebook", b"%PDF-1.7 " + bytes(range(256)), None)
        self.add("rosa", "0 bytes", b"", None)
        self.add("sven", "200 MB", b"", None)
        os.truncate(self.folder / "sven" / f"{self.exercise}.ipynb", 200_000_000)
        other = {"memorandum": {"exercise": "ex99-other", "version": 1}}
        self.add("tove", "another exercise", self.blank | {"metadata": other}, None)
        self.add("udo", "a link to the solution", None, None)
        solution = Path(self.places["solutions"], self.exercise, f"{self.exercise}.ipynb")
        (self.folder / "udo" / f"{self.exercise}.ipynb").symlink_to(solution)

    def _platforms(self):
        right = json.dumps(self.filled(self.model))
        moodle = "Vera Maria Li_{}_assignsubmission_file_/{}".format
        with zipfile.ZipFile(self.folder / "from Moodle.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(moodle(101, f"{self.exercise}.ipynb"), right)
            self._told("Vera-Maria-Li", "by Moodle's zip", self.all)
            packed.writestr(f"Wim_102_assignsubmission_file_/../../{self.exercise}.ipynb", right)
            self._told("Wim", "a zip's name with ../", None)
            packed.writestr(linked(f"Xan_103_assignsubmission_file_/{self.exercise}.ipynb"), "/etc/passwd")
            self._told("Xan", "a link within a zip", None)
            packed.writestr(f"Yves_104_assignsubmission_file_/{self.exercise}.ipynb", b"\0" * 15_000_000)
            self._told("Yves", "a zip bomb", None)
        with zipfile.ZipFile(self.folder / "from Canvas.zip", "w") as packed:
            packed.writestr(f"zacharyzoe_LATE_77_900_{self.exercise}-1.ipynb", right)
            self._told("zacharyzoe", "by Canvas' zip, late", self.all)

    # --- Making them ---------------------------------------------------------------------

    def add(self, name, told, notebook, due, student="", file="", time=None):
        """Write one member's file, given as a notebook, as bytes, or not at all."""
        path = self.folder / name / (file or f"{self.exercise}.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        if notebook is not None:
            path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
        if time:
            os.utime(path, (time, time))
        self._told(student or name, told, due)

    def _told(self, student, told, due):
        self.members[student] = Member(told, due)

    def filled(self, answers, sources=None, text=""):
        """The released notebook with answers given as values, others as the cell's text, and the written answer."""
        sources = {name: f"{name} = {value!r}" for name, value in answers.items()} | (sources or {})
        sources |= {"written": text} if text else {}
        notebook = copy.deepcopy(self.blank)
        for cell in notebook["cells"]:
            cell["source"] = sources.get(cell["metadata"].get("nbgrader", {}).get("grade_id"), cell["source"])
        return notebook

    def doubled(self, others):
        """Everything right, and each cell a second time: as released, or with another answer."""
        notebook, again = self.filled(self.model), self.filled(others)
        code = [cell for cell in again["cells"] if cell["cell_type"] == "code"]
        return notebook | {"cells": notebook["cells"] + code}


def model_answer(solution, name):
    """The literal that a solution gives a name."""
    cell = next(cell for cell in solution["cells"] if cell["metadata"]["nbgrader"]["grade_id"] == name)
    names = {}
    exec("".join(cell["source"]), names)  # the solution is the kit's own
    return names[name]


def wrong(key):
    """A value that a key takes for an answer and gives nothing for."""
    return min(_WRONG, key=lambda value: (key.judge(value).points > 0, key.judge(value).state != "wrong"))


def edited(notebook, change, result=None):
    """A copy with every cell changed; `result` is put under each test as if it had been run."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        change(cell)
        if result and is_test(cell):
            shown = {"output_type": "execute_result", "data": {"text/plain": result}}
            cell.update(source=result, outputs=[shown | {"metadata": {}, "execution_count": 1}])
    return notebook


def is_test(cell):
    """Whether a cell is one of those that mark."""
    return cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("grade", False)


def linked(name):
    """A zip's entry that says it is a link."""
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry


# --- The table for the guide -----------------------------------------------------------------


def marked_class(exercise, root, port=9):
    """Make the class under `root` (a folder with solutions and settings), mark it; returns (class, everybody)."""
    made = Class(exercise, root, root / "class", outside=root / "owned", port=port)
    mark_folder(exercise, root / "class", root)
    return made, hand_back(exercise, root)


def course_folder(folder: Path, exercise: str) -> Path:
    """A folder with what marking one exercise needs of the kit."""
    shutil.copytree(ROOT / "solutions" / exercise, folder / "solutions" / exercise)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


def table_of(made, everybody):
    """The table's rows: what each did, and what came of it; folders' names leave no trace in it."""
    results = {who.student: row(who, where) for who, where in everybody}
    rows = []
    for student, member in made.members.items():
        _, answered, right, _, points, remark = results[student]
        rows.append((member.told, answered, right, points, remark))
    return in_markdown(rows, HEAD)


def in_markdown(rows: list[tuple[str, ...]], head: tuple[str, ...]) -> list[str]:
    """Rows under a head as a table in Markdown.

    >>> in_markdown([("a|b",)], ("student",))
    ['| student |', '|---|', '| a\\\\|b |']
    """
    body = [f"| {' | '.join(map(_escaped, line))} |" for line in rows]
    return [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *body]


def _escaped(text: str) -> str:
    for mark in ("\\", "|", "<", "*", "_", "`"):
        text = text.replace(mark, f"\\{mark}")
    return text


def main(arguments):
    """Print the table, or write it into the guide."""
    names = [argument for argument in arguments if not argument.startswith("-")] or ["ex01-sourcing"]
    with tempfile.TemporaryDirectory() as folder:
        lines = table_of(*marked_class(names[0], course_folder(Path(folder).resolve(), names[0])))
    if "--write" not in arguments:
        print(*lines, sep="\n")
        return 0
    before, _, rest = GUIDE.read_text("utf-8").partition(BEGIN)
    GUIDE.write_text("\n".join([f"{before}{BEGIN}", "", *lines, "", f"{END}{rest.partition(END)[2]}"]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
