"""The front page: the newest stories and the most active dyads, counted in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, select

from demarche.records import Date, Record
from demarche.store import Store, schema


class StoryLine(Record, frozen=True):
    """A story in a list."""

    id: str
    title: str
    earliest: Date | None
    latest: Date | None
    articles: int


class DyadLine(Record, frozen=True):
    """Two parties in a list, in the order of their codes: how many events one does to the other."""

    first: str
    second: str
    events: int


def recent_stories(store: Store, limit: int = 12, offset: int = 0) -> list[StoryLine]:
    """The stories with the latest articles first; undated ones last."""
    s, members = schema.stories, schema.story_articles
    newest = (
        select(s.c.id, s.c.title, s.c.earliest, s.c.latest)
        .order_by(s.c.latest.desc().nulls_last(), s.c.n)
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    count = select(func.count()).where(members.c.story == newest.c.id).scalar_subquery()
    query = select(newest, count.label("articles")).order_by(newest.c.latest.desc().nulls_last(), newest.c.id)
    return [
        StoryLine(id=row.id, title=row.title, earliest=row.earliest, latest=row.latest, articles=row.articles)
        for row in store.rows(query)
    ]


def active_dyads(store: Store, limit: int = 10) -> list[DyadLine]:
    """The pairs of parties with the most events that happened, both directions together, as they were read."""
    events, sources, targets = schema.events, schema.event_parties.alias(), schema.event_parties.alias()
    in_order = sources.c.party < targets.c.party
    first = case((in_order, sources.c.party), else_=targets.c.party)
    second = case((in_order, targets.c.party), else_=sources.c.party)
    query: Select[Any] = (
        select(first.label("first"), second.label("second"), func.count().label("events"))
        .select_from(events)
        .join(
            sources,
            (sources.c.article == events.c.article) & (sources.c.event == events.c.n) & (sources.c.side == "source"),
        )
        .join(
            targets,
            (targets.c.article == events.c.article) & (targets.c.event == events.c.n) & (targets.c.side == "target"),
        )
        .where(events.c.status == "happened", sources.c.party != targets.c.party)
        .group_by(first, second)
        .order_by(func.count().desc(), first, second)
        .limit(limit)
    )
    return [DyadLine(first=row.first, second=row.second, events=row.events) for row in store.rows(query)]


def record_state(store: Store) -> tuple[object, ...]:
    """Something that changes whenever pages come into the record or a run ends."""
    runs, articles = schema.runs, schema.articles
    newest = select(func.max(articles.c.key)).scalar_subquery()
    return tuple(store.rows(select(func.max(runs.c.key), func.max(runs.c.finished), newest))[0])
