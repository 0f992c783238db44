"""From a meaning and a day to count from to a TimeML value and the days it can be.

Conventions of news: a weekday's bare name is the nearest one before the day of publication, that day included, unless the clause speaks of
what is to come; a month or a date without a year likewise. Every rule here is monotone in the anchor, so that a meaning resolved from the
first and from the last day of an interval bounds what it can be from any day between.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from demarche.records import Record
from demarche.times.days import (
    Interval,
    clamped,
    easter,
    interval_of,
    iso,
    month_interval,
    months_later,
    week_interval,
    year_interval,
)
from demarche.times.grammar import duration_value
from demarche.times.lexicon import load_lexicon
from demarche.times.meanings import (
    Ambiguous,
    Clock,
    Direction,
    Feast,
    Length,
    Meaning,
    Moved,
    Period,
    Point,
    Recurring,
    Stretch,
    Vague,
)

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
ANY_DAY = 700_000  # what an absolute meaning is asked from; it does not matter
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


class Reading(Record, frozen=True):
    """A value as TimeML writes it, None where it cannot be one value, and the days it can be, None where it hangs nowhere."""

    value: str | None = None
    days: Interval | None = None


def resolve(
    meaning: Meaning, anchor: Interval | None, direction: Direction = "past", previous: Interval | None = None
) -> Reading:
    """What `meaning` is, counted from a day somewhere in `anchor` (None: nobody knows the day).

    `direction` is where the clause looks; `previous` the days of the expression that "later", "the day before" count from.
    """
    if is_absolute(meaning):
        return _from_day(meaning, ANY_DAY, "near", previous)
    if _base_of(meaning) != "published":
        if previous is None or (isinstance(meaning, Clock) and previous.first != previous.last):
            previous = anchor
        if previous is None:
            return Reading()
        first, last = (_from_day(meaning, day, direction, previous) for day in (previous.first, previous.last))
        days = first.days.union(last.days) if first.days and last.days else None
        if previous.last - previous.first > 0 and first.value != last.value:
            return Reading(days=days)
        return Reading(value=first.value, days=days)
    if anchor is None:
        return Reading(value=duration_value(meaning.unit, meaning.count)) if isinstance(meaning, Stretch) else Reading()
    first = _from_day(meaning, anchor.first, direction, previous)
    if anchor.first == anchor.last:
        return first
    last = _from_day(meaning, anchor.last, direction, previous)
    days = first.days.union(last.days) if first.days is not None and last.days is not None else None
    return Reading(value=first.value if first.value == last.value else None, days=days)


def is_absolute(meaning: Meaning) -> bool:
    """Whether the words alone fix it, or it hangs nowhere by nature."""
    if isinstance(meaning, Point):
        return meaning.year is not None or meaning.decade is not None or meaning.century is not None
    if isinstance(meaning, Feast):
        return meaning.year is not None
    return isinstance(meaning, Length | Recurring | Ambiguous | Vague)


def _base_of(meaning: Meaning) -> str:
    if isinstance(meaning, Moved):
        return meaning.base
    if isinstance(meaning, Clock) and meaning.day is None:
        return "previous"
    return "published"


def _from_day(meaning: Meaning, day: int, direction: Direction, previous: Interval | None) -> Reading:
    if isinstance(meaning, Point):
        return _point(meaning, day, direction)
    if isinstance(meaning, Feast):
        return _feast(meaning, day, direction)
    if isinstance(meaning, Period):
        return _period(meaning, day, direction)
    if isinstance(meaning, Moved):
        return _moved(meaning, day)
    if isinstance(meaning, Length):
        return Reading(value=duration_value(meaning.unit, meaning.count))
    if isinstance(meaning, Stretch):
        return _stretch(meaning, day)
    if isinstance(meaning, Clock):
        of_day = (
            _from_day(meaning.day, day, direction, previous)
            if meaning.day is not None
            else Reading(value=iso(day), days=_one(day))
        )
        return Reading(value=f"{of_day.value}{meaning.clock}" if of_day.value else None, days=of_day.days)
    if isinstance(meaning, Ambiguous):
        first, second = (
            date(meaning.year, *order).toordinal()
            for order in ((meaning.first, meaning.second), (meaning.second, meaning.first))
        )
        return Reading(days=_one(first).union(_one(second)))
    if isinstance(meaning, Recurring | Vague):
        return Reading(value=meaning.value)
    return Reading()


def _one(day: int) -> Interval:
    return Interval(first=day, last=day)


# --- points -----------------------------------------------------------------------------------------------------------


def _point(point: Point, day: int, direction: Direction) -> Reading:
    if point.decade is not None:
        start = int(point.decade) * 10
        return Reading(value=f"{point.decade}X", days=_part_of(year_interval(start, start + 9), point.part))
    if point.century is not None:
        start = int(point.century) * 100
        return Reading(value=f"{point.century}XX", days=_part_of(year_interval(start + 1, start + 100), point.part))
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
        return Reading(value=f"{point.year:04}", days=_part_of(year_interval(point.year), point.part))
    return Reading()


def _weekday(point: Point, day: int, direction: Direction) -> Reading:
    wanted = point.weekday or 1
    if point.week_shift is not None:
        found = week_interval(day).first + 7 * point.week_shift + wanted - 1
    elif point.shift == -1:
        found = _weekday_before(day - 1, wanted)
    elif point.shift == 1:
        found = _weekday_after(day + 1, wanted)
    elif direction == "future":
        found = _weekday_after(day, wanted)
    else:
        found = _weekday_before(day, wanted)
    return Reading(value=iso(found) + (point.clock or ""), days=_one(clamped(found)))


def _weekday_before(day: int, wanted: int) -> int:
    """The latest such weekday up to and with `day`."""
    return day - (date.fromordinal(clamped(day)).isoweekday() - wanted) % 7


def _weekday_after(day: int, wanted: int) -> int:
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
        return _week(found)
    if point.last_day is not None:
        last = min(found + point.last_day - (point.day or 1), month_interval(year, point.month or 1).last)
        return Reading(value=iso(found)[:7], days=Interval(first=found, last=last))
    return Reading(value=iso(found) + (point.clock or ""), days=_one(found))


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
    return Reading(value=f"{year:04}-{month:02}", days=_part_of(month_interval(year, month), point.part))


def _season(point: Point, day: int, direction: Direction) -> Reading:
    start = SEASON_MONTHS[point.season or "SP"]
    today = date.fromordinal(day)
    if point.year is not None:
        days = month_interval(point.year, start, 3)
        if start == 12:  # the winter of 2022 began in 2021 or in 2022
            days = month_interval(point.year - 1, 12, 3).union(days)
        return Reading(value=f"{point.year:04}-{point.season}", days=_part_of(days, point.part))
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
    return Reading(value=f"{year:04}-{point.season}", days=_part_of(month_interval(year, start, 3), point.part))


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
    return Reading() if best is None else Reading(value=iso(best), days=_one(best))


def _part_of(days: Interval, part: str | None) -> Interval:
    """The early, middle or late part: two fifths, the middle three fifths, two fifths."""
    length = days.last - days.first
    if part == "START":
        return Interval(first=days.first, last=days.first + round(length * 0.4))
    if part == "MID":
        return Interval(first=days.first + round(length * 0.2), last=days.last - round(length * 0.2))
    if part == "END":
        return Interval(first=days.last - round(length * 0.4), last=days.last)
    return days


# --- periods, distances, stretches ------------------------------------------------------------------------------------


def _week(day: int) -> Reading:
    year, week, _ = date.fromordinal(clamped(day)).isocalendar()
    return Reading(value=f"{year:04}-W{week:02}", days=week_interval(clamped(day)))


def _calendar(unit: str, day: int) -> Reading:
    """The calendar unit that holds a day."""
    day = clamped(day)
    today = date.fromordinal(day)
    if unit in ("W", "F"):
        return _week(day)
    if unit == "WE":
        week = _week(day)
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
    return Reading(value=iso(day), days=_one(day))


def _away(day: int, unit: str, count: float) -> int:
    """The day so many units away."""
    if unit in MONTHS_OF:
        months = count * MONTHS_OF[unit]
        return clamped(
            months_later(day, int(months)) + round((months % 1) * 30 if months > 0 else -((-months) % 1) * 30)
        )
    return clamped(day + round(UNIT_DAYS.get(unit, 0.0) * count))


def _period(period: Period, day: int, direction: Direction) -> Reading:
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
    return Reading(value=reading.value, days=_part_of(reading.days, period.part))


def _moved(moved: Moved, day: int) -> Reading:
    if moved.count is None:
        near, far = _away(day, moved.unit, moved.sign * 2), _away(day, moved.unit, moved.sign * 12)
        return Reading(
            value="PAST_REF" if moved.sign < 0 else "FUTURE_REF",
            days=Interval(first=min(near, far), last=max(near, far)),
        )
    target = _away(day, moved.unit, moved.sign * moved.count)
    if moved.weekday is not None:
        found = min(
            (_weekday_before(target, moved.weekday), _weekday_after(target, moved.weekday)),
            key=lambda one: abs(one - target),
        )
        return Reading(value=iso(found), days=_one(found))
    if moved.count == 0:
        return _calendar(moved.unit, target)
    if moved.unit.startswith("T") or moved.unit in ("D", "N"):
        slack = 1 if moved.approximate or (moved.unit == "D" and moved.count >= 10) else 0
        return Reading(value=iso(target), days=Interval(first=target - slack, last=target + slack))
    slack = max(3, round(UNIT_DAYS[moved.unit] / 2))
    reading = _calendar("Y" if moved.unit in ("DE", "CE") else "W" if moved.unit == "WE" else moved.unit, target)
    return Reading(value=reading.value, days=Interval(first=clamped(target - slack), last=clamped(target + slack)))


def _stretch(stretch: Stretch, day: int) -> Reading:
    value = duration_value(stretch.unit, stretch.count)
    count = 6.0 if stretch.count is None else stretch.count
    far = _away(day, stretch.unit, stretch.sign * count)
    return Reading(value=value, days=Interval(first=min(day, far), last=max(day, far)))


def _feast(feast: Feast, day: int, direction: Direction) -> Reading:
    def of_year(year: int) -> int:
        lexicon = load_lexicon()
        if feast.name in lexicon.feasts:
            return date(year, *lexicon.feasts[feast.name]).toordinal()
        if feast.name in lexicon.easter_feasts:
            return easter(year) + lexicon.easter_feasts[feast.name]
        month, weekday, number = lexicon.moving_feasts[feast.name]
        if number < 0:
            return _weekday_before(month_interval(year, month).last, weekday)
        return _weekday_after(date(year, month, 1).toordinal(), weekday) + 7 * (number - 1)

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
    return Reading(value=iso(found), days=_one(found))


__all__ = ["Reading", "interval_of", "is_absolute", "resolve", "years_of_weekday"]
