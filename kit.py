"""Open the kit, test it, mark with it or pack it: `python kit.py lab`, `test`, `mark`, `bundle`, `handout`.

Needs nothing but Python itself. The first run makes the folder `.venv` beside this
file and installs into it exactly the packages that a lock names; later runs find that
done and start at once. Whatever goes wrong is told in one sentence, with exit code 1.
"""

import sys

# Down to here an old Python, too, must be able to read this file.
if sys.version_info < (3, 11):
    sys.exit(
        "This kit needs Python 3.11 or newer, and this is Python %d.%d: get one from python.org "
        "(Windows, macOS) or with 'sudo apt install python3 python3-venv' (Debian, Ubuntu), "
        "then run the same command with it." % sys.version_info[:2]
    )

import argparse
import errno
import signal
import subprocess
from pathlib import Path

# A Python that is told to be safe does not look beside the script by itself.
sys.path.insert(0, str(Path(__file__).absolute().parent))

from lab.bundle import PYTHONS, SYSTEMS, bundle, packages_of, this_python
from lab.environment import INSTRUCTOR_LOCK, LESSONS_LOCK, PYTHON, TEST_LOCK, environment, provide
from lab.handout import handout
from lab.server import open_lab
from lab.testing import chosen
from lab.trouble import DISK_FULL, READ_ONLY, ROOT, Trouble


def test(arguments: list[str]) -> int:
    """Run the test suite, or the part of it that the arguments choose: the kit's own (lab/testing.py) or pytest's."""
    options = chosen(arguments)
    provide(TEST_LOCK)
    command = [PYTHON, "-m", "pytest", *options]
    return subprocess.run(command, env=environment(), cwd=ROOT).returncode


def mark(exercise: str, folder: str | None) -> int:
    """Mark what a class handed in; without a folder, only write its marks and feedback anew."""
    if not (ROOT / "marking").is_dir():
        raise Trouble("This is the students' kit, and it marks nothing: use the instructors' whole kit.")
    provide(INSTRUCTOR_LOCK)
    command = [PYTHON, "-m", "marking", exercise, *([Path(folder).absolute()] if folder else [])]
    return subprocess.run(command, env=environment(), cwd=ROOT).returncode


def lab(options: argparse.Namespace) -> int:
    """Open JupyterLab at the first lesson and stay until it is closed."""
    with packages_of(options.offline) as wheels:
        provide(LESSONS_LOCK, wheels)
    return open_lab(options.port, browser=not options.no_browser)


class Parser(argparse.ArgumentParser):
    """Tells a mistyped command as every other trouble is told."""

    def error(self, message: str):
        raise Trouble(f"{message[0].upper()}{message[1:]}: 'python kit.py --help' shows the way.")


def parser() -> Parser:
    """The commands and their options."""
    parser = Parser(description="Open the kit, test it, mark with it, or pack it for others.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lab | test | mark | bundle | handout")
    for_lab = commands.add_parser("lab", help="open the lessons in JupyterLab")
    for_lab.add_argument("--no-browser", action="store_true", help="only print the address")
    for_lab.add_argument("--port", type=int, default=8888, help="where to listen (8888)")
    for_lab.add_argument("--offline", metavar="BUNDLE", help="set up from a bundle, without the internet")
    commands.add_parser(
        "test",
        help="run the tests: all, without the browser (--quick), of one lesson (--lesson 03), or by pytest's options",
        add_help=False,
    )
    for_mark = commands.add_parser("mark", help="mark what a class handed in, for instructors")
    for_mark.add_argument("exercise", metavar="EXERCISE", help="such as ex01-sourcing")
    for_mark.add_argument(
        "folder", metavar="FOLDER", nargs="?", help="folder, or zip from Moodle or Canvas; without it, marks and feedback are written anew"
    )
    for_bundle = commands.add_parser("bundle", help="save all that a computer without internet needs")
    for_bundle.add_argument("--to", default="memorandum-1989-bundle", help="folder, or file ending in .zip")
    for_bundle.add_argument("--platform", choices=SYSTEMS, help="that computer's system (this one's)")
    for_bundle.add_argument("--python", choices=PYTHONS, default=this_python(), help="its Python (this one)")
    for_handout = commands.add_parser("handout", help="write the students' zip")
    for_handout.add_argument("--to", default="memorandum-1989-handout.zip", help="the file to write")
    return parser


def main(arguments: list[str]) -> int:
    """Carry out one command; return the exit code."""
    try:
        options, others = parser().parse_known_args(arguments)
        if options.command == "test":
            return test(others)
        if others:
            parser().error(f"unknown option {others[0]}")
        if options.command == "mark":
            return mark(options.exercise, options.folder)
        if options.command == "bundle":
            return bundle(options.to, options.platform, options.python)
        return handout(options.to) if options.command == "handout" else lab(options)
    except KeyboardInterrupt:
        trouble = "Stopped before it was finished: run the same command again to go on."
    except Trouble as error:
        trouble = str(error)
    except OSError as error:
        told = {errno.ENOSPC: DISK_FULL, errno.EACCES: READ_ONLY, errno.EROFS: READ_ONLY}
        trouble = told.get(error.errno, f"{error}: put that right and run the same command again.")
    print(trouble, file=sys.stderr)
    return 1


def interrupt(*_) -> None:
    """Make a closed window or a polite kill end like Ctrl-C, so that no child is left behind."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console may lack a letter of the folder's name
        stream.reconfigure(errors="replace", line_buffering=True)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
    sys.exit(main(sys.argv[1:]))
