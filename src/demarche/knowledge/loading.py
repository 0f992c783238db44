"""Knowledge from the shipped tables and the user's files, loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from demarche.errors import KnowledgeError
from demarche.knowledge.forms import (
    actor_of_state,
    actors_of_organisation,
    names_of_kind,
    names_of_office,
    names_of_organisation,
    names_of_state,
    slug,
)
from demarche.knowledge.given import given_names
from demarche.knowledge.lexicon import Name, build_lexicon, fold
from demarche.knowledge.own import OwnActors, OwnInstitution, OwnPerson, read_own_actors
from demarche.knowledge.record import Gender, Knowledge, Organisation, State
from demarche.knowledge.shipped import (
    shipped_context,
    shipped_currencies,
    shipped_kinds,
    shipped_media,
    shipped_national,
    shipped_offices,
    shipped_organisations,
    shipped_outlet_homes,
    shipped_persons,
    shipped_regions,
    shipped_states,
    shipped_towns,
    shipped_workplaces,
)
from demarche.records import Actor

Entry = TypeVar("Entry", State, Organisation)
HEADS = ("president", "prime minister", "supreme leader", "secretary-general", "foreign minister")
FAMILY_NAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "HUN"})


def load_knowledge(files: Sequence[Path] = ()) -> Knowledge:
    """All knowledge, with the user's `files` (TOML actor files or Wikidata extracts) added in order; later ones win.

    A file that ends in ``.tsv`` holds reference events (`demarche.times.occasions`); its path is handed on.
    Loaded once for each set of files and their times of change. Raises `KnowledgeError` naming file, entry and fault.
    """
    stamped = []
    for file in files:
        try:
            stamped.append((Path(file), Path(file).stat().st_mtime_ns))
        except OSError as error:
            raise KnowledgeError(f"{file}: the actor file cannot be read ({error}).") from error
    return _load(tuple(stamped))


@lru_cache(maxsize=8)
def _load(stamped: tuple[tuple[Path, int], ...]) -> Knowledge:
    own = tuple(read_own_actors(path) for path, _ in stamped if path.suffix != ".tsv")
    states = _by_party(shipped_states(), (s for o in own for s in o.state))
    organisations = _by_party(shipped_organisations(), (s for o in own for s in o.organisation))
    kinds = {kind.kind: kind for kind in shipped_kinds()}
    offices = {office.title: office for office in shipped_offices()}
    names: list[Name] = []
    actors: dict[str, Actor] = {}
    for state in states.values():
        names += names_of_state(state)
        actors[state.party] = actor_of_state(state)
    for organisation in organisations.values():
        names += names_of_organisation(organisation)
        actors |= {actor.id: actor for actor in actors_of_organisation(organisation)}
    for party, places, adjectives in shipped_regions():
        names += (Name(surface=surface, referent=party, sort="region") for surface in places + adjectives)
    names += (Name(surface=name, referent=party, sort="region") for name, party in shipped_workplaces())
    for outlet in shipped_media():
        actors[outlet.id] = outlet
        names += _names_of(outlet, "name")
    national: dict[tuple[str, str], str] = {}
    for party, kind, institution in (*shipped_national(), *(_own_institution(i) for o in own for i in o.institution)):
        actors[institution.id] = institution
        national[party, kind] = institution.id
        names += (Name(surface=surface, referent=institution.id, sort="organ") for surface in institution.aliases)
    for of_kind in kinds.values():
        names += names_of_kind(of_kind)
    for office in offices.values():
        names += names_of_office(office)
    genders: dict[str, Gender] = {}
    persons = (*shipped_persons(), *(_own_person(person) for o in own for person in o.person))
    for actor, gender in persons:
        actors[actor.id] = actor
        if gender is not None:
            genders[actor.id] = gender
        names += _names_of(actor, "person")
    _check_roles(actors, own)
    return Knowledge(
        reference_events=tuple(path for path, _ in stamped if path.suffix == ".tsv"),
        actors=actors,
        lexicon=build_lexicon(names),
        states=states,
        organisations=organisations,
        kinds=kinds,
        national=national,
        offices=offices,
        given_names=given_names(),
        genders=genders,
        context=dict(shipped_context()),
        outlet_homes={fold(name): party for name, party in shipped_outlet_homes()},
        towns=dict(shipped_towns()),
        money={sum_mark: party for signs, words, party in shipped_currencies() for sum_mark in (*signs, *words)},
        surnames=_surnames(actor for actor, _ in persons),
        head_titles=frozenset(
            phrase.lower() for office in offices.values() if office.title in HEADS for phrase in office.phrases
        ),
    )


def _by_party(shipped: Iterable[Entry], own: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in shipped:
        if entry.party in found:
            raise KnowledgeError(f"The party {entry.party} is given twice: {found[entry.party].name}, {entry.name}.")
        found[entry.party] = entry
    return found | {entry.party: entry for entry in own}


def _names_of(actor: Actor, sort: str) -> list[Name]:
    surfaces = dict.fromkeys((actor.name, *actor.aliases))
    if sort == "person":
        return [Name(surface=surface, referent=actor.id, sort="person") for surface in surfaces]
    return [Name(surface=surface, referent=actor.id, sort="name") for surface in surfaces]


def _own_institution(own: OwnInstitution) -> tuple[str, str, Actor]:
    actor = Actor(
        id=f"{own.party}/{own.kind}",
        name=own.name,
        kind="institution",
        party=own.party,
        sector=own.sector,
        aliases=own.names,
    )
    return own.party, own.kind, actor


def _own_person(own: OwnPerson) -> tuple[Actor, Gender | None]:
    latest = max(own.roles, key=lambda role: role.start or "", default=None)
    actor = Actor(
        id=f"person/{slug(own.name)}",
        name=own.name,
        kind="person",
        party=own.party or (latest.of if latest is not None else None),
        aliases=own.aliases,
        roles=own.roles,
        wikidata=own.wikidata,
    )
    return actor, own.gender


def _check_roles(actors: dict[str, Actor], own: tuple[OwnActors, ...]) -> None:
    """Shipped offices are held for parties that are known; a term does not end before it starts."""
    own_names = {person.name for o in own for person in o.person}
    for actor in actors.values():
        for role in actor.roles:
            if role.start and role.end and role.end < role.start[: len(role.end)]:
                raise KnowledgeError(f"{actor.name}: the term of '{role.title}' ends {role.end}, before {role.start}.")
            if actor.name not in own_names and role.of is not None and role.of not in actors:
                raise KnowledgeError(f"{actor.name}: '{role.title}' is held for {role.of}, which no table knows.")


def _surnames(persons: Iterable[Actor]) -> dict[str, tuple[str, ...]]:
    """Ids of persons by folded surname: the first word of East Asian names, the last of others."""
    found: dict[str, tuple[str, ...]] = {}
    for person in persons:
        for surface in (person.name, *person.aliases):
            words = [fold(word) for word in re.findall(r"[^\W_]+", surface)]
            words = [word for word in words if len(word) > 1 and word not in ("jr", "ii", "iii", "vi", "xvi", "xiv")]
            if not words:
                continue
            surname = words[0] if person.party in FAMILY_NAME_FIRST and surface == person.name else words[-1]
            if person.id not in found.get(surname, ()):
                found[surname] = (*found.get(surname, ()), person.id)
    return found
