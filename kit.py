"""Open the kit or test it: `python kit.py lab`, `python kit.py test`.

Needs nothing but Python itself. The first run makes the folder `.venv` beside this
file and installs into it exactly the packages that a lock names; later runs find that
done and start at once. Whatever goes wrong is told in one sentence, with exit code 1.
"""

import sys

# Down to here an old Python, too, must be able to read this file.
if sys.version_info < (3, 11):
    sys.exit(
        "This kit needs Python 3.11 or newer, and this is Python %d.%d: get one from python.org "
        "(Windows, macOS) or with 'sudo apt install python3 python3-venv' (Debian, Ubuntu), "
        "then run the same command with it." % sys.version_info[:2]
    )

import argparse
import errno
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sysconfig
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).absolute().parent
FIRST_NOTEBOOK = "notebooks/00-start-here.ipynb"
LESSONS_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"  # holds every pin of the lessons' lock, and more

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PACKAGES = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
STAMP = VENV / "kit-stamp.txt"  # what was installed completely; written last
PIP_LOG = VENV / "kit-install-log.txt"
ADDING = "packages are being added"  # a line of the stamp while they are

DISK_FULL = "The disk is full: free about 1 GB, then run the same command again."
READ_ONLY = (
    f"The kit may not write in its folder {ROOT}: copy the kit to a folder of your own "
    "(in Documents, for example) and run it there."
)
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
        "The internet cannot be reached, and the first run needs it to fetch packages: connect, "
        "then run the same command again."
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


class Trouble(Exception):
    """Something the person at the keyboard can put right; its text says how."""


# --- The environment in .venv ------------------------------------------------------------


def provide(lock: Path) -> None:
    """Make `.venv` hold what the lock names; do next to nothing where it already does."""
    done = set(STAMP.read_text("utf-8").splitlines()) if STAMP.exists() else set()
    this_python = f"{' '.join(sys.version.split())} in {os.path.realpath(sys.base_prefix)}"
    sound, wanted = this_python in done and PYTHON.exists(), digest(lock)
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
        install(lock, done)
        # Relative, hence plain ASCII whatever the folder is called (Pythons disagree on the
        # encoding of .pth files), and still right when the kit is moved.
        here = os.path.relpath(os.path.realpath(ROOT), os.path.realpath(PACKAGES))
        (PACKAGES / "memorandum-1989-kit.pth").write_text(here + "\n", "ascii")
        write_stamp({this_python, digest(LESSONS_LOCK), wanted})
    settings = VENV / "share/jupyter/lab/settings/overrides.json"
    ours = (ROOT / "lab/overrides.json").read_bytes()
    if not settings.exists() or settings.read_bytes() != ours:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_bytes(ours)


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


def install(lock: Path, before: set[str]) -> None:
    """Let pip install what the lock names; restore the stamp `before` if it changed nothing."""
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", lock]
    command += ["--only-binary=:all:", "--progress-bar=off", "--no-input"]
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
        trouble = next(text for pattern, text in PIP_TROUBLES.items() if re.search(pattern, said))
        python = f"{sys.version.split()[0]}, {sysconfig.get_platform()}"
        raise Trouble(trouble.replace("{lock}", lock.name).replace("{python}", python))


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


# --- The commands ------------------------------------------------------------------------


def test(arguments: list[str]) -> int:
    """Run the test suite, or the part of it that pytest's own arguments choose."""
    provide(TEST_LOCK)
    command = [PYTHON, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment(), cwd=ROOT).returncode


def lab(port: int, browser: bool) -> int:
    """Open JupyterLab at the first notebook and stay until it is closed."""
    import secrets
    import tempfile
    import webbrowser

    provide(LESSONS_LOCK)
    port, token = free_port(port), secrets.token_hex(16)
    url = f"http://127.0.0.1:{port}/lab/tree/{FIRST_NOTEBOOK}?token={token}"
    with tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True) as passing:
        server, log = start_lab(port, token, passing)
        try:
            if answers(server, port):
                print("The kit is open. Its address, if your browser does not show it by itself:")
                print(url)
                print("Leave this window open while you work; Ctrl-C here closes the kit.")
                if browser:
                    webbrowser.open(url)
            if server.wait() == 0:
                return 0
            raise Trouble(f"JupyterLab stopped: run the same command again; {log} says why.")
        except KeyboardInterrupt:
            stop(server)
            print("\nThe kit is closed.")
            return 0


def without_outputs(model, path, **_) -> None:
    """Save lessons as they are shipped: answers are in the journal, and saved controls open dead."""
    if model["type"] != "notebook" or not path.lstrip("/").startswith("notebooks/"):
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def start_lab(port: int, token: str, passing: str) -> tuple[subprocess.Popen, Path]:
    """Start the server, apart from any other Jupyter of the same person; return it and its log.

    Layout and preferences live in `.venv`; where that may only be read, as in one kit
    shared by a class, they live in the folder `passing` and end with the session.
    """
    own = VENV / "jupyter" if os.access(VENV, os.W_OK) else Path(passing)
    looks = own / "config" / "custom"
    looks.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "lab/custom.css", looks / "custom.css")
    env = environment() | {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(Path(passing, "runtime")),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_TOKEN": token,
    }
    command = [PYTHON, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", "--ServerApp.answer_yes=True"]
    command += ["--FileContentsManager.pre_save_hook=kit.without_outputs", "--LabApp.custom_css=True"]
    command += ["--LabApp.extension_manager=readonly"]
    with (own / "lab-log.txt").open("wb") as log:
        # A session of its own: signals come to us alone, and stop() passes them on.
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    return server, Path(log.name)


def free_port(wanted: int) -> int:
    """Return the wanted port, or another one where it is taken."""
    import socket

    if not 1 <= wanted <= 65535:
        raise Trouble(f"Port {wanted} does not exist: give a number from 1024 to 65535 after --port.")
    for port in [*range(wanted, min(wanted + 50, 65536)), 0]:
        with socket.socket() as probe:
            if os.name != "nt":  # there, this option would share a port that is taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return probe.getsockname()[1]
            except OSError:
                continue
    raise Trouble("No port of this computer is free: close some programs and try again.")


def answers(server: subprocess.Popen, port: int) -> bool:
    """Wait until the server answers, or return False when it ends instead."""
    import http.client

    while server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/api")
            connection.getresponse().read()
            return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    return False


def stop(server: subprocess.Popen) -> None:
    """Let the server shut its kernels down, whatever told the kit to stop."""
    if os.name != "nt":  # there, Ctrl-C has reached the server too
        server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        server.kill()


# --- The command line --------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """Tells a mistyped command as every other trouble is told."""

    def error(self, message: str):
        raise Trouble(f"{message[0].upper()}{message[1:]}: 'python kit.py --help' shows the way.")


def main(arguments: list[str]) -> int:
    """Carry out one command; return the exit code."""
    parser = Parser(description="Open the kit, or test it.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lab | test")
    for_lab = commands.add_parser("lab", help="open the lessons in JupyterLab")
    for_lab.add_argument("--no-browser", action="store_true", help="only print the address")
    for_lab.add_argument("--port", type=int, default=8888, help="where to listen (8888)")
    commands.add_parser("test", help="run the tests; pytest's options may follow", add_help=False)
    try:
        options, others = parser.parse_known_args(arguments)
        if options.command == "test":
            return test(others)
        if others:
            parser.error(f"unknown option {others[0]}")
        return lab(options.port, browser=not options.no_browser)
    except KeyboardInterrupt:
        trouble = "Stopped before it was finished: run the same command again to go on."
    except Trouble as error:
        trouble = str(error)
    except OSError as error:
        told = {errno.ENOSPC: DISK_FULL, errno.EACCES: READ_ONLY, errno.EROFS: READ_ONLY}
        trouble = told.get(error.errno, f"{error}: put that right and run the same command again.")
    print(trouble, file=sys.stderr)
    return 1


def interrupt(*_) -> None:
    """Make a closed window or a polite kill end like Ctrl-C, so that no child is left behind."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console may lack a letter of the folder's name
        stream.reconfigure(errors="replace", line_buffering=True)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
    sys.exit(main(sys.argv[1:]))
