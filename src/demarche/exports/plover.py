"""Events as PLOVER JSON (PLOVER 2.0 manual, chapter 5): one event a line, lists of actors kept, no cross product.

PLOVER has no field for how far an event is established; the status stands in `comment` ("status: alleged").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO

import msgspec

from demarche.exports.scales import quad_of, score_of
from demarche.records import Actor, Article, Event, Record
from demarche.store import Store

IGO_CODES = {"NATO": "IGO", "UN": "UNO", "EU": "EUR", "XKX": "KOS"}  # PLOVER's own codes for these


class PloverEntity(Record, frozen=True):
    """An actor or recipient."""

    code: str
    sector: str | None
    entity_text: str
    identifier_id: str | None


class PloverPlace(Record, frozen=True):
    """Where an event took place."""

    extracted_place: str
    country_code: str | None


class PloverSpan(Record, frozen=True):
    """A stretch of the story that tells the event, in code points of the article's text."""

    sequence: int
    start: int
    end: int
    text_story: str


class PloverEvent(Record, frozen=True):
    """One event, with the manual's field names in its order."""

    id: str
    has_event: bool
    date: str | None
    enddate: str | None
    actor: tuple[PloverEntity, ...]
    recipient: tuple[PloverEntity, ...]
    event: tuple[str, ...]
    event_loc: PloverPlace | None
    event_text: tuple[str, ...]
    quad_code: int
    event_scale: float
    mode: tuple[str, ...]
    context: tuple[str, ...]
    text: str
    text_info: tuple[PloverSpan, ...]
    cite_info: dict[str, str | None]
    coder: str
    comment: str


def entity(party: str, actors: Sequence[str], known: Mapping[str, Actor]) -> PloverEntity:
    """One side's party, with the actor that stands for it where the article names one."""
    actor = next((known[key] for key in actors if key in known and known[key].party == party), None)
    return PloverEntity(
        code=IGO_CODES.get(party, party),
        sector=actor.sector if actor else None,
        entity_text=actor.name if actor else party,
        identifier_id=actor.wikidata if actor else None,
    )


def plover_event(event: Event, article: Article, known: Mapping[str, Actor]) -> PloverEvent:
    """An event in PLOVER's form."""
    return PloverEvent(
        id=event.id,
        has_event=True,
        date=event.date,
        enddate=event.latest if event.latest != event.date else None,
        actor=tuple(entity(party, event.source_actors, known) for party in event.source),
        recipient=tuple(entity(party, event.target_actors, known) for party in event.target),
        event=(event.type,),
        event_loc=PloverPlace(extracted_place=event.place, country_code=event.country) if event.place else None,
        event_text=(event.trigger.text,) if event.trigger else (),
        quad_code=quad_of(event),
        event_scale=score_of(event),
        mode=(event.mode,) if event.mode else (),
        context=event.contexts,
        text=event.evidence[0].text if event.evidence else "",
        text_info=tuple(
            PloverSpan(sequence=number, start=span.start, end=span.end, text_story=span.text)
            for number, span in enumerate(event.evidence, start=1)
        ),
        cite_info={
            "title": article.title,
            "url": article.uri,
            "publication": article.outlet,
            "language": article.language,
        },
        coder="demarche",
        comment=f"status: {event.status}",
    )


def write_plover(store: Store, kind: str, out: BinaryIO) -> int:
    """PLOVER JSON lines; returns how many events were written."""
    encoder = msgspec.json.Encoder()
    written = 0
    for reading in store.readings():
        known = {actor.id: actor for actor in reading.cast.actors}
        for event in reading.events:
            out.write(encoder.encode(plover_event(event, reading.article, known)) + b"\n")
            written += 1
    return written
