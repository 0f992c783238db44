"""When the page was published, by its metadata, address, date lines, dateline, lead, captions and mentioned dates.

A day is named only where something that belongs to the article fixes it. Everything else is a bound: what the article
already tells of (earliest), the crawl and a banner above the headline (latest).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

import msgspec

from demarche.articles.date_lines import DateLine
from demarche.articles.days import LAST_YEAR, WrittenDate, find_dates, next_day, span_of
from demarche.articles.lead_days import find_lead_days, is_told_past
from demarche.records import Basis, Block, Dating, Record

_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/")
_LATE = 45  # days after what its lead tells within which a report may be printed
_NEAR = 45  # days from a date written in full within which a date without its year is of the same time


class Evidence(Record, frozen=True):
    """All that dates a page: see `settle`."""

    uri: str
    retrieved: str | None
    metadata: tuple[Basis, ...]
    lines: tuple[DateLine, ...]
    dateline: WrittenDate | None
    blocks: tuple[Block, ...]


def settle(evidence: Evidence) -> Dating:
    """The page's `Dating`: its bounds from everything, its day from what is sure.

    Where two pieces contradict each other, the day stays unknown and a basis of kind ``contradiction`` says so.
    """
    evidence = msgspec.structs.replace(evidence, lines=tuple(_as_told(line, evidence) for line in evidence.lines))
    bounds = [*_ceilings(evidence), *_mentions(evidence.blocks)]
    latest = min((b.latest for b in bounds if b.latest), default=None)
    earliest = max(
        (b.earliest for b in bounds if b.earliest and (latest is None or b.earliest <= latest)), default=None
    )
    nearby = tuple(b.earliest for b in bounds if b.earliest and find_dates(b.text)[0].full)
    for month in _from_address(evidence.uri):  # a day without its year is of the month that the address names
        if month.earliest and month.latest and month.earliest >= (earliest or "") and month.latest <= (latest or "9"):
            nearby = (*nearby, month.earliest)
    days = list(_days(evidence, nearby, earliest, latest))
    sure = [day for day in days if _fits(day, latest)]
    basis = (*sure[:3], *_informative(bounds, earliest, latest))
    if not sure:
        odd = tuple(Basis(kind="contradiction", text=d.text, where=d.where) for d in days[:1])
        return Dating(earliest=earliest, latest=latest, basis=(*basis, *odd))
    first = _narrowed(sure)
    if first.earliest is not None and first.earliest == first.latest:
        return Dating(date=first.earliest, earliest=first.earliest, latest=first.latest, basis=basis)
    low = max(x for x in (first.earliest, earliest) if x) if first.earliest or earliest else None
    high = min((x for x in (first.latest, latest) if x), default=None)
    day = first.earliest if first.kind in ("weekday", "dateline") else None
    return Dating(date=day, earliest=day or low, latest=high, basis=basis)


def _narrowed(days: Sequence[Basis]) -> Basis:
    """The best piece; where it leaves more than a day or two, the next best that names a day within it."""
    best = days[0]
    if best.earliest is None or best.latest is None or best.latest <= next_day(best.earliest):
        return best
    inside = (
        day
        for day in days[1:]
        if day.earliest and day.latest and best.earliest <= day.earliest <= best.latest
        if day.latest <= next_day(day.earliest)
    )
    return next(inside, best)


def _fits(day: Basis, latest: str | None) -> bool:
    return latest is None or day.earliest is None or day.earliest <= next_day(latest)


def _informative(bounds: Sequence[Basis], earliest: str | None, latest: str | None) -> tuple[Basis, ...]:
    """The bounds that make the interval, and the next best on each side."""
    low = sorted(
        (b for b in bounds if b.earliest and (latest is None or b.earliest <= latest)), key=lambda b: b.earliest or ""
    )[-2:]
    high = sorted((b for b in bounds if b.latest), key=lambda b: b.latest or "")[:2]
    return (*low[::-1], *high)


def _ceilings(evidence: Evidence) -> Iterable[Basis]:
    """Upper bounds: the crawl, and a banner above the headline, which is the crawl's day or the publication's."""
    if evidence.retrieved and re.match(r"\d{4}(-\d\d){0,2}", evidence.retrieved):
        yield Basis(
            kind="crawl", text=evidence.retrieved, where="retrieved", latest=span_of(evidence.retrieved[:10])[1]
        )
    shown = [line for line in evidence.lines if line.place in ("banner", "loose") and line.date.full]
    if shown:  # teasers above the headline have their days, too: the visit's is the last of them
        line = max(shown, key=lambda one: one.date.iso or "")
        where = "banner" if line.place == "banner" else "among the lines of the site"
        yield Basis(kind="crawl", text=line.text, where=where, latest=line.date.iso)


def _as_told(line: DateLine, evidence: Evidence) -> DateLine:
    """A date line that only its place makes the article's is anybody's where dateline or lead name another day."""
    if line.place != "header" or line.label == "published" or not line.date.full or line.date.iso is None:
        return line
    day = dt.date.fromisoformat(line.date.iso)
    full = (date for date in find_lead_days(evidence.blocks) if date.full)
    told = [evidence.dateline] if evidence.dateline is not None else list(full)[:1]
    for date in told:
        after = _days_after(day, date)
        if after is not None and not -1 <= after <= _LATE:
            return msgspec.structs.replace(line, place="loose")
    return line


def _days_after(day: dt.date, date: WrittenDate) -> int | None:
    """How many days after a written date `day` is; after the nearest one of that name where no year is written."""
    if date.month is None or date.day is None:
        return None
    found = []
    for year in (date.year,) if date.year is not None else (day.year - 1, day.year, day.year + 1):
        try:
            found.append((day - dt.date(year, date.month, date.day)).days)
        except ValueError:
            continue
    return min(found, key=abs, default=None)


def _mentions(blocks: Sequence[Block]) -> Iterable[Basis]:
    """Lower bounds: what the article and its captions tell as past, with its year."""
    for block in blocks:
        if block.role not in ("body", "caption", "title"):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", block.text):
            for date in find_dates(sentence):
                bounds = date.bounds()
                past = is_told_past(sentence, date.start, date.end, day=date.day is not None)
                if bounds is None or not past or not _plausible(date):
                    continue
                kind = "caption" if block.role == "caption" else "mention"
                yield Basis(kind=kind, text=date.text, where=f"{block.role}: {sentence[:60]}", earliest=bounds[0])


def _plausible(date: WrittenDate) -> bool:
    return date.year is not None and 1900 <= date.year <= LAST_YEAR


def _days(evidence: Evidence, nearby: Sequence[str], earliest: str | None, latest: str | None) -> Iterable[Basis]:
    """What fixes the day, best first."""
    yield from evidence.metadata
    yield from _from_lines(evidence, nearby, earliest, latest, "published")
    yield from _from_address(evidence.uri)
    yield from _from_lines(evidence, nearby, earliest, latest, None)
    if evidence.dateline is not None and (day := _dateline_day(evidence, nearby, earliest, latest)):
        yield Basis(kind="dateline", text=evidence.dateline.text, where="dateline", earliest=day, latest=next_day(day))
    yield from _from_lead(evidence.blocks, nearby, earliest, latest)


def _from_lines(
    evidence: Evidence, nearby: Sequence[str], earliest: str | None, latest: str | None, label: str | None
) -> Iterable[Basis]:
    """Date lines of the article itself: labelled ones anywhere, others only between headline and body."""
    ordered = (
        [line for line in evidence.lines if line.label == "published"]
        if label
        else [line for line in evidence.lines if line.label != "published"]
    )
    for line in ordered:
        if line.place not in ("header", "tail"):
            continue
        if line.date.full and line.date.iso:
            # "Updated" alone says when at the latest; pages that say no more are rarely touched after their day
            yield Basis(
                kind="date-line", text=line.text, where=line.place, earliest=line.date.iso, latest=line.date.iso
            )
        elif line.date.other is not None and (day := _reading(line.date, evidence, latest)):
            yield Basis(kind="date-line", text=line.text, where=line.place, earliest=day, latest=day)
        elif line.date.day is not None and (bounds := line.date.bounds()):
            yield Basis(kind="date-line", text=line.text, where=line.place, earliest=bounds[0], latest=bounds[1])
        elif line.date.day is not None and (day := resolve_year(line.date, nearby, earliest, latest)):
            yield Basis(kind="date-line", text=line.text, where=line.place, earliest=day, latest=day)


def _dateline_day(evidence: Evidence, nearby: Sequence[str], earliest: str | None, latest: str | None) -> str | None:
    """The day of the dateline; a banner that shows the very same day tells its year."""
    when = evidence.dateline
    if when is None or when.month is None or when.day is None:
        return None
    shown = {line.date.iso for line in evidence.lines if line.place in ("banner", "loose") and line.date.full}
    own = f"{when.month:02d}-{when.day:02d}"
    # a banner of the next day is a visit of the next day
    same = {
        day for iso in shown if iso for day in (iso, next_day(iso, -1)) if day[5:] == own and day >= (earliest or "")
    }
    return same.pop() if when.year is None and len(same) == 1 else resolve_year(when, nearby, earliest, latest)


def _reading(date: WrittenDate, evidence: Evidence, latest: str | None) -> str | None:
    """Which of the two days 11/08/2024 can be: the one that the dateline names, or that is not after the crawl."""
    readings = [day for day in (date.iso, date.other) if day]
    if (when := evidence.dateline) is not None and when.month and when.day:
        named = [day for day in readings if day[5:] == f"{when.month:02d}-{when.day:02d}"]
        if len(named) == 1:
            return named[0]
    past = [day for day in readings if latest is None or day <= next_day(latest)]
    return past[0] if len(past) == 1 else None


def _from_address(uri: str) -> Iterable[Basis]:
    """A day in the page's URL."""
    if "://" not in uri:
        return
    path = uri.split("://", 1)[1].partition("/")[2]
    if match := _URL_DAY.search("/" + path):
        iso = "-".join(match.groups())
        try:
            dt.date.fromisoformat(iso)
        except ValueError:
            return
        if (
            "/" in match.group()
            or "-" in match.group()
            or re.search(r"(?:^|[/_-])" + match.group() + r"(?:$|[/_.-])", path)
        ):
            yield Basis(kind="url", text=match.group(), where=uri, earliest=iso, latest=iso)
    elif match := _URL_MONTH.search("/" + path):
        low, high = span_of(f"{match.group(1)}-{int(match.group(2)):02d}")
        yield Basis(kind="url", text=match.group(), where=uri, earliest=low, latest=high)


def _from_lead(
    blocks: Sequence[Block], nearby: Sequence[str], earliest: str | None, latest: str | None
) -> Iterable[Basis]:
    """ "Thursday, July 11" in the lead: the news is of that day; weekday and a date in full nearby fix its year."""
    for date in find_lead_days(blocks):
        if date.weekday is None:
            continue
        if date.year is not None and date.iso and _weekday(date.iso) == date.weekday:
            yield Basis(kind="weekday", text=date.text, where="lead", earliest=date.iso, latest=next_day(date.iso))
        elif date.year is None and (day := resolve_year(date, nearby, earliest, latest)):
            yield Basis(kind="weekday", text=date.text, where="lead", earliest=day, latest=next_day(day))


def resolve_year(date: WrittenDate, nearby: Sequence[str], earliest: str | None, latest: str | None) -> str | None:
    """The day that a date without its year names, or ``None`` where more than one fits.

    `nearby` are the days (ISO) that the article writes out in full. One of them within `_NEAR` days of the date in its
    own year fixes the year, and so does an interval that leaves one year only; a written weekday must agree.
    """
    if date.month is None or date.day is None:
        return None
    if date.year is not None:
        return date.iso
    years = {int(day[:4]) + step for day in nearby for step in (-1, 0, 1)}
    if earliest and latest:
        years |= set(range(int(earliest[:4]), int(latest[:4]) + 1))
    fitting = []
    for year in sorted(years):
        try:
            day = dt.date(year, date.month, date.day)
        except ValueError:
            continue
        if date.weekday in (None, day.weekday()) and (earliest or "") <= day.isoformat() <= (latest or "9"):
            fitting.append(day)
    close = [day for day in fitting if any(abs((day - dt.date.fromisoformat(near)).days) <= _NEAR for near in nearby)]
    if len(close) == 1:
        return close[0].isoformat()
    return fitting[0].isoformat() if len(fitting) == 1 and earliest and latest else None


def _weekday(iso: str) -> int:
    return dt.date.fromisoformat(iso).weekday()
