"""Carry a journal away and bring it back: Markdown and HTML to read, JSON to import elsewhere.

Everything a student typed is text: it is escaped wherever it is shown.
"""

import html
import json
import re

from memo.errors import MemoError
from memo.journal.entry import sound

FORMAT = "memorandum-1989-journal"
_LARGEST = 50_000_000
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&:=^\"'@/])")
_TITLE = "Journal of {}"


def as_json(journal):
    """The whole journal, every entry of every version, as JSON text."""
    content = {"format": FORMAT, "version": 1, "pseudonym": journal.pseudonym, "entries": journal.entries}
    return json.dumps(content, ensure_ascii=True, indent=1)


def as_markdown(journal, prompts=None):
    """The answers as Markdown. `prompts` maps question ids to the words of the question."""
    lines = [f"# {_TITLE.format(_plain(journal.pseudonym))}"]
    for heading, items in _chapters(journal, prompts or {}):
        lines.append(f"\n## {_plain(heading)}")
        for when, text in items:
            quoted = "\n".join(f"> {_plain(line)}" for line in text.split("\n"))
            lines.append(f"\n*{when}*\n\n{quoted}")
    return "\n".join(lines) + "\n"


def as_html(journal, prompts=None):
    """The answers as one HTML page that needs nothing else."""
    title = html.escape(_TITLE.format(journal.pseudonym))
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        "<style>body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}"
        "blockquote{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid #888;margin:0;padding-left:1rem}"
        f"time{{color:#555}}</style></head><body><h1>{title}</h1>",
    ]
    for heading, items in _chapters(journal, prompts or {}):
        parts.append(f"<h2>{html.escape(heading)}</h2>")
        for when, text in items:
            parts.append(f'<p><time>{html.escape(when)}</time></p><blockquote dir="auto">{html.escape(text)}</blockquote>')
    return "\n".join([*parts, "</body></html>\n"])


def _chapters(journal, prompts):
    """For each question and attempt: its heading, and each committed answer as (when, text)."""
    state = journal.state
    for question, attempt in state.questions():
        heading = prompts.get(question, question) + (f" (attempt {attempt})" if attempt > 1 else "")
        yield heading, [(entry["at"][:16].replace("T", " "), as_text(entry.get("value"))) for entry in state.answers(question, attempt)]


def as_text(value):
    """An answer in words: a dict as "name: value" lines, a list joined, text as it is.

    >>> as_text({"Poland": 3, "why": ["a", "b"]})
    'Poland: 3\\nwhy: a; b'
    """
    if isinstance(value, dict):
        return "\n".join(f"{name}: {as_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "; ".join(as_text(part) for part in value)
    return "" if value is None else str(value)


def _plain(text):
    return _MARKDOWN.sub(r"\\\1", text).replace("\r", " ")


def bring(journal, text):
    """Take the entries of an exported journal into this one; return how many were new.

    Raises MemoError where the text is no exported journal; then nothing is taken.
    """
    if len(text) > _LARGEST:
        raise MemoError("This file is too large for a journal (over 50 MB). Choose the file that the kit's export made.")
    try:
        content = json.loads(text)
        entries = content["entries"]
        if content["format"] != FORMAT or not isinstance(entries, list) or not all(map(sound, entries)):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise MemoError(
            "This file is not a journal of the kit, and nothing was imported. Choose the .json file that its export made."
        ) from None
    return journal.take_in(entries)
