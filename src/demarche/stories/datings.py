"""Dates an undated article by its story-mates: their publication bounds its own, and that is the reason given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from demarche.records import Basis, Dating, Reading
from demarche.stories.profiles import ordinal

BEFORE = 1
"""Days before its earliest dated story-mate that an article of the same news can have appeared."""
AFTER = 3
"""Days after its latest dated story-mate."""
WIDEST = 10
"""Days between the first and the last dated story-mate beyond which they date nobody."""


def date_by_mates(story: Sequence[Reading], origin: Mapping[str, str]) -> list[tuple[str, Dating]]:
    """Narrowed datings, by article id, for the articles of one story that have no day of publication.

    A day is given only to a copy of a dated text, or where all dated mates appeared on one day and tell the same news;
    everybody else gets an interval. What contradicts the article's own bounds changes nothing.
    """
    dated = {
        reading.article.id: day
        for reading in story
        if (day := reading.article.published.date) is not None and len(day) == 10
    }
    if not dated:
        return []
    first, last = min(dated.values()), max(dated.values())
    if _day(last) - _day(first) > WIDEST:
        return []
    found = []
    for reading in story:
        if reading.article.id not in dated:
            narrowed = _narrowed(reading, dated, first, last, origin)
            if narrowed is not None:
                found.append((reading.article.id, narrowed))
    return found


def _narrowed(
    reading: Reading, dated: Mapping[str, str], first: str, last: str, origin: Mapping[str, str]
) -> Dating | None:
    own = reading.article.published
    bound_low, bound_high = ordinal(own.date or own.earliest), ordinal(own.date or own.latest, last=True)
    low, high = _day(first) - BEFORE, _day(last) + AFTER
    low = low if bound_low is None else max(low, bound_low)
    high = high if bound_high is None else min(high, bound_high)
    if low > high:
        return None
    mates = ", ".join(sorted(dated))
    same_text = [day for mate, day in dated.items() if origin.get(mate) == origin.get(reading.article.id) is not None]
    day = min(same_text) if same_text else first if first == last else None
    if day is not None and not low <= _day(day) <= high:
        day = None
    earliest, latest = date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat()
    basis = Basis(
        kind="story-mate",
        text=f"the same news appeared {first}" + (f" to {last}" if last != first else ""),
        where=mates,
        earliest=earliest,
        latest=latest,
    )
    return msgspec.structs.replace(own, date=day, earliest=earliest, latest=latest, basis=(*own.basis, basis))


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()
