"""Opinions that were voiced: what somebody believes or considers, told among what the same person says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from demarche.statements.clauses import children, is_participle
from demarche.statements.draft import Draft
from demarche.statements.lexicon import load_cues
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker
from demarche.statements.words import load_contents

# Beliefs; wishes, plans and feelings stay unsaid.
_HELD = frozenset({"believe", "think", "consider", "see", "regard", "view", "deem", "reckon", "find"})


def as_voiced(doc: Doc, saying: Saying, speaker: Speaker, before: Sequence[Draft]) -> Saying:
    """`saying` as an assertion, where the text shows that a belief was put in words.

    "He also believed that the coalition would hold", after what he said in the sentence before; "the deputy considered
    the bloc to be a danger, saying ..."; "according to Lind, who thinks that".
    """
    head = doc[saying.head]
    if saying.attribution is None or head.lemma_.lower() not in _HELD & load_contents().mental.verbs:
        return saying
    if not (_goes_on(doc, head, speaker, before) or _says_as_well(head)):
        return saying
    return msgspec.structs.replace(saying, lemma="argue", act="assert", trusted=True)


def _goes_on(doc: Doc, head: Token, speaker: Speaker, before: Sequence[Draft]) -> bool:
    """ "He also believed that ...": the speaker of the sentence before, a clause, and a word that takes it up."""
    adds = any(c.lower_ in {"also", "further", "nevertheless", "however", "still"} for c in children(head, "advmod"))
    if not adds or not children(head, "ccomp") or not before:
        return False
    last = before[-1]
    same = speaker.actor is not None and speaker.actor == last.speaker.actor
    same |= speaker.actor is None and last.speaker.actor is None and last.speaker.party == speaker.party
    return same and last.saying is not None and head.sent.start - doc[last.saying.head].sent.end <= 1


def _says_as_well(head: Token) -> bool:
    """A participle of saying on the same verb: "considered it a danger, saying that ..."."""
    verbs = load_cues().verbs
    return any(
        is_participle(c) and c.i > head.i and any(e.trust == "always" for e in verbs.get(c.lemma_.lower(), ()))
        for c in children(head, "advcl", "conj", "parataxis")
    )
