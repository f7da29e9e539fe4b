"""A student's journal: what was committed is on the disk before anyone is told "saved"."""

import contextlib
import shutil
import threading
import weakref
from datetime import UTC, datetime, timedelta
from pathlib import Path

from memo.errors import MemoError
from memo.journal.entry import VERSION
from memo.journal.fold import State
from memo.journal.store import Session, folder_name, places, read, work_folder

GUEST = "guest"
_LONGEST = 5_000_000  # characters of one answer: far more than anyone types, less than a disk
_PRESENT = "present-pseudonym.txt"


class Journal:
    """The journal of one pseudonym. Opening it reads what is there; nothing is written until a commit.

    pseudonym : str, default the one last chosen on this computer, else "guest"

    Attributes: `state` (a `State`), `notice` (a sentence about what could not be read or kept, or ""),
    `saved` (False while committed answers wait in memory because the disk refused them).

    Raises MemoError for a pseudonym that is none.
    """

    def __init__(self, pseudonym=None):
        self._watchers, self._lock = [], threading.RLock()
        try:
            self._work, self._trouble = work_folder(), ""
        except MemoError as error:
            self._work, self._trouble = None, str(error)
        self._take(pseudonym if pseudonym is not None else self._present())

    # -- who

    def switch(self, pseudonym):
        """Go on under another pseudonym; everything shown follows."""
        self._take(pseudonym)
        if self._work is not None:
            with contextlib.suppress(OSError):
                (self._work / _PRESENT).write_text(self.pseudonym, encoding="utf-8")
        self._tell()

    def _take(self, pseudonym):
        name = pseudonym.strip() if isinstance(pseudonym, str) else ""
        if not 1 <= len(name) <= 60 or not name.isprintable():
            raise MemoError("A pseudonym has 1 to 60 letters, digits or signs. Choose one that does not give your name away.")
        with self._lock:
            if getattr(self, "_session", None):
                self._session.close()
            self.pseudonym, self._session, self._waiting, self._number = name, None, [], 0
            own = Path("journal", folder_name(name))
            self._folder = None if self._work is None else self._work / own
            # A place that can no longer be written may still hold earlier answers.
            self._folders = [place / own for place in places()]
            self.refresh()

    def _present(self):
        try:
            return (self._work / _PRESENT).read_text(encoding="utf-8").strip() or GUEST
        except (OSError, TypeError, UnicodeDecodeError):
            return GUEST

    # -- reading

    def refresh(self):
        """Read the files again: another notebook may have written meanwhile."""
        with self._lock:
            entries, torn = [], 0
            try:
                entries, torn = read(self._folders)
            except OSError as error:
                self._trouble = f"Your earlier answers cannot be read just now ({error.strerror}). They are not lost; try again later."
            self.entries = entries + [entry for entry in self._waiting if entry["id"] not in {e["id"] for e in entries}]
            self.state, self._unreadable = State(self.entries), torn

    @property
    def notice(self):
        """What the student should know about the journal, as sentences; "" where all is well."""
        parts = [self._trouble]
        if self._unreadable:
            lines = "1 line" if self._unreadable == 1 else f"{self._unreadable} lines"
            parts.append(f"{lines} of your journal were cut short or altered and are passed over; everything else is here.")
        if self.state.newer:
            parts.append(
                f"{self.state.newer} of your answers were written by a newer version of the kit. They are kept; "
                "to see them, open the newer version."
            )
        return " ".join(filter(None, parts))

    @property
    def saved(self):
        """Whether everything committed is on the disk."""
        return not self._waiting

    @property
    def place(self):
        """The folder the journal lies in, or None where there is none to write."""
        return self._folder

    # -- writing

    def commit(self, act, lesson, question=None, value=None):
        """Write one entry and return it once it is durable.

        Raises MemoError, after keeping the entry in memory, where the disk does not take it; and
        where the question is sealed or the answer is beyond all measure.
        """
        with self._lock:
            if act in ("answer", "draft"):
                self._refuse(lesson, question, value)
            entry = self._entry(act, lesson, question, value)
            self._waiting.append(entry)
            self.entries.append(entry)
            self.state.add(entry)
            self._write()
        if act in ("afresh", "everything"):
            self._tell()
        return entry

    def _refuse(self, lesson, question, value):
        if self.state.sealed(lesson, question):
            raise MemoError("This answer is sealed and cannot be changed any more. It opens in its later lesson.")
        if len(str(value)) > _LONGEST:
            raise MemoError("This answer is longer than a library and was not taken. Shorten it and commit again.")

    def _entry(self, act, lesson, question, value):
        if self._session is None:
            self._session = Session(self._folder or ".")
        self._number += 1
        attempt = self.state.attempt(lesson) + (act == "afresh")
        entry = {"v": VERSION, "id": f"{self._session.name}-{self._number}", "at": self._now(), "act": act}
        entry |= {"lesson": lesson, "attempt": attempt}
        if question is not None:
            entry["question"] = question
        return entry | ({} if value is None else {"value": value})

    def _now(self):
        """The time, but never before what the journal holds already: clocks of old laptops run back."""
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        if now > self.state.last:
            return now
        try:
            later = datetime.fromisoformat(self.state.last) + timedelta(microseconds=1)
        except ValueError:
            return now
        return f"{later.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"

    def _write(self):
        if self._folder is None:
            raise MemoError(self._trouble)
        try:
            self._session.append(self._waiting)
        except OSError as error:
            raise MemoError(
                f"Not saved yet: the disk did not take it ({error.strerror or error}). Your words are kept as long as this "
                "notebook is open. Make room or ask for help, then commit again; or export your journal to another place."
            ) from None
        self._waiting = []
        self._trouble = ""

    def take_in(self, entries):
        """Write another journal's entries into this one and return how many were new."""
        with self._lock:
            self.refresh()
            known = {entry["id"] for entry in self.entries}
            new = {entry["id"]: entry for entry in entries if entry["id"] not in known}
            if new:
                self._session = self._session or Session(self._folder or ".")
                self._waiting += new.values()
                self._write()
                self.refresh()
        self._tell()
        return len(new)

    # -- attempts, deletion

    def start_afresh(self, lesson):
        """Begin a new attempt at a lesson; the earlier one is kept."""
        return self.commit("afresh", lesson)

    def open_everything(self, opened=True):
        """The teacher's button: show every reveal, whatever is committed."""
        return self.commit("everything", "all", value=bool(opened))

    def delete(self):
        """Delete this pseudonym's journal from this computer, and go back to being a guest."""
        with self._lock:
            if self._session:
                self._session.close()
            try:
                for folder in self._folders:
                    if folder.exists():
                        shutil.rmtree(folder)
                if self._work is not None:
                    (self._work / _PRESENT).unlink(missing_ok=True)
            except OSError as error:
                raise MemoError(f"The journal could not be deleted ({error.strerror}). Close other notebooks and try again.") from None
            self._take(GUEST)
        self._tell()

    # -- who must follow

    def watch(self, follow):
        """Call the method `follow` whenever everything shown may have changed, as long as its object lives."""
        self._watchers.append(weakref.WeakMethod(follow))

    def _tell(self):
        self._watchers = [watcher for watcher in self._watchers if watcher() is not None]
        for watcher in self._watchers:
            follow = watcher()
            if follow is not None:
                follow()
