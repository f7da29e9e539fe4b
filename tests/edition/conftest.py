"""What the tests of the edition share: the kit's own memorandum, and copies of its data to break."""

import shutil
from pathlib import Path

import pytest

import memo

DATA = Path(memo.__file__).parent / "data"


@pytest.fixture(scope="session")
def doc():
    """The kit's own memorandum, loaded once."""
    return memo.load()


@pytest.fixture(scope="session")
def source():
    """The source as the file holds it, read without the library."""
    return (DATA / "source.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def body(source):
    """The part of the source that is the memorandum's body, cut out without the library."""
    return source[source.index("The socialist community is experiencing") : source.index("5-yesh/GG")]


@pytest.fixture
def package(tmp_path):
    """A copy of the data package, to be broken."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))
