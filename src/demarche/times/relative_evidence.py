"""What relative times and reference events say of the day an article was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from demarche.records import Article
from demarche.times.days import Interval, interval_of, iso, month_interval, months_later
from demarche.times.evidence import LAST, YEARS, Evidence, Seen, day_of, since, where_of
from demarche.times.meanings import Meaning, Moved, Occasion, Period, Point
from demarche.times.occasions import Occasions, find_occasions
from demarche.times.points import years_of_weekday
from demarche.times.tense import sentence_of

NO_ANCHOR = re.compile(
    r"(?:since|after|before|until|till|from|by|than|between|following)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
STALE = re.compile(
    r"\b(?:last|previous|a|the)\s+(?:year|month)|\bago\b|\banniversary\b|\bsince\b|\bafter\b|\bfollowing\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:ahead of|before|prior to|upcoming|will|next|prepar\w+|host|plans?|forthcoming|in the run-up to)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(?:during|after|following|since|sidelines of|margins of|from)\s+(?:the\s+|a\s+|this\s+)?$", re.IGNORECASE
)


def from_weekdays_with_dates(seen: Sequence[Seen]) -> Iterator[Evidence]:
    """ "Thursday, July 11" without a year: one of the years in which it was one, and in news not long ago."""
    pairs = [(one, one.meaning) for one in seen if isinstance(one.meaning, Point)]
    for index, (one, point) in enumerate(pairs):
        weekday, month, day = point.weekday, point.month, point.day
        text = one.timex.text
        if weekday is not None and month is None and index + 1 < len(pairs):
            other, beside = pairs[index + 1]
            if (
                0 < other.timex.start - one.timex.end <= 3 and beside.weekday is None and beside.year is None
            ):  # "Thursday (July 11)"
                month, day, text = beside.month, beside.day, f"{text} {other.timex.text}"
        if weekday is None or month is None or day is None or point.year is not None:
            continue
        days = [
            interval_of(f"{year:04}-{month:02}-{day:02}").first
            for year in years_of_weekday(month, day, weekday, YEARS[0], YEARS[-1])
        ]
        ahead = one.direction == "future"
        lead = not ahead and (one.paragraph is None or one.paragraph <= 3)
        before, after = (60, 1) if ahead else (0, 14 if lead else 60)
        yield Evidence(
            kind="weekday",
            text=text,
            where=where_of(one),
            spans=tuple(Interval(first=day - before, last=day + after) for day in days),
            weight=2.0,
            core=tuple(Interval(first=day, last=day + 1) for day in days) if lead else (),
            core_weight=0.8 if lead else 0.0,
        )


def from_relative_days_with_dates(seen: Sequence[Seen]) -> Iterator[Evidence]:
    """ "Tomorrow, Wednesday, July 27": the date beside the relative day tells the article's own day."""
    for one, other in pairwise(seen):
        period, point = one.meaning, other.meaning
        if not isinstance(period, Period) or period.unit != "D" or not isinstance(point, Point):
            continue
        if point.month is None or point.day is None or not 0 < other.timex.start - one.timex.end <= 3:
            continue
        years: Sequence[int] = YEARS if point.year is None else [point.year]
        if point.year is None and point.weekday is not None:
            years = years_of_weekday(point.month, point.day, point.weekday, YEARS[0], YEARS[-1])
        days = [day_of(year, point.month, point.day) - period.shift for year in years]
        spans = tuple(Interval(first=day, last=day) for day in days)
        text = f"{one.timex.text}, {other.timex.text}"
        yield Evidence(kind="mention", text=text, where=where_of(one), spans=spans, weight=3.0)


def from_shifted_months(seen: Sequence[Seen]) -> Iterator[Evidence]:
    """ "Last May": the article is of the nine months after a May (ten and more are "a year ago")."""
    for one in seen:
        point = one.meaning
        if isinstance(point, Point) and point.shift == -1 and point.month is not None and point.weekday is None:
            spans = tuple(
                Interval(
                    first=month_interval(year, point.month).last + 1, last=month_interval(year, point.month + 9).last
                )
                for year in YEARS
            )
            yield Evidence(kind="mention", text=one.timex.text, where=where_of(one), spans=spans, weight=0.8)


def from_distances(seen: Sequence[Seen], occasions: Occasions) -> Iterator[Evidence]:
    """ "A week after the treaty was signed" of the article's own news: it is of those days."""
    for one in seen:
        meaning = one.meaning
        if not isinstance(meaning, Occasion) or meaning.unit is None or meaning.count is None or len(meaning.ids) != 1:
            continue
        days = occasions.reading(meaning, None).days
        if days is None or meaning.unit in ("Y", "DE", "CE") or (one.paragraph or 0) > 12:
            if days is not None and meaning.unit == "Y":
                yield Evidence(
                    kind="reference-event", text=_words(one, meaning), where=where_of(one), spans=(days,), weight=0.5
                )
            continue
        middle = (days.first + days.last) // 2
        yield Evidence(
            kind="reference-event",
            text=_words(one, meaning),
            where=where_of(one),
            spans=(Interval(first=days.first, last=days.last + 4),),
            weight=2.0,
            core=(Interval(first=middle - 2, last=middle + 2),),
            core_weight=0.5,
        )


def from_pairs(text: str, seen: Sequence[Seen], occasions: Occasions) -> Iterator[Evidence]:
    """ "A year ago ... the summit in Vilnius": a relative time and a dated one of one sentence are the same time."""
    for one in seen:
        months = _months_back(one.meaning)
        if months is None:
            continue
        dated = [
            days
            for other in seen
            if other.sentence == one.sentence
            and other is not one
            and (days := _short_days(text, other, occasions)) is not None
        ]
        if len(dated) != 1:
            continue
        days = dated[0]
        beside = {type(other.meaning) for other in seen if other.sentence == one.sentence}
        if isinstance(one.meaning, Period) and Occasion not in beside:
            continue  # "in October 1998 ... last year" are two times; "last year's summit in Madrid" is one
        if isinstance(one.meaning, Period):
            year = int(iso(days.first)[:4]) + 1
            span = Interval(first=interval_of(f"{year}").first, last=interval_of(f"{year}").last)
        else:
            slack = max(1, round(months / 4))
            span = Interval(
                first=months_later(days.first, months - slack), last=months_later(days.last, months + slack)
            )
        yield Evidence(
            kind="reference-event",
            text=f"{one.timex.text} ({iso(days.first)})",
            where=where_of(one),
            spans=(span,),
            weight=1.5,
        )


def _months_back(meaning: Meaning) -> int | None:
    if (
        isinstance(meaning, Moved)
        and meaning.base == "published"
        and meaning.sign < 0
        and meaning.count in (1, 2, 3)
        and meaning.unit in ("M", "Y")
    ):
        return round(meaning.count or 1) * (12 if meaning.unit == "Y" else 1)
    return 12 if isinstance(meaning, Period) and meaning.unit == "Y" and meaning.shift == -1 else None


def _short_days(text: str, one: Seen, occasions: Occasions) -> Interval | None:
    """The days of an expression that names some by itself and no more than a month of them."""
    meaning = one.meaning
    before = text[max(0, one.timex.start - 24) : one.timex.start]
    if NO_ANCHOR.search(before) and not (isinstance(meaning, Occasion) and re.search(r"\bfrom (?:the )?$", before)):
        return None  # "the statement from the summit" is of the summit's days, "trade since the summit" is not
    if isinstance(meaning, Occasion) and meaning.unit is None and len(meaning.ids) == 1:
        return occasions.days_of(meaning.ids[0])
    if (
        isinstance(meaning, Point)
        and meaning.year is not None
        and meaning.month is not None
        and one.timex.earliest
        and one.timex.latest
    ):
        return interval_of(one.timex.earliest).union(interval_of(one.timex.latest))
    return None


def from_weekdays_at_occasions(text: str, seen: Sequence[Seen], occasions: Occasions) -> Iterator[Evidence]:
    """ "Met on Friday on the sidelines of the Games".

    A Friday of those days, and the article is of the week after it.
    """
    told: set[tuple[int, tuple[str, ...]]] = set()
    for one in seen:
        point = one.meaning
        if (
            not isinstance(point, Point)
            or point.weekday is None
            or point.month is not None
            or point.shift is not None
            or one.direction == "future"
        ):
            continue
        for other in seen:
            meaning = other.meaning
            if (
                other.sentence != one.sentence
                or not isinstance(meaning, Occasion)
                or meaning.unit is not None
                or other.direction == "future"
            ):
                continue
            if (point.weekday, meaning.ids) in told or NO_ANCHOR.search(
                text[max(0, other.timex.start - 24) : other.timex.start]
            ):
                continue
            told.add((point.weekday, meaning.ids))
            spans: list[Interval] = []
            core: list[Interval] = []
            for days in filter(None, map(occasions.days_of, meaning.ids)):
                if days.last - days.first > 40:
                    continue
                matching = [day for day in range(days.first - 1, days.last + 1) if (day - 1) % 7 + 1 == point.weekday]
                spans += [Interval(first=day, last=day + 6) for day in matching]
                core += [
                    Interval(first=day, last=day + 6) for day in matching if day <= days.first + 2
                ]  # leaders come for the opening
            if spans:
                yield Evidence(
                    kind="reference-event",
                    text=f"{one.timex.text}, {other.timex.text}",
                    where=where_of(one),
                    spans=tuple(spans),
                    weight=2.0,
                    core=tuple(core),
                    core_weight=0.5,
                )


def from_occasions(article: Article, seen: Sequence[Seen], occasions: Occasions) -> Iterator[Evidence]:
    """Reference events bound the article from below.

    A summit that the lead tells of as its news bounds it from above.
    """
    text = article.text
    told: set[tuple[str, ...]] = set()
    starts = {one.timex.start: one for one in seen}
    for found in find_occasions(text, occasions):
        meaning = found.meaning
        if not isinstance(meaning, Occasion) or meaning.ids in told:
            continue
        told.add(meaning.ids)
        known = [days for days in map(occasions.days_of, meaning.ids) if days is not None]
        one = starts.get(found.start)
        begin, end = sentence_of(text, found.start, found.end, None)
        before = text[begin : found.start]
        ahead = (one is not None and one.direction == "future") or bool(AHEAD.search(before))
        words = text[found.start : found.end]
        where = " ".join(text[begin:end].split())[:60]
        if ahead:
            spans = tuple(Interval(first=days.first - 400, last=LAST) for days in known)
            yield Evidence(kind="reference-event", text=words, where=where, spans=spans, weight=0.5)
            continue
        slack = _told_before(occasions.kind_of(meaning.ids[0]), before)
        spans = tuple(since(days.first - slack) for days in known)
        yield Evidence(kind="reference-event", text=words, where=where, spans=spans, weight=1.0 if not slack else 0.5)
        lead = one is not None and (one.paragraph is None or one.paragraph <= 2)
        if (
            lead
            and occasions.kind_of(meaning.ids[0]) == "summit"
            and not re.search(r"\d{4}", words)
            and not STALE.search(text[begin:end])
        ):
            spans = tuple(Interval(first=days.first, last=days.last + 10) for days in known)
            yield Evidence(kind="reference-event", text=f"{words} as the news", where=where, spans=spans, weight=0.8)


def _told_before(kind: str | None, before: str) -> int:
    """How many days before it an occasion is told of already.

    Games and votes years, a summit months; none where it is plainly over.
    """
    if kind not in ("games", "election", "summit"):
        return 0
    over = OVER.search(before) or (kind == "summit" and re.search(r"\b(?:at|in)\s+(?:the\s+|a\s+|this\s+)?$", before))
    return 0 if over else 200 if kind == "summit" else 1460


def _words(one: Seen, meaning: Occasion) -> str:
    return f"{one.timex.text} {'after' if meaning.sign > 0 else 'before'} {meaning.ids[0]}"
