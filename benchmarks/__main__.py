"""Run every benchmark, or those named: `python benchmarks [name …]`.

A benchmark is one file here with a function `measure()` that returns rows as `table.py` describes them. What
needs a browser or a long time has only a `main` of its own and is started by itself.
"""

import importlib
import sys
from pathlib import Path

from table import show

FOLDER = Path(__file__).parent


def main(names):
    """Measure and print; the exit code tells whether every bound was kept."""
    sys.path.insert(0, str(FOLDER.parent))
    known = [path.stem for path in sorted(FOLDER.glob("*.py")) if "\ndef measure(" in path.read_text(encoding="utf-8")]
    if unknown := set(names) - set(known):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    return show([row for name in names or known for row in importlib.import_module(name).measure()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
