"""Feedback pages: what the teacher chose from the rubric, spelt out; nothing that students must not see.

For each criterion the teacher writes one line into Formgrader's comment, `criterion: level` or `criterion: level a`,
where a and b are the rubric's comments for that level. Other lines stay as they are.
"""

import re
import zipfile
from functools import cache
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from marking.rubric import read

_LINE = re.compile(r"\s*(?P<criterion>[^:]+?)\s*:\s*(?P<level>\w+)\s*(?P<letters>[a-z](?:\s*,?\s*[a-z])*)?\s*\.?\s*")
NOT_YET = "**Not yet marked.** Your teacher reads this answer."


class RubricNotes(NbGraderPreprocessor):
    """After nbgrader's GetGrades: spells out the rubric's lines in comments, and says what is not yet marked."""

    rubric = Unicode("", help="the rubric's file").tag(config=True)

    def preprocess(self, nb, resources):
        """Change the comments of this page; the gradebook keeps what the teacher wrote."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            own = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            waiting = {grade.name for grade in own.grades if grade.needs_manual_grade}
        for cell in nb.cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("solution"):
                marks["comment"] = spelt_out(marks.get("comment") or "", about["assignment"], Path(self.rubric))
                if marks.get("grade") and marks["grade_id"] in waiting:
                    marks["comment"] = NOT_YET
        return nb, resources


def spelt_out(comment: str, exercise: str, place: Path) -> str:
    """A comment in Markdown, with what the rubric in the file `place` says in place of its short lines."""
    rows = [row for row in _rubric(place) if row["sheet"] == exercise]
    made = []
    for line in comment.splitlines():
        found = _LINE.fullmatch(line)
        row = _row(rows, found["criterion"].casefold(), found["level"].casefold()) if found else None
        made.append(_spelt(row, found["letters"] or "") if row else line)
    return "\n\n".join(made)


def _row(rows: list[dict], criterion: str, level: str) -> dict | None:
    """The row of a level; a criterion answers to its name, and to any words of its heading that no other has."""
    fitting = [row for row in rows if row["level"].casefold() == level]
    named = [row for row in fitting if row["criterion"].casefold() == criterion]
    headed = [row for row in fitting if criterion in row["label"].casefold()]
    return named[0] if named else headed[0] if len(headed) == 1 else None


def _spelt(row: dict, letters: str) -> str:
    bank = row["comments"].split("|")
    chosen = [bank[place] for letter in re.findall("[a-z]", letters) if (place := ord(letter) - ord("a")) < len(bank)]
    return " ".join([f"**{row['label']}: {row['level']}.** {row['description']}", *chosen])


@cache
def _rubric(place: Path) -> list[dict]:
    return read(place) if place.exists() else []


def without_requests(page: Path) -> None:
    """Take out of a page what a browser would fetch: it opens without the internet and tells nobody who reads it."""
    page.chmod(0o644)
    text = re.sub(r"<script\b[^>]*\bsrc=[^>]*>\s*</script>|<link\b[^>]*\bhref=[^>]*>", "", page.read_text("utf-8"))
    page.write_text(text, "utf-8")


def zip_for_moodle(path: Path, pages: list[tuple[str, str, Path]]) -> None:
    """Write the zip for Moodle's *Upload multiple feedback files in a zip*; pages : (name, number, page) of each."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, number, page in pages:
            packed.write(page, f"{name.replace('/', '-')}_{number}_assignsubmission_file_/{page.name}")
