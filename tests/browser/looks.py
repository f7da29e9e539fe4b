"""How a page looks and what axe, the accessibility checker, finds on it: sizes, themes, rules."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A window of 1280 × 900 at 200 % has half as many CSS pixels each way.
LOOKS = {"light": (1280, 900), "dark": (1280, 900), "at 200 percent": (640, 450), "projector": (1024, 768)}
THEMES = {True: "JupyterLab Dark", False: "JupyterLab Light"}

CUT_OFF = """() => [...document.querySelectorAll('.memo-form, .memo-reader')].flatMap((view) => {
    const edge = Math.min(view.getBoundingClientRect().right, view.closest('.jp-WindowedPanel-outer').getBoundingClientRect().right) + 1;
    return [view, ...view.querySelectorAll('*')].filter((node) => node.getClientRects().length && !node.closest('.memo-skip')
        && node.getBoundingClientRect().right > edge && !node.parentElement.closest('.memo-scroll, pre'))
        .map((node) => node.outerHTML.slice(0, 120));
})"""
MARK = "(node) => { document.querySelectorAll('[data-axe]').forEach((old) => delete old.dataset.axe); node.dataset.axe = ''; }"


def resize(page, width=1280, height=900):
    """Give the window a size; without one, that of every test's beginning."""
    page.set_viewport_size({"width": width, "height": height})


def dress(page, dark):
    """Choose one of JupyterLab's two themes as its menu does."""
    if page.locator("body").get_attribute("data-jp-theme-light") == str(dark).lower():
        page.locator(".lm-MenuBar-item", has_text="Settings").click()
        page.locator(".lm-Menu-item", has_text="Theme").first.click()
        page.locator(".lm-Menu-item", has_text=THEMES[dark]).first.click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(not dark).lower())


def faults(lesson, *labels):
    """Everything that axe finds by all its rules, in the forms of these labels that have any fault."""
    return {label: found for label in labels if (found := _in_form(lesson.form(label)))}


def _in_form(form):
    form.evaluate(MARK)
    return _told(Axe().run(form.page, context="[data-axe]"))


def serious_faults(page, *views):
    """What is serious or critical by WCAG in all forms of a page, and in what else is named by its selector."""
    include = [[view] for view in (".memo-form", *views)]
    found = Axe().run(page, {"include": include}, {"runOnly": {"type": "tag", "values": WCAG}})
    return _told(found, ("serious", "critical"))


def _told(found, impacts=None):
    rules = [rule for rule in found.response["violations"] if impacts is None or rule["impact"] in impacts]
    return [(rule["id"], rule["help"], [node["html"][:200] for node in rule["nodes"]]) for rule in rules]
