"""From a meaning and a day to count from to a TimeML value and the days it can be.

Conventions of news: a weekday's bare name is the nearest one before the day of publication, that day included,
unless the clause speaks of what is to come; a month or a date without a year likewise. Every rule here is monotone
in the anchor, so that a meaning resolved from the first and from the last day of an interval bounds what it can be
from any day between.
"""

from __future__ import annotations

from datetime import date

from demarche.times.days import Interval, iso
from demarche.times.distances import read_feast, read_moved, read_period, read_stretch
from demarche.times.grammar import duration_value
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
from demarche.times.points import Reading, one_day, read_point

ANY_DAY = 700_000  # what an absolute meaning is asked from; it does not matter


def resolve(
    meaning: Meaning, anchor: Interval | None, direction: Direction = "past", previous: Interval | None = None
) -> Reading:
    """What `meaning` is, counted from a day somewhere in `anchor` (None: nobody knows the day).

    `direction` is where the clause looks; `previous` the days of the expression that "later", "the day before"
    count from.
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
        return read_point(meaning, day, direction)
    if isinstance(meaning, Feast):
        return read_feast(meaning, day, direction)
    if isinstance(meaning, Period):
        return read_period(meaning, day, direction)
    if isinstance(meaning, Moved):
        return read_moved(meaning, day)
    if isinstance(meaning, Length):
        return Reading(value=duration_value(meaning.unit, meaning.count))
    if isinstance(meaning, Stretch):
        return read_stretch(meaning, day)
    if isinstance(meaning, Clock):
        of_day = (
            _from_day(meaning.day, day, direction, previous)
            if meaning.day is not None
            else Reading(value=iso(day), days=one_day(day))
        )
        return Reading(value=f"{of_day.value}{meaning.clock}" if of_day.value else None, days=of_day.days)
    if isinstance(meaning, Ambiguous):
        first, second = (
            date(meaning.year, *order).toordinal()
            for order in ((meaning.first, meaning.second), (meaning.second, meaning.first))
        )
        return Reading(days=one_day(first).union(one_day(second)))
    if isinstance(meaning, Recurring | Vague):
        return Reading(value=meaning.value)
    return Reading()


__all__ = ["Reading", "is_absolute", "resolve"]
