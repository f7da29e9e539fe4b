"""Words that a student copied: where they stand, or in a sentence why they count for nothing."""

import pytest

from memo import MemoError
from memo.edition.quoted import check, labels


def test_words_that_stand_in_several_sentences_belong_to_each(doc):
    found = labels(doc, "in the European socialist countries")
    assert len(found) > 1
    for label in found:
        row = doc.sentences.set_index("label").loc[label]
        assert "in the European socialist countries" in row["text"].replace("[", "").replace("]", "")
    assert check(doc, "in the European socialist countries") == (True, f"¶{found[0]}")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("the future of the", "Give at least 5 words"),
        ("", "Give at least 5 words"),
        ("the parties have been losing their control", "Nearest is ¶6.2"),
        ("over the course of events. This chiefly concerns", "run over the end of sentence 6.2"),
        ("word " * 1000, "longer than any sentence"),
    ],
)
def test_what_does_not_count_is_told_why(doc, words, sentence):
    with pytest.raises(MemoError, match=sentence):
        labels(doc, words)
    found, said = check(doc, words)
    assert not found and sentence in said


def test_a_citation_copied_along_is_cut_off(doc):
    words = "“This chiefly concerns Poland and Hungary.”\r\n\r\nMemorandum, 24 February 1989, ¶6.3."
    assert labels(doc, words) == ["6.3"]


def test_the_copys_other_parts_count_only_where_they_are_asked_for(doc):
    heading = doc.source[: doc.segments["end"].iloc[0]].strip().splitlines()[0]
    assert check(doc, heading, whole=True)[0]
    assert not check(doc, heading)[0]
