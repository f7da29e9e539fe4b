"""One line of a journal: an entry as JSON, with a checksum over its exact bytes.

A line reads {"sum":"xxxxxxxx","entry":{…}}: plain JSON Lines to any other program. The sum is the
CRC-32 of the entry's bytes; it finds torn and altered lines, it is no signature.
"""

import json
from datetime import datetime
from operator import itemgetter
from zlib import crc32

from memo.errors import MemoError

VERSION = 1
_LONGEST = 5_000_000  # bytes of one entry: far more than anyone types, less than a disk
_TOGETHER = 100
_ENVELOPE = itemgetter("v", "id", "at", "act")
_HEAD, _FRONT = b'{"sum":"', b'{"sum":"%08x","entry":'
_BODY = len(_FRONT % 0)
_PLAIN, _ESCAPED = (json.JSONEncoder(ensure_ascii=e, separators=(",", ":"), allow_nan=False) for e in (False, True))


def encode(entry):
    """The entry as one line of bytes, line end included.

    Raises TypeError, ValueError or RecursionError where JSON has no form for it.

    >>> decode(encode({"v": 1, "id": "s-1", "at": "2026-11-22T10:00:00.000000Z", "act": "answer"}))["act"]
    'answer'
    """
    try:
        raw = _PLAIN.encode(entry).encode("utf-8")
    except UnicodeEncodeError:
        # Half of a character (a lone surrogate) has no UTF-8; escaped, nothing that was typed is lost.
        raw = _ESCAPED.encode(entry).encode("ascii")
    return b"".join((_FRONT % crc32(raw), raw, b"}\n"))


def written(entry):
    """The entry just as it will be read back, and its line; MemoError where it has none or is beyond all measure."""
    try:
        line = encode(entry)
    except (TypeError, ValueError, RecursionError):
        line = b""
    if len(line) > _LONGEST:
        raise MemoError("This answer is longer than a library and was not taken. Shorten it and commit again.")
    read = decode(line)
    if read is None:
        raise MemoError("This answer cannot be written down: it is neither words nor numbers. Nothing was taken.")
    return read, line


def decode(line):
    """The entry of one line (bytes), or None where the line is torn, altered or not an entry."""
    raw = line.rstrip()[_BODY:-1]
    return _parse(raw) if line.startswith(_FRONT % crc32(raw)) else None


def decode_all(data):
    """Every sound entry among the lines of a file (bytes), and how many lines were not sound."""
    bodies, odd, entries = [], [], []
    for line in data.split(b"\n"):
        body = line[_BODY:-1]
        if line[:_BODY] == _FRONT % crc32(body):
            bodies.append(body)
        elif line.strip():
            odd.append(line)
    for start in range(0, len(bodies), _TOGETHER):
        entries += _parse_all(bodies[start : start + _TOGETHER])
    entries += map(decode, odd)
    # Where files were joined, a line that was cut short has the next one, whole, behind it.
    entries += filter(None, (decode(line[line.rfind(_HEAD) :]) for line in odd if line.rfind(_HEAD) > 0))
    return [entry for entry in entries if entry is not None], entries.count(None)


def _parse_all(bodies):
    """One entry a body, None where it is none; parsed together, which is faster than one by one."""
    entries = _loads(b"[" + b",".join(bodies) + b"]")
    if entries is None or len(entries) != len(bodies):
        return [_parse(body) for body in bodies]
    return [entry if sound(entry) else None for entry in entries]


def _parse(body):
    entry = _loads(body)
    return entry if sound(entry) else None


def _loads(raw):
    try:
        return _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def _constant(name):
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_constant)


def sound(entry):
    """Whether an entry has what every version of the journal needs to place it: v, id, at and act.

    `at` is a moment in UTC to the microsecond, before the year 9000: entries are put in order by it.
    """
    try:
        version, name, at, act = _ENVELOPE(entry)
        if not (type(version) is int and type(name) is type(at) is type(act) is str):
            return False
        datetime.fromisoformat(at)
        return at[4:20:3] == "--T::." and at[26:] == "Z" and at < "9"
    except (KeyError, TypeError, ValueError):
        return False
