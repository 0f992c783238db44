"""Where a clause looks: what turns a bare "Friday" or "May" to the past or to the future.

The verb that governs the expression decides where the reader's syntax gives one; else the nearest word of tense in
the same sentence.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

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
        "decide",
        "aim",
        "ready",
    }
)
UNTIL = ("until ", "till ", "as soon as ", "as early as ", "no later than ")
PLANNING = frozenset(
    {"plan", "schedule", "slate", "set", "postpone", "delay", "extend", "expect", "move", "reschedule"}
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\btoday\b")
AUXILIARIES = frozenset({"aux", "aux:pass", "cop", "auxpass", "mark"})


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(load_lexicon().tense['future'])})(?!\w)", re.IGNORECASE)


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(load_lexicon().tense['past'])}|\w{{3,}}ed)(?!\w)", re.IGNORECASE)


def sentence_of(text: str, start: int, end: int, doc: Doc | None) -> tuple[int, int]:
    """The sentence around a span, as half-open character offsets.

    By the reader where it has sentences, else by full stops.
    """
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
    words = _helpers(verb)
    possessive = any(child.lower_ in ("'s", "’s") and child.dep_ == "case" for child in span.root.children)
    if possessive and not _is_subject(span.root.head, verb):
        return "past"  # "to get around Wednesday's ruling": what is named by its day is mostly known already
    before = doc.text[max(0, start - 14) : start].lower()
    if before.endswith(UNTIL) and not words & {"had", "has", "have"}:
        return "future"
    if _is_planned(span.root, verb) or _is_of_a_resolve(span, verb):
        return "future"
    return _direction_of_verb(verb)


def _is_of_a_resolve(span: Span, verb: Token) -> bool:
    """Whether a month or year ends what somebody decided, vowed or wants to do; a weekday there is mostly the vow's."""
    return (
        verb.lemma_ in FUTURE_HEADS
        and not _WEEKDAY.search(span.text)
        and any(child.dep_ == "xcomp" and verb.i < child.i < span.start for child in verb.children)
    )


def _helpers(verb: Token) -> frozenset[str]:
    return frozenset(child.lower_ for child in verb.children if child.dep_ in AUXILIARIES)


def _direction_of_verb(verb: Token, depth: int = 0) -> Direction | None:
    """Where a verb looks, by its helpers and form; an infinitive or participle as the verb above it."""
    words = _helpers(verb)
    head = verb.head if verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None
    if words & FUTURE_AUXILIARIES or ("to" in words and words & {"is", "are", "was", "were", "be", "’s", "'s"}):
        return "future"
    if words & {"had", "was", "were", "did", "has", "have"}:
        return "past"
    if "to" in words or (_form(verb) == "ing" and not words & {"is", "are", "am"}):
        if head is not None and head.lemma_.lower() in FUTURE_HEADS and head.lower_ != "set":
            return "future"
        above = governing_verb(head) if head is not None else None
        return _direction_of_verb(above, depth + 1) if above is not None and above.i != verb.i and depth < 3 else None
    form = _form(verb)
    if words & {"is", "are", "am", "'s", "’s"} or form == "present":
        return "near"
    return "past" if form == "past" else None


def _form(verb: Token) -> str:
    """past, present or ing: by the tag where the reader gives one, else by the form against its lemma."""
    if verb.tag_:
        return {"VBD": "past", "VBN": "past", "VBG": "ing"}.get(verb.tag_, "present")
    word = verb.lower_
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed") or (verb.lemma_ and word != verb.lemma_.lower() and not word.endswith("s")):
        return "past"
    return "present" if word.endswith("s") or word == verb.lemma_.lower() else "past"


def _is_planned(word: Token, verb: Token) -> bool:
    """Whether the verb sets a time for something to come.

    "planned for", "scheduled on", "postponed until", "planned a rally on".
    """
    if verb.lemma_.lower() not in PLANNING:
        return False
    preposition = {child.lower_ for child in word.children if child.dep_ == "case"}
    return verb.lemma_.lower() in {"plan", "schedule", "slate"} or bool(preposition & {"for", "to", "until", "till"})


def _is_subject(noun: Token, verb: Token) -> bool:
    return noun.head == verb and noun.dep_.startswith("nsubj")


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, itself included; None where the sentence has none there."""
    for above in (token, *token.ancestors):
        if above.pos_ in ("VERB", "AUX") or above.tag_.startswith(("VB", "MD")):
            return above
    return None
