"""Whether this machine can isolate at all, asked of bubblewrap itself and not of what is tested."""

import shutil
import subprocess

import pytest

_PLAIN = ["bwrap", "--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"]
CAN = shutil.which("bwrap") is not None and subprocess.run(_PLAIN, capture_output=True).returncode == 0
needs_bwrap = pytest.mark.skipif(not CAN, reason="needs bubblewrap, and a system that lets it work")
