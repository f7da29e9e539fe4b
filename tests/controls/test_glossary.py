"""The glossary: its table agrees with the text, the reader shows it in place, and prose says the same."""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

import memo
from memo.controls.glossary import explained, source_of
from memo.edition.terms import parts, places
from memo.errors import MemoError
from tests.controls.test_lesson_files import HORIZON, SPOILERS
from tests.house.prose import TERM

NOTEBOOKS = sorted((Path(memo.__file__).parents[1] / "notebooks").glob("*.ipynb"))
NEEDED = """white spots|CSCE|PCC|KMID|KMO|perestroika|glasnost|new thinking|administrative command system|Warsaw Pact|
socialist community|fraternal countries|friends|Central Committee|Politburo|general secretaries|plenum|Round Table|Solidarity|
Democratic Forum|Chartists|Finlandization|post-capitalist societies|Katyn|pluralism|coalition basis|Comecon|NATO|Finland|
Vienna meeting|International Department|diplomatic reading|reading text|apparatus|coding|claim|fork|pseudonym|journal|kernel|
cell|Run All"""


@pytest.fixture
def glossary(doc):
    return doc.glossary.set_index("id")


def prose(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}


# -- the table


def test_words_that_nobody_is_born_with_are_there(doc):
    known = {form for forms in doc.glossary["forms"] for form in parts(forms)}
    assert {" ".join(word.split()) for word in NEEDED.split("|")} <= known


def test_paragraphs_are_all_in_which_a_term_stands(doc):
    """The loader finds a paragraph too many; this finds one too few."""
    for row in doc.glossary.query("kind != 'kit'").itertuples():
        found = [n for n, p in doc.paragraphs.iterrows() if places(doc.source, p["start"], p["end"], parts(row.forms))]
        assert "; ".join(map(str, found)) == row.paragraphs, row.id


def test_meanings_are_short_and_tell_nothing_later(doc):
    for row in doc.glossary.itertuples():
        assert 3 <= len(row.meaning.split()) <= 45, row.id
        assert row.meaning.endswith((".", "?")) and '"' not in row.meaning, row.id
        assert not SPOILERS.search(HORIZON.sub("", row.meaning)), row.id


def test_a_meaning_names_its_source(doc, glossary):
    for row in doc.glossary.itertuples():
        told = source_of(doc, row)
        assert told.startswith("Source: ") == bool(row.work), row.id
        assert not any(title in told for title in doc.works["title"] if len(title) > 30), "a title may tell what came later"
    assert source_of(doc, next(doc.glossary.query("id == 'white-spots'").itertuples())).endswith("H-Diplo, May 2016")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("comecon,Comecon,time", "comecon,Comecon,memorandum"), "names 0 paragraphs"),
        ((",14; 33,valkenier-nceeer", ",14; 34,valkenier-nceeer"), "no form of the term white-spots stands in ¶34"),
        ((",14; 33,valkenier-nceeer", ",14; 33,valkenier-nceer"), "work 'valkenier-nceer' is not in works.csv"),
        (("kernel,kernel,kit,kernel", "kernel,kernel,kit,cell"), "the form 'cell' stands already"),
        (("Hostility to the Soviet Union.,27,,,words", "Hostility to the Soviet Union.,27,,yes,read"), "work and checked do not fit"),
    ],
)
def test_a_fault_of_the_table_is_told(tmp_path, change, expected):
    folder = tmp_path / "data"
    shutil.copytree(Path(memo.__file__).parent / "data", folder)
    text = (folder / "glossary.csv").read_text("utf-8")
    assert text.count(change[0]) == 1
    (folder / "glossary.csv").write_text(text.replace(*change), "utf-8")
    with pytest.raises(MemoError, match=re.escape(expected)):
        memo.load(folder)


# -- in place


def test_the_reader_says_in_place_what_the_table_says(doc, lesson, glossary):
    reader = lesson("02").reader()
    marked = {(paragraph["number"], term) for paragraph in reader.contents for run in paragraph["runs"] for term in run.get("term", [])}
    due = {(int(n), row.Index) for row in glossary.query("kind == 'memorandum'").itertuples() for n in row.paragraphs.split("; ")}
    assert marked == due
    assert set(reader.meanings) == {term for _, term in due}
    for term, shown in reader.meanings.items():
        assert shown["meaning"] == glossary.at[term, "meaning"] and shown["term"] == glossary.at[term, "term"]


def test_terms_change_no_word_of_the_text(doc, lesson):
    for paragraph in lesson("02").reader().contents:
        assert "".join(run["text"] for run in paragraph["runs"]) == doc.paragraphs.at[paragraph["number"], "diplomatic"]


def test_a_term_is_marked_once_a_paragraph_and_never_within_another(doc):
    found = explained(doc, doc.paragraphs.index)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert [doc.source[start:end] for start, end, _ in explained(doc, [17])] == ["obstructionist", "Warsaw Pact"]


def test_the_reader_takes_no_nonsense_for_terms(lesson):
    assert lesson("02").reader(terms=False).terms is False
    with pytest.raises(MemoError, match="terms cannot be 'no'"):
        lesson("02").reader(terms="no")


LINKED = [(path, cell, word, meaning) for path in NOTEBOOKS for cell, text in prose(path).items() for word, meaning in TERM.findall(text)]


@pytest.mark.parametrize(
    ("path", "cell", "word", "meaning"), LINKED, ids=lambda value: value.stem if isinstance(value, Path) else value[:20]
)
def test_a_word_in_prose_has_the_meaning_of_the_table(path, cell, word, meaning, doc):
    """A link to the glossary carries the meaning as its title, to the letter."""
    assert meaning in set(doc.glossary["meaning"]), f"{path.stem}, {cell}: {word}: copy the meaning from glossary.csv"
    (row,) = doc.glossary.query("meaning == @meaning", local_dict={"meaning": meaning}).itertuples()
    known = [row.term, *parts(row.forms)]
    assert any(word.casefold().rstrip("s") in name.casefold() or name.casefold() in word.casefold() for name in known), (word, row.id)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_lesson_has_its_glossary(path):
    """Links lead to its heading, in the same lesson."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    assert "lesson.glossary" in sources
    assert sources[sources.index("lesson.glossary") - 1].startswith("## Glossary\n")
    assert not [link for text in sources for link in re.findall(r"\(#Glossary[^)\"]*\)", text)], "a word without its meaning"


# -- the list


@pytest.fixture
def words(lesson):
    return lesson("03").glossary


def found(words):
    return [term["id"] for block in words.feedback["reveal"] for term in block["terms"]]


def test_the_list_is_all_of_the_table(words, doc):
    assert sorted(found(words)) == sorted(doc.glossary["id"])
    assert words.feedback["text"] == f"{len(doc.glossary)} of {len(doc.glossary)} words."
    assert [field["label"] for field in words.spec["fields"]] == ["Find a word", "Show"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("KMID", ["kmid"]),
        (" katyn ", ["katyn"]),
        ("¶", ["paragraph-sign"]),
        ("novoye", ["new-thinking"]),
        ("diplomatic reading", ["as-transmitted"]),
        ("ć<b>", []),
    ],
)
def test_a_word_is_found(words, press, wanted, expected):
    assert press(words, "live", {"word": wanted, "kind": "all words"})
    assert found(words) == expected
    assert expected or "is not among these words" in words.feedback["text"]


def test_a_word_that_is_only_spoken_of_is_found_where_no_term_has_it(words, press):
    press(words, "live", {"word": "Smolensk", "kind": "all words"})
    assert found(words) == ["katyn"]


def test_one_kind_of_words(words, press, doc):
    kinds = words.spec["fields"][1]["options"]
    press(words, "live", {"word": "", "kind": kinds[3]})
    assert set(found(words)) == set(doc.glossary.query("kind == 'kit'")["id"])
    press(words, "live", {"word": None, "kind": "no such kind"})
    assert len(found(words)) == len(doc.glossary)


def test_the_list_keeps_nothing_in_the_journal(words, press, journal):
    press(words, "live", {"word": "fork", "kind": "all words"})
    assert journal.state.last == ""
