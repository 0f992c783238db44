"""An actor: offices over time, what it said, what others said about it, what it did."""

from __future__ import annotations

from sqlalchemy import select

from demarche.errors import QueryError
from demarche.records import Actor, Reading, Record, Role
from demarche.store import Store, schema
from demarche.store.rows import load_actor
from demarche.views.finding import copies_in, readings_with_speaker
from demarche.views.told import Deed, Saying, deeds_of, sayings_of


class ActorView(Record, frozen=True):
    """An actor with what the record knows of it; `roles` are those that any article shows, oldest first."""

    actor: Actor
    roles: tuple[Role, ...]
    parties: tuple[str, ...]
    by: tuple[Saying, ...]
    about: tuple[Saying, ...]
    deeds: tuple[Deed, ...]


def read_actor(store: Store, actor: str) -> ActorView:
    """The actor with this id. Raises `QueryError` where there is none."""
    table = schema.actors
    rows = store.rows(select(table).where(table.c.id == actor).order_by(table.c.key))
    if not rows:
        raise QueryError(f"There is no actor {actor!r} in the record; demarche export actors lists them.")
    known = [load_actor(dict(row._mapping)) for row in rows]
    readings = readings_with_speaker(store, actor)
    copies = copies_in(store, readings)
    sayings = sayings_of(readings, copies)
    acting = {e.id for r in readings for e in r.events if actor in (*e.source_actors, *e.target_actors)}
    about = {id_ for reading in readings for id_ in _about(reading, actor)}
    roles = {role for item in known for role in item.roles}
    return ActorView(
        actor=known[0],
        roles=tuple(sorted(roles, key=lambda role: (role.start or "", role.end or "9999", role.title))),
        parties=tuple(sorted({item.party for item in known if item.party})),
        by=tuple(saying for saying in sayings if saying.who == actor),
        about=tuple(s for s in sayings if s.who != actor and any(told.record in about for told in s.evidence)),
        deeds=tuple(
            deed for deed in deeds_of(readings, copies) if any(told.record in acting for told in deed.evidence)
        ),
    )


def _about(reading: Reading, actor: str) -> set[str]:
    """The statements whose content names the actor."""
    named = [mention for mention in reading.cast.mentions if mention.actor == actor]
    return {
        statement.id
        for statement in reading.statements
        for span in statement.content
        if any(span.start <= mention.start and mention.end <= span.end for mention in named)
    }
