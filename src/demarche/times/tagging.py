"""`tag_times`: the time expressions of an article, each with what it means counted from the article's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
from spacy.tokens import Doc

from demarche.records import Article, Dating, Timex, TimexType
from demarche.times.ambiguity import is_time
from demarche.times.days import Interval, interval_of, iso
from demarche.times.grammar import Found, find, meaning_of
from demarche.times.meanings import (
    Clock,
    Direction,
    Feast,
    Length,
    Meaning,
    Moved,
    Occasion,
    Period,
    Point,
    Recurring,
    Stretch,
)
from demarche.times.occasions import Occasions, find_occasions, load_occasions
from demarche.times.tense import direction_of
from demarche.times.values import Reading, is_absolute, resolve

if TYPE_CHECKING:
    from demarche.knowledge import Knowledge

REFERENCE = "reference-event:"


def tag_times(article: Article, doc: Doc | None, knowledge: Knowledge | None) -> tuple[Timex, ...]:
    """The time expressions of `article.text`, in order, none inside another.

    `doc` lends sentences, tags and syntax where it has them; without it words of tense and full stops serve.
    Offsets are into `article.text`. Values count from `article.published`: its day, or its interval where no day is
    known (the value is then None where the interval leaves more than one, and `earliest`/`latest` bound what it can
    be).
    """
    text = article.text
    occasions = load_occasions(knowledge.reference_events if knowledge is not None else ())
    found = _with_occasions(text, occasions)
    found = [one for one in found if is_time(text, one, doc)]
    timexes = tuple(_bare(text, one, direction_of(text, one.start, one.end, doc)) for one in found)
    return resolve_all(timexes, article.published, occasions)


def resolve_all(timexes: tuple[Timex, ...], dating: Dating, occasions: Occasions) -> tuple[Timex, ...]:
    """The same expressions with values and intervals counted from `dating`.

    Idempotent, so that a better date can be put in later.
    """
    anchor = anchor_of(dating)
    resolved: list[Timex] = []
    previous: Interval | None = None
    previous_start: int | None = None
    meanings = [meaning_of_timex(timex) for timex in timexes]
    for index, (timex, meaning) in enumerate(zip(timexes, meanings, strict=True)):
        base, base_start = previous, previous_start
        if isinstance(meaning, Moved) and meaning.base == "following" and index + 1 < len(timexes):
            following = meanings[index + 1]
            if following is not None:
                base = _read(following, anchor, direction_of_timex(timexes[index + 1]), None, occasions).days
                base_start = timexes[index + 1].start
        if base is None and anchor is not None and _counts_from_another(meaning):
            base, base_start = anchor, None
        reading = Reading() if meaning is None else _read(meaning, anchor, direction_of_timex(timex), base, occasions)
        resolved.append(_filled(timex, meaning, reading, base_start))
        if (
            reading.days is not None
            and reading.days.last - reading.days.first <= 366
            and isinstance(meaning, Point | Period | Moved | Occasion | Feast)
        ):
            previous, previous_start = reading.days, timex.start
    return tuple(resolved)


def anchor_of(dating: Dating) -> Interval | None:
    """The days an article can have been published on; None where nothing bounds them on both sides."""
    if dating.date is not None and len(dating.date) >= 10:
        return interval_of(dating.date[:10])
    if dating.earliest is not None and dating.latest is not None:
        return Interval(first=interval_of(dating.earliest).first, last=interval_of(dating.latest).last)
    return interval_of(dating.date) if dating.date is not None else None


def _read(
    meaning: Meaning, anchor: Interval | None, direction: Direction, previous: Interval | None, occasions: Occasions
) -> Reading:
    if isinstance(meaning, Occasion):
        return occasions.reading(meaning, anchor, direction)
    return resolve(meaning, anchor, direction, previous)


def _counts_from_another(meaning: Meaning | None) -> bool:
    return (isinstance(meaning, Moved) and meaning.base != "published") or (
        isinstance(meaning, Clock) and meaning.day is None
    )


def _filled(timex: Timex, meaning: Meaning | None, reading: Reading, previous_start: int | None) -> Timex:
    anchor = timex.anchor
    if isinstance(meaning, Occasion):
        pass
    elif meaning is None or is_absolute(meaning):
        anchor = None
    elif _counts_from_another(meaning) and previous_start is not None:
        anchor = f"timex:{previous_start}"
    else:
        anchor = "published"
    days = reading.days
    return msgspec.structs.replace(
        timex,
        value=reading.value,
        earliest=iso(days.first) if days else None,
        latest=iso(days.last) if days else None,
        anchor=anchor,
    )


# --- what a record keeps of its meaning -------------------------------------------------------------------------------


def meaning_of_timex(timex: Timex) -> Meaning | None:
    """What the words of a timex mean, read again from the record (its text, type and anchor are enough)."""
    if timex.anchor is not None and timex.anchor.startswith(REFERENCE):
        ids = tuple(timex.anchor.removeprefix(REFERENCE).split("|"))
        length = meaning_of(timex.text)
        if isinstance(length, Length):
            sign = -1 if (timex.reason or "").startswith("before-occasion") else 1
            return Occasion(ids=ids, unit=length.unit, count=length.count, sign=sign)
        return Occasion(ids=ids)
    return meaning_of(timex.text) or next((one.meaning for one in find(timex.text)), None)


def direction_of_timex(timex: Timex) -> Direction:
    """Where its clause looked when it was tagged: the last word of `Timex.reason`."""
    word = (timex.reason or "").rsplit(" ", 1)[-1]
    return "future" if word == "future" else "past" if word == "past" else "near"


def _bare(text: str, found: Found, direction: Direction) -> Timex:
    meaning = found.meaning
    return Timex(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        type=type_of(meaning),
        value=None,
        anchor=REFERENCE + "|".join(meaning.ids) if isinstance(meaning, Occasion) else None,
        reason=f"{found.rule} {direction}",
    )


def type_of(meaning: Meaning) -> TimexType:
    """TIMEX3's type."""
    if isinstance(meaning, Length | Stretch):
        return "DURATION"
    if isinstance(meaning, Recurring):
        return "SET"
    if isinstance(meaning, Clock) or (isinstance(meaning, Point | Period | Moved) and meaning.clock is not None):
        return "TIME"
    return "DATE"


# --- occasions --------------------------------------------------------------------------------------------------------

DISTANCE = re.compile(r"\s+(?:after|before|following|prior to|ahead of)\s+(?:the\s+)?$")


def _with_occasions(text: str, occasions: Occasions) -> list[Found]:
    """The grammar's finds and the reference events; a length before one counts from it ("a week after ...")."""
    plain = list(find(text))
    named = list(_joined(text, plain, find_occasions(text, occasions)))
    taken = [(one.start, one.end) for one in named]
    rest = [one for one in plain if not any(one.start < end and start < one.end for start, end in taken)]
    return sorted([*rest, *named], key=lambda one: one.start)


def _joined(text: str, plain: list[Found], named: tuple[Found, ...]) -> Iterator[Found]:
    for occasion in named:
        meaning = occasion.meaning
        if not isinstance(meaning, Occasion):
            continue
        length = next(
            (
                one
                for one in plain
                if isinstance(one.meaning, Length) and DISTANCE.fullmatch(text[one.end : occasion.start])
            ),
            None,
        )
        if length is not None and isinstance(length.meaning, Length):
            before = bool(re.match(r"\s+(?:before|prior|ahead)", text[length.end :]))
            moved = Occasion(
                ids=meaning.ids, unit=length.meaning.unit, count=length.meaning.count, sign=-1 if before else 1
            )
            yield msgspec.structs.replace(length, meaning=moved, rule="before-occasion" if before else "after-occasion")
        if occasion.rule == "occasion" or any(one.start < occasion.end and occasion.start < one.end for one in plain):
            yield occasion
