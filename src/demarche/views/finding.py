"""Readings by what is asked for: the article of a record, a story's articles, those that tell of a party or a dyad."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

import msgspec
from sqlalchemy import select

from demarche.errors import QueryError
from demarche.records import Reading
from demarche.store import Store, schema
from demarche.store.queries import is_party
from demarche.views.lines import article_keys_of
from demarche.views.told import Copies, Deed, Saying, deeds_of, sayings_of

SOME = 500  # ids in one query


def readings_of(store: Store, articles: Sequence[str]) -> list[Reading]:
    """The readings of these articles (ids), in their order; those that are gone are left out."""
    table = schema.articles
    keys: dict[str, int] = {}
    for start in range(0, len(articles), SOME):
        few = articles[start : start + SOME]
        keys.update((row[0], row[1]) for row in store.rows(select(table.c.id, table.c.key).where(table.c.id.in_(few))))
    return list(store.readings_at([keys[id_] for id_ in articles if id_ in keys]))


def owner_of(store: Store, kind: Literal["statement", "event"], id_: str) -> str:
    """The id of the article that a statement or event stands in. Raises `QueryError` where there is none."""
    table = schema.statements if kind == "statement" else schema.events
    query = select(schema.articles.c.id).join(table, table.c.article == schema.articles.c.key).where(table.c.id == id_)
    rows = store.rows(query)
    if not rows:
        raise QueryError(f"There is no {kind} {id_!r} in the record.")
    return str(rows[0][0])


def copies_in(store: Store, readings: Iterable[Reading]) -> Copies:
    """Which articles copy another one's text, as their stories have it."""
    table = schema.stories
    stories = sorted({reading.story for reading in readings if reading.story})
    copies: dict[str, str] = {}
    for start in range(0, len(stories), SOME):
        for row in store.rows(select(table.c.copies).where(table.c.id.in_(stories[start : start + SOME]))):
            for group in msgspec.json.decode(row[0], type=list[list[str]]):
                copies.update((article, group[0]) for article in group)
    return copies


def copies_of(store: Store, articles: Iterable[str]) -> Copies:
    """Which of these articles (ids) and their story-mates copy another one's text."""
    stories, members = schema.stories, schema.story_articles
    listed = sorted(set(articles))
    copies: dict[str, str] = {}
    for start in range(0, len(listed), SOME):
        query = select(stories.c.copies).join(members, members.c.story == stories.c.id).distinct()
        few = members.c.article.in_(listed[start : start + SOME])
        for row in store.rows(query.where(few, stories.c.copies != "[]")):
            for group in msgspec.json.decode(row[0], type=list[list[str]]):
                copies.update((article, group[0]) for article in group)
    return copies


def told_at(store: Store, things: Collection[str]) -> dict[str, Deed]:
    """The deeds that these things (incidents' or events' ids) are, by thing, with their evidence."""
    readings = list(store.readings_at(article_keys_of(store, things), pages=False))
    deeds = deeds_of(readings, copies_of(store, [reading.article.id for reading in readings]))
    return {id_: deed for deed in deeds if (id_ := deed.incident or deed.id) in things}


def sayings_at(store: Store, things: Collection[str]) -> dict[str, Saying]:
    """The sayings that these are (utterances' or statements' ids), by id, with their evidence."""
    s, members = schema.statements, schema.utterance_statements
    keys: set[int] = set()
    listed = sorted(things)
    for start in range(0, len(listed), SOME):
        few = listed[start : start + SOME]
        told = select(s.c.article).join(members, members.c.statement == s.c.id).where(members.c.utterance.in_(few))
        # Two queries: for one with "or" the database reads the whole table.
        for query in (told, select(s.c.article).where(s.c.id.in_(few))):
            keys |= {int(row[0]) for row in store.rows(query)}
    readings = list(store.readings_at(sorted(keys), pages=False))
    sayings = sayings_of(readings, copies_of(store, [reading.article.id for reading in readings]))
    return {id_: saying for saying in sayings if (id_ := saying.utterance or saying.id) in things}


def readings_with_parties(store: Store, parties: Sequence[str]) -> list[Reading]:
    """The readings that hold an event with all these parties, and those whose events were corrected."""
    events, members = schema.events, schema.event_parties
    query = select(events.c.article).distinct()
    for party in parties:
        owner = (members.c.article == events.c.article) & (members.c.event == events.c.n)
        query = query.where(select(members.c.n).where(owner, is_party(members.c.party, party)).exists())
    keys = {int(row[0]) for row in store.rows(query)}
    corrected = select(events.c.article).where(
        events.c.id.in_(select(schema.corrections.c.target).where(schema.corrections.c.kind == "event"))
    )
    keys |= {int(row[0]) for row in store.rows(corrected)}
    return list(store.readings_at(sorted(keys)))


def readings_with_speaker(store: Store, actor: str) -> list[Reading]:
    """The readings that mention an actor, named by its id."""
    table = schema.mentions
    keys = {int(row[0]) for row in store.rows(select(table.c.article).where(table.c.actor == actor).distinct())}
    return list(store.readings_at(sorted(keys)))


def readings_of_party(store: Store, party: str) -> list[Reading]:
    """The readings in which a party speaks, acts or is acted upon."""
    spoken, acted = schema.statements, schema.event_parties
    keys = {int(row[0]) for row in store.rows(select(spoken.c.article).where(is_party(spoken.c.party, party)))}
    keys |= {int(row[0]) for row in store.rows(select(acted.c.article).where(is_party(acted.c.party, party)))}
    return list(store.readings_at(sorted(keys)))
