"""Words beside what was said: how and when it was said, prepositions of the cue, and a "that" that points.

All spans here are half-open character offsets into `Article.text`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from demarche.statements.contents import CharSpan, covered, quote_around
from demarche.statements.quotations import OPENING, STRAIGHT, Quotation
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker
from demarche.statements.texts import text_of

# What a speaker does while speaking: told of the speaker, not said.
_ASIDE = re.compile(
    r",[”\"’]?\s+(?:citing|quoting|alluding to|referring to"
    r"|in (?:an?|apparent|clear) (?:\w+ )?(?:reference|allusion|nod) to"
    r"|(?:giving|using|offering) (?:the|an) example|giving (?:substance|weight|credence|fuel)|contradicting|echoing"
    r"|drawing (?:\w+ ){0,3}(?:criticism|reply|replies|rebuke|response|condemnation|fire|protests?|outrage|ire)"
    r"|(?:raising|stoking|fuelling|fueling|dashing) (?:\w+ )?(?:fears|hopes|concerns|questions|doubts|speculation)"
    r"|casting doubt|without (?:elaborating|naming|giving|providing|specifying))\b"
)
# How, where and when "X said" what stands before it.
_MANNER = re.compile(
    r"(?:while|when|as|after|before|during|following|ahead of|without|citing|quoting|speaking|referring|alluding|in|at"
    r"|on|to|of|about|through|via|by|late|early|earlier|later|this|last|yesterday|today|according)\b"
)
_WHILE = re.compile(r"\s+(?:while|when|without)\b[^,“\"]*")
_MANNER_SET_OFF = re.compile(
    r",\s*(?:while (?:speaking|addressing|talking|commenting)|when asked|without \w+ing|citing|quoting|speaking"
    r"|referring to|alluding to|according to)\b"
)
_DAY = re.compile(r"\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today)\b")


def without_aside(text: str, span: CharSpan, quotations: Sequence[Quotation], saying: Saying) -> CharSpan:
    """Reported speech up to ", citing ...", ", referring to ..."."""
    if saying.frame not in {"say", "tell", "object", "urge", "call", "accuse"}:
        return span
    for match in _ASIDE.finditer(text, span[0], span[1]):
        if quote_around(quotations, match.end() - 1) is None and len(covered(text, [(span[0], match.start())])) >= 4:
            return span[0], match.start()
    return span


def without_manner(
    doc: Doc, saying: Saying, spans: Sequence[CharSpan], speaker: Speaker, cue: CharSpan
) -> list[CharSpan]:
    """Without what follows "..., she said" and tells how: "while speaking to the press", "without giving details".

    "The road is long, she said, because nobody shortened it" goes on: what is set off by a comma and tells no manner.
    """
    text, head = text_of(doc), doc[saying.head]
    if saying.frame not in {"say", "tell", "object"} or not any(end <= cue[0] for _, end in spans):
        return list(spans)
    high = max(head.idx + len(head), speaker.span.end if speaker.span is not None else 0)
    day = _DAY.match(text, high)
    high = day.end() if day is not None else high
    beside = _WHILE.match(text, high)
    kept: list[CharSpan] = []
    for start, end in spans:
        first = next((at for at in range(start, end) if text[at].isalnum()), start)
        aside = beside is not None and beside.end() >= start > cue[0]
        if start >= cue[1] and not aside and not any(c.isalnum() for c in text[high:start]):
            set_off = bool(text[high:first].strip()) or saying.frame == "object"  # "rejected as false"
            pattern, at = (_MANNER_SET_OFF, high) if set_off else (_MANNER, first)
            aside = text[start] not in (*OPENING, *STRAIGHT) and pattern.match(text, at) is not None
        if not aside:
            kept.append((start, end))
    return kept


def with_demonstrative(doc: Doc, saying: Saying, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """With the "that" that points to something and opens no clause: "[That] country was in favour, she said".

    Right behind a verb of saying the word opens a clause more often than not, and is left out.
    """
    text, head = text_of(doc), doc[saying.head]
    kept: list[CharSpan] = []
    for start, end in spans:
        opening = doc.char_span(start, start + 4)
        if opening is not None and opening.text.lower() == "that" and opening[0].dep_ == "mark" and end > start + 5:
            start += 5  # "that an agreement was near"
        before = text[:start].rstrip()
        at = len(before) - 4
        if before[at:].lower() == "that" and not before[at - 1 : at].isalnum():
            tokens = doc.char_span(at, at + 4)
            that = tokens[0] if tokens is not None else None
            first = that is not None and (that.is_sent_start or that.nbor(-1).text in {",", "“", '"', "–", "—"})
            points = that is not None and (
                that.dep_ == "det" or (that.pos_ == "PRON" and that.dep_.startswith("nsubj"))
            )
            thing = that is not None and that.dep_ == "det" and saying.frame in {"label", "judge", "object"}
            if that is not None and points and (first or (thing and that.head.i > that.i > head.i)):
                start = at
        kept.append((start, end))
    return tuple(kept)


def without_preposition(doc: Doc, saying: Saying, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """Without the preposition that the cue ends with: "pointed [to] the talks", "criticised [for] the raid"."""
    last = doc[saying.cue[1] - 1]
    if last.pos_ != "ADP" or last.i <= saying.head:
        return tuple(spans)
    after = last.idx + len(last) + 1
    return tuple((after, end) if start == last.idx and after < end else (start, end) for start, end in spans)
