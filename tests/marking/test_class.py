"""Forty submissions of every kind: each ends in a stated result, the honest get their points, the others none."""

import http.server
import threading

import pytest

from marking.exports import status
from tests.marking.class_of_40 import BEGIN, END, GUIDE, course_folder, marked_class, table_of
from tests.marking.isolating import needs_bwrap

EXERCISE = "ex01-sourcing"


class Heard(http.server.BaseHTTPRequestHandler):
    """Notes every call; nobody is to call."""

    calls: list = []

    def do_GET(self):
        self.calls.append(self.path)
        self.send_response(200)
        self.end_headers()


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """(class, {student: (result, standing)}, folder), marked once, with a server that listens meanwhile."""
    root = course_folder(tmp_path_factory.mktemp("class").resolve(), EXERCISE)
    server = http.server.HTTPServer(("127.0.0.1", 0), Heard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIT_SECRET", "open sesame")
        made, everybody = marked_class(EXERCISE, root, server.server_port)
    server.shutdown()
    return made, {who.student: (who, where) for who, where in everybody}, root


def test_there_are_forty_and_each_has_a_stated_result(marked):
    made, everybody, _ = marked
    assert len(made.members) == 40
    assert set(everybody) == set(made.members)
    for who, where in everybody.values():
        assert status(who, where) in ("marked", "to be marked by hand") or len(who.failed) > 15
        assert bool(who.failed) == (where.state == "nothing")


def test_each_has_exactly_the_points_due(marked):
    made, everybody, _ = marked
    got = {name: where.points if where.state != "nothing" else None for name, (_, where) in everybody.items()}
    assert got == {name: member.due for name, member in made.members.items()}
    assert made.all > 5, "there is something to earn"


def test_attacks_leave_nothing_and_reach_nothing(marked):
    root = marked[2]
    assert not (root / "owned").exists()
    assert not list(root.rglob("owned*"))
    assert Heard.calls == []
    secret = [path for path in (root / "grading").rglob("*") if path.is_file() and b"open sesame" in path.read_bytes()]
    assert secret == []


def test_a_script_in_a_text_is_shown_and_does_not_run(marked):
    for stage, end in (("autograded", "ipynb"), ("feedback", "html")):
        text = (marked[2] / "grading" / stage / "emil" / EXERCISE / f"{EXERCISE}.{end}").read_text("utf-8")
        assert "alert(document.cookie)" in text
        assert "<script>alert" not in text


@needs_bwrap  # the table tells what comes of running answers in isolation
def test_the_table_in_the_guide_is_this_one(marked):
    made, everybody, _ = marked
    there = GUIDE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip().splitlines()
    assert there == table_of(made, list(everybody.values())), "run: python -m tests.marking.class_of_40 --write"
