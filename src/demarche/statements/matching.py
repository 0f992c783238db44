"""Which entry of the cue lexicon a word stands for, by its particle and its objects."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.sentences.lemmas import lemma_of
from demarche.statements.clauses import children, is_day, is_participle, preposition
from demarche.statements.lexicon import CueLexicon, NounCue, VerbCue

PHONED_TO = frozenset(
    {"ask", "tell", "thank", "congratulate", "discuss", "express", "inform", "offer", "say", "convey", "wish", "talk"}
)


def match_verb(token: Token, lexicon: CueLexicon) -> VerbCue | None:
    """The lexicon's entry for a verb token, the one whose particle is there before the bare one."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ" and token.tag_ == "VBN":
        lemma = lemma_of(token.text, "VERB").lower()  # "is accused of", read as a quality
    entries = lexicon.verbs.get(lemma, ())
    after = [child for child in token.children if child.i > token.i]
    followers = {c.lower_ for c in after if c.dep_ in {"compound:prt", "advmod", "xcomp", "obj", "obl"}}
    followers |= {
        preposition(c).split(" ")[0]
        for c in after
        if c.dep_ in {"obl", "advcl", "nmod", "xcomp", "ccomp"} and not is_day(c)
    }
    if token.i + 1 < len(token.doc):
        followers.add(token.nbor(1).lower_)
    if token.lemma_.lower() == "call" and followers & {"into", "off"}:
        return None  # "calls into question", "called the talks off"
    if token.lemma_.lower() == "call" and _asks(token):
        return VerbCue(lemma="call", act="urge", frame="urge", trust="always")
    bare = None
    for entry in entries:
        if entry.particle is None:
            bare = bare or entry
        elif all(word in followers for word in entry.particle.split()):
            return entry
    return bare


def match_noun(token: Token, lexicon: CueLexicon) -> NounCue | None:
    """The lexicon's entry for a noun of saying."""
    lemma = token.lemma_.lower()
    noun = lexicon.nouns.get(lemma)
    if noun is None or (token.pos_ not in {"NOUN", "PROPN"} and lemma in lexicon.verbs):
        return None
    return noun


def _asks(call: Token) -> bool:
    """ "calling Varnia to withdraw": an object and an infinitive make *call* an appeal."""
    if call.i + 2 < call.sent.end and is_participle(call):
        name, after = call.nbor(1), call.nbor(2)
        later = [t for t in call.doc[call.i + 2 : call.sent.end - 1] if t.lower_ == "to" and t.nbor(1).tag_ == "VB"]
        if name.pos_ == "PROPN" and later and after.pos_ not in {"DET", "ADJ", "PART"} and after.lower_ != "as":
            return True
    infinitives = [
        c for c in children(call, "xcomp", "advcl", "ccomp") if preposition(c).split(" ")[0] == "to" and c.i > call.i
    ]
    if any(c.lemma_.lower() in PHONED_TO for c in infinitives):
        return False  # "called his counterpart to thank him": on the telephone
    return bool(children(call, "obj", "iobj")) and any(c.pos_ == "VERB" for c in infinitives)
