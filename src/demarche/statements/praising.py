"""Praise by content: what others are or do called good, and joy at it, whatever the cue."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.records import Cast, Reason
from demarche.statements.clauses import children, preposition, subject
from demarche.statements.content import Content, Verdict, is_self, negated, party_of, shallow
from demarche.statements.words import ContentWords

PLAYED = frozenset({"role", "part"})
# What of somebody's is praised with an adjective: "Varnia's generous support".
MERITS = frozenset(
    {"role", "effort", "support", "help", "assistance", "contribution", "generosity", "hospitality", "leadership",
     "stance", "stand", "solidarity", "initiative", "mediation", "position", "policy", "achievement", "progress",
     "commitment", "courage", "response", "step"}
)  # fmt: skip


def praise(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "praise" with whom it goes to, or ``None`` where nobody else is praised."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if negated(token) or not shallow(token, inside):
            continue
        praised = _called_good(token, words) or _plays_a_part(token, words) or _merit(token, words)
        if praised is not None and not is_self(praised, content, cast):
            party = party_of(praised, cast)
            if party is not None and party != content.party:
                return Verdict(act="praise", reason=Reason(rule="praise", words=token.text), targets=(praised.i,))
    return _joy(tokens, words, content, cast)


def _called_good(token: Token, words: ContentWords) -> Token | None:
    """ "Varnia is a friend and brother", "is considered a reliable ally"."""
    if token.pos_ not in {"NOUN", "ADJ"} or token.lemma_.lower() not in words.praise.friends:
        return None
    if children(token, "cop"):
        return next(iter(children(token, "nsubj", "nsubj:outer")), None)
    seen = token.head
    if token.dep_ in {"xcomp", "obj", "obl"} and seen.lemma_.lower() in {"consider", "regard", "see", "view", "remain"}:
        if preposition(token) not in {"", "as", "to"}:
            return None
        if children(seen, "nsubj:pass", "aux:pass"):
            return next(iter(children(seen, "nsubj:pass", "nsubj")), None)
        remains = seen.lemma_.lower() == "remain"
        return next((o for o in children(seen, "nsubj" if remains else "obj") if o.i != token.i), None)
    return None


def _good(noun: Token, words: ContentWords) -> bool:
    return any({c.lemma_.lower(), c.lower_} & words.praise.adjectives for c in children(noun, "amod"))


def _plays_a_part(token: Token, words: ContentWords) -> Token | None:
    """ "Varnia played a constructive role in the talks"."""
    if token.lemma_.lower() != "play" or token.pos_ != "VERB":
        return None
    if not any(o.lemma_.lower() in PLAYED and _good(o, words) for o in children(token, "obj")):
        return None
    if any(a.lower_ in {"should", "must", "could", "can", "may", "might", "would"} for a in children(token, "aux")):
        return None
    who, passive, _ = subject(token)
    return None if passive else who


def _merit(token: Token, words: ContentWords) -> Token | None:
    """ "Varnia's generous support"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in MERITS or not _good(token, words):
        return None
    if token.dep_ not in {"nsubj", "obj", "ROOT", "nsubj:pass", "ccomp", "obl"}:
        return None
    return next(iter(children(token, "nmod:poss")), None)


def _joy(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """ "We are pleased that Varnia has agreed", "he is satisfied with the cooperation of Varnia's police"."""
    for token in tokens:
        if token.lower_ not in words.praise.joys or negated(token) or not is_self(subject(token)[0], content, cast):
            continue
        reasons = [c for c in children(token, "ccomp", "advcl") if c.i > token.i]
        things = [c for c in children(token, "obl", "nmod") if preposition(c) in {"with", "by", "of", "about", "at"}]
        doers = [who for c in reasons for who in children(c, "nsubj", "nsubj:pass") if not is_self(who, content, cast)]
        found = [t for t in (*doers, *things) if party_of(t, cast) not in {None, content.party}]
        if found or any(d.pos_ in {"NOUN", "PROPN"} for d in doers):
            return Verdict(act="praise", reason=Reason(rule="joy", words=token.text), targets=tuple(t.i for t in found))
        if things and any(_named_in(t, content, cast) for t in things):
            return Verdict(act="praise", reason=Reason(rule="joy", words=token.text))
    return None


def _named_in(thing: Token, content: Content, cast: Cast) -> bool:
    """Whether another party is named in a phrase."""
    first, last = thing.left_edge.idx, thing.right_edge.idx
    return any(m.party not in {None, content.party} and first <= m.start <= last for m in cast.mentions)
