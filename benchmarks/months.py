"""What lesson 08's map by month costs beside the least that plotly can do: a step, its wire, opening, memory.

`python benchmarks/months.py [rounds]` opens JupyterLab and Chromium, as `page.py` describes it. The floor is a bare
notebook, `BARE` below: the same imports, the same map as one FigureWidget and a Dropdown of months that calls
`batch_update`. The lesson's memory is that of both its live figures.
"""

import sys

from page import ROUNDS, compare, timed
from table import show

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
TIMED = timed(_MAP)


def measure(rounds=ROUNDS):
    """Rows of (name, measured, floor, compared, bound, unit)."""
    return compare("08-forecast-and-outcome.ipynb", BARE, OPEN, DRAWN, _steps, rounds, ("step of the month", "opening to the map"))


def _steps(page, frames):
    """Milliseconds and bytes of a dozen steps, the fullest months among them."""
    times, wires, slider = [], [], page.locator(".memo-month input[type=range]")
    control = slider if slider.count() else page.locator(".widget-dropdown select")
    for number in range(4, 17):
        frames.clear()
        control.evaluate("(node, number) => (node.tagName === 'SELECT' ? (node.selectedIndex = number) : (node.value = number))", number)
        times.append(control.evaluate(TIMED))
        page.wait_for_timeout(900)
        wires.append(sum(frames))
    return times, wires


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)))
