"""FollowTheMoney entities, one a line, for Aleph and the `ftm` tools (followthemoney.tech, schema of 4.11).

Actors are Person, PublicBody (states and their institutions) and Organization, tied to the party that they speak for
by a Representation. A page is an Article, what was said a Message from its sender to its recipients, an event an Event.
Each names its article as `proof`. What the model has no word for stands in `keywords`: act, PLOVER type, status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec

from demarche.exports.articles import speaker_line
from demarche.exports.entities import Entity, People, country_code, entity_id, language_code, properties
from demarche.records import Actor, Article, Event, Party, Reading, Statement
from demarche.store import Store

MADE = {"articles": "Article", "statements": "Message", "events": "Event"}  # actors come with any of them
CAPTION = 80  # characters of a statement in its message's subject


def write_followthemoney(store: Store, kind: str, out: BinaryIO) -> int:
    """The things of one kind with all the entities that they name; gives the number of things of this kind.

    Two files of one record share their ids, so that together they are one graph.
    """
    encoder = msgspec.json.Encoder()
    people = People()
    sent = _sent(store) if kind == "statements" else frozenset()
    written = 0
    for reading in store.readings():
        for entity in _of(reading, kind, people, sent):
            out.write(encoder.encode(entity) + b"\n")
            written += entity.schema == MADE.get(kind)
    for entity in people.entities():
        out.write(encoder.encode(entity) + b"\n")
    return len(people.known) if kind == "actors" else written


def _sent(store: Store) -> frozenset[str]:
    """The statements that have a sender, so that no message answers one that is not there."""
    readings = store.readings(linked=False)
    return frozenset(item.id for reading in readings for item in reading.statements if _has_sender(reading, item))


def _has_sender(reading: Reading, statement: Statement) -> bool:
    return bool(statement.party) or any(actor.id == statement.speaker for actor in reading.cast.actors)


def _of(reading: Reading, kind: str, people: People, sent: frozenset[str]) -> Iterator[Entity]:
    """The entities of a reading but its actors, which are told to `people`: each stands once, whoever names it.

    A statement whose text names no sender has none: a message must have one.
    """
    named = {actor.id: actor for actor in reading.cast.actors}
    if kind == "actors":
        for actor in named.values():
            people.meet(actor, named)
    elif kind == "articles":
        yield _article(reading.article, whole=True)
    else:
        made = (
            [_message(reading, item, named, people, sent) for item in reading.statements if item.id in sent]
            if kind == "statements"
            else [_event(reading, event, named, people) for event in reading.events]
        )
        if made:
            yield _article(reading.article, whole=False)
            yield from made


def _article(article: Article, *, whole: bool) -> Entity:
    address = _web(article)
    return Entity(
        id=entity_id("article", article.id),
        schema="Article",
        properties=properties(
            title=(_line(article.title),),
            fileName=(PurePosixPath(urlsplit(article.uri).path).name or article.uri,),
            author=article.authors,
            publisher=(article.outlet,),
            publishedAt=(article.published.date,),
            retrievedAt=((article.retrieved or "")[:10],),
            sourceUrl=(address,),
            language=(language_code(article.language),),
            bodyText=(article.text,) if whole else (),
        ),
    )


def _message(
    reading: Reading, statement: Statement, named: Mapping[str, Actor], people: People, sent: frozenset[str]
) -> Entity:
    actor = named.get(statement.speaker or "")
    sender = people.meet(actor, named) if actor else people.meet_parties((statement.party or "",), named)
    words = " … ".join(" ".join(span.text.split()) for span in statement.content)
    speaker = speaker_line(statement, named)
    act = f"not {statement.act}" if statement.polarity == "negative" else statement.act
    short = words if len(words) <= CAPTION else words[:CAPTION].rstrip() + " …"
    return Entity(
        id=entity_id("statement", statement.id),
        schema="Message",
        properties=properties(
            subject=(f"{(speaker and speaker.name) or statement.party}, {act}: {short}",),
            bodyText=(words,),
            sender=sender,
            recipients=people.meet_parties(statement.addressees, named),
            author=(statement.speaker_span.text,) if statement.speaker_span else (),
            date=(statement.date or reading.article.published.date,),
            inReplyToMessage=(
                entity_id("statement", answered) for answered in statement.replies_to if answered in sent
            ),
            keywords=(act, statement.kind),
            recordId=(statement.id,),
            **_origin(reading.article),
        ),
    )


def _event(reading: Reading, event: Event, named: Mapping[str, Actor], people: People) -> Entity:
    def called(parties: tuple[Party, ...]) -> str:
        return ", ".join(named[party].name if party in named else party for party in parties)

    behind = [named[id_] for id_ in (*event.source_actors, *event.target_actors) if id_ in named]
    name = " ".join(filter(None, (called(event.source), event.type, called(event.target))))
    return Entity(
        id=entity_id("event", event.id),
        schema="Event",
        properties=properties(
            # Who loads this and reads names only shall not take a claim for a fact.
            name=(name if event.status == "happened" else f"{name} ({event.status})",),
            summary=(" ".join(event.evidence[0].text.split()),) if event.evidence else (),
            date=(event.date,),
            location=(event.place,),
            country=(country_code(event.country or ""),),
            involved=(
                *people.meet_parties((*event.source, *event.target), named),
                *(id_ for actor in behind for id_ in people.meet(actor, named)),
            ),
            keywords=(event.type, event.mode, event.status, *event.contexts),
            recordId=(event.id,),
            **_origin(reading.article),
        ),
    )


def _origin(article: Article) -> dict[str, Iterable[str | None]]:
    return {
        "proof": (entity_id("article", article.id),),
        "publisher": (article.outlet,),
        "sourceUrl": (_web(article),),
    }


def _web(article: Article) -> str | None:
    return article.uri if urlsplit(article.uri).scheme in ("http", "https") else None


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
