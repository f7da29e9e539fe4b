"""What students receive: lessons, exercises, library and set-up; no solutions, no tests, nobody's answers."""

import json
import shutil
import tempfile
from pathlib import Path

from lab.saving import clear
from lab.trouble import ROOT, Trouble

FOR_STUDENTS = (
    *("README.md", "LICENSE", "CITATION.cff", "kit.py", "lab", "memo", "notebooks", "exercises"),
    *("pyproject.toml", "requirements.lock", "environment.yml", "postBuild"),
)
_NEVER = shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "work")


def copy_kit(folder: Path) -> None:
    """Copy into a folder what students receive; notebooks without outputs."""
    folder.mkdir(parents=True)
    for name in FOR_STUDENTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=_NEVER)
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, folder)
    for path in folder.glob("*s/**/*.ipynb"):  # notebooks/ and exercises/
        notebook = json.loads(path.read_text("utf-8"))
        clear(notebook)
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def handout(to: str) -> int:
    """Write the students' zip."""
    target = Path(to).absolute()
    if target.suffix != ".zip" or target.exists():
        raise Trouble(f"The handout is a new file whose name ends in .zip, and {target.name} is not: name another after --to.")
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as passing:
        copy_kit(Path(passing, "memorandum-1989-kit"))
        shutil.make_archive(str(target.with_suffix("")), "zip", passing, "memorandum-1989-kit")
    print(f"The students' kit is in {target}: lessons, exercises, library and set-up; no solutions, no tests.")
    return 0
