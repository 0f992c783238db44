"""The frozen record of what the stages know before they read: states, institutions, offices, persons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from demarche.knowledge.lexicon import Lexicon, Match, Word, words_of
from demarche.records import Actor, Date, Party, Record, Role

Gender = Literal["m", "f"]
OfficeClass = Literal[
    "spokesperson", "head", "minister", "envoy", "military", "legislator", "official", "expert", "press", "society",
    "courtesy",
]  # fmt: skip


class State(Record, frozen=True):
    """A state: its names, what its people are called, its capitals, what news calls it ("Asian", "kingdom")."""

    party: Party
    name: str
    official: str | None = None
    variants: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Organisation(Record, frozen=True):
    """An organisation, alliance, court or armed group: names, the nouns it goes by once named, phrases that name it."""

    party: Party
    name: str
    aliases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    organs: tuple[tuple[str, ...], ...] = ()
    sector: str = "IGO"
    group: bool = False


class InstitutionKind(Record, frozen=True):
    """A kind of institution that states have ("foreign-ministry"): name pattern, sector, whether it stands alone.

    `apart` are those of its phrases that name a body of their own: "senate" among those of a parliament.
    """

    kind: str
    pattern: str
    sector: str
    bare: bool
    phrases: tuple[str, ...]
    apart: frozenset[str] = frozenset()


class Office(Record, frozen=True):
    """An office or occupation: canonical title, its class, its sector, and the phrases that name it."""

    title: str
    office_class: OfficeClass
    sector: str | None
    phrases: tuple[str, ...]


class Knowledge(Record, frozen=True):
    """What the shipped tables and the user's files say, with the lexicon of all surface forms.

    `actors` holds states, organisations, organs, national institutions, media and persons by their ids; a state's or
    organisation's id is its party. `national` gives the actor id of one state's institution of a kind.
    """

    actors: Mapping[str, Actor]
    lexicon: Lexicon
    states: Mapping[Party, State]
    organisations: Mapping[Party, Organisation]
    kinds: Mapping[str, InstitutionKind]
    national: Mapping[tuple[Party, str], str]
    offices: Mapping[str, Office]
    given_names: Mapping[str, Gender]
    genders: Mapping[str, Gender]  # of the persons in `actors`, by actor id
    surnames: Mapping[str, tuple[str, ...]]  # folded surname to the ids of the persons who bear it
    context: Mapping[str, frozenset[str]]  # word sets of context.csv, by the name of the set
    outlet_homes: Mapping[str, Party]  # folded name of an outlet to the state it is published in
    towns: Mapping[str, Party]  # folded name of a town to its state
    money: Mapping[str, Party]  # sign before a sum or word after one to the state whose money it is
    head_titles: frozenset[str]  # titles of heads of state, government and organisations, folded
    reference_events: tuple[Path, ...] = ()  # the user's own, read by the times stage

    def find(self, text: str, words: tuple[Word, ...] | None = None) -> tuple[Match, ...]:
        """Known surface forms in `text`: offsets into it, longest first, never overlapping."""
        return self.lexicon.find(text, words)

    def party_name(self, party: Party) -> str:
        """The short name of a party ("China", "NATO"), the code itself where it is unknown."""
        organisation = self.organisations.get(party)
        if organisation is not None:
            return organisation.name
        actor = self.actors.get(party)
        return actor.name if actor is not None else party

    def institution(self, party: Party, kind: str, phrase: str = "") -> Actor:
        """The institution of `kind` of a party, under its own name where it has one ("Knesset (Israel)").

        The `phrase` it is named by, in lower case, tells a body apart: "senate" is "Senate (Varnia)".
        """
        if phrase in self.kinds[kind].apart:
            name = f"{phrase.title().replace(' Of ', ' of ').replace(' The ', ' the ')} ({self.party_name(party)})"
            sector = self.kinds[kind].sector
            own = "-".join(word.folded for word in words_of(phrase))
            return Actor(id=f"{party}/{own}", name=name, kind="institution", party=party, sector=sector)
        actor = self.actors.get(self.national.get((party, kind), ""))
        if actor is not None:
            return actor
        of_kind = self.kinds[kind]
        state = self.states.get(party)
        people = state.adjectives[0] if state is not None and state.adjectives else self.party_name(party)
        name = of_kind.pattern.format(state=self.party_name(party), people=people)
        media = of_kind.sector == "MED"
        return Actor(
            id=f"{party}/{kind}",
            name=name,
            kind="media" if media else "institution",
            party=party,
            sector=of_kind.sector,
        )

    def is_head(self, role: Role) -> bool:
        """Whether a role is the head's of a state, a government or an organisation, or a foreign minister's."""
        return role.title.lower() in self.head_titles

    def role_at(self, actor: Actor, earliest: Date | None, latest: Date | None) -> Role | None:
        """The role `actor` held in the interval of days given, the latest one that touches it.

        With no date known, the latest role. Where none touches the interval, the last one before it, else ``None``.
        """
        roles = sorted(actor.roles, key=lambda role: role.start or "")
        if not roles:
            return None
        if latest is None and earliest is None:
            return roles[-1]
        low, high = earliest or latest or "", latest or earliest or ""
        held = [r for r in roles if (r.start or "") <= high and (r.end is None or _reaches(r.end, low))]
        if held:
            return held[-1]
        past = [r for r in roles if (r.start or "") <= high]
        return past[-1] if past else roles[0]


def _reaches(end: Date, day: Date) -> bool:
    """Whether a term that ends with the prefix `end` ("2024-05" ends with May) has not ended before `day`."""
    return end >= day[: len(end)]
