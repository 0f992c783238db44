"""All readings together: stories, then incidents, utterances, replies and dates within each; storylines above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.records import Article, Dating, Incident, Linkage, Reading, Reply, Story, Utterance
from demarche.stories.clusters import find_areas, stories_of
from demarche.stories.copies import copy_groups, find_copies, fingerprints
from demarche.stories.datings import date_by_mates
from demarche.stories.doubts import doubts
from demarche.stories.embedding import Embed, shipped_embedder
from demarche.stories.identifiers import stable_id
from demarche.stories.incidents import find_incidents, told_events
from demarche.stories.profiles import Profile, party_terms, profiles_of
from demarche.stories.remembering import Entries, Found, name_of, noted, recalled, vectors_by
from demarche.stories.replies import find_replies
from demarche.stories.sayings import sayings_of
from demarche.stories.storylines import course_of, find_storylines
from demarche.stories.terms import TermWeights, shipped_weights
from demarche.stories.utterances import find_utterances, statement_evidence


def link(readings: Sequence[Reading], *, embed: Embed | None = None) -> Linkage:
    """Stories, incidents, utterances and replies over all `readings`, whatever their order.

    `embed` replaces the shipped sentence encoder. Pages that are no news belong to no story.
    """
    return link_again(readings, {}, embed=embed)[0]


def link_again(
    readings: Sequence[Reading], known: Entries, *, embed: Embed | None = None
) -> tuple[Linkage, dict[str, bytes]]:
    """The same as `link`, with what an earlier linking remembered; and what the next one should.

    Only neighbourhoods that are new or changed are linked; the result is equal to that of linking from nothing.
    """
    weights = shipped_weights()
    embed = embed or shipped_embedder()
    news = {reading.article.id: reading for reading in readings if reading.article.news and reading.article.text}
    chosen = [news[identifier] for identifier in sorted(news)]
    copies = find_copies({reading.article.id: fingerprints(reading.article.text) for reading in chosen})
    pairs = [(copy.one, copy.other) for copy in copies]
    groups = copy_groups([reading.article for reading in chosen], copies)
    origin = {member: group[0] for group in groups for member in group}
    kept: dict[str, bytes] = {}
    profiles = with_vectors(profiles_of(chosen, weights), vectors_by(embed, known, kept))
    areas = find_areas(profiles, weights, pairs)
    # Vectors of statements are wanted twice in one linking, and never again while their neighbourhood is known.
    spoken = vectors_by(embed, {}, {})
    weekdays = {profile.id: profile.weekdays for profile in profiles}

    profile_of = {profile.id: profile for profile in profiles}

    def evidence(members: Sequence[str]) -> NDArray[np.float64]:
        told = [news[member] for member in members]
        common = {reading.article.id: party_terms([reading]) for reading in told if reading.cast.mentions}
        against = doubts([profile_of[member] for member in members], common, weights)
        return statement_evidence(members, sayings_of(told, weights, spoken), weekdays) - against

    touching: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for group in [*groups, *pairs]:
        for member in group:
            touching[member].append(group)
    names = [name_of([news[profile.id] for profile in area], touching) for area in areas]
    before = {name: found for name in names if (found := recalled(name, known)) is not None}
    fresh = [(name, area) for name, area in zip(names, areas, strict=True) if name not in before]
    for (name, _), grouped in zip(
        fresh, stories_of([area for _, area in fresh], weights, pairs, evidence), strict=True
    ):
        told = [[news[profile.id] for profile in members] for members in grouped]
        before[name] = _found(told, groups, origin, spoken, weights)
    kept |= {name: noted(before[name]) for name in names}
    return _linkage([before[name] for name in names], profile_of, news), kept


def _found(
    stories: Sequence[Sequence[Reading]],
    groups: Sequence[tuple[str, ...]],
    origin: Mapping[str, str],
    embed: Embed | None,
    weights: TermWeights,
) -> Found:
    """What the stories of one neighbourhood hold, each given by its readings."""
    found: list[Story] = []
    incidents: list[Incident] = []
    utterances: list[Utterance] = []
    replies: list[Reply] = []
    datings: list[tuple[str, Dating]] = []
    for told in stories:
        narrowed = dict(date_by_mates(told, origin))
        found.append(_story([_published(reading, narrowed) for reading in told], groups))
        # Only statements of two articles are compared by their vectors.
        sayings = sayings_of(told, weights, embed if len(told) > 1 else None)
        same = find_utterances(sayings, origin) if len(told) > 1 else []
        utterance_of = {statement: each.id for each in same for statement in each.statements}
        utterances += same
        replies += find_replies(sayings, {reading.article.id: reading.article for reading in told}, same)
        incidents += find_incidents(told_events(told, weights, utterance_of), origin)
        datings += narrowed.items()
    return Found(
        stories=tuple(found),
        incidents=tuple(incidents),
        utterances=tuple(utterances),
        replies=tuple(replies),
        datings=tuple(datings),
    )


def _linkage(areas: Sequence[Found], profiles: Mapping[str, Profile], news: Mapping[str, Reading]) -> Linkage:
    """All neighbourhoods together, with the storylines above their stories."""
    courses = [
        course_of(story, [profiles[name] for name in story.articles], [news[name] for name in story.articles])
        for area in areas
        for story in area.stories
    ]
    storylines = find_storylines(courses, shipped_weights())
    line_of = {story: line.id for line in storylines for story in line.stories}
    stories = [msgspec.structs.replace(course.story, storyline=line_of.get(course.story.id)) for course in courses]
    incidents = [incident for area in areas for incident in area.incidents]
    utterances = [utterance for area in areas for utterance in area.utterances]
    replies = [reply for area in areas for reply in area.replies]
    return Linkage(
        stories=tuple(sorted(stories, key=lambda story: story.id)),
        storylines=tuple(storylines),
        incidents=tuple(sorted(incidents, key=lambda incident: incident.id)),
        utterances=tuple(sorted(utterances, key=lambda utterance: utterance.id)),
        replies=tuple(sorted(replies, key=lambda reply: (reply.statement, reply.answers))),
        datings=tuple(sorted((dating for area in areas for dating in area.datings), key=lambda dating: dating[0])),
    )


def _published(reading: Reading, narrowed: Mapping[str, Dating]) -> Reading:
    """The reading with its article's date as its story-mates narrow it."""
    dating = narrowed.get(reading.article.id)
    if dating is None:
        return reading
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, published=dating))


def with_vectors(profiles: Sequence[Profile], embed: Embed | None) -> list[Profile]:
    """The profiles with the vectors of their openings, where an encoder is there."""
    if embed is None or not profiles:
        return list(profiles)
    vectors = embed([" ".join(profile.opening.split()) for profile in profiles])
    return [msgspec.structs.replace(profile, vector=row) for profile, row in zip(profiles, vectors, strict=True)]


def _story(told: Sequence[Reading], groups: Sequence[tuple[str, ...]]) -> Story:
    articles = [reading.article for reading in told]
    first = min(articles, key=_first_told)
    inside = {article.id for article in articles}
    bounds = [article.published for article in articles]
    earliest = [day for published in bounds if (day := published.date or published.earliest)]
    latest = [day for published in bounds if (day := published.date or published.latest)]
    return Story(
        id=stable_id("story", min(inside)),
        title=first.title or " ".join(first.text.split()[:12]),
        articles=tuple(sorted(inside)),
        earliest=min(earliest) if earliest else None,
        latest=max(latest) if latest else None,
        copies=tuple(group for group in groups if set(group) <= inside),
    )


def _first_told(article: Article) -> tuple[bool, str, str]:
    return (article.title is None, article.published.date or article.published.earliest or "9999", article.id)
