"""What a class handed in: a folder, or a zip as Moodle and Canvas make them. Nothing is unpacked to disk.

Every file found has an owner, and either can be read or says in a sentence why not. Links are never followed.
"""

import calendar
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lab.trouble import Trouble
from marking.owners import Owner, ids_for, owner_of

LARGEST = 20_000_000  # bytes of a notebook; one of these exercises has about 30,000
RATIO = 200  # times that an entry of a zip may grow; notebooks grow about 5 to 20 times
ENTRIES = 20_000
LARGEST_ZIP = 2_000_000_000  # of a whole class; the zip of one student may be as large as a notebook
_NOT_HANDED_IN = ("__MACOSX", ".")  # beginnings of what systems leave in folders and zips


class Refused(Exception):  # noqa: N818 - named for its reader
    """A file that is not read; its text says why."""


@dataclass(frozen=True)
class File:
    """One file that a student handed in: `read()` gives its bytes or raises Refused with the reason."""

    path: str
    order: tuple  # of two files the later one is the greater: (upload, time)
    place: object  # a Path, or (path of the zip, its entry)
    refused: str = ""

    def read(self) -> bytes:
        """The bytes; at most LARGEST, whatever a zip says about them."""
        if self.refused:
            raise Refused(self.refused)
        try:
            content = _bytes_on_disk(self.place) if isinstance(self.place, Path) else _bytes_in_zip(*self.place)
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            raise Refused(f"{self.path} cannot be read: {error}") from None
        except Exception as error:  # zlib, lzma and bz2 have errors of their own
            raise Refused(f"{self.path} is damaged: {error}") from None
        if len(content) > LARGEST:
            raise Refused(_too_large(self.path, len(content)))
        return content

    @property
    def is_notebook(self) -> bool:
        """Whether its name is a notebook's; browsers like to add .txt or .json to it."""
        return ".ipynb" in PurePosixPath(self.path).name.lower()


@dataclass(frozen=True)
class Work:
    """All that one student handed in for an exercise; `student` is the name of a folder that can be made for it."""

    student: str
    owner: Owner
    files: tuple[File, ...]
    remarks: tuple[str, ...] = ()


def collect(place: Path, exercise: str) -> list[Work]:
    """What stands in a folder or zip, student by student, in the order of their names.

    Raises Trouble where there is no such folder or zip, or nothing in it.
    """
    place = Path(place)
    if place.is_dir():
        found = list(_in_folder(place, exercise))
    elif place.is_file():
        found = list(_in_zip(place, (), exercise, container=""))
    else:
        raise Trouble(f"There is no folder or zip {place}: give the folder in which the students' files lie.")
    owned: dict[Owner, list] = {}
    for owner, file, remark in found:
        owned.setdefault(owner, []).append((file, remark))
    if not owned:
        raise Trouble(f"Nothing was handed in: {place} holds no notebook and no zip.")
    ids = ids_for(list(owned))
    works = [
        Work(ids[owner], owner, tuple(file for file, _ in files), tuple({remark: 0 for _, remark in files if remark}))
        for owner, files in owned.items()
    ]
    return sorted(works, key=lambda work: work.student.casefold())


def _in_folder(folder: Path, exercise: str) -> Iterator:
    count, seen = 0, set()
    for where, folders, names in os.walk(folder):  # does not follow links
        links = [name for name in folders if Path(where, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(_NOT_HANDED_IN))
        for name in sorted([*names, *links]):
            count += 1
            if count > ENTRIES:
                raise Trouble(f"There are more than {ENTRIES:,} files in {folder}: give the folder of one exercise.")
            path = Path(where, name)
            parts = path.relative_to(folder).parts
            if name.startswith(_NOT_HANDED_IN):
                continue
            seen.add(parts[0])
            details = path.lstat()
            if stat.S_ISREG(details.st_mode) and name.lower().endswith(".zip"):
                yield from _in_zip(path, parts[:-1], exercise, path.stem)
            else:
                yield _owned(parts, exercise, "", details.st_mtime, path, _refused_on_disk(path, details))
    for empty in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in seen):
        if not empty.name.startswith(_NOT_HANDED_IN) and not empty.is_symlink():
            yield _owned((empty.name, "nothing"), exercise, "", 0, empty, "The folder is empty")


def _refused_on_disk(path: Path, details: os.stat_result) -> str:
    if stat.S_ISLNK(details.st_mode):
        return f"{path.name} is a link to somewhere else, and links are not followed"
    if not stat.S_ISREG(details.st_mode):
        return f"{path.name} is no ordinary file"
    return _too_large(path.name, details.st_size) if details.st_size > LARGEST else ""


def _in_zip(path: Path, before: tuple[str, ...], exercise: str, container: str) -> Iterator:
    """The files of a zip; `before` are the folders it lies in, `container` its own name if that may be a student's."""
    entries, trouble = [], "was not opened: it is empty, too large, or holds too many files"
    try:
        if path.stat().st_size <= (LARGEST if before else LARGEST_ZIP):
            with zipfile.ZipFile(path) as packed:
                entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        trouble = f"is no zip that can be opened ({error})"
    if not 0 < len(entries) <= ENTRIES:
        yield _owned((*before, path.name), exercise, container, 0, path, f"{path.name} {trouble}")
        return
    for entry in entries:
        parts = tuple(part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".", ".."))
        if parts and not any(part.startswith(_NOT_HANDED_IN) for part in parts):
            refused = _refused_in_zip(entry)
            yield _owned((*before, *parts), exercise, container, _time(entry), (path, entry), refused)


def _time(entry: zipfile.ZipInfo) -> int:
    try:
        return calendar.timegm((*entry.date_time, 0, 0, 0))
    except ValueError:  # a zip may name a thirteenth month
        return 0


def _refused_in_zip(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return f"{name} leads out of the zip"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"{name} is a link, and links are not followed"
    if entry.flag_bits & 1:
        return f"{name} is locked by a password"
    if name.lower().endswith((".zip", ".7z", ".rar", ".gz", ".tar")):
        return f"{name} is packed once more: unpack it by hand if you trust it"
    if entry.file_size > LARGEST:
        return _too_large(name, entry.file_size)
    if entry.file_size > RATIO * max(entry.compress_size, 1000):
        return f"{name} grows more than {RATIO} times on unpacking, which no notebook does"
    return ""


def _owned(parts: tuple[str, ...], exercise: str, container: str, time: object, place: object, refused: str) -> tuple:
    owner, upload, remark = owner_of(parts, exercise, container)
    if owner is None:
        owner = Owner(f"nobody ({parts[-1]})")
        refused = refused or f"{parts[-1]} does not say whose it is: put it into a folder with the student's name"
    return owner, File("/".join(parts), (upload, time), place, refused), remark


def _too_large(name: str, size: int) -> str:
    return f"{name} has {size / 1e6:,.0f} MB and was not read; a notebook may have {LARGEST / 1e6:.0f}"


def _bytes_on_disk(path: Path) -> bytes:
    # A file may have become a link or a pipe since it was found.
    flags = [getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")]
    with os.fdopen(os.open(path, os.O_RDONLY | sum(flags)), "rb") as file:
        return file.read(LARGEST + 1)


def _bytes_in_zip(path: Path, entry: zipfile.ZipInfo) -> bytes:
    with zipfile.ZipFile(path) as packed, packed.open(entry) as file:
        return file.read(LARGEST + 1)
