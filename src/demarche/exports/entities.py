"""The actors of a FollowTheMoney graph, each once however many articles name it, and the codes that its model has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel.core import get_global

from demarche.records import Actor, Party, Record, Role

SCHEMA = {
    "state": "PublicBody",
    "institution": "PublicBody",
    "organisation": "Organization",
    "media": "Organization",
    "group": "Organization",
    "person": "Person",
}
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
                        properties=properties(
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
            properties=properties(
                name=(actor.name,),
                alias=(alias for alias in self.aliases[actor.id] if alias not in (actor.name, *code)),
                abbreviation=code,
                country=filter(None, map(country_code, parties)),
                position=positions if schema == "Person" else (),
                wikidataId=(wikidata,),
            ),
        )


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


def properties(**values: Iterable[str | None]) -> dict[str, list[str]]:
    """Properties without those that have no value, and without a value twice."""
    lists = {name: list(dict.fromkeys(value for value in given if value)) for name, given in values.items()}
    return {name: listed for name, listed in lists.items() if listed}
