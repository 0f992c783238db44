"""Pages with their readings into the tables, a batch at a time and a table at a time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from demarche.records import Failure, Reading, Source
from demarche.store import schema
from demarche.store.rows import Written, actor_row, article_row, failure_row, owned_rows, source_row

Page = tuple[Source, Reading]


def earlier(one: str | None, other: str | None) -> bool:
    """Whether a retrieval is the tighter bound: earlier than the other, or known where the other is not."""
    return one is not None and (other is None or one < other)


def write_pages(connection: Connection, pages: Sequence[Page], version: str) -> None:
    """Writes pages, each in the place of the one with its address and bytes, unless that was retrieved earlier."""
    chosen = _to_write(connection, pages)
    if not chosen:
        return
    sources = _insert_keyed(connection, schema.sources, [source_row(source) for source, _ in chosen])
    rows = [
        {**article_row(reading.article, version), "source": key}
        for (_, reading), key in zip(chosen, sources, strict=True)
    ]
    keys = _insert_keyed(connection, schema.articles, rows)
    _write_actors(connection, [reading for _, reading in chosen])
    owned: dict[str, list[Written]] = {}
    for (_, reading), key in zip(chosen, keys, strict=True):
        for name, more in owned_rows(reading, key).items():
            owned.setdefault(name, []).extend(more)
    for name, more in owned.items():
        if more:
            connection.execute(insert(schema.metadata.tables[name]), more)


def write_failure(connection: Connection, failure: Failure, version: str) -> None:
    """Quarantines a page, once for each stage that refused it."""
    table = schema.quarantine
    row = failure_row(failure, version)
    same = and_(table.c.uri == row["uri"], table.c.sha256 == row["sha256"], table.c.stage == row["stage"])
    if connection.execute(update(table).where(same).values(row)).rowcount == 0:
        connection.execute(insert(table).values(row))


def _to_write(connection: Connection, pages: Sequence[Page]) -> list[Page]:
    """The pages that are new or retrieved no later than what is there, which is taken away."""
    chosen: dict[tuple[str, str], Page] = {}
    for source, reading in pages:
        other = chosen.get((source.uri, source.sha256))
        if other is None or not earlier(other[0].retrieved, source.retrieved):
            chosen[source.uri, source.sha256] = source, reading
    uris = sorted({uri for uri, _ in chosen})
    table, quarantine = schema.sources, schema.quarantine
    connection.execute(delete(quarantine).where(quarantine.c.uri.in_(uris)))
    there = select(table.c.key, table.c.uri, table.c.sha256, table.c.retrieved).where(table.c.uri.in_(uris))
    replaced = []
    for row in connection.execute(there).all():
        page = chosen.get((row.uri, row.sha256))
        if page is None:
            continue
        if earlier(row.retrieved, page[0].retrieved):
            del chosen[row.uri, row.sha256]
        else:
            replaced.append(row.key)
    if replaced:
        connection.execute(delete(schema.articles).where(schema.articles.c.source.in_(replaced)))
        connection.execute(delete(table).where(table.c.key.in_(replaced)))
    return list(chosen.values())


def _insert_keyed(connection: Connection, table: Table, rows: list[Written]) -> list[int]:
    """Inserts rows and gives the keys that the database counted up for them, in their order."""
    statement = insert(table).returning(table.c.key, sort_by_parameter_order=True)
    return [int(key) for key in connection.execute(statement, rows).scalars()]


def _write_actors(connection: Connection, readings: Sequence[Reading]) -> None:
    rows = {row["key"]: row for reading in readings for row in map(actor_row, reading.cast.actors)}
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as insert_unless
    else:
        from sqlalchemy.dialects.postgresql import insert as insert_unless  # type: ignore[assignment]
    ordered = [rows[key] for key in sorted(rows)]  # in one order, so that two writers cannot lock each other out
    connection.execute(insert_unless(schema.actors).on_conflict_do_nothing(), ordered)
