"""One line of a journal: an entry as JSON, with a checksum over its exact bytes.

A line reads {"sum":"xxxxxxxx","entry":{…}}: plain JSON Lines to any other program. The sum is the
CRC-32 of the entry's bytes; it finds torn and altered lines, it is no signature.
"""

import json
import zlib

VERSION = 1
_HEAD, _NECK = b'{"sum":"', b'","entry":'
_BODY = len(_HEAD) + 8 + len(_NECK)
REQUIRED = {"v": int, "id": str, "at": str, "act": str}


def encode(entry):
    """The entry as one line of bytes, line end included.

    >>> decode(encode({"v": 1, "id": "s-1", "at": "2026-11-22T10:00:00.000000Z", "act": "answer"}))["act"]
    'answer'
    """
    try:
        raw = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    except UnicodeEncodeError:
        # Half of a character (a lone surrogate) has no UTF-8; escaped, nothing that was typed is lost.
        raw = json.dumps(entry, separators=(",", ":"), allow_nan=False).encode("ascii")
    return b"".join((_HEAD, b"%08x" % zlib.crc32(raw), _NECK, raw, b"}\n"))


def decode(line):
    """The entry of one line (bytes), or None where the line is torn, altered or not an entry."""
    line = line.rstrip(b"\r\n")
    raw = line[_BODY:-1]
    if not line.startswith(_HEAD) or line[-1:] != b"}" or line[len(_HEAD) : len(_HEAD) + 8] != b"%08x" % zlib.crc32(raw):
        return None
    try:
        entry = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return entry if sound(entry) else None


def sound(entry):
    """Whether an entry has what every version of the journal needs to place it."""
    return isinstance(entry, dict) and all(type(entry.get(name)) is kind for name, kind in REQUIRED.items())
