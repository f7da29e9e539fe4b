"""What the tests of the controls share: the memorandum, a journal, and the wire between Python and the page."""

import json

import comm
import ipywidgets
import pytest
from comm.base_comm import BaseComm
from jupyter_client.session import json_packer

import memo
from memo.controls.lesson import Lesson
from memo.journal import Journal


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """The folder that holds every journal of a test."""
    monkeypatch.setenv("MEMO_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture(autouse=True)
def let_go():
    """Close every control after its test: ipywidgets keeps them all, and thousands of them slow Python down."""
    yield
    ipywidgets.Widget.close_all()


@pytest.fixture(scope="session")
def doc():
    """The kit's own memorandum, loaded once."""
    return memo.load()


@pytest.fixture
def journal():
    """A guest's empty journal."""
    return Journal()


@pytest.fixture
def lesson(doc, journal):
    """`lesson("02")` is that lesson with the test's journal; `lesson("02", Journal())` after a restart."""
    return lambda number, own=None: Lesson(doc, number, own or journal)


class Wire:
    """Everything that Python sent to the page, as the text that would cross the wire."""

    def __init__(self):
        self.sent = []

    def record(self, kind, data):
        # What the kernel's own packer cannot write as UTF-8 would never arrive.
        self.sent.append((kind, json.loads(json_packer(data).decode("utf-8"))))

    @property
    def text(self):
        return json.dumps(self.sent, ensure_ascii=False)

    def custom(self):
        """The messages that are no state: what a press is answered with, downloads, notes."""
        return [data["content"] for _, data in self.sent if data.get("method") == "custom"]


@pytest.fixture(autouse=True)
def wire(monkeypatch):
    """What is sent from now on; `wire.sent.clear()` forgets it."""
    recorder = Wire()

    class Comm(BaseComm):
        def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
            recorder.record(msg_type, data or {})

    monkeypatch.setattr(comm, "create_comm", Comm)
    return recorder


@pytest.fixture
def press(wire):
    """`press(control, button, values)` as the page does it; returns whether the page was told that all is kept."""

    def pressed(control, button, values=None, **more):
        content = {"button": button, "values": values or {}, "key": control.key, "turn": "t-1"} | more
        message = {"method": "custom", "content": json.loads(json.dumps(content))}
        before = len(wire.custom())
        control._handle_msg({"content": {"data": message}, "buffers": []})
        answers = [answer for answer in wire.custom()[before:] if "taken" in answer]
        assert len(answers) == 1, "the page waits for an answer"
        assert answers[0]["turn"] == "t-1"
        assert "Something in the kit itself failed" not in control.feedback.get("text", "")
        return answers[0]["taken"]

    return pressed


@pytest.fixture
def shown():
    """`shown(control)` is everything the page has of a control, as text."""
    return lambda control: json.dumps(control.get_state(), ensure_ascii=False, default=str)
