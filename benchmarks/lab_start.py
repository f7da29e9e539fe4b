"""How much longer `kit.py lab` takes than bare `jupyter lab` until the page is ready.

Run it with the kit's own Python, after `python kit.py test`:

    .venv/bin/python benchmarks/lab_start.py [rounds]

Both open the same notebook from the same `.venv` in a fresh browser profile, in turn.
The page is ready when the notebook's first cell stands in it. The kit may take 1.5 s more.
"""

import os
import re
import secrets
import statistics
import subprocess
import sys
import time
from pathlib import Path

from page import find_browser, stop
from playwright.sync_api import Browser, sync_playwright
from table import show

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = "notebooks/00-start-here.ipynb"
BOUND, ROUNDS = 1.5, 5  # seconds
PORT = 8950

STARTS = {
    "kit.py lab": [sys.executable, "kit.py", "lab", "--no-browser", f"--port={PORT}"],
    "jupyter lab": [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={PORT}", "--allow-root"),
        *("--ip=127.0.0.1", "--ServerApp.answer_yes=True", "--LabApp.extension_manager=readonly"),
    ],
}


def seconds_to_page(command: list[str], browser: Browser) -> float:
    """Start a server and return the seconds from the command to the notebook's first cell."""
    token = secrets.token_hex(16)
    began = time.perf_counter()
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"JUPYTER_TOKEN": token},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        # The kit prints the notebook's address with a token of its own, Jupyter hides its token.
        said = next(line for line in server.stdout if re.search(rf"http://127\.0\.0\.1:{PORT}/lab", line))
        address = said.strip()
        if NOTEBOOK not in said:
            address = f"http://127.0.0.1:{PORT}/lab/tree/{NOTEBOOK}?token={token}"
        page = browser.new_context().new_page()
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        return time.perf_counter() - began
    finally:
        stop(server)


def measure(rounds=ROUNDS):
    """One row: the median seconds of both until the page is ready, and what the kit takes more."""
    times = {name: [] for name in STARTS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for command in STARTS.values():  # the first start of each reads the disk: not counted
            seconds_to_page(command, browser)
        for _ in range(rounds):
            for name, command in STARTS.items():
                times[name].append(seconds_to_page(command, browser))
        browser.close()
    kit, bare = (statistics.median(times[name]) for name in STARTS)
    return [("kit.py lab until the page is ready, seconds beyond bare jupyter lab", kit, bare, kit - bare, BOUND, "s")]


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
