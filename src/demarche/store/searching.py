"""Full-text search, best hits first, with the words around a hit; no reading is loaded for it."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Select, Table, and_, bindparam, func, literal_column, select
from sqlalchemy import table as literal_table

from demarche.records import Date, Record
from demarche.store import schema
from demarche.store.passing import article_passes, statement_passes, touched_articles
from demarche.store.queries import (
    Query,
    between,
    in_story,
    is_party,
    match_expression,
    plain,
    published_day,
    speakers,
)
from demarche.store.store import Store

# Marks around a hit that no page can hold: they are taken out of every text before it is shown.
OPEN, CLOSE = "\ue000", "\ue001"
AROUND = 28  # words of a snippet


class ArticleHit(Record, frozen=True):
    """An article that holds the words; `snippet` has each hit between `OPEN` and `CLOSE`."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    published: Date | None
    story: str | None
    snippet: str


class StatementHit(Record, frozen=True):
    """A statement that holds the words; `speaker` is a name."""

    id: str
    article: str
    uri: str
    title: str | None
    outlet: str | None
    date: Date | None
    speaker: str | None
    party: str | None
    act: str
    kind: str
    snippet: str


H = TypeVar("H", ArticleHit, StatementHit)


def search_articles(store: Store, query: Query) -> list[ArticleHit]:
    """The articles that hold all the words of `query`; the other filters narrow them. Raises `QueryError`."""
    a, members = schema.articles, schema.story_articles
    day = published_day()
    snippet, rank = _snippet(store, a, query.words or "")
    tests = between(day, query)
    if query.party:
        spoken = select(schema.statements.c.n).where(
            schema.statements.c.article == a.c.key, is_party(schema.statements.c.party, query.party)
        )
        acted = select(schema.event_parties.c.n).where(
            schema.event_parties.c.article == a.c.key, is_party(schema.event_parties.c.party, query.party)
        )
        tests.append(spoken.exists() | acted.exists())
    if query.story:
        tests.append(in_story(query.story))
    if query.outlet:
        tests.append(func.lower(a.c.outlet) == query.outlet.lower())
    held = bool(store.rows(select(schema.corrections.c.key).limit(1)))
    wanted = (
        select(
            a.c.id, a.c.uri, a.c.title, a.c.outlet, day.label("day"), members.c.story, snippet.label("snippet"),
            _ordering(rank).label("rank"),
        )
        .outerjoin(schema.datings, schema.datings.c.article == a.c.id)
        .outerjoin(members, members.c.article == a.c.id)
        .order_by(day.desc().nulls_last() if rank is None else rank, a.c.uri, a.c.id)
    )  # fmt: skip
    found = [
        (row.rank, ArticleHit(
            id=row.id, uri=row.uri, title=row.title, outlet=row.outlet, published=row.day, story=row.story,
            snippet=row.snippet,
        ))
        for row in _best(
            store,
            wanted.where(*tests, *([a.c.key.not_in(touched_articles())] if held else [])).limit(query.limit),
            a,
            query.words or "",
        )
    ]  # fmt: skip
    if held:
        found += _corrected_articles(store, wanted, query)
    return _first(found, query.limit, by_day=rank is None)


def _corrected_articles(store: Store, wanted: Select[Any], query: Query) -> list[tuple[float, ArticleHit]]:
    """The hits among articles with corrections, as corrected."""
    a = schema.articles
    words = wanted.add_columns(a.c.key.label("key")).where(a.c.key.in_(touched_articles()))
    rows = {row.key: row for row in store.rows(_joined(store, words, a, query.words or ""))}
    hits = []
    for row, reading in zip(rows.values(), store.readings_at(list(rows), pages=False), strict=True):
        article = reading.article
        if article_passes(reading, query):
            hit = ArticleHit(
                id=article.id, uri=article.uri, title=article.title, outlet=article.outlet,
                published=article.published.date, story=reading.story, snippet=row.snippet,
            )  # fmt: skip
            hits.append((row.rank, hit))
    return hits


def search_statements(store: Store, query: Query, *, newest: bool = False) -> list[StatementHit]:
    """The statements that hold all the words of `query`; the other filters narrow them.

    The best first, or with `newest` the newest. Raises `QueryError`.
    """
    a, s = schema.articles, schema.statements
    day = func.coalesce(s.c.date, published_day())
    snippet, rank = _snippet(store, s, query.words or "")
    tests = between(day, query)
    if query.party:
        tests.append(is_party(s.c.party, query.party))
    if query.speaker:
        tests.append(s.c.speaker.in_(speakers(query.speaker)))
    if query.act:
        tests.append(s.c.act == query.act)
    if query.to:
        spoken = schema.statement_addressees
        owner = and_(spoken.c.article == s.c.article, spoken.c.statement == s.c.n)
        tests.append(select(spoken.c.n).where(owner, is_party(spoken.c.party, query.to)).exists())
    if query.story:
        tests.append(in_story(query.story))
    if query.outlet:
        tests.append(func.lower(a.c.outlet) == query.outlet.lower())
    named = select(func.min(schema.actors.c.name)).where(schema.actors.c.id == s.c.speaker).scalar_subquery()
    wanted = (
        select(
            s.c.id, a.c.id.label("article"), a.c.uri, a.c.title, a.c.outlet, day.label("day"), named.label("speaker"),
            s.c.party, s.c.act, s.c.kind, snippet.label("snippet"), _ordering(rank).label("rank"),
        )
        .join(a, a.c.key == s.c.article)
        .outerjoin(schema.datings, schema.datings.c.article == a.c.id)
        .order_by(day.desc().nulls_last() if newest or rank is None else rank, a.c.uri, a.c.id, s.c.n)
    )  # fmt: skip
    held = bool(store.rows(select(schema.corrections.c.key).limit(1)))
    found = [
        (row.rank, StatementHit(
            id=row.id, article=row.article, uri=row.uri, title=row.title, outlet=row.outlet, date=row.day,
            speaker=row.speaker, party=row.party, act=row.act, kind=row.kind, snippet=row.snippet,
        ))
        for row in _best(
            store,
            wanted.where(*tests, *([s.c.article.not_in(touched_articles())] if held else [])).limit(query.limit),
            s,
            query.words or "",
        )
    ]  # fmt: skip
    if held:
        found += _corrected_statements(store, wanted, query)
    return _first(found, query.limit, by_day=newest or rank is None)


def _corrected_statements(store: Store, wanted: Select[Any], query: Query) -> list[tuple[float, StatementHit]]:
    """The hits among the statements of articles with corrections, as corrected."""
    s = schema.statements
    words = wanted.add_columns(s.c.article.label("key")).where(s.c.article.in_(touched_articles()))
    rows = {row.id: row for row in store.rows(_joined(store, words, s, query.words or ""))}
    meant = {row[0] for row in store.rows(speakers(query.speaker))} if query.speaker else set()
    hits = []
    for reading in store.readings_at(sorted({row.key for row in rows.values()}), pages=False):
        article, names = reading.article, {actor.id: actor.name for actor in reading.cast.actors}
        for statement in reading.statements:
            if statement.id not in rows or not statement_passes(reading, statement, query, meant):
                continue
            row, speaker = rows[statement.id], statement.speaker or ""
            hit = StatementHit(
                id=statement.id, article=article.id, uri=article.uri, title=article.title, outlet=article.outlet,
                date=statement.date or article.published.date, party=statement.party, act=statement.act,
                speaker=names.get(speaker, _name_of(store, speaker)), kind=statement.kind, snippet=row.snippet,
            )  # fmt: skip
            hits.append((row.rank, hit))
    return hits


def _name_of(store: Store, actor: str) -> str | None:
    """The name of an actor that somebody put in the place of another."""
    rows = store.rows(select(func.min(schema.actors.c.name)).where(schema.actors.c.id == actor)) if actor else []
    return rows[0][0] if rows else None


def _ordering(rank: ColumnElement[float] | None) -> ColumnElement[float]:
    return literal_column("0.0") if rank is None else rank


def _first(found: list[tuple[float, H]], limit: int | None, *, by_day: bool) -> list[H]:
    """The best hits, or the newest, undated ones last."""
    if by_day:
        found.sort(key=lambda pair: _day(pair[1]) or "", reverse=True)
    else:
        found.sort(key=lambda pair: pair[0])
    return [hit for _, hit in found[:limit]]


def _day(hit: ArticleHit | StatementHit) -> Date | None:
    return hit.published if isinstance(hit, ArticleHit) else hit.date


def _best(store: Store, wanted: Select[Any], table: Table, words: str) -> list[Any]:
    """The rows of the best hits, in order: first which they are, then what is shown of them.

    In one query the database would cut a snippet out of every hit before it knew which few are wanted.
    """
    order = wanted.with_only_columns(table.c.key)
    keys = [row[0] for row in store.rows(_joined(store, order, table, words))]
    few = wanted.add_columns(table.c.key.label("key")).where(table.c.key.in_(keys)).order_by(None).limit(None)
    rows = {row.key: row for row in store.rows(_joined(store, few, table, words))}
    return [rows[key] for key in keys if key in rows]


def _joined(store: Store, wanted: Select[Any], table: Table, words: str) -> Select[Any]:
    """The query bound to the search table (SQLite) or column (PostgreSQL), where words are searched for."""
    if not match_expression(words):
        return wanted
    if store.engine.dialect.name == "sqlite":
        search = f"{table.name}_search"
        rowid: ColumnElement[int] = literal_column(f"{search}.rowid")
        whole: ColumnElement[str] = literal_column(search)
        found: BindParameter[str] = bindparam("expression", match_expression(words))
        return wanted.join(literal_table(search), rowid == table.c.key).where(whole.op("MATCH")(found))
    column: ColumnElement[object] = literal_column(f"{table.name}.search")
    return wanted.where(column.op("@@")(_tsquery(words)))


def _snippet(store: Store, table: Table, words: str) -> tuple[ColumnElement[str], ColumnElement[float] | None]:
    """The words around the best hit, and what the hits are ordered by (less is better); by their days without words."""
    text = table.c.text if "text" in table.c else table.c.words
    if not match_expression(words):
        return func.substr(text, 1, 200), None
    if store.engine.dialect.name == "sqlite":
        search: ColumnElement[str] = literal_column(f"{table.name}_search")
        rank: ColumnElement[float] = literal_column(f"bm25({table.name}_search)")
        return func.snippet(search, -1, OPEN, CLOSE, "…", AROUND), rank
    options = f"StartSel={OPEN}, StopSel={CLOSE}, MaxWords={AROUND}, MinWords=12"
    english: ColumnElement[str] = literal_column("'english'")
    column: ColumnElement[object] = literal_column(f"{table.name}.search")
    return func.ts_headline(english, text, _tsquery(words), options), -func.ts_rank(column, _tsquery(words))


def _tsquery(words: str) -> ColumnElement[object]:
    return func.websearch_to_tsquery(literal_column("'english'"), plain(words))
