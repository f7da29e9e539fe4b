"""What the tests of the journal share: a work folder of their own, and a disk that refuses."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """The folder that holds every journal of a test."""
    monkeypatch.setenv("MEMO_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def full_disk():
    """`with full_disk(size):` no file grows beyond that size; the system itself cuts the write short."""
    resource = pytest.importorskip("resource", reason="NOT TESTED: this system sets no limit on the size of files")

    @contextlib.contextmanager
    def limited(size):
        # Python ignores the signal that goes with it (SIGXFSZ), so that the write fails as on a full disk.
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited


@pytest.fixture
def anybody():
    """`with anybody():` the test goes on as a user whom permissions bind; root becomes nobody for that time."""

    @contextlib.contextmanager
    def demoted():
        if os.name != "posix":
            pytest.skip("NOT TESTED: permissions of this system")
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    return demoted


@pytest.fixture
def shared(monkeypatch):
    """A work folder that any user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="memo-shared-"))
    folder.chmod(0o755)
    work = folder / "work"
    work.mkdir()
    work.chmod(0o777)
    monkeypatch.setenv("MEMO_WORK", str(work))
    yield work
    for path in [work, *work.rglob("*")]:
        if path.is_dir():
            path.chmod(0o777)
    shutil.rmtree(folder)
