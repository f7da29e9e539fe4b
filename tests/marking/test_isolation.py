"""The isolated cell: what comes back, what does not, and what it can reach."""

import time

import pytest

import memo
from marking import isolation
from marking.isolation import Outcome, run
from tests.marking.attacks import MORE
from tests.marking.isolating import needs_bwrap


@needs_bwrap
@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("x = doc.paragraphs.index[:2]", [1, 2]),
        ("x = doc.paragraphs.index.to_series().max()", len(memo.load().paragraphs)),
        ("import pandas as pd\nx = pd.Series([1, 2.5]).to_dict()", {0: 1.0, 1: 2.5}),
        ("x = ({'a'}, ('b', None), ...)", [["a"], ["b", None], None]),
        ("import datetime\nx = datetime.date(1989, 2, 24)", "1989-02-24"),
        ("print('a' * 10**7)\nx = '¶ 8'", "¶ 8"),
    ],
)
def test_a_value_comes_back_as_plain_as_it_can_be(source, value):
    assert run(source, "x") == Outcome(True, value)


@needs_bwrap
@pytest.mark.parametrize("told", MORE)
def test_no_attack_brings_anything_of_worth(told, tmp_path):
    source = MORE[told].format(name="x", outside=tmp_path / "owned", solutions=tmp_path, port=9)
    outcome = run(source, "x")
    harmless = ([], -1, "?")
    assert not outcome.worked or outcome.value in harmless, outcome
    assert not outcome.worked or told != "limits raised"
    assert len(outcome.reason) < 250


@needs_bwrap
def test_it_is_stopped_in_time_and_nothing_stays_behind():
    began = time.monotonic()
    assert run("import time\nwhile True:\n    time.sleep(0.01)", "x", seconds=3) == Outcome(
        False, reason="the cell was stopped after 3 seconds."
    )
    assert time.monotonic() - began < 10


@needs_bwrap
def test_it_sees_no_file_but_the_libraries():
    seen = run("import os\nx = sorted(os.listdir('/kit')) + os.listdir('/scratch') + sorted(os.listdir('/dev'))", "x")
    assert seen.value == ["inside.py", "memo", "null", "urandom"]
    assert not run("x = open('/etc/passwd').read()", "x").worked
    assert not run("x = __import__('os').listdir('/kit/memo/../../solutions')", "x").worked


def test_where_it_cannot_isolate_it_runs_nothing(monkeypatch):
    monkeypatch.setattr(isolation.shutil, "which", lambda name: None)
    monkeypatch.setattr(isolation.subprocess, "Popen", None)
    isolation.unavailable.cache_clear()
    outcome = run("x = 1", "x")
    isolation.unavailable.cache_clear()
    assert not outcome.worked
    assert "bubblewrap" in outcome.reason
