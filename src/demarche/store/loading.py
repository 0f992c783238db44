"""Readings out of the record, a few hundred at a time, in an order that does not depend on how they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Table, select

from demarche.records import Actor, Reading
from demarche.store import schema
from demarche.store.linking import load_links
from demarche.store.rows import OWNED, Links, Row, load_actor, load_reading

CHUNK = 200  # articles at a time: few enough to hold, many enough that the queries do not show
OF_PAGES = ("blocks", "timexes", "mentions")  # what shows a page, and is most of its rows


def article_keys(connection: Connection) -> list[int]:
    """The keys of all articles, in the order of address and id."""
    table = schema.articles
    return list(connection.execute(select(table.c.key).order_by(table.c.uri, table.c.id)).scalars())


def load_readings(
    connection: Connection, keys: Sequence[int], *, linked: bool, pages: bool = True
) -> Iterator[Reading]:
    """The readings of the articles with these `keys`, in their order; with `linked`, the linkage filled in.

    Without `pages` they lack blocks, time expressions and mentions.
    """
    actors: dict[str, Actor] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = connection.execute(select(schema.articles).where(schema.articles.c.key.in_(chunk))).mappings()
        articles: dict[int, Row] = {row["key"]: dict(row) for row in found}
        owned: dict[str, defaultdict[int, list[Row]]] = {
            name: _owned(connection, schema.metadata.tables[name], chunk)
            if pages or name not in OF_PAGES
            else defaultdict(list)
            for name in OWNED
        }
        _load_actors(connection, owned["casts"], actors)
        links = _links(connection, articles, owned) if linked else Links()
        for key in chunk:
            if key not in articles:  # taken away by another program since the keys were listed
                continue
            mine = {name: owned[name][key] for name in OWNED}
            yield load_reading(articles[key], mine, actors, links)


def _owned(connection: Connection, table: Table, keys: Sequence[int]) -> defaultdict[int, list[Row]]:
    order = [table.c[name] for name in ("article", "statement", "event", "n") if name in table.c]
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.article.in_(keys)).order_by(*order)).mappings():
        rows[row["article"]].append(dict(row))
    return rows


def _load_actors(connection: Connection, casts: defaultdict[int, list[Row]], known: dict[str, Actor]) -> None:
    wanted = {row["actor"] for rows in casts.values() for row in rows} - known.keys()
    if len(known) > 50_000:
        known.clear()
        wanted = {row["actor"] for rows in casts.values() for row in rows}
    pending = sorted(wanted)
    for start in range(0, len(pending), CHUNK):
        few = pending[start : start + CHUNK]
        for row in connection.execute(select(schema.actors).where(schema.actors.c.key.in_(few))).mappings():
            known[row["key"]] = load_actor(dict(row))


def _links(connection: Connection, articles: dict[int, Row], owned: dict[str, defaultdict[int, list[Row]]]) -> Links:
    statements, events = (
        [row["id"] for rows in owned[name].values() for row in rows] for name in ("statements", "events")
    )
    return load_links(connection, [row["id"] for row in articles.values()], statements, events)
