"""The kit as `kit.py lab` starts it, in a copy and cut off from every network; and the machine's browser."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from lab.environment import LESSONS_LOCK, STAMP, digest, interpreter

ROOT = Path(__file__).parents[2]
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge"]
PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]

OF_INSTRUCTORS = [
    Path("share/jupyter/labextensions/@jupyter/nbgrader"),
    *(Path(f"etc/jupyter/jupyter_{kind}_config.d/nbgrader.json") for kind in ("server", "notebook")),
]
# Brings up the loopback of a fresh network namespace, then becomes the program it is given.
LOOPBACK_THEN = (
    "import fcntl, os, socket, struct, sys; "
    "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh22x', b'lo', 1)); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


def borrow(path, place):
    """Put a link to a file or folder there, but not to what only instructors have in their JupyterLab."""
    inside = path.relative_to(sys.prefix)
    if inside in OF_INSTRUCTORS:
        return
    if any(kept.is_relative_to(inside) for kept in OF_INSTRUCTORS):
        place.mkdir()
        for inner in path.iterdir():
            borrow(inner, place / inner.name)
    else:
        place.symlink_to(path, target_is_directory=path.is_dir())


def find_browser():
    """The path of a browser, or None."""
    named = (shutil.which(name) for name in BROWSERS)
    return next(filter(None, [*named, *filter(os.path.exists, PLACES)]), None)


def loopback(url):
    """Whether an address stays on this computer."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about", "chrome-extension") or parts.hostname in ("127.0.0.1", "localhost")


def network_cut():
    """How to start a program without a network, and how to join it there; (), None where neither is allowed."""
    for unshare, nsenter in (("-n",), ("-n",)), (("-rn",), ("-U", "--preserve-credentials", "-n")):
        start = ("unshare", *unshare, sys.executable, "-c", LOOPBACK_THEN)
        with suppress(OSError):
            if subprocess.run([*start, sys.executable, "-c", ""], capture_output=True).returncode == 0:
                return start, ("nsenter", *nsenter, "-t")
    return (), None


class Kit:
    """A copy of the kit on this environment, open.

    In a copy, JupyterLab cannot save outputs into the notebooks that are being tested, and its
    layout and theme are those of a first start.
    """

    def __init__(self, folder):
        self.folder, self.work = folder, folder / "work"
        for name in ("lab", "memo", "notebooks", "exercises"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        for path in (ROOT / "kit.py", *ROOT.glob("requirements*.lock")):
            shutil.copy(path, folder)
        self._borrow_environment()
        start, self._join = network_cut()
        self.network_is_cut = self._join is not None
        self._process = subprocess.Popen(
            [*start, sys.executable, str(folder / "kit.py"), "lab", "--no-browser", "--port", "8890"],
            env=os.environ | {"MEMO_WORK": str(self.work)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        url = next((line for line in self._process.stdout if line.startswith("http")), None)
        assert url, "kit.py lab ended without giving an address"
        self.root, self.token = url.split("/lab/")[0], url.strip().split("token=")[1]

    def _borrow_environment(self):
        """Let the environment that runs this test be the copy's `.venv`, with the stamp of a finished install."""
        venv = self.folder / ".venv"
        venv.mkdir()
        for path in Path(sys.prefix).iterdir():
            if path.name not in ("jupyter", STAMP.name):
                borrow(path, venv / path.name)
        (venv / STAMP.name).write_text(f"{interpreter()}\n{digest(LESSONS_LOCK)}", "utf-8")

    def beside(self, program):
        """The program as one that runs where the kit runs: cut off from the network too."""
        if not self.network_is_cut:
            return program
        wrapper = self.folder / "beside.sh"
        wrapper.write_text(f'#!/bin/sh\nexec {" ".join(self._join)} {self._process.pid} -- "{program}" "$@"\n', "utf-8")
        wrapper.chmod(0o755)
        return str(wrapper)

    def restore(self, notebook):
        """Put a notebook back as it is shipped: without the outputs that JupyterLab saved into it."""
        shutil.copy(ROOT / "notebooks" / f"{notebook}.ipynb", self.folder / "notebooks")

    def networks(self):
        """The network devices that the kit can see."""
        return {line.split(":")[0].strip() for line in Path(f"/proc/{self._process.pid}/net/dev").read_text().splitlines()[2:]}

    def kernels(self):
        """The processes of the kernels that run."""
        below = psutil.Process(self._process.pid).children(recursive=True)
        return [process for process in below if "ipykernel_launcher" in process.cmdline()]

    def close(self):
        """Close the kit as Ctrl-C in its window does."""
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.stdout.close()
