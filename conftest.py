"""For every test: nothing is ever written into the answers of the person who runs the tests."""

import os
import tempfile


def pytest_configure(config):
    folder = tempfile.TemporaryDirectory(prefix="memo-tests-")
    os.environ["MEMO_WORK"] = folder.name
    config.add_cleanup(folder.cleanup)
