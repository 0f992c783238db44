"""Dates as they are written out in English pages, found in a line: full, without the year, or a month and year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from demarche.records import Record

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if i}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if i} | {"sept": 9}
_WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name[:3]: i for name, i in list(_WEEKDAYS.items())} | {"tues": 1, "thur": 3, "thurs": 3, "weds": 2}

_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:\b(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b\.?,?\s*(?:the\s+|\()?)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*[-–]\s*(?:[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WRITTEN = (
    # a byline may be glued to it: "By Ana ExampleMarch 5, 2024"
    re.compile(
        rf"{_WEEKDAY}(?:\b|(?-i:(?<=[a-z])(?=[A-Z]))){_MONTH}\s*{_DAY}(?!\d|[.:]\d|\s*%)(?:(?:,|\s)\s*{_YEAR})?", re.I
    ),
    re.compile(rf"{_WEEKDAY}(?<![\d.,:])\b{_DAY}(?:\s+of)?[\s.-]*{_MONTH}(?:,|\s|-|/)?\s*(?:{_YEAR})?", re.I),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>[0-3]?\d)(?!\d)"),
    re.compile(
        r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<sep>[-/.])(?P<second>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(rf"(?<!\d )(?<!\d)\b{_MONTH},?\s+{_YEAR}", re.I),
    re.compile(rf"\b{_YEAR}\b"),
)
_MONTH_LIKE = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.I)
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_BY_MONTH, _BY_YEAR = (0, 1, 4), (2, 3, 4, 5)  # places in `_WRITTEN` of what holds a month's name, a year's digits
_SHORT = 1_000  # characters of a line whose dates are remembered
_DIGIT = re.compile(r"\d")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class WrittenDate(Record, frozen=True):
    """A date in a line: where it stands (offsets into the line), and what of it is written.

    `month` and `day` are ``None`` where only the year is; `other` is the second reading of 03/04/2024, an ISO day.
    """

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None  # Monday is 0
    other: str | None = None

    @property
    def iso(self) -> str | None:
        """The ISO prefix it stands for, or ``None`` without a year."""
        if self.year is None:
            return None
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    @property
    def full(self) -> bool:
        """Whether year, month and day are written, in one reading only."""
        return self.year is not None and self.day is not None and self.other is None

    def bounds(self) -> tuple[str, str] | None:
        """First and last day it can mean, ISO, inclusive; ``None`` without a year."""
        if self.year is None:
            return None
        if self.other is not None and self.iso is not None:
            low, high = sorted((self.iso, self.other))
            return low, high
        return span_of(self.iso or "")


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Every date written in `text`, in order, none overlapping another; offsets into `text`."""
    return _short_dates(text) if len(text) <= _SHORT else _find_dates(text)


@lru_cache(maxsize=4_096)  # headline, rules, features and dating each ask for the dates of the same lines
def _short_dates(text: str) -> tuple[WrittenDate, ...]:
    return _find_dates(text)


def _find_dates(text: str) -> tuple[WrittenDate, ...]:
    if _DIGIT.search(text) is None:
        return ()
    missing = {*(() if _MONTH_LIKE.search(text) else _BY_MONTH), *(() if _YEAR_LIKE.search(text) else _BY_YEAR)}
    taken: list[WrittenDate] = []
    covered = bytearray(len(text))
    for i, pattern in enumerate(_WRITTEN):
        if i in missing:
            continue
        for match in pattern.finditer(text):
            if any(covered[match.start() : match.end()]):
                continue
            for date in _dates_of(match):
                taken.append(date)
                covered[date.start : date.end] = b"\x01" * (date.end - date.start)
    return tuple(sorted(taken, key=lambda date: date.start))


def is_date_line(text: str) -> bool:
    """Whether `text` is a day written in full, with a name or place or two words beside it at most.

    >>> is_date_line("Keld, 5 August 2024, 10:15 GMT")
    True
    >>> is_date_line("Talks of 5 August 2024 fail in Keld")
    False
    """
    if len(text) > 90:
        return False
    dates = find_dates(text)
    if not any(date.full for date in dates):
        return False
    rest = text
    for date in dates[::-1]:
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    rest = _BESIDE.sub(" ", rest)
    return len(re.findall(r"[^\W\d_]+", rest)) <= (3 if re.search("[|•·]", text) else 2)


_BESIDE = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|[ap]\.?m\b\.?|GMT|UTC|[A-Z]{1,2}[SD]T|[A-Z]{3,4}(?=[+-]\d)|IST|WIB|HKT|SGT|"
    r"\d+[ -]min(?:ute)?s? read|staff|by|hours?|hrs|at|on|local time|last|first|updated?|published|modified|posted|"
    r"date|edited|created)\b",
    re.I,
)


def _dates_of(match: re.Match[str]) -> Iterator[WrittenDate]:
    parts = match.groupdict()
    words = match.group().rstrip(" ,-/")
    place = {"start": match.start(), "end": match.start() + len(words), "text": words}
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        readings = [d for d in (_day(year, second, first), _day(year, first, second)) if d]
        if parts["sep"] == ".":  # 11.08.2024 is written where the day comes first; 11/08/2024 and 11-08-2024 either way
            readings = readings[:1]
        if readings:
            best = readings[0]
            other = readings[1].isoformat() if len(readings) > 1 and readings[1] != best else None
            yield WrittenDate(**place, year=best.year, month=best.month, day=best.day, other=other)  # type: ignore[arg-type]
        return
    month = _month_number(parts.get("month"))
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("month") == "may" or (parts.get("month") in ("mar", "Mar", "march") and day is None and year is None):
        return  # "may 5 ships" is a verb, a month is written with its capital
    if month and day and _day(year or 2024, month, day) is None:
        return
    weekday = _WEEKDAYS.get((parts.get("weekday") or "").lower())
    yield WrittenDate(**place, year=year, month=month, day=day, weekday=weekday)  # type: ignore[arg-type]


def _month_number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else _MONTHS[written.lower()]


def _day(year: int | None, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year or 2024, month, day)
    except ValueError:
        return None


def span_of(iso: str) -> tuple[str, str]:
    """First and last day of an ISO prefix.

    >>> span_of("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    if len(iso) == 4:
        return f"{iso}-01-01", f"{iso}-12-31"
    if len(iso) == 7:
        return f"{iso}-01", f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]:02d}"
    return iso[:10], iso[:10]


def next_day(iso: str, days: int = 1) -> str:
    """The day `days` after `iso` (a full ISO day)."""
    return (dt.date.fromisoformat(iso[:10]) + dt.timedelta(days=days)).isoformat()
