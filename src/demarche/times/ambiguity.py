"""Words that can be a time or something else: May and March, 2000 troops, a second, the spring in the yard."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from demarche.times.grammar import Found
from demarche.times.lexicon import load_lexicon, one_of
from demarche.times.meanings import Length, Vague

RATE = re.compile(
    r"(?:per ?cent|%|\d|million|billion|times|dollars|euros|barrels|tons|tonnes|people|hours) $", re.IGNORECASE
)


def is_time(text: str, found: Found, doc: Doc | None) -> bool:
    """Whether what the grammar found in `text` is a time there; `doc` lends tags where it has them."""
    meaning = found.meaning
    before = text[max(0, found.start - 30) : found.start]
    after = text[found.end : found.end + 30]
    if found.context == "month":
        return _is_month(text[found.start : found.end], before, after, _tags(doc, found))
    if found.context == "season":
        sure = re.search(r"\b(?:in|since|during|by|until|over|through|throughout|of|for)\s+$", before, re.IGNORECASE)
        return bool(sure) and not re.match(
            r"\s+(?:of|in|from|[A-Z]\w+)\b", after
        )  # "the fall of the city", "the spring in the yard"
    if found.context == "year":
        return _is_year(before, after)
    if isinstance(meaning, Length):
        return _is_length(text[found.start : found.end], before, after, meaning)
    if isinstance(meaning, Vague):
        return (
            not re.search(r"(?:from|until|till|by|right|just) $", before, re.IGNORECASE)
            or meaning.value == "PRESENT_REF"
        )
    return True


def _tags(doc: Doc | None, found: Found) -> tuple[str, ...]:
    if doc is None or not doc.has_annotation("TAG"):
        return ()
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    return tuple(token.tag_ for token in span) if span is not None else ()


@cache
def _before_month() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(load_lexicon().month_context['before'])})[\s-]+$", re.IGNORECASE)


@cache
def _before_year() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:^|[^\w.])(?:{one_of(load_lexicon().year_context['before'])})[\s-]+|[(,/:–—-]\s?|(?:summit|election|elections|games|olympics|cup)\s)$",
        re.IGNORECASE,
    )


def _is_month(word: str, before: str, after: str, tags: tuple[str, ...]) -> bool:
    """Whether a month's bare name is one: "May" and "March" are verbs too, and April and August people."""
    if " " in word or "-" in word:
        return True
    if re.match(r"\s+(?:[A-Z][a-z]+\s+){1,2}(?:said|told|says|will|was|has)\b", after):  # "June Alvarez said"
        return bool(_before_month().search(before))
    if word.rstrip(".").lower() in ("may", "march", "mar") and tags and tags[0] in ("MD", "VB", "VBP"):
        return False
    if _before_month().search(before):
        return not (
            word in ("March", "May")
            and re.match(r"\s+(?:on|of|for|through)\b", after)
            and re.search(r"\b(?:the|a)\s$", before, re.IGNORECASE)
        )
    if word in ("May", "March", "April", "June", "August"):
        return bool(re.match(r"[,.)]|\s+(?:summit|talks|election|meeting|vote|visit)\b", after)) and word != "May"
    return True


def _is_year(before: str, after: str) -> bool:
    """Whether a bare four-digit number is a year and not a count, a sum, a number in a name."""
    following = re.match(r"[\s-]+([A-Za-z]+)", after)
    if following and following[1].lower() in load_lexicon().year_context["after_not"]:
        return False
    if re.search(r"(?:[$€£¥]|\bNo\.?|\bResolution|\bFlight|\bAct|\bChannel|\bBoeing|\bArticle|\d[.,:]?)\s?$", before):
        return False
    if _before_year().search(before):
        return True
    return bool(re.match(r"\s*[,.;:)’']|\s+[a-z]+|\s*$|-", after)) and not re.match(
        r"\s+[a-z]+s\b(?<!was)(?<!has)", after
    )


def _is_length(words: str, before: str, after: str, meaning: Length) -> bool:
    """Whether a number and a unit are a length of time.

    "a second" is mostly another one, "a minute" too short to matter.
    """
    lowered = words.lower()
    if lowered in ("a second", "one second", "the second") or re.fullmatch(
        r"(?:a|an) (?:night|weekend|quarter)", lowered
    ):
        return False
    if lowered in ("a day", "one day", "some day"):
        return bool(re.search(r"(?:for|after|within|than|over|just|only|half) $", before))
    if lowered.startswith(("some day", "one night")):
        return False
    if meaning.unit == "Q":
        return False
    if lowered in ("a year", "a month", "a week", "an hour", "a day", "a minute") and RATE.search(before):
        return False  # "11 percent a year"
    return not re.match(r"\s+old\b|-olds?\b", after)
