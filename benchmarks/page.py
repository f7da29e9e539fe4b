"""A lesson's live figure beside the same figure in a bare notebook: both opened, run and changed in a real browser.

Times are measured in the browser, end to end: a change counts from the choice in the control to the frame after plotly
has drawn the new title. Bytes are those of the kernel's websocket in both directions, JupyterLab's own headers and
statuses too.
"""

import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.figure_page import wire  # noqa: E402
from tests.browser.notebook_page import IDLE  # noqa: E402
from tests.browser.running_kit import find_browser  # noqa: E402

PORT, ROUNDS = 8952, 5
CHANGE, OPENING, MEMORY, WIRE = 1.3, 1.25, 1.15, 15  # bounds: ratios, and kilobytes


def compare(lesson, bare, before, drawn, change, rounds=ROUNDS, names=("change", "opening")):
    """Rows of (name, measured, floor, compared, bound, unit): change, its wire, opening, memory.

    lesson : the notebook's file; bare : the cells of the floor; before : Python that is run first, in the same work folder
    drawn : a script that is true once the figure stands
    change : takes the page and its wire, and gives lists of milliseconds and of bytes
    names : what a change and the opening are called in the rows
    """
    figures = {"kit": [], "bare": []}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        server, token = _serve(Path(folder), lesson, bare, before)
        try:
            browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
            for turn in range(rounds + 1):
                for name, each in figures.items():
                    found = _visit(browser, server, token, name, drawn, change)
                    if turn:  # the first of each reads the disk: not counted
                        each.append(found)
            browser.close()
        finally:
            stop(server)
    ours, floor = ({what: statistics.median(found[what] for found in each) for what in each[0]} for each in figures.values())
    changed, opened = names
    return [
        (f"{changed} to redrawn map", ours["change"], floor["change"], ours["change"] / floor["change"], CHANGE, "ms"),
        (f"wire of a {changed.split()[0]}, largest", ours["wire"], floor["wire"], ours["wire"], WIRE, "kB"),
        (opened, ours["opening"], floor["opening"], ours["opening"] / floor["opening"], OPENING, "ms"),
        ("kernel's memory", ours["memory"], floor["memory"], ours["memory"] / floor["memory"], MEMORY, "MB"),
    ]


def timed(plot):
    """A script: milliseconds from the events of a control to the frame after the title of `plot` has changed."""
    return f"""(node) => new Promise((resolve, reject) => {{
        const title = () => {plot}.querySelector('.gtitle').textContent, before = title(), began = performance.now();
        const look = () => {{
            const passed = performance.now() - began;
            if (title() !== before) requestAnimationFrame(() => resolve(performance.now() - began));
            else if (passed > 20000) reject(new Error(`the title is still “${{before}}”: the control did not change the figure`));
            else requestAnimationFrame(look);
        }};
        for (const name of ['input', 'change']) node.dispatchEvent(new Event(name, {{ bubbles: true }}));
        look();
    }})"""


def stop(server):
    """End a server; Jupyter now and then hangs when it is stopped amid a request."""
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _serve(folder, lesson, bare, before):
    """JupyterLab with the kit's settings on a copy of the lesson and on the bare notebook, and its token."""
    (folder / "settings").mkdir()
    shutil.copy(ROOT / "lab" / "overrides.json", folder / "settings")
    (folder / "memo").symlink_to(ROOT / "memo")
    shutil.copy(ROOT / "notebooks" / lesson, folder / "kit.ipynb")
    notebook = json.loads((folder / "kit.ipynb").read_text("utf-8"))
    empty = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    cells = [empty | {"id": f"c{number}", "source": source} for number, source in enumerate(bare)]
    (folder / "bare.ipynb").write_text(json.dumps(notebook | {"cells": cells}), "utf-8")
    token = secrets.token_hex(16)
    env = os.environ | {"JUPYTER_TOKEN": token, "MEMO_WORK": str(folder / "work"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", before], env=env, check=True)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={PORT}", "--ServerApp.port_retries=0"]
    command += ["--allow-root", "--ip=127.0.0.1", f"--LabApp.app_settings_dir={folder / 'settings'}"]
    server = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api?token={token}", timeout=5)
            return server, token
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"JupyterLab does not start; is port {PORT} taken?")


def _visit(browser, server, token, name, drawn, change):
    """Open a notebook, run all, wait until its figure is drawn, change it some times; what it took."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    frames = wire(page)
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{PORT}/lab/tree/{name}.ipynb?reset&token={token}")
    page.wait_for_function(IDLE)
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    page.wait_for_function(drawn)
    opening = 1000 * (time.perf_counter() - began)
    page.wait_for_function(IDLE)
    page.wait_for_timeout(1500)
    children = psutil.Process(server.pid).children(recursive=True)
    kernel = next(process for process in children if "ipykernel_launcher" in " ".join(process.cmdline()))
    memory = kernel.memory_info().rss / 2**20
    changes, wires = change(page, frames)
    page.evaluate(
        "async (token) => { for (const k of await (await fetch(`/api/kernels?token=${token}`)).json()) "
        "await fetch(`/api/kernels/${k.id}?token=${token}`, { method: 'DELETE' }); }",
        token,
    )
    page.context.close()
    return {"opening": opening, "memory": memory, "change": statistics.median(changes), "wire": max(wires) / 1000}
