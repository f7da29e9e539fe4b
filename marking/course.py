"""nbgrader in this process: one exercise's release, its gradebook, and nbgrader's own converters for one student."""

import contextlib
import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

from lab.trouble import ROOT, Trouble
from marking.feedback import without_requests
from marking.rebuilding import Release
from memo.exercises.keys import keys_in


class NotMarked(Exception):  # noqa: N818 - named for its reader
    """nbgrader could not mark a notebook; the text is what it said last."""


def exercises_in(root: Path) -> list[str]:
    """The exercises that have a solution, in order: the folders with a notebook of their own name."""
    return sorted(path.stem for path in Path(root).glob("solutions/ex*/ex*.ipynb") if path.stem == path.parent.name)


def settings(root: Path, **folders: str) -> Config:
    """nbgrader_config.py of a folder as nbgrader reads it, with other folders where they are given."""
    made = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    made.merge(Config({"CourseDirectory": {"root": str(root), **folders}}))
    return made


class Course:
    """The folder with `solutions/`, `nbgrader_config.py` and `grading/`, seen for one exercise.

    exercise : such as "ex01-sourcing"; root : where that all lies
    Raises Trouble where there is no such exercise.
    """

    def __init__(self, exercise: str, root: Path = ROOT):
        self.exercise, self.root, self.grading = exercise, Path(root).resolve(), Path(root).resolve() / "grading"
        there = exercises_in(self.root)
        if exercise not in there:
            raise Trouble(f"There is no exercise {exercise}: there are {', '.join(there) or 'none'}.")
        self.grading.mkdir(exist_ok=True)
        # nbgrader starts a program of its own, alembic, by its name alone.
        folder = str(Path(sys.executable).parent)
        if folder not in os.environ.get("PATH", "").split(os.pathsep):
            os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])

    def settings(self, **folders: str) -> Config:
        """This course's settings, with other folders where they are given."""
        return settings(self.root, **folders)

    def gradebook(self) -> Gradebook:
        """The gradebook, to be used in a `with`."""
        directory = CourseDirectory(config=self.settings())
        return Gradebook(directory.db_url, directory.course_id)

    def release(self) -> Release:
        """The exercise as students have it, made from its solution and told to the gradebook.

        Raises Trouble where nbgrader refuses, as it does when questions were added after work was marked.
        """
        made = self.grading / "release"
        settings = self.settings(release_directory=str(made))
        directory = CourseDirectory(config=settings, assignment_id=self.exercise)
        converter = GenerateAssignment(coursedir=directory, config=settings)
        converter.force = converter.create_assignment = True
        done = _started(converter)
        if "Cannot add or remove cells" in done:
            raise Trouble(
                f"{self.exercise} has other questions than when work was marked: use the version that was handed out, "
                f"or move {self.grading} away to begin anew."
            )
        if done:
            raise Trouble(f"{self.exercise} cannot be released from its solution: {done}.")
        return Release(json.loads((made / self.exercise / f"{self.exercise}.ipynb").read_text("utf-8")))

    def place(self, stage: str, student: str) -> Path:
        """The folder of a student's work at a stage: "submitted", "autograded" or "feedback"."""
        return self.grading / stage / student / self.exercise

    def notebook(self, stage: str, student: str) -> dict | None:
        """The student's notebook at a stage, or None where there is none."""
        path = self.place(stage, student) / f"{self.exercise}.ipynb"
        try:
            return json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def autograde(self, student: str, notebook: dict) -> dict:
        """Hand a clean notebook to nbgrader, let it mark, and return the marked notebook; raises NotMarked."""
        self._clear("submitted", student)
        place = self.place("submitted", student)
        place.mkdir(parents=True)
        (place / f"{self.exercise}.ipynb").write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")
        self._convert(Autograde, student, create_student=True)
        return self.notebook("autograded", student)

    def feedback(self, made: Callable[[str], None]) -> dict[str, Path]:
        """Make the feedback pages of all who were marked; returns them by student. `made` is told each student."""
        notice = {"post_convert_hook": lambda **told: made(Path(told["notebooks"][0]).parts[-3])}
        with contextlib.suppress(NotMarked):  # then pages are missing, and the caller sees whose
            self._convert(GenerateFeedback, "*", **notice)
        pages = {page.parts[-3]: page for page in self.grading.glob(f"feedback/*/{self.exercise}/{self.exercise}.html")}
        for page in pages.values():
            without_requests(page)
        return pages

    def keys(self) -> dict[str, object]:
        """The keys of the questions by the name of the answer, as {"answer_1": …}."""
        solution = json.loads((self.root / "solutions" / self.exercise / f"{self.exercise}.ipynb").read_text("utf-8"))
        return {f"answer_{item.partition('.')[2]}": key for item, key in keys_in(solution).items()}

    def withdraw(self, student: str) -> None:
        """Take every mark of a student for this exercise back, and the files that tell of it."""
        with self.gradebook() as gradebook, contextlib.suppress(MissingEntry):
            gradebook.remove_submission(self.exercise, student)
        for stage in ("submitted", "autograded", "feedback"):
            self._clear(stage, student)

    def _clear(self, stage: str, student: str) -> None:
        place = self.place(stage, student)
        if place.exists():
            for path in [place, *place.rglob("*")]:
                path.chmod(0o700)  # nbgrader writes for reading only
            shutil.rmtree(place)

    def _convert(self, converter: type, student: str, **traits: object) -> None:
        settings = self.settings()
        directory = CourseDirectory(config=settings, assignment_id=self.exercise, student_id=student)
        made = converter(coursedir=directory, config=settings, **traits)
        made.force = True
        if said := _started(made):
            raise NotMarked(said)


def _started(converter: object) -> str:
    """Run one of nbgrader's converters; "" or what it said last before it failed."""
    converter.log.setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own way with its database
        done = capture_log(converter)
    if done["success"]:
        return ""
    said = (done.get("log") or done.get("error", "")).splitlines()
    lines = [line for line in said if line.strip() and "[ERROR]" not in line]
    return (lines or ["nbgrader stopped without a word"])[-1].strip()
