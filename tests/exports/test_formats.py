"""Flat tables in three formats, and that they all say the same."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from tests.readings import bare, full, linkage, page

from demarche.errors import QueryError
from demarche.exports import KINDS, export
from demarche.exports.tables import TABLES, VALUES
from demarche.store import Store

NUMBERS = {
    "articles": 2,
    "statements": 2,
    "events": 2,
    "actors": 2,
    "stories": 1,
    "incidents": 1,
    "utterances": 1,
    "replies": 1,
    "corrections": 3,
    "codebook": sum(len(table.columns) for table in TABLES),
}


@pytest.fixture
def filled(store: Store) -> Store:
    source, other = page(), page(uri="z.txt", content='A "quoted", line\nand; another.')
    store.add([(source, full(source)), (other, bare(other))])
    store.write_linkage(linkage(full(source)))
    id_ = full(source).article.id
    store.correct("event", f"{id_}.e2", "status", "planned", "tester")  # accepted
    store.undo(store.correct("statement", f"{id_}.s2", "act", "assert", "tester"), "another")
    return store


def written(store: Store, kind: str, format_name: str) -> bytes:
    out = io.BytesIO()
    assert export(store, kind, format_name, out) == NUMBERS[kind]
    return out.getvalue()


def test_every_kind_is_tried() -> None:
    assert set(KINDS) == set(NUMBERS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_formats_agree(filled: Store, kind: str) -> None:
    table = next(table for table in TABLES if table.name == kind)
    rows = [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows(filled)]
    parquet = pq.read_table(io.BytesIO(written(filled, kind, "parquet")))
    assert [
        {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()} for row in parquet.to_pylist()
    ] == rows
    records = list(csv.DictReader(io.StringIO(written(filled, kind, "csv").decode(), newline="")))
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        for name, value in row.items():
            shown = ";".join(value) if isinstance(value, tuple) else value
            if isinstance(shown, bool):
                shown = str(shown).lower()
            assert record[name] == ("" if shown is None else str(shown)), name
    if kind != "articles":
        lines = [json.loads(line) for line in written(filled, kind, "jsonl").splitlines()]
        assert lines == [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_says_what_its_columns_mean(filled: Store, kind: str) -> None:
    schema = pq.read_schema(io.BytesIO(written(filled, kind, "parquet")))
    table = next(table for table in TABLES if table.name == kind)
    assert [field.metadata[b"description"].decode() for field in schema] == [column.meaning for column in table.columns]


def test_an_empty_record_gives_empty_files_with_their_columns(store: Store) -> None:
    for kind in set(KINDS) - {"codebook"}:  # which is the same for every record
        out = io.BytesIO()
        assert export(store, kind, "parquet", out) == 0
        assert pq.read_table(io.BytesIO(out.getvalue())).num_rows == 0
        out = io.BytesIO()
        assert export(store, kind, "csv", out) == 0
        assert out.getvalue().count(b"\n") == 1


def test_some_rows(filled: Store) -> None:
    (holm, nato) = sorted(
        (json.loads(line) for line in written(filled, "actors", "jsonl").splitlines()), key=lambda row: -len(row["id"])
    )
    assert (holm["id"], holm["articles"], holm["mentions"], holm["statements"]) == ("VAR:petra-holm", 1, 1, 1)
    assert nato["party"] == "NATO"
    (story,) = (json.loads(line) for line in written(filled, "stories", "jsonl").splitlines())
    assert story["tellings"] == 0  # the only article is the copy of one that is not in this record
    rows = [json.loads(line) for line in written(filled, "statements", "jsonl").splitlines()]
    assert [row["content"] for row in rows] == ["to come to the table", "We will … wait,"]


def test_corrections_say_which_hold(filled: Store) -> None:
    rows = [json.loads(line) for line in written(filled, "corrections", "jsonl").splitlines()]
    assert [(row["who"], row["old"] == row["new"], row["undoes"], row["undone_by"], row["holds"]) for row in rows] == [
        ("tester", True, None, None, True),
        ("tester", False, None, 3, False),
        ("another", False, 2, None, False),
    ]


def test_what_there_is_not(filled: Store) -> None:
    with pytest.raises(QueryError, match="There is no format 'xlsx'; there are jsonl, csv, parquet"):
        export(filled, "articles", "xlsx", io.BytesIO())
    with pytest.raises(QueryError, match=r"The format csv writes articles, statements.*, not songs"):
        export(filled, "songs", "csv", io.BytesIO())


def test_the_codebook_gives_the_values_that_the_records_allow(filled: Store) -> None:
    rows = [json.loads(line) for line in written(filled, "codebook", "jsonl").splitlines()]
    values = {(row["table"], row["column"]): row["values"] for row in rows}
    assert VALUES.keys() <= values.keys()
    assert values["events", "status"] == ["happened", "alleged", "denied", "planned", "hypothetical", "background"]
    for table in TABLES:
        for row in table.rows(filled):
            for column, value in zip(table.columns, row, strict=True):
                allowed = values[table.name, column.name]
                assert not allowed or value is None or value in allowed
