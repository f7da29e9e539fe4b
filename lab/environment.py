"""The environment in `.venv`: exactly the packages that a lock names, installed once and mended where it broke."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from importlib.util import find_spec
from pathlib import Path

from lab.trouble import DISK_FULL, READ_ONLY, ROOT, Trouble

LESSONS_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"  # holds every pin of the lessons' lock, and more
INSTRUCTOR_LOCK = ROOT / "requirements-instructor.lock"  # agrees with the tests' pin by pin, so that both can stand in one place

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PACKAGES = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
STAMP = VENV / "kit-stamp.txt"  # what was installed completely; written last
PIP_LOG = VENV / "kit-install-log.txt"
ADDING = "packages are being added"  # a line of the stamp while they are

NO_VENV = (
    "This Python lacks the part that makes virtual environments: get it with 'sudo apt install "
    "python3-venv' (Debian, Ubuntu) or install Python from python.org (Windows, macOS), then "
    "run the same command again."
)
# What pip's log says, and what a teacher needs to hear; the first that fits is told.
PIP_TROUBLES = {
    r"No space left|Errno 28|WinError 112": DISK_FULL,
    r"DO NOT MATCH THE HASHES|--require-hashes mode|Invalid requirement": (
        "The file {lock} does not match the packages as they were published, so it was changed or damaged "
        "and nothing was installed: fetch a fresh copy of the kit."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLError": (
        "This network puts its own security certificates in place of the real ones, as the filters "
        "of some schools do: use another network for this first run, or ask whoever runs this one."
    ),
    r"NewConnection|NameResolution|Timeout|ProxyError|Connection(Reset|Aborted|Refused)": (
        "The internet cannot be reached, and the first run needs it to fetch packages: connect, then run the same command again."
    ),
    r"Long Path": (
        f"The folder name {ROOT} is too long for Windows: move the kit to a short one such as "
        r"C:\kit, then run the same command again."
    ),
    r"No matching distribution": (
        "Not every package is offered to this Python ({python}): check that the internet can be reached "
        "and that this is a 64-bit Python from 3.11 to 3.14, then run the same command again."
    ),
    r"Permission denied|Read-only file|WinError 5\b": READ_ONLY,
    r"": (
        "The packages could not be installed: run the same command again, and if that does not "
        f"help show the file {PIP_LOG} to someone who knows Python."
    ),
}


def provide(lock: Path, wheels: Path | None = None) -> None:
    """Make `.venv` hold what the lock names; do next to nothing where it already does.

    wheels : a folder of packages to install from, without the internet
    """
    done = set(STAMP.read_text("utf-8").splitlines()) if STAMP.exists() else set()
    sound, wanted = interpreter() in done and PYTHON.exists(), digest(lock)
    if not (sound and wanted in done):
        if not os.access(ROOT, os.W_OK):
            raise Trouble(READ_ONLY)
        if shutil.disk_usage(ROOT).free < 1_000_000_000:
            raise Trouble(DISK_FULL)
        if sound and digest(LESSONS_LOCK) in done and ADDING not in done:
            # If this is cut short, lessons still open, and the next test run starts from nothing.
            write_stamp(done | {ADDING})
        else:
            make_venv()
            done = set()
        install(lock, done, wheels)
        # Relative, hence plain ASCII whatever the folder is called (Pythons disagree on the
        # encoding of .pth files), and still right when the kit is moved.
        here = os.path.relpath(os.path.realpath(ROOT), os.path.realpath(PACKAGES))
        (PACKAGES / "memorandum-1989-kit.pth").write_text(here + "\n", "ascii")
        others = {digest(other) for other in (TEST_LOCK, INSTRUCTOR_LOCK) if other.exists()}
        write_stamp({interpreter(), digest(LESSONS_LOCK), wanted} | (done & others))
    settings = VENV / "share/jupyter/lab/settings/overrides.json"
    ours = (ROOT / "lab/overrides.json").read_bytes()
    if not settings.exists() or settings.read_bytes() != ours:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_bytes(ours)


def interpreter() -> str:
    """Name the Python that runs this, by its build and where it lies."""
    return f"{' '.join(sys.version.split())} in {os.path.realpath(sys.base_prefix)}"


def digest(lock: Path) -> str:
    """Name a lock by its content."""
    if not lock.exists():
        raise Trouble(f"The file {lock.name} is missing: fetch a fresh copy of the kit.")
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def write_stamp(lines: set[str]) -> None:
    """Replace the stamp in one step, so that it is never half written."""
    draft = STAMP.with_suffix(".new")
    draft.write_text("\n".join(sorted(lines)), "utf-8")
    draft.replace(STAMP)


def make_venv() -> None:
    """Make a `.venv` with nothing but pip in it, in place of whatever was there."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        raise Trouble(NO_VENV)
    import venv

    print("Setting up the kit. This happens once and takes a minute or two.")
    STAMP.unlink(missing_ok=True)
    try:
        venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=True)
    except subprocess.CalledProcessError as error:
        full = b"No space left" in (error.output or b"")
        raise Trouble(DISK_FULL if full else NO_VENV) from None


def install(lock: Path, before: set[str], wheels: Path | None = None) -> None:
    """Let pip install what the lock names; restore the stamp `before` if it changed nothing."""
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", lock]
    command += ["--only-binary=:all:", "--progress-bar=off", "--no-input"]
    command += ["--no-index", f"--find-links={wheels}"] if wheels else []
    with PIP_LOG.open("wb") as log:
        pip = subprocess.Popen(command, env=environment(), cwd=ROOT, stdout=log, stderr=log)
    try:
        show_progress(pip, pins=len(re.findall(r"(?m)^\w\S*==", lock.read_text("utf-8"))))
    finally:
        pip.kill()
        pip.wait()
        said = PIP_LOG.read_text("utf-8", "replace")
        if before and "\nInstalling collected packages" not in said:
            write_stamp(before)
    if pip.returncode:
        raise trouble_told(lock)


def trouble_told(lock: Path) -> Trouble:
    """What pip's log tells, in a sentence."""
    said = PIP_LOG.read_text("utf-8", "replace")
    trouble = next(text for pattern, text in PIP_TROUBLES.items() if re.search(pattern, said))
    python = f"{sys.version.split()[0]}, {sysconfig.get_platform()}"
    return Trouble(trouble.replace("{lock}", lock.name).replace("{python}", python))


def show_progress(pip: subprocess.Popen, pins: int) -> None:
    """Count packages, in pip's log while it fetches and on disk while it unpacks, until it ends."""
    terminal = sys.stdout.isatty()
    present, shown, running = len(list(PACKAGES.glob("*.dist-info"))), "", True
    while running:
        running = pip.poll() is None
        said = PIP_LOG.read_text("utf-8", "replace")
        chosen = re.search(r"(?m)^Installing collected packages: (.+)", said)
        if chosen:
            number = len(list(PACKAGES.glob("*.dist-info"))) - present
            verb, total, names = "unpacking", chosen[1].count(",") + 1, []
        else:
            names = re.findall(r"(?m)^(?:Collecting|Processing|Requirement already) (.*)", said)
            verb, number, total = "fetching", len(names), pins - len(re.findall(r"(?m)^Ignoring ", said))
        if not terminal:  # a log file wants a few whole lines
            number, names = number - number % 25, []
        name = re.match(r"[\w-]*", names[-1])[0] if names else ""
        text = f"  {verb} {number} of {total} packages  {name}".rstrip()
        if number and text != shown:
            print(f"\r{text:<70}" if terminal else text, end="" if terminal else "\n", flush=True)
            shown = text
        time.sleep(0.2)
    if terminal:
        print()


def environment() -> dict[str, str]:
    """Return the caller's environment without what would lead Python, pip or Jupyter astray."""
    connection = "INDEX|LINKS|CERT|PROXY|HOST|TIMEOUT|RETRIES|CACHE|CONFIG_FILE"
    stray = re.compile(rf"I?PYTHON|JUPYTER|VIRTUAL_ENV|__PYVENV|PIP_(?!.*({connection}))")
    env = {name: value for name, value in os.environ.items() if not stray.match(name)}
    env["PATH"] = os.pathsep.join([str(PYTHON.parent), env.get("PATH", os.defpath)])
    # UTF-8 also where Windows would read a student's file in its own code page.
    return env | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PIP_USER": "0"}
