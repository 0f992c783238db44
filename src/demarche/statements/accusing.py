"""Accusations by content: a wrong predicated of another party, whatever the cue."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.records import Cast, Reason
from demarche.statements.clauses import RELATIVE, children, preposition, subject
from demarche.statements.content import Content, Verdict, is_self, negated, party_of, shallow
from demarche.statements.words import ContentWords

DEEDS = frozenset({"action", "act", "policy", "behaviour", "behavior", "move", "conduct", "practice", "measure"})


def accusation(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "accuse" with the blamed party's head, or ``None`` where nobody else is blamed for anything."""
    inside = {t.i for t in tokens}
    for token in tokens:
        found, blamed = _wrong(token, words, inside)
        if not found:
            continue
        if blamed is None or blamed.lower_ in RELATIVE or (blamed.pos_ == "PRON" and party_of(blamed, cast) is None):
            # "It is Varnia that ...": the party named last before the wrong.
            before = [t for t in tokens if t.i < token.i and t.pos_ == "PROPN" and party_of(t, cast) is not None]
            blamed = before[-1] if before and token.pos_ == "VERB" else None
        if blamed is None or is_self(blamed, content, cast):
            continue
        party = party_of(blamed, cast)
        if party is not None and party != content.party:
            return Verdict(act="accuse", reason=Reason(rule="accusation", words=token.text), targets=(blamed.i,))
    return None


def _wrong(token: Token, words: ContentWords, inside: set[int]) -> tuple[bool, Token | None]:
    """Whether a wrong is predicated here, and the nominal it is predicated of."""
    lemma = token.lemma_.lower()
    denied = negated(token)
    wrongs = words.wrongs
    if token.pos_ == "VERB":
        wrong = (lemma in wrongs.verbs and not denied) or (lemma in wrongs.goods and denied)
        if not wrong and not denied:
            things = [c for c in children(token, "obj", "obl", "root") if c.i > token.i]
            # "poses a threat", "plays a part in the war": the object, or what it is a part in
            things += [n for t in things for n in children(t, "nmod", "conj")]
            wrong = lemma in words.wrongs.carriers and any(t.lemma_.lower() in wrongs.nouns for t in things)
        if not wrong or not shallow(token, inside):
            return False, None
        who, passive, _ = subject(token)
        if passive or children(token, "nsubj:pass"):
            agents = [o for o in children(token, "obl", "obl:agent") if preposition(o) == "by"]
            return bool(agents), agents[0] if agents else None
        return True, who
    carried = token.dep_ == "xcomp" and token.head.lemma_.lower() in {"remain", "stay", "seem", "become", "keep"}
    if token.pos_ == "ADJ" and carried and lemma in wrongs.adjectives and not denied:
        return shallow(token, inside), subject(token.head)[0]
    if token.pos_ in {"NOUN", "ADJ"} and children(token, "cop"):
        wrong = (lemma in wrongs.nouns | wrongs.adjectives and not denied) or (lemma in wrongs.goods and denied)
        return wrong, next(iter(children(token, "nsubj", "nsubj:outer")), None)
    if token.pos_ == "NOUN" and token.dep_ in {"nsubj", "obj", "ROOT", "nsubj:pass", "ccomp", "xcomp"}:
        wrong = lemma in wrongs.nouns or (
            lemma in DEEDS and any(c.lemma_.lower() in wrongs.adjectives for c in children(token, "amod"))
        )
        owner = next(iter(children(token, "nmod:poss")), None)
        return wrong and owner is not None and shallow(token, inside), owner
    return False, None
