"""Tellings without their pages: an event's line out of the tables, the corrections laid over it.

A thing is an incident, or an event that only one article tells. What a correction touches is read out of the readings,
where corrections are laid over what was read; everything else comes straight from the tables, so that the deeds of a
party in thousands of articles can be counted and drawn without their text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select, union

from demarche.records import Event, EventType, Party, Reading, Record, Status
from demarche.store import Store, schema
from demarche.store.passing import touched_articles
from demarche.store.queries import is_party

T = TypeVar("T")


class Telling(Record, frozen=True):
    """One article's telling of an event: the words of the `Event` with the same `id`, and whose copy the article is."""

    id: str
    article: str
    incident: str | None
    type: EventType
    mode: str | None
    status: Status
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    date: str | None
    place: str | None
    confidence: float

    @property
    def thing(self) -> str:
        """The incident that it tells, else the event itself."""
        return self.incident or self.id


def telling_of(reading: Reading, event: Event) -> Telling:
    """The telling that an event of a reading is."""
    shared = {
        name: getattr(event, name)
        for name in ("id", "incident", "type", "mode", "status", "source", "target", "date", "place", "confidence")
    }
    return Telling(article=reading.article.id, **shared)


def thing() -> ColumnElement[Any]:
    """The incident of an event, else its own id, over `with_thing`."""
    return func.coalesce(schema.incident_events.c.incident, schema.events.c.id)


def with_thing(query: Select[Any]) -> Select[Any]:
    """The query over events, their incidents joined."""
    members = schema.incident_events
    return query.outerjoin(members, members.c.event == schema.events.c.id)


def event_day() -> ColumnElement[Any]:
    """The day of an event, as `demarche.store.rows` gives it to undated articles that their story-mates date."""
    e, a, s, d, u = schema.events, schema.articles, schema.statements, schema.datings, schema.utterances
    members = schema.utterance_statements
    inherited = (
        select(func.coalesce(s.c.date, u.c.date, d.c.date))
        .select_from(a)
        .join(d, d.c.article == a.c.id)
        .outerjoin(s, s.c.id == e.c.via)
        .outerjoin(members, members.c.statement == s.c.id)
        .outerjoin(u, u.c.id == members.c.utterance)
        .where(a.c.key == e.c.article, e.c.earliest.is_(None), e.c.status == "happened")
        .correlate(e)
    )
    return func.coalesce(e.c.date, inherited.scalar_subquery())


def codes_with(store: Store, party: str) -> list[str]:
    """The codes in the events of the record that are this party's, alone or jointly (CHN, CHN+IND)."""
    column = schema.event_parties.c.party
    joint = store.rows(select(column).distinct().where(column.like("%+%"), is_party(column, party)))
    return [party.upper(), *(row[0] for row in joint)]


def touched_things(store: Store) -> frozenset[str]:
    """The things that an article with a correction tells: these are counted from readings, not from the tables."""
    query = with_thing(select(thing())).where(schema.events.c.article.in_(touched_articles()))
    return frozenset(row[0] for row in store.rows(query))


def tellings_between(store: Store, first: str, second: str) -> list[Telling]:
    """Every telling of the things in which both parties stand, on either side, as the tables have it or corrected."""
    one, other, e = schema.event_parties.alias(), schema.event_parties.alias(), schema.events
    hits = (
        select(e.c.key, e.c.id)
        .join(one, (one.c.article == e.c.article) & (one.c.event == e.c.n))
        .join(other, (other.c.article == e.c.article) & (other.c.event == e.c.n))
        .where(one.c.party.in_(codes_with(store, first)), other.c.party.in_(codes_with(store, second)))
        .distinct()
        .cte("hits")
    )
    mine, theirs, mate = schema.incident_events, schema.incident_events.alias(), schema.events.alias()
    mates = (
        select(mate.c.key)
        .join(theirs, theirs.c.event == mate.c.id)
        .join(mine, mine.c.incident == theirs.c.incident)
        .join(hits, hits.c.id == mine.c.event)
    )
    both = union(select(hits.c.key), mates).subquery()
    keys = [int(row[0]) for row in store.rows(select(both.c.key))]
    return _laid_over(store, [telling for few in _portions(sorted(keys)) for telling in _at(store, few)])


def _portions(ids: Iterable[T], size: int = 500) -> list[list[T]]:
    listed = list(ids)
    return [listed[start : start + size] for start in range(0, len(listed), size)]


def _at(store: Store, keys: list[int]) -> list[Telling]:
    """The tellings with these keys, as they were read."""
    e, a, p, members = schema.events, schema.articles, schema.event_parties, schema.incident_events
    wanted = (
        select(
            e.c.key, e.c.id, a.c.id.label("article"), members.c.incident, e.c.type, e.c.mode, e.c.status,
            event_day().label("date"), e.c.place, e.c.confidence,
        )
        .join(a, a.c.key == e.c.article)
        .outerjoin(members, members.c.event == e.c.id)
        .where(e.c.key.in_(keys))
        .order_by(e.c.key)
    )  # fmt: skip
    sides: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"source": [], "target": []})
    standing = (
        select(e.c.key, p.c.side, p.c.party)
        .join(p, (p.c.article == e.c.article) & (p.c.event == e.c.n))
        .where(e.c.key.in_(keys))
        .order_by(e.c.key, p.c.side, p.c.n)
    )
    for key, side, party in store.rows(standing):
        sides[key][side].append(party)
    return [
        Telling(
            id=row.id, article=row.article, incident=row.incident, type=row.type, mode=row.mode, status=row.status,
            source=tuple(sides[row.key]["source"]), target=tuple(sides[row.key]["target"]),
            date=row.date, place=row.place, confidence=row.confidence,
        )
        for row in store.rows(wanted)
    ]  # fmt: skip


def _laid_over(store: Store, tellings: list[Telling]) -> list[Telling]:
    """The tellings with those of every touched thing as corrected.

    A correction may move an event between two parties that it did not stand between, so the caller looks again.
    """
    touched = touched_things(store)
    if not touched:
        return tellings
    return [telling for telling in tellings if telling.thing not in touched] + corrected_tellings(store, touched)


def corrected_tellings(store: Store, things: frozenset[str]) -> list[Telling]:
    """The tellings of these things out of the readings, corrections laid over them."""
    return [
        telling
        for reading in store.readings_at(article_keys_of(store, things), pages=False)
        for event in reading.events
        if (telling := telling_of(reading, event)).thing in things
    ]


def article_keys_of(store: Store, things: Iterable[str]) -> list[int]:
    """The keys of the articles that tell these things (incidents' or events' ids)."""
    keys: set[int] = set()
    e, members = schema.events, schema.incident_events
    for few in _portions(things):
        told = select(e.c.article).join(members, members.c.event == e.c.id).where(members.c.incident.in_(few))
        # Two queries: for one with "or" the database reads the whole table.
        for query in (told, select(e.c.article).where(e.c.id.in_(few))):
            keys.update(row[0] for row in store.rows(query))
    return sorted(keys)
