"""The live map: geometry goes once, a change is small, a click says which country."""

import json
import re

import pytest
from ipywidgets import Widget

import memo
from memo.figures.ground import COUNTRIES
from memo.figures.live import live, on_click, redraw
from memo.figures.map import changes, europe


@pytest.fixture
def doc():
    return memo.load()


@pytest.fixture
def widget(doc):
    return live(europe(memo.analysis.by_criterion(doc.evidence, "E11"), doc.countries))


@pytest.fixture
def sent(monkeypatch):
    """What goes to the browser, as text."""
    messages = []
    monkeypatch.setattr(
        Widget, "_send", lambda self, msg, buffers=None: messages.append(json.dumps(msg, default=str) + "x" * sum(map(len, buffers or [])))
    )
    return messages


@pytest.mark.parametrize("criterion", list(memo.load().criteria["id"]))
def test_a_change_of_criterion_is_small_and_sends_no_geometry(doc, widget, sent, criterion):
    redraw(widget, *changes(memo.analysis.by_criterion(doc.evidence, criterion), doc.countries, "title", ()))
    assert sum(map(len, sent)) < 4_000
    assert not any("coordinates" in message for message in sent)


def test_the_live_map_shows_what_the_figure_shows(doc, widget):
    other = europe(memo.analysis.by_criterion(doc.evidence, "E14"), doc.countries, "title", ["Warsaw Pact"])
    redraw(widget, *changes(memo.analysis.by_criterion(doc.evidence, "E14"), doc.countries, "title", ["Warsaw Pact"]))
    for mine, its in zip(widget.data, other.data, strict=True):
        assert mine.visible in (its.visible, True) and list(mine.text or "") == list(its.text or "")
    assert list(widget.data[COUNTRIES].z) == list(other.data[COUNTRIES].z)
    assert widget.layout.title.text == other.layout.title.text


def test_it_draws_without_the_internet_and_offers_no_upload(widget):
    assert widget._config["topojsonURL"].startswith("data:")
    assert widget._config["modeBarButtons"] == [["toImage"]]


def test_a_click_gives_the_country(widget):
    clicked = []
    on_click(widget, COUNTRIES, clicked.append)
    place = list(widget.data[COUNTRIES].locations).index("HUN")
    message = {"event_type": "plotly_click", "points": {"trace_indexes": [COUNTRIES], "point_indexes": [place], "xs": [None], "ys": [None]}}
    widget._js2py_pointsCallback = message | {"device_state": None, "selector": None}
    assert clicked == ["Hungary"]


def test_numbers_go_as_numbers(widget):
    """Arrays, not lists of words: what a test must read is `data[0].z`, never the JSON."""
    assert widget.data[COUNTRIES].z.dtype.kind == "i"


def test_a_new_height_leaves_the_width_to_the_column(widget, monkeypatch):
    """Each time anew: plotly takes any height for a size of its own, and then no longer follows its column."""
    sent = []
    monkeypatch.setattr(widget, "_send_update_msg", lambda *traces, relayout_data, **more: sent.append(relayout_data))
    for height in (400, 500, 450):
        redraw(widget, {}, {"height": height})
    redraw(widget, {}, {"title.text": "no new height"})
    assert [list(layout) for layout in sent] == [["height", "autosize"]] * 3 + [["title.text"]]


def test_a_view_that_has_left_the_page_is_told_to_be_quiet(widget):
    """The bundle's own name of its views is what the line after it silences; without it a purged view fails."""
    name = re.search(r"export\{\w+ as FigureModel,(\w+) as FigureView,\w+ as default\}", widget._esm)[1]
    assert widget._esm.rstrip().endswith("}; }") and f"const own = {name}.prototype" in widget._esm[-400:]
    assert "do_update()" in widget._esm and "remove()" in widget._esm
