"""Stata's own file (.dta, format 118: Stata 14 and later, UTF-8), written by pandas, an optional part."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from demarche.errors import OptionalPartError, QueryError
from demarche.exports.tables import TABLES, Column, Value
from demarche.store import Store

NAMES = {"end": "end_"}  # what is no name for a variable: `end` closes a program
LABEL = 80  # characters of a variable's or file's label, by the format
# A file tells when it was written; a constant, so that two exports of one record are equal byte for byte.
WRITTEN = datetime(1960, 1, 1)  # Stata's own day zero


def write_stata(store: Store, kind: str, out: BinaryIO) -> int:
    """One table as a .dta file; what a column means is its variable's label.

    Texts of more than 2,045 bytes become strL, lists are joined by a semicolon, booleans are 0 and 1, dates stay texts
    since many are months or years; unknown is missing (``.`` or ``""``); the column `end` is `end_`. The whole table is
    held in memory.

    Raises `OptionalPartError` without pandas, and `QueryError` where the record has no such rows: a .dta file of none
    cannot say what type its variables are.
    """
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise OptionalPartError("Stata files are written by pandas: pip install 'demarche[stata]'") from error
    table = next(table for table in TABLES if table.name == kind)
    rows = list(table.rows(store))
    if not rows:
        raise QueryError(f"There are no {kind} in the record, and a Stata file cannot hold none.")
    columns = {
        NAMES.get(column.name, column.name): _values([row[place] for row in rows], column)
        for place, column in enumerate(table.columns)
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype=dtype) for name, (values, dtype) in columns.items()})
    # pandas closes what it writes to.
    whole = io.BytesIO()
    frame.to_stata(
        whole,
        write_index=False,
        version=118,
        time_stamp=WRITTEN,
        data_label=f"Demarche: {kind}",
        variable_labels={NAMES.get(column.name, column.name): shortened(column.meaning) for column in table.columns},
    )
    out.write(whole.getvalue())
    return len(rows)


def _values(cells: Sequence[Value], column: Column) -> tuple[list[Any], Any]:
    """A column as Stata can have it, and the type to keep it in: no NUL in a text, no list, numbers for booleans."""
    if column.type in ("text", "list"):
        joined = (";".join(cell) if isinstance(cell, tuple) else str(cell or "") for cell in cells)
        return [text.replace("\0", "") for text in joined], object
    if None in cells or column.type == "number":
        return [None if cell is None else float(cell) for cell in cells], "float64"  # type: ignore[arg-type]
    return [int(cell) for cell in cells], "int8" if column.type == "boolean" else "int32"  # type: ignore[arg-type]


def shortened(meaning: str) -> str:
    """A meaning as a label of at most 80 characters, cut at a word.

    >>> shortened("the actor's id")
    "the actor's id"
    """
    if len(meaning) <= LABEL:
        return meaning
    return meaning[: LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
