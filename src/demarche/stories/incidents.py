"""The same event in several articles, held once: its tellings counted (copies once), its differences listed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from demarche.records import Event, EventType, Incident, Reading, Status
from demarche.stories.identifiers import stable_id
from demarche.stories.profiles import content_terms, ordinal
from demarche.stories.terms import TermWeights, cosine, words_of

SYMMETRIC: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose source and target may change places between tellings."""
BAR = 0.9
"""Likeness above which two events of two articles are one: parties alone are not enough, parties and day are."""
SLACK = 1
"""Days by which two tellings' dates may differ: time zones, and "on Thursday" for what came that night."""

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Told(msgspec.Struct, frozen=True):
    """An event with its article and the terms of its evidence."""

    event: Event
    article: str
    terms: dict[str, float]
    earliest: int | None
    latest: int | None
    utterance: str | None = None


def told_events(readings: Sequence[Reading], weights: TermWeights, utterance_of: Mapping[str, str]) -> list[Told]:
    """The events of `readings`, prepared; `utterance_of` gives the utterance a statement belongs to."""
    found = []
    for reading in readings:
        for event in reading.events:
            words = [word for span in event.evidence for word in words_of(span.text)]
            found.append(
                Told(
                    event=event,
                    article=reading.article.id,
                    terms=weights.vector(content_terms(words)),
                    earliest=ordinal(event.date or event.earliest),
                    latest=ordinal(event.date or event.latest, last=True),
                    utterance=utterance_of.get(event.via) if event.via else None,
                )
            )
    return sorted(found, key=lambda told: told.event.id)


def likeness(one: Told, other: Told) -> float:
    """How alike two events of two articles are, 0 where type, parties, days or place forbid it; symmetric."""
    a, b = one.event, other.event
    if a.type != b.type or one.article == other.article:
        return 0.0
    parties = max(_parties(a, b, swapped=False), _parties(a, b, swapped=True) if a.type in SYMMETRIC else 0.0)
    days = _days(one, other)
    if parties == 0.0 or days < 0 or (a.country and b.country and a.country != b.country):
        return 0.0
    place = 0.2 if a.place and a.place == b.place else 0.0
    said = 0.6 if one.utterance and one.utterance == other.utterance else 0.0
    background = -0.2 if (a.status == "background") != (b.status == "background") else 0.0
    return 0.5 * parties + days + place + said + background + 1.2 * cosine(one.terms, other.terms)


def _parties(a: Event, b: Event, *, swapped: bool) -> float:
    """Mean overlap of sources and targets, 0 where either pair is disjoint; an unnamed side fits any, at a price."""
    source, target = (b.target, b.source) if swapped else (b.source, b.target)
    total = 0.0
    for ours, theirs in ((set(a.source), set(source)), (set(a.target), set(target))):
        if not ours or not theirs:
            total += 0.5 if ours or theirs else 1.0
        elif ours & theirs:
            total += len(ours & theirs) / len(ours | theirs)
        else:
            return 0.0
    return total / 2


def _days(one: Told, other: Told) -> float:
    """0.4 for the same known day, less for wider intervals that meet, -1 where they cannot meet."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return 0.15
    if max(one.earliest, other.earliest) > min(one.latest, other.latest) + SLACK:
        return -1.0
    widest = max(one.latest - one.earliest, other.latest - other.earliest)
    return 0.4 if widest <= 1 else 0.25 if widest <= 31 else 0.1


def group_events(told: Sequence[Told]) -> list[list[Told]]:
    """Events that are one incident, at most one of each article: best pairs first, each group alike on average."""
    pairs: list[tuple[float, int, int]] = []
    by_type: defaultdict[str, list[int]] = defaultdict(list)
    for index, event in enumerate(told):
        by_type[event.event.type].append(index)
    for indices in by_type.values():
        for position, i in enumerate(indices):
            for j in indices[position + 1 :]:
                score = likeness(told[i], told[j])
                if score >= BAR:
                    pairs.append((-score, i, j))
    group_of: dict[int, list[int]] = {index: [index] for index in range(len(told))}
    for _, i, j in sorted(pairs):
        first, second = group_of[i], group_of[j]
        if first is second or {told[k].article for k in first} & {told[k].article for k in second}:
            continue
        between = [likeness(told[a], told[b]) for a in first for b in second]
        if min(between) > 0 and sum(between) / len(between) >= BAR:
            first += second
            for index in second:
                group_of[index] = first
    return [[told[k] for k in sorted(group)] for index, group in group_of.items() if group[0] == index]


def find_incidents(told: Sequence[Told], origin: Mapping[str, str]) -> list[Incident]:
    """Every event as an incident, those of several articles merged; `origin` maps copies to the article they copy."""
    return sorted((_incident(group, origin) for group in group_events(told)), key=lambda incident: incident.id)


def _incident(group: Sequence[Told], origin: Mapping[str, str]) -> Incident:
    events = [told.event for told in group]
    statuses = Counter(event.status for event in events)
    dated = sorted((event.date for event in events if event.date), key=lambda day: (-len(day), day))
    return Incident(
        id=stable_id("incident", min(event.id for event in events)),
        type=events[0].type,
        source=_most_told([event.source for event in events]),
        target=_most_told([event.target for event in events]),
        events=tuple(sorted(event.id for event in events)),
        tellings=len({origin.get(told.article, told.article) for told in group}),
        status=_settled(statuses),
        date=dated[0] if dated else None,
        place=next((event.place for event in events if event.place), None),
        differences=differences(group),
    )


def _most_told(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counts = Counter(lists)
    return min(counts, key=lambda parties: (-counts[parties], -len(parties), parties))


def _settled(statuses: Mapping[Status, int]) -> Status:
    """What most articles say; of equals the more established."""
    order: tuple[Status, ...] = ("happened", "background", "denied", "alleged", "planned", "hypothetical")
    return min(statuses, key=lambda status: (-statuses[status], order.index(status)))


def differences(group: Sequence[Told]) -> tuple[str, ...]:
    """Where tellings differ, a line each: status, dates, places, parties, numbers, and the verb."""
    if len({told.article for told in group}) < 2:
        return ()
    lines = []
    readings: tuple[tuple[str, list[tuple[str, str | None]]], ...] = (
        ("status", [(told.article, told.event.status) for told in group]),
        ("date", [(told.article, told.event.date) for told in group]),
        ("place", [(told.article, told.event.place) for told in group]),
        ("source", [(told.article, "+".join(told.event.source) or None) for told in group]),
        ("target", [(told.article, "+".join(told.event.target) or None) for told in group]),
        ("numbers", [(told.article, _numbers(told.event)) for told in group]),
        (
            "wording",
            [(told.article, told.event.trigger.text.lower() if told.event.trigger else None) for told in group],
        ),
    )
    for name, values in readings:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for article, value in values:
            if value is not None:
                known[value].append(article)
        if len(known) > 1:
            lines.append(
                f"{name}: " + "; ".join(f"{value} ({', '.join(sorted(known[value]))})" for value in sorted(known))
            )
    return tuple(lines)


def _numbers(event: Event) -> str | None:
    found = sorted(
        {number for span in event.evidence[:1] for number in _NUMBER.findall(span.text) if not _YEAR.fullmatch(number)}
    )
    return " ".join(found) or None
