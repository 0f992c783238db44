"""Speakers made precise by the rest of the article.

A lead says "Varnia urged", the sentence below says whose words they were: the words of a statement named in "according
to", the spokesperson a sentence introduces ("The remarks were made by ..."), or the same words told again with a name.
"""

from __future__ import annotations

import re

import msgspec
from spacy.tokens import Doc

from demarche.actors import mention_at
from demarche.records import Actor, Cast, Reason
from demarche.statements.clauses import children, noun_phrase, preposition
from demarche.statements.contents import covered, token_chars
from demarche.statements.draft import Draft
from demarche.statements.lexicon import load_cues
from demarche.statements.noun_frames import according_to
from demarche.statements.speakers import Speaker
from demarche.statements.texts import text_of

_STEM = re.compile(r"\w{4,}")
UTTERED = frozenset(
    {"statement", "remark", "comment", "declaration", "accusation", "criticism", "word", "announcement"}
)
MADE = frozenset({"make", "issue", "deliver", "come", "release", "give"})


def refine_speakers(doc: Doc, drafts: list[Draft], cast: Cast) -> list[Draft]:
    """`drafts` with a state as speaker replaced by whoever the article shows to have spoken for it."""
    actors = {actor.id: actor for actor in cast.actors}
    named = _introduced(doc, cast, actors)
    refined: list[Draft] = []
    for draft in drafts:
        actor = actors.get(draft.speaker.actor or "")
        if actor is None or actor.kind not in {"state", "organisation"} or draft.cue is None:
            refined.append(draft)
            continue
        better = (
            _by_according(doc, draft, cast, actors)
            or next((n for at, n in named if n.party == draft.speaker.party and _follows(doc, draft.cue[0], at)), None)
            or _by_retelling(doc, draft, drafts, actors)
        )
        if better is None or draft.headline:
            refined.append(draft)
            continue
        speaker = msgspec.structs.replace(
            draft.speaker, actor=better.id, reason=Reason(rule="named elsewhere in the article", words=better.name)
        )
        refined.append(msgspec.structs.replace(draft, speaker=speaker))
    return refined


def _precise(actor: Actor | None, speaker: Speaker) -> Actor | None:
    """`actor` if it is a person or institution of the speaker's party."""
    if actor is None or actor.party != speaker.party or actor.kind not in {"person", "institution"}:
        return None
    return actor


def _by_according(doc: Doc, draft: Draft, cast: Cast, actors: dict[str, Actor]) -> Actor | None:
    """ "..., according to a note by the spokeswoman of X": X's, in the same sentence."""
    if draft.cue is None:
        return None
    span = doc.char_span(*draft.cue, alignment_mode="expand")
    if span is None:
        return None
    for token in span.sent:
        if token.lower_ == "according":
            source = according_to(token).source
            if source is not None:
                mention = mention_at(cast, *token_chars(doc, source))
                found = _precise(actors.get(mention.actor), draft.speaker) if mention is not None else None
                if found is not None:
                    return found
    return None


def _introduced(doc: Doc, cast: Cast, actors: dict[str, Actor]) -> list[tuple[int, Actor]]:
    """Sentences that say whose the words before were: "The remarks were made by ...". Offsets and actors."""
    found: list[tuple[int, Actor]] = []
    for token in doc:
        if token.lemma_.lower() not in MADE or token.pos_ != "VERB":
            continue
        subjects = children(token, "nsubj:pass", "nsubj", "obj")
        if not any(s.lemma_.lower() in UTTERED for s in subjects):
            continue
        agents = [
            o
            for o in children(token, "obl", "obl:agent", "nsubj")
            if preposition(o) in {"by", "from"} or o.dep_ in {"nsubj", "obl:agent"}
        ]
        for agent in agents:
            heads = [agent, *children(agent, "appos", "flat")]
            for head in reversed(heads):
                start, end = noun_phrase(head)
                mention = mention_at(cast, *token_chars(doc, (start, end)))
                actor = actors.get(mention.actor) if mention is not None else None
                if actor is not None and actor.kind in {"person", "institution"}:
                    found.append((token.idx, actor))
                    break
    return found


def _follows(doc: Doc, cue: int, at: int) -> bool:
    """The introducing sentence comes after the cue, within two paragraphs."""
    return cue < at and text_of(doc)[cue:at].count("\n\n") <= 2


def _by_retelling(doc: Doc, draft: Draft, drafts: list[Draft], actors: dict[str, Actor]) -> Actor | None:
    """The same words told again, later, with a more precise speaker of the same party."""
    if draft.speaker.head is not None and doc[draft.speaker.head].lemma_.lower() in load_cues().media:
        return None  # a communique stays the body's, though its head says the same
    mine = _stems(text_of(doc), draft)
    if len(mine) < 3:
        return None
    best: tuple[float, Actor] | None = None
    for other in drafts:
        found = _precise(actors.get(other.speaker.actor or ""), draft.speaker)
        if found is None or other is draft:
            continue
        theirs = _stems(text_of(doc), other)
        share = len(mine & theirs) / len(mine)
        if share >= 0.5 and len(mine & theirs) >= 3 and (best is None or share > best[0]):
            best = (share, found)
    return best[1] if best is not None else None


def _stems(text: str, draft: Draft) -> set[str]:
    """First five letters of the longer content words."""
    starts = covered(text, draft.content)
    words = {m.group().lower() for m in _STEM.finditer(text) if m.start() in starts}
    return {w[:5] for w in words}
