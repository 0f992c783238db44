"""How rows are written: JSON lines, CSV, Parquet, and the list of all formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import BinaryIO

import msgspec

from demarche.errors import QueryError
from demarche.exports.articles import article_line
from demarche.exports.citations import write_bibtex, write_csl, write_ris
from demarche.exports.followthemoney import write_followthemoney
from demarche.exports.gdelt import write_gdelt
from demarche.exports.network import write_gexf, write_graphml
from demarche.exports.plover import write_plover
from demarche.exports.polecat import write_polecat
from demarche.exports.stata import write_stata
from demarche.exports.tables import TABLES, Table, Value
from demarche.records import Record
from demarche.store import Store

GROUP = 10_000  # rows in one Parquet row group

Writer = Callable[[Store, str, BinaryIO], int]


class Format(Record, frozen=True):
    """An export format: its name, the kinds it can write, and the function that writes one and counts its rows."""

    name: str
    kinds: tuple[str, ...]
    write: Writer


KINDS = tuple(table.name for table in TABLES)


def export(store: Store, kind: str, format_name: str, out: BinaryIO) -> int:
    """Writes one kind of the record's parts to `out` and returns how many.

    Raises `QueryError` where there is no such kind or the format does not write it.
    """
    for format_ in FORMATS:
        if format_.name == format_name:
            if kind in format_.kinds:
                return format_.write(store, kind, out)
            raise QueryError(f"The format {format_name} writes {', '.join(format_.kinds)}, not {kind}.")
    raise QueryError(f"There is no format {format_name!r}; there are {', '.join(f.name for f in FORMATS)}.")


def _table(kind: str) -> Table:
    return next(table for table in TABLES if table.name == kind)


def write_jsonl(store: Store, kind: str, out: BinaryIO) -> int:
    """JSON lines: articles with everything nested, the other kinds as flat objects."""
    encoder = msgspec.json.Encoder()
    written = 0
    if kind == "articles":
        for reading in store.readings():
            out.write(encoder.encode(article_line(reading)) + b"\n")
            written += 1
        return written
    table = _table(kind)
    names = [column.name for column in table.columns]
    for row in table.rows(store):
        out.write(encoder.encode(dict(zip(names, row, strict=True))) + b"\n")
        written += 1
    return written


def write_csv(store: Store, kind: str, out: BinaryIO) -> int:
    """CSV as RFC 4180 has it, UTF-8, with a header; the items of a list are joined by a semicolon."""
    table = _table(kind)
    return write_rows((column.name for column in table.columns), table.rows(store), out)


def write_rows(header: Iterable[str], rows: Iterable[tuple[Value, ...]], out: BinaryIO) -> int:
    """A header and rows as CSV; gives the number of rows."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(header)
    written = 0
    for row in rows:
        writer.writerow(_cell(value) for value in row)
        written += 1
    text.flush()
    text.detach()
    return written


def _cell(value: Value) -> str | int | float | None:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def write_parquet(store: Store, kind: str, out: BinaryIO) -> int:
    """Parquet, zstd-compressed; what a column means is in its field's metadata under ``description``."""
    # pyarrow takes a quarter of a second to load, and only this format needs it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    table = _table(kind)
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.meaning}) for column in table.columns
    ]
    schema = pa.schema(fields)
    rows = table.rows(store)
    written = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*group, strict=True), fields, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            written += len(group)
    return written


def _groups(rows: Iterator[tuple[Value, ...]]) -> Iterator[list[tuple[Value, ...]]]:
    while group := list(islice(rows, GROUP)):
        yield group


FORMATS = (
    Format(name="jsonl", kinds=KINDS, write=write_jsonl),
    Format(name="csv", kinds=KINDS, write=write_csv),
    Format(name="parquet", kinds=KINDS, write=write_parquet),
    Format(name="stata", kinds=KINDS, write=write_stata),
    Format(name="plover", kinds=("events",), write=write_plover),
    Format(name="polecat", kinds=("events",), write=write_polecat),
    Format(name="gdelt", kinds=("events",), write=write_gdelt),
    Format(name="gexf", kinds=("events", "statements"), write=write_gexf),
    Format(name="graphml", kinds=("events", "statements"), write=write_graphml),
    Format(name="csl-json", kinds=("articles",), write=write_csl),
    Format(name="ris", kinds=("articles",), write=write_ris),
    Format(name="bibtex", kinds=("articles",), write=write_bibtex),
    Format(name="ftm", kinds=("articles", "statements", "events", "actors"), write=write_followthemoney),
)
