"""From rows of knowledge to the surface forms and actors they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from demarche.knowledge.lexicon import Name, Sort, fold
from demarche.knowledge.record import InstitutionKind, Office, Organisation, State
from demarche.records import Actor


def slug(name: str) -> str:
    """`name` as part of an id: folded words joined by hyphens.

    >>> slug("Jens Stoltenberg")
    'jens-stoltenberg'
    """
    return "-".join(re.findall(r"[^\W_]+", fold(name)))


def plural(noun: str) -> str:
    """The plural of an English noun phrase: "foreign ministry" -> "foreign ministries".

    >>> plural("head of state")
    'heads of state'
    """
    head, of, rest = noun.partition(" of ")
    if of:
        return f"{plural(head)} of {rest}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


def peoples(state: State) -> Iterator[str]:
    """What a state's people are called in the plural: irregular nouns as given, else by rule from the adjectives."""
    yield from state.people
    for adjective in state.adjectives:
        if adjective.endswith(("an", "i", "ese", "iot", "in", "er")) and not adjective.endswith("ese"):
            yield adjective + "s"


def names_of_state(state: State) -> Iterator[Name]:
    """All surface forms of a state."""

    def named(sort: Sort, *surfaces: str) -> Iterator[Name]:
        for surface in dict.fromkeys(surfaces):
            yield Name(surface=surface, referent=state.party, sort=sort)

    official = (state.official,) if state.official else ()
    yield from named("name", state.name, *official, *state.variants)
    yield from named("adjective", *state.adjectives)
    yield from named("people", *peoples(state))
    yield from named("capital", *state.capitals)
    yield from named("metonym", *state.metonyms)


def actor_of_state(state: State) -> Actor:
    """A state as an actor; its id is its party."""
    official = (state.official,) if state.official else ()
    return Actor(id=state.party, name=state.name, kind="state", party=state.party, aliases=official + state.variants)


def with_small_letters(surfaces: Sequence[str]) -> dict[str, None]:
    """`surfaces`, and those of several words as many papers write them, the first word alone with a capital.

    >>> list(with_small_letters(["Amber Coast Commission", "ACC"]))
    ['Amber Coast Commission', 'ACC', 'Amber coast commission']
    """
    small = (f"{first} {rest.lower()}" for first, _, rest in (s.partition(" ") for s in surfaces) if rest)
    return dict.fromkeys((*surfaces, *small))


def names_of_organisation(organisation: Organisation) -> Iterator[Name]:
    """All surface forms of an organisation, its organs' with them."""
    written = (organisation.name, *organisation.aliases)
    # "An Islamic state" is no armed group, "the conservative party" may be another country's.
    for surface in dict.fromkeys(written) if organisation.group else with_small_letters(written):
        yield Name(surface=surface, referent=organisation.party, sort="name")
    for surface in organisation.descriptions:
        yield Name(surface=surface, referent=organisation.party, sort="description")
    for organ in organisation.organs:
        for surface in with_small_letters(organ):
            yield Name(surface=surface, referent=f"{organisation.party}/{slug(organ[0])}", sort="organ")


def with_abbreviation(organisation: Organisation) -> str:
    """An organisation's name with the letters it is known by: "Amber Coast Commission (ACC)"."""
    short = next((alias for alias in organisation.aliases if alias.isalpha() and alias.isupper()), None)
    known = short is None or organisation.name.isupper() or len(organisation.name.split()) < 2
    return organisation.name if known else f"{organisation.name} ({short})"


def actors_of_organisation(organisation: Organisation) -> Iterator[Actor]:
    """An organisation and its organs as actors; the organs speak for its party."""
    kind, party = ("group" if organisation.group else "organisation"), organisation.party
    if organisation.sector in ("PTY", "MIL"):
        # A party of a state's politics and a corps of its army are no international actors: they speak for the state.
        party = party[:3]
    yield Actor(
        id=organisation.party,
        name=with_abbreviation(organisation),
        kind="group" if kind == "group" else "organisation",
        party=party,
        sector=organisation.sector,
        aliases=organisation.aliases,
    )
    for organ in organisation.organs:
        yield Actor(
            id=f"{organisation.party}/{slug(organ[0])}",
            name=organ[0],
            kind="institution",
            party=party,
            sector=organisation.sector,
            aliases=organ[1:],
        )


def names_of_kind(kind: InstitutionKind) -> Iterator[Name]:
    """The phrases of a kind of institution."""
    for phrase in kind.phrases:
        yield Name(surface=phrase, referent=kind.kind, sort="kind")


def names_of_office(office: Office) -> Iterator[Name]:
    """The phrases of an office, plurals with them ("foreign ministers")."""
    for phrase in office.phrases:
        yield Name(surface=phrase, referent=office.title, sort="office")
        if office.office_class != "courtesy" and not phrase.endswith("s"):
            yield Name(surface=plural(phrase), referent=office.title, sort="office")
