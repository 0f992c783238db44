"""Sayings inside sayings: what is said is read again, by itself, where it seems to report someone else's words.

The network was taught on annotations that mark the outermost saying only, so on the first reading an inner cue is but a
word of the content. Read without its frame, the content is a sentence like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from demarche.models.inputs import NEWLINE, SPACE
from demarche.sentences.lemmas import lemma_of
from demarche.sentences.rows import Numbers
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.stretches import Stretch

LONGEST_INNER = 200
"""Words; more is a speech, and who speaks in it is the speaker."""

_SHORTEST = 4
_SAME_SPEAKER = frozenset({"i", "we", "me", "us", "who", "which", "that"})
_COMPLEMENTISERS = frozenset({"that", "how", "whether", "as"})
_KEEP = 0.5

Reader = Callable[[Stretch], list[Saying]]


@cache
def reporting_lemmas() -> frozenset[str]:
    """Lemmas of verbs that report words (`reporting_verbs.txt`, our own list)."""
    lines = (Path(__file__).parent / "reporting_verbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def inner_sayings(stretch: Stretch, found: list[Saying], starts: Numbers, verbs: Numbers, read: Reader) -> list[Saying]:
    """Sayings in the contents of `found`, in words of `stretch`.

    `starts` are the stretch's sentence starts, `verbs` its words tagged as verbs; only sentences with a possible inner
    cue are read again, by `read`, which gives the sayings of a stretch it has not seen. Without a source of its own an
    inner saying is not kept, nor is one whose source is the speaker himself ("we have always said").
    """
    known = {word for saying in found for part in saying.cue for word in range(part.start, part.end)}
    reports = _reporting_words(stretch, verbs) - known
    inner: list[Saying] = []
    seen: set[tuple[int, int]] = set()
    for saying in found:
        for part in saying.content:
            for start, end in _sentences(part, starts):
                if (start, end) in seen or not _SHORTEST <= end - start <= LONGEST_INNER:
                    continue
                if reports.isdisjoint(range(start, end)):
                    continue
                seen.add((start, end))
                alone = _alone(stretch, start, end)
                moved = (_moved(one, int(alone.tokens[0])) for one in read(alone))
                inner.extend(one for one in moved if _worth(one, stretch, known))
    return inner


def _sentences(part: Part, starts: Numbers) -> list[tuple[int, int]]:
    cuts = [int(start) for start in starts if part.start < start < part.end]
    return list(zip([part.start, *cuts], [*cuts, part.end], strict=True))


def _reporting_words(stretch: Stretch, verbs: Numbers) -> set[int]:
    lemmas = reporting_lemmas()
    found = {word for word in verbs.tolist() if lemma_of(stretch.words[word], "VERB") in lemmas}
    return found | {word for word, form in enumerate(stretch.words) if form.lower() == "according"}


def _alone(stretch: Stretch, start: int, end: int) -> Stretch:
    if stretch.words[start].lower() in _COMPLEMENTISERS:
        start += 1
    gaps = [NEWLINE, *(SPACE if gap == NEWLINE else gap for gap in stretch.gaps[start + 1 : end])]
    return Stretch(stretch.role, np.arange(start, end), stretch.words[start:end], gaps, [0])


def _moved(saying: Saying, by: int) -> Saying:
    def move(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(part._replace(start=part.start + by, end=part.end + by) for part in parts)

    return Saying(move(saying.cue), move(saying.source), move(saying.content), saying.confidence)


def _worth(saying: Saying, stretch: Stretch, known: set[int]) -> bool:
    """Whether the source is somebody else, and the cue surely one that the first reading did not have."""
    if not saying.source or not saying.content or saying.confidence < _KEEP:
        return False
    if any(word in known for part in saying.cue for word in range(part.start, part.end)):
        return False
    return all(
        stretch.words[part.start].lower() not in _SAME_SPEAKER or part.end - part.start > 1 for part in saying.source
    )
