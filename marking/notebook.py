"""A notebook's bytes, whatever they are, as cells. Runs nothing.

nbformat is not asked, for it refuses what a student's machine or mailer did to a file and a person can still read.
"""

import codecs
import json
import re
from dataclasses import dataclass

from marking.collecting import Refused

CELLS = 5000  # more than any person makes
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Cell:
    """A cell as text: its kind (code, markdown, raw), its source, nbgrader's name for it, its own id."""

    kind: str
    source: str
    grade_id: str = ""
    id: str = ""


@dataclass(frozen=True)
class Sheet:
    """A notebook's cells, and which exercise and version its metadata name ("" and None where they name none)."""

    cells: tuple[Cell, ...]
    exercise: str = ""
    version: int | None = None


def sheet_of(content: bytes) -> Sheet:
    """Read a notebook of any age and encoding; raises Refused with the reason where it is none.

    >>> sheet_of(b'{"cells": [{"cell_type": "code", "source": ["a = 1\\\\r\\\\n", "b"]}]}').cells[0].source
    'a = 1\\nb'
    """
    if not content.strip():
        raise Refused("The file is empty")
    try:
        notebook = json.loads(_text(content))
    except (ValueError, RecursionError) as error:
        raise Refused(f"The file is no notebook ({str(error)[:80]})") from None
    cells = _cells(_dict(notebook))
    if cells is None:
        raise Refused("The file is no notebook: it has no cells")
    if len(cells) > CELLS:
        raise Refused(f"The notebook has {len(cells):,} cells and was not read; {CELLS:,} are the most")
    about = _dict(_dict(notebook.get("metadata")).get("memorandum"))
    version = about.get("version")
    return Sheet(
        tuple(cell_of(cell) for cell in cells if isinstance(cell, dict)),
        exercise=str(about.get("exercise") or "")[:100],
        version=version if type(version) is int else None,
    )


def _cells(notebook: dict) -> list | None:
    if isinstance(notebook.get("cells"), list):
        return notebook["cells"]
    pages = notebook.get("worksheets")  # nbformat 3 and older
    if not isinstance(pages, list):
        return None
    return [cell for page in pages for cell in _list(_dict(page).get("cells"))]


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" in content[:4]:
            return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
        return content.decode("cp1252", "replace")


def cell_of(cell: dict) -> Cell:
    """A cell as JSON holds it, of any age, as text; strangers' files, where `memo.exercises.keys` reads the kit's own."""
    source = cell.get("source") or cell.get("input")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = source if isinstance(source, str) else ""
    marks = _dict(_dict(cell.get("metadata")).get("nbgrader"))
    kind = cell.get("cell_type")
    return Cell(
        kind if kind in ("code", "raw") else "markdown",
        re.sub(r"\r\n?", "\n", source).encode("utf-8", "replace").decode("utf-8"),  # half a surrogate cannot be saved
        grade_id=marks["grade_id"] if isinstance(marks.get("grade_id"), str) else "",
        id=cell["id"] if isinstance(cell.get("id"), str) else "",
    )


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list:
    return value if isinstance(value, list) else []
