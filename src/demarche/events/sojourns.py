"""Visits told by where somebody is: "the minister is in Sarnath for talks", "the envoy is due in Lurova on Friday"."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.clauses import case_of
from demarche.events.lexicon import Frame
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.scenes import states_named
from demarche.events.tellings import Telling, without

VISIT = Frame(type="CONSULT", mode="visit", contexts=("diplomatic",))
DUE = frozenset(("due", "expected"))
POSTED = frozenset(("ambassador", "consul", "correspondent", "resident"))


def sojourn_telling(word: Token, parties: Parties) -> Telling | None:
    """The visit that a place in the predicate, or "due" with a place, tells of a person from elsewhere, or None.

    An ambassador or a correspondent lives where he is.
    """
    place = _place_in_predicate(word) or _place_due(word)
    if place is None:
        return None
    near = (*word.children, *(place.children if place != word else ()))
    subjects = [child for child in near if child.dep_ in ("nsubj", "nsubj:pass") and child.i < word.i]
    copula = next((child for child in near if child.dep_ == "cop" and child.i), None)
    if not subjects and copula is not None:
        subjects = [copula.nbor(-1)]  # the parser may hang the name on another word
    if any(token.lemma_.lower() in POSTED for subject in subjects for token in subject.subtree):
        return None
    persons = load_phrases().persons
    guests = [s for head in subjects for s in parties.acting(head) if s.person or head.lemma_.lower() in persons]
    if not guests:
        return None
    hosts = [s for s in parties.of_head(place) if s.party in parties.states]
    named = [] if hosts else states_named(place.left_edge, place.right_edge)
    hosts = without(hosts or [Standing(state, None, False, False) for state in named[:1]], guests)
    if not hosts:
        return None
    return Telling(
        frame=VISIT,
        trigger=word,
        governor=word,
        source=tuple(guests),
        target=tuple(hosts),
        rule=f"place:{word.lower_ if word.lower_ in DUE else 'in'}",
        confidence=0.7,
        planned=word.lower_ in DUE,
    )


def _place_in_predicate(word: Token) -> Token | None:
    """A place behind "is in"."""
    copula = any(child.dep_ == "cop" and child.lemma_.lower() == "be" for child in word.children)
    return word if copula and word.pos_ in ("PROPN", "NOUN") and case_of(word) == "in" else None


def _place_due(word: Token) -> Token | None:
    """The place in which somebody is due."""
    if word.lower_ not in DUE or any(child.dep_ == "xcomp" for child in word.children):
        return None
    return next(
        (c for c in word.children if c.dep_ in ("obl", "nmod") and case_of(c) == "in" and c.pos_ == "PROPN"), None
    )
