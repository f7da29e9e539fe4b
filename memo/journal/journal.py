"""A student's journal: what was committed is on the disk before anyone is told "saved"."""

import contextlib
import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from memo.errors import MemoError
from memo.journal.entry import VERSION, written
from memo.journal.fold import State
from memo.journal.store import Session, cleaned, folder_name, in_order, places, read, survey, work_folder
from memo.journal.watchers import Watchers

GUEST = "guest"
_PRESENT = "present-pseudonym.txt"


class Journal:
    """The journal of one pseudonym. Opening it reads what is there; nothing is written until a commit.

    pseudonym : str, default the one last chosen on this computer, else "guest"

    Attributes: `state` (a `State`), `notice` (a sentence about what could not be read or kept, or ""),
    `saved` (False while committed answers wait in memory because the disk refused them).

    Raises MemoError for a pseudonym that is none.
    """

    def __init__(self, pseudonym=None):
        self._watchers, self._answered = Watchers(), Watchers()
        self._lock, self._session = threading.RLock(), None
        # What the disk refused, under each pseudonym: the entry and its line, by the entry's id.
        self._unsaved = {}
        self._take(pseudonym if pseudonym is not None else _present())

    def _settle(self):
        """Find where to write, and where earlier answers may lie: a place that can no longer be written too."""
        try:
            self._work, self._homeless = work_folder(), ""
        except MemoError as error:
            self._work, self._homeless = None, str(error)
        self._folders = [place / self._own for place in places()]
        self._place = None if self._work is None else self._work / self._own

    # -- who

    def switch(self, pseudonym):
        """Go on under another pseudonym; everything shown follows."""
        self._take(pseudonym)
        if self._work is not None:
            with contextlib.suppress(OSError):
                (self._work / _PRESENT).write_text(self.pseudonym, encoding="utf-8")
        self._watchers.tell()

    def _take(self, pseudonym):
        name = cleaned(pseudonym)
        if not name:
            raise MemoError("A pseudonym has 1 to 60 letters, digits or signs. Choose one that does not give your name away.")
        with self._lock:
            if self._session:
                self._session.close()
            self.pseudonym, self._session, self._number = name, None, 0
            self._own = Path("journal", folder_name(name))
            self._waiting = self._unsaved.setdefault(self._own, {})
            self._settle()
            self.entries, self._found, self._held, self._refused = [], {}, {}, ""
            self.state, self._unsound, self._unread = State(), 0, None
            self.refresh()

    # -- reading

    def refresh(self):
        """Read the files again where another notebook has written meanwhile, and write what is still waiting."""
        with self._lock:
            if self._work is None:
                self._settle()
            if self._waiting:
                with contextlib.suppress(MemoError):
                    self._write()
            own = self._session.path if self._session else None
            found, errors = survey(self._folders, own)
            if self._unread is None and not errors and found == self._found:
                return
            self._held, unread = read(found, (self._found, self._held))
            errors += unread
            # What was read before and cannot be read just now is still known.
            entries = list(self.entries) if errors else []
            for read_now, _ in self._held.values():
                entries += read_now
            self.entries = in_order([*entries, *(entry for entry, _ in self._waiting.values())])
            self.state, self._found = State(self.entries), {} if errors else found
            self._unsound = sum(unsound for _, unsound in self._held.values())
            self._unread = errors[0] if errors else None

    @property
    def notice(self):
        """What the student should know about the journal, as sentences; "" where all is well."""
        parts = [self._homeless, self._refused]
        if self._unread:
            why = self._unread.strerror or self._unread
            parts.append(f"Some of your earlier answers cannot be read just now ({why}). They are not lost; try again later.")
        if self._unsound:
            lines = "1 line was" if self._unsound == 1 else f"{self._unsound} lines were"
            parts.append(f"{lines} cut short or altered and left out of your journal; everything else is here.")
        if self.state.newer:
            newer = "1 entry comes" if self.state.newer == 1 else f"{self.state.newer} entries come"
            parts.append(f"{newer} from a newer version of the kit: kept, but to be seen only there.")
        return " ".join(filter(None, parts))

    @property
    def saved(self):
        """Whether everything committed is on the disk."""
        return not any(self._unsaved.values())

    def waits(self, entry):
        """Whether an entry is kept in memory only, because the disk refused it."""
        return entry["id"] in self._waiting

    @property
    def place(self):
        """The folder the journal lies in, or None where there is none to write."""
        return self._place

    # -- writing

    def commit(self, act, lesson, question=None, value=None):
        """Write one entry and return it once it is durable.

        Raises MemoError, after keeping the entry in memory, where the disk does not take it; and
        where the question is sealed or the answer is beyond all measure.
        """
        with self._lock:
            self.refresh()  # another window may have sealed it, or begun afresh
            if act in ("answer", "draft") and self.state.sealed(lesson, question):
                raise MemoError("This answer is sealed and cannot be changed any more. It opens in its later lesson.")
            entry, line = written(self._entry(act, lesson, question, value))
            if act == "draft":
                self._replace_drafts(entry)
            self._waiting[entry["id"]] = entry, line
            self.entries.append(entry)
            self.state.add(entry)
            try:
                self._write()
            finally:
                if act in ("afresh", "everything", "open"):
                    self._watchers.tell()
                elif act in ("answer", "seal"):
                    self._answered.tell()
        return entry

    def _entry(self, act, lesson, question, value):
        # A copy of this process (a fork) must not go on under the same name.
        if self._session is None or self._session.process != os.getpid():
            self._session, self._number = Session(), 0
        self._number += 1
        attempt = self.state.attempt(lesson) + (act == "afresh")
        entry = {"v": VERSION, "id": f"{self._session.name}-{self._number}", "at": self._now(), "act": act}
        entry |= {"lesson": lesson, "attempt": attempt}
        if question is not None:
            entry["question"] = question
        return entry | ({} if value is None else {"value": value})

    def _now(self):
        """The time, but never before what the journal holds already: clocks of old laptops run back."""
        now = _moment(datetime.now(UTC))
        last = self.state.last
        return now if now > last else _moment(datetime.fromisoformat(last) + timedelta(microseconds=1))

    def _replace_drafts(self, new):
        """Let go of drafts that wait in memory only and that a newer one replaces."""
        for name, (entry, _) in list(self._waiting.items()):
            if all(entry.get(part) == new.get(part) for part in ("act", "question", "attempt")):
                del self._waiting[name]
                self.entries.remove(entry)

    def _write(self):
        """Put everything that waits on the disk."""
        if self._work is None:
            self._settle()
        if self._work is None:
            raise MemoError(self._homeless)
        try:
            self._session = self._session or Session()
            self._session.append(self._place, b"".join(line for _, line in self._waiting.values()))
        except OSError as error:
            self._refused = (
                f"Not saved yet: the disk did not take it ({error.strerror or error}). Your words are kept as long as this "
                "notebook is open. Make room or ask for help, then commit again; or export your journal to another place."
            )
            raise MemoError(self._refused) from None
        self._found[self._session.path] = None
        self._waiting.clear()
        self._refused = ""

    def take_in(self, entries):
        """Write another journal's entries into this one and return how many were new; all of them or none."""
        with self._lock:
            self.refresh()
            known = {entry["id"] for entry in self.entries}
            new = {entry["id"]: written(entry) for entry in entries if entry["id"] not in known}
            if new:
                self._waiting |= new
                try:
                    self._write()
                except MemoError:
                    for name in new:
                        del self._waiting[name]
                    raise MemoError("Nothing was imported: the disk did not take it. Make room, then import again.") from None
                self._found = {}
                self.refresh()
        self._watchers.tell()
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
                self._found = {}
                for folder in self._folders:
                    if folder.exists():
                        shutil.rmtree(folder)
                if self._work is not None:
                    (self._work / _PRESENT).unlink(missing_ok=True)
            except OSError as error:
                self.refresh()
                raise MemoError(
                    f"The journal could not be deleted ({error.strerror or error}). Close other notebooks and try again."
                ) from None
            self._waiting.clear()
            self._take(GUEST)
        self._watchers.tell()

    # -- who must follow

    def watch(self, follow):
        """Call the method `follow` whenever everything shown may have changed, as long as its object lives."""
        self._watchers.add(follow)

    def watch_answers(self, follow):
        """Call the method `follow` whenever an answer has been committed, as long as its object lives."""
        self._answered.add(follow)


def _present():
    """The pseudonym last chosen on this computer, or a guest's."""
    for place in places():
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return cleaned((place / _PRESENT).read_text(encoding="utf-8")) or GUEST
    return GUEST


def _moment(time):
    return time.isoformat(timespec="microseconds")[:26] + "Z"
