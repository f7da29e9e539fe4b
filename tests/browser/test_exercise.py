"""An exercise in a real browser, without a network: left blank, answered wrong, answered right, and still there tomorrow."""

import json
import re

import pytest
from playwright.sync_api import expect

from .conftest import screenshot_path
from .notebook_page import Notebook
from .running_kit import ROOT

NAME = "ex03-camps"
RAN = r"""() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputArea-prompt')].every((node) => /^\[\d+\]:$/.test(node.innerText.trim()))"""


class Exercise(Notebook):
    """The exercise on a page of its own; its cells by the names that nbgrader knows them by."""

    def __init__(self, kit, context):
        super().__init__(kit, context, f"exercises/{NAME}/{NAME}.ipynb")
        self.named = [cell["metadata"]["nbgrader"]["grade_id"] for cell in released()["cells"]]

    def cell(self, name):
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self.named.index(name))

    def run_all(self):
        """Run all cells; Run All goes on behind a question that is not answered."""
        self.ask_for_run_all()
        self.page.wait_for_function(RAN)
        return self

    def answer(self, number, text):
        """Write an answer in place of what stands there, run it and the cell below it."""
        cell = self.cell(f"answer_{number}")
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)
        self.run(cell)
        self.run(self.cell(f"test_{number}"))

    def told(self, name):
        """What stands under a cell."""
        return self.cell(name).locator(".jp-OutputArea-output").first


def released():
    return json.loads((ROOT / "exercises" / NAME / f"{NAME}.ipynb").read_text("utf-8"))


def model_answers():
    """Each question's model answer, from the solution."""
    solution = json.loads((ROOT / "solutions" / NAME / f"{NAME}.ipynb").read_text("utf-8"))
    cells = {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in solution["cells"]}
    return {
        int(name[7:]): source.split("### BEGIN SOLUTION\n")[1].split("\n### END")[0]
        for name, source in cells.items()
        if name.startswith("answer_")
    }


@pytest.fixture(scope="module")
def exercise(kit, context):
    """The exercise, opened and run once with nothing filled in."""
    exercise = Exercise(kit, context).open().run_all()
    yield exercise
    exercise.close()


@pytest.fixture(autouse=True)
def quiet(exercise):
    yield
    assert (exercise.outside, exercise.complaints, exercise.dialogs) == ([], [], [])


def test_blank_it_runs_to_the_end_and_says_what_is_not_answered(exercise):
    for number in model_answers():
        expect(exercise.told(f"test_{number}")).to_have_text(f"Question {number} is not yet answered.")
    expect(exercise.told("overview")).to_contain_text("0 of 8 right")
    assert "Traceback" not in exercise.page.locator(".jp-Notebook").inner_text()
    exercise.cell("question_1").scroll_into_view_if_needed()
    exercise.page.screenshot(path=screenshot_path("exercise blank"))


def test_a_wrong_answer_gets_a_hint_that_sends_to_a_paragraph(exercise):
    exercise.answer(4, "answer_4 = [1, 2]")
    expect(exercise.told("test_4")).to_have_text(re.compile(r"^Question 4: not yet\. .*(¶|card|figure)"))
    exercise.page.screenshot(path=screenshot_path("exercise wrong"))


def test_right_answers_are_told_and_come_back_after_a_restart(exercise):
    for number, source in model_answers().items():
        exercise.answer(number, source)
        expect(exercise.told(f"test_{number}")).to_have_text(f"Question {number}: right.")
    exercise.page.screenshot(path=screenshot_path("exercise right"))
    exercise.save()
    exercise.kill_kernel()
    exercise.reload()
    exercise.complaints.clear()  # JupyterLab's own, about the connection that it lost
    exercise.run_all()
    expect(exercise.told("overview")).to_contain_text("8 of 8 right")
