"""Notebooks are saved, and handed on, as they are shipped: without outputs."""


def without_outputs(model, path, **_) -> None:
    """Take the outputs out of a lesson on saving: answers are in the journal, and saved controls open dead."""
    if model["type"] == "notebook" and path.lstrip("/").startswith("notebooks/"):
        clear(model["content"])


def clear(notebook: dict) -> None:
    """Take outputs, counts and the state of controls out of a notebook."""
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
