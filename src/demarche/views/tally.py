"""Deeds counted in the database: by pair of parties and by place, over the whole record or a part of its time.

An incident is a deed. What a correction touches is counted out of the readings and added, so that the sums are those of
the corrected record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from demarche.exports.scales import score
from demarche.records import Date, EventType, Party, Record, Status
from demarche.store import Store, schema
from demarche.store.passing import touched_articles
from demarche.store.rows import from_json
from demarche.views.dyad import check_days, within
from demarche.views.finding import copies_of
from demarche.views.lines import corrected_tellings, event_day, thing, touched_things, with_thing
from demarche.views.told import Deed, deeds_told


class Choice(Record, frozen=True):
    """Which deeds count: by status, day (ISO prefixes, inclusive), type, and party. Nothing chosen is everything."""

    statuses: tuple[Status, ...] = ("happened",)
    since: Date | None = None
    until: Date | None = None
    type: EventType | None = None
    party: Party | None = None


EVERYTHING = Choice()


class Tie(Record, frozen=True):
    """What two parties, in the order of their codes, did to each other: how many deeds, their mean score, by sign."""

    first: Party
    second: Party
    deeds: int
    mean: float
    cooperation: int
    conflict: int


class Spot(Record, frozen=True):
    """A place as articles name it: how many deeds, their mean score, by sign."""

    place: str
    deeds: int
    mean: float
    cooperation: int
    conflict: int


def ties(store: Store, choice: Choice = EVERYTHING) -> list[Tie]:
    """Every two parties between which deeds were done, those with most deeds first. Raises `QueryError`."""
    check_days(choice.since, choice.until)
    i, e = schema.incidents, schema.events
    grouped = (i.c.source, i.c.target, i.c.type, e.c.mode)
    counted: dict[tuple[str, str], Counter[float]] = {}
    for source, target, type_, mode, count in store.rows(_incidents(store, choice, *grouped)):
        sides = from_json(source, list[str]), from_json(target, list[str])
        if _stands(choice.party, *sides):
            for pair in _pairs(*sides):
                counted.setdefault(pair, Counter())[score(type_, mode)] += count
    for deed in _corrected(store, choice):
        for pair in _pairs(deed.source, deed.target):
            counted.setdefault(pair, Counter())[deed.score] += 1
    found = [Tie(first=pair[0], second=pair[1], **_sums(scores)) for pair, scores in counted.items()]
    if choice.party:
        found = [tie for tie in found if choice.party.upper() in (tie.first, tie.second)]
    return sorted(found, key=lambda tie: (-tie.deeds, tie.first, tie.second))


def spots(store: Store, choice: Choice = EVERYTHING) -> tuple[list[Spot], int]:
    """The places at which deeds were done, those with most deeds first, and how many deeds have none."""
    check_days(choice.since, choice.until)
    i, e = schema.incidents, schema.events
    grouped = (i.c.place, i.c.type, e.c.mode) + ((i.c.source, i.c.target) if choice.party else ())
    counted: dict[str | None, Counter[float]] = {}
    for place, type_, mode, *sides, count in store.rows(_incidents(store, choice, *grouped)):
        if _stands(choice.party, *(from_json(side, list[str]) for side in sides)):
            counted.setdefault(place, Counter())[score(type_, mode)] += count
    for deed in _corrected(store, choice):
        counted.setdefault(deed.place, Counter())[deed.score] += 1
    nowhere = counted.pop(None, Counter())
    found = [Spot(place=place, **_sums(scores)) for place, scores in counted.items() if place is not None]
    return sorted(found, key=lambda spot: (-spot.deeds, spot.place)), nowhere.total()


def things_at(store: Store, places: Collection[str], choice: Choice) -> list[tuple[str, Date | None]]:
    """The things (incidents' or events' ids) that were done at a place by any of these names, with their days."""
    check_days(choice.since, choice.until)
    i = schema.incidents
    query = _incidents(store, choice, i.c.id, i.c.source, i.c.target, i.c.date).where(i.c.place.in_(places))
    found = [
        (row[0], row[3])
        for row in store.rows(query)
        if _stands(choice.party, from_json(row[1], list[str]), from_json(row[2], list[str]))
    ]
    return found + [(deed.incident or deed.id, deed.day) for deed in _corrected(store, choice) if deed.place in places]


def _incidents(store: Store, choice: Choice, *grouped: ColumnElement[Any]) -> Select[Any]:
    """How many of the chosen incidents that no correction touches have each of these values."""
    i, e, members = schema.incidents, schema.events, schema.incident_events
    query = (
        select(*grouped, func.count())
        .select_from(i)
        .join(members, (members.c.incident == i.c.id) & (members.c.n == 0))
        .join(e, e.c.id == members.c.event)
        .where(i.c.status.in_(choice.statuses))
        .group_by(*grouped)
    )
    if touched_things(store):
        told = e.c.article.in_(touched_articles())
        query = query.where(i.c.id.not_in(with_thing(select(thing())).where(told)))
    if choice.type:
        query = query.where(i.c.type == choice.type)
    if choice.since or choice.until:
        day = func.coalesce(i.c.date, event_day())
        if choice.since:
            query = query.where(day >= func.substr(choice.since, 1, func.length(day)))
        if choice.until:
            query = query.where(func.substr(day, 1, len(choice.until)) <= choice.until)
    return query


def _stands(party: Party | None, *sides: Sequence[Party]) -> bool:
    return party is None or party.upper() in {one for side in sides for joint in side for one in joint.split("+")}


def _corrected(store: Store, choice: Choice) -> list[Deed]:
    """The chosen deeds that a correction touches, and those of events that are in no incident yet."""
    apart = touched_things(store) | _unlinked(store)
    if not apart:
        return []
    tellings = corrected_tellings(store, apart)
    deeds = deeds_told(tellings, copies_of(store, [telling.article for telling in tellings]))
    return [deed for deed in deeds if is_chosen(deed, choice)]


def _unlinked(store: Store) -> frozenset[str]:
    """The events of pages that were read and not yet linked."""
    e, members = schema.events, schema.incident_events
    events, linked = (store.rows(select(func.count()).select_from(table))[0][0] for table in (e, members))
    if events == linked:
        return frozenset()
    return frozenset(row[0] for row in store.rows(select(e.c.id).where(e.c.id.not_in(select(members.c.event)))))


def is_chosen(deed: Deed, choice: Choice) -> bool:
    """Whether a deed counts."""
    if deed.status not in choice.statuses or choice.type not in (None, deed.type):
        return False
    standing = {one for party in (*deed.source, *deed.target) for one in party.split("+")}
    if choice.party and choice.party.upper() not in standing:
        return False
    return within(deed.day, choice.since, choice.until)


def _pairs(sources: Sequence[Party], targets: Sequence[Party]) -> set[tuple[Party, Party]]:
    """The pairs, in the order of codes, between which a deed is: one to another, or with each other to nobody."""
    some = {one for party in sources for one in party.split("+")}
    others = {one for party in targets for one in party.split("+")}
    if not others:
        return set(combinations(sorted(some), 2))
    return {(min(one, other), max(one, other)) for one in some for other in others if one != other}


def _sums(scores: Counter[float]) -> dict[str, Any]:
    count = scores.total()
    return {
        "deeds": count,
        "mean": round(sum(value * times for value, times in scores.items()) / count, 2),
        "cooperation": sum(times for value, times in scores.items() if value > 0),
        "conflict": sum(times for value, times in scores.items() if value < 0),
    }
