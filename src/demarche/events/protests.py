"""Protests in the street, told by a noun: "months of street protests", "leading hundreds of protesters"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.events.clauses import case_of, sentence_of
from demarche.events.lexicon import Frame, load_lexicon
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.scenes import states_named, territory
from demarche.events.tellings import Telling
from demarche.records import Party

PROTEST = Frame(type="PROTEST", mode="demo", crowd=True)
AIMED = frozenset(("against", "outside", "at"))
IN_PROTEST = frozenset(("in", "of", "under"))  # "recalled its envoy in protest", "a note of protest"
STAGING = frozenset(
    ("attend", "disperse", "erupt", "hold", "join", "lead", "organise", "organize", "quell", "spark", "stage",
     "suppress", "trigger", "continue", "break", "rock", "sweep", "spread", "grip", "call", "ban", "hit")
)  # fmt: skip


def protest_telling(noun: Token, parties: Parties, before: Sequence[Telling] = ()) -> Telling | None:
    """The protest that a noun tells, by a state's own people unless somebody else's are named, or None.

    Where the words do not say whose, it is the protest told `before`, else one of the page's home.

    It is aimed at whom it is "against" or outside of whose embassy it is, else at the state where it takes place.
    """
    words = load_phrases().sets
    lemma = noun.lemma_.lower()
    if noun.pos_ not in ("NOUN", "VERB") or noun.tag_ not in ("NN", "NNS") or noun.dep_ in ("compound", "amod"):
        return None
    if lemma not in words.protesters and not (lemma in words.protests and _in_the_street(noun)):
        return None
    source = _whose(noun, parties, before)
    if not source:
        return None
    aimed = [child for child in noun.children if child.dep_ in ("nmod", "obl") and case_of(child) in AIMED]
    target = [s for child in aimed for s in parties.of_phrase(child) if s.party != source[0].party]
    top = noun.head if noun.dep_ == "nmod" and noun.head.lemma_.lower() in load_phrases().measures else noun
    verb = top.head if top.head.pos_ == "VERB" else None
    acting = verb is not None and lemma in words.protesters and top.dep_ == "nsubj" and not _speaks(verb)
    staged = verb is not None and verb.lemma_.lower() in STAGING and top.dep_ in ("obj", "nsubj", "nsubj:pass")
    return Telling(
        frame=PROTEST,
        trigger=noun,
        governor=verb if verb is not None and (acting or staged) else noun,
        source=tuple(source[:1]),
        target=tuple(target[:1] or [Standing(source[0].party, None, False, False)]),
        rule=f"noun:{lemma}",
        confidence=0.6,
        nominal=not staged,
    )


def _speaks(verb: Token) -> bool:
    """Whether protesters only say something: "protesters denounced the remarks"."""
    return any(frame.speech for frame in load_lexicon().verbs.get(verb.lemma_.lower(), ()))


def _in_the_street(noun: Token) -> bool:
    """Whether a protest is one of people in the street, no diplomatic note."""
    if case_of(noun) in IN_PROTEST and noun.tag_ == "NN":
        return False
    words = load_phrases().sets
    if any(child.dep_ == "nmod" and case_of(child) == "of" for child in noun.children):
        return False  # "a demonstration of strength"
    if any(child.lower_ in ("prison", "jail", "race") for child in noun.children):
        return False
    if noun.lemma_.lower() in ("riot", "uprising", "sit-in", "demonstration"):
        return True
    above = noun.head
    modifiers = {child.lower_ for child in noun.children if child.i < noun.i}
    measured = {above.lemma_.lower(), above.lower_} if noun.dep_ == "nmod" and case_of(noun) == "of" else set()
    staged = above.pos_ == "VERB" and above.lemma_.lower() in STAGING and noun.tag_ == "NNS"
    return bool((modifiers | measured) & words.street) or staged


def _whose(noun: Token, parties: Parties, before: Sequence[Telling]) -> list[Standing]:
    """The state whose people protest: named before the noun, or where they protest, else the page's home."""
    own = parties.of_head(noun) or [
        s for s in parties.of_modifiers(noun, "owner") if s.party not in parties.organisations
    ]
    aimed = {s.party for c in noun.children if case_of(c) in AIMED for s in parties.of_phrase(c)}
    own = [s for s in own if s.party not in aimed]
    if own:
        return [own[0]._replace(at_head=False)]
    places = [child for word in (noun, noun.head) for child in word.children if case_of(child) in ("in", "across")]
    named = [s for place in places for s in parties.of_phrase(place)] or territory(noun, [])
    told = next((t.source[0].party for t in reversed(before) if t.frame.type == "PROTEST"), None)
    state = named[0].party if named else _last_named(noun, parties) or told or parties.home
    return [Standing(state, None, False, False)] if state is not None else []


def _last_named(noun: Token, parties: Parties) -> Party | None:
    """The state (or that of the place) named last before a word in its sentence; the page's home if it is there."""
    sentence = sentence_of(noun)
    last: Party | None = None
    for token in sentence[: noun.i - sentence.start]:
        mention = parties.mention(token)
        if mention is not None and mention.form == "name" and parties.is_state(mention):
            last = parties.party_of(mention)
        elif token.pos_ == "PROPN" and mention is None:
            last = next(iter(states_named(token, token)), last)
        if last is not None and last == parties.home:
            break
    return last
