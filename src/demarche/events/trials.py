"""Whose courts try somebody where the clause does not say: those that the article names, if they are of one state."""

from __future__ import annotations

from demarche.events.clauses import Clause
from demarche.events.parties import Parties, Standing, measured
from demarche.events.scenes import states_named
from demarche.events.senses import nouns_of

COURTS = frozenset(("court", "judge", "prosecutor", "tribunal", "jury"))
TRYING = frozenset(("convict", "sentence", "find", "indict", "charge", "acquit", "extradite"))


def trying_state(parties: Parties, clause: Clause) -> list[Standing]:
    """The state whose court tries a foreigner: "He is to be sentenced in May" after "a court in Brenn".

    Empty where the person's own state is not known, or the article's courts are of several states or of his own.
    """
    if clause.verb.lemma_.lower() not in TRYING:
        return []
    tried = {s.party for head in nouns_of(clause) for s in parties.of_head(measured(head)) if s.person}
    courts = _courts(parties) if tried else set()
    return [Standing(state, None, False, False) for state in courts] if len(courts) == 1 and not courts & tried else []


def _courts(parties: Parties) -> set[str]:
    """The parties whose courts, judges and prosecutors the article names, by owner or by place."""
    found: set[str] = set()
    for token in parties.doc:
        if token.lemma_.lower() in COURTS and token.pos_ in ("NOUN", "PROPN"):
            named = parties.of_head(token) or parties.of_modifiers(token, "owner")
            found |= {standing.party for standing in named} or set(states_named(token.left_edge, token.right_edge)[:1])
    return found
