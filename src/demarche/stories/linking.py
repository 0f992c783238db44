"""All readings together: stories, then incidents, utterances, replies and dates within each; storylines above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.records import Article, Dating, Incident, Linkage, Reading, Reply, Story, Utterance
from demarche.stories.clusters import group_stories
from demarche.stories.copies import copy_groups, find_copies, fingerprints
from demarche.stories.datings import date_by_mates
from demarche.stories.embedding import Embed, shipped_embedder
from demarche.stories.identifiers import stable_id
from demarche.stories.incidents import find_incidents, told_events
from demarche.stories.profiles import Profile, profiles_of
from demarche.stories.replies import find_replies
from demarche.stories.sayings import sayings_of
from demarche.stories.storylines import Course, course_of, find_storylines
from demarche.stories.terms import shipped_weights
from demarche.stories.utterances import find_utterances, statement_evidence


def link(readings: Sequence[Reading], *, embed: Embed | None = None) -> Linkage:
    """Stories, incidents, utterances and replies over all `readings`, whatever their order.

    `embed` replaces the shipped sentence encoder. Pages that are no news belong to no story.
    """
    weights = shipped_weights()
    embed = embed or shipped_embedder()
    news = {reading.article.id: reading for reading in readings if reading.article.news and reading.article.text}
    chosen = [news[identifier] for identifier in sorted(news)]
    articles = [reading.article for reading in chosen]
    copies = find_copies({article.id: fingerprints(article.text) for article in articles})
    groups = copy_groups(articles, copies)
    origin = {member: group[0] for group in groups for member in group}
    profiles = with_vectors(profiles_of(chosen, weights), embed)
    incidents: list[Incident] = []
    utterances: list[Utterance] = []
    replies: list[Reply] = []
    datings: list[tuple[str, Dating]] = []
    weekdays = {profile.id: profile.weekdays for profile in profiles}

    def evidence(members: Sequence[str]) -> NDArray[np.float64]:
        sayings = sayings_of([news[member] for member in members], weights, embed)
        return statement_evidence(members, sayings, weekdays)

    courses: list[Course] = []
    for _, grouped in group_stories(profiles, weights, [(copy.one, copy.other) for copy in copies], evidence):
        for members in grouped:
            told = [news[profile.id] for profile in members]
            narrowed = dict(date_by_mates(told, origin))
            story = _story([_published(reading, narrowed) for reading in told], groups)
            courses.append(course_of(story, members, told))
            sayings = sayings_of(told, weights, embed)
            same = find_utterances(sayings, origin)
            utterance_of = {statement: found.id for found in same for statement in found.statements}
            utterances += same
            replies += find_replies(sayings, {reading.article.id: reading.article for reading in told}, same)
            incidents += find_incidents(told_events(told, weights, utterance_of), origin)
            datings += narrowed.items()
    storylines = find_storylines(courses, weights)
    line_of = {story: line.id for line in storylines for story in line.stories}
    stories = [msgspec.structs.replace(course.story, storyline=line_of.get(course.story.id)) for course in courses]
    return Linkage(
        stories=tuple(sorted(stories, key=lambda story: story.id)),
        storylines=tuple(storylines),
        incidents=tuple(sorted(incidents, key=lambda incident: incident.id)),
        utterances=tuple(sorted(utterances, key=lambda utterance: utterance.id)),
        replies=tuple(sorted(replies, key=lambda reply: (reply.statement, reply.answers))),
        datings=tuple(sorted(datings, key=lambda dating: dating[0])),
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
