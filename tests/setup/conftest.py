"""Kits to try: small ones, not yet installed or installed."""

import shutil
from pathlib import Path

import pytest

from .small_kit import FAKE_LAB, FAKE_PYTEST, FOLDER, ROOT, Kit, wheel


@pytest.fixture(scope="session")
def wheels(tmp_path_factory) -> tuple[Path, str, str]:
    """A folder of tiny packages, the lessons' lock and the test lock that ask for them."""
    folder = tmp_path_factory.mktemp("wheels")
    lessons = wheel(folder, "jupyterlab", {"jupyterlab/__main__.py": FAKE_LAB})
    lessons += wheel(folder, "pandas", {"pandas.py": ""})
    return folder, lessons, lessons + wheel(folder, "pytest", {"pytest.py": FAKE_PYTEST})


@pytest.fixture
def small(tmp_path, wheels) -> Kit:
    """A kit with tiny packages, nothing installed yet."""
    folder = tmp_path / FOLDER
    (folder / "memo").mkdir(parents=True)
    (folder / "memo" / "__init__.py").touch()
    shutil.copy(ROOT / "kit.py", folder)
    shutil.copytree(ROOT / "lab", folder / "lab")
    source, lessons, tests = wheels
    (folder / "requirements.lock").write_text(lessons)
    (folder / "requirements-test.lock").write_text(tests)
    return Kit(folder, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(source))


@pytest.fixture(scope="module")
def ready(tmp_path_factory, wheels) -> Kit:
    """A kit with tiny packages, installed for the lessons; only for tests that leave it so."""
    kit = small.__wrapped__(tmp_path_factory.mktemp("ready"), wheels)
    with kit.opened():
        pass
    return kit


@pytest.fixture
def installed(tmp_path, ready) -> Kit:
    """A kit with tiny packages, installed for the lessons, to do anything with."""
    folder = shutil.copytree(ready.folder, tmp_path / FOLDER, symlinks=True)
    return Kit(folder, **ready.environment)
