"""What an article is compared by: its terms, lead, names, numbers, days, and the vector of its title and lead.

A profile needs no more than the article's text; where the earlier stages found dates and actors, these are used as
well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.records import Reading
from demarche.stories.terms import FUNCTION_WORDS, WORD, TermWeights, stem

Vector = NDArray[np.float32]

LEAD_WORDS = 90
"""Words of title and opening that count as the lead."""
BODY_WORDS = 600
"""Words of an article that are compared at all: what follows is background in most reports."""

SENTENCES = 12
"""Sentences of an article that are compared one by one."""
SHORTEST = 4
"""Terms of a sentence worth comparing: a heading or a "Read more" has fewer."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
    )
)
_BARE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_END = re.compile(r"(?<=[.!?”\"’'])\s+(?=[A-Z“\"‘`'])|\s*\n\s*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*|[\"“‘`]\s*)$")


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """An article as the story stage compares it.

    `terms`, `lead`, `names` are unit-length weights; `lead_names` the names of title and lead with their rarity;
    `numbers` as written, years and single digits left out; `days` explicit calendar days as ordinals; `earliest` and
    `latest` bound the publication as ordinals; `weekdays` are those the lead names; `sentences` hold the terms of the
    first sentences; `vector` is of title and lead, unit length.
    """

    id: str
    terms: dict[str, float]
    lead: dict[str, float]
    names: dict[str, float]
    lead_names: dict[str, float]
    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    days: frozenset[int]
    years: frozenset[str]
    earliest: int | None = None
    latest: int | None = None
    weekdays: frozenset[str] = frozenset()
    sentences: tuple[tuple[str, ...], ...] = ()
    vector: Vector | None = None
    opening: str = ""


def explicit_days(text: str) -> frozenset[int]:
    """Ordinals of the calendar days that `text` names with day, month and year."""
    found: set[int] = set()
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = match["month"].lower()
            try:
                day = date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]))
            except ValueError:
                continue
            found.add(day.toordinal())
    return frozenset(found)


def names_in(text: str) -> list[str]:
    """The capitalised words of `text`, as terms, but those that only open a sentence.

    A word that opens a sentence counts where the same word also stands capitalised elsewhere, or the next one is
    capitalised too ("Angela Mertz said").
    """
    inside: list[str] = []
    opening: list[tuple[str, bool]] = []
    words = list(WORD.finditer(text))
    for index, match in enumerate(words):
        word = match.group()
        if not word[0].isupper() or word.lower() in FUNCTION_WORDS or len(word) < 2:
            continue
        if _SENTENCE_START.search(text[max(0, match.start() - 8) : match.start()]):
            following = words[index + 1].group() if index + 1 < len(words) else ""
            opening.append((stem(word), following[:1].isupper()))
        else:
            inside.append(stem(word))
    known = set(inside)
    return inside + [term for term, paired in opening if paired or term in known]


def sentence_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """The terms of the first sentences of `text`, by a light cut at full stops and line ends."""
    found = []
    for sentence in _SENTENCE_END.split(text):
        terms = tuple(content_terms(WORD.findall(sentence)))
        if len(terms) >= SHORTEST:
            found.append(terms)
        if len(found) == SENTENCES:
            break
    return tuple(found)


def numbers_in(words: Iterable[str]) -> frozenset[str]:
    """Numbers that can tell one event from another: no years, no single digits; "1,200" and "1200" alike."""
    plain = (word.replace(",", "") for word in words if word[0].isdigit())
    return frozenset(number for number in plain if len(number) > 1 and not _BARE_YEAR.fullmatch(number))


def content_terms(words: Iterable[str]) -> list[str]:
    """Stems of the content words among `words`."""
    return [stem(word) for word in words if word.lower() not in FUNCTION_WORDS and len(word) > 1]


def profile_text(identifier: str, title: str | None, text: str, weights: TermWeights) -> Profile:
    """The profile of bare text; `text` may or may not begin with `title`."""
    whole = text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"
    matches = list(WORD.finditer(whole))[:BODY_WORDS]
    if not matches:
        empty: frozenset[str] = frozenset()
        return Profile(id=identifier, terms={}, lead={}, names={}, lead_names={}, numbers=empty, lead_numbers=empty,
                       days=frozenset(), years=empty)  # fmt: skip
    words = [match.group() for match in matches]
    body = whole[: matches[-1].end()]
    opening = whole[: matches[min(LEAD_WORDS, len(matches)) - 1].end()]
    body_names = names_in(body)
    opening_names = set(names_in(opening)) | (set(content_terms(words[:LEAD_WORDS])) & set(body_names))
    return Profile(
        id=identifier,
        terms=weights.vector(content_terms(words)),
        lead=weights.vector(content_terms(words[:LEAD_WORDS])),
        names=weights.vector(body_names),
        lead_names={name: weights(name) for name in opening_names},
        numbers=numbers_in(words),
        lead_numbers=numbers_in(words[:LEAD_WORDS]),
        days=explicit_days(whole),
        years=frozenset(_BARE_YEAR.findall(body)),
        weekdays=frozenset(day for day in WEEKDAYS if day in opening.lower()),
        sentences=sentence_terms(whole),
        opening=opening,
    )


def ordinal(day: str | None, *, last: bool = False) -> int | None:
    """Ordinal of an ISO prefix: its first day, or its last."""
    if not day:
        return None
    parts = [int(part) for part in day[:10].split("-")]
    if not last:
        return date(*[*parts, 1, 1][:3]).toordinal()
    if len(parts) == 3:
        return date(parts[0], parts[1], parts[2]).toordinal()
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0] + 1, 1)
    year, month = (year + 1, 1) if month > 12 else (year, month)
    return date(year, month, 1).toordinal() - 1


def profile_reading(reading: Reading, weights: TermWeights) -> Profile:
    """The profile of a reading: its text's, with the dates that earlier stages settled."""
    article = reading.article
    profile = profile_text(article.id, article.title, article.text, weights)
    published = article.published
    days = {
        first
        for timex in reading.timexes
        if timex.type == "DATE" and timex.value and len(timex.value) == 10
        if (first := ordinal(timex.earliest)) is not None and timex.earliest == timex.latest
    }
    return msgspec.structs.replace(
        profile,
        days=profile.days | days,
        earliest=ordinal(published.date or published.earliest),
        latest=ordinal(published.date or published.latest, last=True),
    )


def profiles_of(readings: Sequence[Reading], weights: TermWeights) -> list[Profile]:
    """A profile for each reading, in their order."""
    return [profile_reading(reading, weights) for reading in readings]


def party_terms(readings: Sequence[Reading]) -> frozenset[str]:
    """The terms by which `readings` name states and the holders of known offices.

    That two stories are about China, or told by its president, joins them no more than that the parties agree.
    """
    found: set[str] = set()
    for reading in readings:
        actors = {actor.id for actor in reading.cast.actors if actor.kind == "state" or actor.roles}
        for mention in reading.cast.mentions:
            if mention.actor in actors and mention.form in ("name", "metonym"):
                found.update(content_terms(WORD.findall(mention.text)))
    return frozenset(found)
