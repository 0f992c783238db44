"""The shipped tables as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

from demarche.knowledge.forms import slug
from demarche.knowledge.record import Gender, InstitutionKind, Office, OfficeClass, Organisation, State
from demarche.knowledge.tables import listed, read_table
from demarche.records import Actor, Party, Role

STATE_COLUMNS = ("party", "name", "official", "variants", "adjectives", "people", "capital", "metonyms", "tags")
ORGANISATION_COLUMNS = ("party", "name", "aliases", "nouns", "descriptions", "organs", "seat")
GROUP_COLUMNS = ("party", "name", "aliases", "nouns", "descriptions", "sector")
PERSON_COLUMNS = ("name", "gender", "title", "of", "start", "end", "aliases")


def shipped_states() -> Iterator[State]:
    """Rows of states.csv."""
    for row in read_table("states.csv", STATE_COLUMNS, ("party", "name")):
        yield State(
            party=row["party"],
            name=row["name"],
            official=row["official"] or None,
            variants=listed(row["variants"]),
            adjectives=listed(row["adjectives"]),
            people=listed(row["people"]),
            capitals=listed(row["capital"]),
            metonyms=listed(row["metonyms"]),
            tags=listed(row["tags"]),
        )


def shipped_organisations() -> Iterator[Organisation]:
    """Rows of organisations.csv, then of groups.csv."""
    for row in read_table("organisations.csv", ORGANISATION_COLUMNS, ("party", "name")):
        yield Organisation(
            party=row["party"],
            name=row["name"],
            aliases=listed(row["aliases"]),
            nouns=listed(row["nouns"]),
            descriptions=listed(row["descriptions"]),
            organs=tuple(tuple(part.strip() for part in organ.split("|")) for organ in listed(row["organs"])),
        )
    for row in read_table("groups.csv", GROUP_COLUMNS, ("party", "name", "sector")):
        yield Organisation(
            party=row["party"],
            name=row["name"],
            aliases=listed(row["aliases"]),
            nouns=listed(row["nouns"]),
            descriptions=listed(row["descriptions"]),
            sector=row["sector"],
            group=True,
        )


def shipped_media() -> Iterator[Actor]:
    """Rows of media.csv: an outlet has a party only where it is a state's own voice."""
    for row in read_table("media.csv", ("name", "aliases", "party", "country"), ("name",)):
        yield Actor(
            id=f"media/{slug(row['name'])}",
            name=row["name"],
            kind="media",
            party=row["party"] or None,
            sector="MED",
            aliases=listed(row["aliases"]),
        )


def shipped_outlet_homes() -> Iterator[tuple[str, Party]]:
    """The state each outlet of media.csv is published in, by all its names."""
    for row in read_table("media.csv", ("name", "aliases", "party", "country"), ("name",)):
        if row["country"]:
            for name in (row["name"], *listed(row["aliases"])):
                yield name, row["country"]


def shipped_kinds() -> Iterator[InstitutionKind]:
    """Rows of institutions.csv."""
    columns = ("kind", "name", "sector", "bare", "phrases")
    for row in read_table("institutions.csv", (*columns, "apart"), columns):
        yield InstitutionKind(
            kind=row["kind"],
            pattern=row["name"],
            sector=row["sector"],
            bare=row["bare"] == "yes",
            phrases=listed(row["phrases"]),
            apart=frozenset(listed(row["apart"])),
        )


def shipped_national() -> Iterator[tuple[str, str, Actor]]:
    """Rows of national.csv: party, kind, and the institution as an actor (its surface forms are its aliases)."""
    for row in read_table("national.csv", ("party", "kind", "name", "sector", "names"), ("party", "kind", "name")):
        media = row["sector"] == "MED"
        actor = Actor(
            id=f"{row['party']}/{row['kind']}",
            name=row["name"],
            kind="media" if media else "institution",
            party=row["party"],
            sector=row["sector"],
            aliases=listed(row["names"]),
        )
        yield row["party"], row["kind"], actor


def shipped_offices() -> Iterator[Office]:
    """Rows of offices.csv."""
    for row in read_table("offices.csv", ("title", "class", "sector", "phrases"), ("title", "class", "phrases")):
        yield Office(
            title=row["title"],
            office_class=cast(OfficeClass, row["class"]),
            sector=row["sector"] or None,
            phrases=listed(row["phrases"]),
        )


def shipped_persons() -> tuple[tuple[Actor, Gender], ...]:
    """Rows of persons.csv, one actor with all roles for each name; the party is that of the latest role."""
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in read_table("persons.csv", PERSON_COLUMNS, ("name", "gender", "title", "of")):
        rows[row["name"]].append(row)
    found = []
    for name, held in rows.items():
        roles = tuple(
            Role(title=row["title"], of=row["of"], start=row["start"] or None, end=row["end"] or None) for row in held
        )
        aliases = tuple(dict.fromkeys(alias for row in held for alias in listed(row["aliases"])))
        latest = max(roles, key=lambda role: role.start or "")
        actor = Actor(
            id=f"person/{slug(name)}", name=name, kind="person", party=latest.of, aliases=aliases, roles=roles
        )
        found.append((actor, cast(Gender, held[0]["gender"])))
    return tuple(found)


def shipped_context() -> Iterator[tuple[str, frozenset[str]]]:
    """Rows of context.csv: sets of words by name."""
    for row in read_table("context.csv", ("set", "about", "words"), ("set", "words")):
        yield row["set"], frozenset(listed(row["words"]))


def shipped_regions() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Rows of regions.csv: party, places, adjectives."""
    for row in read_table("regions.csv", ("party", "places", "adjectives"), ("party", "places")):
        yield row["party"], listed(row["places"]), listed(row["adjectives"])


def shipped_workplaces() -> Iterator[tuple[str, Party]]:
    """Universities and institutes of workplaces.csv with their state."""
    for row in read_table("workplaces.csv", ("party", "names"), ("party", "names")):
        for name in listed(row["names"]):
            yield name, row["party"]


def shipped_towns() -> Iterator[tuple[str, Party]]:
    """Towns of towns.csv, folded, with their state."""
    for row in read_table("towns.csv", ("party", "towns"), ("party", "towns")):
        for town in listed(row["towns"]):
            yield town, row["party"]


def shipped_currencies() -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Party]]:
    """Rows of currencies.csv: signs before a sum, words after one, and the state whose money it is."""
    for row in read_table("currencies.csv", ("party", "signs", "words"), ("party",)):
        yield listed(row["signs"]), listed(row["words"]), row["party"]
