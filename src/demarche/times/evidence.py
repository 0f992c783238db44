"""What an article's own words say about the day it was written: pieces of evidence, each with the days it allows.

A piece says "if I am right, the article is of one of these days" and carries a weight; `demarche.times.settling`
finds the days that the
heaviest set of pieces allows. Weights are graded by how often such a piece is wrong in news, not tuned to a corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from demarche.records import Article, Block, Record, Timex
from demarche.times.days import Interval, interval_of, iso, month_interval, months_later
from demarche.times.meanings import Meaning, Moved, Occasion, Period, Point
from demarche.times.occasions import Occasions, find_occasions
from demarche.times.points import years_of_weekday
from demarche.times.tagging import direction_of_timex, meaning_of_timex
from demarche.times.tense import sentence_of

FIRST = interval_of("1960").first
LAST = interval_of("2099").last
YEARS = range(1985, 2041)
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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


class Evidence(Record, frozen=True):
    """One piece: what was read and where, the days it allows, how much it weighs.

    A `core` inside them weighs so much more.
    """

    kind: str
    text: str
    where: str
    spans: tuple[Interval, ...]
    weight: float
    core: tuple[Interval, ...] = ()
    core_weight: float = 0.0


class Seen(Record, frozen=True):
    """A timex with its meaning, its sentence (offsets into the article's text) and its paragraph of the body."""

    timex: Timex
    meaning: Meaning
    direction: str
    sentence: tuple[int, int]
    block: Block | None
    paragraph: int | None  # 0 for the first of the body


def seen_times(article: Article, timexes: Sequence[Timex]) -> tuple[Seen, ...]:
    """The timexes of an article with what the evidence needs to know about each."""
    blocks = [block for block in article.blocks if block.start is not None and block.end is not None]
    body = [block for block in blocks if block.role == "body"]
    seen = []
    for timex in timexes:
        meaning = meaning_of_timex(timex)
        if meaning is None:
            continue
        block = next((one for one in blocks if (one.start or 0) <= timex.start < (one.end or 0)), None)
        if body:
            paragraph = body.index(block) if block in body else None
        else:
            paragraph = article.text.count("\n\n", 0, timex.start)
        sentence = sentence_of(article.text, timex.start, timex.end, None)
        seen.append(
            Seen(
                timex=timex,
                meaning=meaning,
                direction=direction_of_timex(timex),
                sentence=sentence,
                block=block,
                paragraph=paragraph,
            )
        )
    return tuple(seen)


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


def until(day: int) -> Interval:
    """Up to a day."""
    return Interval(first=FIRST, last=max(FIRST, day))


def since(day: int) -> Interval:
    """From a day on."""
    return Interval(first=min(LAST, day), last=LAST)


# --- what the page itself says ----------------------------------------------------------------------------------------


def from_published(article: Article) -> Iterator[Evidence]:
    """The date and bounds that the articles stage read off the page.

    A date is allowed to be some days off, at a price.
    """
    published = article.published
    if published.date is not None and len(published.date) >= 10:
        day = interval_of(published.date[:10]).first
        kind = published.basis[0].kind if published.basis else "metadata"
        for slack, weight in ((0, 2.2), (2, 1.0), (45, 1.0), (500, 1.0)):
            yield Evidence(
                kind=kind,
                text=published.date,
                where="page",
                spans=(Interval(first=day - slack, last=day + slack),),
                weight=weight,
            )
        return
    if published.latest is not None:
        yield Evidence(
            kind="crawl",
            text=published.latest,
            where="page",
            spans=(until(interval_of(published.latest).last),),
            weight=5.0,
        )
    if published.earliest is not None:
        yield Evidence(
            kind="mention",
            text=published.earliest,
            where="page",
            spans=(since(interval_of(published.earliest).first),),
            weight=2.0,
        )
    if article.retrieved:
        crawled = FULL_DAY.match(article.retrieved)
        if crawled:
            latest = interval_of(crawled[0]).last + 1
            yield Evidence(kind="crawl", text=crawled[0], where="retrieved", spans=(until(latest),), weight=5.0)


def from_dates(text: str, seen: Sequence[Seen]) -> Iterator[Evidence]:
    """Dates with their year that the article tells of as past.

    It is not older than they; no more than three, the latest.
    """
    past = []
    for one in seen:
        point = one.meaning
        if (
            not isinstance(point, Point)
            or point.year is None
            or one.timex.earliest is None
            or one.timex.earliest < "1960"
        ):
            continue
        if one.direction == "future" or _named_for(text, one.timex):
            continue
        past.append((one.timex.earliest, point, one))
    past.sort(key=lambda row: row[0], reverse=True)
    for earliest, point, one in past[:3]:
        weight = 2.0 if point.day is not None else 1.2 if point.month is not None else 0.9
        kind = "caption" if one.block is not None and one.block.role == "caption" else "mention"
        yield Evidence(
            kind=kind,
            text=one.timex.text,
            where=_where(one),
            spans=(since(interval_of(earliest).first),),
            weight=weight,
        )
    dateline = next((one for one in seen if _is_dateline(text, one)), None)
    if dateline is not None and isinstance(dateline.meaning, Point):
        yield _dateline_evidence(dateline, dateline.meaning, first_weekday(seen))
    line = next((one for one in seen if _is_date_line(text, one)), None)
    if line is not None:
        day = interval_of(line.timex.value or "")
        yield Evidence(kind="date-line", text=line.timex.text, where=_where(line), spans=(day,), weight=4.5)


def _named_for(text: str, timex: Timex) -> bool:
    """A year that is part of a goal or a name ("by 2030", "Agenda 2063") and no time of the news."""
    return bool(
        re.search(
            r"\b(?:by|until|till|Agenda|Vision|target|goals?|through|to)\s+(?:the\s+year\s+)?$",
            text[max(0, timex.start - 20) : timex.start],
            re.IGNORECASE,
        )
    )


def _is_dateline(text: str, one: Seen) -> bool:
    """ "VALDORA, May 3 (Agency) -": a date after a place in capitals at the head of a paragraph of the first four."""
    if (
        not isinstance(one.meaning, Point)
        or one.meaning.month is None
        or one.meaning.day is None
        or (one.paragraph or 0) > 3
    ):
        return False
    line = text.rfind("\n", 0, one.timex.start) + 1
    before, after = text[line : one.timex.start], text[one.timex.end : one.timex.end + 40]
    return bool(re.fullmatch(r"[A-Z][A-Z .,'’()-]{2,40}(?:,? [A-Z][a-z.]+)?[, (]*", before)) and bool(
        re.match(r"\W{0,3}(?:\(|--?|–|—|[A-Z/])", after.strip())
    )


def _is_date_line(text: str, one: Seen) -> bool:
    """A line near the head of the text that holds a full date and nothing else."""
    if not FULL_DAY.fullmatch(one.timex.value or "") or not isinstance(one.meaning, Point) or one.meaning.year is None:
        return False
    start = text.rfind("\n", 0, one.timex.start) + 1
    end = text.find("\n", one.timex.end)
    line = text[start : end if end >= 0 else len(text)]
    words = re.sub(r"(?i)\b(?:published|posted|updated|date|on)\b", "", line.replace(one.timex.text, ""))
    return text.count("\n", 0, start) <= 8 and not re.search(r"[A-Za-z]{3,}", words)


def first_weekday(seen: Sequence[Seen]) -> int | None:
    """The weekday (Monday = 1) that the article's first sentences tell of as past; None where they name none."""
    for one in seen:
        point = one.meaning
        if isinstance(point, Period) and point.unit == "D":
            return None
        if isinstance(point, Point) and point.weekday is not None and point.shift is None and one.direction != "future":
            return point.weekday
    return None


def _dateline_evidence(one: Seen, point: Point, weekday: int | None) -> Evidence:
    years: Sequence[int] = [point.year] if point.year is not None else YEARS
    days = [_day_of(year, point.month or 1, point.day or 1) for year in years]
    # the years in which the weekday of the news falls on the dateline's day, or on the day before
    exact = [day for day in days if weekday == (day - 1) % 7 + 1]
    fitting = exact or [day for day in days if weekday == (day - 2) % 7 + 1] or days
    return Evidence(
        kind="dateline",
        text=one.timex.text,
        where="dateline",
        spans=tuple(Interval(first=day, last=day + 1) for day in days),
        weight=4.0,
        core=tuple(Interval(first=day, last=day) for day in fitting),
        core_weight=1.6,
    )


def from_lead_date(text: str, seen: Sequence[Seen]) -> Iterator[Evidence]:
    """ "On July 11 the ministry said".

    The first date of the first two paragraphs, told as past, is that of the news.
    """
    for one in seen:
        point = one.meaning
        if one.paragraph is None or one.paragraph > 1 or one.direction != "past" or not isinstance(point, Point):
            continue
        if point.month is None or point.day is None or point.last_day is not None or point.week_of:
            continue
        if point.weekday is not None or _is_dateline(text, one) or one.block is None:
            return
        if NO_ANCHOR.search(text[max(0, one.timex.start - 24) : one.timex.start]):
            return
        years: Sequence[int] = [point.year] if point.year is not None else YEARS
        days = [_day_of(year, point.month, point.day) for year in years]
        yield Evidence(
            kind="lead",
            text=one.timex.text,
            where=_where(one),
            spans=tuple(Interval(first=day, last=day + 21) for day in days),
            weight=1.2,
            core=tuple(Interval(first=day, last=day + 1) for day in days),
            core_weight=0.4,
        )
        return


def _day_of(year: int, month: int, day: int) -> int:
    """The ordinal of a date; the day after the month's last where it has no such day."""
    return interval_of(f"{year:04}-{month:02}-01").first + day - 1


# --- what relative expressions say ------------------------------------------------------------------------------------


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
            where=_where(one),
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
        days = [_day_of(year, point.month, point.day) - period.shift for year in years]
        spans = tuple(Interval(first=day, last=day) for day in days)
        text = f"{one.timex.text}, {other.timex.text}"
        yield Evidence(kind="mention", text=text, where=_where(one), spans=spans, weight=3.0)


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
            yield Evidence(kind="mention", text=one.timex.text, where=_where(one), spans=spans, weight=0.8)


def from_distances(seen: Sequence[Seen], occasions: Occasions) -> Iterator[Evidence]:
    """ "A week after Sweden joined NATO" of the article's own news: it is of those days."""
    for one in seen:
        meaning = one.meaning
        if not isinstance(meaning, Occasion) or meaning.unit is None or meaning.count is None or len(meaning.ids) != 1:
            continue
        days = occasions.reading(meaning, None).days
        if days is None or meaning.unit in ("Y", "DE", "CE") or (one.paragraph or 0) > 12:
            if days is not None and meaning.unit == "Y":
                yield Evidence(
                    kind="reference-event", text=_words(one, meaning), where=_where(one), spans=(days,), weight=0.5
                )
            continue
        middle = (days.first + days.last) // 2
        yield Evidence(
            kind="reference-event",
            text=_words(one, meaning),
            where=_where(one),
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
            where=_where(one),
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
                    where=_where(one),
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


def _where(one: Seen) -> str:
    role = one.block.role if one.block is not None else "text"
    return role if one.paragraph is None else f"{role}, paragraph {one.paragraph + 1}"
