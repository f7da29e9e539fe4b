"""Runs one cell where it can do no harm, and brings back one value. Needs bubblewrap on Linux; else runs nothing.

What the cell sees: this Python and its packages, `memo` without the sealed keys, an empty home. What it does not see:
network, other processes, environment, the kit's folder, solutions, gradebook, submissions. It may neither start
processes nor outlive its time, and the value comes back as JSON through a pipe that holds 100 kB. The cell is given
no key, so that a forged value earns nothing.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import memo
from marking import seccomp
from marking.inside import unpacked

SECONDS = 10  # by the clock; importing pandas takes one or two
LARGEST = 100_000
LIMITS = {"CPU": 15, "AS": 2_000_000_000, "FSIZE": 5_000_000, "NOFILE": 64, "CORE": 0}
HOME, HOME_BYTES = "/scratch", 10_000_000
INSIDE = Path(__file__).with_name("inside.py")
_NO_BWRAP = "what has to be run is run only on Linux with bubblewrap ('sudo apt install bubblewrap')"


@dataclass(frozen=True)
class Outcome:
    """Whether a value came back, the value, or else the reason, as a sentence."""

    worked: bool
    value: object = None
    reason: str = ""


_begun: dict[tuple[str, str], Future] = {}  # what `ahead` runs beside other work


@contextmanager
def ahead() -> Iterator[Callable[[str, str], None]]:
    """Gives a function that begins to run a cell; within the `with`, `run` then waits for what was begun.

    >>> with ahead() as begin:
    ...     begin("x = 6 * 7", "x")
    ...     outcome = run("x = 6 * 7", "x")
    >>> outcome.value if outcome.worked else 42  # without bubblewrap nothing is run
    42
    """
    pool = ThreadPoolExecutor(1)
    try:
        yield partial(_begin, pool)
    finally:
        _begun.clear()
        pool.shutdown(cancel_futures=True)


def _begin(pool: ThreadPoolExecutor, source: str, name: str) -> None:
    if (source, name) not in _begun:
        _begun[source, name] = pool.submit(_run, source, name, SECONDS)


def run(source: str, name: str, seconds: float = SECONDS) -> Outcome:
    """Run the exercise's set-up and one cell, and give the value of `name` as numbers, texts, lists and dicts."""
    begun = _begun.get((source, name))
    return begun.result() if begun else _run(source, name, seconds)


def _run(source: str, name: str, seconds: float) -> Outcome:
    if trouble := unavailable():
        return Outcome(False, reason=f"{trouble}.")
    said, in_time = _run_isolated(json.dumps({"source": source, "name": name, "limits": LIMITS}).encode(), seconds)
    if not in_time:
        return Outcome(False, reason=f"the cell was stopped after {seconds:.0f} seconds.")
    if len(said) > LARGEST:
        return Outcome(False, reason="the cell gave back more than an answer can be.")
    try:
        told = json.loads(said)
        if "value" in told:
            return Outcome(True, unpacked(told["value"]))
        return Outcome(False, reason=_clean(told["reason"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Outcome(False, reason="the cell ended without a value.")


@cache
def unavailable() -> str:
    """Why nothing can be run here, or "" where it can; tried once."""
    if not sys.platform.startswith("linux") or not shutil.which("bwrap"):
        return _NO_BWRAP
    said, _ = _run_isolated(json.dumps({"source": "x = 1", "name": "x", "limits": LIMITS}).encode(), 60)
    return "" if said.startswith(b'{"value"') else "bubblewrap is there and may not isolate on this machine"


def _run_isolated(task: bytes, seconds: float) -> tuple[bytes, bool]:
    """What inside.py writes, at most LARGEST + 1 bytes, and whether it ended in time."""
    with tempfile.TemporaryFile() as program, tempfile.TemporaryFile() as given:
        program.write(seccomp.program())
        program.seek(0)
        given.write(task)
        given.seek(0)
        command = [*_bwrap(), "--seccomp", str(program.fileno())]
        process = subprocess.Popen(
            [*command, *_python()],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            pass_fds=[program.fileno()],
            start_new_session=True,
        )
        expired = threading.Event()

        def stop():
            expired.set()
            process.kill()  # and with it, by --die-with-parent, everything in its namespace

        clock = threading.Timer(seconds, stop)
        clock.start()
        try:
            said = process.stdout.read(LARGEST + 1)
        finally:
            process.kill()
            process.wait()
            clock.cancel()
            process.stdout.close()
        return said, not expired.is_set()


def _bwrap() -> list[str]:
    """bubblewrap with everything taken away, and what is then given back, read-only."""
    command = [shutil.which("bwrap"), "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534"]
    command += ["--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv", "--hostname", "nowhere"]
    for place in _visible():
        command += ["--ro-bind", place, place]
    for place in ("/bin", "/lib", "/lib64"):
        if Path(place).is_symlink():
            command += ["--symlink", str(Path(place).readlink()), place]
    command += ["--ro-bind", str(Path(memo.__file__).parent), "/kit/memo", "--ro-bind", str(INSIDE), "/kit/inside.py"]
    if (Path(memo.__file__).parent / "data" / "exercises.json").exists():
        command += ["--ro-bind", "/dev/null", "/kit/memo/data/exercises.json"]
    for device in ("/dev/null", "/dev/urandom"):
        command += ["--dev-bind", device, device]
    command += ["--size", str(HOME_BYTES), "--tmpfs", HOME, "--remount-ro", "/", "--chdir", HOME]
    settings = {"HOME": HOME, "TMPDIR": HOME, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    settings |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for name, value in settings.items():
        command += ["--setenv", name, value]
    return command


@cache
def _visible() -> tuple[str, ...]:
    """The folders of the system's libraries, of this Python and of its packages, without those inside others."""
    wanted = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", os.path.realpath(sys.base_prefix)]
    wanted += [os.path.realpath(sysconfig.get_path(name)) for name in ("purelib", "platlib")]
    there = sorted({place for place in wanted if Path(place).exists() and not Path(place).is_symlink()})
    return tuple(place for place in there if not any(place.startswith(f"{other}/") for other in there))


def _python() -> list[str]:
    packages = [os.path.realpath(sysconfig.get_path(name)) for name in ("purelib", "platlib")]
    python = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    return [python, "-I", "-S", "-B", "/kit/inside.py", "/kit", *dict.fromkeys(packages)]


def _clean(reason: object) -> str:
    """What a stranger's process gives as the reason, as one harmless line."""
    return (re.sub(r"[^\w .,:;'’“”()=-]+", " ", str(reason))[:200].strip() or "it gave no value").rstrip(".") + "."
