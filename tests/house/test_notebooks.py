"""The lessons as files: clean, light, and with links that lead somewhere."""

import ast
import html
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
assert NOTEBOOKS, f"there are no lessons in {FOLDER}"

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def cells(path, kind):
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def prose(path):
    """The Markdown of a notebook without its code, in which a # or a ] means something else."""
    text = "\n\n".join(source(cell) for cell in cells(path, "markdown"))
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^(```|~~~).*?^\1", "", text))


def headings(path):
    """(level, text) of each heading, in order."""
    return [(len(signs), text.strip()) for signs, text in re.findall(r"(?m)^(#{1,6})\s+(.*)$", prose(path))]


def anchors(path):
    """The names that JupyterLab gives to headings: their visible text, with - for each space."""
    texts = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text) for _, text in headings(path)]
    return {html.unescape(re.sub(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}", "", text)).replace(" ", "-") for text in texts}


def links(path):
    text = prose(path)
    yield from re.findall(r"\]\(\s*<?([^)\s>]+)", text)
    yield from re.findall(r"""(?:href|src)\s*=\s*["']([^"']+)""", text)


def visible_code(path):
    """Code cells that a reader sees open, each with whether it stands under "Under the hood"."""
    hood = None
    for cell in read(path)["cells"]:
        if cell["cell_type"] == "markdown":
            for signs, text in re.findall(r"(?m)^(#{1,6})\s+(.*)$", source(cell)):
                if hood is not None and len(signs) <= hood:
                    hood = None
                if text.strip().lower().endswith("under the hood"):
                    hood = len(signs)
        elif cell["cell_type"] == "code":
            metadata = cell["metadata"]
            hidden = metadata.get("jupyter", {}).get("source_hidden") or "hide-input" in metadata.get("tags", [])
            if not hidden:
                yield cell, hood is not None


def test_carries_no_outputs(path):
    assert [cell["id"] for cell in cells(path, "code") if cell["outputs"] or cell["execution_count"] is not None] == []


def test_carries_no_widget_state(path):
    assert "widgets" not in read(path)["metadata"]


def test_names_its_language(path):
    """Else ruff silently skips it; a version would change with every machine it is saved on."""
    metadata = read(path)["metadata"]
    assert metadata["kernelspec"] == {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    assert metadata["language_info"]["name"] == "python"
    assert "version" not in metadata["language_info"]


def test_cells_carry_no_traces_of_a_session(path):
    """Execution times, collapsed outputs, trust: what an editor leaves behind."""
    allowed = {"tags", "jupyter", "slideshow", "editable", "deletable"}
    assert {key for cell in read(path)["cells"] for key in cell["metadata"]} <= allowed
    assert not any(cell.get("attachments") for cell in read(path)["cells"])


def test_code_is_plain_python_without_definitions(path):
    """Plumbing lives in memo/; a lesson's lines read like sentences."""
    for cell in cells(path, "code"):
        nodes = list(ast.walk(ast.parse(source(cell))))
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not any(isinstance(node, kinds) for node in nodes), cell["id"]


def test_visible_code_is_short(path):
    """At most five lines a cell, but for "Under the hood"."""
    for cell, under_the_hood in visible_code(path):
        lines = [line for line in source(cell).splitlines() if line.strip()]
        assert under_the_hood or len(lines) <= 5, cell["id"]
        assert lines, f"{cell['id']} is empty"


def test_links_resolve(path):
    for link in links(path):
        if re.match(r"(https?|mailto):", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / unquote(file)).resolve() if file else path
        assert target.is_relative_to(FOLDER.parent), f"{link} leads out of the kit"
        assert target.exists(), link
        if anchor:
            assert target.suffix == ".ipynb", f"{link}: only headings of lessons are known"
            assert unquote(anchor) in anchors(target), link


def test_nothing_is_fetched_from_the_network(path):
    """A link may lead outside; a picture, script or frame may not."""
    text = prose(path)
    assert re.findall(r"!\[[^\]]*\]\(\s*<?(https?://[^)\s>]+)", text) == []
    assert re.findall(r"""src\s*=\s*["'](https?:)?//""", text) == []


def test_pictures_have_a_text(path):
    text = prose(path)
    assert re.findall(r"!\[\s*\]\(", text) == []
    assert [tag for tag in re.findall(r"<img[^>]*>", text) if not re.search(r"""alt\s*=\s*["'][^"']""", tag)] == []


def test_is_light(path):
    assert path.stat().st_size < 100_000


def test_cell_ids_are_unique_and_stable(path):
    """Given by a person, so that a diff shows what changed: words, not the random ids an editor gives."""
    ids = [cell["id"] for cell in read(path)["cells"]]
    assert len(ids) == len(set(ids))
    for name in ids:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), name
        assert len(name) <= 64
        assert not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?", name), f"{name} looks random"


def test_headings_are_in_order(path):
    """One H1, first of all, and no level skipped: a screen reader goes by them."""
    levels = [level for level, _ in headings(path)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert source(read(path)["cells"][0]).startswith("# ")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    names = [text for _, text in headings(path)]
    assert len(names) == len(set(names)), "a link could not tell two headings apart"


def test_format_is_the_one_that_knows_cell_ids(path):
    notebook = read(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)


def test_file_is_text_as_editors_save_it(path):
    """UTF-8 with real letters, LF, one newline at the end: a save changes nothing but what was changed."""
    raw = path.read_bytes()
    assert b"\r" not in raw and raw.endswith(b"}\n")
    assert raw.decode() == json.dumps(read(path), ensure_ascii=False, indent=1) + "\n"
