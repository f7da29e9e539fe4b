"""The clean notebook that goes to nbgrader: the cells as they were handed out, with the student's answers in them.

Nothing else of what was handed in survives: no outputs, no metadata, no cells of the student's own, no changed tests.
"""

import copy
import re

from marking.answers import LONGEST, code_answers, question_names, written_answers
from marking.notebook import Sheet, cell_of

# What would act in the browser of the person who marks, where Formgrader shows the text as a page.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=[(:])")  # of a picture, too: it would be fetched
_COMMAND = re.compile(r"\\+(?=(?:href|url|require|class|style|cssId|data|unicode|def|let|(?:re)?new\w+|html\w*)\b)")
LONGEST_TEXT, MOST_CELLS = 100_000, 5  # characters of a written answer; cells that answer one question


class Release:
    """An exercise as it was handed out: what is asked, and the cells to put answers into.

    notebook : dict, the released notebook as JSON holds it, with nbgrader's checksums
    """

    def __init__(self, notebook: dict):
        self.notebook = notebook
        about = notebook["metadata"]["memorandum"]
        self.exercise, self.version = about["exercise"], about["version"]
        self.cells = [cell_of(cell) for cell in notebook["cells"]]
        self.asked = question_names(self.cells)
        graded = [marks for cell in notebook["cells"] if (marks := _marks(cell)).get("grade")]
        self.written = [marks["grade_id"] for marks in graded if marks["solution"]]
        self.blank = {cell.grade_id: cell.source for cell in self.cells}  # what stands in each cell before an answer


def rebuilt(release: Release, sheet: Sheet) -> tuple[dict, list[str]]:
    """The clean notebook with the answers of a sheet, and remarks on what was not as handed out."""
    answers = code_answers(sheet.cells, release.asked)
    texts = written_answers(sheet.cells, release.written, release.cells)
    notebook, remarks = copy.deepcopy(release.notebook), []
    cells = []
    for cell in notebook["cells"]:
        name = _marks(cell).get("grade_id", "")
        cells.append(cell)
        if sources := answers.get(name):
            cell["source"], *others = [source[: LONGEST + 1] for source in sources[:MOST_CELLS]]
            cells += [_another(name, number, source) for number, source in enumerate(others, 2)]
        elif written := texts.get(name):
            cell["source"] = harmless("\n\n---\n\n".join(written)[:LONGEST_TEXT])
            remarks += [f"{len(written)} texts as written answer; all are shown"] if len(written) > 1 else []
    notebook["cells"] = cells
    if sheet.version is None:
        remarks.append("the notebook does not say which exercise it is")
    elif sheet.version != release.version:
        remarks.append(f"made with version {sheet.version} of the exercise, marked by version {release.version}")
    return notebook, remarks


def harmless(text: str) -> str:
    """A student's text such that it shows as text, and neither acts nor fetches anything when a browser shows it.

    >>> print(harmless("a < b <script>x</script> ![p](http://h/p.png) [l](javascript:x) $\\\\href{u}{y}$"))
    a < b &lt;script>x&lt;/script> ![p] (http://h/p.png) [l] (javascript:x) $href{u}{y}$
    """
    return _LINK.sub("] ", _COMMAND.sub("", _TAG.sub("&lt;", text)))


def _another(name: str, number: int, source: str) -> dict:
    """A second cell of the student that sets the same answer differently."""
    made = {"cell_type": "code", "id": f"{name.replace('_', '-')}-cell-{number}", "metadata": {}, "source": source}
    return made | {"execution_count": None, "outputs": []}


def _marks(cell: dict) -> dict:
    return cell["metadata"].get("nbgrader", {})
