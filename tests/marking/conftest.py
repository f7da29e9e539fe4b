"""A small exercise ready to be handed in and marked."""

import shutil

import pytest

from marking.class_run import mark_folder
from marking.course import Course
from marking.handing_back import hand_back
from marking.table import row
from tests.marking import small_exercise
from tests.marking.small_exercise import NAME


class Small:
    """The small exercise in a folder of its own: hand in, mark, look into the gradebook."""

    def __init__(self, root):
        self.root, self.folder = root, root / "handed in"
        self.course = Course(NAME, root)
        self.released = self.course.notebook("release", ".")

    def hand_in(self, student, **sources):
        return small_exercise.hand_in(self.folder, student, self.released, **sources)

    def mark(self):
        return mark_folder(NAME, self.folder, self.root)

    def rows(self):
        """What the table shows, by student, after everything was written anew."""
        return {who.student: row(who, where) for who, where in hand_back(NAME, self.root)}

    def grade(self, student, name):
        """(points by machine, by hand, whether it waits for a person) of one cell."""
        with self.course.gradebook() as gradebook:
            grade = gradebook.find_grade(name, NAME, NAME, student)
            return grade.auto_score, grade.manual_score, grade.needs_manual_grade

    def by_hand(self, student, name, score, comment=""):
        """Mark one cell as Formgrader does."""
        with self.course.gradebook() as gradebook:
            grade = gradebook.find_grade(name, NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = score, False
            if comment:
                gradebook.find_comment(name, NAME, NAME, student).manual_comment = comment
            gradebook.db.commit()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """The folder of a course in which nothing was handed in; to make its gradebook takes seconds."""
    root = small_exercise.make(tmp_path_factory.mktemp("course"))
    Course(NAME, root).release()
    return root


@pytest.fixture
def small(fresh, tmp_path):
    return Small(shutil.copytree(fresh, tmp_path / "course"))
