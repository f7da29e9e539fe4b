"""What the lessons tell, cut into the units that facts and quotations belong to.

A unit is a paragraph, list item or table row of a Markdown cell, or a block, field or label of a lesson's
file. Its references stand beside it: in Markdown as a comment, <!-- facts: table/row.column; … -->, in TOML as
facts = "table/row.column; …".
"""

import json
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"\s*<!--\s*facts:(.*?)-->", re.DOTALL)
# A word of the glossary in prose: a link to the lesson's glossary with its meaning as the title.
TERM = re.compile(r'\[([^\]]+)\]\(#Glossary "([^"]*)"\)')


class Unit(NamedTuple):
    """Where it stands; its parts (a table's rows, a list's items); its references; its section's heading."""

    where: str
    parts: tuple
    references: tuple
    section: str = ""

    @property
    def text(self):
        return "\n".join(self.parts)

    @property
    def lesson(self):
        return self.where[:2]


def units(notebooks=None, files=None):
    """Every unit of every lesson; `notebooks` and `files` are paths, default all of the kit's."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if notebooks is None else notebooks:
        section = ""
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                for unit in of_markdown(f"{path.stem}, cell {cell['id']}", "".join(cell["source"]), section):
                    section = unit.section
                    yield unit
    for path in sorted((ROOT / "memo" / "data" / "lessons").glob("*.toml")) if files is None else files:
        yield from of_file(path.name, tomllib.loads(path.read_text(encoding="utf-8")))


# -- Markdown


def of_markdown(where, text, section=""):
    """The units of a Markdown cell: paragraphs, list items, table rows; a heading begins a section."""
    text = re.sub(r"(?ms)^(```|~~~).*?^\1", "", text)
    # A line that begins a list item, a table row or a heading begins a unit; a heading is one by itself.
    pieces = re.split(r"\n\s*\n|\n(?=\s*(?:[-*] |\d+\. |\|)|#)|(?<=\n)(?=#)", re.sub(r"(?m)^(#.*)$", r"\1\n", text))
    for number, piece in enumerate(piece for piece in pieces if piece.strip()):
        if heading := re.match(r"#+\s+(.*)", piece):
            section = COMMENT.sub("", heading[1]).strip()
        yield Unit(f"{where}, part {number + 1}", (plain(piece),), references(" ; ".join(COMMENT.findall(piece))), section)


def plain(text):
    """The text as it is read: without comments, code, the addresses and titles of links."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", TERM.sub(r"\1", text)).strip()


def references(text):
    """The references of a comment or a `facts` value, one by one."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


# -- a lesson's file


def of_file(name, text):
    """The units of a lesson's file: its title and question, each question's label, blocks and fields."""
    yield Unit(f"{name}, title", (text["title"], text["question_of_the_lesson"]), references(text.get("facts", "")))
    for question in text["question"]:
        where = f"{name}, {question['id']}"
        own = [question[key] for key in ("label", "button", "waits") if key in question]
        yield Unit(where, tuple(own), references(question.get("facts", "")))
        for part in ("intro", "reveal"):
            yield from _blocks(f"{where}, {part}", question.get(part, []))
        for field in question.get("field", []):
            yield Unit(f"{where}, field {field['id']}", tuple(_texts(field)), references(field.get("facts", "")))
            yield from _blocks(f"{where}, field {field['id']}", field.get("intro", []))


_SHOWN = ("label", "help", "hint", "options", "items", "groups")


def _texts(field):
    for key in _SHOWN:
        value = field.get(key, [])
        for part in [value] if isinstance(value, str) else value:
            # What can be moved or ticked may have a name of its own and a head besides its text.
            yield from (part[own] for own in ("head", "text") if own in part) if isinstance(part, dict) else (part,)
    yield from (pair["why"] for pair in field.get("pairs", []) if "why" in pair)


def _blocks(where, blocks):
    for number, block in enumerate(blocks):
        parts = tuple(_parts(block))
        if parts:
            yield Unit(f"{where} {number + 1}", parts, references(block.get("facts", "")))
        if "details" in block:
            yield from _blocks(f"{where} {number + 1}, details", block["details"].get("blocks", []))


def _parts(block):
    yield from (block[key] for key in ("p", "h", "pre") if key in block)
    yield from block.get("list", [])
    if "quote" in block:
        # What is set as a quotation is one, with marks or without.
        words = block["quote"].strip("“”")
        yield f"“{words}” {block.get('cite', '')}"
    elif "cite" in block:  # the kit puts the words above it
        yield block["cite"]
    if "table" in block:
        yield from _table(**block["table"])
    if "versions" in block:  # the first of a row names the field, whose words stand second
        yield from _table(block["caption"], block["head"], [[name, "", *others] for _, name, *others in block["rows"]])
    if "counted" in block:
        yield from (block["caption"], *block["counted"])
    if "compared" in block:
        yield block["caption"]
    if "details" in block:
        yield block["details"]["summary"]


def _table(caption, head, rows):
    yield from (caption, " | ".join(head))
    yield from (_row(head, row) for row in rows)


def _row(head, row):
    """A table's row as text; what stands under the head ¶ are paragraphs."""
    cells = [f"¶{cell}" if name == "¶" and re.match(r"\d", cell) else cell for name, cell in zip(head, row, strict=True)]
    return " | ".join(cells)
