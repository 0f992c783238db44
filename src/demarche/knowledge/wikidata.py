"""Persons and organisations out of an extract of Wikidata's JSON dump (one entity a line, or the dump's own array).

Read: labels and aliases in English (``en``), ``P31`` instance of, ``P21`` gender, ``P27`` citizenship, ``P39`` position
held with its ``P580``/``P582`` term and ``P1001``/``P17`` jurisdiction, ``P1813`` short name, ``P298`` ISO code.
A state's party comes from its ISO 3166-1 alpha-3 code (``P298``) where the extract holds the state; a position's title
and jurisdiction from the position's own entity. Format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from demarche.errors import KnowledgeError
from demarche.knowledge.own import OwnActors, OwnPerson
from demarche.knowledge.record import Gender, Organisation
from demarche.records import Party, Role

HUMAN = "Q5"
FEMALE, MALE = "Q6581072", "Q6581097"
ORGANISATIONS = frozenset({"Q484652", "Q245065", "Q1127126", "Q4120211", "Q15925165", "Q1345691"})
Entity = dict[str, Any]  # the dump's own shape, read here and nowhere else


def read_wikidata(path: Path) -> OwnActors:
    """Persons with their positions, and international organisations, of an extract at `path` (may be gzip).

    Raises `KnowledgeError` naming file and line where a line is no JSON object.
    """
    entities = {entity["id"]: entity for entity in _entities(path) if "id" in entity}
    parties = {qid: code for qid, entity in entities.items() if (code := _string(entity, "P298"))}
    people, organisations = [], []
    for entity in entities.values():
        kinds = set(_items(entity, "P31"))
        if HUMAN in kinds and (person := _person(entity, entities, parties)) is not None:
            people.append(person)
        elif kinds & ORGANISATIONS and (organisation := _organisation(entity)) is not None:
            organisations.append(organisation)
    return OwnActors(person=tuple(people), organisation=tuple(organisations))


def _entities(path: Path) -> Iterator[Entity]:
    try:
        raw = path.read_bytes()
        stream = io.BytesIO(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    except (OSError, EOFError) as error:
        raise KnowledgeError(f"{path}: the Wikidata extract cannot be read ({error}).") from error
    for number, line in enumerate(stream, 1):
        text = line.strip().rstrip(b",")
        if text in (b"", b"[", b"]"):
            continue
        try:
            entity = msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            raise KnowledgeError(
                f"{path}, line {number}: no JSON ({error}); expected one Wikidata entity a line."
            ) from error
        if not isinstance(entity, dict):
            raise KnowledgeError(f"{path}, line {number}: not an entity; expected one Wikidata entity a line.")
        yield entity


def _claims(entity: Entity, prop: str) -> list[Entity]:
    """The statements of a property, those of deprecated rank left out."""
    claims = entity.get("claims", {}).get(prop, [])
    return [claim for claim in claims if claim.get("rank") != "deprecated"]


def _value(snak: Entity) -> Any:
    return snak.get("datavalue", {}).get("value")


def _items(entity: Entity, prop: str) -> list[str]:
    values = (_value(claim.get("mainsnak", {})) for claim in _claims(entity, prop))
    return [value["id"] for value in values if isinstance(value, dict) and "id" in value]


def _string(entity: Entity, prop: str) -> str | None:
    values = (_value(claim.get("mainsnak", {})) for claim in _claims(entity, prop))
    for value in values:
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and value.get("language") == "en":
            return str(value["text"])
    return None


def _label(entity: Entity) -> str | None:
    label = entity.get("labels", {}).get("en", {}).get("value")
    return str(label) if label else None


def _aliases(entity: Entity) -> tuple[str, ...]:
    return tuple(str(alias["value"]) for alias in entity.get("aliases", {}).get("en", []))


def _day(claim: Entity, prop: str) -> str | None:
    """A qualifier's day as an ISO prefix of its own precision (9 year, 10 month, 11 day)."""
    for snak in claim.get("qualifiers", {}).get(prop, []):
        value = _value(snak)
        if isinstance(value, dict) and str(value.get("time", "")).startswith("+"):
            length = {9: 4, 10: 7}.get(value.get("precision", 11), 10)
            return str(value["time"])[1 : 1 + length]
    return None


def _person(entity: Entity, entities: dict[str, Entity], parties: dict[str, str]) -> OwnPerson | None:
    name = _label(entity)
    if name is None:
        return None
    roles = []
    for claim in _claims(entity, "P39"):
        position = entities.get((_value(claim.get("mainsnak", {})) or {}).get("id", ""))
        title = _label(position) if position is not None else None
        if position is None or title is None:
            continue
        places = _items(position, "P1001") + _items(position, "P17")
        of: Party | None = next((parties[place] for place in places if place in parties), None)
        roles.append(Role(title=title, of=of, start=_day(claim, "P580"), end=_day(claim, "P582")))
    gender: Gender | None = {FEMALE: "f", MALE: "m"}.get(next(iter(_items(entity, "P21")), ""))  # type: ignore[assignment]
    citizenship = next((parties[state] for state in _items(entity, "P27") if state in parties), None)
    return OwnPerson(
        name=name,
        party=citizenship,
        gender=gender,
        aliases=_aliases(entity),
        roles=tuple(roles),
        wikidata=entity["id"],
    )


def _organisation(entity: Entity) -> Organisation | None:
    name, short = _label(entity), _string(entity, "P1813")
    if name is None:
        return None
    aliases = _aliases(entity)
    abbreviation = short or next((alias for alias in aliases if alias.isupper() and 2 <= len(alias) <= 8), None)
    if abbreviation is None:  # without an abbreviation there is no party code to give it
        return None
    return Organisation(party=abbreviation, name=name, aliases=tuple(dict.fromkeys((abbreviation, *aliases))))
