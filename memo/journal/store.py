"""Where journals lie and how a line gets onto the disk: appended, whole, synced.

One folder a pseudonym, one file a kernel session: nobody ever writes into another's file, so two
notebooks, two machines and network drives do each other no harm.
"""

import contextlib
import hashlib
import os
import re
import secrets
import tempfile
import unicodedata
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from memo.errors import MemoError
from memo.journal.entry import decode_all

_KIT = Path(__file__).resolve().parents[2]
_JOINERS = str.maketrans("", "", "\u200c\u200d")  # inside emoji, and in Persian and Indian names


def places():
    """The folders that may hold what students write, best first: MEMO_WORK, else the kit's work/, else the home's."""
    try:
        if os.environ.get("MEMO_WORK"):
            return [Path(os.environ["MEMO_WORK"]).expanduser()]
        return [_KIT / "work", Path.home() / "memorandum-1989-work"]
    except RuntimeError:  # some servers give a user no home
        return [_KIT / "work"]


def work_folder():
    """The first of the `places` that can be written; MemoError where none can."""
    tried = places()
    for place in tried:
        if _writable(place):
            return place
    raise MemoError(
        f"Your answers cannot be kept: {' and '.join(map(str, tried))} cannot be written. Set MEMO_WORK to a folder "
        "of your own, or ask whoever looks after this computer. Until then answers last only as long as this "
        "notebook is open."
    )


def _writable(place):
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def cleaned(pseudonym):
    """The pseudonym without white space around it, or "" where it is none: 1 to 60 signs that can be seen."""
    name = pseudonym.strip() if isinstance(pseudonym, str) else ""
    seen = name.translate(_JOINERS)
    return name if seen and seen.isprintable() and len(name) <= 60 else ""


def folder_name(pseudonym):
    """A folder name for a pseudonym that any file system takes; the same for the same name, however typed.

    >>> folder_name("Zoë ") == folder_name("zoe\\u0308")
    True
    """
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", pseudonym).strip().casefold())
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return f"{plain[:24] or 'name'}-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:10]}"


def survey(folders, own):
    """The journal files in the folders, each path with (size, time of change), and the OSErrors met.

    What a session wrote into its `own` file is no news to it: there is None in place of size and time.
    """
    found, errors = {}, []
    for folder in folders:
        try:
            with os.scandir(folder) as listing:
                for item in listing:
                    if item.path == own:
                        found[own] = None
                    elif item.name.endswith(".jsonl") and item.is_file():
                        status = Path(item.path).stat()  # a listing's own sizes are late on Windows
                        found[item.path] = status.st_size, status.st_mtime_ns
        except FileNotFoundError:
            continue
        except OSError as error:
            errors.append(error)
    return found, errors


def read(found, before):
    """What each file of a survey holds, as path: (entries, how many lines were not sound), and the OSErrors met.

    `before` is an earlier survey and what was read then: a file that has not changed since is not read again.
    """
    held, errors = {}, []
    earlier, known = before
    for path, change in found.items():
        if change is not None and path in known and earlier.get(path) == change:
            held[path] = known[path]
            continue
        try:
            held[path] = decode_all(Path(path).read_bytes())
        except OSError as error:
            errors.append(error)
    return held, errors


def in_order(entries):
    """Each entry once, in order of time."""
    return sorted({entry["id"]: entry for entry in entries}.values(), key=itemgetter("at", "id"))


class Session:
    """One kernel's own file in a pseudonym's folder; made when the first line is written."""

    def __init__(self):
        self.name = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        self.path, self.process = None, os.getpid()
        self._descriptor, self._torn = None, False

    def append(self, folder, lines):
        """Put the lines (bytes) on the disk; OSError where it does not take them."""
        if self._descriptor is not None and not os.fstat(self._descriptor).st_nlink:
            self.close()  # another window deleted the journal: nobody would find what is written here
        if self._descriptor is None:
            self._open(folder)
        # After a line that was cut short by a full disk, a line end keeps the next one whole.
        block = b"\n" + lines if self._torn else lines
        self._torn = True
        written = os.write(self._descriptor, block)
        while written < len(block):
            written += os.write(self._descriptor, block[written:])
        os.fsync(self._descriptor)
        self._torn = False

    def _open(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.jsonl"
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        self.path = str(path)
        if os.name == "posix":
            # The names of the file and of the folders it lies in must be as durable as its lines.
            for above in list(path.parents)[:3]:
                _sync(above)

    def close(self):
        """Let go of the file; the next append opens it again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _sync(folder):
    with contextlib.suppress(OSError):  # some network drives cannot sync a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
