"""nbgrader's settings for this kit; `python tools/make_exercises.py` and `marking/` read them too."""

from contextlib import suppress
from pathlib import Path

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    AssignLatePenalties,
    ClearHiddenTests,
    ClearMarkScheme,
    GetGrades,
    SaveAutoGrades,
)

from marking.feedback import RubricNotes
from marking.preprocessors import LeaveToHand, MarkAnswers

c = get_config()  # noqa: F821  nbgrader gives this name

# Folders. What students hand in and what comes of it stands under grading/, which git ignores.
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
_root = Path(__file__).resolve().parent
_grading = _root / "grading"
with suppress(OSError):  # a kit that may only be read is released from, not marked in
    _grading.mkdir(exist_ok=True)
c.CourseDirectory.db_url = f"sqlite:///{_grading / 'gradebook.db'}"

# Generation: what stands in the students' notebooks in place of the model answers.
c.ClearSolutions.code_stub = {"python": "# Write your answer in place of the three dots."}
c.ClearSolutions.text_stub = "*Write your answer here, in place of these words.*"
# The mark scheme stands in the locked cell that puts the written question: nbgrader would ask for a task cell.
c.ClearMarkScheme.enforce_metadata = False
# Widget state, timestamps and an editor's own marks would go out with a notebook; only what is named here does.
c.GenerateAssignment.preprocessors = [ClearMetadataPreprocessor, *GenerateAssignment.preprocessors.default()]
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = ["nbgrader", "tags"]
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = ["kernelspec", "language_info", "memorandum"]

# Marking: answers are read and never run by nbgrader, so its Execute is not here; see marking/preprocessors.py.
c.Autograde.autograde_preprocessors = [MarkAnswers, SaveAutoGrades, LeaveToHand, AssignLatePenalties]
c.OverwriteCells.add_missing_cells = True

# Feedback: without hidden tests and mark scheme, with what the teacher chose from the rubric.
c.RubricNotes.rubric = str(_root / "solutions" / "rubric.csv")
kept_back = [ClearHiddenTests, ClearMarkScheme]
c.GenerateFeedback.preprocessors = [GetGrades, RubricNotes, *kept_back, CSSHTMLHeaderPreprocessor]
