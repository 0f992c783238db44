"""Distances and stretches of time, calendar units and feasts, counted from a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from demarche.times.days import (
    Interval,
    clamped,
    easter,
    iso,
    month_interval,
    months_later,
    week_interval,
    year_interval,
)
from demarche.times.grammar import duration_value
from demarche.times.lexicon import load_lexicon
from demarche.times.meanings import Direction, Feast, Moved, Period, Stretch
from demarche.times.points import Reading, one_day, part_of, week_of, weekday_after, weekday_before

UNIT_DAYS = {
    "D": 1.0,
    "N": 1.0,
    "WE": 7.0,
    "W": 7.0,
    "F": 14.0,
    "M": 30.4,
    "Q": 91.3,
    "Y": 365.25,
    "DE": 3652.5,
    "CE": 36525.0,
}
MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def _calendar(unit: str, day: int) -> Reading:
    """The calendar unit that holds a day."""
    day = clamped(day)
    today = date.fromordinal(day)
    if unit in ("W", "F"):
        return week_of(day)
    if unit == "WE":
        week = week_of(day)
        return Reading(
            value=f"{week.value}-WE", days=Interval(first=week_interval(day).first + 5, last=week_interval(day).last)
        )
    if unit == "M":
        return Reading(value=iso(day)[:7], days=month_interval(today.year, today.month))
    if unit == "Q":
        quarter = (today.month + 2) // 3
        return Reading(value=f"{today.year:04}-Q{quarter}", days=month_interval(today.year, quarter * 3 - 2, 3))
    if unit == "Y":
        return Reading(value=f"{today.year:04}", days=year_interval(today.year))
    if unit == "DE":
        return Reading(
            value=f"{today.year // 10:03}X", days=year_interval(today.year // 10 * 10, today.year // 10 * 10 + 9)
        )
    if unit == "CE":
        century = (today.year - 1) // 100
        return Reading(value=f"{century:02}XX", days=year_interval(century * 100 + 1, century * 100 + 100))
    return Reading(value=iso(day), days=one_day(day))


def _away(day: int, unit: str, count: float) -> int:
    """The day so many units away."""
    if unit in MONTHS_OF:
        months = count * MONTHS_OF[unit]
        return clamped(
            months_later(day, int(months)) + round((months % 1) * 30 if months > 0 else -((-months) % 1) * 30)
        )
    return clamped(day + round(UNIT_DAYS.get(unit, 0.0) * count))


def read_period(period: Period, day: int, direction: Direction) -> Reading:
    """The calendar unit so many units from the day's own."""
    if period.unit == "WE":
        weekday = date.fromordinal(day).isoweekday()
        saturday = week_interval(day).first + 5 + 7 * period.shift
        if period.shift <= 0 and weekday < 6 and direction != "future":
            saturday -= 7 if period.shift == 0 else 0  # "the weekend", told on a Monday of what was
        if period.shift == 1 and weekday < 6:
            saturday -= 7
        reading = _calendar("WE", saturday)
    else:
        reading = _calendar(period.unit, _away(day, period.unit, period.shift))
    if period.clock and reading.value:
        return Reading(value=reading.value + period.clock, days=reading.days)
    if reading.days is None or period.part is None:
        return reading
    if period.unit == "D":
        return reading
    if period.part in ("EARLIER", "LATER") and period.shift == 0:
        early = period.part == "EARLIER"
        days = Interval(first=reading.days.first if early else day, last=day if early else reading.days.last)
        return Reading(value=reading.value, days=days)
    return Reading(value=reading.value, days=part_of(reading.days, period.part))


def read_moved(moved: Moved, day: int) -> Reading:
    """The moment so far from the day; the farther, the vaguer."""
    if moved.count is None:
        near, far = _away(day, moved.unit, moved.sign * 2), _away(day, moved.unit, moved.sign * 12)
        return Reading(
            value="PAST_REF" if moved.sign < 0 else "FUTURE_REF",
            days=Interval(first=min(near, far), last=max(near, far)),
        )
    target = _away(day, moved.unit, moved.sign * moved.count)
    if moved.weekday is not None:
        found = min(
            (weekday_before(target, moved.weekday), weekday_after(target, moved.weekday)),
            key=lambda one: abs(one - target),
        )
        return Reading(value=iso(found), days=one_day(found))
    if moved.count == 0:
        return _calendar(moved.unit, target)
    if moved.unit.startswith("T") or moved.unit in ("D", "N"):
        slack = 1 if moved.approximate or (moved.unit == "D" and moved.count >= 10) else 0
        return Reading(value=iso(target), days=Interval(first=target - slack, last=target + slack))
    slack = max(3, round(UNIT_DAYS[moved.unit] / 2))
    reading = _calendar("Y" if moved.unit in ("DE", "CE") else "W" if moved.unit == "WE" else moved.unit, target)
    return Reading(value=reading.value, days=Interval(first=clamped(target - slack), last=clamped(target + slack)))


def read_stretch(stretch: Stretch, day: int) -> Reading:
    """A length that ends or begins at the day."""
    value = duration_value(stretch.unit, stretch.count)
    count = 6.0 if stretch.count is None else stretch.count
    far = _away(day, stretch.unit, stretch.sign * count)
    return Reading(value=value, days=Interval(first=min(day, far), last=max(day, far)))


def read_feast(feast: Feast, day: int, direction: Direction) -> Reading:
    """A feast of a year, or the nearest in the clause's direction."""

    def of_year(year: int) -> int:
        lexicon = load_lexicon()
        if feast.name in lexicon.feasts:
            return date(year, *lexicon.feasts[feast.name]).toordinal()
        if feast.name in lexicon.easter_feasts:
            return easter(year) + lexicon.easter_feasts[feast.name]
        month, weekday, number = lexicon.moving_feasts[feast.name]
        if number < 0:
            return weekday_before(month_interval(year, month).last, weekday)
        return weekday_after(date(year, month, 1).toordinal(), weekday) + 7 * (number - 1)

    if feast.year is not None:
        found = of_year(feast.year)
    else:
        near = date.fromordinal(day).year
        around = [of_year(year) for year in (near - 1, near, near + 1)]
        pick: Callable[[int], float] = lambda one: abs(one - day)  # noqa: E731  a key, named for its type
        if feast.shift == -1 or (feast.shift is None and direction == "past"):
            around = [one for one in around if one <= day] or around
        elif feast.shift == 1 or direction == "future":
            around = [one for one in around if one >= day] or around
        found = min(around, key=pick)
    return Reading(value=iso(found), days=one_day(found))
