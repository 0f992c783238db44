"""Verbs that tell an event, with their parties by the clause; where the parse gives none, by the mentions around."""

from __future__ import annotations

from msgspec import structs
from spacy.tokens import Token

from demarche.events.answers import names_sides
from demarche.events.arguments import crowd, deeper, nearest, plural_pair, promised_to, slot
from demarche.events.clauses import Clause, case_of, particle, phrases_of, read_clause, swallowed
from demarche.events.domestic import (
    DOMESTIC,
    GATHERING,
    MARCHING,
    compatriots,
    demanding_crowd,
    gathered,
    own_authority,
)
from demarche.events.lexicon import Frame, Lexicon
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.scenes import host, local_body, territory
from demarche.events.senses import sense_holds
from demarche.events.tellings import Telling, split_sides, without
from demarche.events.trials import trying_state

# These may find their target in what was told before.
ANSWERS = ("REJECT", "ACCUSE", "REQUEST", "THREATEN", "ASSAULT", "SANCTION")
DEMANDING = frozenset(("demand", "call", "urge"))
PEACEKEEPING = frozenset(("peacekeeper", "peacekeepers", "peacekeeping"))
STATIVE = frozenset(("ready", "willing", "prepared"))
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE")


def timed(noun: Token) -> bool:
    """Whether a phrase is a time: "called Tarn on Friday" is no "call on"."""
    return noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in load_phrases().sets.time_nouns


def keys_of(verb: Token) -> list[str]:
    """The lexicon keys a verb can answer to, the longest first: "lash out", "call on", "point finger", "lash"."""
    lemma = verb.lemma_.lower()
    second = {child.lower_ for child in verb.children if child.dep_ in ("compound:prt", "advmod", "case", "obl")}
    second |= {case_of(child).split(" ")[0] for child in verb.children if case_of(child) and not timed(child)}
    second |= {child.lemma_.lower() for child in verb.children if child.dep_ == "obj"}
    if verb.i + 1 < len(verb.doc) and not (verb.nbor().dep_ == "case" and timed(verb.nbor().head)):
        second.add(verb.nbor().lower_)
    longer = [f"{lemma} {case_of(c)} {c.lower_}" for c in verb.children if c.dep_ in ("obl", "nmod") and case_of(c)]
    return [*longer, *(f"{lemma} {word}" for word in sorted(second) if word), lemma]


def frames_of(verb: Token, lexicon: Lexicon) -> list[tuple[str, Frame]]:
    """The senses of a verb with the key each was found under, those of longer keys first."""
    found = [(key, frame) for key in keys_of(verb) for frame in lexicon.verbs.get(key, ())]
    if particle(verb) and any(" " in key for key, _ in found):
        found = [pair for pair in found if " " in pair[0]]
    return found


def _marches(verb: Token) -> bool:
    """Whether people demonstrate at home: "took to the streets", but not "to protest against" somebody."""
    purpose = any(c.dep_ in ("xcomp", "advcl") and c.lemma_.lower() in MARCHING for c in verb.children)
    return verb.lemma_.lower() in MARCHING and not purpose


def _of_a_state(clause: Clause) -> bool:
    """Whether the object is a deed that only a state does where it rules."""
    return any(head.lemma_.lower() in load_phrases().sets.state_deeds for head in clause.objects)


def _shared_thing(clause: Clause) -> bool:
    """Whether the object is what two states have with each other."""
    return any(head.lemma_.lower() in ("relation", "tie", "link", "contact", "border") for head in clause.objects)


def _envoys(clause: Clause) -> bool:
    """Whether an object is somebody in office: "received the ambassador of Norwyn"."""
    return any(head.lemma_.lower() in load_phrases().persons for head in clause.objects)


def _suspending(parties: Parties, clause: Clause) -> list[Standing]:
    """The organisation that suspended a membership: "Varnia's membership of the League was suspended"."""
    for noun in clause.objects:
        if noun.lemma_.lower() == "membership":
            bodies = (s for child in noun.children if case_of(child) in ("of", "in") for s in parties.of_phrase(child))
            return [standing for standing in bodies if standing.party in parties.organisations]
    return []


def verbal_telling(verb: Token, parties: Parties, lexicon: Lexicon, pair: list[Standing]) -> Telling | None:
    """What a verb tells, or None. `pair` holds the two parties last told to have dealt with each other."""
    if verb.lemma_.lower() not in lexicon.verb_heads:
        return None
    if verb.dep_ in ("amod", "compound", "case", "fixed") and swallowed(verb) is None:
        return None
    if verb.pos_ not in ("VERB", "AUX") and verb.lower_ not in STATIVE:
        return None
    if verb.dep_ in ("obj", "nmod", "nsubj") and verb.lower_ in lexicon.nouns:
        return None  # a noun by its place: "held talks"
    frames = frames_of(verb, lexicon)
    if not frames:
        return None
    clause = read_clause(verb)
    for _key, frame in frames:
        if not sense_holds(frame, clause):
            continue
        telling = _with_frame(verb, clause, frame, parties, pair)
        if telling is not None:
            return telling
    return None


def _with_frame(verb: Token, clause: Clause, frame: Frame, parties: Parties, pair: list[Standing]) -> Telling | None:
    confidence = 1.0
    source: list[Standing] = []
    marching = False
    if frame.crowd:
        source = crowd(parties, clause)
        if not source:
            return None
    for name in frame.source if not frame.crowd else ():
        if name != "subj" and not clause.passive:
            continue  # "was summoned to the ministry in Qasr": only a passive names its doer elsewhere
        source = slot(parties, clause, name, frame, as_source=True)
        if source:
            break
    if not source:
        source = [standing for head in clause.subjects for standing in local_body(head, clause)][:1]
    if not source and frame.type == "MOBILIZE" and not clause.passive:
        source, confidence = [s for head in clause.subjects for s in parties.named_before(head)][:1], 0.6
    if frame.body_source and (clause.passive or source):
        bodies = source or [
            s for p in clause.phrases if p.case in ("from", "of", "to", "into") for s in parties.of_phrase(p.head)
        ]
        source = [standing for standing in bodies if standing.party in parties.organisations]
        if not source:
            return None
    if frame.speech and not clause.passive and not any(child.dep_ == "nsubj" for child in verb.children):
        # "the ministry said Varnia was stalling and called on it to return": the parse has Varnia call
        source = parties.said_by(verb) or source
    if not source and not clause.subjects and not clause.passive and verb.dep_ not in ("xcomp", "acl", "conj"):
        source, confidence = nearest(parties, verb, -1), 0.6
    if not source and frame.host_source and clause.passive:
        source, confidence = (
            host(parties, clause) or trying_state(parties, clause) or own_authority(parties, clause),
            0.7,
        )
    if not source and frame.type == "REQUEST" and verb.lemma_.lower() in DEMANDING:
        source, confidence = demanding_crowd(parties, clause), 0.6
        marching = bool(source)
    if not source and clause.passive and frame.objects:
        source = _suspending(parties, clause)
    if not source and clause.passive and frame.mode == "deport" and parties.home is not None:
        source, confidence = [Standing(parties.home, None, False, False)], 0.6
    target: list[Standing] = []
    if not source and clause.passive and frame.type in ("SANCTION", "SUPPORT"):
        # "relations between Varnia and Norwyn were severed": by one of them, which is not told
        sides = [
            s
            for head in clause.objects
            for p in phrases_of(head)
            if p.case == "between"
            for s in parties.of_phrase(p.head)
        ]
        if not sides and _shared_thing(clause):  # "Varnian-Norwynian ties were severed", "their ties were restored"
            own = [s for head in clause.objects for s in parties.of_modifiers(head, "owner")]
            sides = own if len(own) > 1 else list(pair) if len(pair) == 2 and not own else []
        source, target = split_sides(sides, [])
        confidence = 0.6
    if not source and clause.passive and frame.type in ("MOBILIZE", "AID"):
        # "Norwynian troops were sent to Tamaria": whose they are sent them
        source = [s for head in clause.objects for s in parties.acting(head)]
        confidence = 0.7
    accepted = frame.type == "AGREE" and clause.passive and not source and not frame.objects
    for name in frame.target if not target else ():
        if accepted and name == "obj":
            continue  # "Varnia and Tamaria were accepted as members": by nobody told
        target = slot(parties, clause, name, frame, as_source=False, exclude=frozenset(s.party for s in source))
        if target:
            break
    if not target and source and "obj" in frame.target and not frame.strict_target and not frame.complement:
        target = [] if clause.objects else without(nearest(parties, verb, +1), source)
        confidence = confidence * 0.6 if target else confidence
    if frame.joint is not None:
        partners = without(slot(parties, clause, "with", frame, as_source=False), source)
        if len(source) + len(partners) > 1:
            # "Varnia and Keldoria held exercises" work together; one state's exercise shows force
            frame = structs.replace(frame, type=frame.joint, mode=None, reciprocal=True)
            target = partners
    if (
        not source
        and target
        and frame.reciprocal
        and clause.passive
        and parties.home not in {None, *(s.party for s in target)}
    ):
        source, confidence = [Standing(str(parties.home), None, False, False)], 0.6  # "an accord signed with Norwyn"
    if not target and source and frame.type == "AGREE":
        target = promised_to(parties, verb, frozenset(s.party for s in source))
    if not target and frame.type == "ACCUSE" and _of_a_state(clause):
        target = without(host(parties, clause), source)  # "condemned the executions in Varnia"
    if not target and source and not frame.speech:
        target = deeper(parties, verb, frame, frozenset(s.party for s in source))
        confidence = confidence * 0.7 if target else confidence
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")}
    reached = clause.passive and frame.type == "AGREE" and not target and bool(helpers & {"was", "were", "been"})
    if not source and frame.type in SYMMETRIC and (reached or plural_pair(clause)) and len(pair) >= 2:
        source, confidence = list(pair), 0.8
    if not target and len(source) > 1 and _shared_thing(clause):
        source, target = split_sides(source, [])  # "the neighbours have suspended relations", "reopened their border"
    if frame.reciprocal or (frame.type in SYMMETRIC and len(source) > 1 and not target):
        if len(source) < 2 and not target and plural_pair(clause) and len(pair) >= 2:
            source, confidence = list(pair), 0.8
        source, target = split_sides(source, target)
    fired_at = frame.mode == "weapons" and any(
        phrase.case in ("at", "on", "against") and not timed(phrase.head) for phrase in clause.phrases
    )
    if fired_at and not target:
        return None  # "fired rockets at Tamaria" is no show of force
    if not target and source and (frame.type in ("ASSAULT", "MOBILIZE") or frame.mode == "visit"):
        target = territory(verb, source)
        confidence = confidence * 0.7 if target else confidence
    if frame.person_source and not any(s.person or s.at_head for s in source):
        return None
    if not target and source and frame.crowd and (_marches(verb) or frame.mode == "obstruct"):
        target, confidence = [Standing(source[0].party, None, False, False)], 0.6
    if not target and marching:
        target = [Standing(source[0].party, None, False, False)]
    if (
        not target
        and source
        and (frame.type in DOMESTIC or frame.home_target or frame.mode == "convict")
        and not frame.crowd
    ):
        target = compatriots(parties, clause, frame, source)
        confidence = 0.6 if target else confidence
    if not target and frame.type == "CONSULT" and verb.lemma_.lower() in GATHERING:
        target = gathered(parties, clause)
        source = target or source
    if frame.traveller and not any(s.person for s in source):
        return None
    if frame.person_target and not any(s.person for s in target) and not _envoys(clause):
        return None
    if frame.not_person_target:
        target = [s for s in target if not (s.person and s.at_head)]
    if frame.organisation_target:
        target = [s for s in target if s.at_head and s.actor and parties.actors[s.actor].kind == "organisation"]
    if not source or (not target and frame.needs_target):
        return None
    if frame.type == "MOBILIZE" and target and any(word.lower_ in PEACEKEEPING for word in verb.subtree):
        frame = structs.replace(frame, type="AID", mode=None, contexts=("peacekeeping",))  # "sent 200 as peacekeepers"
    if not target and frame.type not in ANSWERS and not frame.alone and not names_sides(verb):
        return None
    return Telling(
        frame=frame,
        trigger=verb,
        governor=verb,
        source=tuple(source),
        target=tuple(target),
        rule=f"verb:{verb.lemma_.lower()}",
        confidence=confidence,
    )
