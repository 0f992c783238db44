"""What happened and was said, in the order of the days it happened on: of a story, a party, an actor, two parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from demarche.errors import QueryError
from demarche.records import Date, Reading, Record
from demarche.store import Store, schema
from demarche.views.dyad import is_between
from demarche.views.finding import (
    copies_in,
    readings_of,
    readings_of_party,
    readings_with_parties,
    readings_with_speaker,
)
from demarche.views.told import Deed, Saying, deeds_of, sayings_of


class Entry(Record, frozen=True):
    """One line: a deed or a saying at its day. `recalled` marks what the article tells from before its news."""

    day: Date | None
    recalled: bool
    deed: Deed | None = None
    saying: Saying | None = None


class Timeline(Record, frozen=True):
    """Entries in order, undated last; `of` says of what."""

    of: str
    entries: tuple[Entry, ...]


def read_timeline(store: Store, words: Sequence[str]) -> Timeline:
    """The timeline of what is named: a story's id, a party's code, an actor's name or id, or two parties' codes.

    Raises `QueryError` where there is none such, or several.
    """
    if len(words) == 2:
        first, second = (word.upper() for word in words)
        readings = readings_with_parties(store, (first, second))
        deeds = [deed for deed in deeds_of(readings, copies_in(store, readings)) if is_between(deed, first, second)]
        return Timeline(of=f"{first} and {second}", entries=in_order(deeds, ()))
    if len(words) != 1:
        raise QueryError("A timeline is of one story, party or actor, or of two parties.")
    (name,) = words
    if members := story_members(store, name):
        return of_readings(name, readings_of(store, members), store)
    party = name.upper()
    if readings := readings_of_party(store, party):
        copies = copies_in(store, readings)
        deeds = [deed for deed in deeds_of(readings, copies) if _has(party, (*deed.source, *deed.target))]
        sayings = [saying for saying in sayings_of(readings, copies) if _has(party, (saying.party or "",))]
        return Timeline(of=party, entries=in_order(deeds, sayings))
    return _of_actor(store, name)


def story_members(store: Store, story: str) -> list[str]:
    """The ids of a story's articles, in its order; none where no single story has this id or begins with it."""
    table = schema.story_articles
    stories = schema.stories
    named = store.rows(select(stories.c.id).where(stories.c.id.startswith(story, autoescape=True)).limit(2))
    if len(named) == 1:
        story = named[0][0]
    return [row[0] for row in store.rows(select(table.c.article).where(table.c.story == story).order_by(table.c.n))]


def _of_actor(store: Store, name: str) -> Timeline:
    actors = actors_named(store, name)
    if not actors:
        raise QueryError(f"There is no story, party or actor {name!r} in the record.")
    if len(actors) > 1:
        listed = ", ".join(f"{id_} ({known})" for id_, known in sorted(actors.items())[:6])
        raise QueryError(f"{name!r} may be several actors: {listed}. Give the id.")
    ((id_, known),) = actors.items()
    readings = readings_with_speaker(store, id_)
    copies = copies_in(store, readings)
    sayings = [saying for saying in sayings_of(readings, copies) if saying.who == id_]
    acting = {e.id for r in readings for e in r.events if id_ in (*e.source_actors, *e.target_actors)}
    deeds = [deed for deed in deeds_of(readings, copies) if any(told.record in acting for told in deed.evidence)]
    return Timeline(of=known, entries=in_order(deeds, sayings))


def actors_named(store: Store, name: str) -> dict[str, str]:
    """Ids and names of the actors with this id or name, else of those whose name holds it."""
    table = schema.actors
    rows = store.rows(select(table.c.id, table.c.name).where((table.c.id == name) | (table.c.name == name)))
    if not rows:
        rows = store.rows(select(table.c.id, table.c.name).where(table.c.name.ilike(f"%{name}%")))
    return {row[0]: row[1] for row in rows}


def of_readings(of: str, readings: Sequence[Reading], store: Store) -> Timeline:
    """The timeline of some articles."""
    copies = copies_in(store, readings)
    sayings = [saying for saying in sayings_of(readings, copies) if not saying.headline]
    return Timeline(of=of, entries=in_order(deeds_of(readings, copies), sayings))


def in_order(deeds: Iterable[Deed], sayings: Iterable[Saying]) -> tuple[Entry, ...]:
    """Deeds and sayings as one line of time; on one day deeds come first."""
    entries = [Entry(day=deed.day, recalled=deed.status == "background", deed=deed) for deed in deeds]
    entries += [Entry(day=saying.day, recalled=False, saying=saying) for saying in sayings]
    return tuple(sorted(entries, key=lambda entry: (entry.day or "9999", entry.saying is not None)))


def _has(party: str, codes: Iterable[str]) -> bool:
    return any(party in code.split("+") for code in codes)
