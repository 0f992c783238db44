"""Deeds that are acts of speech: what one will not do is refused, what one will not hesitate to do is threatened."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.phrases import load_phrases
from demarche.events.tellings import Telling
from demarche.records import EventType

REFUSABLE: frozenset[EventType] = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID", "SUPPORT", "RETREAT", "CONCEDE"))
MENACING: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "ACCUSE"))


def is_refusal(telling: Telling) -> bool:
    """Whether a negated future or a failure is a refusal: "will not lift its sanctions", "failed to reach a deal"."""
    if telling.nominal or telling.frame.type not in REFUSABLE:
        return False
    if telling.frame.type == "AGREE" and failed(telling):
        return True
    words = {child.lower_ for child in telling.governor.children if child.dep_ in ("aux", "advmod", "part", "neg")}
    return bool(words & {"will", "would", "wo", "'ll", "shall"}) and bool(words & load_phrases().status.negation)


def is_threat(telling: Telling) -> bool:
    """Whether a hostile deed is what somebody will not hesitate to do: "would not hesitate to punish Varnia"."""
    above = telling.governor.head
    hostile = telling.frame.type in MENACING and not telling.frame.speech
    return hostile and telling.governor.dep_ == "xcomp" and unhesitating(above)


def is_vow(telling: Telling) -> bool:
    """Whether a threat is what somebody says that he will do: "will respond if Varnia joins"."""
    return telling.frame.type == "THREATEN" and telling.frame.needs == "future"


def unhesitating(verb: Token) -> bool:
    """Whether a verb says that somebody will not hesitate."""
    negated = any(child.lower_ in load_phrases().status.negation for child in verb.children)
    return negated and verb.lemma_.lower() in ("hesitate", "shrink", "flinch")


def failed(telling: Telling) -> bool:
    """Whether a telling is what somebody failed to do."""
    verb = telling.governor
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "fail"
