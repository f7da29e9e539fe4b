"""The journal: what students commit, kept whatever happens to kernel, tab or machine."""

from memo.journal.exchange import as_html, as_json, as_markdown, bring
from memo.journal.journal import GUEST, Journal

__all__ = ["GUEST", "Journal", "as_html", "as_json", "as_markdown", "bring"]
