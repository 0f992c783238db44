"""Nouns that tell an event: "the raid on the port by Varnia", "talks between", "held talks"."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.arguments import plural_pair
from demarche.events.clauses import case_of, is_passive, read_clause, surface_subjects
from demarche.events.domestic import seized
from demarche.events.lexicon import Frame, Lexicon
from demarche.events.noun_slots import between_both, first_of, noun_keys, stacked, worded
from demarche.events.parties import Parties, Standing
from demarche.events.scenes import states_named, territory
from demarche.events.tellings import Telling, split_sides, without
from demarche.events.verbal import keys_of

NOUN_PLACES = frozenset(("obj", "obl", "nmod", "nsubj", "nsubj:pass"))  # a "verb" here is a noun: "held talks"

DURING = ("during", "at", "in", "after", "before", "following", "ahead of", "of ahead", "prior to", "for")
VISITS = frozenset(("meeting", "talks", "tour", "trip", "visit"))  # "an official visit" is no official
AIMING = frozenset(("in", "on", "at", "near", "against", "towards", "toward", "into"))


def _carrier(noun: Token, lexicon: Lexicon) -> tuple[Token | None, str]:
    """The light verb that carries a noun's event, and what it says of it (does, plans, ends, suffers)."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    # "an eighth round of talks": the verb governs the measure.
    if (
        top.dep_ == "nmod"
        and case_of(top) == "of"
        and top.head.lemma_.lower() in ("round", "series", "day", "wave", "number", "campaign", "set", "package", "lot")
    ):
        top = top.head
    verb = top.head
    if verb.pos_ not in ("VERB", "AUX") or top.dep_ not in ("obj", "nsubj:pass", "obl", "iobj", "nsubj"):
        return None, ""
    if top.dep_ == "nsubj" and not is_passive(verb):
        return None, ""
    if top.dep_ == "obl" and case_of(top) not in ("in", "into", "for", "with", "of", "from", ""):
        return None, ""
    if top.dep_ == "obl" and stacked(top):
        return None, ""  # "made in accordance with the treaty" makes no treaty
    keys = keys_of(verb)
    light = lexicon.light
    if top.dep_ == "obl" and case_of(top) == "for":
        first = top.left_edge.i
        if first and top.doc[first - 1].pos_ == "NOUN" and top.doc[first - 1].head.i == verb.i:
            return None, ""  # "vowed revenge for the raid": the phrase is the revenge's
        return (
            (verb, "suffers")
            if light.suffers & set(keys)
            else ((verb, "plans") if light.plans & set(keys) else (None, ""))
        )
    for kind, words in (("ends", light.ends), ("suffers", light.suffers), ("does", light.does), ("plans", light.plans)):
        if any(key in words for key in keys[:-1]) or (keys[-1] in words):
            return verb, kind
    return None, ""


def nominal_telling(noun: Token, parties: Parties, lexicon: Lexicon, pair: list[Standing]) -> Telling | None:
    """What a noun tells, or None. `pair` holds the two parties last told to have dealt with each other."""
    if noun.lower_ not in lexicon.noun_heads and noun.lemma_.lower() not in lexicon.noun_heads:
        return None
    place = noun.dep_ in NOUN_PLACES or noun.tag_ in ("NN", "NNS")  # "US-China talks opened": a noun by its tag
    mistagged = noun.pos_ == "VERB" and place and noun.lower_ in lexicon.nouns
    if (
        not (noun.pos_ in ("NOUN", "PROPN", "ADJ") or mistagged)
        or noun.dep_ in ("compound", "amod")
        or (parties.mention(noun) is not None and noun.lower_ not in VISITS)
    ):
        return None
    for key in noun_keys(noun):
        for frame in lexicon.nouns.get(key, ()):
            telling = _with_frame(noun, frame, parties, lexicon, pair)
            if telling is not None:
                return telling
    return None


def _all(parties: Parties, head: Token) -> list[Standing]:
    """The parties of an object or of what hangs on it ("sanctions on Varnian banks")."""
    found = parties.of_phrase(head)
    inner = [s for child in head.children if child.dep_ == "nmod" for s in parties.of_phrase(child)]
    return [*found, *inner]


def _owner_before(parties: Parties, noun: Token) -> list[Standing]:
    """The name right before "its": "helps Varnia in its invasion of Tamaria" is Varnia's invasion."""
    pronoun = next(
        (c for c in noun.children if c.dep_ == "nmod:poss" and c.lower_ in ("its", "their", "his", "her")), None
    )
    if pronoun is None or pronoun.i < 2 or pronoun.nbor(-1).pos_ != "ADP":
        return []
    return parties.of_head(pronoun.nbor(-2))


def _doers(noun: Token, cases: tuple[str, ...]) -> list[Token]:
    """The subjects of the clause in which a noun stands behind one of these prepositions."""
    verb = _verb_above(noun) if case_of(noun) in cases else None
    return surface_subjects(verb) if verb is not None else []


def _verb_above(noun: Token) -> Token | None:
    """The verb that a noun hangs on, over the phrases between."""
    word = noun
    while word.dep_ in ("nmod", "obl", "obj") and word.head != word and word.head.pos_ not in ("VERB", "AUX"):
        word = word.head
    return word.head if word.head.pos_ in ("VERB", "AUX") else None


def _aimed_at(verb: Token | None, source: list[Standing]) -> list[Standing]:
    """The state of the place that an attack's light verb names: "launched an attack in the direction of Hask"."""
    for child in verb.children if verb is not None else ():
        if child.dep_ == "obl" and case_of(child) in AIMING:
            taken = {standing.party for standing in source}
            states = [state for state in states_named(child.left_edge, child.right_edge) if state not in taken]
            if states:
                return [Standing(states[0], None, False, False)]
    return []


def _allowed(noun: Token, frame: Frame) -> bool:
    modifiers = {child.lower_ for child in noun.children if child.dep_ in ("compound", "amod")}
    if modifiers & frame.unless_modifier or (frame.only_modifier and not modifiers & frame.only_modifier):
        return False
    of = {child.lemma_.lower() for child in noun.children if child.dep_ == "nmod" and case_of(child) == "of"}
    of |= modifiers
    if frame.unless_of & of:
        return False
    return not frame.of or bool(frame.of & of)


def _with_frame(noun: Token, frame: Frame, parties: Parties, lexicon: Lexicon, pair: list[Standing]) -> Telling | None:
    if not _allowed(noun, frame):
        return None
    verb, kind = _carrier(noun, lexicon)
    if kind == "ends" or (frame.light and verb is None and frame.type != "AGREE"):
        return None
    confidence = 0.9
    subjects: list[Standing] = []
    if verb is not None:
        subjects = [s for head in read_clause(verb).subjects for s in parties.acting(head)]
    if subjects and kind in ("does", "plans") and not frame.reciprocal:
        source, where = subjects, ""  # "voiced its support of": the verb's subject, not the noun's "of"
    else:
        source, where = first_of(parties, noun, frame.source, True, [])
        source = _owner_before(parties, noun) or source
    target, slot_name = first_of(
        parties,
        noun,
        tuple(name for name in frame.target if name != where or frame.reciprocal),
        False,
        source,
        frame.type == "ACCUSE",
    )
    if verb is not None and frame.speech and frame.needs_source and source and target and case_of(noun):
        verb, kind = None, ""  # "agrees with the Union's call on Varnia": the Union calls
    met_with = slot_name == "with"
    if where == "between" and len(source) > 1 and not target:
        source, target = split_sides(source, [])  # "clashes between Varnia and Tamaria"
    if verb is not None:
        clause = read_clause(verb)
        if kind == "suffers":
            if not target:
                target = without(subjects, source)
        elif not source or frame.reciprocal:
            source = source if source and not subjects else [*subjects, *without(source, subjects)]
            target = without(target, source)
        if not target:
            for phrase in clause.phrases:
                if phrase.case in frame.target:
                    head = phrase.head
                    accused = frame.type == "ACCUSE" and not parties.of_head(head)
                    target = without(parties.blamed(head) if accused else parties.of_phrase(head), source)
                    if target:
                        break
        if not target and clause.indirect:
            target = without(parties.of_phrase(clause.indirect[0]), source)
        if frame.reciprocal and len(source) < 2 and not target and plural_pair(clause) and len(pair) >= 2:
            source = list(pair)
    if not source and target and verb is None and case_of(noun) in ("over", "for", "after"):
        # "sanctions on Varnia over last year's invasion of Tamaria": who is blamed did it.
        punishing = _verb_above(noun)
        punished = read_clause(punishing) if punishing is not None else None
        heads = (
            [*punished.objects, *(p.head for p in punished.phrases if p.case in ("on", "against"))] if punished else []
        )
        source = without([s for head in heads for s in _all(parties, head)], target)[:1]
    if frame.type == "CONSULT" and verb is None and not source:
        # "promised help during a meeting with Soris": who promised, met.
        source = [s for head in _doers(noun, DURING) for s in parties.acting(head)]
        target = without(target, source)
    if frame.type == "CONSULT" and not source:
        above = verb or _verb_above(noun)
        source = parties.remarked(above) if above is not None else []
        target = without(target, source)
    if verb is None and frame.type in ("SUPPORT", "COOPERATE", "ACCUSE") and (where == "of" or not source):
        # "came out in support of Varnia", "in protest at the jailing": who did so.
        doers = [s for head in _doers(noun, ("in",)) for s in parties.acting(head)]
        if doers:
            target = without(target or source, doers)
            source = doers
    if frame.reciprocal and not source and not target and len(pair) >= 2:
        words = {child.lower_ for child in noun.children} | {child.lower_ for child in noun.head.children}
        if words & {"such", "last", "previous"} or between_both(noun):
            source, confidence = list(pair), 0.7
    if frame.reciprocal and not source and met_with and len(target) > 1:
        return None  # "negotiations with Varnia and Norwyn": who talked with them is not told here
    if frame.reciprocal:
        source, target = split_sides(source, target)
    if frame.person_source and not any(s.person or s.at_head for s in source):
        return None
    if frame.host_source and verb is None and not (source and target):
        source, target = seized(parties, noun, source, target)
        confidence = 0.6
    if source and not target and (frame.type == "ASSAULT" or frame.mode == "visit"):
        target, confidence = territory(noun, source) or _aimed_at(verb, source), 0.6
    unaimed = bool(source) and not target and frame.type == "ASSAULT" and kind == "does"  # may have struck the teller
    gathering = noun.lemma_.lower() == "summit" and case_of(noun) in ("at", "during", "")
    if frame.type == "CONSULT" and gathering and len(source) == 1 and not target:
        target = [one for one in source if one.party in parties.organisations]  # "at the League's summit"
    if not source or not (target or unaimed or frame.alone):
        return None
    if frame.light and verb is None and where == "between" and stacked(noun):
        return None  # "in line with the treaty between Varnia and Tamaria"
    if (
        frame.light
        and verb is None
        and not (source[0].party in worded(parties, noun) and (met_with or where in (slot_name, "between")))
    ):
        return None
    return Telling(
        frame=frame,
        trigger=noun,
        governor=verb if verb is not None else noun,
        source=tuple(source),
        target=tuple(target),
        rule=f"noun:{noun.lemma_.lower()}" + (f"+{verb.lemma_.lower()}" if verb is not None else ""),
        confidence=confidence,
        nominal=verb is None,
        planned=kind in ("plans", "suffers")
        and verb is not None
        and keys_of(verb)[-1]
        in (
            "brace",
            "fear",
            "dread",
            "anticipate",
            "plan",
            "schedule",
            "prepare",
            "propose",
            "consider",
            "mull",
            "weigh",
            "seek",
            "eye",
            "agree",
            "expect",
            "want",
            "arrange",
            "set",
            "promise",
            "vow",
        ),
    )
