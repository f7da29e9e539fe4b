"""What a cell sets an answer to, read and never run: a value, nothing yet, or what only running would tell."""

import ast
import re
import warnings
from dataclasses import dataclass

LONGEST = 20_000  # characters of a cell with an answer
NAME = re.compile(r"answer_\d+")


@dataclass(frozen=True)
class Value:
    """An answer as it was read.

    state : "value" (then `value` is it), "blank", "computed" (only running would tell) or "unreadable"
    reason : for the last two, what stands in the way, as a sentence
    """

    state: str
    value: object = None
    reason: str = ""


BLANK = Value("blank")


def value_of(source: str, name: str) -> Value:
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
        return Value("unreadable", reason=str(error))
    set_to = [value for node in tree.body if (value := _assigned(node, name)) is not None]
    if not set_to:
        return Value("computed", reason=f"{name} is not set to a value in its cell.")
    if any(_may_change(node, name) for node in tree.body):
        return Value("computed", reason="The cell does more than set the answer.")
    if _is_ellipsis(set_to[-1]):
        return BLANK
    try:
        return Value("value", ast.literal_eval(set_to[-1]))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return Value("computed", reason="The answer is not written as a value.")


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
