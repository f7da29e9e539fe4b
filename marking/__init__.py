"""Marking a class's notebooks without running what strangers wrote; for instructors, not in the students' handout.

    collecting → submission (notebook) → rebuilding (answers) → nbgrader with `preprocessors` → handing_back (exports, feedback)

`python kit.py mark EXERCISE FOLDER` runs all of it; `nbgrader_config.py` gives the same preprocessors to nbgrader's
own commands and to Formgrader.
"""
