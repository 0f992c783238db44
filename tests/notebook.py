"""The notebook of the documentation: its code cells run in order, and what each shows.

python -m tests.notebook docs/85-notebook.ipynb   runs it anew and puts what it shows into it
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import sys
import tempfile
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Cell = dict[str, Any]
SHOWN = (("_repr_html_", "text/html"), ("_repr_svg_", "image/svg+xml"))


class SVG:
    """What `IPython.display.SVG` is to a notebook, where IPython is not installed."""

    def __init__(self, data: str) -> None:
        self.data = data

    def _repr_svg_(self) -> str:
        return self.data

    def __repr__(self) -> str:
        return "<SVG>"


def code_cells(notebook: Path) -> list[Cell]:
    """The code cells of a notebook, in order."""
    cells: list[Cell] = json.loads(notebook.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def run(cells: list[Cell]) -> Iterator[list[Cell]]:
    """Runs the cells in one namespace in the present folder and gives what each shows, as a notebook holds it."""
    held = {name: sys.modules.get(name) for name in ("IPython", "IPython.display")}
    display = types.ModuleType("IPython.display")
    display.SVG = SVG  # type: ignore[attr-defined]
    sys.modules.update({"IPython": types.ModuleType("IPython"), "IPython.display": display})
    namespace: dict[str, Any] = {}
    try:
        for number, cell in enumerate(cells, start=1):
            yield list(_outputs("".join(cell["source"]), namespace, number))
    finally:
        for name, module in held.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


def _outputs(source: str, namespace: dict[str, Any], number: int) -> Iterator[Cell]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"<cell {number}>", "exec"), namespace)
        value = eval(compile(ast.Expression(last.value), f"<cell {number}>", "eval"), namespace) if last else None
    if printed.getvalue():
        yield {"output_type": "stream", "name": "stdout", "text": printed.getvalue().splitlines(keepends=True)}
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        for method, media in SHOWN:
            if hasattr(value, method):
                data[media] = getattr(value, method)().splitlines(keepends=True)
        yield {"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data}


def kinds(outputs: list[Cell]) -> list[list[str]]:
    """What kinds of output a cell has."""
    return [sorted(output.get("data", {"stream": ""})) for output in outputs]


def renew(path: Path) -> None:
    """Runs a notebook and writes it again with what its cells now show."""
    notebook = json.loads(path.read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for number, (cell, outputs) in enumerate(zip(cells, run(cells), strict=True), start=1):
                cell["outputs"], cell["execution_count"] = outputs, number
        finally:
            os.chdir(here)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
