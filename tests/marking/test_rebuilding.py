"""What a student wrote as the clean notebook has it: it neither acts nor fetches anything in a browser."""

import pytest

from marking.rebuilding import harmless


@pytest.mark.parametrize(
    "text",
    [
        *("<img src=x onerror=y>", "</div>", "<!-- x -->", "![a](b)", "[a](javascript:b)", "[a]: data:b"),
        *("$\\href{x}{y}$", "\\\\\\href{a}{b}"),
    ],
)
def test_no_text_acts_in_a_browser(text):
    shown = harmless(f"before {text} after")
    assert not any(mark in shown for mark in ("<img", "</", "<!", "](", "]:", "\\href"))
    assert "before" in shown and "after" in shown


def test_a_text_that_is_harmless_is_left_as_it_is():
    text = "> “A quotation” (¶8), *so* 3 < 4 and 5 > 4.\n\n- [sic] a list\n"
    assert harmless(text) == text
