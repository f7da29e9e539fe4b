"""A kit of the same kit.py with three tiny packages in place of the real ones, so that each fault costs seconds."""

import base64
import contextlib
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = "Zoë's kit – test"
LAB = ("lab", "--no-browser")

# Stands in for JupyterLab: answers every request with what it was given.
FAKE_LAB = """
import http.server, json, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        told = {"pid": os.getpid(), "folder": os.getcwd(), "environment": dict(os.environ)}
        self.wfile.write(json.dumps(told).encode())
    def log_message(self, *_):
        pass
port = int(next(a for a in sys.argv if a.startswith("--port=")).split("=")[1])
try:
    http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
except KeyboardInterrupt:
    pass
"""
FAKE_PYTEST = "import sys; print('pytest got', sys.argv[1:]); sys.exit(3)"


# --- Making and running kits -------------------------------------------------------------


def wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write a wheel, the way pip wants it, and return the line of a lock that asks for it."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record.append(f"{inside},sha256={digest},{len(text.encode())}")
        archive.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,", ""]))
    return f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Kit:
    """A copy of the kit somewhere else, and the ways to run it."""

    def __init__(self, folder: Path, **environment: str):
        self.folder = folder
        self.environment = environment
        self.elsewhere = folder.parent / "elsewhere"
        self.elsewhere.mkdir(exist_ok=True)
        self.log = folder / ".venv" / "kit-install-log.txt"
        self.stamp = folder / ".venv" / "kit-stamp.txt"
        self.python = folder / ".venv" / "bin" / "python"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.folder / "kit.py"), *arguments]

    def start(self, *arguments: str, before=(), **environment: str) -> subprocess.Popen:
        return subprocess.Popen(
            [*before, *self.command(*arguments)],
            cwd=self.elsewhere,
            env=os.environ | self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, before=(), **environment: str) -> subprocess.CompletedProcess:
        process = self.start(*arguments, before=before, **environment)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.terminate()
            process.wait(timeout=30)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    @contextlib.contextmanager
    def opened(self, *arguments: str, **environment: str):
        """Run `lab`; give the process and the address it prints; close it politely."""
        process = self.start(*LAB, *arguments, **environment)
        try:
            lines = []
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if lines[-1].startswith("http://"):
                    break
            else:
                pytest.fail(f"no address among {lines}; {process.stderr.read()}")
            yield process, lines[-1]
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)

    def imports(self, module: str) -> str:
        """Return where the environment's Python, run from elsewhere, finds a module."""
        command = [self.python, "-c", f"import {module}; print({module}.__file__)"]
        return subprocess.run(command, cwd=self.elsewhere, capture_output=True, text=True, check=True).stdout.strip()


def get(address: str, path: str = "/", method: str = "GET") -> dict:
    """Ask the server at the printed address and read its JSON."""
    host, token = re.fullmatch(r"http://([\d.:]+)/.*\?token=(\w+)", address).groups()
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request(method, path, headers={"Authorization": f"token {token}"})
    return json.loads(connection.getresponse().read())


def assert_one_sentence(result: subprocess.CompletedProcess, *words: str) -> None:
    """Exit code 1, and on stderr one line that is a sentence and holds the words."""
    assert result.returncode == 1, result
    assert re.fullmatch(r"[A-Z].{30,400}\.\n", result.stderr), result.stderr
    assert "Traceback" not in result.stdout
    for word in words:
        assert word in result.stderr


def wait_for(condition, seconds: float = 60) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def is_free(port: int) -> bool:
    """Say whether nobody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
