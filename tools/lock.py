"""Write the three locks anew: `python tools/lock.py` (needs uv; users of the kit do not).

Pins that still fit pyproject.toml are kept; `--upgrade` moves all of them to the newest
releases. Each lock is then checked: for every system and Python we promise, everything
it names must be there as a ready-made package.
"""

import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
)
# Releases that left one of our systems behind.
HELD_BACK = "argon2-cffi-bindings<26  # none for Macs with an Intel processor since then\n"

# Extras of pyproject.toml, each with its lock; a lock obeys the pins of those before it.
LOCKS = {
    "": "requirements.lock",
    "test": "requirements-test.lock",
    "instructor": "requirements-instructor.lock",
}


def uv(*arguments: str, text: str = "") -> None:
    """Run uv deaf to this machine's own settings; stop where it fails."""
    subprocess.run(["uv", *arguments, "--no-config"], cwd=ROOT, input=text, text=True, check=True)


def lock(extra: str, *flags: str) -> None:
    """Write one lock: all systems at once, hashed, and without the address of any index."""
    names = list(LOCKS)
    constraints = [f"--constraint={LOCKS[name]}" for name in names[: names.index(extra)]]
    uv(
        *("pip", "compile", "pyproject.toml", f"--output-file={LOCKS[extra]}", "--quiet"),
        *(["--extra", extra] if extra else []),
        *("--universal", f"--python-version={PYTHONS[0]}", "--only-binary=:all:"),
        *("--generate-hashes", "--no-header", "--no-annotate"),
        *("--no-emit-index-url", "--no-emit-find-links", "--constraint=-"),
        *constraints,
        *flags,
        text=HELD_BACK,
    )


def check(name: str, system: str, python: str, empty: str) -> None:
    """Ask for every package of a lock as that system and Python would, and fetch none."""
    print(f"{name}: Python {python}, {system}", flush=True)
    uv(
        *("pip", "install", "--dry-run", "--quiet", f"--target={empty}", f"--requirement={name}"),
        *("--require-hashes", "--no-deps", "--only-binary=:all:"),
        *(f"--python-platform={system}", f"--python-version={python}"),
    )


if __name__ == "__main__":
    for extra in LOCKS:
        lock(extra, *sys.argv[1:])
    with tempfile.TemporaryDirectory() as empty:
        for combination in product(LOCKS.values(), SYSTEMS, PYTHONS):
            check(*combination, empty)
