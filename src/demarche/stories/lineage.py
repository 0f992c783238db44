"""Keeps ids while articles arrive: what each new story, incident or utterance goes back to, and a log of the changes.

Grouping is made anew from all articles and does not depend on their order; only the ids of the groups have a history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from demarche.records import Descent, Linkage
from demarche.stories.identifiers import stable_id

Kind = Literal["story", "storyline", "incident", "utterance"]
Members = Mapping[str, Sequence[str]]
"""Ids of the members of each group, by the group's id."""


def carry_ids(known: Linkage, found: Linkage) -> tuple[Linkage, tuple[Descent, ...]]:
    """`found` with the ids of `known` wherever a group goes back to one of these, and the log of what changed.

    Nothing but ids (and the order, which goes by them) is changed.
    """
    log: list[Descent] = []
    story, lines = carry("story", _articles(known), _articles(found))
    log += lines
    # Storylines are compared by articles, since a story may have been merged or split meanwhile.
    storyline, lines = carry("storyline", _articles_by_storyline(known), _articles_by_storyline(found))
    log += lines
    incident, lines = carry(
        "incident",
        {each.id: each.events for each in known.incidents},
        {each.id: each.events for each in found.incidents},
    )
    log += lines
    utterance, lines = carry(
        "utterance",
        {each.id: each.statements for each in known.utterances},
        {each.id: each.statements for each in found.utterances},
    )
    log += lines
    stories = [
        msgspec.structs.replace(
            each, id=story[each.id], storyline=storyline.get(each.storyline, each.storyline) if each.storyline else None
        )
        for each in found.stories
    ]
    storylines = [
        msgspec.structs.replace(each, id=storyline[each.id], stories=tuple(story.get(s, s) for s in each.stories))
        for each in found.storylines
    ]
    incidents = [msgspec.structs.replace(each, id=incident[each.id]) for each in found.incidents]
    utterances = [msgspec.structs.replace(each, id=utterance[each.id]) for each in found.utterances]
    linkage = msgspec.structs.replace(
        found,
        stories=tuple(sorted(stories, key=lambda each: each.id)),
        storylines=tuple(sorted(storylines, key=lambda each: each.id)),
        incidents=tuple(sorted(incidents, key=lambda each: each.id)),
        utterances=tuple(sorted(utterances, key=lambda each: each.id)),
    )
    return linkage, tuple(log)


def _articles(linkage: Linkage) -> dict[str, Sequence[str]]:
    return {each.id: each.articles for each in linkage.stories}


def _articles_by_storyline(linkage: Linkage) -> dict[str, Sequence[str]]:
    articles = _articles(linkage)
    return {line.id: [a for story in line.stories for a in articles.get(story, ())] for line in linkage.storylines}


def carry(kind: Kind, known: Members, found: Members) -> tuple[dict[str, str], tuple[Descent, ...]]:
    """The id each group of `found` shall have, by its present one, and what became of the groups of `known`.

    A known id goes to the found group that holds most of its members (of equals, the one with the lower id), one id to
    one group; of several known groups that went into one, the one with most members in it gives its id.
    """
    home = {member: group for group, members in found.items() for member in members}
    shared = Counter(
        (before, home[member]) for before, members in known.items() for member in members if member in home
    )
    heir: dict[str, str] = {}
    given: dict[str, str] = {}
    for (before, after), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if before not in heir and after not in given:
            heir[before], given[after] = after, before
    taken = set(given.values())
    for group in sorted(found):
        if group not in given:
            given[group] = _free(kind, group, min(found[group], default=group), taken)
            taken.add(given[group])
    log = [
        Descent(kind=kind, before=before, after=given[after], change="split" if before in heir else "merged")
        for before, after in sorted(shared)
        if heir.get(before) != after
    ]
    alive = {before for before, _ in shared}
    log += [Descent(kind=kind, before=before, after=None, change="ended") for before in sorted(set(known) - alive)]
    return given, tuple(log)


def _free(kind: Kind, own: str, first: str, taken: set[str]) -> str:
    """`own`, or another id by the same first member where a group of before goes on under that one."""
    name, count = own, 1
    while name in taken:
        count += 1
        name = stable_id(kind, f"{first} {count}")
    return name
