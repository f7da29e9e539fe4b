"""A notebook open in JupyterLab: how a test opens it, runs it and hears what it should not have said."""

import re

from playwright.sync_api import TimeoutError, expect

from .running_kit import loopback

expect.set_options(timeout=10_000)

# The cells as they stand: what nobody may delete, add, move or run by accident.
CELLS = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((cell) =>
    [cell.querySelector('.jp-InputArea-prompt')?.innerText.trim(), cell.querySelector('.jp-InputArea-editor, .jp-MarkdownOutput')?.textContent])"""

# A kernel has answered this page: before there is one, JupyterLab too says "idle".
IDLE = """() => (document.querySelector('.jp-Toolbar-kernelName')?.innerText ?? 'No Kernel') !== 'No Kernel'
    && document.querySelector('.jp-Notebook-ExecutionIndicator').dataset.status === 'idle'"""

# Some cell of the notebook has run or waits to.
BEGUN = r"""() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputArea-prompt')].some((node) => /\[(\*|\d+)\]/.test(node.innerText))"""


class Notebook:
    """A notebook on a page of its own; `outside`, `complaints` and `dialogs` hold what it should not have said.

    kit : Kit
    context : playwright's BrowserContext
    path : str, from the kit's folder, such as "notebooks/03-how-many-camps.ipynb"
    """

    def __init__(self, kit, context, path):
        self.kit, self.path = kit, path
        self.outside, self.complaints, self.dialogs = [], [], []
        self.page = context.new_page()
        self.page.set_default_timeout(40_000)  # a figure brings five megabytes along
        self.page.on("request", lambda request: None if loopback(request.url) else self.outside.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._hear_error)
        self.page.on("dialog", self._answer_dialog)

    def _hear(self, message):
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _hear_error(self, error):
        # A control that took over two seconds to load goes on all the same: see test_slow_computer.
        if error.message != "[anywidget] Failed to initialize model.":
            self.complaints.append(f"uncaught: {error.message}")

    def _answer_dialog(self, dialog):
        if dialog.type not in ("beforeunload", "confirm"):
            self.dialogs.append(dialog.message)
        dialog.accept()

    # -- opening and running

    def open(self):
        """Open the notebook as its address does and wait for its kernel."""
        self.page.goto(f"{self.kit.root}/lab/tree/{self.path}?reset&token={self.kit.token}")
        self.page.wait_for_function(IDLE)
        return self

    def save(self):
        """Save the notebook, as Ctrl+S does."""
        with self.page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url):
            self.menu("File", "Save Notebook")

    def reload(self):
        """Load the page anew, as F5 does."""
        self.page.reload()
        self.page.wait_for_function(IDLE)
        return self

    def menu(self, *names):
        """Choose from JupyterLab's menus, from the bar inwards."""
        bar, *items = (re.compile(f"^{re.escape(name)}$") for name in names)
        self.page.locator(".lm-MenuBar-item", has_text=bar).click()
        for item in items:
            self.page.locator(".lm-Menu-item", has=self.page.locator(".lm-Menu-itemLabel", has_text=item)).last.click()

    def ask_for_run_all(self):
        """Choose Run All Cells; once more where JupyterLab dropped it, as it does in the first second of a page."""
        self.menu("Run", "Run All Cells")
        try:
            self.page.wait_for_function(BEGUN, timeout=8000)
        except TimeoutError:
            self.menu("Run", "Run All Cells")

    def run(self, cell):
        """Run one cell, as a click into it and Ctrl+Enter do, and wait until it has run."""
        prompt = cell.locator(".jp-InputPrompt")
        number = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(number)
        expect(prompt).to_have_text(re.compile(r"^\[\d+\]:$"))

    def kill_kernel(self):
        """Kill the kernel as a crash would; JupyterLab tells it and starts another."""
        for kernel in self.kit.kernels():
            kernel.kill()
        self.page.locator(".jp-Dialog", has_text="appears to have died").get_by_role("button", name="Ok").click()
        self.page.wait_for_function(IDLE)

    def close(self):
        """Close the page and end its kernel."""
        self.page.evaluate(
            """async (token) => { for (const kernel of await (await fetch(`/api/kernels?token=${token}`)).json())
                await fetch(`/api/kernels/${kernel.id}?token=${token}`, { method: 'DELETE' }); }""",
            self.kit.token,
        )
        self.page.close()

    def cells(self):
        """Prompt and source of every cell."""
        return self.page.evaluate(CELLS)
