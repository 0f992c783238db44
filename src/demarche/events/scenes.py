"""The states whose places a clause or a phrase names, where no mention of a party stands for them."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.clauses import Clause, phrases_of
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.places import find_places
from demarche.records import Party

CONTEXT = 12  # tokens before a phrase that show whether a word is a place: "in New Jersey"


def states_named(first: Token, last: Token) -> list[Party]:
    """The states of the places named from one word to another, in text order, once each.

    A slice of the document is searched: `Doc.text` puts the whole text together each time.
    """
    doc = first.doc
    span = doc[max(0, first.i - CONTEXT) : last.i + 1]
    places = find_places(span.text, first.idx - span.start_char)
    return list(dict.fromkeys(place.country for place in places if place.country))


def territory(word: Token, source: list[Standing]) -> list[Standing]:
    """The state whose named place a word's phrases hold: "struck a depot near Kharkiv"."""
    below = [token for token in word.subtree if token.i > word.i]
    if not below:
        return []
    taken = {standing.party for standing in source}
    states = [state for state in states_named(below[0], below[-1]) if state not in taken]
    return [Standing(state, None, False, False) for state in states[:1]]


def host(parties: Parties, clause: Clause) -> list[Standing]:
    """The state in whose place a passive deed of the authorities is done: "was detained in Sarnath"."""
    for phrase in clause.phrases:
        if phrase.case in ("in", "at"):
            found = parties.of_phrase(phrase.head)
            named = [] if found else states_named(phrase.head.left_edge, phrase.head.right_edge)
            if found or named:
                return found[:1] or [Standing(named[-1], None, False, False)]
    return []


def scene(clause: Clause) -> list[Standing]:
    """The state where people gather: "thousands rallied in Lurova", "stormed the embassy in Qasr"."""
    phrases = [*clause.phrases, *(phrase for head in clause.objects for phrase in phrases_of(head))]
    for phrase in phrases:
        streets = phrase.case == "to" and phrase.head.lemma_.lower() == "street"
        if streets or phrase.case in ("in", "across", "through", "outside", "at"):
            last = phrase.head.right_edge if streets else phrase.head
            inner = [c for c in phrase.head.children if c.dep_ in ("nmod", "obl") and c.i > phrase.head.i]
            # "outside the Norwynian embassy in Qasr" is where Qasr is
            found = [s for c in inner if phrase.case in ("outside", "at") for s in states_named(c.left_edge, c)]
            found = found or states_named(phrase.head.left_edge, last)
            if found:
                return [Standing(found[-1], None, False, False)]
    return []


def local_body(head: Token, clause: Clause) -> list[Standing]:
    """The state whose police or courts a subject names by their town only: "police in Hask", "a Hask court".

    Where it names no town, it is the state of the place in which they act.
    """
    if head.lemma_.lower() not in load_phrases().sets.local_bodies:
        return []
    states = states_named(head.left_edge, head.right_edge)
    return [Standing(states[0], None, False, False)] if states else scene(clause)
