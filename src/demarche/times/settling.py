"""`settle_dates`: an article's date from all its evidence, as the days that the heaviest consistent set of it allows.

Each piece of evidence (`demarche.times.evidence`) allows some days and weighs something. The days of the greatest
total weight are the article's interval: a weighted constraint problem in one unknown, solved exactly by sweeping
the borders of the pieces. What those days break is kept as a contradiction. A day is named only where the interval
is one, or where it is so short that the newest weekday of the article's own news falls on one day of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from demarche.records import Article, Basis, Dating, Timex
from demarche.times.days import Interval, interval_of, iso
from demarche.times.evidence import FIRST, LAST, Evidence, Seen, seen_times
from demarche.times.meanings import Period, Point
from demarche.times.occasions import Occasions, load_occasions
from demarche.times.page_evidence import from_dates, from_lead_date, from_published, without_banner_day
from demarche.times.relative_evidence import (
    from_distances,
    from_occasions,
    from_pairs,
    from_relative_days_with_dates,
    from_shifted_months,
    from_weekdays_at_occasions,
    from_weekdays_with_dates,
)
from demarche.times.tagging import resolve_all
from demarche.times.terms import terms_of_office

if TYPE_CHECKING:
    from demarche.knowledge import Knowledge

SOON = 200  # days after what is told last within which a year is taken for the likely one
LAST_TOLD = 1.0  # the weight of evidence that tells a day or month, or an occasion
YEARS_APART = 700  # days: interval from which on days allowed are of several years
SHORT = 24  # days: as far as an interval may reach for a weekday's name to pick its day


def settle_dates(
    article: Article, timexes: tuple[Timex, ...], knowledge: Knowledge | None
) -> tuple[Dating, tuple[Timex, ...]]:
    """The article's date as its own words narrow it, with reasons, and its time expressions counted from that.

    Starts from `article.published`; a date that the page itself gives is kept unless the text outweighs it. Where
    evidence conflicts, the lighter piece becomes a `Basis` of kind "contradiction" and nothing is smoothed over.
    """
    article = msgspec.structs.replace(article, published=without_banner_day(article.published))
    occasions = load_occasions(knowledge.reference_events if knowledge is not None else ())
    evidence = all_evidence(article, timexes, occasions, tuple(terms_of_office(article, knowledge)))
    seen = seen_times(article, timexes)
    dating = (
        _dating(article, evidence, _likely_years(heaviest_days(evidence), evidence), seen)
        if evidence
        else article.published
    )
    return dating, resolve_all(timexes, _news_day(article, dating, seen), occasions)


def _news_day(article: Article, dating: Dating, seen: Sequence[Seen]) -> Dating:
    """The day to count from: the article's date, or that of its news where the article's is a few days too early.

    The first weekday a report tells of as past is its day or the one before; four to six days before is one to
    three days after: the page's date is off, or the clause means the day to come.
    """
    if dating.date is None or len(dating.date) < 10:
        return dating
    day = interval_of(dating.date).first
    for one in seen:
        meaning = one.meaning
        if isinstance(meaning, Period) and meaning.unit == "D" and meaning.shift in (0, -1):
            return dating
        if (
            not isinstance(meaning, Point)
            or meaning.weekday is None
            or meaning.day is not None
            or meaning.shift is not None
        ):
            continue
        if one.direction == "future" or one.paragraph is None or _repeated(article.text, one.sentence):
            continue
        before = (day - 1 - meaning.weekday + 1) % 7
        if before < 4 or one.paragraph > 2:
            return dating
        news = iso(day + 7 - before)
        return msgspec.structs.replace(dating, date=news, earliest=news, latest=news)
    return dating


def all_evidence(
    article: Article, timexes: Sequence[Timex], occasions: Occasions, terms: Sequence[Evidence] = ()
) -> tuple[Evidence, ...]:
    """Every piece the article gives; `terms` are those of offices held, which need the actors' tables."""
    seen = seen_times(article, timexes)
    return (
        *from_published(article),
        *from_dates(article.text, seen),
        *from_lead_date(article.text, seen),
        *from_weekdays_with_dates(seen),
        *from_relative_days_with_dates(seen),
        *from_shifted_months(seen),
        *from_distances(seen, occasions),
        *from_pairs(article.text, seen, occasions),
        *from_weekdays_at_occasions(article.text, seen, occasions),
        *from_occasions(article, seen, occasions),
        *terms,
    )


def heaviest_days(evidence: Sequence[Evidence]) -> tuple[Interval, ...]:
    """The days that the heaviest evidence allows, by total weight, as disjoint intervals in order."""
    steps: dict[int, float] = {FIRST: 0.0, LAST + 1: 0.0}

    def add(spans: Sequence[Interval], weight: float) -> None:
        for span in _merged(spans):
            steps[max(FIRST, span.first)] = steps.get(max(FIRST, span.first), 0.0) + weight
            steps[min(LAST, span.last) + 1] = steps.get(min(LAST, span.last) + 1, 0.0) - weight

    for piece in evidence:
        add(piece.spans, piece.weight)
        if piece.core:
            add(piece.core, piece.core_weight)
    borders = sorted(steps)
    total, runs = 0.0, []
    for border, following in pairwise(borders):
        total += steps[border]
        if FIRST <= border <= LAST:
            runs.append((round(total, 6), border, following - 1))
    top = max(weight for weight, _, _ in runs)
    return _merged([Interval(first=first, last=last) for weight, first, last in runs if weight == top])


def _likely_years(best: tuple[Interval, ...], evidence: Sequence[Evidence]) -> tuple[Interval, ...]:
    """Of alternatives years apart ("Thursday, July 11" of 2024 or 2030), the one soon after what is told last.

    Only a day or month told in full, or a reference event, within `SOON` days speaks for a year; else all stay.
    """
    told = [
        piece.spans[0].first
        for piece in evidence
        if len(piece.spans) == 1 and piece.weight >= LAST_TOLD and piece.where != "page"  # which may be a bare year
    ]
    if len(best) < 2 or not told or best[-1].last - best[0].first < YEARS_APART:
        return best
    near = [span for span in best if abs(span.first - max(told)) <= SOON]
    return tuple(near) if near and near[-1].last - near[0].first < YEARS_APART else best


def _merged(spans: Sequence[Interval]) -> tuple[Interval, ...]:
    """Disjoint and in order."""
    merged: list[Interval] = []
    for span in sorted(spans, key=lambda one: one.first):
        if span.last < span.first:
            continue
        if merged and span.first <= merged[-1].last + 1:
            merged[-1] = Interval(first=merged[-1].first, last=max(merged[-1].last, span.last))
        else:
            merged.append(span)
    return tuple(merged)


def _dating(article: Article, evidence: Sequence[Evidence], best: tuple[Interval, ...], seen: Sequence[Seen]) -> Dating:
    given = article.published
    whole = Interval(first=best[0].first, last=best[-1].last)
    kept_day = interval_of(given.date[:10]).first if given.date is not None and len(given.date) >= 10 else None
    basis = _basis(given, evidence, best)
    if kept_day is not None and any(span.first <= kept_day <= span.last for span in best):
        return msgspec.structs.replace(given, basis=basis)
    date: str | None = iso(whole.first) if whole.first == whole.last else None
    if date is None and whole.last - whole.first <= SHORT:
        newest = _newest_weekday(article, best, seen) or _lead_day(whole, evidence)
        if newest is not None:
            day, reason = newest
            date = iso(day)
            whole = Interval(first=day, last=min(whole.last, day + 1))
            basis = (*basis, reason)
    low, high = _told_bounds(whole, evidence)
    return Dating(
        date=date,
        earliest=iso(whole.first) if low else None,
        latest=iso(whole.last) if high else None,
        basis=tuple(dict.fromkeys(basis)),
    )


def _told_bounds(whole: Interval, evidence: Sequence[Evidence]) -> tuple[bool, bool]:
    """Whether something bounds the days found from below and from above.

    A day that comes every year ("KELD, May 3 (Agency) -") does neither by itself: the first and the last of the days
    it allows are where the years tried begin and end.
    """
    if whole.last - whole.first < YEARS_APART:
        return whole.first > FIRST, whole.last < LAST
    once = [piece.spans for piece in evidence if piece.spans and not _recurs(piece)]
    return (
        any(FIRST < spans[0].first <= whole.first for spans in once),
        any(whole.last <= spans[-1].last < LAST for spans in once),
    )


def _recurs(piece: Evidence) -> bool:
    return len(piece.spans) > 1 and piece.spans[-1].last - piece.spans[0].first >= YEARS_APART


def _basis(given: Dating, evidence: Sequence[Evidence], best: tuple[Interval, ...]) -> tuple[Basis, ...]:
    """The page's own basis, then each piece that the days found agree with, then each that they break."""
    agreeing: list[Basis] = []
    broken: dict[str, Basis] = {}
    told = {(row.kind, row.text) for row in given.basis}
    for piece in evidence:
        if (piece.kind, piece.text) in told:
            continue
        if piece.where == "page" and (piece.weight < 2 or any(_inside(span, best) for span in piece.spans)):
            continue
        near = [span for span in piece.spans if span.first <= best[-1].last and best[0].first <= span.last]
        if near:
            agreeing.append(_row(piece.kind, piece, near))
        else:
            broken.setdefault(piece.text, _row("contradiction", piece, piece.spans if len(piece.spans) == 1 else ()))
    return tuple(dict.fromkeys((*given.basis, *agreeing, *broken.values())))


def _inside(span: Interval, best: tuple[Interval, ...]) -> bool:
    return any(span.first <= one.last and one.first <= span.last for one in best)


def _row(kind: str, piece: Evidence, spans: Sequence[Interval]) -> Basis:
    first = min((span.first for span in spans), default=FIRST)
    last = max((span.last for span in spans), default=LAST)
    if len(spans) > 1 and last - first >= YEARS_APART:
        first, last = FIRST, LAST  # a day of every year bounds nothing
    return Basis(
        kind=kind,
        text=piece.text,
        where=piece.where,
        earliest=iso(first) if first > FIRST else None,
        latest=iso(last) if last < LAST else None,
    )


def _newest_weekday(article: Article, best: tuple[Interval, ...], seen: Sequence[Seen]) -> tuple[int, Basis] | None:
    """The day of the weekday that the article's own news names first, where the interval holds one such day.

    News names the day it tells of in its first sentences and is of that day or the next. A standfirst that the body
    repeats word for word is no first sentence.
    """
    for one in seen:
        meaning = one.meaning
        if one.direction == "future" or (one.paragraph is None and one.block is not None):
            continue
        if (
            isinstance(meaning, Period)
            and meaning.unit == "D"
            and meaning.shift == 0
            and best[0].first == best[-1].last
        ):
            return best[0].first, Basis(kind="weekday", text=one.timex.text, where="lead")
        if not isinstance(meaning, Point) or meaning.weekday is None or meaning.day is not None or meaning.shift == -1:
            continue
        if _repeated(article.text, one.sentence):
            continue
        days = [
            day
            for span in best
            for day in range(span.first, span.last + 1)
            if (day - 1) % 7 + 1 == meaning.weekday
        ]  # fmt: skip
        if len(days) == 1:
            day = days[0]
            reason = Basis(
                kind="weekday",
                text=one.timex.text,
                where="first weekday of the news",
                earliest=iso(day),
                latest=iso(day + 1),
            )
            return day, reason
        return None
    return None


def _lead_day(whole: Interval, evidence: Sequence[Evidence]) -> tuple[int, Basis] | None:
    """The day that the lead or the dateline writes out, where the interval is that day and the next."""
    for piece in evidence:
        begins = any(span.first == whole.first for span in piece.core)
        if begins and whole.last - whole.first <= 1 and piece.kind in ("dateline", "weekday", "lead"):
            return whole.first, _row(piece.kind, piece, (whole,))
    return None


def _repeated(text: str, sentence: tuple[int, int]) -> bool:
    """Whether the words of a sentence come again later, but for its end."""
    words = " ".join(text[sentence[0] : sentence[1]].split())
    rest = re.sub(r"\s+", " ", text[sentence[1] :])
    return len(words) > 60 and words[:60] in rest
