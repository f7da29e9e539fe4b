"""The controls' pages: JavaScript and style, from the folder `static` beside this file."""

from pathlib import Path

_STATIC = Path(__file__).parent / "static"


def script(*names):
    """The JavaScript module of a control, with what all controls share before it."""
    return "".join((_STATIC / f"{part}.js").read_text(encoding="utf-8") for part in ("patience", "dom", *names))


def extended(page, *names):
    """The module of a control, `page`, with what one kind of it adds."""
    return page + "".join((_STATIC / f"{part}.js").read_text(encoding="utf-8") for part in names)


def style(*names):
    """The style sheet of a control."""
    return "".join((_STATIC / f"{name}.css").read_text(encoding="utf-8") for name in names)
