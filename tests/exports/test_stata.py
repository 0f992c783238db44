"""Stata files, read back; and what is said where pandas is missing."""

from __future__ import annotations

import io
import sys

import pytest
from tests.readings import bare, full, linkage, page

from demarche.errors import OptionalPartError, QueryError
from demarche.exports import KINDS, export
from demarche.exports.stata import LABEL, shortened
from demarche.exports.tables import TABLES
from demarche.store import Store

LONG = "“Ärger” im Hafen. " * 200  # 4,400 bytes: more than a str# holds


@pytest.fixture
def filled(store: Store) -> Store:
    source, other = page(), page(uri="z.txt", content=LONG)
    store.add([(source, full(source)), (other, bare(other))])
    store.write_linkage(linkage(full(source)))
    store.correct("event", f"{full(source).article.id}.e2", "status", "planned", "tester")
    return store


def written(store: Store, kind: str) -> bytes:
    out = io.BytesIO()
    export(store, kind, "stata", out)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_reads_back(filled: Store, kind: str) -> None:
    pandas = pytest.importorskip("pandas")
    table = next(table for table in TABLES if table.name == kind)
    whole = written(filled, kind)
    with pandas.io.stata.StataReader(io.BytesIO(whole)) as reader:
        frame, labels, title = reader.read(), reader.variable_labels(), reader.data_label
    assert title == f"Demarche: {kind}"
    assert [name.rstrip("_") for name in frame.columns] == [column.name for column in table.columns]
    assert list(labels.values()) == [shortened(column.meaning) for column in table.columns]
    for row, wanted in zip(frame.itertuples(index=False), table.rows(filled), strict=True):
        for cell, value in zip(row, wanted, strict=True):
            if isinstance(value, tuple):
                assert cell == ";".join(value)
            elif value is None:
                assert cell == "" or pandas.isna(cell)
            else:
                assert cell == value
    assert written(filled, kind) == whole  # byte for byte


def test_long_texts_are_whole(filled: Store) -> None:
    pandas = pytest.importorskip("pandas")
    texts = pandas.read_stata(io.BytesIO(written(filled, "articles")))["text"]
    assert LONG.strip() in [text.strip() for text in texts]


def test_no_rows_are_told(store: Store) -> None:
    pytest.importorskip("pandas")
    with pytest.raises(QueryError, match="There are no statements in the record"):
        written(store, "statements")


def test_without_pandas_the_install_command_is_told(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OptionalPartError, match=r"pip install 'demarche\[stata\]'"):
        written(filled, "events")


def test_every_label_fits() -> None:
    for table in TABLES:
        for column in table.columns:
            label = shortened(column.meaning)
            assert 0 < len(label) <= LABEL
            assert label == column.meaning or label.endswith("…")
