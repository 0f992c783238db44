"""A statement in the making."""

from __future__ import annotations

from spacy.tokens import Doc

from demarche.records import Party, Record
from demarche.statements.content import Verdict
from demarche.statements.contents import CharSpan
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker


class Draft(Record, frozen=True):
    """A statement in the making: everything but ids and dates."""

    saying: Saying | None
    speaker: Speaker
    cue: CharSpan | None
    content: tuple[CharSpan, ...]
    headline: bool
    verdict: Verdict
    addressees: tuple[Party, ...]
    confidence: float


def same_voice(a: Draft, b: Draft) -> bool:
    """Whether one actor, or one party, says both."""
    if a.speaker.actor is not None and a.speaker.actor == b.speaker.actor:
        return True
    if a.speaker.party is None and a.speaker.actor is None and a.speaker.span is not None:
        return a.speaker.span == b.speaker.span  # nobody knows who, but it is the same words
    return a.speaker.party is not None and a.speaker.party == b.speaker.party


def same_sentence(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether the cues of both stand in one sentence."""
    return a.saying is not None and b.saying is not None and bool(doc[a.saying.head].sent == doc[b.saying.head].sent)
