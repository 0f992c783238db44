"""Questions to the record: who said what to whom, who did what to whom, which articles hold these words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Table, and_, bindparam, func, literal_column, or_, select
from sqlalchemy import table as literal_table

from demarche.errors import QueryError
from demarche.records import Date, Event, Reading, Record, Statement
from demarche.store import schema
from demarche.store.store import Store

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PHRASE = re.compile(r'"([^"]+)"|(\S+)')


class Query(Record, frozen=True):
    """What to look for; ``None`` asks for nothing. Parties are codes, dates ISO prefixes (inclusive).

    `speaker` and `act` are a statement's, `type` and `status` an event's. `party` is the speaker's, or either side of
    an event; `to` an addressee, or an event's target. `words` are searched in the content, or the article for events.
    """

    speaker: str | None = None
    party: str | None = None
    to: str | None = None
    act: str | None = None
    type: str | None = None
    status: str | None = None
    since: Date | None = None
    until: Date | None = None
    words: str | None = None
    story: str | None = None
    outlet: str | None = None
    limit: int | None = None


class Said(Record, frozen=True):
    """A statement found, with the reading it stands in."""

    reading: Reading
    statement: Statement


class Done(Record, frozen=True):
    """An event found, with the reading it stands in."""

    reading: Reading
    event: Event


def find_statements(store: Store, query: Query) -> Iterator[Said]:
    """The statements that `query` asks for, in the order of their dates, undated last.

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
    for reading, ids in _found(store, table, tests, query.limit):
        yield from (Said(reading=reading, statement=item) for item in reading.statements if item.id in ids)


def find_events(store: Store, query: Query) -> Iterator[Done]:
    """The events that `query` asks for, in the order of their dates, undated last.

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
    for reading, ids in _found(store, table, tests, query.limit):
        yield from (Done(reading=reading, event=item) for item in reading.events if item.id in ids)


def find_articles(store: Store, query: Query) -> Iterator[Reading]:
    """The articles that hold the `words`, between the dates, of the `story`, in the order of their dates."""
    articles = schema.articles
    wanted = select(articles.c.key).outerjoin(schema.datings, schema.datings.c.article == articles.c.id)
    published = published_day()
    tests = between(published, query)
    if query.words:
        tests.append(matches(store, articles, query.words))
    if query.story:
        tests.append(in_story(query.story))
    if query.outlet:
        tests.append(func.lower(articles.c.outlet) == query.outlet.lower())
    ordered = wanted.where(*tests).order_by(func.coalesce(published, "9999"), articles.c.uri, articles.c.id)
    yield from store.readings_at([row[0] for row in store.rows(ordered.limit(query.limit))])


def _found(
    store: Store, table: Table, tests: list[ColumnElement[bool]], limit: int | None
) -> Iterator[tuple[Reading, set[str]]]:
    """The readings that hold what was found, each with the ids of it; neighbours in one article come together."""
    day = func.coalesce(table.c.date, published_day(), "9999")
    wanted: Select[Any] = (
        select(table.c.article, table.c.id)
        .join(schema.articles, schema.articles.c.key == table.c.article)
        .outerjoin(schema.datings, schema.datings.c.article == schema.articles.c.id)
        .where(*tests)
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


def published_day() -> ColumnElement[Any]:
    """The day an article was published, by its story-mates where they narrow it."""
    return func.coalesce(schema.datings.c.date, schema.articles.c.date)


def between(day: ColumnElement[Any], query: Query) -> list[ColumnElement[bool]]:
    """Whether a date, which may be a month or a year, can lie between the two."""
    tests: list[ColumnElement[bool]] = []
    for name, bound in (("since", query.since), ("until", query.until)):
        if bound is None:
            continue
        if not DATE.fullmatch(bound):
            raise QueryError(f"{name} is {bound!r}; a date is a year, month or day, such as 2024-07 or 2024-07-11.")
        if name == "since":
            tests.append(day >= func.substr(bound, 1, func.length(day)))
        else:
            tests.append(day <= f"{bound}~")  # "~" sorts behind "-": the month holds its days
    return tests


def is_party(column: ColumnElement[Any], party: str) -> ColumnElement[bool]:
    """The party alone or among joint ones (CHN+IND)."""
    code = party.upper()
    return or_(column == code, column.like(f"{code}+%"), column.like(f"%+{code}"), column.like(f"%+{code}+%"))


def speakers(name: str) -> Select[Any]:
    """The ids of the actors that have this id, or whose name or alias holds these words."""
    actors = schema.actors
    pattern = f"%{name.lower()}%"
    return select(actors.c.id).where(
        or_(actors.c.id == name, func.lower(actors.c.name).like(pattern), func.lower(actors.c.aliases).like(pattern))
    )


def in_story(story: str) -> ColumnElement[bool]:
    """Whether the article tells this story."""
    members = schema.story_articles
    return schema.articles.c.id.in_(select(members.c.article).where(members.c.story == story))


def matches(store: Store, table: Table, words: str) -> ColumnElement[bool]:
    """Full-text search for all the words, phrases in quotation marks as phrases."""
    if store.engine.dialect.name == "sqlite":
        search = f"{table.name}_search"
        found: BindParameter[str] = bindparam(None, match_expression(words))
        rowid: ColumnElement[int] = literal_column(f"{search}.rowid")
        whole: ColumnElement[str] = literal_column(search)
        return table.c.key.in_(select(rowid).select_from(literal_table(search)).where(whole.op("MATCH")(found)))
    column: ColumnElement[Any] = literal_column(f"{table.name}.search")
    return column.op("@@")(func.websearch_to_tsquery(literal_column("'english'"), plain(words))).self_group()


def match_expression(words: str) -> str:
    """What FTS5 is asked for: every word or phrase quoted, so that none of its operators is meant.

    >>> match_expression('fishing "open letter" OR')
    '"fishing" "open letter" "OR"'
    """
    phrases = [" ".join(filter(None, match)).replace('"', "") for match in PHRASE.findall(words.replace("\0", " "))]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase.strip())


def plain(words: str) -> str:
    """Without accents, as the PostgreSQL search columns are; SQLite's tokenizer takes them off by itself."""
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))
