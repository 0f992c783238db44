"""Storylines above stories: one dispute or course of affairs over weeks and months, with a name.

Two stories belong together when their articles are of one kind (the first score of `clusters`, without its haste:
months may lie between), they share rare names or words beyond those of the states themselves, and the parties that act
and speak in them agree. They are joined by average linkage, so that one article which recalls two disputes does not
join them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from demarche.knowledge.shipped import shipped_organisations, shipped_states
from demarche.records import Party, Reading, Story, Storyline
from demarche.stories.candidates import find_candidates
from demarche.stories.clusters import Pair, days_between, neighbourhoods
from demarche.stories.identifiers import stable_id
from demarche.stories.pairs import pair_values
from demarche.stories.profiles import Profile, content_terms, names_in, ordinal, party_terms
from demarche.stories.scorers import shipped_scorer
from demarche.stories.terms import WORD, TermWeights, stem

BAR = 0.0
"""Log odds above which two stories are of one storyline (by average linkage)."""
EASIER = 2.2
"""Log odds by which stories of one course of affairs may be less alike than articles of one story."""
DYAD, STRANGERS, ONE_COMMON = 1.0, 3.0, 0.5
"""What two stories gain where the same two parties act, and lose where no party, or one of several only, is common."""
YEARS_APART = 365.0
"""Days after which a dispute with the same names is another one."""
CHIEF, SELDOM = 3, 0.2
"""Parties that a story is about at most, and the share of the first one's acts below which another is by the way."""
SHARED = 0.5
"""Share of the stories that must have a party or word for the storyline to be named after it."""
TITLE_WORDS = 3
TELLING = 3.0
"""Background weight below which a word names nothing: "minister", "talks"."""
DATED = 60
"""Days within which a story lies whose days are known."""


class Course(msgspec.Struct, frozen=True):
    """A story as storylines compare it: its articles' mean profile, its chief parties, its readings."""

    story: Story
    profile: Profile
    parties: tuple[Party, ...]
    readings: tuple[Reading, ...]


def course_of(story: Story, profiles: Sequence[Profile], readings: Sequence[Reading]) -> Course:
    """A story prepared for comparison; `profiles` and `readings` are of its articles."""
    profile = mean_profile(story.id, profiles, party_terms(readings))
    return Course(story, profile, chief_parties(readings), tuple(readings))


def mean_profile(identifier: str, profiles: Sequence[Profile], without: frozenset[str] = frozenset()) -> Profile:
    """One profile for several articles: mean weights but of the terms `without`, all numbers and days, the whole span
    of their publication."""
    vectors = [profile.vector for profile in profiles if profile.vector is not None]
    middle = np.sum(vectors, axis=0) if vectors else None
    earliest = [profile.earliest for profile in profiles if profile.earliest is not None]
    latest = [profile.latest for profile in profiles if profile.latest is not None]
    return Profile(
        id=identifier,
        terms=_mean([profile.terms for profile in profiles], without),
        lead=_mean([profile.lead for profile in profiles], without),
        names=_mean([profile.names for profile in profiles], without),
        lead_names={
            name: weight for profile in profiles for name, weight in profile.lead_names.items() if name not in without
        },
        numbers=frozenset().union(*(profile.numbers for profile in profiles)),
        lead_numbers=frozenset().union(*(profile.lead_numbers for profile in profiles)),
        days=frozenset().union(*(profile.days for profile in profiles)),
        years=frozenset().union(*(profile.years for profile in profiles)),
        earliest=min(earliest) if earliest else None,
        latest=max(latest) if latest else None,
        vector=None if middle is None else (middle / max(float(np.linalg.norm(middle)), 1e-6)).astype(np.float32),
    )


def _mean(vectors: Sequence[Mapping[str, float]], without: frozenset[str]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            if term not in without:
                total[term] = total.get(term, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return {term: weight / length for term, weight in total.items()} if length else {}


def chief_parties(readings: Sequence[Reading]) -> tuple[Party, ...]:
    """The parties that most is said and done by or to, in alphabetical order; none where nothing was read."""
    counts: Counter[Party] = Counter()
    for reading in readings:
        for statement in reading.statements:
            counts.update({*(statement.party or "").split("+"), *statement.addressees} - {""})
        for event in reading.events:
            counts.update({*event.source, *event.target})
    ranked = sorted(counts, key=lambda party: (-counts[party], party))[:CHIEF]
    return tuple(sorted(party for party in ranked if counts[party] >= SELDOM * counts[ranked[0]]))


def find_storylines(courses: Sequence[Course], weights: TermWeights) -> list[Storyline]:
    """The storylines of two stories or more; the order of `courses` has no effect."""
    ranked = sorted(courses, key=lambda course: course.story.id)
    profiles = [course.profile for course in ranked]
    pairs: list[Pair] = [(one, other) for one, other in find_candidates(profiles, weights).tolist()]
    if not pairs:
        return []
    values = np.array([pair_values(profiles[one], profiles[other]) for one, other in pairs])
    likely = shipped_scorer("story_near").log_odds(values)
    scores: dict[Pair, float] = {
        (one, other): float(score) + EASIER + circumstance(ranked[one], ranked[other])
        for (one, other), score in zip(pairs, likely, strict=True)
    }
    groups = neighbourhoods(len(ranked), scores, BAR)
    lines = [_storyline([ranked[index] for index in group], weights) for group in groups if len(group) > 1]
    return sorted(lines, key=lambda line: line.id)


def circumstance(one: Course, other: Course) -> float:
    """What parties and years add to or take from the log odds that two stories are of one storyline."""
    total = -days_between(one.profile, other.profile) / YEARS_APART
    if one.parties and other.parties:
        common = set(one.parties) & set(other.parties)
        if len(common) > 1:
            total += DYAD
        elif not common:
            total -= STRANGERS
        elif len(one.parties) > 1 and len(other.parties) > 1:
            total -= ONE_COMMON
    return total


def _storyline(courses: Sequence[Course], weights: TermWeights) -> Storyline:
    courses = sorted(courses, key=lambda course: (course.story.earliest or "9999", course.story.id))
    stories = [course.story for course in courses]
    held = Counter(party for course in courses for party in course.parties)
    parties = sorted((p for p in held if held[p] >= SHARED * len(courses)), key=lambda party: (-held[party], party))[
        :CHIEF
    ]
    days = [(story.earliest, story.latest) for story in stories if _is_dated(story)]
    return Storyline(
        id=stable_id("storyline", min(article for story in stories for article in story.articles)),
        title=title_of(courses, parties, weights),
        stories=tuple(story.id for story in stories),
        parties=tuple(parties),
        earliest=min((first for first, _ in days if first), default=None),
        latest=max((last for _, last in days if last), default=None),
    )


def _is_dated(story: Story) -> bool:
    """Whether the days of a story are known well enough to bound its storyline; a page without a date has years."""
    first, last = ordinal(story.earliest), ordinal(story.latest, last=True)
    return first is not None and last is not None and last - first <= DATED


def title_of(courses: Sequence[Course], parties: Sequence[Party], weights: TermWeights) -> str:
    """A name for a storyline: its parties, then the words that most of its stories share, the most telling first.

    Names of the parties themselves are left out of the words; each word is written as the articles mostly write it.
    """
    names = party_names()
    own = {term for party in parties if party in names for term in names[party][1]}
    stories: Counter[str] = Counter()
    telling: dict[str, float] = {}
    for course in courses:
        stories.update(course.profile.terms.keys())
        for term, weight in course.profile.terms.items():
            telling[term] = telling.get(term, 0.0) + weight + course.profile.lead.get(term, 0.0)
    openings = [reading.article.text[:2500] for course in courses for reading in course.readings]
    written = _spellings(openings)
    capitals = Counter(term for opening in openings for term in set(names_in(opening)))
    chosen = [
        term
        for term in stories
        if stories[term] >= max(2.0, SHARED * len(courses))
        and term not in own
        and term in written
        and term[0].isalpha()
        and weights(term) >= TELLING
    ]
    # A name says more than a common noun of the same weight: "Lesna" than "harbour".
    chosen.sort(key=lambda term: (-telling[term] * (2.0 if capitals[term] > 1 else 1.0), term))
    words = [written[term] for term in chosen[:TITLE_WORDS]]
    called = [names[party][0] if party in names else party for party in parties]
    who = " and ".join([", ".join(called[:-1]), called[-1]] if len(called) > 1 else called)
    what = ", ".join(words)
    return f"{who}: {what}" if who and what else who or what or courses[0].story.title


def _spellings(openings: Sequence[str]) -> dict[str, str]:
    """The usual spelling of each term; of equals the first in alphabetical order."""
    counts: dict[str, Counter[str]] = {}
    for opening in openings:
        for word in WORD.findall(opening):
            counts.setdefault(stem(word), Counter())[word] += 1
    return {term: min(seen, key=lambda word: (-seen[word], word)) for term, seen in counts.items()}


@lru_cache(maxsize=1)
def party_names() -> dict[Party, tuple[str, frozenset[str]]]:
    """For each state and organisation, how it is called, and the terms of all its names and of its people."""
    found: dict[Party, tuple[str, frozenset[str]]] = {}
    for state in shipped_states():
        called = [state.name, *state.variants, *state.adjectives, *state.people, *state.capitals, *state.metonyms]
        found[state.party] = (state.name, _terms(called))
    for organisation in shipped_organisations():
        short = organisation.party if organisation.party in organisation.aliases else organisation.name
        found[organisation.party] = (short, _terms([organisation.party, organisation.name, *organisation.aliases]))
    return found


def _terms(names: Sequence[str]) -> frozenset[str]:
    return frozenset(content_terms(word for name in names for word in WORD.findall(name)))
