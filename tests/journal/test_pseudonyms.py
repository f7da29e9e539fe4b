"""A pseudonym is a name and never a path; one name, one journal, however it is typed."""

import re
import unicodedata
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo import MemoError
from memo.journal import GUEST, Journal
from memo.journal.store import cleaned, folder_name

NAMES = [
    "anna", "Zoë", "Łukasz", "Ώμέγα", "Ирина", "李雷", "محمد", "עדי", "नेहा", "می‌خواهم", "🦊", "👩‍🎓", "🏳️‍🌈",
    "../..", "..", ".", "/etc/passwd", "..\\..\\x", "C:\\x", "~", "~root", "$HOME", "%TEMP%", "a/b", "a b", "a-b", "a.b",
    "CON", "NUL", "com1", "aux.jsonl", "-rf", "*", "?", "|", "\"quoted\"", "<script>alert(1)</script>", "$x$", "{0}", "%s",
    "x" * 60, "é" * 60, "🦊" * 60, "0", "null", "present-pseudonym.txt", "journal",
]  # fmt: skip
SAME = [
    ("Zoë", "Zoe\u0308"), ("Anna", "ANNA"), ("Straße", "STRASSE"), ("Łukasz", "łUKASZ"), ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    (" anna", "anna \t"), ("ﬁnn", "finn"), ("ＡＢＣ", "abc"), ("한글", unicodedata.normalize("NFD", "한글")),
]  # fmt: skip
NONE = ["", " ", "\t\n", "a\nb", "a\x00b", "\x1b[2J", "a\u202eb", "\ufeff", "\u200d", "\ud800", "x" * 61, None, 5, b"a", ["a"], {}]


@pytest.mark.parametrize("name", NAMES)
def test_a_pseudonym_never_leaves_the_work_folder(name, work, tmp_path):
    journal = Journal()
    journal.switch(name)
    journal.commit("answer", "02", "02.a", "mine")
    assert journal.pseudonym == name
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {work, journal.place}
    assert journal.place.parent == work / "journal"
    assert re.fullmatch(r"[a-z0-9-]{1,40}", journal.place.name)
    # The next kernel opens under it.
    assert Journal().pseudonym == name and Journal().state.answer("02", "02.a") == "mine"


def test_journals_never_mix():
    for name in NAMES:
        Journal(name).commit("answer", "02", "02.a", name)
    for name in NAMES:
        assert [entry["value"] for entry in Journal(name).entries] == [name]
    assert len({folder_name(name) for name in NAMES}) == len(NAMES)
    for one, other in combinations(["anna", "ana", "ann a", "anna.", "ann\u00e4", "annа"], 2):  # the last with a Cyrillic а
        assert folder_name(one) != folder_name(other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_typed_otherwise_is_the_same_journal(one, other):
    Journal(one).commit("answer", "02", "02.a", "mine")
    assert Journal(other).state.answer("02", "02.a") == "mine"


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None, max_examples=500)
def test_any_name_in_any_form_and_case(name):
    if not cleaned(name):
        return
    expected = folder_name(name)
    assert re.fullmatch(r"[a-z0-9-]{1,40}", expected) and not expected.startswith("-")
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folder_name(unicodedata.normalize(form, name)) == expected
    assert folder_name(name.casefold()) == expected


@pytest.mark.parametrize("name", NONE, ids=repr)
def test_what_is_no_pseudonym_is_refused_and_changes_nothing(name, work):
    journal = Journal("anna")
    journal.commit("answer", "02", "02.a", "mine")
    with pytest.raises(MemoError, match="A pseudonym has 1 to 60 letters, digits or signs"):
        journal.switch(name)
    assert journal.pseudonym == "anna" and journal.state.answer("02", "02.a") == "mine"
    assert journal.commit("answer", "02", "02.a", "still mine")
    if name is not None:
        with pytest.raises(MemoError):
            Journal(name)


@pytest.mark.parametrize("written", [b"", b"  \n", b"\xff\xfe", b"a\x00b", b"x" * 5000, "zoe\u0308\n".encode()], ids=repr)
def test_a_spoilt_note_of_the_last_pseudonym_opens_the_guests_journal(written, work):
    work.mkdir()
    (work / "present-pseudonym.txt").write_bytes(written)
    journal = Journal()
    assert journal.pseudonym == ("zoe\u0308" if b"zoe" in written else GUEST)
    assert journal.commit("answer", "02", "02.a", "goes on")
