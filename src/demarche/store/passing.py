"""Whether what was corrected passes a query: the tests of `demarche.store.queries` over readings instead of tables."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select, union

from demarche.records import Date, Event, Reading, Statement
from demarche.store import schema
from demarche.store.queries import Query


def touched_articles() -> Select[tuple[int]]:
    """The keys of the articles that have, or hold something that has, a correction, undone or not."""
    c, a = schema.corrections, schema.articles
    found = [
        select(a.c.key).where(a.c.id.in_(select(c.c.target).where(c.c.kind == "article"))),
        *(
            select(table.c.article).where(table.c.id.in_(select(c.c.target).where(c.c.kind == kind)))
            for kind, table in (("statement", schema.statements), ("event", schema.events))
        ),
    ]
    keys = union(*found).subquery()
    return select(keys.c[0])


def article_passes(reading: Reading, query: Query) -> bool:
    """Whether an article passes all but the words."""
    if query.party:
        codes = [statement.party for statement in reading.statements]
        codes += [party for event in reading.events for party in (*event.source, *event.target)]
        if not any(holds(code, query.party) for code in codes):
            return False
    return _common(reading, reading.article.published.date, query)


def statement_passes(reading: Reading, statement: Statement, query: Query, speakers: Collection[str]) -> bool:
    """Whether a statement passes all but the words; `speakers` are the actors that the query's speaker can mean."""
    if query.party and not holds(statement.party, query.party):
        return False
    if query.speaker and statement.speaker not in speakers:
        return False
    if query.act and statement.act != query.act:
        return False
    if query.to and not any(holds(party, query.to) for party in statement.addressees):
        return False
    return _common(reading, statement.date or reading.article.published.date, query)


def event_passes(reading: Reading, event: Event, query: Query) -> bool:
    """Whether an event passes all but the words."""
    if query.type and event.type != query.type.upper():
        return False
    if query.status and event.status != query.status:
        return False
    if query.party and not any(holds(party, query.party) for party in (*event.source, *event.target)):
        return False
    if query.to and not any(holds(party, query.to) for party in event.target):
        return False
    return _common(reading, event.date or reading.article.published.date, query)


def holds(code: str | None, party: str) -> bool:
    """Whether a code is the party's, alone or jointly."""
    return code is not None and party.upper() in code.split("+")


def _common(reading: Reading, day: Date | None, query: Query) -> bool:
    if query.since and (day is None or day < query.since[: len(day)]):
        return False
    if query.until and (day is None or day > f"{query.until}~"):
        return False
    if query.story and reading.story != query.story:
        return False
    return not query.outlet or (reading.article.outlet or "").lower() == query.outlet.lower()
