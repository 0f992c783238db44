"""Days and intervals of days: proleptic Gregorian ordinals (`datetime.date.toordinal`), inclusive at both ends."""

from __future__ import annotations

import calendar
from datetime import date

from demarche.records import Record

FIRST_DAY = date(1, 1, 1).toordinal()
LAST_DAY = date(9998, 12, 31).toordinal()


class Interval(Record, frozen=True):
    """Days from `first` to `last`, both included, as ordinals."""

    first: int
    last: int

    def shifted(self, days: int) -> Interval:
        """The same length, moved by so many days."""
        return Interval(first=clamped(self.first + days), last=clamped(self.last + days))

    def union(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(first=min(self.first, other.first), last=max(self.last, other.last))


def clamped(ordinal: int) -> int:
    """The nearest ordinal that is a date."""
    return max(FIRST_DAY, min(LAST_DAY, ordinal))


def iso(ordinal: int) -> str:
    """
    >>> iso(738952)
    '2024-03-07'
    """
    return date.fromordinal(clamped(ordinal)).isoformat()


def interval_of(text: str) -> Interval:
    """The days of an ISO prefix: ``2024``, ``2024-03`` or ``2024-03-07``; what follows a T is passed over.

    >>> span = interval_of("2024-02")
    >>> iso(span.first), iso(span.last)
    ('2024-02-01', '2024-02-29')
    """
    parts = [int(part) for part in text.split("T")[0].split("-")]
    if len(parts) == 1:
        return year_interval(parts[0])
    if len(parts) == 2:
        return month_interval(parts[0], parts[1])
    day = date(parts[0], parts[1], parts[2]).toordinal()
    return Interval(first=day, last=day)


def year_interval(year: int, last: int | None = None) -> Interval:
    """The days of a year, or of the years up to `last`."""
    return Interval(first=date(year, 1, 1).toordinal(), last=date(last or year, 12, 31).toordinal())


def month_interval(year: int, month: int, months: int = 1) -> Interval:
    """The days of `months` months from `month` of `year` on.

    `month` may lie outside 1..12 and carries into the year.
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month + months - 1
    last_year, last_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Interval(first=date(year, month, 1).toordinal(), last=last.toordinal())


def week_interval(ordinal: int) -> Interval:
    """The ISO week (Monday to Sunday) that holds a day."""
    first = ordinal - date.fromordinal(ordinal).isoweekday() + 1
    return Interval(first=first, last=first + 6)


def months_later(ordinal: int, months: int) -> int:
    """The same day of another month; the last one where that month is shorter."""
    day = date.fromordinal(ordinal)
    count = day.year * 12 + day.month - 1 + months
    year, month = max(1, count // 12), count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])).toordinal()


def easter(year: int) -> int:
    """Western Easter Sunday (the anonymous Gregorian algorithm: Meeus, Astronomical Algorithms, ch. 8).

    >>> iso(easter(2024))
    '2024-03-31'
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1).toordinal()
