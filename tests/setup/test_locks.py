"""The three locks: hashed, complete for every system and Python, and free of addresses."""

import itertools
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = {"": "requirements.lock", "test": "requirements-test.lock", "instructor": "requirements-instructor.lock"}
EACH_LOCK = pytest.mark.parametrize("lock", LOCKS.values())

SYSTEMS = {
    "win32": ("nt", "Windows", "AMD64"),
    "darwin": ("posix", "Darwin", "arm64"),
    "linux": ("posix", "Linux", "x86_64"),
}
MACHINES = [
    {
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform_system,
        "platform_machine": machine,
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.{patch}",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    for (system, (os_name, platform_system, machine)), (minor, patch) in itertools.product(
        SYSTEMS.items(), [(11, 2), (11, 9), (12, 3), (13, 1), (14, 0)]
    )
]


def entries(lock: str) -> dict[str, set[str]]:
    """Read a lock as requirement lines, each with its hashes."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [re.split(r"\s+--hash=", line.strip()) for line in text.splitlines()]
    return {line: set(hashes) for line, *hashes in lines}


def pins(lock: str, machine: dict[str, str]) -> dict[str, str]:
    """Return name → version of what a lock installs on one machine."""
    chosen = {}
    for line in entries(lock):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(machine):
            name = canonicalize_name(requirement.name)
            assert name not in chosen, f"{lock} pins {name} twice for {machine}"
            chosen[name] = str(requirement.specifier).removeprefix("==")
    return chosen


def wanted(extra: str) -> list[Requirement]:
    """Return what pyproject.toml asks for, with one of its extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    more = project["optional-dependencies"][extra] if extra else []
    return [Requirement(line) for line in project["dependencies"] + more]


@EACH_LOCK
def test_nothing_but_pins_and_hashes(lock):
    """So no line can hold the address of an index, a path of some machine, or an option."""
    pin = r"[a-z0-9-]+==[\w.]+( ; [\w '\".()=<>!]+)? \\"
    for number, line in enumerate((ROOT / lock).read_text("utf-8").splitlines(), 1):
        assert re.fullmatch(rf"{pin}|    --hash=sha256:[0-9a-f]{{64}}( \\)?", line), f"{lock}:{number} {line}"
    assert all(entries(lock).values()), "every pin has a hash"


@pytest.mark.parametrize(("extra", "lock"), LOCKS.items())
@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: "{sys_platform} {python_full_version}".format(**machine))
def test_a_lock_is_complete_on_every_machine(extra, lock, machine):
    """What pyproject.toml and each pinned package ask for is pinned, within the bounds."""
    pinned = pins(lock, machine)
    asked = [("pyproject.toml", requirement) for requirement in wanted(extra)]
    for name in pinned:
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system, or of the instructors' lock
            continue
        if found.version == pinned[name]:
            asked += [(name, Requirement(line)) for line in found.requires or ()]
    for by, requirement in asked:
        if requirement.marker is None or requirement.marker.evaluate(machine):
            name = canonicalize_name(requirement.name)
            assert name in pinned, f"{lock} lacks {requirement}, which {by} needs"
            assert requirement.specifier.contains(pinned[name], prereleases=True), f"{by} needs {requirement}"


@pytest.mark.parametrize("lock", ["requirements-test.lock", "requirements-instructor.lock"])
def test_every_lock_has_the_students_pins(lock):
    """kit.py adds the tests to an environment made for the lessons, so nothing may move."""
    assert entries("requirements.lock").items() <= entries(lock).items()


def test_the_other_locks_share_their_pins():
    tests, instructors = entries("requirements-test.lock"), entries("requirements-instructor.lock")
    names = {line.split("==")[0] for line in tests} & {line.split("==")[0] for line in instructors}
    assert {line for line in tests if line.split("==")[0] in names} == {line for line in instructors if line.split("==")[0] in names}
