"""A bundle for a machine without internet: the kit, and every package that one system and one Python need."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

from lab.environment import LESSONS_LOCK, PIP_LOG, PYTHON, environment, provide, trouble_told
from lab.handout import copy_kit
from lab.trouble import Trouble

# What pip calls each system, newest first, and what the lock's conditions ask of it.
_GLIBC = [f"manylinux_2_{minor}" for minor in range(28, 16, -1)] + ["manylinux2014"]
SYSTEMS = {
    "windows": (["win_amd64"], {"os_name": "nt", "sys_platform": "win32", "platform_machine": "AMD64"}),
    "mac-arm": (["macosx_14_0_arm64"], {"os_name": "posix", "sys_platform": "darwin", "platform_machine": "arm64"}),
    "mac-intel": (["macosx_14_0_x86_64"], {"os_name": "posix", "sys_platform": "darwin", "platform_machine": "x86_64"}),
    "linux": (
        [f"{tag}_x86_64" for tag in _GLIBC],
        {"os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64"},
    ),
    "linux-arm": (
        [f"{tag}_aarch64" for tag in _GLIBC],
        {"os_name": "posix", "sys_platform": "linux", "platform_machine": "aarch64"},
    ),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MADE_FOR = "made-for.json"  # in the folder of packages: which system and Python they fit

READ_ME = """This folder opens the memorandum kit on a computer without internet.

It fits {system} with Python {python}. Install that Python first (64 bit), then, in this folder:

    cd kit
    python kit.py lab --offline ..

The first time takes a minute or two. From then on 'python kit.py lab' is enough, and the
folder 'wheels' is not needed any more.
"""

# Runs in the kit's environment, for pip brings what reads conditions: keeps of a lock what holds for another machine.
_FOR_TARGET = """
import json, sys
from pip._vendor.packaging.markers import Marker
target = json.loads(sys.argv[1])
for pin in sys.stdin.read().split("\\n\\0"):
    head, _, hashes = pin.partition(" \\\\\\n")
    name, _, condition = head.partition(" ; ")
    if not condition or Marker(condition).evaluate(target):
        print(name, hashes, sep=" \\\\\\n")
"""


def bundle(to: str, system: str, python: str) -> int:
    """Save kit and packages into the folder `to`, or into one file where its name ends in .zip."""
    target, system = Path(to).absolute(), system or this_system()
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise Trouble(f"There is something at {target} already: name another folder or file after --to.")
    provide(LESSONS_LOCK)
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as passing:
        folder = Path(passing, "bundle") if target.suffix == ".zip" else target
        (folder / "wheels").mkdir(parents=True)
        fetch(folder / "wheels", system, python)
        copy_kit(folder / "kit")
        (folder / "READ-ME-FIRST.txt").write_text(READ_ME.format(system=system, python=python), "utf-8")
        if folder != target:
            shutil.make_archive(str(target.with_suffix("")), "zip", folder)
    print(f"Everything is in {target}. Carry it over; READ-ME-FIRST.txt says what to do there.")
    return 0


def fetch(wheels: Path, system: str, python: str) -> None:
    """Fetch every package that the lock names for a system and Python, checked against its hashes."""
    print(f"Fetching the packages for {system} with Python {python}. This takes a minute or two.")
    fetched = set()
    # The lock may name another release for the first bug-fix versions of a Python than for the last.
    for version in (f"{python}.0", f"{python}.99"):
        pins = narrowed(system, python, version)
        if pins not in fetched:
            download(pins, wheels, system, python, version)
            fetched.add(pins)
    (wheels / MADE_FOR).write_text(json.dumps({"system": system, "python": python}), "utf-8")


def narrowed(system: str, python: str, version: str) -> str:
    """The pins of the lock that hold for a system and an exact version of Python, without conditions."""
    target = SYSTEMS[system][1] | {"implementation_name": "cpython"}
    target |= {"python_version": python, "python_full_version": version}
    pins = re.sub(r"\n(?=\w)", "\n\0", LESSONS_LOCK.read_text("utf-8"))
    command = [PYTHON, "-c", _FOR_TARGET, json.dumps(target)]
    return subprocess.run(command, input=pins, env=environment(), capture_output=True, text=True, check=True).stdout


def download(pins: str, wheels: Path, system: str, python: str, version: str) -> None:
    """Let pip download what the pins name, as that system and Python would."""
    lock = wheels / LESSONS_LOCK.name
    lock.write_text(pins, "utf-8")
    command = [PYTHON, "-m", "pip", "download", "--require-hashes", "--no-deps", "--only-binary=:all:", "--no-input"]
    command += [f"--python-version={version}", "--implementation=cp", f"--abi=cp{python.replace('.', '')}"]
    command += [*(f"--platform={tag}" for tag in SYSTEMS[system][0]), f"--dest={wheels}", f"--requirement={lock}"]
    with PIP_LOG.open("wb") as log:
        done = subprocess.run(command, env=environment(), stdout=log, stderr=log)
    lock.unlink()
    if done.returncode:
        raise trouble_told(LESSONS_LOCK)


@contextmanager
def packages_of(place: str | None):
    """The folder of packages in a bundle, folder or zip, if it fits this machine; None where no place is given."""
    if place is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as passing:
        wheels = _opened(Path(place).absolute(), Path(passing)) / "wheels"
        if not (wheels / MADE_FOR).exists():
            raise Trouble(f"There is no bundle at {place}: name the folder or zip that 'python kit.py bundle' made.")
        made_for, own = json.loads((wheels / MADE_FOR).read_text("utf-8")), this_python()
        if made_for != {"system": this_system(), "python": own}:
            raise Trouble(
                "This bundle was made for {system} with Python {python}, ".format(**made_for)
                + f"and this is {this_system()} with Python {own}: make one for it where there is internet, with "
                f"'python kit.py bundle --platform {this_system()} --python {own}'."
            )
        yield wheels


def _opened(place: Path, passing: Path) -> Path:
    if not zipfile.is_zipfile(place):
        return place
    with zipfile.ZipFile(place) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"wheels/[^/\\]+", name):
                packed.extract(name, passing)
    return passing


def this_python() -> str:
    """This Python's version as a bundle names it."""
    return ".".join(map(str, sys.version_info[:2]))


def this_system() -> str:
    """This machine as a bundle names it."""
    tag = sysconfig.get_platform().replace("-", "_")
    kind = {"win": "windows", "mac": "mac", "lin": "linux"}.get(tag[:3], tag)
    arm = tag.endswith(("arm64", "aarch64"))
    name = {"mac": "mac-arm" if arm else "mac-intel", "linux": "linux-arm" if arm else "linux"}.get(kind, kind)
    if name not in SYSTEMS:
        raise Trouble(f"A bundle can be made for {', '.join(SYSTEMS)}, and this is {tag}: name one after --platform.")
    return name
