"""The user's actor files: states, organisations, institutions and persons, added to the shipped ones or replacing them.

A file is TOML. All tables may be repeated; lists and most fields may be left out::

    [[state]]
    party = "VRN"                    # takes the place of a shipped state with this party
    name = "Varnia"
    official = "Republic of Varnia"
    variants = ["Varnia Proper"]
    adjectives = ["Varnian"]         # "Varnians" follows by rule; other nouns in people = [...]
    capitals = ["Belvar"]
    metonyms = ["the Amber Palace"]
    tags = ["european", "island"]

    [[organisation]]                 # group = true for an armed or political group
    party = "LOS"
    name = "League of Straits"
    aliases = ["LoS"]
    nouns = ["league", "bloc"]       # "the league", once it was named
    descriptions = ["nine-member bloc"]
    organs = [["Straits Council", "Council of the Straits"]]

    [[institution]]
    party = "VRN"
    kind = "foreign-ministry"        # a kind of institutions.csv, or one of your own
    name = "Ministry of Outer Affairs (Varnia)"
    sector = "GOV"
    names = ["Outer Ministry"]

    [[person]]
    name = "Ilka Moren"
    gender = "f"
    party = "VRN"
    aliases = ["I. Moren"]
    roles = [{ title = "Foreign Minister", of = "VRN", start = "2021-03" }]
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from demarche.errors import KnowledgeError
from demarche.knowledge.record import Gender, Organisation, State
from demarche.records import Party, Record, Role


class OwnInstitution(Record, frozen=True):
    """An institution of one state, as a user's file gives it."""

    party: Party
    kind: str
    name: str
    sector: str = "GOV"
    names: tuple[str, ...] = ()


class OwnPerson(Record, frozen=True):
    """A person, as a user's file gives it."""

    name: str
    party: Party | None = None
    gender: Gender | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None


class OwnActors(Record, frozen=True):
    """One user's file."""

    state: tuple[State, ...] = ()
    organisation: tuple[Organisation, ...] = ()
    institution: tuple[OwnInstitution, ...] = ()
    person: tuple[OwnPerson, ...] = ()


def read_own_actors(path: Path) -> OwnActors:
    """The actors of a user's TOML file, or of a Wikidata extract where `path` ends in .json, .jsonl, .ndjson or .gz.

    Raises `KnowledgeError` naming the file and the entry that does not validate.
    """
    if path.suffix != ".toml":
        from demarche.knowledge.wikidata import read_wikidata  # only where one is given

        return read_wikidata(path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: the actor file cannot be read ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: not valid TOML: {error}.") from error
    try:
        own = msgspec.convert(tables, OwnActors)
    except msgspec.ValidationError as error:
        raise KnowledgeError(
            f"{path}: {error}. Tables are [[state]], [[organisation]], [[institution]] and [[person]]; "
            f"the path in the message counts entries from 0."
        ) from error
    for person in own.person:
        if not person.name.strip():
            raise KnowledgeError(f"{path}: a [[person]] has an empty name.")
    return own
