"""kit.py: from nothing to an open kit, and one clear sentence wherever that fails.

One test class installs everything for real. The others use a kit of the same kit.py with
three tiny packages in place of the real ones, so that each fault costs seconds.
"""

import ast
import contextlib
import functools
import http.client
import http.server
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest

from lab.environment import ADDING
from tests.browser.running_kit import find_browser

from .small_kit import FOLDER, LAB, ROOT, Kit, assert_one_sentence, get, is_free, wait_for, wheel

# --- For real ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A kit whose first run was killed, opened by the next in surroundings full of traps."""
    folder = tmp_path_factory.mktemp("real") / FOLDER
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "work"))
    traps = tmp_path_factory.mktemp("traps")
    for name in ("pandas", "jupyterlab", "pip", "jupyter_server_config", "jupyter_lab_config"):
        (traps / f"{name}.py").write_text("raise SystemExit('trap')")
    names = "PYTHONPATH", "PYTHONUSERBASE", "JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "PIP_TARGET"
    kit = Kit(folder, **dict.fromkeys(names, str(traps)), TMPDIR=str(tmp_path_factory.mktemp("tmp")))

    cut_short = kit.start(*LAB)
    wait_for(lambda: kit.log.exists() and "Installing collected" in kit.log.read_text(), 200)
    os.killpg(cut_short.pid, signal.SIGKILL)
    cut_short.communicate()
    assert not kit.stamp.exists()

    with kit.opened() as (_, address):
        yield kit, address


def test_opens_jupyterlab_at_the_first_notebook(opened):
    _, address = opened
    assert "/lab/tree/notebooks/00-start-here.ipynb?token=" in address
    assert get(address, "/api/contents/notebooks/00-start-here.ipynb?content=0")["type"] == "notebook"


def test_lab_has_the_kits_settings(opened):
    _, address = opened
    tracker = get(address, "/lab/api/settings/@jupyterlab/notebook-extension:tracker")
    assert tracker["schema"]["properties"]["windowingMode"]["default"] == "none"
    news = get(address, "/lab/api/settings/@jupyterlab/apputils-extension:notification")
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"


def test_a_kernel_imports_memo_and_the_locked_packages(opened):
    from jupyter_client import BlockingKernelClient

    kit, address = opened
    kernel = get(address, "/api/kernels", method="POST")["id"]
    passing = Path(kit.environment["TMPDIR"])
    wait_for(lambda: list(passing.glob(f"kit-*/runtime/kernel-{kernel}.json")))
    client = BlockingKernelClient(connection_file=str(next(passing.glob(f"*/runtime/kernel-{kernel}.json"))))
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        said = []
        client.execute_interactive(
            "import memo, pandas; print(memo.__file__, pandas.__file__, sep='\\n')",
            timeout=60,
            output_hook=lambda message: said.append(message["content"].get("text", "")),
        )
    finally:
        client.stop_channels()
    memo, pandas = "".join(said).strip().splitlines()
    assert Path(memo) == kit.folder / "memo" / "__init__.py"
    assert Path(pandas).is_relative_to(kit.folder / ".venv")


def test_what_was_installed_is_complete(opened):
    kit, _ = opened
    check = subprocess.run([kit.python, "-I", "-m", "pip", "check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout


@pytest.mark.browser
def test_keys_reach_the_controls_of_a_lesson(opened):
    """Stock Lab moves between cells, deletes them, runs them and restarts the kernel instead."""
    sync_api = pytest.importorskip("playwright.sync_api")
    kit, address = opened
    code = "import ipywidgets as w; w.VBox([w.RadioButtons(options='abc'), w.Dropdown(options='xyz'), w.Textarea()])"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code), nbformat.v4.new_markdown_cell("Below")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, kit.folder / "notebooks" / "controls.ipynb")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        errors, addresses = [], []
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.on("request", lambda request: addresses.append(request.url))
        page.goto(address.replace("00-start-here", "controls"))
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        page.locator(".jp-CodeCell .cm-content").click()
        page.keyboard.press("Shift+Enter")

        def press(*keys: str) -> tuple[int, int]:
            """Press keys; return how many cells and dialogues there are then."""
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_timeout(300)
            return page.locator(".jp-Notebook .jp-Cell").count(), page.locator(".jp-Dialog").count()

        stealing = [*"ddii00abxmyz"]
        radios = page.locator(".widget-radio input")
        radios.first.focus()
        assert press("ArrowDown", *stealing) == (2, 0)
        assert [radio.is_checked() for radio in radios.all()] == [False, True, False]
        choice = page.locator(".widget-dropdown select")
        choice.focus()
        assert press("ArrowDown", "d", "d", "i", "i", "0", "0") == (2, 0)
        assert choice.evaluate("element => element.value") == "y"
        text = page.locator(".widget-textarea textarea")
        text.focus()
        press("o", "n", "e", "Shift+Enter", "t", "w", "o", "Control+Enter", "Alt+Enter")
        assert text.input_value() == "one\ntwo"

        page.locator(".jp-MarkdownCell").click()
        assert press("Escape", "b") == (3, 0), "a cell that has the focus still obeys"
        assert press("d", "d") == (2, 0)
        browser.close()
    assert errors == []
    assert {re.match(r"(data|blob):|\w+://[^/]+", url)[0] for url in addresses} <= {
        address[: address.index("/lab")],
        "data:",
        "blob:",
    }


# --- Opening -----------------------------------------------------------------------------


def test_a_second_run_installs_nothing_and_takes_seconds(ready):
    done = ready.log.stat().st_mtime_ns
    began = time.monotonic()
    with ready.opened():
        assert time.monotonic() - began < 5
    assert ready.log.stat().st_mtime_ns == done


def test_another_port_is_used_when_one_is_taken(ready):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with ready.opened("--port", str(port)) as (_, address):
            assert f":{port}/" not in address
            assert get(address)["folder"] == str(ready.folder)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_closing_leaves_nothing_behind(ready, tmp_path, by):
    with ready.opened(TMPDIR=str(tmp_path)) as (process, address):
        port = int(re.search(r":(\d+)/", address)[1])
        process.send_signal(by)
        out, err = process.communicate(timeout=5)
        assert (process.returncode, err) == (0, "")
        assert "The kit is closed." in out
        assert is_free(port)
        assert not list(tmp_path.glob("kit-*"))


def test_lab_that_stops_by_itself_is_reported_with_its_log(ready):
    with ready.opened() as (process, address):
        os.kill(get(address)["pid"], signal.SIGKILL)
        out, err = process.communicate(timeout=30)
    assert_one_sentence(subprocess.CompletedProcess([], process.returncode, out, err), "lab-log.txt")


def test_stray_settings_do_not_reach_lab(ready):
    stray = {"PYTHONPATH": "/nowhere", "JUPYTER_CONFIG_DIR": "/nowhere", "IPYTHONDIR": "/nowhere"}
    with ready.opened(**stray, MEMO_WORK="/kept") as (_, address):
        environment = get(address)["environment"]
    assert "/nowhere" not in environment.values()
    assert environment["MEMO_WORK"] == "/kept"
    assert environment["JUPYTER_CONFIG_DIR"].startswith(str(ready.folder / ".venv"))


def test_changed_lab_settings_are_taken_over(installed):
    (installed.folder / "lab" / "overrides.json").write_text("{}")
    with installed.opened():
        pass
    assert (installed.folder / ".venv/share/jupyter/lab/settings/overrides.json").read_text() == "{}"


# --- What is installed when --------------------------------------------------------------


def test_lab_and_test_share_one_environment(installed):
    """`test` adds to what `lab` installed, and `lab` then finds nothing to do."""
    made = (installed.folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    result = installed.run("test", "tests/setup", "-k", "name", "--help")
    assert "pytest got ['tests/setup', '-k', 'name', '--help']" in result.stdout
    assert result.returncode == 3, "pytest's exit code is passed on"
    done = installed.log.stat().st_mtime_ns
    with installed.opened():
        pass
    assert installed.log.stat().st_mtime_ns == done
    assert (installed.folder / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made


@pytest.mark.parametrize(
    ("asked", "handed_on"),
    [
        (["--quick"], "'-m', 'not browser'"),
        (["-x", "--quick"], "'-x', '-m', 'not browser']"),
        (["tests/setup", "-x", "--quick"], "['tests/setup', '-x', '-m', 'not browser']"),
        (["--lesson", "03"], "'-k', '03-how-many-camps or lesson_03 or [03-'"),
    ],
)
def test_the_kits_own_options_for_its_tests(installed, asked, handed_on):
    (installed.folder / "notebooks").mkdir(exist_ok=True)
    (installed.folder / "notebooks" / "03-how-many-camps.ipynb").touch()
    assert handed_on in installed.run("test", *asked).stdout


@pytest.mark.parametrize("asked", [["--lesson"], ["--lesson", "77"]])
def test_a_lesson_that_is_not_there(installed, asked):
    result = installed.run("test", *asked)
    assert result.returncode == 1 and "Say which lesson" in result.stderr and "Traceback" not in result.stderr


def test_adding_the_tests_without_network_leaves_the_lessons_alone(installed):
    before = installed.stamp.read_text()
    assert_one_sentence(installed.run("test", PIP_FIND_LINKS=str(installed.elsewhere)))
    assert installed.stamp.read_text() == before
    with installed.opened():
        pass


def test_adding_the_tests_cut_short_leads_to_a_fresh_start(installed):
    with installed.stamp.open("a") as stamp:  # as it stands while pip is at work
        stamp.write(f"\n{ADDING}")
    leftover = installed.folder / ".venv" / "leftover"
    leftover.touch()
    with installed.opened():
        assert leftover.exists(), "the lessons can be opened meanwhile"
    assert installed.run("test").returncode == 3
    assert not leftover.exists()


@pytest.mark.parametrize("what", ["lock", "python", "interpreter gone"])
def test_a_stale_environment_is_made_anew(installed, what):
    leftover = installed.folder / ".venv" / "leftover"
    leftover.touch()
    if what == "lock":
        lock = installed.folder / "requirements.lock"
        lock.write_text(lock.read_text() + "\n")
    elif what == "python":
        installed.stamp.write_text(re.sub(r"(?m)^\d+\.\d+\.\d+", "0.0.0", installed.stamp.read_text()))
    else:
        installed.python.unlink()
    with installed.opened():
        assert not leftover.exists()


def test_a_moved_kit_goes_on_working(installed):
    done = installed.log.stat().st_mtime_ns
    moved = Kit(installed.folder.rename(installed.folder.with_name("Ελένη")), **installed.environment)
    with moved.opened() as (_, address):
        assert get(address)["folder"] == str(moved.folder)
    assert moved.log.stat().st_mtime_ns == done
    assert Path(moved.imports("memo")) == moved.folder / "memo" / "__init__.py"


# --- What can go wrong -------------------------------------------------------------------


def pretending(kit: Kit, lie: str) -> subprocess.CompletedProcess:
    """Run `lab` by a Python about which something was changed first."""
    code = f"import sys, runpy; {lie}; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    command = [sys.executable, "-c", code, kit.folder / "kit.py", *LAB]
    return subprocess.run(command, capture_output=True, text=True, cwd=kit.elsewhere)


def as_root_with(*preparation: str) -> list[str]:
    """Return the start of a command line that runs the rest after preparing its own mounts."""
    able = subprocess.run(["unshare", "--map-root-user", "--mount", "true"], capture_output=True).returncode == 0
    if not able:
        pytest.skip("needs the right to mount")
    return ["unshare", "--map-root-user", "--mount", "sh", "-ec", f'{"; ".join(preparation)}; exec "$@"', "sh"]


@contextlib.contextmanager
def served(folder: Path):
    """Offer a folder's files over HTTP, as an index does; give the address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_too_old_a_python(small):
    result = pretending(small, "sys.version_info = (3, 9, 2, 'final', 0)")
    assert_one_sentence(result, "3.11", "3.9", "python.org", "apt install python3")


def test_an_old_python_can_read_the_file_up_to_that_sentence():
    ast.parse((ROOT / "kit.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_venv(small, module):
    assert_one_sentence(pretending(small, f"sys.modules['{module}'] = None"), "apt install python3-venv")


def test_no_network(small):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    nothing_there = {"PIP_INDEX_URL": f"http://127.0.0.1:{port}", "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "1"}
    result = small.run(*LAB, PIP_NO_INDEX="0", PIP_FIND_LINKS="", **nothing_there)
    assert_one_sentence(result, "first run needs")


def test_ctrl_c_while_packages_are_fetched(small):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes calls and never answers
        process = small.start(*LAB, PIP_FIND_LINKS=f"http://127.0.0.1:{silent.getsockname()[1]}/")
        wait_for(lambda: small.log.exists() and small.log.read_text())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert_one_sentence(subprocess.CompletedProcess([], process.returncode, out, err), "again")
    assert not small.stamp.exists()


def test_a_package_that_is_offered_nowhere(small):
    result = small.run(*LAB, PIP_FIND_LINKS=str(small.elsewhere))
    assert_one_sentence(result, "internet", "64-bit", "3.11 to 3.14")


@pytest.mark.parametrize("damage", ["checksum", "checksums left out", "garbage", "missing"])
def test_a_tampered_lock(small, damage):
    lock = small.folder / "requirements.lock"
    text = lock.read_text()
    if damage == "checksum":
        lock.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", text))
    elif damage == "checksums left out":
        lock.write_text("pandas==1.0\njupyterlab==1.0\n")
    elif damage == "garbage":
        lock.write_text(text[: len(text) // 3] + "<<<<<<< HEAD\n")
    else:
        lock.unlink()
    assert_one_sentence(small.run(*LAB), "requirements.lock", "fresh copy")
    assert not small.stamp.exists()


def test_a_full_disk_is_seen_beforehand(small):
    tiny = as_root_with(f'mount -t tmpfs -o size=20m tmpfs "{small.elsewhere}"', f'cp -r "{small.folder}/." "{small.elsewhere}"')
    inside = Kit(small.folder, **small.environment)
    inside.folder = small.elsewhere
    assert_one_sentence(inside.run(*LAB, before=tiny), "disk is full")


@pytest.mark.parametrize("size", ["1m", "12m"], ids=["while making .venv", "while installing"])
def test_a_disk_that_fills_up(small, wheels, size):
    """There is no room where pip keeps what it downloads, here a package of 20 MB."""
    lock = small.folder / "requirements.lock"
    lock.write_text(lock.read_text() + wheel(wheels[0], "large", {"large.py": "#" * 20_000_000}))
    tiny = as_root_with(f'mount -t tmpfs -o size={size} tmpfs "{small.elsewhere}"')
    with served(wheels[0]) as address:
        surroundings = {"TMPDIR": str(small.elsewhere), "PIP_FIND_LINKS": address, "PIP_NO_CACHE_DIR": "1"}
        assert_one_sentence(small.run(*LAB, before=tiny, **surroundings), "disk is full")


def test_a_folder_that_may_only_be_read(small):
    sealed = as_root_with(f'mount --bind "{small.folder}" "{small.folder}"', f'mount -o remount,bind,ro "{small.folder}"')
    assert_one_sentence(small.run(*LAB, before=sealed), "copy the kit", FOLDER)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lab", "--port", "70000"], ["70000", "65535"]),
        (["lab", "--port", "0"], ["0", "1024"]),
        (["lab", "--port", "eighty"], ["eighty", "--help"]),
        (["lab", "--prot", "8888"], ["--prot", "--help"]),
        (["open"], ["open", "--help"]),
        ([], ["--help"]),
    ],
)
def test_a_mistyped_command(ready, arguments, words):
    assert_one_sentence(ready.run(*arguments), *words)
