"""FollowTheMoney entities, one a line, for Aleph, yente and the `ftm` tools (followthemoney.tech, schema of 4.11).

Actors are Person, PublicBody (states and their institutions) and Organization, tied to the party that they speak for
by a Representation. A page is an Article, what was said a Message from its sender to its recipients, an event an Event.
Each names its article as `proof`. What the model has no word for stands in `keywords`: act, PLOVER type, status.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import urlsplit

import msgspec
from babel.core import get_global

from demarche.exports.articles import speaker_line
from demarche.records import Actor, Article, Event, Party, Reading, Record, Role, Statement
from demarche.store import Store

SCHEMA = {
    "state": "PublicBody",
    "institution": "PublicBody",
    "organisation": "Organization",
    "media": "Organization",
    "group": "Organization",
    "person": "Person",
}
CAPTION = 80  # characters of a statement in its message's subject
QID = re.compile(r"Q\d+")
# ISO 639-2 has two codes for these languages; the bibliographic one is not in ISO 639-3, which `ftm` follows.
BIBLIOGRAPHIC = frozenset(
    {"alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per",
     "rum", "slo", "tib", "wel"}
)  # fmt: skip


class Entity(Record, frozen=True):
    """An entity as `ftm` reads it; every property is a list."""

    id: str
    schema: str
    properties: dict[str, list[str]]


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
            written += entity.schema == MADE[kind]
    for entity in people.entities():
        out.write(encoder.encode(entity) + b"\n")
    return len(people.known) if kind == "actors" else written


MADE = {"articles": "Article", "statements": "Message", "events": "Event", "actors": "Person"}


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


class People:
    """The actors met so far, with what all articles together say of them."""

    def __init__(self) -> None:
        self.known: dict[str, Actor] = {}
        self.parties: dict[str, dict[Party, None]] = {}
        self.roles: dict[str, dict[Role, None]] = {}
        self.aliases: dict[str, dict[str, None]] = {}

    def meet(self, actor: Actor, named: Mapping[str, Actor]) -> list[str]:
        """The ids of the entities that stand for an actor; a joint one (CHN+IND) stands for those that it joins."""
        if "+" in actor.id:
            parts = [named.get(id_) for id_ in actor.id.split("+")]
            if all(parts):
                return [id_ for part in parts if part for id_ in self.meet(part, named)]
            return self.meet_parties((actor.party or "",), named)
        self.known.setdefault(actor.id, actor)
        self.aliases.setdefault(actor.id, {}).update(dict.fromkeys(actor.aliases))
        self.roles.setdefault(actor.id, {}).update(dict.fromkeys(actor.roles))
        for party in (actor.party or "").split("+"):
            if party:
                self.parties.setdefault(actor.id, {})[party] = None
        return [entity_id("actor", actor.id)]

    def meet_parties(self, parties: Iterable[Party], named: Mapping[str, Actor]) -> list[str]:
        """The ids of the entities that stand for parties, joint ones taken apart."""
        ids = []
        for party in (one for joint in parties for one in joint.split("+") if one):
            known = named.get(party) or self.known.get(party)
            ids += self.meet(known or _party(party), named)
        return list(dict.fromkeys(ids))

    def entities(self) -> Iterator[Entity]:
        """The actors, and what they speak or act for, in the order of their ids."""
        for id_ in sorted(self.known):
            for party in self.parties.get(id_, ()):
                if party not in self.known:
                    self.meet(_party(party), {})
        for id_, actor in sorted(self.known.items()):
            parties = tuple(self.parties.get(id_, ()))
            yield self._actor(actor, parties)
            for party in parties:
                if party != id_:
                    yield Entity(
                        id=entity_id("for", f"{id_} {party}"),
                        schema="Representation",
                        properties=_properties(
                            agent=(entity_id("actor", id_),),
                            client=(entity_id("actor", party),),
                            role=tuple(role.title for role in self.roles[id_] if role.of in (party, None)),
                        ),
                    )

    def _actor(self, actor: Actor, parties: tuple[Party, ...]) -> Entity:
        wikidata = actor.wikidata if actor.wikidata and QID.fullmatch(actor.wikidata) else None
        # A code is how the record, and most readers, know a state or organisation.
        code = (actor.id,) if actor.id in parties and actor.id != actor.name else ()
        positions = (", ".join(filter(None, (role.title, role.of))) for role in self.roles[actor.id])
        schema = SCHEMA[actor.kind]
        return Entity(
            id=entity_id("actor", actor.id),
            schema=schema,
            properties=_properties(
                name=(actor.name,),
                alias=(alias for alias in self.aliases[actor.id] if alias not in (actor.name, *code)),
                abbreviation=code,
                country=filter(None, map(country_code, parties)),
                position=positions if schema == "Person" else (),
                wikidataId=(wikidata,),
            ),
        )


def _article(article: Article, *, whole: bool) -> Entity:
    address = _web(article)
    return Entity(
        id=entity_id("article", article.id),
        schema="Article",
        properties=_properties(
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
        properties=_properties(
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
        properties=_properties(
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


def entity_id(kind: str, id_: str) -> str:
    """An id that `ftm` takes (no colons, slashes or accents), the same in every export of the record.

    >>> entity_id("actor", "NATO")
    'demarche-actor-64eab117b3f946aaf3c6'
    """
    return f"demarche-{kind}-{hashlib.sha1(id_.encode(), usedforsecurity=False).hexdigest()[:20]}"


def country_code(party: Party) -> str | None:
    """ISO 3166-1 alpha-2 in small letters, as `ftm` has countries; ``None`` for what is no state.

    >>> country_code("CHN"), country_code("XKX"), country_code("NATO")
    ('cn', 'xk', None)
    """
    return _countries().get(party)


@cache
def _countries() -> dict[Party, str]:
    aliases = get_global("territory_aliases").items()
    known = {code: two[0].lower() for code, two in aliases if len(code) == 3 and code.isalpha() and len(two) == 1}
    return {**known, "XKX": "xk"}


def language_code(language: str | None) -> str | None:
    """ISO 639-3, as `ftm` has languages, of an ISO 639-1 code.

    >>> language_code("en"), language_code("de"), language_code(None)
    ('eng', 'deu', None)
    """
    return _languages().get(language or "")


@cache
def _languages() -> dict[str, str]:
    aliases = get_global("language_aliases").items()
    return {two: three for three, two in aliases if len(three) == 3 and len(two) == 2 and three not in BIBLIOGRAPHIC}


def _party(party: Party) -> Actor:
    """A party that no article names as an actor: all that is known of it is its code."""
    return Actor(id=party, name=party, kind="state" if country_code(party) else "organisation", party=party)


def _properties(**values: Iterable[str | None]) -> dict[str, list[str]]:
    """Properties without those that have no value, and without a value twice."""
    lists = {name: list(dict.fromkeys(value for value in given if value)) for name, given in values.items()}
    return {name: listed for name, listed in lists.items() if listed}


def _web(article: Article) -> str | None:
    return article.uri if urlsplit(article.uri).scheme in ("http", "https") else None


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
