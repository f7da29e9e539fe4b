"""Two kernels, two windows, two machines and one pseudonym; clocks that run back."""

import multiprocessing
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

import memo.journal.journal as module
from memo import MemoError
from memo.journal import Journal, as_json, bring
from memo.journal.fold import State

ELSEWHERE = "from memo.journal import Journal; journal = Journal('shared'); "


def elsewhere(code):
    """Run code with a journal of the same pseudonym in another process; return what it prints."""
    done = subprocess.run([sys.executable, "-c", ELSEWHERE + code], capture_output=True, text=True, cwd=Path.cwd())
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_processes_at_once_lose_nothing_of_each_other():
    code = "[journal.commit('answer', '02', f'02.q{n % 5}', f'{sign} {n}') for n in range(200)]"
    writers = [subprocess.Popen([sys.executable, "-c", f"{ELSEWHERE}sign = {sign!r}; {code}"]) for sign in "ab"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    journal = Journal("shared")
    assert sorted(entry["value"] for entry in journal.entries) == sorted(f"{sign} {n}" for sign in "ab" for n in range(200))
    for sign in "ab":
        own = [entry["value"] for entry in journal.entries if entry["value"].startswith(sign)]
        assert own == [f"{sign} {n}" for n in range(200)]
    assert len(list(journal.place.iterdir())) == 2 and not journal.notice


def test_sealed_in_one_process_is_refused_in_the_other():
    journal = Journal("shared")
    journal.commit("answer", "02", "02.a", "70")
    elsewhere("journal.commit('seal', '02', '02.a')")
    for act in ("answer", "draft"):
        with pytest.raises(MemoError, match="sealed and cannot be changed"):
            journal.commit(act, "02", "02.a", "80")
    assert journal.state.answer("02", "02.a") == "70"
    assert [entry["act"] for entry in Journal("shared").entries] == ["answer", "seal"]


def test_begun_afresh_in_one_process_the_other_answers_in_the_new_attempt():
    journal = Journal("shared")
    journal.commit("answer", "02", "02.a", "old")
    elsewhere("journal.start_afresh('02')")
    journal.commit("answer", "02", "02.a", "new")
    assert elsewhere("print(journal.state.attempt('02'), journal.state.answer('02', '02.a'))") == "2 new\n"


def test_refresh_shows_what_another_window_wrote():
    one, two = Journal("shared"), Journal("shared")
    one.commit("answer", "02", "02.a", "from one")
    two.refresh()
    assert two.state.answer("02", "02.a") == "from one"
    two.commit("answer", "02", "02.a", "from two")
    one.refresh()
    assert one.state.answer("02", "02.a") == "from two"
    assert one.entries == two.entries == Journal("shared").entries
    one.commit("answer", "02", "02.b", "again from one")
    two.refresh()
    assert one.entries == two.entries


def test_what_has_not_changed_is_not_read_again(monkeypatch):
    Journal("shared").commit("answer", "02", "02.a", "by another")
    journal = Journal("shared")
    monkeypatch.setattr("memo.journal.store.decode_all", lambda data: pytest.fail("read again"))
    for number in range(3):
        journal.refresh()
        journal.commit("answer", "02", "02.a", number)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="NOT TESTED: this system makes no copies of processes")
def test_a_copy_of_the_process_writes_under_a_name_of_its_own():
    journal = Journal("shared")
    journal.commit("answer", "02", "02.a", "before")
    copy = multiprocessing.get_context("fork").Process(
        target=lambda: [journal.commit("answer", "02", "02.a", f"copy {n}") for n in range(5)]
    )
    copy.start()
    for number in range(5):
        journal.commit("answer", "02", "02.a", f"parent {number}")
    copy.join()
    assert copy.exitcode == 0
    words = [entry["value"] for entry in Journal("shared").entries]
    assert sorted(words) == ["before", *(f"copy {n}" for n in range(5)), *(f"parent {n}" for n in range(5))]


# -- clocks


@pytest.fixture
def clock(monkeypatch):
    """A clock to set: clock.now = a datetime."""

    class Clock(datetime):
        moment = datetime(2026, 11, 22, 10, tzinfo=UTC)

        @classmethod
        def now(cls, zone=None):
            return cls.moment.astimezone(zone)

    monkeypatch.setattr(module, "datetime", Clock)
    return Clock


def test_a_clock_that_runs_back_changes_no_order(clock):
    journal = Journal("old laptop")
    for number in range(5):
        journal.commit("answer", "02", "02.a", number)
        clock.moment -= timedelta(days=400)
    assert [entry["value"] for entry in Journal("old laptop").entries] == [0, 1, 2, 3, 4]
    assert Journal("old laptop").state.answer("02", "02.a") == 4
    times = [entry["at"] for entry in journal.entries]
    assert times == sorted(set(times))
    clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    assert journal.commit("answer", "02", "02.a", 5)["at"] == "2027-01-01T00:00:00.000000Z"


def test_a_clock_that_stands_still_changes_no_order(clock):
    journal = Journal("stopped")
    for number in range(12):  # beyond ten, where "10" would sort before "9"
        journal.commit("answer", "02", "02.a", number)
    assert [entry["value"] for entry in Journal("stopped").entries] == list(range(12))


@pytest.mark.parametrize("year", [1, 999, 1970, 2099, 2999])
def test_a_clock_in_any_year(clock, year):
    clock.moment = datetime(year, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    journal = Journal("lost in time")
    for number in range(3):
        journal.commit("answer", "02", "02.a", number)
    assert [entry["value"] for entry in Journal("lost in time").entries] == [0, 1, 2]


@pytest.mark.parametrize("moment", ["2999-12-31T23:59:59.999999Z", "2026-12-31T24:00:00.000000Z"])
def test_an_import_from_the_far_future_does_not_freeze_the_journal(moment):
    source, journal = Journal("from"), Journal("to")
    journal.commit("answer", "02", "02.a", "own")
    source.commit("answer", "02", "02.a", "from the future")
    text = as_json(source).replace(source.entries[0]["at"], moment)
    try:
        bring(journal, text)
    except MemoError:  # no moment to this Python
        assert moment[11:13] == "24"
    for number in range(5):
        journal.commit("answer", "02", "02.a", number)
        assert journal.state.answer("02", "02.a") == number
        assert Journal("to").state.answer("02", "02.a") == number


def test_an_import_from_beyond_all_time_is_refused():
    source, journal = Journal("from"), Journal("to")
    source.commit("answer", "02", "02.a", "from the future")
    for moment in ("9999-12-31T23:59:59.999999Z", "8999-12-31T23:59:59.999999Z", "3000-01-01T00:00:00.000000Z", "zzzz"):
        with pytest.raises(MemoError, match="nothing was imported"):
            bring(journal, as_json(source).replace(source.entries[0]["at"], moment))
    assert not journal.entries


# -- who follows


class Follower:
    seen = 0

    def follow(self):
        self.seen += 1


def test_whoever_shows_the_journal_follows_until_it_is_gone():
    journal, stays, goes = Journal("one"), Follower(), Follower()
    journal.watch(stays.follow), journal.watch(goes.follow)
    journal.switch("two")
    assert (stays.seen, goes.seen) == (1, 1)
    del goes
    journal.start_afresh("02")
    journal.open_everything()
    journal.delete()
    assert stays.seen == 4


def test_one_that_fails_keeps_no_other_from_following():
    class Failing:
        def follow(self):
            raise ZeroDivisionError

    journal, failing, stays = Journal("one"), Failing(), Follower()
    journal.watch(failing.follow), journal.watch(stays.follow)
    with pytest.raises(ZeroDivisionError):
        journal.switch("two")
    assert stays.seen == 1 and journal.pseudonym == "two"


# -- any course of events in two windows


class Windows(RuleBasedStateMachine):
    """Two windows on one journal, each now and then closed and opened again; the model is what was committed in order."""

    def __init__(self):
        super().__init__()
        Journal("model").delete()
        self.windows = {"left": Journal("model"), "right": Journal("model")}
        self.attempt, self.answers, self.drafts, self.sealed = {}, {}, {}, set()

    window = st.sampled_from(["left", "right"])
    lesson = st.sampled_from(["01", "02"])
    name = st.sampled_from(["a", "b"])
    words = st.text(max_size=5) | st.integers() | st.dictionaries(st.text(max_size=2), st.text(max_size=3), max_size=2)

    def key(self, lesson, name):
        return f"{lesson}.{name}", self.attempt.get(lesson, 1)

    @rule(window=window, lesson=lesson, name=name, words=words, act=st.sampled_from(["answer", "draft"]))
    def write(self, window, lesson, name, words, act):
        key = self.key(lesson, name)
        try:
            self.windows[window].commit(act, lesson, key[0], words)
        except MemoError:
            assert key in self.sealed
            return
        assert key not in self.sealed
        if act == "draft":
            self.drafts[key] = words
        else:
            self.answers.setdefault(key, []).append(words)
            self.drafts.pop(key, None)

    @rule(window=window, lesson=lesson, name=name)
    def seal(self, window, lesson, name):
        self.windows[window].commit("seal", lesson, f"{lesson}.{name}")
        self.sealed.add(self.key(lesson, name))

    @rule(window=window, lesson=lesson)
    def afresh(self, window, lesson):
        self.windows[window].start_afresh(lesson)
        self.attempt[lesson] = self.attempt.get(lesson, 1) + 1

    @rule(window=window)
    def reopen(self, window):
        self.windows[window] = Journal("model")

    @rule(window=window)
    def carry_away_and_bring_back(self, window):
        text = as_json(self.windows[window])
        self.windows[window].delete()
        self.windows[window].switch("model")
        assert bring(self.windows[window], text) == len(self.windows[window].entries)
        assert bring(self.windows[window], text) == 0

    @invariant()
    def both_windows_show_what_was_committed(self):
        for journal in self.windows.values():
            journal.refresh()
            state = journal.state
            assert {key: [e["value"] for e in state.answers(*key)] for key in state.questions()} == self.answers
            for lesson in ("01", "02"):
                assert state.attempt(lesson) == self.attempt.get(lesson, 1)
                for name in "ab":
                    key = self.key(lesson, name)
                    assert state.draft(lesson, key[0]) == self.drafts.get(key)
                    assert (state.sealed(lesson, key[0]) is not None) == (key in self.sealed)
            assert vars(State(journal.entries)) == vars(state)
            assert not journal.notice


def test_any_course_of_events_in_two_windows():
    run_state_machine_as_test(
        Windows,
        settings=settings(max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)),
    )
