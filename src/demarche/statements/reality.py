"""Whether a saying took place: denied, planned, wished for, asked for, or told as having happened."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from demarche.statements.clauses import above_infinitive, children
from demarche.statements.lexicon import load_cues

FUTURE = frozenset({"will", "'ll", "’ll", "shall", "should", "must", "may", "might", "could", "can", "would"})
UNREAL = frozenset(
    {"expect", "expected", "plan", "want", "hope", "likely", "set", "due", "try", "prepare", "refuse", "decline",
     "fail", "need", "intend", "able", "unlikely", "reluctant", "hesitate", "yet", "wait", "ready", "seek", "aim",
     "mean", "meant"}
)  # fmt: skip
# Cues whose infinitive is still to be done, and nouns whose infinitive is what was done with them.
ASKING = frozenset({"urge", "demand", "propose", "pledge", "agree", "threaten", "warn", "reject", "decline", "hope"})
OCCASIONS = frozenset(
    {"opportunity", "occasion", "chance", "platform", "moment", "time", "statement", "letter", "speech", "address",
     "post", "message", "note", "tweet", "conference", "meeting", "interview", "video", "one", "first", "last"}
)  # fmt: skip


def reality(token: Token) -> tuple[bool, bool]:
    """Whether the saying is negated, and whether it is only planned, possible or wished for."""
    chain = list(_governors(token))
    negated = any(
        child.lower_ in {"not", "n't", "n’t", "never"} for verb in chain for child in children(verb, "advmod")
    )
    unreal = False
    for verb in chain:
        for child in children(verb, "aux"):
            if child.lower_ in FUTURE and child.lower_ != "would":
                unreal = True
    for verb in chain[1:]:
        if verb.lemma_.lower() in UNREAL:
            unreal = True
    # "has yet to comment"
    if any(c.lower_ == "yet" for c in children(token, "advmod")) and children(token, "mark"):
        unreal = True
    if any(c.lower_ == "yet" for verb in chain[1:] for c in children(verb, "advmod")):
        unreal = True
    # "if it says", "pressed him into announcing", "kept her from telling"
    if any(m.lower_ in {"if", "whether", "unless", "into", "from"} for m in children(token, "mark")):
        unreal = True
    return negated, unreal or _only_asked_for(token)


def _only_asked_for(token: Token) -> bool:
    """An infinitive that tells what somebody shall or cannot say: "urged the bloc to condemn", "failure to deny"."""
    top = token
    if above_infinitive(token) is not None:
        return False
    while top.dep_ == "conj" and top.head.i < top.i and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    if top.i == top.head.i or not any(m.lower_ == "to" for m in children(top, "mark")):
        return False
    over = top.head
    if over.pos_ == "NOUN":
        return top.dep_ in {"acl", "ccomp", "xcomp"} and over.lemma_.lower() not in OCCASIONS
    above = next((a for a in (over, *over.ancestors) if a.pos_ != "VERB" or not children(a, "mark")), over)
    cues = load_cues().verbs.get(above.lemma_.lower(), ()) if above.pos_ == "VERB" else ()
    return any(cue.act in ASKING for cue in cues) and top.dep_ in {"xcomp", "ccomp", "advcl", "acl"}


def _governors(token: Token) -> Iterator[Token]:
    """The verb and the verbs it is an infinitive of ("expected to announce", "refused to say")."""
    yield token
    current = token
    for _ in range(3):
        if current.dep_ != "xcomp" or current.head.i == current.i:
            return
        current = current.head
        yield current
