"""What an article says of its date outright: the page's date and bounds, datelines, date lines, past dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from demarche.articles.lead_days import is_news_day, is_told_past
from demarche.records import Article, Dating, Timex
from demarche.times.days import Interval, interval_of
from demarche.times.evidence import YEARS, Evidence, Seen, day_of, since, until, where_of
from demarche.times.meanings import Period, Point

TODAY = re.compile(r"\W*(?:today|current date|it is now)\b", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:upcoming|forthcoming|next|future|coming|planned|scheduled|slated|due|will|ahead of|preparations? for)\b",
    re.IGNORECASE,
)
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
GOAL_BEFORE = re.compile(
    r"\b(?:by|until|till|Agenda|Vision|(?:targets?|goals?)(?:\s+(?:for|of|in))?|through|to)\s+(?:the\s+year\s+)?$",
    re.IGNORECASE,
)
GOAL_AFTER = re.compile(r"\s+(?:agenda|targets?|goals?|vision|deadline|road ?map)\b", re.IGNORECASE)
NO_ANCHOR = re.compile(
    r"(?:since|after|before|until|till|from|by|than|between|following)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)


def without_banner_day(published: Dating) -> Dating:
    """The page's date; that of a line "Today: Tuesday, 3 December" is the day it was fetched, a bound and no date."""
    first = published.basis[0] if published.basis else None
    if published.date is None or first is None or first.kind != "date-line" or not TODAY.match(first.text):
        return published
    bound = msgspec.structs.replace(first, kind="crawl", earliest=None, latest=published.date)
    return Dating(latest=published.date, basis=(bound, *published.basis[1:]))


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
        if one.direction != "past" and point.month is None and TO_COME.search(text[one.sentence[0] : one.timex.start]):
            continue  # "our upcoming competitions (the Games in 2036)"
        told = text[slice(*one.sentence)]
        start, end = one.timex.start - one.sentence[0], one.timex.end - one.sentence[0]
        if not is_told_past(told, start, end, day=point.day is not None):
            continue
        past.append((one.timex.earliest, point, one))
    past.sort(key=lambda row: row[0], reverse=True)
    for earliest, point, one in past[:3]:
        weight = 2.0 if point.day is not None else 1.2 if point.month is not None else 0.9
        kind = "caption" if one.block is not None and one.block.role == "caption" else "mention"
        yield Evidence(
            kind=kind,
            text=one.timex.text,
            where=where_of(one),
            spans=(since(interval_of(earliest).first),),
            weight=weight,
        )
    dateline = next((one for one in seen if _is_dateline(text, one)), None)
    if dateline is not None and isinstance(dateline.meaning, Point):
        yield _dateline_evidence(dateline, dateline.meaning, first_weekday(seen))
    line = next((one for one in seen if _is_date_line(text, one)), None)
    if line is not None:
        day = interval_of(line.timex.value or "")
        yield Evidence(kind="date-line", text=line.timex.text, where=where_of(line), spans=(day,), weight=4.5)


def _named_for(text: str, timex: Timex) -> bool:
    """A year that is part of a goal or a name ("by 2030", "its target for 2035", "Agenda 2063") and no time of the
    news."""
    before, after = text[max(0, timex.start - 30) : timex.start], text[timex.end : timex.end + 20]
    return bool(GOAL_BEFORE.search(before) or GOAL_AFTER.match(after))


OPENING_WORD = re.compile(r"(?:On|In|By|At|Since|From|Until|The|This|Late|Early|After|Before|Between)\b")


def _is_dateline(text: str, one: Seen) -> bool:
    """ "VALDORA, May 3 (Agency) -", "Agency News, 3 May -": a date after a name at the head of a paragraph."""
    if (
        not isinstance(one.meaning, Point)
        or one.meaning.month is None
        or one.meaning.day is None
        or (one.paragraph or 0) > 3
    ):
        return False
    line = text.rfind("\n", 0, one.timex.start) + 1
    before, after = text[line : one.timex.start], text[one.timex.end : one.timex.end + 40]
    if re.fullmatch(r"[A-Z][A-Z .,'’()-]{2,40}(?:,? [A-Z][a-z.]+)?[, (]*", before):
        return bool(re.match(r"\W{0,3}(?:\(|--?|–|—|[A-Z/])", after.strip()))
    named = re.fullmatch(r"(?:[A-Z][\w.'’-]*[ ,]+){1,4}\(?", before) and not OPENING_WORD.match(before)
    return bool(named) and bool(re.match(r"\s?(?:\)|/|\([A-Z]|\s(?:--?|–|—))", after))


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
    days = [day_of(year, point.month or 1, point.day or 1) for year in years]
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

    The first date of the first two paragraphs, told as past, is that of the news. Only where its year is written does
    it speak for one day: the years that others of the article's dates have are often those of what it recalls.
    """
    for one in seen:
        point = one.meaning
        if one.paragraph is None or one.paragraph > 1 or one.direction != "past" or not isinstance(point, Point):
            continue
        if point.month is None or point.day is None or point.last_day is not None or point.week_of:
            continue
        if point.weekday is not None or _is_dateline(text, one) or one.block is None:
            return
        if NO_ANCHOR.search(text[max(0, one.timex.start - 24) : one.timex.start]) or point.shift is not None:
            return  # "since July 11", "on July 11 this year": not the day of the news
        before, after = text[one.sentence[0] : one.timex.start], text[one.timex.end :]
        if point.year is not None and not is_news_day(before, after, weekday=False):
            return
        if point.year is not None and one.paragraph > 0:
            return  # news leaves out its year: one that is written is mostly another's
        years: Sequence[int] = [point.year] if point.year is not None else YEARS
        days = [day_of(year, point.month, point.day) for year in years]
        yield Evidence(
            kind="lead",
            text=one.timex.text,
            where=where_of(one),
            spans=tuple(Interval(first=day, last=day + 21) for day in days),
            weight=1.2,
            core=tuple(Interval(first=day, last=day + 1) for day in days) if point.year is not None else (),
            core_weight=0.4 if point.year is not None else 0.0,
        )
        return
