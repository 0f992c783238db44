"""What a time expression means before anybody knows the day it was written.

A meaning is what the words alone say ("the Friday before", "the year before", "May, no year given");
`demarche.times.values` turns it into a TimeML value and an interval once a day to count from is known. The
distinction is TimeML's own `temporalFunction` (Pustejovsky et al. 2003) and the "underspecified" stage of
HeidelTime (Strötgen & Gertz 2010).
"""

from __future__ import annotations

from typing import Literal

from demarche.records import Record

Direction = Literal["past", "future", "near"]
Base = Literal["published", "previous", "following"]


class Point(Record, frozen=True):
    """A place in the calendar, with holes: what is None was not said.

    `shift` is the mover before a name (last -1, this 0, next 1); `year_shift` and `week_shift` those of a year or
    week named beside it. `decade` is the first three digits, `century` the first two. `last_day`, `last_year` close
    a range. `clock` is TimeML's time part.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last_day: int | None = None
    last_year: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: str | None = None
    century: str | None = None
    week_of: bool = False
    part: str | None = None
    shift: int | None = None
    year_shift: int | None = None
    week_shift: int | None = None
    clock: str | None = None


class Feast(Record, frozen=True):
    """A feast by its name ("Thanksgiving"), of a year or of none; `shift` as in `Point`."""

    name: str
    year: int | None = None
    shift: int | None = None


class Period(Record, frozen=True):
    """A calendar unit counted from the anchor's own.

    Today (D 0), yesterday (D -1), last year (Y -1), next week (W 1).
    """

    unit: str
    shift: int
    part: str | None = None
    clock: str | None = None


class Moved(Record, frozen=True):
    """A distance from an anchor.

    "two weeks ago", "a year later". `count` None is a number nobody gave ("several days ago").
    """

    unit: str
    count: float | None
    sign: int
    base: Base = "published"
    approximate: bool = False
    weekday: int | None = None
    clock: str | None = None


class Length(Record, frozen=True):
    """A duration that hangs nowhere: "three days", "years"."""

    unit: str
    count: float | None


class Stretch(Record, frozen=True):
    """A duration that ends or begins at the anchor: "the past three months" (sign -1), "the coming days" (sign 1)."""

    unit: str
    count: float | None
    sign: int


class Recurring(Record, frozen=True):
    """A set of times: value as TimeML writes it ("P1W", "XXXX-WXX-5")."""

    value: str


class Clock(Record, frozen=True):
    """A time of day, on the day that `day` says, or on the day of the previous expression where it says none."""

    clock: str
    day: Point | Period | None = None


class Ambiguous(Record, frozen=True):
    """A numeric date that can be read day first or month first."""

    year: int
    first: int
    second: int


class Vague(Record, frozen=True):
    """Now, once, some day: TimeML's PRESENT_REF, PAST_REF, FUTURE_REF."""

    value: str


class Occasion(Record, frozen=True):
    """A reference event: the ids of those it can be; "a week after" it where `unit` is given."""

    ids: tuple[str, ...]
    unit: str | None = None
    count: float | None = None
    sign: int = 0


Meaning = Point | Feast | Period | Moved | Length | Stretch | Recurring | Clock | Ambiguous | Vague | Occasion
