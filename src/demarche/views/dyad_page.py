"""A dyad as a page shows it: the chart's deeds, a page of them with evidence, the one that was pointed at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from demarche.records import Date, Party, Record, Status
from demarche.store import Store
from demarche.views.dyad import SHOWN, Dyad, Period, Step, between, dyad_of, series, with_evidence
from demarche.views.told import Deed

PER_PAGE = 30
Keep = Callable[[Hashable, Callable[[], list[Deed]]], list[Deed]]


def anew(_: Hashable, count: Callable[[], list[Deed]]) -> list[Deed]:
    """Keeps nothing."""
    return count()


class DyadPage(Record, frozen=True):
    """`dyad` holds all chosen deeds without evidence, `listed` those of the page with it, newest first.

    `whole` is the series over all time, `chosen` the deed that was pointed at.
    """

    dyad: Dyad
    whole: tuple[Period, ...]
    since: Date | None
    until: Date | None
    listed: tuple[Deed, ...]
    number: int
    pages: int
    chosen: Deed | None


def read_dyad_page(
    store: Store,
    first: Party,
    second: Party,
    *,
    statuses: Sequence[Status] = SHOWN,
    step: Step = "month",
    since: Date | None = None,
    until: Date | None = None,
    number: int = 1,
    chosen: str | None = None,
    keep: Keep = anew,
) -> DyadPage:
    """The page of a dyad; `chosen` is an event's id. Raises `QueryError` as `read_dyad` does.

    `keep` gives the deeds between the parties, of all time and every status, or has kept them.
    """
    deeds = keep(("between", first.upper(), second.upper()), lambda: between(store, first, second))
    dyad = dyad_of(deeds, first, second, statuses, step, since, until)
    newest = sorted(dyad.deeds, key=lambda deed: deed.day or "", reverse=True)
    pages = max(1, -(-len(newest) // PER_PAGE))
    number = min(max(1, number), pages)
    few = newest[(number - 1) * PER_PAGE : number * PER_PAGE]
    pointed = [deed for deed in deeds if chosen is not None and chosen in deed.told_in][:1]
    shown = with_evidence(store, [*few, *pointed])
    return DyadPage(
        dyad=dyad,
        whole=series([deed for deed in deeds if deed.status in statuses], step),
        since=since,
        until=until,
        listed=shown[: len(few)],
        number=number,
        pages=pages,
        chosen=shown[-1] if pointed else None,
    )
