"""Two parties: what they did to each other, each deed once, and how it moves between cooperation and conflict.

A deed counts with PLOVER's score of its type and mode (`knowledge/events/plover.toml`), however many articles tell it;
what is only alleged, feared, planned, denied or recalled is left out unless it is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from demarche.errors import QueryError
from demarche.records import Date, Party, Record, Status
from demarche.store import Store
from demarche.store.queries import DATE
from demarche.views.finding import copies_of, told_at
from demarche.views.lines import tellings_between
from demarche.views.told import Deed, deeds_told

Step = Literal["week", "month"]
SHOWN: tuple[Status, ...] = ("happened",)


class Period(Record, frozen=True):
    """A week (``2024-W20``, ISO 8601) or month with deeds: how many, their mean score, and the sums by sign."""

    name: str
    first_day: Date
    count: int
    mean: float
    cooperation: float
    conflict: float


class Dyad(Record, frozen=True):
    """The deeds of `statuses` between two parties, and the series of those whose date is known well enough.

    `left_out` counts deeds of other statuses; `unplaced` those whose date is not known to the week or month.
    """

    first: Party
    second: Party
    step: Step
    statuses: tuple[Status, ...]
    deeds: tuple[Deed, ...]
    periods: tuple[Period, ...]
    unplaced: int
    left_out: dict[str, int]
    types: dict[str, int]


def read_dyad(
    store: Store,
    first: Party,
    second: Party,
    *,
    statuses: Sequence[Status] = SHOWN,
    step: Step = "month",
    since: Date | None = None,
    until: Date | None = None,
) -> Dyad:
    """The dyad out of a record. Raises `QueryError` for a date that is none, or one party named twice."""
    dyad = dyad_of(between(store, first, second), first, second, statuses, step, since, until)
    return msgspec.structs.replace(dyad, deeds=with_evidence(store, dyad.deeds))


def between(store: Store, first: Party, second: Party) -> list[Deed]:
    """All deeds between two parties, of any status, without evidence. Raises `QueryError` where they are one."""
    first, second = first.upper(), second.upper()
    if first == second:
        raise QueryError(f"A dyad has two parties; {first} was named twice.")
    tellings = tellings_between(store, first, second)
    deeds = deeds_told(tellings, copies_of(store, [telling.article for telling in tellings]))
    return [deed for deed in deeds if is_between(deed, first, second)]


def with_evidence(store: Store, deeds: Sequence[Deed]) -> tuple[Deed, ...]:
    """These deeds, each with its evidence and who claims it."""
    shown = told_at(store, {deed.incident or deed.id for deed in deeds})
    return tuple(shown.get(deed.incident or deed.id, deed) for deed in deeds)


def dyad_of(
    deeds: Sequence[Deed],
    first: Party,
    second: Party,
    statuses: Sequence[Status],
    step: Step,
    since: Date | None,
    until: Date | None,
) -> Dyad:
    """The dyad that these deeds between two parties make. Raises `QueryError` for a date that is none."""
    check_days(since, until)
    inside = [deed for deed in deeds if within(deed.day, since, until)]
    shown = [deed for deed in inside if deed.status in statuses]
    periods = series(shown, step)
    return Dyad(
        first=first.upper(),
        second=second.upper(),
        step=step,
        statuses=tuple(statuses),
        deeds=tuple(shown),
        periods=periods,
        unplaced=len(shown) - sum(period.count for period in periods),
        left_out=dict(sorted(Counter(deed.status for deed in inside if deed.status not in statuses).items())),
        types=dict(Counter(deed.type for deed in shown).most_common()),
    )


def check_days(*days: Date | None) -> None:
    """Raises `QueryError` for one that is no day, month or year of the calendar."""
    for day in days:
        if day is None:
            continue
        try:
            if not DATE.fullmatch(day):
                raise ValueError
            date.fromisoformat(f"{day}{'-01' * ((10 - len(day)) // 3)}")
        except ValueError:
            raise QueryError(
                f"{day!r} is no date; a date is a year, month or day, such as 2024-07 or 2024-07-11."
            ) from None


def is_between(deed: Deed, first: Party, second: Party) -> bool:
    """Whether one does it to the other, or both do it with each other and to nobody else."""
    sources = {one for party in deed.source for one in party.split("+")}
    targets = {one for party in deed.target for one in party.split("+")}
    if not targets:
        return {first, second} <= sources
    return (first in sources and second in targets) or (second in sources and first in targets)


def series(deeds: Iterable[Deed], step: Step) -> tuple[Period, ...]:
    """The deeds by period, in order; those whose date is too vague for it are passed over."""
    groups: dict[tuple[str, str], list[float]] = {}
    for deed in deeds:
        placed = _period(deed.day, step)
        if placed:
            groups.setdefault(placed, []).append(deed.score)
    return tuple(
        Period(
            name=name,
            first_day=first_day,
            count=len(scores),
            mean=round(sum(scores) / len(scores), 2),
            cooperation=round(sum(score for score in scores if score > 0), 2),
            conflict=round(sum(score for score in scores if score < 0), 2),
        )
        for (first_day, name), scores in sorted(groups.items())
    )


def _period(day: Date | None, step: Step) -> tuple[str, str] | None:
    if day is None or len(day) < (10 if step == "week" else 7):
        return None
    if step == "month":
        return f"{day[:7]}-01", day[:7]
    year, week, _ = date.fromisoformat(day).isocalendar()
    return date.fromisocalendar(year, week, 1).isoformat(), f"{year}-W{week:02}"


def within(day: Date | None, since: Date | None, until: Date | None) -> bool:
    """Whether a day, which may be a month or a year, can lie between the two; an unknown one only if neither is."""
    if day is None:
        return since is None and until is None
    if since is not None and day < since[: len(day)]:
        return False
    return until is None or day[: len(until)] <= until
