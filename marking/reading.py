"""A notebook's bytes, whatever they are, as cells; and the cells in which each question was answered. Runs nothing.

nbformat is not asked, for it refuses what a student's machine or mailer did to a file and a person can still read.
"""

import codecs
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from marking.collecting import Refused
from marking.values import NAME, is_blank, names_set

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
    """A cell as JSON holds it, of any age, as text."""
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


# --- Which cell answers which question ---------------------------------------------------


def code_answers(cells: Iterable[Cell], asked: Iterable[str]) -> dict[str, list[str]]:
    """For each name that is asked for ("answer_3"), the sources that answer it, without blank ones and repetitions.

    A cell answers by what it sets; where no cell sets the name, by the mark that nbgrader or Jupyter gave it.

    >>> sources = "answer_1 = 4", "answer_1 = ...", "answer_1=4"
    >>> code_answers([Cell("code", source) for source in sources], ["answer_1"])
    {'answer_1': ['answer_1 = 4']}
    """
    cells = list(cells)
    sets = [names_set(cell.source) if cell.kind == "code" else set() for cell in cells]
    found = {}
    for name in asked:
        own = [cell for cell in cells if cell.grade_id == name or cell.id == name.replace("_", "-")]
        setting = [cell for cell, names in zip(cells, sets, strict=True) if name in names]
        sources = [cell.source for cell in setting] or [cell.source for cell in own]
        found[name] = _different(source for source in sources if not is_blank(source, name))
    return found


def _different(sources: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for source in sources:
        bare = re.sub(r"#.*|\s+", "", source)
        kept.setdefault(bare, source)
    return list(kept.values())


def written_answers(cells: Iterable[Cell], asked: Iterable[str], released: Iterable[Cell]) -> dict[str, list[str]]:
    """For each written answer that is asked for, the texts; where its cell is gone, other cells of text that are new.

    released : the cells as they were handed out, by which a text is known that nobody wrote
    """
    cells, asked = list(cells), list(asked)
    ours = {_squeezed(cell.source) for cell in released}
    new = [cell for cell in cells if cell.kind != "code" and _squeezed(cell.source) not in ours | {""}]
    found = {}
    for name in asked:
        own = [cell for cell in new if name in (cell.grade_id, cell.id.replace("-", "_"))]
        there = any(name in (cell.grade_id, cell.id.replace("-", "_")) for cell in cells)
        loose = [cell for cell in new if not cell.grade_id] if len(asked) == 1 and not there else []
        found[name] = list(dict.fromkeys(cell.source for cell in own or loose))
    return found


def _squeezed(source: str) -> str:
    return " ".join(source.split())


def question_names(cells: Iterable[Cell]) -> list[str]:
    """The names of the answers that a notebook asks for: answer_1, answer_2, …"""
    return [cell.grade_id for cell in cells if NAME.fullmatch(cell.grade_id)]


def names_of(cells: Iterable[Cell]) -> set[str]:
    """Every name by which a cell could answer something: nbgrader's, Jupyter's, and the answers it sets."""
    cells = list(cells)
    found = {cell.grade_id for cell in cells} | {cell.id.replace("-", "_") for cell in cells}
    return found.union(*(names_set(cell.source) for cell in cells if cell.kind == "code")) - {""}
