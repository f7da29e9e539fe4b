"""`kit.py handout` and `kit.py bundle`: what goes into them, what never does, and a set-up without the internet."""

import json
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from lab.bundle import PYTHONS, SYSTEMS, this_python, this_system

from .small_kit import FOLDER, ROOT, Kit, assert_one_sentence, get

KEPT_BACK = "an answer, or a solution"
OTHER = next(python for python in PYTHONS if python != this_python())


@pytest.fixture
def full(installed):
    """An installed kit with lessons, and with what students must not receive."""
    shutil.copytree(ROOT / "notebooks", installed.folder / "notebooks")
    for place in ("solutions/ex01/key.ipynb", "tests/test_x.py", "work/a.jsonl", "memo/__pycache__/x.pyc", ".git/HEAD"):
        path = installed.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(KEPT_BACK)
    lesson = next((installed.folder / "notebooks").glob("00-*.ipynb"))
    content = json.loads(lesson.read_text("utf-8"))
    cell = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": KEPT_BACK}]
    lesson.write_text(json.dumps(content), "utf-8")
    return installed


def inside(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# --- Handout -----------------------------------------------------------------------------


def test_the_handout_holds_what_students_need_and_nothing_else(full):
    target = full.elsewhere / "handout.zip"
    done = full.run("handout", "--to", str(target))
    assert done.returncode == 0 and str(target) in done.stdout
    with zipfile.ZipFile(target) as packed:
        names = [name.removeprefix("memorandum-1989-kit/") for name in packed.namelist() if not name.endswith("/")]
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert {"kit.py", "lab/overrides.json", "memo/__init__.py", "requirements.lock"} <= set(names)
    assert sum(name.startswith("notebooks/") and name.endswith(".ipynb") for name in names) >= 4
    assert not [name for name in names if re.search(r"solutions|tests?[/_-]|work/|\.git/|\.venv|__pycache__", name)]
    assert KEPT_BACK.encode() not in everything


def test_a_kit_from_the_handout_opens(full, tmp_path):
    full.run("handout", "--to", str(full.elsewhere / "handout.zip"))
    folder = tmp_path / "Schüler 1"
    with zipfile.ZipFile(full.elsewhere / "handout.zip") as packed:
        packed.extractall(folder)
    with Kit(folder / "memorandum-1989-kit", **full.environment).opened() as (_, address):
        assert get(address)["folder"] == str(folder / "memorandum-1989-kit")


def test_a_handout_never_writes_over_a_file(full):
    (full.elsewhere / "mine.zip").write_text("mine")
    assert_one_sentence(full.run("handout", "--to", str(full.elsewhere / "mine.zip")), "mine.zip", "--to")
    assert (full.elsewhere / "mine.zip").read_text() == "mine"


# --- Bundle ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_sets_up_a_machine_without_internet(full, tmp_path, name):
    target = full.elsewhere / name
    done = full.run("bundle", "--to", str(target))
    assert done.returncode == 0, done.stderr
    folder = target
    if name.endswith(".zip"):
        folder = tmp_path / "unpacked"
        with zipfile.ZipFile(target) as packed:
            packed.extractall(folder)
    assert KEPT_BACK not in "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())
    assert f"Python {this_python()}" in (folder / "READ-ME-FIRST.txt").read_text("utf-8")
    school = shutil.copytree(folder / "kit", tmp_path / "school" / FOLDER)
    nowhere = tmp_path / "empty"
    nowhere.mkdir()
    kit = Kit(school, PIP_FIND_LINKS=str(nowhere), PIP_NO_INDEX="1")
    assert_one_sentence(kit.run("lab", "--no-browser"))
    with kit.opened("--offline", str(target)) as (_, address):
        assert get(address)["folder"] == str(school)
    with kit.opened():  # from then on without the bundle
        pass


def test_a_bundle_for_another_machine_says_so(full):
    target = full.elsewhere / "other"
    assert full.run("bundle", "--to", str(target), "--python", OTHER).returncode == 0
    refused = full.run("lab", "--no-browser", "--offline", str(target))
    assert_one_sentence(refused, f"Python {OTHER}", f"--platform {this_system()} --python {this_python()}")
    assert_one_sentence(full.run("lab", "--no-browser", "--offline", str(full.elsewhere)), "no bundle")


def test_a_bundle_never_writes_over_anything(full):
    (full.elsewhere / "there").mkdir()
    (full.elsewhere / "there" / "mine").touch()
    assert_one_sentence(full.run("bundle", "--to", str(full.elsewhere / "there")), "there", "--to")
    assert inside(full.elsewhere / "there") == {"mine"}


def test_a_package_that_cannot_be_fetched_is_told(full):
    empty = full.elsewhere / "empty"
    empty.mkdir()
    done = full.run("bundle", "--to", str(full.elsewhere / "new"), PIP_FIND_LINKS=str(empty))
    assert_one_sentence(done, "internet")


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_bundle_asks_for_what_the_lock_names_for_that_system(system):
    """Conditions of the lock are those of the machine it is for, not of this one."""
    code = (
        "import sys, lab.bundle as b; b.PYTHON = sys.executable; "
        f"print(b.narrowed({system!r}, '3.12', '3.12.0'), '---', b.narrowed({system!r}, '3.11', '3.11.99'))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    newer, older = (set(re.findall(r"(?m)^ ?([\w-]+)==", part)) for part in run.stdout.split("---"))
    assert ("pywinpty" in newer) == (system == "windows") and ("appnope" in newer) == system.startswith("mac")
    assert ("pexpect" in newer) == (system != "windows")
    assert "overrides" in older - newer and "jupyterlab" in older & newer
    assert " ; " not in run.stdout
