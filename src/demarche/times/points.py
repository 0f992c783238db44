"""Places in the calendar, with holes: which day, month or year a name means when it is seen from a given day."""

from __future__ import annotations

from datetime import date

from demarche.records import Record
from demarche.times.days import Interval, clamped, iso, month_interval, months_later, week_interval, year_interval
from demarche.times.meanings import Direction, Point

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Reading(Record, frozen=True):
    """A value as TimeML writes it, None where it cannot be one, and the days it can be."""

    value: str | None = None
    days: Interval | None = None


def one_day(day: int) -> Interval:
    """The interval of one day."""
    return Interval(first=day, last=day)


def week_of(day: int) -> Reading:
    """The ISO week that holds a day."""
    year, week, _ = date.fromordinal(clamped(day)).isocalendar()
    return Reading(value=f"{year:04}-W{week:02}", days=week_interval(clamped(day)))


def read_point(point: Point, day: int, direction: Direction) -> Reading:
    """A place in the calendar as it is seen from a day: what was not said is filled in from there."""
    if point.decade is not None:
        start = int(point.decade) * 10
        return Reading(value=f"{point.decade}X", days=part_of(year_interval(start, start + 9), point.part))
    if point.century is not None:
        start = int(point.century) * 100
        return Reading(value=f"{point.century}XX", days=part_of(year_interval(start + 1, start + 100), point.part))
    if point.year is not None and point.last_year is not None:
        return Reading(days=year_interval(point.year, point.last_year))
    if point.month is not None and point.day is not None:
        return _month_day(point, day, direction)
    if point.month is not None:
        return _month(point, day, direction)
    if point.season is not None:
        return _season(point, day, direction)
    if point.quarter is not None or point.half is not None:
        return _fraction(point, day, direction)
    if point.weekday is not None and point.day is None:
        return _weekday(point, day, direction)
    if point.day is not None:
        return _day_of_month(point, day, direction)
    if point.year is not None:
        return Reading(value=f"{point.year:04}", days=part_of(year_interval(point.year), point.part))
    return Reading()


def _weekday(point: Point, day: int, direction: Direction) -> Reading:
    wanted = point.weekday or 1
    if point.week_shift is not None:
        found = week_interval(day).first + 7 * point.week_shift + wanted - 1
    elif point.shift == -1:
        found = weekday_before(day - 1, wanted)
    elif point.shift == 1:
        found = weekday_after(day + 1, wanted)
    elif direction == "future":
        found = weekday_after(day, wanted)
    else:
        found = weekday_before(day, wanted)
    return Reading(value=iso(found) + (point.clock or ""), days=one_day(clamped(found)))


def weekday_before(day: int, wanted: int) -> int:
    """The latest such weekday up to and with `day`."""
    return day - (date.fromordinal(clamped(day)).isoweekday() - wanted) % 7


def weekday_after(day: int, wanted: int) -> int:
    """The first such weekday from `day` on, that day included."""
    return day + (wanted - date.fromordinal(clamped(day)).isoweekday()) % 7


def _month_day(point: Point, day: int, direction: Direction) -> Reading:
    year = point.year
    if year is None and point.year_shift is not None:
        year = date.fromordinal(day).year + point.year_shift
    if year is None:
        year = _year_of_day(point, day, direction)
    try:
        found = date(year, point.month or 1, point.day or 1).toordinal()
    except ValueError:
        return Reading()
    if point.week_of:
        return week_of(found)
    if point.last_day is not None:
        last = min(found + point.last_day - (point.day or 1), month_interval(year, point.month or 1).last)
        return Reading(value=iso(found)[:7], days=Interval(first=found, last=last))
    return Reading(value=iso(found) + (point.clock or ""), days=one_day(found))


def years_of_weekday(month: int, day: int, weekday: int, first: int, last: int) -> tuple[int, ...]:
    """The years in which a date falls on a weekday: it comes again after 5, 6 or 11 years.

    >>> years_of_weekday(7, 11, 4, 2010, 2030)
    (2013, 2019, 2024, 2030)
    """
    found = []
    for year in range(first, last + 1):
        try:
            if date(year, month, day).isoweekday() == weekday:
                found.append(year)
        except ValueError:
            continue
    return tuple(found)


def _year_of_day(point: Point, day: int, direction: Direction) -> int:
    """The year that a date without one is in: of its weekday where one is named, else by where the clause looks."""
    near = date.fromordinal(day).year
    years: tuple[int, ...] = (near - 1, near, near + 1)
    if point.weekday is not None:
        years = years_of_weekday(point.month or 1, point.day or 1, point.weekday, max(1, near - 6), near + 6) or years

    def distance(year: int) -> tuple[float, int]:
        away = date(year, point.month or 1, min(point.day or 1, 28)).toordinal() - day
        # past and future only lean: a date of next week is next week's though the verb stands in the past
        lean = 2.0 if (direction == "past" and away > 45) or (direction == "future" and away < -2) else 1.0
        return abs(away) * lean, -year

    return min(years, key=distance)


def _month(point: Point, day: int, direction: Direction) -> Reading:
    month = point.month or 1
    today = date.fromordinal(day)
    if point.year is not None:
        year = point.year
    elif point.year_shift is not None:
        year = today.year + point.year_shift
    elif point.shift == -1:
        year = today.year if month < today.month else today.year - 1
    elif point.shift == 1 or (direction == "future" and point.shift is None):
        later = month > today.month or (month == today.month and point.shift is None)
        year = today.year if later else today.year + 1
    elif point.shift == 0:
        year = today.year
    elif direction == "near":
        year = min(
            (today.year - 1, today.year, today.year + 1),
            key=lambda one: abs((one - today.year) * 12 + month - today.month + 0.5),
        )
    else:
        year = today.year if month <= today.month else today.year - 1
    return Reading(value=f"{year:04}-{month:02}", days=part_of(month_interval(year, month), point.part))


def _season(point: Point, day: int, direction: Direction) -> Reading:
    start = SEASON_MONTHS[point.season or "SP"]
    today = date.fromordinal(day)
    if point.year is not None:
        days = month_interval(point.year, start, 3)
        if start == 12:  # the winter of 2022 began in 2021 or in 2022
            days = month_interval(point.year - 1, 12, 3).union(days)
        return Reading(value=f"{point.year:04}-{point.season}", days=part_of(days, point.part))
    if point.year_shift is not None:
        year = today.year + point.year_shift
    else:
        year = today.year if month_interval(today.year, start).first <= day else today.year - 1
        if point.shift == -1 and month_interval(year, start, 3).last >= day:
            year -= 1
        if (point.shift == 1 or (direction == "future" and point.shift is None)) and month_interval(
            year, start, 3
        ).last < day:
            year += 1
        if point.shift == 0 and month_interval(year, start, 3).last < day - 100:  # "this spring", said in January
            year += 1
    return Reading(value=f"{year:04}-{point.season}", days=part_of(month_interval(year, start, 3), point.part))


def _fraction(point: Point, day: int, direction: Direction) -> Reading:
    length, letter, number = (3, "Q", point.quarter) if point.quarter is not None else (6, "H", point.half)
    start = ((number or 1) - 1) * length + 1
    today = date.fromordinal(day)
    year = point.year if point.year is not None else today.year + (point.year_shift or 0)
    if (
        point.year is None
        and point.year_shift is None
        and direction != "future"
        and month_interval(year, start).first > day
    ):
        year -= 1
    return Reading(value=f"{year:04}-{letter}{number}", days=month_interval(year, start, length))


def _day_of_month(point: Point, day: int, direction: Direction) -> Reading:
    """ "Tuesday the 5th": the nearest month in which it is one."""
    best: int | None = None
    for months in range(-14, 15):
        month = date.fromordinal(months_later(day, months))
        try:
            found = month.replace(day=point.day or 1)
        except ValueError:
            continue
        if point.weekday is not None and found.isoweekday() != point.weekday:
            continue
        ordinal = found.toordinal()
        if direction == "past" and ordinal > day:
            continue
        if best is None or abs(ordinal - day) < abs(best - day):
            best = ordinal
    return Reading() if best is None else Reading(value=iso(best), days=one_day(best))


def part_of(days: Interval, part: str | None) -> Interval:
    """The early, middle or late part: two fifths, the middle three fifths, two fifths."""
    length = days.last - days.first
    if part == "START":
        return Interval(first=days.first, last=days.first + round(length * 0.4))
    if part == "MID":
        return Interval(first=days.first + round(length * 0.2), last=days.last - round(length * 0.2))
    if part == "END":
        return Interval(first=days.last - round(length * 0.4), last=days.last)
    return days
