"""`kit.py mark`: what it installs, what it hands on, and what it says in a kit that has no marking."""

import json

from .small_kit import assert_one_sentence

TELLS = "import json, os, sys\nprint(json.dumps([sys.argv[1:], os.getcwd()]))\nsys.exit(3)"


def with_marking(kit):
    """The kit with a marking that only tells how it was called, and the instructors' lock."""
    (kit.folder / "marking").mkdir()
    (kit.folder / "marking" / "__init__.py").touch()
    (kit.folder / "marking" / "__main__.py").write_text(TELLS)
    lock = (kit.folder / "requirements-test.lock").read_text()
    (kit.folder / "requirements-instructor.lock").write_text(f"# for instructors\n{lock}")
    return kit


def test_it_installs_the_instructors_packages_and_hands_on_what_was_asked(installed):
    kit = with_marking(installed)
    (kit.elsewhere / "Ana's zip.zip").touch()
    done = kit.run("mark", "ex01-sourcing", "Ana's zip.zip")
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == [["ex01-sourcing", str(kit.elsewhere / "Ana's zip.zip")], str(kit.folder)]
    assert "requirements-instructor.lock" in kit.stamp.read_text()
    again = kit.run("mark", "ex01-sourcing")
    assert json.loads(again.stdout)[0] == ["ex01-sourcing"], "nothing is installed a second time"


def test_marking_and_testing_do_not_undo_each_other(installed):
    kit = with_marking(installed)
    kit.run("test")
    kit.run("mark", "ex01-sourcing")
    stamped = kit.stamp.read_text()
    assert "requirements-test.lock" in stamped and "requirements-instructor.lock" in stamped
    assert "packages" not in kit.run("test").stdout


def test_the_students_kit_says_that_it_does_not_mark(installed):
    assert_one_sentence(installed.run("mark", "ex01-sourcing", "."), "students' kit", "instructors'")
