"""`time_of`: the time expression that governs a predicate.

Attached by syntax first (an oblique, adverbial or nominal modifier of the predicate or of what coordinates with
it), else the nearest one in the same clause, else in the same sentence. Words inside a quotation do not date the
act of saying it: the caller leaves them out by `apart`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from demarche.records import Article, Date, Timex
from demarche.times.days import Interval, interval_of
from demarche.times.occasions import common_prefix
from demarche.times.tense import sentence_of

Dated = tuple[Date | None, Date | None, Date | None]
BOUNDARY = re.compile(
    r"[;:“”\"]|,? (?:which|who|that|while|whereas|but|after|before|because|although|since|when|where)\b"
)
CLAUSES = frozenset({"ccomp", "acl:relcl", "relcl", "parataxis", "advcl"})
DATING = frozenset({"DATE", "TIME"})


def time_of(
    timexes: Iterable[Timex],
    article: Article,
    doc: Doc | None,
    start: int,
    end: int,
    apart: Iterable[tuple[int, int]] = (),
) -> Dated:
    """When what `text[start:end]` tells was: (ISO prefix, first day, last day), each None where the text does not say.

    `start`/`end` are offsets into `article.text` of a predicate or a clause; `apart` are spans whose time words do
    not count (quotations).
    """
    timex = governing_timex(timexes, article, doc, start, end, apart)
    return dated(timex) if timex is not None else (None, None, None)


def dated(timex: Timex) -> Dated:
    """The date a time expression gives: its value where that is an ISO date, else the prefix its interval shares."""
    if timex.type not in DATING:
        return None, None, None
    value = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|$)", timex.value or "")
    if value:
        return value[0], timex.earliest, timex.latest
    if timex.earliest is None or timex.latest is None:
        return None, timex.earliest, timex.latest
    days = Interval(first=interval_of(timex.earliest).first, last=interval_of(timex.latest).last)
    prefix = common_prefix(days) if timex.value and not timex.value.endswith("_REF") else None
    return prefix, timex.earliest, timex.latest


def governing_timex(
    timexes: Iterable[Timex],
    article: Article,
    doc: Doc | None,
    start: int,
    end: int,
    apart: Iterable[tuple[int, int]] = (),
) -> Timex | None:
    """The time expression that governs a predicate, or None."""
    text = article.text
    first, last = sentence_of(text, start, end, doc)
    kept_out = tuple(apart)
    near = [
        timex
        for timex in timexes
        if timex.type in DATING
        and first <= timex.start < last
        and not any(from_ <= timex.start and timex.end <= to for from_, to in kept_out)
        and not (timex.value or "").endswith("_REF")
    ]
    if not near:
        return None
    if len(near) > 1 or doc is not None:
        attached = _attached(near, doc, start, end)
        if attached is not None:
            return attached
    return _nearest(near, text, start, end)


def _nearest(near: list[Timex], text: str, start: int, end: int) -> Timex | None:
    """The nearest in the words, each border of a clause between counting as forty characters.

    None beyond two borders.
    """

    def distance(timex: Timex) -> tuple[int, int]:
        if timex.start < end and start < timex.end:
            return 0, 0
        between = text[timex.end : start] if timex.end <= start else text[end : timex.start]
        borders = len(BOUNDARY.findall(between))
        return borders, len(between)

    inside = [timex for timex in near if start <= timex.start and timex.end <= end]
    best = min(inside or near, key=lambda timex: (distance(timex)[0] * 40 + distance(timex)[1], timex.start))
    return best if distance(best)[0] <= 2 else None


def _attached(near: list[Timex], doc: Doc | None, start: int, end: int) -> Timex | None:
    if doc is None or not doc.has_annotation("DEP"):
        return None
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    predicate = span.root
    best: tuple[int, int, Timex] | None = None
    for timex in near:
        words = doc.char_span(timex.start, timex.end, alignment_mode="expand")
        if words is None or not len(words):
            continue
        steps = _steps(words.root, predicate)
        if steps is not None and (best is None or steps < best[0]):
            best = (steps, timex.start, timex)
    return best[2] if best else None


def _steps(word: Token, predicate: Token) -> int | None:
    """How far up the tree the predicate lies, 1 for its own modifier; None where another clause is between.

    "Met on Friday and agreed": the date of the first verb holds for the second, at a price.
    """
    shared = set()
    head = predicate
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
        shared.add(head.i)
    token = word
    for steps in range(8):
        if token.i == predicate.i:
            return steps
        if token.i in shared:
            return steps + 2
        if token.head.i == token.i or (steps and token.dep_ in CLAUSES):
            return None
        token = token.head
    return None
