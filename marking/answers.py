"""Which cell answers a question, and with what: read and never run."""

import ast
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from marking.notebook import Cell

LONGEST = 20_000  # characters of a cell with an answer
NAME = re.compile(r"answer_\d+")


@dataclass(frozen=True)
class Read:
    """An answer as it was read.

    state : "value" (then `value` is it), "blank", "computed" (only running would tell) or "unreadable"
    reason : for the last two, what stands in the way, as a sentence
    """

    state: str
    value: object = None
    reason: str = ""


BLANK = Read("blank")


def value_of(source: str, name: str) -> Read:
    """What a cell's source sets a name to.

    >>> value_of("answer_3 = [8, 20]  # both", "answer_3").value
    [8, 20]
    >>> value_of("answer_3 = ...", "answer_3").state, value_of("answer_3 = max(8, 20)", "answer_3").state
    ('blank', 'computed')
    >>> value_of("answer_3 = 'He said 'no''", "answer_3").reason
    'This is not Python that can be read: line 1.'
    """
    if is_blank(source, name):
        return BLANK
    try:
        tree = _parsed(source)
    except _Unreadable as error:
        return Read("unreadable", reason=str(error))
    set_to = [value for node in tree.body if (value := _assigned(node, name)) is not None]
    if not set_to:
        return Read("computed", reason=f"{name} is not set to a value in its cell.")
    if any(_may_change(node, name) for node in tree.body):
        return Read("computed", reason="The cell does more than set the answer.")
    if _is_ellipsis(set_to[-1]):
        return BLANK
    try:
        return Read("value", ast.literal_eval(set_to[-1]))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Read("computed", reason="The answer is not written as a value.")


def is_blank(source: str, name: str) -> bool:
    """Whether nothing was put in place of the three dots, or everything was deleted."""
    code = re.sub(r"(?m)#.*$", "", source).strip()
    return not code or re.fullmatch(rf"{name}\s*=\s*(?:\.\.\.|…)?|\.\.\.", code) is not None


def names_set(source: str) -> set[str]:
    """The answers that a cell sets anywhere in it; read by their looks where it is no Python."""
    try:
        tree = _parsed(source)
    except _Unreadable:
        return set(re.findall(rf"(?m)^\s*({NAME.pattern})\s*=(?!=)", source[:LONGEST]))
    stored = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return {name for name in stored if NAME.fullmatch(name)}


class _Unreadable(Exception):  # noqa: N818
    pass


def _parsed(source: str) -> ast.Module:
    if len(source) > LONGEST:
        raise _Unreadable(f"The cell has more than {LONGEST:,} characters.")
    # Jupyter's own commands are no Python, and set no answer.
    source = re.sub(r"(?m)^[ \t]*[%!].*$", "", source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a stray backslash is the student's affair
            return ast.parse(source)
    except SyntaxError as error:
        raise _Unreadable(f"This is not Python that can be read: line {error.lineno}.") from None
    except (ValueError, MemoryError, RecursionError):
        raise _Unreadable("This is not Python that can be read.") from None


def _assigned(node: ast.stmt, name: str) -> ast.expr | None:
    """What a plain assignment sets the name to."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    elif isinstance(node, ast.AnnAssign):
        target = node.target
    else:
        return None
    return node.value if isinstance(target, ast.Name) and target.id == name else None


def _may_change(node: ast.stmt, name: str) -> bool:
    """Whether a statement may do more than set the answer, tell its value, or bring in a library."""
    if _assigned(node, name) is not None or isinstance(node, (ast.Pass, ast.Import, ast.ImportFrom)):
        return False
    if not isinstance(node, ast.Expr):
        return True
    value = node.value
    if isinstance(value, ast.Call):  # print(answer_3), memo.check("ex01.3", answer_3)
        called = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return called not in ("print", "display", "check") or any(isinstance(part, ast.Call) for part in value.args)
    return not isinstance(value, (ast.Name, ast.Constant))


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


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
    """The names of the answers that a notebook asks for, such as answer_1."""
    return [cell.grade_id for cell in cells if NAME.fullmatch(cell.grade_id)]


def names_of(cells: Iterable[Cell]) -> set[str]:
    """Every name by which a cell could answer something: nbgrader's, Jupyter's, and the answers it sets."""
    cells = list(cells)
    found = {cell.grade_id for cell in cells} | {cell.id.replace("-", "_") for cell in cells}
    return found.union(*(names_set(cell.source) for cell in cells if cell.kind == "code")) - {""}
