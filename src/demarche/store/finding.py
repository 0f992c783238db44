"""Questions to the record: who said what to whom, who did what to whom, which articles hold these words.

The database answers for what was read. Articles that hold a correction are few: their readings, as corrected, are
tested one by one, and take their place in the order of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, select

from demarche.records import Event, Reading, Record, Statement
from demarche.store import schema
from demarche.store.passing import article_passes, event_passes, statement_passes, touched_articles
from demarche.store.queries import Query, between, in_story, is_party, matches, published_day, speakers
from demarche.store.store import Store

UNDATED = "9999"  # behind every date


class Said(Record, frozen=True):
    """A statement found, with the reading it stands in."""

    reading: Reading
    statement: Statement


class Done(Record, frozen=True):
    """An event found, with the reading it stands in."""

    reading: Reading
    event: Event


def find_statements(store: Store, query: Query) -> Iterator[Said]:
    """The statements that `query` asks for, as corrected, in the order of their dates, undated last.

    Raises `QueryError` for a date that is none.
    """
    table, spoken = schema.statements, schema.statement_addressees
    tests = _common(store, query, table)
    if query.speaker:
        tests.append(table.c.speaker.in_(speakers(query.speaker)))
    if query.party:
        tests.append(is_party(table.c.party, query.party))
    if query.act:
        tests.append(table.c.act == query.act)
    if query.to:
        owner = and_(spoken.c.article == table.c.article, spoken.c.statement == table.c.n)
        tests.append(select(spoken.c.n).where(owner, is_party(spoken.c.party, query.to)).exists())
    read = (
        Said(reading=reading, statement=item)
        for reading, ids in _found(store, table, tests, query.limit)
        for item in reading.statements
        if item.id in ids
    )
    meant = {row[0] for row in store.rows(speakers(query.speaker))} if query.speaker else set()
    corrected = [
        Said(reading=reading, statement=item)
        for reading, ids in _touched(store, table, query)
        for item in reading.statements
        if (ids is None or item.id in ids) and statement_passes(reading, item, query, meant)
    ]
    yield from islice(merge(read, sorted(corrected, key=_order), key=_order), query.limit)


def find_events(store: Store, query: Query) -> Iterator[Done]:
    """The events that `query` asks for, as corrected, in the order of their dates, undated last.

    Raises `QueryError` for a date that is none.
    """
    table, parties = schema.events, schema.event_parties
    tests = _common(store, query, table)
    if query.type:
        tests.append(table.c.type == query.type.upper())
    if query.status:
        tests.append(table.c.status == query.status)
    for party, side in ((query.party, None), (query.to, "target")):
        if party:
            owner = and_(parties.c.article == table.c.article, parties.c.event == table.c.n)
            exists = select(parties.c.n).where(owner, is_party(parties.c.party, party))
            tests.append((exists if side is None else exists.where(parties.c.side == side)).exists())
    read = (
        Done(reading=reading, event=item)
        for reading, ids in _found(store, table, tests, query.limit)
        for item in reading.events
        if item.id in ids
    )
    corrected = [
        Done(reading=reading, event=item)
        for reading, _ in _touched(store, schema.articles, query)
        for item in reading.events
        if event_passes(reading, item, query)
    ]
    yield from islice(merge(read, sorted(corrected, key=_order), key=_order), query.limit)


def find_articles(store: Store, query: Query) -> Iterator[Reading]:
    """The articles that hold the `words`, between the dates, of the `story`, in the order of their dates."""
    articles = schema.articles
    wanted = select(articles.c.key).outerjoin(schema.datings, schema.datings.c.article == articles.c.id)
    published = published_day()
    tests = [*between(published, query), articles.c.key.not_in(touched_articles())]
    if query.words:
        tests.append(matches(store, articles, query.words))
    if query.story:
        tests.append(in_story(query.story))
    if query.outlet:
        tests.append(func.lower(articles.c.outlet) == query.outlet.lower())
    ordered = wanted.where(*tests).order_by(func.coalesce(published, UNDATED), articles.c.uri, articles.c.id)
    read = store.readings_at([row[0] for row in store.rows(ordered.limit(query.limit))])
    corrected = [reading for reading, _ in _touched(store, articles, query) if article_passes(reading, query)]
    yield from islice(merge(read, sorted(corrected, key=_order), key=_order), query.limit)


def _order(found: Said | Done | Reading) -> tuple[str, str, str]:
    """What things are ordered by: their own date, else that of the article; on one day by its address and id."""
    match found:
        case Said(reading=reading, statement=statement):
            own = statement.date
        case Done(reading=reading, event=event):
            own = event.date
        case Reading():
            reading, own = found, None
    article = reading.article
    return own or article.published.date or UNDATED, article.uri, article.id


def _touched(store: Store, searched: Table, query: Query) -> Iterable[tuple[Reading, set[str] | None]]:
    """The readings with corrections in which the words are, each with the ids of the statements that hold them.

    The ids are ``None`` where no words are asked for, or where they are searched for in the article.
    """
    a = schema.articles
    keys = select(a.c.key).where(a.c.key.in_(touched_articles())).order_by(a.c.uri, a.c.id)
    ids: dict[int, set[str]] | None = None
    if query.words and searched is a:
        keys = keys.where(matches(store, a, query.words))
    elif query.words:
        holding = select(searched.c.article, searched.c.id).where(
            searched.c.article.in_(touched_articles()), matches(store, searched, query.words)
        )
        ids = {}
        for key, id_ in store.rows(holding):
            ids.setdefault(key, set()).add(id_)
        keys = keys.where(a.c.key.in_(list(ids)))
    found = [row[0] for row in store.rows(keys)]
    for key, reading in zip(found, store.readings_at(found), strict=True):
        yield reading, None if ids is None else ids[key]


def _found(
    store: Store, table: Table, tests: list[ColumnElement[bool]], limit: int | None
) -> Iterator[tuple[Reading, set[str]]]:
    """The readings that hold what was found, each with the ids of it; neighbours in one article come together.

    Those with corrections are left out.
    """
    day = func.coalesce(table.c.date, published_day(), UNDATED)
    wanted: Select[Any] = (
        select(table.c.article, table.c.id)
        .join(schema.articles, schema.articles.c.key == table.c.article)
        .outerjoin(schema.datings, schema.datings.c.article == schema.articles.c.id)
        .where(*tests, table.c.article.not_in(touched_articles()))
        .order_by(day, schema.articles.c.uri, schema.articles.c.id, table.c.n)
        .limit(limit)
    )
    rows = store.rows(wanted)
    runs: list[tuple[int, set[str]]] = []
    for key, id_ in rows:
        if runs and runs[-1][0] == key:
            runs[-1][1].add(id_)
        else:
            runs.append((key, {id_}))
    readings = store.readings_at([key for key, _ in runs])
    for (_, ids), reading in zip(runs, readings, strict=True):
        yield reading, ids


def _common(store: Store, query: Query, table: Table) -> list[ColumnElement[bool]]:
    tests = between(func.coalesce(table.c.date, published_day()), query)
    if query.words:
        searched = table if table is schema.statements else schema.articles
        tests.append(matches(store, searched, query.words))
    if query.story:
        tests.append(in_story(query.story))
    if query.outlet:
        tests.append(func.lower(schema.articles.c.outlet) == query.outlet.lower())
    return tests
