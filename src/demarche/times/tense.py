"""Where a clause looks: what turns a bare "Friday" or "May" to the past or to the future.

The verb that governs the expression decides where the reader's syntax gives one; else the nearest word of tense in the same sentence.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from demarche.times.lexicon import load_lexicon, one_of
from demarche.times.meanings import Direction

FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})
FUTURE_HEADS = frozenset(
    {
        "plan",
        "schedule",
        "expect",
        "due",
        "set",
        "slate",
        "intend",
        "hope",
        "prepare",
        "go",
        "want",
        "agree",
        "vow",
        "pledge",
    }
)
FUTURE_NOUNS = frozenset({"plan", "deadline", "planning"})
NOMINAL = frozenset(
    {
        "nmod",
        "obl",
        "obj",
        "nsubj",
        "amod",
        "compound",
        "appos",
        "obl:tmod",
        "nmod:tmod",
        "advmod",
        "npadvmod",
        "pobj",
        "case",
    }
)


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(load_lexicon().tense['future'])})(?!\w)", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(load_lexicon().tense['past'])}|\w{{3,}}ed)(?!\w)", re.IGNORECASE)


def sentence_of(text: str, start: int, end: int, doc: Doc | None) -> tuple[int, int]:
    """The sentence around a span, as half-open character offsets; by the reader where it has sentences, else by full stops."""
    if doc is not None and doc.has_annotation("SENT_START"):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            sentence = span.sent
            return sentence.start_char, sentence.end_char
    before = max(
        (found.end() for found in re.finditer(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n", text[:start])), default=0
    )
    after = re.search(r"[.!?][\"”’)]*(?:\s|$)|\n\s*\n", text[end:])
    return before, end + after.end() if after else len(text)


def direction_of(text: str, start: int, end: int, doc: Doc | None) -> Direction:
    """Where the clause around `text[start:end]` looks; "near" where nothing says."""
    by_syntax = _by_syntax(start, end, doc)
    if by_syntax is not None:
        return by_syntax
    first, last = sentence_of(text, start, end, doc)
    return _by_words(text[first:start], text[end:last])


def _by_words(before: str, after: str) -> Direction:
    """The nearest cue wins; one before the expression counts as nearer than one behind it."""
    future = _nearest(_future(), before, after)
    past = _nearest(_past(), before, after)
    if future is None and past is None:
        return "near"
    if past is None or (future is not None and future <= past):
        return "future"
    return "past"


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    distances = [len(before) - found.end() for found in pattern.finditer(before)]
    distances += [found.start() * 2 + 10 for found in pattern.finditer(after)]
    return min(distances, default=None)


def _by_syntax(start: int, end: int, doc: Doc | None) -> Direction | None:
    if doc is None or not doc.has_annotation("DEP"):
        return None
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    verb = governing_verb(span.root)
    if verb is None:
        return None
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop", "auxpass")}
    if helpers & FUTURE_AUXILIARIES or (verb.tag_ == "VB" and "to" in helpers):
        return "future"
    if verb.tag_ in ("VB", "VBG") or verb.dep_ in ("xcomp", "advcl", "ccomp"):
        head = verb.head
        if head is not verb and head.lemma_.lower() in FUTURE_HEADS and verb.tag_ != "VBD":
            return "future"
    if verb.lemma_.lower() in {"schedule", "slate"}:
        return "future"
    if verb.tag_ in ("VBD", "VBN") or helpers & {"was", "were", "had", "did", "has", "have"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP", "VBG"):
        return "near"
    return None


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, itself included; None where the sentence has none there."""
    for above in (token, *token.ancestors):
        if above.pos_ in ("VERB", "AUX") or above.tag_.startswith(("VB", "MD")):
            return above
    return None
