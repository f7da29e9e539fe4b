"""What lesson 03's map costs beside the least that plotly can do: change, wire, opening, memory.

`python benchmarks/map.py [rounds]` opens JupyterLab and Chromium, hence it is not among the benchmarks that
`python benchmarks` runs by itself. The floor is a bare notebook, `BARE` below: the same imports, the same figure as
one FigureWidget and a Dropdown that calls `batch_update`. Times are measured in the browser, end to end: a change counts
from the choice in the list to the frame after plotly has drawn the new title. Bytes are those of the kernel's websocket in both
directions, JupyterLab's own headers and statuses too.
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

from table import show  # noqa: E402

PORT, ROUNDS, LESSON = 8952, 5, "03-how-many-camps.ipynb"
CHANGE, OPENING, MEMORY, WIRE = 1.3, 1.25, 1.15, 15  # bounds: ratios, and kilobytes

BARE = [
    "import ipywidgets, memo, pandas\nimport plotly.graph_objects as go\nfrom memo.figures import config, europe\n"
    "from memo.figures.map import changes\n\ndoc = memo.load()\nvalues = memo.analysis.by_criterion",
    "figure = go.FigureWidget(europe(values(doc.evidence, 'E01'), doc.countries))\nfigure._config = config('map')",
    "def change(_):\n    name = choice.value\n    traces, layout = changes(values(doc.evidence, name), doc.countries, name)\n"
    "    with figure.batch_update():\n        for number, properties in traces.items():\n"
    "            figure.data[number].update(properties)\n        figure.update_layout(layout)",
    "choice = ipywidgets.Dropdown(options=list(doc.criteria['id']), description='Criterion')\n"
    "choice.observe(change, 'value')\nipywidgets.VBox([choice, figure])",
]

# The lesson's map comes out when its first question is answered.
ANSWERED = "import memo.journal\n\nmemo.journal.Journal().commit('answer', '03', '03.camps', {'number': 'two groups'})\n"

DRAWN = "() => document.querySelector('.js-plotly-plot g.trace.choropleth path') !== null"
IDLE = """() => (document.querySelector('.jp-Toolbar-kernelName')?.innerText ?? 'No Kernel') !== 'No Kernel'
    && document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'idle'"""
# Milliseconds from doing something to the frame after the title has changed.
TIMED = """(node) => new Promise((resolve) => {
    const title = () => document.querySelector('.js-plotly-plot .gtitle').textContent, before = title(), began = performance.now();
    const look = () => title() === before ? requestAnimationFrame(look) : requestAnimationFrame(() => resolve(performance.now() - began));
    for (const name of ['input', 'change']) node.dispatchEvent(new Event(name, { bubbles: true }));
    look();
})"""


def measure(rounds=ROUNDS):
    """Rows of (name, measured, floor, compared, bound, unit)."""
    figures = {"kit": [], "bare": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, token = serve(Path(folder), LESSON, BARE, ANSWERED)
        try:
            chromium = browser(playwright)
            for turn in range(rounds + 1):
                for name, each in figures.items():
                    found = visit(chromium, server, token, name, DRAWN, _changes)
                    if turn:  # the first of each reads the disk: not counted
                        each.append(found)
            chromium.close()
        finally:
            server.terminate()
            server.wait()
    return [
        row("change of criterion to redrawn map", figures, "change", CHANGE),
        row("wire of a change, largest", figures, "wire", WIRE, "kB", compare=lambda kit, bare: kit),
        row("opening to first interactive figure", figures, "opening", OPENING),
        row("kernel's memory", figures, "memory", MEMORY, "MB"),
    ]


def row(name, figures, what, bound, unit="ms", compare=lambda kit, bare: kit / bare):
    """One row of the report, from what was found in the kit's lesson and in the bare notebook."""
    kit, bare = (statistics.median(found[what] for found in each) for each in figures.values())
    return name, kit, bare, compare(kit, bare), bound, unit


def browser(playwright):
    """The machine's Chromium."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])


def serve(folder, lesson, bare, before=""):
    """JupyterLab with the kit's settings on a copy of the lesson and on the bare notebook, after some Python."""
    (folder / "settings").mkdir()
    shutil.copy(ROOT / "lab" / "overrides.json", folder / "settings")
    (folder / "memo").symlink_to(ROOT / "memo")
    shutil.copy(ROOT / "notebooks" / lesson, folder / "kit.ipynb")
    notebook = json.loads((folder / "kit.ipynb").read_text("utf-8"))
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(bare)
    ]
    (folder / "bare.ipynb").write_text(json.dumps(notebook | {"cells": cells}), "utf-8")
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={PORT}", "--allow-root", "--ip=127.0.0.1"]
    own = {"JUPYTER_TOKEN": token, "MEMO_WORK": str(folder / "work"), "PYTHONPATH": str(ROOT)}
    if before:
        subprocess.run([sys.executable, "-c", before], env=os.environ | own, check=True)
    server = subprocess.Popen(
        [*command, f"--LabApp.app_settings_dir={folder / 'settings'}"],
        cwd=folder,
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api?token={token}")
            break
        except OSError:
            time.sleep(0.2)
    return server, token


def visit(browser, server, token, name, drawn, change):
    """Open a notebook, run all, wait until its figure is drawn, change it some times; what it took."""
    page, frames = browser.new_context(viewport={"width": 1280, "height": 900}).new_page(), []
    page.set_default_timeout(60_000)
    page.on("websocket", lambda socket: _listen(socket, frames))
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{PORT}/lab/tree/{name}.ipynb?reset&token={token}")
    page.wait_for_function(IDLE)
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    page.wait_for_function(drawn)
    opening = 1000 * (time.perf_counter() - began)
    page.wait_for_function(IDLE)
    page.wait_for_timeout(1500)
    kernel = next(
        process for process in psutil.Process(server.pid).children(recursive=True) if "ipykernel_launcher" in " ".join(process.cmdline())
    )
    memory = kernel.memory_info().rss / 2**20
    changes, wires = change(page, frames)
    page.evaluate(
        "async (token) => { for (const k of await (await fetch(`/api/kernels?token=${token}`)).json()) "
        "await fetch(`/api/kernels/${k.id}?token=${token}`, { method: 'DELETE' }); }",
        token,
    )
    page.context.close()
    return {"opening": opening, "memory": memory, "change": statistics.median(changes), "wire": max(wires) / 1000}


def _listen(socket, frames):
    if "/channels" in socket.url:
        for event in ("framesent", "framereceived"):
            socket.on(event, lambda data: frames.append(len(data if isinstance(data, bytes) else data.encode())))


def _changes(page, frames):
    """Milliseconds and bytes of ten changes of the criterion."""
    times, wires, select = [], [], page.get_by_label("Criterion").first
    for number in range(2, 12):
        frames.clear()
        select.evaluate("(node, number) => (node.selectedIndex = number)", number)
        times.append(select.evaluate(TIMED))
        page.wait_for_timeout(700)
        wires.append(sum(frames))
    return times, wires


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
