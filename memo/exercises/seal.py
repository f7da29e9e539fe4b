"""Sealing: an accepted answer is kept as a slow, salted hash, so that no key lies in plain sight.

Who tries all 38 paragraphs by program finds the right one; a glance into the file shows nothing.
"""

import hashlib
from functools import lru_cache

_ROUNDS = 12_000  # about three milliseconds
_LENGTH = 12


@lru_cache(maxsize=20_000)
def digest(item, atom):
    """The seal of one atom of an answer to one item, as 24 hexadecimal signs.

    item : str, such as "ex01.3"; the same atom has another seal in another item
    atom : str

    >>> digest("ex01.3", "8") == digest("ex01.3", "8") != digest("ex01.4", "8")
    True
    """
    # Half a sign, as a damaged file may hold it, has no UTF-8; it must not stop a check.
    given, salt = (text.encode("utf-8", "backslashreplace") for text in (atom, f"memorandum 1989 {item}"))
    return hashlib.pbkdf2_hmac("sha256", given, salt, _ROUNDS, _LENGTH).hex()
