"""Events within one party: an opposition and its government, a state's police and its people, an alliance's meeting."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.arguments import crowd, slot
from demarche.events.clauses import Clause, case_of, conjuncts, sentence_of
from demarche.events.lexicon import Frame
from demarche.events.parties import Parties, Standing, measured
from demarche.events.phrases import load_phrases
from demarche.events.scenes import states_named, territory
from demarche.events.senses import nouns_of
from demarche.records import EventType

# What a state's own people and bodies do to each other is told as an event of these types.
DOMESTIC: tuple[EventType, ...] = (
    "CONSULT",
    "AGREE",
    "ACCUSE",
    "REQUEST",
    "REJECT",
    "COERCE",
    "ASSAULT",
    "THREATEN",
    "SUPPORT",
)
# Those of them that may reach people whose state is not named: it is the doer's own.
REACHING: tuple[EventType, ...] = ("ACCUSE", "REQUEST", "COERCE", "ASSAULT", "THREATEN", "RETREAT")
PEACEFUL: tuple[EventType, ...] = ("CONSULT", "AGREE")
FORCED: tuple[EventType, ...] = ("COERCE", "ASSAULT")
MARCHING = frozenset(
    ("demonstrate", "march", "riot", "protest", "rally", "take", "go", "strike", "walk", "stop", "down")
)
GATHERING = frozenset(("meet", "gather", "convene", "assemble"))


def gathered(parties: Parties, clause: Clause) -> list[Standing]:
    """Whose own people meet or agree among themselves: "the Alliance's leaders met", "Varnia's premier and opposition".

    Of a state there must be two told apart by "and".
    """
    for head in clause.subjects:
        parts = [part for part in conjuncts(head) if part.pos_ in ("NOUN", "PROPN")]
        named = [standing for part in parts for standing in parties.acting(part)]
        known = {standing.party for standing in named}
        if len(parts) > 1 and len(known) == 1 and named[0].party in parties.states and any(map(is_faction, parts)):
            return named[:1]
        standings = parties.of_phrase(head) if head.tag_ in ("NNS", "NNPS") else []
        among = len(standings) == 1 and standings[0].party in parties.organisations
        if among and head.lemma_.lower() in load_phrases().persons:
            return standings
    return []


def is_faction(head: Token) -> bool:
    """Whether a phrase is of those whom a government deals with at home: "opposition leaders", "the rebels"."""
    words = {head.lemma_.lower(), *(child.lemma_.lower() for child in head.children if child.i < head.i)}
    return bool(words & load_phrases().sets.factions)


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
            persons = all(one.person for one in (*source, *other))
            fits = persons if frame.type in PEACEFUL else not (persons and frame.type == "ASSAULT")
            if other and fits:  # "attacked his rival's record": with words; only persons meet, not "media"
                return other
    suffering = struck_people(parties, clause, frame, source)
    if suffering:
        return suffering
    if frame.type in PEACEFUL and parties.home == source[0].party and not clause.passive:
        heads = [*nouns_of(clause), *(phrase.head for phrase in clause.phrases if phrase.case == "with")]
        if any(is_faction(head) and not parties.of_phrase(head) for head in heads):
            return [Standing(source[0].party, None, False, False)]
    affairs = any(head.lemma_.lower() in load_phrases().sets.home_affairs for head in nouns_of(clause))
    if frame.type == "REJECT" and affairs and parties.home == source[0].party:
        return [Standing(source[0].party, None, False, False)]  # "the opposition rejected the results"
    if frame.home_target and source[0].party:
        return [Standing(source[0].party, None, False, False)]
    if own_hearers(parties, clause, frame, source):
        return [Standing(source[0].party, None, False, False)]
    return (
        own_people(parties, clause, frame, source) if frame.mode in ("arrest", "execute") or frame.host_source else []
    )


def own_hearers(parties: Parties, clause: Clause, frame: Frame, source: list[Standing]) -> bool:
    """Whether an act of speech or force reaches people and bodies of the doer's own state, which goes without saying.

    "the minister urged governors to pay", "security forces shot dozens of protesters": no other state is named with
    them. What another state owns, an alliance's own members, and whole countries are not meant.
    """
    if source[0].party not in parties.states or frame.type not in REACHING:
        return False
    soldiers = any((parties.actors[s.actor].sector if s.actor else None) in ("MIL", None) for s in source)
    if frame.type in FORCED and soldiers and parties.home != source[0].party:
        below = [token for token in clause.verb.subtree if token.i > clause.verb.i]
        at_home = source[0].party in states_named(below[0], below[-1]) if below else False
        if not at_home:
            return False  # an army's victims may be anybody's
    heads = [*nouns_of(clause), *clause.indirect, *(p.head for p in clause.phrases if p.case in frame.target)]
    words = load_phrases().sets
    for head in heads:
        inner = measured(head)
        mention = parties.mention(inner)
        if mention is not None and parties.party_of(mention) is not None:
            continue
        foreign = {s.party for s in parties.of_modifiers(inner, "owner")} - {source[0].party}
        if inner.lemma_.lower() in words.hearers and not foreign:
            return True
    return False


def struck_people(parties: Parties, clause: Clause, frame: Frame, source: list[Standing]) -> list[Standing]:
    """The state whose people an armed group of that state attacks: "the rebels opened fire on residents"."""
    state = parties.own_state(source[0].party)
    if frame.type != "ASSAULT" or state is None:
        return []
    heads = (*nouns_of(clause), *(phrase.head for phrase in clause.phrases if phrase.case in ("on", "at", "against")))
    struck = any(head.lemma_.lower() in load_phrases().sets.homes or is_people(parties, head) for head in heads)
    return [Standing(state, None, False, False)] if struck else []


def own_people(parties: Parties, clause: Clause, frame: Frame, source: list[Standing]) -> list[Standing]:
    """Whom a state's authorities seize or kill, where nobody says that they are foreign: "police arrested protesters".

    Named by a place abroad they are its own; an army's prisoners may be anybody's.
    """
    soldiers = any((parties.actors[s.actor].sector if s.actor else None) == "MIL" for s in source)
    captive = soldiers and frame.mode == "arrest"
    if captive or common_crime(clause.verb) or not any(is_people(parties, head) for head in nouns_of(clause)):
        return []
    return territory(clause.verb, source) or [Standing(source[0].party, None, False, False)]


def is_people(parties: Parties, head: Token) -> bool:
    """Whether a phrase is of people who may be anybody's: "two journalists", "Lina Tarn", "11 others"."""
    inner = measured(head)
    words = load_phrases()
    mention = parties.mention(inner)
    if any(child.lower_ == "opposition" for child in inner.children):
        return True
    if mention is not None:
        actor = parties.actors.get(mention.actor)
        return actor is not None and actor.kind == "person"
    return inner.ent_type_ in ("PERSON", "PER") or inner.lemma_.lower() in words.sets.home_crowd | words.crowd


def common_crime(word: Token) -> bool:
    """Whether a sentence is about a murder or theft, no affair of state."""
    return any(token.lemma_.lower() in load_phrases().sets.crimes for token in sentence_of(word))


def own_authority(parties: Parties, clause: Clause) -> list[Standing]:
    """Whose authorities seized or tried somebody where nobody says so: those of the person's own state.

    "the former minister was jailed": the minister's; "three students were arrested": those of the state that the
    article is about; "two Norwynian reporters were detained": nobody knows whose.
    """
    if common_crime(clause.verb):
        return []
    for head in nouns_of(clause):
        asked = any(token.lower_ == "how" for token in head.subtree)  # "did not say how many were arrested"
        if asked or not is_people(parties, head):
            continue
        named = [s for s in parties.of_head(measured(head)) if s.person]
        if named and not any(child.dep_ == "nmod:desc" for child in head.children if parties.of_head(child)):
            return [Standing(named[0].party, None, False, False)]
        called = {s.party for s in parties.of_modifiers(measured(head), "owner")}
        if parties.home is not None and (not called or called == {parties.home}):
            return [Standing(parties.home, None, False, False)]
    return []


def seized(
    parties: Parties, noun: Token, source: list[Standing], target: list[Standing]
) -> tuple[list[Standing], list[Standing]]:
    """Both sides of a seizure or killing that a noun tells: "the arrest of ten strikers in Varnia", "are in custody".

    Whoever is seized without a state named is the seizing state's own.
    """
    seized_ones = [c for c in noun.children if c.dep_ in ("nmod", "nmod:poss", "nsubj") and case_of(c) in ("of", "")]
    if common_crime(noun) or not any(is_people(parties, head) for head in seized_ones):
        return source, target
    places = [c for c in noun.children if c.dep_ in ("nmod", "obl") and case_of(c) in ("in", "at")]
    where = next((s for place in places for s in parties.of_phrase(place)), None)
    if not source:
        source = [where] if where is not None else territory(noun, [])
    if not source and not target and parties.home is not None:
        source = [Standing(parties.home, None, False, False)]
    if source and not target:
        target = [Standing(source[0].party, None, False, False)]
    return source, target


def demanding_crowd(parties: Parties, clause: Clause) -> list[Standing]:
    """The state whose protesters demand something at home: "demonstrators demanded the reopening of the schools"."""
    for head in clause.subjects:
        inner = measured(head)
        if inner.lemma_.lower() in load_phrases().sets.protesters:
            named = crowd(parties, clause)
            state = named[0].party if named else parties.home
            return [Standing(state, None, False, False)] if state else []
    return []
