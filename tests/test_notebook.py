"""The notebook of the documentation runs, cell by cell, and shows the kinds of things that it holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.notebook import code_cells, kinds, run

NOTEBOOK = Path(__file__).parents[1] / "docs" / "85-notebook.ipynb"


def test_the_notebook_runs(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas", reason="the notebook's tables are pandas': pip install 'demarche[stata]'")
    # The pages are in the record already, so its first cell passes over them: the sample is read once for all tests.
    shutil.copy(sample_file, tmp_path / "sample.db")
    monkeypatch.chdir(tmp_path)
    cells = code_cells(NOTEBOOK)
    shown = list(run(cells))
    assert [kinds(outputs) for outputs in shown] == [kinds(cell["outputs"]) for cell in cells]
    (chart,) = (
        o["data"]["image/svg+xml"] for outputs in shown for o in outputs if "image/svg+xml" in o.get("data", {})
    )
    assert "".join(chart).count("<circle") >= 5  # the deeds of the sample's chief dyad
    assert len(pandas.read_parquet("events.parquet")) == len(pandas.read_stata("events.dta")) > 20


def test_it_names_no_folder_of_the_machine_it_ran_on() -> None:
    assert "/home/" not in NOTEBOOK.read_text("utf-8")
    assert "/tmp/" not in NOTEBOOK.read_text("utf-8")
    assert "/work/" not in NOTEBOOK.read_text("utf-8")
