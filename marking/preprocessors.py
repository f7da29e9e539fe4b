"""What nbgrader does in place of `Execute`: answers are read, not run. Named in nbgrader_config.py.

`MarkAnswers` writes points and remark where nbgrader looks for them, as the output of the test cell; nbgrader's own
`SaveAutoGrades` puts them into the gradebook; `LeaveToHand` then opens what a person has to mark.
"""

from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked

from marking.answers import code_answers
from marking.isolation import run
from marking.marks import by_hand, mark
from marking.notebook import cell_of
from marking.rebuilding import harmless
from memo.exercises.keys import keys_in

STATE = "memorandum"  # where a marked test cell keeps its state, in its metadata


class MarkAnswers(NbGraderPreprocessor):
    """Marks every test cell by the key in it, which nbgrader has just put back from the gradebook."""

    def preprocess(self, nb, resources):
        """Give each test cell its points as result and its remark as output; make the student's texts harmless."""
        for cell in nb.cells:
            if cell.cell_type != "code" and not is_locked(cell):
                cell.pop("attachments", None)
                cell.source = harmless(cell.source)
        tests = [cell for cell in nb.cells if cell.cell_type == "code" and is_grade(cell)]
        names = [cell.metadata.nbgrader.grade_id.replace("test_", "answer_") for cell in tests]
        answers = code_answers([cell_of(cell) for cell in nb.cells if not is_grade(cell)], names)
        for cell, name, (item, key) in zip(tests, names, keys_in(nb).items(), strict=True):
            self._write(cell, self._marked(item, key, name, answers[name]))
        return nb, resources

    def _marked(self, item, key, name, sources):
        try:
            return mark(item, key, name, sources, run)
        except Exception as error:  # one question that cannot be marked must not take the others with it
            self.log.exception("%s was left to be marked by hand", item)
            return by_hand(f"marking stopped with {type(error).__name__}.")

    @staticmethod
    def _write(cell, result):
        points = new_output("execute_result", {"text/plain": str(result.points)}, execution_count=1)
        cell.outputs = [new_output("stream", name="stdout", text=f"{result.remark}\n"), points]
        cell.metadata[STATE] = {"state": result.state, "remark": result.remark, "points": result.points}


class LeaveToHand(NbGraderPreprocessor):
    """After SaveAutoGrades: what no machine could mark has no points yet and waits in Formgrader."""

    def preprocess(self, nb, resources):
        """Open the grades of the cells that MarkAnswers left."""
        about = resources["nbgrader"]
        left = [cell for cell in nb.cells if cell.metadata.get(STATE, {}).get("state") == "by hand"]
        if left:
            with Gradebook(about["db_url"]) as gradebook:
                for cell in left:
                    name = cell.metadata.nbgrader.grade_id
                    grade = gradebook.find_grade(name, about["notebook"], about["assignment"], about["student"])
                    grade.auto_score, grade.needs_manual_grade = None, True
                gradebook.db.commit()
        return nb, resources
