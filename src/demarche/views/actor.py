"""An actor: offices over time, what it said, what others said about it, what it did, a page at a time."""

from __future__ import annotations

from sqlalchemy import select

from demarche.errors import QueryError
from demarche.records import Actor, Record, Role
from demarche.store import Store, schema
from demarche.store.rows import load_actor
from demarche.views.entries import Keep, Page, anew, done_by, page_of_items, said_about, said_by

PER_PAGE = 20


class ActorView(Record, frozen=True):
    """An actor with what the record knows of it; `roles` are those that any article shows, oldest first."""

    actor: Actor
    roles: tuple[Role, ...]
    parties: tuple[str, ...]
    by: Page
    about: Page
    done: Page


def read_actor(store: Store, actor: str, *, by: int = 1, about: int = 1, done: int = 1, keep: Keep = anew) -> ActorView:
    """The actor with this id; the numbers are of the pages. Raises `QueryError` where there is none."""
    table = schema.actors
    rows = store.rows(select(table).where(table.c.id == actor).order_by(table.c.key))
    if not rows:
        raise QueryError(f"There is no actor {actor!r} in the record; demarche export actors lists them.")
    known = [load_actor(dict(row._mapping)) for row in rows]
    roles = {role for item in known for role in item.roles}
    return ActorView(
        actor=known[0],
        roles=tuple(sorted(roles, key=lambda role: (role.start or "", role.end or "9999", role.title))),
        parties=tuple(sorted({item.party for item in known if item.party})),
        by=page_of_items(store, keep(("said_by", actor), lambda: said_by(store, actor)), by, PER_PAGE),
        about=page_of_items(store, keep(("said_about", actor), lambda: said_about(store, actor)), about, PER_PAGE),
        done=page_of_items(store, keep(("done_by", actor), lambda: done_by(store, actor)), done, PER_PAGE),
    )
