"""Where journals lie and how a line gets onto the disk: appended, whole, synced.

One folder a pseudonym, one file a kernel session: nobody ever writes into another's file, so two
notebooks, two machines and network drives do each other no harm.
"""

import hashlib
import os
import re
import secrets
import tempfile
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from memo.errors import MemoError
from memo.journal.entry import decode, encode

_KIT = Path(__file__).resolve().parents[2]


def places():
    """The folders that may hold what students write, best first: MEMO_WORK, else the kit's work/, else the home's."""
    if os.environ.get("MEMO_WORK"):
        return [Path(os.environ["MEMO_WORK"]).expanduser()]
    return [_KIT / "work", Path.home() / "memorandum-1989-work"]


def work_folder():
    """The first of the `places` that can be written; MemoError where none can."""
    tried = places()
    for place in tried:
        if _writable(place):
            return place
    raise MemoError(
        f"Your answers cannot be kept: {' and '.join(map(str, tried))} cannot be written. Set MEMO_WORK to a folder of "
        "your own, or ask whoever looks after this computer. Until then answers last only as long as this notebook is open."
    )


def _writable(place):
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def folder_name(pseudonym):
    """A folder name for a pseudonym that any file system takes; the same for the same name, however typed.

    >>> folder_name("Zoë ") == folder_name("zoe\\u0308")
    True
    """
    name = unicodedata.normalize("NFKC", pseudonym).strip().casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()).strip("-")
    return f"{plain[:24] or 'name'}-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:10]}"


def read(folders):
    """Every sound entry in the folders' files once, in order of time, and how many lines were not sound."""
    entries, torn = {}, 0
    for path in sorted(path for folder in folders for path in folder.glob("*.jsonl")):
        for line in path.read_bytes().split(b"\n"):
            if not line.strip():
                continue
            entry = decode(line)
            if entry is None:
                torn += 1
            else:
                entries[entry["id"]] = entry
    return sorted(entries.values(), key=lambda entry: (entry["at"], entry["id"])), torn


class Session:
    """One kernel's own file in a pseudonym's folder; made when the first line is written."""

    def __init__(self, folder):
        self.name = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        self.path = Path(folder) / f"{self.name}.jsonl"
        self._descriptor, self._torn, self._process = None, False, os.getpid()

    def append(self, entries):
        """Put the entries on the disk, one line each; OSError where it does not take them."""
        lines = b"".join(map(encode, entries))
        if self._descriptor is None:
            self._open()
        # After a line that was cut short by a full disk, a line end keeps the next one whole.
        block = b"\n" + lines if self._torn else lines
        self._torn = True
        written = os.write(self._descriptor, block)
        while written < len(block):
            written += os.write(self._descriptor, block[written:])
        os.fsync(self._descriptor)
        self._torn = False

    def _open(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        if os.name == "posix":
            # The file's name must be as durable as its lines.
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def close(self):
        """Let go of the file; the next append opens it again."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
