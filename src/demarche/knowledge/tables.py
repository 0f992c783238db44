"""The tables of knowledge: comma-separated files with a header of comments that names source and licence."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from demarche.errors import KnowledgeError

FOLDER = Path(__file__).parent / "data"


def listed(cell: str) -> tuple[str, ...]:
    """The members of a cell that holds a list: ``"a;b"`` gives ``("a", "b")``."""
    return tuple(item for item in (part.strip() for part in cell.split(";")) if item)


def read_table(name: str, columns: tuple[str, ...], required: tuple[str, ...]) -> Iterator[Mapping[str, str]]:
    """Rows of a shipped table, each with all of `columns`.

    Raises `KnowledgeError` naming file, line and fault where the header states no source or licence, the columns differ
    from those expected, a row has more or fewer cells, or a `required` cell is empty.
    """
    path = FOLDER / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KnowledgeError(f"{path}: the table cannot be read ({error}); the package is incomplete.") from error
    comments = [line for line in lines if line.startswith("#")]
    for word in ("source:", "licence:"):
        if not any(word in line.lower() for line in comments):
            raise KnowledgeError(f"{path}: no line of the header states its {word[:-1]}; add one that starts with '#'.")
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    rows = csv.reader(line for _, line in numbered)
    header = tuple(next(rows, ()))
    if header != columns:
        raise KnowledgeError(f"{path}: columns are {header}, expected {columns}.")
    for (number, _), cells in zip(numbered[1:], rows, strict=True):
        if len(cells) != len(columns):
            raise KnowledgeError(f"{path}, line {number}: {len(cells)} cells, expected {len(columns)}: {cells[:2]}.")
        row = dict(zip(columns, cells, strict=True))
        for column in required:
            if not row[column].strip():
                raise KnowledgeError(f"{path}, line {number}: '{column}' is empty: {cells[:2]}.")
        yield row
