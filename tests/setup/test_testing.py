"""What `kit.py test` makes of its arguments: side by side wherever nobody asked for certain files or to watch."""

import pytest

from lab import testing
from lab.testing import chosen


@pytest.mark.parametrize(
    ("asked", "processes"),
    [
        ([], "4"),
        (["--quick"], "4"),
        (["-v"], "4"),
        (["--durations=20", "--quick"], "4"),
        (["--lesson", "03"], "2"),
        (["-x", "--lesson", "03", "--quick"], "2"),
        (["tests/house"], None),
        (["-k", "map"], None),
        (["-s"], None),
        (["--pdb", "--lesson", "03"], None),
    ],
)
def test_how_many_processes_run_what_was_asked_for(asked, processes, monkeypatch):
    monkeypatch.setattr(testing.os, "cpu_count", lambda: 8)
    options = chosen(asked)
    assert (options[options.index("-n") + 1] if "-n" in options else None) == processes
    assert [option for option in asked if option not in ("--quick", "--lesson", "03")] == [option for option in options if option in asked]
    assert options[-2:] == ["-m", "not browser"] or "--quick" not in asked


def test_a_computer_with_one_processor_runs_one_process(monkeypatch):
    monkeypatch.setattr(testing.os, "cpu_count", lambda: 1)
    assert chosen([]) == []


def test_a_number_of_processes_that_was_asked_for_is_the_last_word(monkeypatch):
    monkeypatch.setattr(testing.os, "cpu_count", lambda: 8)
    assert chosen(["-n0"])[-1] == "-n0"
