"""What lesson 03's map costs beside the least that plotly can do: change, wire, opening, memory.

`python benchmarks/map.py [rounds]` opens JupyterLab and Chromium, as `page.py` describes it. The floor is a bare
notebook, `BARE` below: the same imports, the same figure as one FigureWidget and a Dropdown that calls `batch_update`.
"""

import sys

from page import ROUNDS, compare, timed
from table import show

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
TIMED = timed("document.querySelector('.js-plotly-plot')")


def measure(rounds=ROUNDS):
    """Rows of (name, measured, floor, compared, bound, unit)."""
    names = "change of criterion", "opening to first interactive figure"
    return compare("03-how-many-camps.ipynb", BARE, ANSWERED, DRAWN, _changes, rounds, names)


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
