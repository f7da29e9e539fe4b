"""A disk that refuses: the words are kept, a sentence says so, and all is written once there is room."""

import json
import os
import shutil
from pathlib import Path

import pytest

from memo import MemoError
from memo.journal import Journal, as_json, bring, store
from memo.journal.entry import decode

LINE = 2_000  # more than one entry of these tests takes


def size(journal):
    return sum(path.stat().st_size for path in journal.place.glob("*"))


def words(journal):
    return [entry["value"] for entry in journal.entries]


# -- a full disk


@pytest.mark.parametrize("room", [0, 1, 30, 100, 300])
def test_what_a_full_disk_refuses_is_kept_and_written_later(full_disk, room):
    journal = Journal("full")
    journal.commit("answer", "02", "02.a", "before")
    with full_disk(size(journal) + room):
        for attempt in ("one", "two", "three"):
            with pytest.raises(MemoError, match=r"Not saved yet: the disk did not take it \(.+\)\. Your words are kept"):
                journal.commit("answer", "02", "02.a", attempt * 100)
        assert not journal.saved
        assert "Not saved yet" in journal.notice
        assert journal.waits(journal.entries[-1]) and not journal.waits(journal.entries[0])
        assert journal.state.answer("02", "02.a") == "three" * 100
        journal.refresh()
        assert words(journal) == ["before", "one" * 100, "two" * 100, "three" * 100]
        on_disk = words(Journal("full"))
        assert on_disk == words(journal)[: len(on_disk)] and len(on_disk) < 4
    journal.commit("answer", "02", "02.a", "after")
    assert journal.saved and not journal.notice
    again = Journal("full")
    assert words(again) == words(journal) == ["before", "one" * 100, "two" * 100, "three" * 100, "after"]
    assert again.state.answer("02", "02.a") == "after"
    # What the full disk cut short stands on a line of its own, so that any program can read the others.
    lines = next(journal.place.iterdir()).read_bytes().split(b"\n")
    assert [decode(line)["id"] for line in lines if decode(line)][-4:] == [entry["id"] for entry in again.entries[-4:]]


def test_a_commit_returns_only_after_the_disk_has_said_that_it_holds_the_line(monkeypatch):
    done, write, sync = [], os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda file, data: done.append((file, bytes(data))) or write(file, data))
    monkeypatch.setattr(os, "fsync", lambda file: done.append((file, "synced")) or sync(file))
    journal = Journal("durable")
    for number in range(3):
        done.clear()
        entry = journal.commit("answer", "02", "02.a", number)
        (written, line), (synced, what) = done[-2:]
        assert decode(line) == entry and (synced, what) == (written, "synced")
    # And so are the names of the file and its folders, once they are new.
    done.clear()
    Journal("another").commit("answer", "02", "02.a", "first")
    assert sum(what == "synced" for _, what in done) >= (3 if os.name == "posix" else 1)


def test_a_disk_full_from_the_first_line_on(full_disk):
    journal = Journal("full")
    with full_disk(0), pytest.raises(MemoError, match="Not saved yet"):
        journal.commit("answer", "02", "02.a", "first")
    assert not journal.saved
    assert words(Journal("full")) == []
    journal.refresh()  # a cell that is run again is enough, once there is room
    assert journal.saved
    assert words(Journal("full")) == ["first"]


def test_drafts_do_not_pile_up_while_the_disk_is_full(full_disk):
    journal = Journal("full")
    with full_disk(0):
        for number in range(50):
            with pytest.raises(MemoError):
                journal.commit("draft", "02", "02.a", f"{number} " * 1000)
        with pytest.raises(MemoError):
            journal.commit("draft", "02", "02.b", "another question")
    journal.refresh()
    assert Journal("full").state.draft("02", "02.a") == "49 " * 1000
    assert words(Journal("full")) == ["49 " * 1000, "another question"]


def test_an_import_that_the_disk_refuses_takes_nothing(full_disk):
    source, target = Journal("from"), Journal("to")
    for number in range(3):
        source.commit("answer", "02", "02.a", f"{number}" * 500)
    target.commit("answer", "02", "02.b", "own")
    with full_disk(size(target)), pytest.raises(MemoError, match="Nothing was imported: the disk did not take it"):
        bring(target, as_json(source))
    assert target.saved and words(target) == ["own"] == words(Journal("to"))
    assert bring(target, as_json(source)) == 3
    assert len(words(Journal("to"))) == 4


def test_an_act_that_the_disk_refuses_still_holds_here_and_is_followed(full_disk):
    class Follower:
        def follow(self):
            self.attempt = journal.state.attempt("02")

    journal, follower = Journal("full"), Follower()
    journal.watch(follower.follow)
    with full_disk(0), pytest.raises(MemoError, match="Not saved yet"):
        journal.start_afresh("02")
    assert follower.attempt == 2 == journal.state.attempt("02")


def test_words_wait_for_the_one_who_wrote_them(full_disk):
    journal = Journal("anna")
    with full_disk(0), pytest.raises(MemoError):
        journal.commit("answer", "02", "02.a", "anna's")
    with full_disk(0):
        journal.switch("bert")
        assert words(journal) == [] and not journal.saved
    journal.commit("answer", "02", "02.a", "bert's")
    journal.switch("Anna")
    assert journal.saved and words(journal) == ["anna's"]
    assert (words(Journal("anna")), words(Journal("bert"))) == (["anna's"], ["bert's"])


# -- a folder that may not be written, or not be read


def test_a_read_only_folder(shared, anybody):
    with anybody():
        Journal("reader").commit("answer", "02", "02.a", "written earlier")
        shared.chmod(0o555) if os.geteuid() == shared.stat().st_uid else None
    shared.chmod(0o555)
    with anybody():
        journal = Journal("reader")
        assert journal.state.answer("02", "02.a") == "written earlier"
        assert journal.place is None
        assert f"{shared} cannot be written" in journal.notice and "MEMO_WORK" in journal.notice
        with pytest.raises(MemoError, match="Your answers cannot be kept: .* cannot be written"):
            journal.commit("answer", "02", "02.a", "kept here")
        assert not journal.saved
        assert journal.state.answer("02", "02.a") == "kept here"
        assert json.loads(as_json(journal))["entries"][-1]["value"] == "kept here"
    shared.chmod(0o777)
    with anybody():
        journal.commit("answer", "02", "02.b", "written now")
        assert journal.saved and not journal.notice
        assert words(Journal("reader")) == ["written earlier", "kept here", "written now"]


def test_a_folder_made_read_only_after_the_journal_was_opened(shared, anybody):
    with anybody():
        Journal("late").commit("answer", "02", "02.a", "earlier")
        journal = Journal("late")
        journal.place.chmod(0o555)
        with pytest.raises(MemoError, match="Not saved yet: .*Permission denied"):
            journal.commit("answer", "02", "02.a", "later")
        assert words(journal) == ["earlier", "later"]
        journal.place.chmod(0o755)
        journal.refresh()
        assert journal.saved and words(Journal("late")) == ["earlier", "later"]


def test_a_folder_that_cannot_be_read_just_now(shared, anybody):
    with anybody():
        Journal("blind").commit("answer", "02", "02.a", "there")
        journal = Journal("blind")
        journal.place.chmod(0o000)
        other = Journal("blind")
        assert words(other) == [] and "cannot be read just now (Permission denied)" in other.notice
        journal.refresh()
        assert words(journal) == ["there"] and "They are not lost" in journal.notice
        journal.place.chmod(0o755)
        for one in (journal, other):
            one.refresh()
            assert words(one) == ["there"] and not one.notice


def test_one_file_that_cannot_be_read_hides_no_other(shared, anybody):
    with anybody():
        for name in ("first", "second"):
            Journal("blind").commit("answer", "02", "02.a", name)
        journal = Journal("blind")
        locked = sorted(journal.place.iterdir())[0]
        locked.chmod(0o000)
        other = Journal("blind")
        assert len(words(other)) == 1 and "cannot be read just now" in other.notice
        locked.chmod(0o644)
        other.refresh()
        assert len(words(other)) == 2 and not other.notice


def test_a_folder_named_like_a_journal_file_is_no_matter(work):
    journal = Journal("odd")
    journal.commit("answer", "02", "02.a", "there")
    (journal.place / "folder.jsonl").mkdir()
    (journal.place / "notes.txt").write_text("nothing of ours")
    assert words(Journal("odd")) == ["there"] and not Journal("odd").notice


# -- where journals lie


def test_a_work_folder_that_is_a_file(work):
    work.write_text("no folder")
    journal = Journal()
    with pytest.raises(MemoError, match="cannot be written"):
        journal.commit("answer", "02", "02.a", "kept")
    work.unlink()
    journal.commit("answer", "02", "02.b", "too")
    assert words(Journal()) == ["kept", "too"]


def test_without_memo_work_the_kit_is_taken_then_the_home(monkeypatch, tmp_path, shared, anybody):
    monkeypatch.delenv("MEMO_WORK")
    kit, home = shared / "kit", shared / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setattr(store, "_KIT", kit)
    with anybody():
        kit.mkdir()
        Journal("mover").commit("answer", "02", "02.a", "in the kit")
        assert Journal("mover").place.is_relative_to(kit / "work")
        (kit / "work").chmod(0o555)
        journal = Journal("mover")
        journal.commit("answer", "02", "02.b", "at home")
        assert journal.place.is_relative_to(home / "memorandum-1989-work")
        assert words(Journal("mover")) == ["in the kit", "at home"]


def test_a_user_without_a_home(monkeypatch, tmp_path):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("MEMO_WORK")
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.setattr(store, "_KIT", tmp_path)
    Journal("nomad").commit("answer", "02", "02.a", "kept")
    assert words(Journal("nomad")) == ["kept"]


def test_opening_and_reading_write_nothing(work):
    Journal("writer").commit("answer", "02", "02.a", "there")
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*")}
    journal = Journal("writer")
    journal.refresh(), Journal("reader").refresh(), as_json(journal)
    assert {path: path.stat().st_mtime_ns for path in work.rglob("*")} == before


def test_a_journal_is_for_its_owner_only(work):
    journal = Journal("private")
    journal.commit("answer", "02", "02.a", "mine")
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in journal.place.iterdir()} == {0}


# -- deleted


def test_deleting_leaves_nothing_and_nobody_else_is_touched(work):
    other = Journal("other")
    other.commit("answer", "02", "02.a", "stays")
    journal = Journal()
    journal.switch("leaver")
    journal.commit("answer", "02", "02.a", "the secret words")
    gone = journal.place
    journal.delete()
    assert journal.pseudonym == "guest" == Journal().pseudonym
    assert not gone.exists() and words(journal) == []
    assert not [path for path in work.rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    assert words(Journal("other")) == ["stays"]
    journal.switch("leaver")
    assert words(journal) == []
    journal.commit("answer", "02", "02.a", "a new life")
    assert words(Journal("leaver")) == ["a new life"]


def test_deleting_what_the_disk_refused(full_disk):
    journal = Journal("leaver")
    with full_disk(0), pytest.raises(MemoError):
        journal.commit("answer", "02", "02.a", "never written")
    journal.delete()
    journal.switch("leaver")
    assert words(journal) == [] and journal.saved


def test_a_journal_that_cannot_be_deleted_says_so_and_stays(shared, anybody):
    with anybody():
        journal = Journal("stuck")
        journal.commit("answer", "02", "02.a", "there")
        journal.place.chmod(0o555)
        with pytest.raises(MemoError, match="could not be deleted .Permission denied"):
            journal.delete()
        assert journal.pseudonym == "stuck" and words(journal) == ["there"]
        journal.place.chmod(0o755)
        journal.delete()
        assert words(Journal("stuck")) == []


def test_what_is_committed_after_another_window_deleted_the_journal_is_on_the_disk():
    window, other = Journal("two"), Journal("two")
    window.commit("answer", "02", "02.a", "before")
    other.delete()
    window.commit("answer", "02", "02.a", "after")
    assert words(Journal("two")) == ["after"] == words(window)


def test_what_is_committed_after_the_whole_work_folder_went_is_on_the_disk(work):
    journal = Journal("two")
    journal.commit("answer", "02", "02.a", "before")
    shutil.rmtree(work)
    journal.commit("seal", "02", "02.a")
    assert [entry["act"] for entry in Journal("two").entries] == ["seal"]


# -- what cannot be written at all


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), b"bytes", {1, 2}, object(), {(1, 2): 3}, 10**5000, ["a", {"b": float("nan")}]],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_hold_is_refused_and_blocks_nothing(value):
    journal = Journal("odd")
    journal.commit("answer", "02", "02.a", "before")
    with pytest.raises(MemoError, match="cannot be written down"):
        journal.commit("answer", "02", "02.a", value)
    assert words(journal) == ["before"] and journal.saved
    journal.commit("answer", "02", "02.a", "after")
    assert words(Journal("odd")) == ["before", "after"]


def test_what_is_nested_without_end_is_refused_and_blocks_nothing():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    journal = Journal("deep")
    with pytest.raises(MemoError, match="cannot be written down"):
        journal.commit("answer", "02", "02.a", deep)
    journal.commit("answer", "02", "02.a", "after")
    assert words(Journal("deep")) == ["after"]


def test_an_answer_beyond_all_measure_is_refused_and_one_of_a_megabyte_is_not():
    journal = Journal("long")
    journal.commit("answer", "02", "02.a", {"why": "é" * 1_000_000})
    with pytest.raises(MemoError, match="longer than a library"):
        journal.commit("answer", "02", "02.a", {"why": "é" * 3_000_000})
    assert journal.saved
    assert Journal("long").state.answer("02", "02.a") == {"why": "é" * 1_000_000}


def test_what_is_in_memory_is_what_is_on_the_disk_even_if_the_caller_goes_on_writing():
    journal, value = Journal("same"), {"list": ["a"], 5: (1, 2)}
    journal.commit("answer", "02", "02.a", value)
    value["list"].append("b")
    assert journal.state.answer("02", "02.a") == {"list": ["a"], "5": [1, 2]} == Journal("same").state.answer("02", "02.a")
