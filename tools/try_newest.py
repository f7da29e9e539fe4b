"""Test a copy of the kit against the newest releases that pyproject.toml allows: `python tools/try_newest.py`.

Needs git, uv and the internet, and changes nothing here: the last commit is cloned into a temporary folder, its locks
are moved to the newest releases, and its tests run. What moved is printed first. Options are handed on to
`kit.py test`, such as `--quick`. CONTRIBUTING.md says how to let it run every week.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)


def moved(before, after):
    """What changed from one lock's text to another's, a line for each package.

    >>> moved("pandas==3.0.1 \\\\\\n", "pandas==3.1.0 \\\\\\nnew==1.0\\n")
    ['new: 1.0 is new', 'pandas: 3.0.1 → 3.1.0']
    """
    old, new = dict(PIN.findall(before)), dict(PIN.findall(after))
    lines = [f"{name}: {old[name]} → {new[name]}" for name in old.keys() & new.keys() if old[name] != new[name]]
    lines += [f"{name}: {new[name]} is new" for name in new.keys() - old.keys()]
    return sorted([*lines, *(f"{name}: {old[name]} has gone" for name in old.keys() - new.keys())])


def main(options):
    """Clone, upgrade, test; returns the exit code of the tests."""
    with tempfile.TemporaryDirectory(prefix="kit-newest-") as folder:
        copy = Path(folder, "kit")
        subprocess.run(["git", "clone", "--quiet", ROOT, copy], check=True)
        lock = copy / "requirements-test.lock"
        before = lock.read_text("utf-8")
        subprocess.run([sys.executable, copy / "tools/lock.py", "--upgrade"], stdout=subprocess.DEVNULL, check=True)
        print(*(moved(before, lock.read_text("utf-8")) or ["Nothing has moved."]), sep="\n", flush=True)
        return subprocess.run([sys.executable, copy / "kit.py", "test", *options]).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
