"""JupyterLab, opened at the first lesson with the kit's settings, and closed again."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import webbrowser
from pathlib import Path

from lab.environment import PYTHON, VENV, environment
from lab.trouble import ROOT, Trouble

FIRST_NOTEBOOK = "notebooks/00-start-here.ipynb"


def open_lab(port: int, browser: bool) -> int:
    """Open JupyterLab at the first notebook and stay until it is closed."""
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
    command += ["--FileContentsManager.pre_save_hook=lab.saving.without_outputs", "--LabApp.custom_css=True"]
    command += ["--LabApp.extension_manager=readonly"]
    with (own / "lab-log.txt").open("wb") as log:
        # A session of its own: signals come to us alone, and stop() passes them on.
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    return server, Path(log.name)


def free_port(wanted: int) -> int:
    """Return the wanted port, or another one where it is taken."""
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
