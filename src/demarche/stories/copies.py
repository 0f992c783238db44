"""Near-duplicates and wire copies: articles that are one text, however cut, edited or buried in a page.

Winnowed shingles (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD
2003) are compared by **directional containment**, not by Jaccard: a page that keeps a third of the wire text and adds
menus has a small Jaccard, yet most of what it tells is the wire's. Two independent reports of one press conference
share whole quotations, so words outside quotation marks are compared apart, and all words together must agree in more.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.records import Article
from demarche.stories.terms import words_of

Hashes = NDArray[np.uint64]

SHINGLE = 4
"""Words of a shingle: short enough that one in four survives when an eighth of the words are changed."""
WINDOW = 2
"""Shingles of a winnowing window; of each window the least hash is kept."""
LEAST_SHARED = 8
"""Shared fingerprints below which nothing is called a copy (a dateline and a stock sentence make three or four)."""
CONTAINED = 0.27
"""Share of the smaller text's fingerprints, outside quotations, that the larger must hold."""
CONTAINED_LONG = 0.14
"""The same where the shared fingerprints are many: a page whose menus are longer than what it keeps of the wire."""
MANY_SHARED = 40
CONTAINED_WHOLE = 0.36
"""The share needed where quotations count: most of the smaller text, which two reporters' choice of quotations seldom
is."""
COMMON = 60
"""Articles beyond which a fingerprint is a stock sentence (newsletter box, standing background) and proves nothing."""

_QUOTED = re.compile(r"[“\"„«][^“”\"„«»\n]{1,600}[”\"»]|``[^`\n]{1,600}''")


class Copy(msgspec.Struct, frozen=True):
    """Two articles that are one text: how much of the one the other holds, in 0..1, each way."""

    one: str
    other: str
    one_in_other: float
    other_in_one: float


class Prints(msgspec.Struct, frozen=True):
    """Sorted distinct fingerprints of an article: of all its words, and of those outside quotations."""

    whole: Hashes
    plain: Hashes


def fingerprints(text: str, shingle: int = SHINGLE, window: int = WINDOW) -> Prints:
    """The winnowed hashes of `text`'s word shingles."""

    def distinct(pieces: Sequence[str]) -> Hashes:
        worded = [[word.lower() for word in words_of(piece)] for piece in pieces]
        found = [_winnowed(words, shingle, window) for words in worded if len(words) >= shingle]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint64)

    return Prints(whole=distinct([text]), plain=distinct(_QUOTED.split(text)))


def _winnowed(words: Sequence[str], shingle: int, window: int) -> Hashes:
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    count = len(words) - shingle + 1
    with np.errstate(over="ignore"):
        hashes = np.zeros(count, np.uint64)
        for offset in range(shingle):
            hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + count]
        hashes ^= hashes >> np.uint64(29)
        hashes *= np.uint64(0xBF58476D1CE4E5B9)
    if count <= window:
        return np.sort(hashes)[:1]
    least: Hashes = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    return least


def find_copies(prints: Mapping[str, Prints]) -> list[Copy]:
    """All pairs of articles that are one text, given each article's `fingerprints`; order of input has no effect."""
    plain = _shared({name: found.plain for name, found in prints.items()})
    whole = _shared({name: found.whole for name, found in prints.items()})
    copies = []
    for pair in sorted(plain.keys() | whole.keys()):
        outside, everywhere = plain.get(pair, NOTHING), whole.get(pair, NOTHING)
        if is_copy(*outside) or contains_most(*everywhere):
            shared, one, other = everywhere
            copies.append(Copy(*pair, shared / max(one, 1), shared / max(other, 1)))
    return copies


Overlap = tuple[int, int, int]
NOTHING: Overlap = (0, 0, 0)


def _shared(prints: Mapping[str, Hashes]) -> dict[tuple[str, str], Overlap]:
    """For each two articles that share any: fingerprints shared, and of each; the too common left out."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for identifier in sorted(prints):
        for value in prints[identifier].tolist():
            holders[value].append(identifier)
    shared: Counter[tuple[str, str]] = Counter()
    counted: Counter[str] = Counter()
    for held_by in holders.values():
        if len(held_by) <= COMMON:
            counted.update(held_by)
            for position, one in enumerate(held_by):
                for other in held_by[position + 1 :]:
                    shared[one, other] += 1
    return {(one, other): (count, counted[one], counted[other]) for (one, other), count in shared.items()}


def is_copy(shared: int, one: int, other: int) -> bool:
    """Whether `shared` fingerprints outside quotations, of `one` and `other` many, make two articles one text."""
    smaller = min(one, other)
    if smaller == 0 or shared < min(LEAST_SHARED, max(4, smaller // 2)):
        return False
    contained = shared / smaller
    return contained >= CONTAINED or (shared >= MANY_SHARED and contained >= CONTAINED_LONG)


def contains_most(shared: int, one: int, other: int) -> bool:
    """Whether `shared` fingerprints, quotations counted, make two articles one text."""
    smaller = min(one, other)
    return shared >= 2 * LEAST_SHARED and shared / smaller >= CONTAINED_WHOLE


def copy_groups(articles: Sequence[Article], copies: Iterable[Copy]) -> list[tuple[str, ...]]:
    """Articles that are one text, joined through their pairs, the likely origin first.

    The origin is the agency's own page where one is known, else the longest text among the earliest published.
    """
    leader = {article.id: article.id for article in articles}

    def root(identifier: str) -> str:
        while leader[identifier] != identifier:
            identifier = leader[identifier]
        return identifier

    for copy in copies:
        one, other = sorted((root(copy.one), root(copy.other)))
        leader[other] = one
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[root(article.id)].append(article)
    return sorted(
        tuple(article.id for article in sorted(group, key=_origin_first)) for group in groups.values() if len(group) > 1
    )


def _origin_first(article: Article) -> tuple[bool, str, int, str]:
    own_page = article.agency is not None and article.outlet is not None and article.agency in article.outlet
    published = article.published.date or article.published.earliest or "9999"
    return (not own_page, published, -len(article.text), article.id)


def common_agency(articles: Sequence[Article]) -> str | None:
    """The agency that a copy group goes back to: the one most of its pages name, if any does."""
    named = Counter(article.agency for article in articles if article.agency)
    return min(named, key=lambda agency: (-named[agency], agency)) if named else None
