"""Binder's files agree with pyproject.toml; Lab's settings are understood and do their work."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import jsonschema
import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OVERRIDES = json.loads((ROOT / "lab" / "overrides.json").read_text("utf-8"))
SHORTCUTS = OVERRIDES["@jupyterlab/shortcuts-extension:shortcuts"]["shortcuts"]

# Selectors of stock shortcuts that catch keys meant for a control in a cell's output,
# and what the kit puts in their place.
NARROWED = {
    ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus": [
        ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) .jp-Cell:focus"
    ],
    "[data-jp-kernel-user]:not(.jp-mod-readWrite) :focus:not(:read-write)": ["[data-jp-kernel-user]:not(.jp-mod-readWrite) .jp-Cell:focus"],
    "[data-jp-code-runner]": ["[data-jp-code-runner] .jp-Cell:focus", "[data-jp-code-runner] .cm-content:focus"],
}
# Stock selectors that name the notebook in command mode and yet leave controls alone.
HARMLESS = re.compile(r"\.jp-(Markdown)?Cell:focus$")


# --- Binder and conda --------------------------------------------------------------------


def test_conda_environment_agrees_with_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    python, *packages = environment["dependencies"]
    conda = {r.name: r.specifier for r in map(Requirement, packages)}
    assert conda == {r.name: r.specifier for r in map(Requirement, PROJECT["dependencies"])}
    assert environment["name"] == PROJECT["name"]
    assert all(re.fullmatch(r"[a-z-]+", channel) for channel in environment["channels"]), "names, no addresses"
    assert re.fullmatch(r"python=3\.\d+", python), "the only form Binder reads"
    assert python.removeprefix("python=") in Requirement(f"python{PROJECT['requires-python']}").specifier


def test_every_requirement_is_bounded():
    extras = PROJECT["optional-dependencies"].values()
    for requirement in map(Requirement, [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]):
        assert {s.operator for s in requirement.specifier} == {">=", "<"}, requirement


def test_postbuild_puts_memo_on_the_path_and_settings_in_place(tmp_path):
    venv.create(tmp_path / "conda", symlinks=True)
    path = os.pathsep.join([str(tmp_path / "conda" / "bin"), os.defpath])
    kit = shutil.copytree(ROOT, tmp_path / "kit", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    subprocess.run([kit / "postBuild"], cwd=kit, env={"PATH": path}, check=True)
    code = "import importlib.util; print(importlib.util.find_spec('memo').origin)"
    found = subprocess.run([tmp_path / "conda/bin/python", "-c", code], cwd="/", capture_output=True, text=True)
    assert Path(found.stdout.strip()) == kit / "memo" / "__init__.py"
    settings = tmp_path / "conda/share/jupyter/lab/settings/overrides.json"
    assert json.loads(settings.read_text("utf-8")) == OVERRIDES


# --- JupyterLab's settings ---------------------------------------------------------------


def lab_schemas() -> dict[str, dict]:
    """Return the settings that the installed JupyterLab understands, by plugin."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
    files = folder.glob("@jupyterlab/*/*.json")
    return {f"@jupyterlab/{f.parent.name}:{f.stem}": json.loads(f.read_text("utf-8")) for f in files}


@pytest.mark.parametrize("plugin", OVERRIDES)
def test_lab_knows_each_setting(plugin):
    schema = lab_schemas()[plugin]
    jsonschema.validate(OVERRIDES[plugin], schema | {"additionalProperties": False})


def test_no_stock_shortcut_takes_keys_from_a_control():
    """Each one that would is switched off and given back where a cell itself has the focus."""
    ours = [json.dumps(shortcut, sort_keys=True) for shortcut in SHORTCUTS]
    expected = []
    for schema in lab_schemas().values():
        for stock in schema.get("jupyter.lab.shortcuts", []):
            if not any([*stock["keys"], *stock.get("macKeys", [])]):
                continue
            selector = stock["selector"]
            assert selector in NARROWED or "commandMode" not in selector or HARMLESS.search(selector), stock
            if selector in NARROWED:
                expected.append(stock | {"disabled": True})
                expected += [stock | {"selector": narrow} for narrow in NARROWED[selector]]
    assert sorted(ours) == sorted(json.dumps(shortcut, sort_keys=True) for shortcut in expected)
