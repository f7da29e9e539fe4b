"""What lesson 08's map by month costs beside the least that plotly can do: a step, its wire, opening, memory.

`python benchmarks/months.py [rounds]` opens JupyterLab and Chromium, hence it is not among the benchmarks that
`python benchmarks` runs by itself. The floor is a bare notebook, `BARE` below: the same imports, the same map as one
FigureWidget and a Dropdown of months that calls `batch_update`. Everything is measured as `benchmarks/map.py`
measures it; the lesson's memory is that of both its live figures.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))

import map as drawn
from table import show

ROUNDS, LESSON = 5, "08-forecast-and-outcome.ipynb"
CHANGE, OPENING, MEMORY, WIRE = 1.3, 1.25, 1.15, 15  # bounds: ratios, and kilobytes

BARE = [
    "import ipywidgets, memo, pandas\nimport plotly.graph_objects as go\nfrom memo.analysis.stages import MONTHS\n"
    "from memo.figures import config\nfrom memo.figures.months import changes, months\n\ndoc = memo.load()",
    "figure = go.FigureWidget(months(doc.stages, doc.countries, '1989-02'))\nfigure._config = config('months')",
    "def change(_):\n    traces, layout = changes(doc.stages, doc.countries, choice.value)\n"
    "    with figure.batch_update():\n        for number, properties in traces.items():\n"
    "            figure.data[number].update(properties)\n        figure.update_layout(layout)",
    "choice = ipywidgets.Dropdown(options=list(MONTHS), description='Month')\n"
    "choice.observe(change, 'value')\nipywidgets.VBox([choice, figure])",
]
# Everything is open, as it is for whoever has opened the seal.
OPEN = "import memo\n\nmemo.controls.Lesson(memo.load(), '08').teacher.press('open', {})\n"

_MAP = "[...document.querySelectorAll('.js-plotly-plot')].find((node) => node.querySelector('.geo'))"
DRAWN = f"() => {_MAP}?.querySelector('g.trace.choropleth path') != null"
# Milliseconds from doing something to the frame after the title has changed.
TIMED = f"""(node) => new Promise((resolve) => {{
    const title = () => {_MAP}.querySelector('.gtitle').textContent, before = title(), began = performance.now();
    const look = () => title() === before ? requestAnimationFrame(look) : requestAnimationFrame(() => resolve(performance.now() - began));
    for (const name of ['input', 'change']) node.dispatchEvent(new Event(name, {{ bubbles: true }}));
    look();
}})"""


def measure(rounds=ROUNDS):
    """Rows of (name, measured, floor, compared, bound, unit)."""
    figures = {"kit": [], "bare": []}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, token = drawn.serve(Path(folder), LESSON, BARE, OPEN)
        try:
            browser = drawn.browser(playwright)
            for turn in range(rounds + 1):
                for name, each in figures.items():
                    found = drawn.visit(browser, server, token, name, DRAWN, _steps)
                    if turn:  # the first of each reads the disk: not counted
                        each.append(found)
            browser.close()
        finally:
            server.terminate()
            server.wait()
    return [
        drawn.row("step of the month to redrawn map", figures, "change", CHANGE),
        drawn.row("wire of a step, largest", figures, "wire", WIRE, "kB", compare=lambda kit, bare: kit),
        drawn.row("opening to the map", figures, "opening", OPENING),
        drawn.row("kernel's memory", figures, "memory", MEMORY, "MB"),
    ]


def _steps(page, frames):
    """Milliseconds and bytes of a dozen steps, the fullest months among them."""
    times, wires = [], []
    control = page.locator(".memo-month input[type=range], .jupyter-widgets select").first
    for number in range(4, 17):
        frames.clear()
        control.evaluate("(node, number) => (node.tagName === 'SELECT' ? (node.selectedIndex = number) : (node.value = number))", number)
        times.append(control.evaluate(TIMED))
        page.wait_for_timeout(900)
        wires.append(sum(frames))
    return times, wires


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
