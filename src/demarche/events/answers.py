"""Whom an act of speech without a named target answers: the party that did something to the speaker before.

"Norwyn demanded their release" after "Keldoria detained two Norwynians": Keldoria.
"Varnia dismissed the allegation": the accuser.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.tokens import Token

from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.tellings import Telling
from demarche.records import EventType, Party, Statement

HOSTILE: tuple[EventType, ...] = ("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "MOBILIZE", "REJECT")
CLAIMING: tuple[EventType, ...] = ("ACCUSE", "THREATEN", "REQUEST")
ASKING: tuple[EventType, ...] = ("REQUEST", "AGREE", "THREATEN")
CONDITIONS = frozenset(("if", "should", "unless"))
NEAR = 45  # tokens between an act and what it answers, where only a hostile deed speaks for the link
REJECTS_FROM = 400


def _answers(telling: Telling) -> tuple[tuple[EventType, ...], int]:
    """The types of event that an act can answer, and how far back they may stand."""
    if telling.frame.type != "REJECT":
        return HOSTILE, NEAR
    below = {token.lemma_.lower() for token in telling.trigger.subtree}
    words = load_phrases()
    if below & words.requestable and not below & words.answerable:
        return ASKING, REJECTS_FROM
    return CLAIMING, REJECTS_FROM


def answered(telling: Telling, others: Sequence[Telling], provokers: tuple[Standing, ...] = ()) -> Telling:
    """The telling with its target filled in from the nearest event aimed at its own source.

    Those told before it are preferred; a rejection may also answer what is told after it. `provokers` are those whose
    deed a threat depends on.
    """
    if telling.target or telling.frame.alone:
        return telling
    if telling.frame.type == "ASSAULT":
        return _struck_elsewhere(telling, others)
    if telling.frame.type == "SANCTION" and telling.frame.mode not in ("expel", "withdraw"):
        return telling
    if telling.frame.type == "REQUEST" and telling.statement is not None:
        refusing = _refused_by(telling, others)
        return telling._replace(target=refusing, confidence=0.6) if refusing else telling
    named = _same_deed(telling, others)
    if named:
        return telling._replace(target=named, confidence=0.8 * telling.confidence)
    types, reach = _answers(telling)
    sources = {standing.party for standing in telling.source}
    here = telling.trigger.i
    aimed = [
        other
        for other in others
        if other.frame.type in types
        and sources & {standing.party for standing in other.target}
        and not sources & {standing.party for standing in other.source}
        and abs(other.trigger.i - here) <= reach
        and (other.trigger.i < here or telling.frame.type == "REJECT")
    ]
    if not aimed and telling.frame.type == "THREATEN":
        # "the Union warned it would act" after Varnia's move against a member: whoever made the move
        aimed = [
            other
            for other in others
            if other.frame.type in HOSTILE[:3]
            and 0 < here - other.trigger.i <= 2 * NEAR
            and not sources & {standing.party for standing in other.source}
        ]
    if not aimed and telling.frame.type == "THREATEN":
        # "denied attacking Ostrovia and threatened to bomb its ports"
        before = [o for o in others if 0 < here - o.trigger.i <= NEAR and o.target and sources == o.parties[0]]
        if before:
            return telling._replace(target=before[-1].target, confidence=0.5 * telling.confidence)
    if not aimed and telling.frame.type == "THREATEN" and provokers:
        return telling._replace(target=provokers, confidence=0.6)
    if not aimed:
        return telling
    nearest = min(aimed, key=lambda other: (other.trigger.i > here, abs(other.trigger.i - here)))
    return telling._replace(target=nearest.source, confidence=0.7 * telling.confidence)


def provokers_of(telling: Telling, parties: Parties) -> tuple[Standing, ...]:
    """Whose deed would call the threat forth: "threatened to act if Varnia joined"."""
    own = telling.parties[0]
    for verb in telling.trigger.subtree:
        conditional = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in verb.children)
        for subject in (c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")) if conditional else ():
            named = [s for s in parties.acting(subject) if s.party not in own]
            if named:
                return tuple(named)
    return ()


def _struck_elsewhere(telling: Telling, others: Sequence[Telling]) -> Telling:
    """An attack on nobody named, of one whose attack is told nearby: "had ordered the strikes", "did it"."""
    own = telling.parties[0]
    same = [
        o for o in others if o.frame.type == "ASSAULT" and o.target and o.parties[0] & own and not o.parties[1] & own
    ]
    nearest = min(same, key=lambda o: abs(o.trigger.i - telling.trigger.i), default=None)
    return telling._replace(target=nearest.target, confidence=0.5) if nearest is not None else telling


def _refused_by(telling: Telling, others: Sequence[Telling]) -> tuple[Standing, ...]:
    """Who refuses what was asked of nobody named: "Norwyn made several requests. They were denied by Varnia"."""
    own = telling.parties[0]
    refusals = (o for o in others if o.frame.type == "REJECT" and own & o.parties[1] and not own & o.parties[0])
    near = [o for o in refusals if abs(o.trigger.i - telling.trigger.i) <= NEAR]
    return near[0].source if near else ()


def struck_teller(
    telling: Telling,
    statements: Sequence[Statement],
    others: Sequence[Telling] = (),
    organisations: Container[Party] = frozenset(),
) -> Telling:
    """An attack on nobody named, told by an accuser: "Varnia said Tamarian drones had struck a depot" struck Varnia.

    Where the words only report it, the two must be told to fight or quarrel elsewhere in the article. `organisations`
    are not struck.
    """
    if telling.target or telling.frame.type != "ASSAULT":
        return telling
    own = telling.parties[0]
    at = telling.trigger.idx
    for statement in statements:
        teller = statement.party or ""
        accusing = statement.act in ("accuse", "condemn")
        accusing = accusing or (statement.act in ("state", "announce") and _at_odds(teller, own, others))
        accusing = accusing and bool(teller) and teller not in own and "+" not in teller
        accusing = accusing and teller not in organisations
        if accusing and any(span.start <= at < span.end for span in statement.content):
            return telling._replace(target=(Standing(teller, statement.speaker, False, False),), confidence=0.6)
    return telling


def _at_odds(teller: Party, own: frozenset[Party], others: Sequence[Telling]) -> bool:
    """Whether a party and an attacker attack, accuse or threaten each other elsewhere."""
    return any(
        o.frame.type in HOSTILE and (o.parties in ((own, frozenset((teller,))), (frozenset((teller,)), own)))
        for o in others
    )


def _same_deed(telling: Telling, others: Sequence[Telling]) -> tuple[Standing, ...]:
    """Who did the deed that is censured without its doer: "denounced the invasion" after "Varnia's invasion"."""
    if telling.frame.type not in ("ACCUSE", "REJECT"):
        return ()
    own = telling.parties[0]
    deeds = {
        child.lemma_.lower()
        for child in telling.trigger.children
        if child.dep_ in ("obj", "obl", "nsubj:pass")
        and child.pos_ == "NOUN"
        and any(c.lower_ in ("the", "this", "these", "such", "those") for c in child.children)
    } & load_phrases().deeds
    same = [
        o
        for o in others
        if o.trigger.lemma_.lower() in deeds and o.source and not own & o.parties[0] and o.frame.type in HOSTILE
    ]
    if not same and deeds:
        blaming = [
            o
            for o in others
            if o.frame.type == "ACCUSE"
            and o.target
            and o.trigger.i < telling.trigger.i
            and not own & o.parties[1]
            and deeds & {token.lemma_.lower() for token in o.trigger.subtree}
        ]
        return blaming[-1].target if blaming else ()
    nearest = min(same, key=lambda o: abs(o.trigger.i - telling.trigger.i), default=None)
    return nearest.source if nearest is not None else ()


def with_sides(telling: Telling, others: Sequence[Telling]) -> Telling:
    """A telling "to either side", "to both sides", with the parties to the conflict as target.

    They are those of a war the article tells, else whom the same kind of event is told to have reached.
    """
    if telling.target or not names_sides(telling.trigger):
        return telling
    own = {standing.party for standing in telling.source}
    wars = [o for o in others if o.frame.type == "ASSAULT" and o.target and not own & (o.parties[0] | o.parties[1])]
    if wars:
        named = {s.party: s for s in (*wars[0].source, *wars[0].target)}
        return telling._replace(target=tuple(named.values()), confidence=0.7)
    same = [o for o in others if o.frame.type == telling.frame.type and o.target and own & o.parties[0]]
    return telling._replace(target=same[0].target, confidence=0.6) if same else telling


def names_sides(word: Token) -> bool:
    """Whether "either side", "both sides", "neither party" stands below a word."""
    return any(
        token.lemma_.lower() in ("side", "party")
        and any(child.lower_ in ("either", "both", "neither", "any", "warring") for child in token.children)
        for token in word.subtree
    )
