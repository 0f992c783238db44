"""Each thing once, however many articles tell it: incidents as deeds, utterances as sayings, with every telling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from demarche.exports.scales import score
from demarche.records import (
    Act,
    Date,
    Event,
    EventType,
    Party,
    Polarity,
    QuoteKind,
    Reading,
    Record,
    Statement,
    Status,
)
from demarche.views.evidence import Evidence, day_of, evidence_of, words_of
from demarche.views.lines import Telling, telling_of

ESTABLISHED: tuple[Status, ...] = ("happened", "background", "denied", "alleged", "planned", "hypothetical")
Copies = Mapping[str, str]  # article id to the id of the article whose text it copies


class Deed(Record, frozen=True):
    """Who did what to whom: an incident, or an event that only one article tells.

    `id` is the event that tells it best. `score` is PLOVER's, -10 (conflict) to 10 (cooperation). `tellings` counts
    articles, copies of one text once. `statuses` are all that are told of it, when they differ.
    """

    id: str
    incident: str | None
    type: EventType
    mode: str | None
    status: Status
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    day: Date | None
    place: str | None
    score: float
    tellings: int
    statuses: tuple[Status, ...]
    told_in: tuple[str, ...] = ()  # the events
    evidence: tuple[Evidence, ...] = ()
    claimed_by: str | None = None  # who says so, where it is told as somebody's claim


class Saying(Record, frozen=True):
    """Who said what to whom: an utterance, or a statement that only one article holds.

    `id` is the statement that gives it best; `speaker` is a name, `who` an actor's id. `told` holds every telling.
    """

    id: str
    utterance: str | None
    who: str | None
    speaker: str
    party: Party | None
    act: Act
    polarity: Polarity
    kind: QuoteKind
    addressees: tuple[Party, ...]
    day: Date | None
    words: str
    tellings: int
    evidence: tuple[Evidence, ...]
    headline: bool = False


def deeds_of(readings: Iterable[Reading], copies: Copies) -> list[Deed]:
    """The deeds in these readings, in the order of their days, undated last, each with its evidence."""
    found = {event.id: (reading, event) for reading in readings for event in reading.events}
    tellings = [telling_of(reading, event) for reading, event in found.values()]
    return [_shown(deed, found) for deed in deeds_told(tellings, copies)]


def deeds_told(tellings: Iterable[Telling], copies: Copies) -> list[Deed]:
    """The deeds that these tellings tell, in the order of their days, undated last, without their evidence."""
    groups: dict[str, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(telling.thing, []).append(telling)
    return sorted((_deed(group, copies) for group in groups.values()), key=in_order_of_days)


def in_order_of_days(deed: Deed) -> tuple[str, str]:
    """Sorts deeds by day, undated last."""
    return deed.day or "9999", deed.id


def _deed(group: Sequence[Telling], copies: Copies) -> Deed:
    if len(group) == 1:  # most are, and a dyad may have thousands
        (only,) = group
        return Deed(
            id=only.id,
            incident=only.incident,
            type=only.type,
            mode=only.mode,
            status=only.status,
            source=only.source,
            target=only.target,
            day=only.date,
            place=only.place,
            score=score(only.type, only.mode),
            tellings=1,
            statuses=(only.status,),
            told_in=(only.id,),
        )
    best = min(group, key=lambda telling: (-telling.confidence, telling.id))
    votes: dict[str, Status] = {}
    for telling in group:
        votes.setdefault(copies.get(telling.article, telling.article), telling.status)
    counts = Counter(votes.values())
    days = sorted((telling.date for telling in group if telling.date), key=lambda day: (-len(day), day))
    return Deed(
        id=best.id,
        incident=best.incident,
        type=best.type,
        mode=best.mode,
        status=min(counts, key=lambda status: (-counts[status], ESTABLISHED.index(status))),
        source=_most_told([telling.source for telling in group]),
        target=_most_told([telling.target for telling in group]),
        day=days[0] if days else None,
        place=best.place or next((telling.place for telling in group if telling.place), None),
        score=score(best.type, best.mode),
        tellings=len(votes),
        statuses=tuple(sorted(set(counts), key=ESTABLISHED.index)),
        told_in=tuple(telling.id for telling in group),
    )


def _most_told(lists: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """The list that most tellings give, as `demarche.stories` settles it for an incident."""
    counts = Counter(lists)
    return min(counts, key=lambda parties: (-counts[parties], -len(parties), parties))


def _shown(deed: Deed, found: Mapping[str, tuple[Reading, Event]]) -> Deed:
    """The deed with its evidence, and who claims it."""
    return msgspec.structs.replace(
        deed,
        evidence=tuple(evidence_of(*found[id_]) for id_ in deed.told_in),
        claimed_by=_claimant(*found[deed.id]),
    )


def _claimant(reading: Reading, event: Event) -> str | None:
    statement = next((item for item in reading.statements if item.id == event.via), None)
    return speaker_name(reading, statement) if statement else None


def sayings_of(readings: Iterable[Reading], copies: Copies) -> list[Saying]:
    """The sayings in these readings, in the order of their days and then of the text, undated last."""
    groups: dict[str, list[tuple[Reading, Statement]]] = {}
    for reading in readings:
        for statement in reading.statements:
            groups.setdefault(statement.utterance or statement.id, []).append((reading, statement))
    sayings = [_saying(group, copies) for group in groups.values()]
    return sorted(sayings, key=lambda saying: saying.day or "9999")


def _saying(group: Sequence[tuple[Reading, Statement]], copies: Copies) -> Saying:
    reading, best = min(group, key=lambda pair: originality(pair[1]))
    days = sorted((day for r, s in group if (day := day_of(s, r.article.published))), key=lambda day: (-len(day), day))
    return Saying(
        id=best.id,
        utterance=best.utterance,
        who=best.speaker,
        speaker=speaker_name(reading, best),
        party=best.party,
        act=best.act,
        polarity=best.polarity,
        kind=best.kind,
        addressees=best.addressees,
        day=days[0] if days else None,
        words=words_of(best.content),
        tellings=len({copies.get(r.article.id, r.article.id) for r, _ in group}),
        evidence=tuple(evidence_of(r, s) for r, s in group),
        headline=all(s.headline for _, s in group),
    )


def originality(statement: Statement) -> tuple[bool, int, int, str]:
    """Sorts the most original wording first: from the body, direct before indirect speech, longer before shorter."""
    kinds: tuple[QuoteKind, ...] = ("direct", "mixed", "indirect")
    length = sum(span.end - span.start for span in statement.content)
    return statement.headline, kinds.index(statement.kind), -length, statement.id


def speaker_name(reading: Reading, statement: Statement) -> str:
    """The speaker's name, else the words that stand for the speaker, else the party."""
    for actor in reading.cast.actors:
        if actor.id == statement.speaker:
            return actor.name
    if statement.speaker_span:
        return " ".join(statement.speaker_span.text.split())
    return statement.party or "somebody"
