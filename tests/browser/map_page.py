"""Lesson 03's map: what its controls are called, and how a test shows a criterion on it."""

BAR, CAPTION = "What the map shows", "Under the map"
FIRST = "How many, by what measure?"  # map and matrix wait for its answer
DRAWN = "() => document.querySelector('.js-plotly-plot .geo path.choroplethlayer, .js-plotly-plot g.trace.choropleth path') !== null"
TITLE = "() => document.querySelector('.js-plotly-plot .gtitle').textContent"


def criteria(lesson):
    """What can be shown, as the list offers it."""
    return lesson.form(BAR).get_by_label("Criterion").locator("option").all_inner_texts()


def show(lesson, label):
    """Choose a criterion and wait until the map's title tells it."""
    lesson.form(BAR).get_by_label("Criterion").select_option(label=label)
    lesson.page.wait_for_function(f"(title) => ({TITLE})().replaceAll(/\\s/g, '') === title.replaceAll(/\\s/g, '')", arg=label)
