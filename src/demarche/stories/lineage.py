"""Keeps the ids of stories while articles arrive: what each new story goes back to, and a log of merges and splits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from demarche.records import Record, Story


class Descent(Record, frozen=True):
    """One line of the log: the story `before` lives on in `after`, wholly or in part.

    `kind` is `kept` for the story that keeps its id, `merged` where it went into another's, `split` where a part of it
    got an id of its own.
    """

    before: str
    after: str
    kind: Literal["kept", "merged", "split"]


def carry_ids(known: Sequence[Story], found: Sequence[Story]) -> tuple[tuple[Story, ...], tuple[Descent, ...]]:
    """`found` with the ids of the `known` stories they go back to, and the log of what became of these.

    A known id goes to the found story that holds most of its articles (of equals, the one with the lower id), one id
    to one story; of several known stories that went into one, the one with most articles in it gives its id.
    """
    home = {article: story.id for story in found for article in story.articles}
    shared: dict[tuple[str, str], int] = {}
    for story in known:
        for article in story.articles:
            if article in home:
                key = (story.id, home[article])
                shared[key] = shared.get(key, 0) + 1
    heir: dict[str, str] = {}
    taken: dict[str, str] = {}
    for (before, after), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if before not in heir and after not in taken:
            heir[before], taken[after] = after, before
    reserved = set(heir)
    named = {}
    for story in found:
        own = story.id if story.id not in reserved else f"{story.id}-b"
        named[story.id] = taken.get(story.id, own)
    log = [
        Descent(
            before=before,
            after=named[after],
            kind="kept" if heir.get(before) == after else "split" if before in heir else "merged",
        )
        for before, after in sorted(shared)
    ]
    renamed = tuple(msgspec.structs.replace(story, id=named[story.id]) for story in found)
    return tuple(sorted(renamed, key=lambda story: story.id)), tuple(log)
