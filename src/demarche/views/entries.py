"""What a party or an actor said and did, as a list that can be cut into pages before anything is loaded for it.

An item is a thing (an incident or a lone event, an utterance or a lone statement) and its day. As in
`demarche.views.lines`, what a correction touches comes out of the readings.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from demarche.records import Event, Reading, Statement
from demarche.store import Store, schema
from demarche.store.passing import touched_articles
from demarche.store.queries import is_party
from demarche.store.rows import to_json
from demarche.views.evidence import day_of
from demarche.views.finding import sayings_at, told_at
from demarche.views.lines import codes_with, event_day, thing, with_thing
from demarche.views.timeline import Entry

Kind = Literal["deed", "saying"]


class Item(NamedTuple):
    """A thing and the most exact day that a telling gives it."""

    kind: Kind
    thing: str
    day: str | None


Count = Callable[[], list[Item]]
Keep = Callable[[Hashable, Count], list[Item]]
"""Gives what is counted, or has kept it under this name; the reading room keeps it until the record changes."""


def anew(_: Hashable, count: Count) -> list[Item]:
    """Keeps nothing."""
    return count()


class Page(NamedTuple):
    """A page of entries; `total` counts all, `pages` is at least 1."""

    entries: tuple[Entry, ...]
    total: int
    number: int
    pages: int


def said_by_party(store: Store, party: str) -> list[Item]:
    """What a party said, newest first, undated last."""
    s = schema.statements
    codes = select(s.c.party).distinct().where(s.c.party.like("%+%"), is_party(s.c.party, party))
    listed = [party.upper(), *(row[0] for row in store.rows(codes))]
    test = s.c.party.in_(listed)
    return _sayings(store, test, lambda _, statement: statement.party is not None and _holds(party, [statement.party]))


def said_by(store: Store, actor: str) -> list[Item]:
    """What an actor (its id) said."""
    return _sayings(store, schema.statements.c.speaker == actor, lambda _, statement: statement.speaker == actor)


def said_about(store: Store, actor: str) -> list[Item]:
    """What others said that names an actor."""
    s, m, spans = schema.statements, schema.mentions, schema.statement_spans
    named = (
        select(spans.c.article, spans.c.statement)
        .join(m, (m.c.article == spans.c.article) & (spans.c.start <= m.c.start) & (m.c.end <= spans.c.end))
        .where(m.c.actor == actor, spans.c.part == "content")
        .distinct()
        .subquery()
    )
    there = select(s.c.key).join(named, (named.c.article == s.c.article) & (named.c.statement == s.c.n))
    test = s.c.key.in_(there) & (func.coalesce(s.c.speaker, "") != actor)
    return _sayings(store, test, lambda reading, item: _is_about(reading, item, actor))


def done_by_party(store: Store, party: str) -> list[Item]:
    """What a party did and what was done to it."""
    e, p = schema.events, schema.event_parties
    standing = (
        select(e.c.key)
        .join(p, (p.c.article == e.c.article) & (p.c.event == e.c.n))
        .where(p.c.party.in_(codes_with(store, party)))
    )
    return _deeds(store, e.c.key.in_(standing), lambda event: _holds(party, (*event.source, *event.target)))


def done_by(store: Store, actor: str) -> list[Item]:
    """What an actor did, and what was done to it."""
    e, m = schema.events, schema.mentions
    quoted = to_json(actor)
    there = e.c.article.in_(select(m.c.article).where(m.c.actor == actor))
    acting = there & (
        e.c.source_actors.contains(quoted, autoescape=True) | e.c.target_actors.contains(quoted, autoescape=True)
    )
    return _deeds(store, acting, lambda event: actor in (*event.source_actors, *event.target_actors))


def page_of_items(store: Store, items: Iterable[Item], number: int, size: int) -> Page:
    """A page of items, newest first, with all that is shown of them."""
    listed = sorted(items, key=lambda item: (item.day or "", item.thing), reverse=True)
    pages = max(1, -(-len(listed) // size))
    number = min(max(1, number), pages)
    few = listed[(number - 1) * size : number * size]
    deeds = told_at(store, {item.thing for item in few if item.kind == "deed"})
    sayings = sayings_at(store, {item.thing for item in few if item.kind == "saying"})
    entries = []
    for item in few:
        if item.thing in deeds:
            deed = deeds[item.thing]
            entries.append(Entry(day=deed.day, recalled=deed.status == "background", deed=deed))
        elif item.thing in sayings:
            saying = sayings[item.thing]
            entries.append(Entry(day=saying.day, recalled=False, saying=saying))
    return Page(entries=tuple(entries), total=len(listed), number=number, pages=pages)


def _deeds(store: Store, test: ColumnElement[bool], holds: Callable[[Event], bool]) -> list[Item]:
    query = with_thing(select(thing(), event_day())).where(test)
    corrected = (
        (event.incident or event.id, event.date)
        for reading in _touched(store)
        for event in reading.events
        if holds(event)
    )
    return _items("deed", store, query, schema.events.c.article, corrected)


def _sayings(store: Store, test: ColumnElement[bool], holds: Callable[[Reading, Statement], bool]) -> list[Item]:
    s, a, d, u = schema.statements, schema.articles, schema.datings, schema.utterances
    members = schema.utterance_statements
    published = (
        select(func.coalesce(d.c.date, a.c.date))
        .select_from(a)
        .outerjoin(d, d.c.article == a.c.id)
        .where(a.c.key == s.c.article)
        .correlate(s)
        .scalar_subquery()
    )
    query = (
        select(func.coalesce(members.c.utterance, s.c.id), func.coalesce(s.c.date, u.c.date, published))
        .outerjoin(members, members.c.statement == s.c.id)
        .outerjoin(u, u.c.id == members.c.utterance)
        .where(test)
    )
    corrected = (
        (statement.utterance or statement.id, day_of(statement, reading.article.published))
        for reading in _touched(store)
        for statement in reading.statements
        if holds(reading, statement)
    )
    return _items("saying", store, query, s.c.article, corrected)


def _items(
    kind: Kind,
    store: Store,
    query: Select[Any],
    article: ColumnElement[Any],
    corrected: Iterable[tuple[str, str | None]],
) -> list[Item]:
    """The things of the articles without corrections, and the corrected ones, each once."""
    days: dict[str, str | None] = {}
    for id_, day in (*store.rows(query.where(article.not_in(touched_articles()))), *corrected):
        known = days.get(id_)
        if known is None or (day is not None and (-len(day), day) < (-len(known), known)):
            days[id_] = day
    return [Item(kind, id_, day) for id_, day in days.items()]


def _touched(store: Store) -> list[Reading]:
    """The readings that have corrections; none, mostly."""
    keys = [int(row[0]) for row in store.rows(touched_articles())]
    return list(store.readings_at(sorted(keys)))


def _is_about(reading: Reading, statement: Statement, actor: str) -> bool:
    if statement.speaker == actor:
        return False
    named = [mention for mention in reading.cast.mentions if mention.actor == actor]
    return any(
        span.start <= mention.start and mention.end <= span.end for span in statement.content for mention in named
    )


def _holds(party: str, codes: Iterable[str]) -> bool:
    return any(party.upper() in code.split("+") for code in codes)
