"""Who sits across the table: to whom something is said in talks, on the telephone, in a letter, or as "you".

"Bilateral ties must be developed", said after a meeting with Varnia, is said to Varnia.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from demarche.actors import mentions_in
from demarche.records import Cast, Party
from demarche.statements.clauses import SUBJECTS, children, last_case
from demarche.statements.content import SECOND_PERSON, first_person
from demarche.statements.deeds import content_tokens, own_parties, owner_of
from demarche.statements.draft import Draft

# What is shared by the two that talk.
MUTUAL = frozenset({"bilateral", "mutual", "both", "two", "joint", "each", "reciprocal"})
SHARED = frozenset(
    {"tie", "relation", "relationship", "country", "nation", "side", "cooperation", "trade", "interest", "other",
     "issue", "friendship", "partnership", "people", "neighbour", "neighbor", "state", "talk", "dialogue"}
)  # fmt: skip
MEETING = frozenset({"meet", "talk", "visit", "host", "receive", "phone", "call", "confer", "negotiate", "consult"})
TALKS = frozenset({"meeting", "talk", "visit", "conversation", "call", "summit", "negotiation", "dialogue", "audience"})
# What is said to the other side rather than about the two.
SAID_TO = frozenset({"urge", "propose", "hope", "demand", "pledge", "agree", "support", "reaffirm"})
NEEDED = frozenset({"need", "necessary", "necessity", "important", "importance", "must", "should", "want", "ready",
                    "willing", "hope", "look", "determined", "will"})  # fmt: skip
BACK = 3  # sentences back in which the meeting is told
FAR = 12  # where the saying itself points at the meeting
NEAR = 6  # drafts back


def across(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """The other side of the talks of which the sentences before tell, where what is said asks or is about the two."""
    own, tokens = own_parties(draft), content_tokens(doc, draft)
    if len(own) != 1 or draft.saying is None:
        return ()
    wanted = draft.verdict.act in SAID_TO or any(t.lemma_.lower() in NEEDED for t in tokens)
    talks = _said_in(doc[draft.saying.head])
    if not wanted or (talks is None and not _mutual(tokens)):
        return ()
    if talks is not None:
        partners = [p for c in children(talks, "nmod") if last_case(c) == "with" for p in owner_of(c, cast)]
        if partners:
            return tuple(dict.fromkeys(p for p in partners if p not in own))
        if children(talks, "compound", "nummod", "amod"):
            return ()  # "at the 2018 Pelagic meetings": a meeting of many
    for sentence in _back(doc, draft.saying.head, FAR if talks is not None else BACK):
        if not any(_of_talks(t) for t in sentence):
            continue
        named = [m for m in mentions_in(cast, sentence.start_char, sentence.end_char) if m.party is not None]
        parties = {p for m in named for p in (m.party or "").split("+")}
        if parties & own and len(parties - own) == 1:
            return tuple(parties - own)
    return ()


def _said_in(cue: Token) -> Token | None:
    """The talks in which something is said: "in the meeting", "during talks with Varnia"."""
    return next(
        (
            o for o in children(cue, "obl")
            if o.lemma_.lower() in TALKS - {"visit"} and last_case(o) in {"in", "during", "at"}
        ),
        None,
    )  # fmt: skip


def _mutual(tokens: Sequence[Token]) -> bool:
    return any(t.lower_ in MUTUAL and any(n.lemma_.lower() in SHARED for n in _after(t)) for t in tokens)


def _after(token: Token) -> list[Token]:
    return [t for t in token.doc[token.i + 1 : token.i + 4] if t.sent == token.sent]


def _of_talks(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_.lower() in MEETING
    return token.pos_ == "NOUN" and token.lemma_.lower() in TALKS


def _back(doc: Doc, cue: int, far: int) -> Iterator[Span]:
    """The cue's sentence and as many before it, the nearest first."""
    before = [s for s in doc.sents if s.start <= cue][-far - 1 :]
    yield from reversed(before)


def as_you(doc: Doc, draft: Draft, before: Sequence[Draft]) -> tuple[Party, ...]:
    """Who is "you" of "we urge you": whom the same speaker addressed before."""
    told = (t for t in content_tokens(doc, draft) if t.lower_ in SECOND_PERSON and t.dep_ in {"obj", "iobj"})
    if not any(first_person(who) for t in told for who in children(t.head, *SUBJECTS)):
        return ()  # "you never know" is said to nobody
    for last in reversed(before[-NEAR:]):
        same = draft.speaker.actor is not None and draft.speaker.actor == last.speaker.actor
        if same and last.addressees:
            return last.addressees
    return ()
