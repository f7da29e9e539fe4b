"""The rooms of `memo/` import one way, and `import memo` is light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import memo

MEMO = Path(memo.__file__).parent
ROOMS = ["edition", "analysis", "exercises", "figures", "controls"]  # each may import from those before it
BESIDE = {"journal": set()}  # stands beside the edition, and knows neither text nor widgets
MODULES = sorted(MEMO.rglob("*.py"))

# What only one room may bring along.
ONLY = {
    "ipywidgets": {"controls"},
    "anywidget": {"controls"},
    "traitlets": {"controls"},
    "IPython": {"controls"},
    "plotly": {"figures"},
}
# What belongs to all rooms, and imports none.
COMMON = {"errors", "dates"}


def name_of(path):
    return path.relative_to(MEMO).as_posix()


def room_of(path):
    """The room a module stands in; None for memo/__init__.py and what belongs to all."""
    parts = path.relative_to(MEMO).parts
    return parts[0] if len(parts) > 1 else None


def imported(path):
    """The full names of everything a module imports, also inside functions; relative names made absolute."""
    package = ["memo", *path.relative_to(MEMO).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms_imported(path):
    """The rooms of memo that a module imports from; "" for memo as a whole."""
    for name in imported(path):
        first, *rest = name.split(".")
        if first == "memo" and not COMMON & {*rest[:1]}:
            yield rest[0] if rest and (MEMO / rest[0]).is_dir() else ""


def allowed_from(room):
    if room in BESIDE:
        return BESIDE[room] | {room}
    before = ROOMS[: ROOMS.index(room) + 1]
    return {*before, *(BESIDE if room == "controls" else ())}  # only controls join the two


def test_every_folder_is_a_room_of_the_house():
    rooms = {room_of(path) for path in MODULES} - {None}
    assert {"edition", "controls"} <= rooms
    assert rooms <= {*ROOMS, *BESIDE}


def test_what_belongs_to_all_imports_no_room():
    assert not {name: [*rooms_imported(MEMO / f"{name}.py")] for name in COMMON if [*rooms_imported(MEMO / f"{name}.py")]}


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path)], ids=name_of)
def test_rooms_import_one_way(path):
    assert set(rooms_imported(path)) <= allowed_from(room_of(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_widgets_and_figures_stay_in_their_rooms(path):
    for name in imported(path):
        library = name.split(".")[0]
        if library in ONLY:
            assert room_of(path) in ONLY[library], f"{library} in {name_of(path)}"


@pytest.mark.parametrize("path", [path for path in MODULES if path != MEMO / "__init__.py"], ids=name_of)
def test_nobody_imports_by_a_back_door(path):
    """Only memo/__init__.py opens rooms by name; else what is read above would not be the whole truth."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert not named & {"import_module", "__import__"}


def test_the_errors_know_nobody():
    assert list(rooms_imported(MEMO / "errors.py")) == []


@pytest.mark.parametrize("library", ["plotly", "ipywidgets", "anywidget", "traitlets", "IPython", "hypothesis"])
def test_loading_is_light(library):
    """In a fresh process: a library that the tests themselves use would else be there already."""
    code = f"import memo, sys; memo.load(); sys.exit({library!r} in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=MEMO.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr or f"{library} was imported"


def test_a_room_opens_when_first_used():
    code = "import memo, sys; memo.controls; sys.exit('ipywidgets' not in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=MEMO.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_controls_are_light_until_a_figure_is_shown():
    code = "import memo, sys; memo.controls.Lesson(memo.load(), '00'); sys.exit('plotly' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=MEMO.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr or "plotly was imported"


def test_all_is_what_the_design_names():
    assert memo.__all__ == ["MemoError", "Memorandum", "check", "load"]
    assert set(memo.__all__) <= set(dir(memo))
    assert all(getattr(memo, name).__module__.split(".")[0] == "memo" for name in memo.__all__)


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name_of)
def test_every_room_says_what_it_offers(path):
    """`__all__` of each package holds names that are there, sorted or in an order of its own, without repeats."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lists = [node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"]
    assert len(lists) == 1
    names = ast.literal_eval(lists[0])
    defined = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    defined |= {node.name for node in tree.body if hasattr(node, "name")}
    assert len(names) == len(set(names))
    assert set(names) <= defined
