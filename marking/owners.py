"""Whose a file is: from the names that folders, Moodle and Canvas give to what they collect."""

import re
import unicodedata
import zlib
from dataclasses import dataclass

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)
_CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL)
_COPY = re.compile(r"(?:\s*\(\d+\)|[-_ ]Copy\d*)+$", re.IGNORECASE)  # what browsers and Jupyter add to a second file
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # no folder may be called so there


@dataclass(frozen=True)
class Owner:
    """Who handed in a file: `name` as it was written, `number` by which `source` (Moodle, Canvas) knows the student."""

    name: str
    number: str = ""
    source: str = ""


def owner_of(parts: tuple[str, ...], exercise: str, container: str = "") -> tuple[Owner | None, int, str]:
    """The owner of a file (None: it names nobody), the number of its upload, and a remark.

    parts : the file's path within what was collected; container : the zip's name without its ending

    >>> owner_of(("Ana Ruiz_91_assignsubmission_file_", "my work.ipynb"), "ex01-sourcing")
    (Owner(name='Ana Ruiz', number='91', source='Moodle'), 0, '')
    >>> owner_of(("ruizana_LATE_7_500_ex01-sourcing.ipynb",), "ex01-sourcing")
    (Owner(name='ruizana', number='7', source='Canvas'), 500, 'handed in late')
    >>> owner_of(("ruiz", "ex01-sourcing.ipynb"), "ex01-sourcing")
    (Owner(name='ruiz', number='', source=''), 0, '')
    >>> owner_of(("ex01-sourcing_ruiz (1).ipynb",), "ex01-sourcing")[0].name
    'ruiz'
    >>> owner_of(("ex01-sourcing.ipynb",), "ex01-sourcing")
    (None, 0, '')
    """
    for part in parts:
        if found := _MOODLE.fullmatch(part):
            # With names hidden from the marker, Moodle calls everybody Participant.
            name = found["name"] if found["name"] != "Participant" else f"Participant {found['number']}"
            return Owner(name, found["number"], "Moodle"), 0, ""
    folders = [part for part in parts[:-1] if part != exercise]
    if not folders and (found := _CANVAS.fullmatch(parts[-1])):
        remark = "handed in late" if found["late"] else ""
        return Owner(found["name"], found["number"], "Canvas"), int(found["upload"]), remark
    stem = re.sub(r"\.(ipynb|zip)\b.*", "", parts[-1], flags=re.IGNORECASE)
    own = _COPY.sub("", stem).replace(exercise, "").strip(" _-")
    name = folders[0] if folders else own or container
    return (Owner(name) if name else None), 0, ""


def ids_for(owners: list[Owner]) -> dict[Owner, str]:
    """A name for each that can be a folder's on every system, and is nobody else's.

    >>> list(ids_for([Owner("Zoë O'Neil"), Owner("=1+1"), Owner("Li Wei", "4"), Owner("Li Wei", "9")]).values())
    ["Zoë-O'Neil", '1-1', 'Li-Wei-4', 'Li-Wei-9']
    """
    plain = {owner: _folder_name(owner.name) for owner in owners}
    taken = [name.casefold() for name in plain.values()]
    return {
        owner: name if taken.count(name.casefold()) == 1 else f"{name}-{owner.number or _short(owner.name)}"
        for owner, name in plain.items()
    }


def _folder_name(name: str) -> str:
    name = re.sub(r"[^\w'’.]+", "-", unicodedata.normalize("NFC", name)).strip("-.'")[:60].rstrip("-.")
    return f"student-{name}" if not name or _WINDOWS.match(name) else name


def _short(name: str) -> str:
    return f"{zlib.crc32(name.encode('utf-8', 'surrogatepass')):08x}"
