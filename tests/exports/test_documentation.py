"""The documentation names every column with its meaning."""

from __future__ import annotations

from pathlib import Path

from demarche.exports.tables import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "70-export.md"


def test_every_column_is_described() -> None:
    page = PAGE.read_text("utf-8")
    for table in TABLES:
        section = page.split(f"### {table.name}\n")[1].split("\n#")[0]
        rows = [f"| `{column.name}` | {column.type} | {column.meaning} |" for column in table.columns]
        assert [line for line in section.splitlines() if line.startswith("| `")] == rows
