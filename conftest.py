"""For every test: nobody's answers are touched, and what did not run is told."""

import os
import tempfile

BROWSER = "tests/browser"
NO_BROWSER = (
    "No browser was found, so the lessons were NOT tested as a student sees them. Get Chromium ('sudo apt install "
    "chromium' on Debian or Ubuntu), Google Chrome or Microsoft Edge, then run the tests again."
)
NOT_CUT = (
    "This machine does not let a test cut the network ('unshare' is missing or forbidden). Requests of the browser "
    "beyond this computer were blocked and counted; whether the SERVER asked for anything was NOT tested."
)


def pytest_configure(config):
    folder = tempfile.TemporaryDirectory(prefix="memo-tests-")
    os.environ["MEMO_WORK"] = folder.name
    config.add_cleanup(folder.cleanup)


def pytest_terminal_summary(terminalreporter):
    """Say loudly what of the browser's tests could not be tested here."""
    told = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if str(getattr(report, "nodeid", "")).startswith(BROWSER)
    ]
    if told and (remark := _lacking()):
        terminalreporter.section("TESTS IN THE BROWSER", sep="!", yellow=True, bold=True)
        terminalreporter.write_line(remark)


def _lacking():
    from tests.browser.running_kit import find_browser, network_cut

    if find_browser() is None:
        return NO_BROWSER
    return "" if network_cut()[0] else NOT_CUT
