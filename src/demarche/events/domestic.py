"""Events within one party: an opposition and its government, a state's police and its people, an alliance's meeting."""

from __future__ import annotations

from demarche.events.arguments import slot, territory
from demarche.events.clauses import Clause
from demarche.events.lexicon import Frame
from demarche.events.parties import Parties, Standing, measured
from demarche.events.phrases import load_phrases
from demarche.events.senses import nouns_of
from demarche.records import EventType

# What a state's own people and bodies do to each other is told as an event of these types.
DOMESTIC: tuple[EventType, ...] = ("ACCUSE", "REQUEST", "REJECT", "COERCE", "ASSAULT", "THREATEN", "SUPPORT")
MARCHING = frozenset(("demonstrate", "march", "riot", "protest"))
GATHERING = frozenset(("meet", "gather", "convene", "assemble"))


def gathered(parties: Parties, clause: Clause) -> list[Standing]:
    """The organisation whose leaders or members meet among themselves: "the Alliance's leaders met in Haldane"."""
    for head in clause.subjects:
        standings = parties.of_phrase(head) if head.tag_ in ("NNS", "NNPS") else []
        among = len(standings) == 1 and standings[0].party in parties.organisations
        if among and head.lemma_.lower() in load_phrases().persons:
            return standings
    return []


def compatriots(parties: Parties, clause: Clause, frame: Frame, source: list[Standing]) -> list[Standing]:
    """The target of a deed within one state: another actor of the source's party, named at the head of its phrase.

    "the opposition accused the government": one party, two actors.
    """
    doers = {standing.actor for standing in source}
    own = {standing.party for standing in source}
    if len(own) > 1:
        return []
    bodies = all(actor is not None and parties.actors[actor].kind != "state" for actor in doers)
    for name in frame.target if bodies else ():
        if name in ("obj", "iobj", "on", "to", "against", "at", "with"):
            found = [s for s in slot(parties, clause, name, frame, as_source=False) if s.at_head]
            other = [s for s in found if s.party in own and s.actor and s.actor not in doers]
            other = [s for s in other if parties.actors[str(s.actor)].kind != "state"]
            blows = frame.type == "ASSAULT" and all(one.person for one in (*source, *other))
            if other and not blows:  # "attacked his rival's record": two persons fight with words
                return other
    return own_people(parties, clause, frame, source) if frame.mode in ("arrest", "execute") else []


def own_people(parties: Parties, clause: Clause, frame: Frame, source: list[Standing]) -> list[Standing]:
    """Whom a state's authorities seize or kill, where nobody says that they are foreign: "police arrested protesters".

    Named by a place abroad they are its own; an army's prisoners may be anybody's.
    """
    soldiers = any((parties.actors[s.actor].sector if s.actor else None) == "MIL" for s in source)
    people = load_phrases().sets.home_crowd | load_phrases().crowd
    captive = soldiers and frame.mode == "arrest"
    if captive or not any(measured(head).lemma_.lower() in people for head in nouns_of(clause)):
        return []
    return territory(clause.verb, source) or [Standing(source[0].party, None, False, False)]
