"""Carry a journal away and bring it back: Markdown and HTML to read, JSON to import elsewhere.

Everything a student typed is text: it is escaped wherever it is shown.
"""

import html
import json

from memo.errors import MemoError
from memo.journal.entry import sound

FORMAT = "memorandum-1989-journal"
_LARGEST = 50_000_000
_DEEPEST = 20
# Where a backslash does not silence a sign everywhere, it is written as an entity: "$" and "\(" open mathematics.
_ENTITIES = {"&": "&amp;", "\\": "&#92;", "$": "&#36;", "\t": " "}
_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "`*_{}[]<>()#+-.!|~:=^\"'@/"} | _ENTITIES)
# Signs that cannot be shown: control characters get their pictures (␀), half characters the sign for a lost one.
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
_SHOWN = str.maketrans(_PICTURES | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))
_TITLE = "Journal of {}"
_SEALED = "(sealed, and not opened yet)"


def as_json(journal):
    """The whole journal, every entry of every version, as JSON text.

    >>> from memo.journal import Journal
    >>> json.loads(as_json(Journal("anna")))["pseudonym"]
    'anna'
    """
    head = json.dumps({"format": FORMAT, "version": 1, "pseudonym": journal.pseudonym})[:-1]
    return f'{head}, "entries": [\n' + ",\n".join(map(json.dumps, journal.entries)) + "\n]}\n"


def as_markdown(journal, prompts=None):
    """The answers as Markdown. `prompts` maps question ids to the words of the question.

    >>> from memo.journal import Journal
    >>> journal = Journal("berta")
    >>> _ = journal.commit("answer", "02", "02.exit", {"claim": "my own words"})
    >>> as_markdown(journal, {"02.exit": "Exit ticket"}).splitlines()[:3]
    ['# Journal of berta', '', '## Exit ticket']
    """
    lines = [f"# {heading(_TITLE.format(journal.pseudonym))}"]
    for name, items in _chapters(journal, prompts or {}):
        lines.append(f"\n## {heading(name)}")
        for when, text in items:
            # Two spaces at its end keep a line apart from the next.
            quoted = "  \n".join(f"> {plain(line)}" for line in text.split("\n"))
            lines.append(f"\n*{when}*\n\n{quoted}")
    return "\n".join(lines) + "\n"


def as_html(journal, prompts=None):
    """The answers as one HTML page that needs nothing else."""
    title = html.escape(_TITLE.format(journal.pseudonym))
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        "<style>body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}"
        "blockquote{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid #888;margin:0;padding-left:1rem}"
        f'time{{color:#555}}</style></head><body><h1 dir="auto">{title}</h1>',
    ]
    for name, items in _chapters(journal, prompts or {}):
        parts.append(f'<h2 dir="auto">{html.escape(name)}</h2>')
        for when, text in items:
            parts.append(f'<p><time>{when}</time></p><blockquote dir="auto">{html.escape(text)}</blockquote>')
    return "\n".join([*parts, "</body></html>\n"])


def _chapters(journal, prompts):
    """For each question and attempt: its heading, and each committed answer as (when, text)."""
    state = journal.state
    for question, attempt in state.questions():
        name = prompts.get(question, question) + (f" (attempt {attempt})" if attempt > 1 else "")
        sealed = state.out_of_sight(question, attempt)
        yield (
            name.translate(_SHOWN),
            [
                (f"{entry['at'][:16].replace('T', ' ')} UTC", _SEALED if sealed else _text(entry.get("value")))
                for entry in state.answers(question, attempt)
            ],
        )


def _text(value):
    return printable(as_text(value))


def as_text(value, depth=0):
    """An answer in words: a dict as "name: value" lines, a dict or list within it joined, text as it is.

    >>> print(as_text({"why": ["a", "b"], "sorted": {"Poland": {"group": "far", "sure": "certain"}}}))
    why: a; b
    sorted: Poland: group: far; sure: certain
    """
    if isinstance(value, dict | list) and depth >= _DEEPEST:
        return "…"
    if isinstance(value, dict):
        parts = {name: as_text(part, depth + 1) for name, part in value.items()}
        if depth and not any(isinstance(part, dict | list) for part in value.values()):
            return "; ".join(f"{name}: {text}" for name, text in parts.items())
        return "\n".join(f"{name}:{_below(value[name], text)}" for name, text in parts.items())
    if isinstance(value, list):
        return "; ".join(as_text(part, depth + 1) for part in value)
    return "" if value is None else str(value)


def _below(part, text):
    return f"\n{text}" if isinstance(part, dict) and "\n" in text else f" {text}"


def printable(text):
    """Text with its line ends made one kind, and pictures for signs that cannot be shown."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN)


def plain(line):
    """A line of text as Markdown that shows just these signs."""
    bare = line.lstrip(" \t")
    # White space at the beginning would make it program code.
    indent = "&nbsp;" * len(line[: len(line) - len(bare)].expandtabs(4))
    return indent + bare.translate(_MARKDOWN)


def heading(text):
    """A text as one line of Markdown, for a heading."""
    return plain(" ".join(text.split()))


def bring(journal, text):
    """Take the entries of an exported journal into this one; return how many were new.

    Raises MemoError where the text is no exported journal; then nothing is taken.

    >>> from memo.journal import Journal
    >>> here, there = Journal("carl"), Journal("dora")
    >>> _ = here.commit("answer", "02", "02.exit", "my own words")
    >>> bring(there, as_json(here)), bring(there, as_json(here))
    (1, 0)
    """
    if isinstance(text, str) and len(text) > _LARGEST:
        raise MemoError("This file is too large for a journal (over 50 MB). Choose the file that the kit's export made.")
    try:
        content = json.loads(text.removeprefix("\ufeff"))
        entries = content["entries"]
        if content["format"] != FORMAT or not isinstance(entries, list) or not all(map(_believable, entries)):
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise MemoError(
            "This file is not a journal of the kit, and nothing was imported. Choose the .json file that its export made."
        ) from None
    return journal.take_in(entries)


def _believable(entry):
    # A moment beyond all time would leave none for what is written after it.
    return sound(entry) and entry["at"] < "3"
