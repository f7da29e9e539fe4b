"""A filter for the Linux kernel: no new processes, no sockets. bubblewrap sets it before it starts the program.

A limit on processes would not hold for an instructor who works as root, and the filter holds for everybody.
"""

import errno
import struct

_LOAD, _EQUAL, _ATLEAST, _ANY, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # where the kernel tells what is called
_THREAD = 0x00010000  # a clone with this makes no process

# Calls by architecture: those that are refused, and clone, which also makes threads.
_CALLS = {
    0xC000003E: {"refused": {"fork": 57, "vfork": 58, "socket": 41, "socketpair": 53, "ptrace": 101}, "clone": 56},
    0xC00000B7: {"refused": {"socket": 198, "socketpair": 199, "ptrace": 117}, "clone": 220},
}
_CLONE3, _IO_URING = 435, 425  # the same on both; glibc falls back to clone where it is told there is no clone3


def program() -> bytes:
    """The filter as the kernel reads it: eight bytes an instruction.

    >>> len(program()) % 8
    0
    """
    parts = [_for(architecture, **calls) for architecture, calls in _CALLS.items()]
    made = [_step(_LOAD, _ARCHITECTURE)]
    for architecture, part in zip(_CALLS, parts, strict=True):
        made += [_step(_EQUAL, architecture, 0, len(part)), *part]
    return b"".join([*made, _step(_RETURN, _KILL)])


def _for(architecture: int, refused: dict[str, int], clone: int) -> list[bytes]:
    steps = [_step(_LOAD, _NUMBER)]
    # The calls of a third kind of x86, which are numbered from here.
    steps += [_step(_ATLEAST, 0x40000000, 0, 1), _step(_RETURN, _REFUSE | errno.EPERM)]
    errors = dict.fromkeys(refused.values(), errno.EPERM) | {_CLONE3: errno.ENOSYS, _IO_URING: errno.ENOSYS}
    for number, error in errors.items():
        steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE | error)]
    steps += [_step(_EQUAL, clone, 0, 3), _step(_LOAD, _FIRST_ARGUMENT), _step(_ANY, _THREAD, 1, 0)]
    return [*steps, _step(_RETURN, _REFUSE | errno.EPERM), _step(_RETURN, _ALLOW)]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
