"""The same entries add up to the same state, in whatever files and order they lie; nothing in them can break it."""

import json
import random
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memo.journal import Journal
from memo.journal.entry import decode, encode
from memo.journal.fold import State

QUESTIONS = ["02.a", "02.b", "01.c"]


def at(second):
    return f"2026-11-22T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}.000000Z"


def entry(number, act="answer", **rest):
    return {"v": 1, "id": f"s-{number}", "at": at(number), "act": act, "lesson": "02", "attempt": 1} | rest


def put(journal, name, data):
    journal.place.mkdir(parents=True, exist_ok=True)
    (journal.place / name).write_bytes(data)


def lines_of_a_year(draw, count=300):
    """Lines of a lively journal: several sessions, all acts, entries of a newer version among them."""
    lines = []
    for number in range(count):
        question = draw.choice(QUESTIONS)
        more = {"question": question, "value": {"words": f"{number} “ü” {draw.random()}"}}
        act = draw.choices(["answer", "draft", "seal", "open", "everything", "afresh"], [9, 9, 1, 1, 1, 1])[0]
        if act == "afresh":
            more = {"attempt": draw.randrange(1, 4), "lesson": question[:2]}
        lines.append(encode(entry(number, act, v=draw.choice([1, 1, 1, 2])) | more | {"id": f"{draw.randrange(4)}-{number}"}))
    return lines


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_duplicated_and_scattered_files_give_the_same_state(seed, work):
    draw = random.Random(seed)
    lines = lines_of_a_year(draw)
    expected = State(map(decode, lines))
    assert expected.questions() and expected.newer

    journal = Journal("scattered")
    scattered = lines + draw.choices(lines, k=200)
    draw.shuffle(scattered)
    for number in range(7):
        put(journal, f"{number}.jsonl", b"".join(scattered[number::7]))
    again = Journal("scattered")
    assert vars(again.state) == vars(expected)
    assert again.state.questions() == expected.questions()
    assert again.entries == [decode(line) for line in lines]
    assert "cut short" not in again.notice


@pytest.mark.parametrize("ending", [b"", b"\r\n", b"\n\n", b"  \n"])
def test_files_joined_by_hand_or_by_another_system_lose_nothing(ending):
    lines = lines_of_a_year(random.Random(9), 40)
    journal = Journal("joined")
    joined = b"".join(line.rstrip(b"\n") + ending if ending else line for line in lines)
    put(journal, "joined.jsonl", joined.rstrip(b"\n"))  # the last line end is gone
    assert Journal("joined").entries == [decode(line) for line in lines]


def test_a_line_torn_anywhere_costs_only_itself():
    first, torn, after = (encode(entry(n, question="02.a", value=f"“{n}”")) for n in range(3))
    journal = Journal("torn")
    for cut in range(1, len(torn) - 1):
        put(journal, "a.jsonl", first + torn[:cut])
        again = Journal("torn")
        assert again.entries == [decode(first)], cut
        assert "1 line was cut short" in again.notice

    for cut in range(1, len(torn) - 1):
        # Joined to another file the torn line stands before a whole one, on the same line.
        put(journal, "a.jsonl", first + torn[:cut] + after)
        again = Journal("torn")
        assert again.entries == [decode(first), decode(after)], cut
        assert "1 line was cut short" in again.notice


def test_only_the_line_end_missing_costs_nothing():
    journal = Journal("torn")
    put(journal, "a.jsonl", encode(entry(1)).removesuffix(b"\n"))
    assert [e["id"] for e in Journal("torn").entries] == ["s-1"]
    assert not Journal("torn").notice


def test_an_altered_byte_is_found_wherever_it_is():
    line = encode(entry(1, question="02.a", value="twenty per cent"))
    for place in range(len(line) - 2):
        altered = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        assert decode(altered) is None, place
    journal = Journal("altered")
    put(journal, "a.jsonl", line.replace(b"twenty", b"eighty") + encode(entry(2)))
    again = Journal("altered")
    assert [e["id"] for e in again.entries] == ["s-2"]
    assert "1 line was cut short or altered" in again.notice


@pytest.mark.parametrize(
    "junk",
    [b"\x00" * 5000, b"\xff\xfe\n\n\xff", b"{}", b"[]\n" * 3, b'{"sum":"00000000","entry":{}}\n', b"\xef\xbb\xbf", b"a" * 3_000_000],
    ids=["zeros", "bytes", "object", "lists", "wrong sum", "mark", "megabytes"],
)
def test_junk_between_sound_lines_costs_nothing_else(junk):
    lines = [encode(entry(n)) for n in range(3)]
    journal = Journal("junk")
    put(journal, "a.jsonl", lines[0] + junk + b"\n" + junk + lines[1] + lines[2])
    again = Journal("junk")
    assert [e["id"] for e in again.entries] == ["s-0", "s-1", "s-2"]
    assert "left out of your journal" in again.notice


def summed(raw):
    """A line whose sum is right, whatever it holds."""
    return b'{"sum":"%08x","entry":%s}\n' % (crc32(raw), raw)


@pytest.mark.parametrize(
    "raw",
    [
        *[b"null", b"[]", b'"x"', b"{}", b"1", b"{", b'{"v":1},{"v":2}', b"\xff", b"[" * 100_000, b"9" * 5000, b""],
        *[
            json.dumps(entry(1) | change).encode()
            for change in [
                {"v": "1"}, {"v": True}, {"v": 1.0}, {"v": None}, {"id": 1}, {"id": None}, {"act": []}, {"act": None},
                {"at": 5}, {"at": ""}, {"at": "zzzz"}, {"at": "2026-02-31T00:00:00.000000Z"}, {"at": "2026-W47-7T00:00:00.000000Z"},
                {"at": "2026-11-22 10:00:00.000000Z"}, {"at": "2026-11-22T10:00:00Z"}, {"at": "9999-12-31T23:59:59.999999Z"},
                {"at": "<script>alert(1)</script>!!"}, {"value": float("nan")}, {"value": float("inf")},
            ]
        ],
    ],
)  # fmt: skip
def test_a_forged_line_is_passed_over_and_takes_none_along(raw):
    journal = Journal("forged")
    put(journal, "a.jsonl", encode(entry(5)) + summed(raw) + encode(entry(6)))
    again = Journal("forged")
    assert [e["id"] for e in again.entries] == ["s-5", "s-6"]
    assert "1 line was" in again.notice
    again.commit("answer", "02", "02.a", "goes on")
    assert Journal("forged").state.answer("02", "02.a") == "goes on"


# -- a state of anything

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["02", "02.a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
ENTRIES = st.fixed_dictionaries(
    {
        "v": st.integers(-1, 3),
        "id": st.text(max_size=3),
        "at": st.integers(0, 90_000).map(at),
        "act": st.sampled_from(["answer", "draft", "seal", "open", "afresh", "everything", "answer", "later", ""]),
    },
    optional=dict.fromkeys(("lesson", "question", "attempt", "value", "unknown"), ANYTHING),
)


@given(st.lists(ENTRIES, max_size=20))
@settings(deadline=None)
def test_no_entry_breaks_a_state(entries):
    state = State(entries)
    for lesson in ("02", "", "x"):
        assert state.attempt(lesson) >= 1
        for question in ("02.a", ""):
            state.answer(lesson, question), state.draft(lesson, question), state.history(lesson, question)
            state.sealed(lesson, question), state.opened(lesson, question)
    for question, attempt in state.questions():
        assert state.answers(question, attempt)
        state.out_of_sight(question, attempt)
    assert state.newer == sum(e["v"] > 1 or e["act"] in ("later", "") for e in entries)


@given(st.lists(ENTRIES, max_size=12))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_entry_is_read_back_as_it_was_written(work, entries):
    entries = list({e["id"]: e for e in entries}.values())
    journal = Journal("any")
    put(journal, "a.jsonl", b"".join(map(encode, entries)))
    key = lambda e: (e["at"], e["id"])  # noqa: E731
    assert Journal("any").entries == [json.loads(json.dumps(e)) for e in sorted(entries, key=key)]


# -- what the acts mean


def test_a_changed_mind_is_kept_and_the_last_answer_counts():
    journal = Journal("mind")
    for words in ("first", "second", "third"):
        journal.commit("answer", "02", "02.a", words)
    again = Journal("mind").state
    assert again.answer("02", "02.a") == "third"
    assert [e["value"] for e in again.history("02", "02.a")] == ["first", "second", "third"]


def test_a_draft_lasts_until_the_commit():
    journal = Journal("draft")
    journal.commit("draft", "02", "02.a", "half")
    assert Journal("draft").state.draft("02", "02.a") == "half"
    assert Journal("draft").state.answer("02", "02.a") is None
    journal.commit("answer", "02", "02.a", "whole")
    assert Journal("draft").state.draft("02", "02.a") is None
    journal.commit("draft", "02", "02.a", "again")
    assert (Journal("draft").state.draft("02", "02.a"), Journal("draft").state.answer("02", "02.a")) == ("again", "whole")


@pytest.mark.parametrize("emptied", ["", {}, [], 0, False])
def test_what_was_emptied_stands_as_empty(emptied):
    journal = Journal("emptied")
    assert journal.state.standing("02", "02.a") is None
    journal.commit("answer", "02", "02.a", "whole")
    assert journal.state.standing("02", "02.a") == "whole"
    journal.commit("draft", "02", "02.a", emptied)
    assert Journal("emptied").state.standing("02", "02.a") == emptied


def test_start_afresh_keeps_the_earlier_attempt_and_touches_no_other_lesson():
    journal = Journal("afresh")
    journal.commit("answer", "01", "01.c", "elsewhere")
    journal.commit("answer", "02", "02.a", "before")
    journal.commit("seal", "02", "02.a")
    journal.start_afresh("02")
    state = Journal("afresh").state
    assert (state.attempt("02"), state.attempt("01")) == (2, 1)
    assert state.answer("02", "02.a") is None and state.sealed("02", "02.a") is None
    assert state.answer("01", "01.c") == "elsewhere"
    assert [e["value"] for e in state.answers("02.a", 1)] == ["before"]
    journal.commit("answer", "02", "02.a", "after")
    state = Journal("afresh").state
    assert state.answer("02", "02.a") == "after"
    assert state.questions() == [("01.c", 1), ("02.a", 1), ("02.a", 2)]


def test_everything_is_opened_and_closed_again():
    journal = Journal("teacher")
    assert not journal.state.everything_open
    journal.open_everything()
    assert Journal("teacher").state.everything_open and not Journal("student").state.everything_open
    journal.open_everything(False)
    assert not Journal("teacher").state.everything_open


def test_sealed_answers_are_out_of_sight_until_they_are_opened():
    journal = Journal("sealed")
    journal.commit("answer", "02", "02.a", "71 per cent")
    assert not journal.state.out_of_sight("02.a", 1)
    journal.commit("seal", "02", "02.a")
    assert Journal("sealed").state.out_of_sight("02.a", 1)
    journal.open_everything()
    assert not Journal("sealed").state.out_of_sight("02.a", 1)
    journal.open_everything(False)
    assert Journal("sealed").state.out_of_sight("02.a", 1)
    journal.commit("open", "02", "02.a")
    assert not Journal("sealed").state.out_of_sight("02.a", 1)
    assert Journal("sealed").state.opened("02", "02.a")


def test_what_two_windows_wrote_at_the_same_moment_changes_nothing_that_is_sealed():
    late = [entry(3, "answer", question="02.a", value="too late"), entry(4, "draft", question="02.a", value="too late")]
    before = [entry(1, "answer", question="02.a", value="in time"), entry(2, "seal", question="02.a")]
    journal = Journal("race")
    put(journal, "a.jsonl", b"".join(map(encode, before)))
    put(journal, "b.jsonl", b"".join(map(encode, late)))
    again = Journal("race")
    assert again.state.answer("02", "02.a") == "in time" and again.state.draft("02", "02.a") is None
    assert again.entries == before + late


# -- a newer version


def test_what_a_newer_version_wrote_is_kept_and_said():
    journal = Journal("newer")
    later = [
        entry(1, "answer", v=2, question="02.a", value={"ink": "violet"}),
        entry(2, "whisper", question="02.a", to="teacher"),
        entry(3, "answer", question="02.a", value="known", colour="unknown"),
    ]
    put(journal, "a.jsonl", b"".join(map(encode, later)))
    again = Journal("newer")
    assert again.entries == later
    assert again.state.answer("02", "02.a") == "known"
    assert "2 entries come from a newer version" in again.notice
    again.commit("answer", "02", "02.a", "goes on")
    assert Journal("newer").entries[:3] == later
    assert Journal("newer").state.answer("02", "02.a") == "goes on"
