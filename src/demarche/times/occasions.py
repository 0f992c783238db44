"""Reference events: the dated occasions that news names instead of a date ("since Sweden joined NATO").

Data are `knowledge/reference-events`; a user's TSV of the same form is read after them. An edition of a series is
told by its place or year.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import resources
from pathlib import Path

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import Record
from demarche.times.days import Interval, interval_of, iso
from demarche.times.grammar import Found
from demarche.times.lexicon import BLANK, one_of
from demarche.times.meanings import Direction, Moved, Occasion
from demarche.times.values import Reading, resolve

FOLDER = "reference-events"
COLUMNS = ("id", "series", "first", "last", "places", "names")
JOINED = (
    r"(?:formally |officially |finally )?(?:joined|acceded to|entered|was admitted to|"
    r"became (?:a |the |an )?(?:\w+ )?(?:full )?members? of)"
    r"|[\u2019']s? (?:formal |full )?(?:accession to|entry into|admission to|admission into|membership in)"
)
IN_PLACE = r"(?:,? (?:held |hosted )?(?:in|at|on) (?:the )?(?:\w+ (?:capital|city),? (?:of )?)?)"
TIMED = re.compile(
    r"\b(?:since|after|before|during|until|following|prior to|ahead of|by)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
HEDGED = re.compile(
    r"\b(?:possible|potential|feared|imminent|threatened|planned|alleged|any|another|a|would|could|may|an)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


class ReferenceEvent(Record, frozen=True):
    """One dated occasion: days inclusive; `places` where it was, or who joined."""

    id: str
    series: str
    days: Interval
    places: tuple[str, ...]
    names: tuple[str, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a series of occasions is called; `loose` names count where the sentence holds a word of `beside`."""

    kind: str
    names: tuple[str, ...]
    loose: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Occasions:
    """The loaded reference events and the patterns that find them."""

    def __init__(self, series: dict[str, Series], events: Iterable[ReferenceEvent]) -> None:
        self.series = series
        self.events = {event.id: event for event in events}

    def days_of(self, identifier: str) -> Interval | None:
        """When it was; None for an id nobody knows (a user's file that is gone)."""
        event = self.events.get(identifier)
        return event.days if event else None

    def kind_of(self, identifier: str) -> str | None:
        """summit, games, accession, war ...: the kind of its series, or its own."""
        event = self.events.get(identifier)
        if event is None:
            return None
        return self.series[event.series].kind if event.series in self.series else event.series

    def editions(self, series: str) -> list[ReferenceEvent]:
        """All of one series, oldest first."""
        return [event for event in self.events.values() if event.series == series]

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Names that tell an occasion by themselves -> the ids they can mean."""
        names: dict[str, tuple[str, ...]] = {}
        for event in self.events.values():
            for name in event.names:
                for form in _forms(name):
                    names[form] = (*names.get(form, ()), event.id)
        return names

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Finds names that tell an occasion by themselves."""
        return _pattern(one_of(self.by_name))

    @cached_property
    def edition_patterns(self) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
        """(series, loose, pattern): a series' name with a place or a year before or behind it."""
        patterns = []
        for name, series in self.series.items():
            if series.kind == "accession":
                continue
            places = one_of(form for event in self.editions(name) for place in event.places for form in _forms(place))
            for loose, words in ((False, series.names), (True, series.loose)):
                if not words:
                    continue
                called = one_of(form for word in words for form in _forms(word))
                pattern = (
                    rf"(?:(?P<place>{places})(?:[\u2019']s)? )?(?:(?P<year>(?:19|20)\d\d) )?"
                    rf"(?:(?P<place__2>{places})(?:[\u2019']s)? )?"
                    rf"(?<!Winter\x20)(?P<called>{called})(?: (?P<year__2>(?:19|20)\d\d)\b(?!-))?"
                    rf"(?:{IN_PLACE}(?P<place__3>{places})\b(?:,? D\.?C\.?)?)?"
                    rf"(?:,? (?:in )?(?P<year__3>(?:19|20)\d\d)\b)?"
                )
                patterns.append((name, loose, _pattern(pattern)))
        return tuple(patterns)

    @cached_property
    def accession_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(series, pattern): who joined what."""
        patterns = []
        for name, series in self.series.items():
            if series.kind == "accession":
                members = one_of(
                    form for event in self.editions(name) for place in event.places for form in _forms(place)
                )
                patterns.append(
                    (name, _pattern(rf"(?P<place>{members}) ?(?:{JOINED}) (?:the )?(?:{one_of(series.names)})"))
                )
        return tuple(patterns)

    def reading(self, meaning: Occasion, anchor: Interval | None, direction: Direction = "past") -> Reading:
        """The days of the occasion, or of the moment so far from it.

        Of several editions the one that fits the article's own date.
        """
        known = [days for days in map(self.days_of, meaning.ids) if days is not None]
        if not known:
            return Reading()
        days = known[0]
        if len(known) > 1:
            if anchor is None or anchor.last - anchor.first > 700:
                return Reading()
            days = min(known, key=lambda one: _misfit(one, anchor, direction))
        if meaning.unit is not None:
            base = (
                Interval(first=days.last, last=days.last)
                if meaning.sign > 0
                else Interval(first=days.first, last=days.first)
            )
            moved = Moved(unit=meaning.unit, count=meaning.count, sign=meaning.sign, base="previous")
            return resolve(moved, None, direction, base)
        return Reading(value=common_prefix(days), days=days)


def _misfit(days: Interval, anchor: Interval, direction: Direction) -> float:
    """How far an edition lies from the article; one still to come counts double unless the clause looks ahead."""
    if days.first > anchor.last:
        return (days.first - anchor.last) * (1 if direction == "future" else 2) - 14
    return max(0, anchor.first - days.last)


def common_prefix(days: Interval) -> str | None:
    """The ISO prefix that all the days share: the day, the month, the year, or None.

    >>> from demarche.times.days import interval_of
    >>> common_prefix(interval_of("2022-02")), common_prefix(interval_of("2022-02-04"))
    ('2022-02', '2022-02-04')
    """
    first, last = iso(days.first), iso(days.last)
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return None


def find_occasions(text: str, occasions: Occasions) -> tuple[Found, ...]:
    """The reference events a text names, in order, the longest at a place.

    `Found.rule` is "occasion" where the words stand for a time (a summit, Games, "since ..."), else "mention":
    evidence, not an expression.
    """
    found = sorted(_every(text, occasions), key=lambda one: (one.start, one.start - one.end))
    kept: list[Found] = []
    for candidate in found:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return tuple(kept)


def _every(text: str, occasions: Occasions) -> Iterator[Found]:
    for match in occasions.name_pattern.finditer(text):
        ids = occasions.by_name[" ".join(match[0].split())]
        kind = occasions.kind_of(ids[0])
        before = text[max(0, match.start() - 40) : match.start()]
        if kind == "war" and HEDGED.search(before):
            continue
        timed = kind in ("summit", "games") or bool(TIMED.search(before)) or any(char.isdigit() for char in match[0])
        yield _found(match.start(), match.end(), ids, timed)
    for name, pattern in occasions.accession_patterns:
        for match in pattern.finditer(text):
            ids = tuple(event.id for event in occasions.editions(name) if match["place"] in _all_forms(event.places))
            yield _found(match.start(), match.end(), ids, True)
    for name, loose, pattern in occasions.edition_patterns:
        for match in pattern.finditer(text):
            if loose and not _beside(text, match.start(), match.end(), occasions.series[name].beside):
                continue
            ids = _editions(match, name, occasions)
            if ids:
                yield _found(match.start(), match.end(), ids, True)


def _found(start: int, end: int, ids: tuple[str, ...], timed: bool) -> Found:
    return Found(start=start, end=end, rule="occasion" if timed else "mention", context=None, meaning=Occasion(ids=ids))


def _editions(match: re.Match[str], series: str, occasions: Occasions) -> tuple[str, ...]:
    groups = match.groupdict()
    place = groups["place"] or groups["place__2"] or groups["place__3"]
    year = groups["year"] or groups["year__2"] or groups["year__3"]
    if place is None and year is None:
        return ()
    names = [series]
    if series == "summer-games" and not groups["called"].startswith("Summer"):
        names.append("winter-games")
    return tuple(
        event.id
        for name in names
        for event in occasions.editions(name)
        if (place is None or " ".join(place.split()) in _all_forms(event.places))
        and (year is None or iso(event.days.first)[:4] == year)
    )


def _beside(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    before = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), 0)
    after = min((place for place in (text.find("\n", end), text.find(". ", end)) if place >= 0), default=len(text))
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text[before:after]) for word in words)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + re.sub(r"\\? ", BLANK, words) + r")(?!\w)")


def _forms(name: str) -> tuple[str, ...]:
    """A name with the straight apostrophe and with the curly one."""
    return (name, name.replace("'", "’")) if "'" in name else (name,)


def _all_forms(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names for form in _forms(name))


# --- loading ----------------------------------------------------------------------------------------------------------


def load_occasions(files: tuple[Path, ...] = ()) -> Occasions:
    """The shipped reference events and those of the user's TSV files.

    Raises `KnowledgeError` naming file, line and fault.
    """
    return _loaded(files)


@cache
def _loaded(files: tuple[Path, ...]) -> Occasions:
    folder = resources.files("demarche.knowledge") / FOLDER
    try:
        series = msgspec.convert(tomllib.loads((folder / "series.toml").read_text(encoding="utf-8")), dict[str, Series])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{FOLDER}/series.toml cannot be read: {error}. Reinstall demarche.") from error
    events = list(_rows((folder / "events.tsv").read_text(encoding="utf-8"), f"{FOLDER}/events.tsv"))
    for file in files:
        try:
            events.extend(_rows(file.read_text(encoding="utf-8"), str(file)))
        except OSError as error:
            raise KnowledgeError(
                f"{file}: {error.strerror}; a file of reference events has the columns {', '.join(COLUMNS)}."
            ) from error
    return Occasions(series, events)


def _rows(content: str, where: str) -> Iterator[ReferenceEvent]:
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "id\t")):
            continue
        cells = [*line.split("\t"), "", ""][: len(COLUMNS)]
        try:
            days = interval_of(cells[2]).union(interval_of(cells[3]))
            if interval_of(cells[2]).first > interval_of(cells[3]).last:
                raise ValueError("it ends before it begins")
        except (ValueError, IndexError) as error:
            raise KnowledgeError(
                f"{where}, line {number}: {error}. Wanted are tab-separated {', '.join(COLUMNS)}, days as 2024-03-07."
            ) from error
        yield ReferenceEvent(id=cells[0], series=cells[1], days=days, places=_cells(cells[4]), names=_cells(cells[5]))


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.strip().split("|") if part)
