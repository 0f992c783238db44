"""Which articles are worth comparing: an inverted index over each article's rarest terms, with capped postings.

An article is looked up by its own rarest terms first, until `LOOKED_AT` others have been seen; a term that more
articles hold is no way to find anybody and is never followed. So the work for one article has a bound that does not
grow with the number of articles; what grows is only how rare a term must be.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.stories.profiles import Profile
from demarche.stories.terms import TermWeights

Numbers = NDArray[np.int64]
Pairs = NDArray[np.int64]
"""Pairs of articles by their places, [pairs, 2], the lower first, sorted, none twice."""

INDEXED_TERMS = 14
"""Rarest terms of a lead by which an article is found."""
LOOKED_AT = 1500
"""Articles looked at for one article's candidates, and the most that a term may have to be followed."""
COMMON_TERMS = 2
"""Terms a candidate must share."""
CANDIDATES = 48
"""Best candidates an article is scored with."""


class Index(msgspec.Struct, frozen=True):
    """Articles by term. `holders[starts[t]:starts[t + 1]]` hold term `t`; `terms[rows[a]:rows[a + 1]]` are those of
    article `a`, the rarest first; `weights` are the terms' background weights."""

    starts: Numbers
    holders: NDArray[np.int32]
    rows: Numbers
    terms: NDArray[np.int32]
    weights: NDArray[np.float32]


def index_terms(profile: Profile) -> list[str]:
    """The terms an article is found by: the weightiest of its lead, then of its text."""
    ranked = sorted(profile.lead.items(), key=lambda item: (-item[1], item[0]))[:INDEXED_TERMS]
    names = sorted(profile.names.items(), key=lambda item: (-item[1], item[0]))[: INDEXED_TERMS // 2]
    return list(dict.fromkeys([term for term, _ in ranked] + [term for term, _ in names]))


def build_index(termed: Iterable[Sequence[str]], weights: TermWeights) -> Index:
    """The index over articles of which each gives its `index_terms`; an article's place is its number."""
    number: dict[str, int] = {}
    flat, counts = array("i"), array("i")
    for terms in termed:
        flat.extend(number.setdefault(term, len(number)) for term in terms)
        counts.append(len(terms))
    # By the alphabet, so that equally rare terms are followed in an order that does not depend on the articles'.
    alphabet = sorted(number)
    rank = np.empty(len(alphabet), np.int32)
    rank[[number[term] for term in alphabet]] = np.arange(len(alphabet), dtype=np.int32)
    terms_of = rank[np.frombuffer(flat, np.int32)] if flat else np.zeros(0, np.int32)
    rows = (
        np.concatenate([[0], np.cumsum(np.frombuffer(counts, np.int32), dtype=np.int64)])
        if counts
        else np.zeros(1, int)
    )
    return index_of(rows.astype(np.int64), terms_of, np.array([weights(term) for term in alphabet], np.float32))


def index_of(rows: Numbers, terms: NDArray[np.int32], weights: NDArray[np.float32]) -> Index:
    """The index over articles by the numbers of their terms: `terms[rows[a]:rows[a + 1]]` are those of article `a`.

    `weights` are the terms' background weights; equally rare terms are followed by their numbers.
    """
    articles = np.repeat(np.arange(len(rows) - 1, dtype=np.int32), np.diff(rows))
    held = np.bincount(terms, minlength=len(weights)).astype(np.int64)
    return Index(
        starts=np.concatenate([[0], np.cumsum(held)]),
        holders=articles[np.argsort(terms, kind="stable")],
        rows=rows,
        terms=terms[np.lexsort((terms, held[terms], articles))],
        weights=weights,
    )


def candidates_of(index: Index, article: int, rank: Numbers) -> Numbers:
    """The places of the best candidates of one article of the index; `rank` breaks ties between articles."""
    terms = index.terms[index.rows[article] : index.rows[article + 1]]
    lengths = index.starts[terms + 1] - index.starts[terms]
    followed = terms[np.cumsum(lengths) <= LOOKED_AT]
    if not len(followed):
        return np.zeros(0, np.int64)
    held = np.concatenate([index.holders[index.starts[term] : index.starts[term + 1]] for term in followed])
    gain = np.repeat(index.weights[followed], lengths[: len(followed)])
    others, place, count = np.unique(held, return_inverse=True, return_counts=True)
    shared = np.bincount(place, gain)
    enough = (count >= COMMON_TERMS) & (others != article)
    others, shared = others[enough], shared[enough]
    if len(others) > CANDIDATES:
        others = others[np.lexsort((rank[others], -np.round(shared, 4)))[:CANDIDATES]]
    return np.asarray(others, np.int64)


def find_candidates(profiles: Sequence[Profile], weights: TermWeights) -> Pairs:
    """Pairs of places worth scoring: each article with those that share most of its rare terms."""
    index = build_index((index_terms(profile) for profile in profiles), weights)
    rank = np.empty(len(profiles), np.int64)
    rank[sorted(range(len(profiles)), key=lambda place: profiles[place].id)] = np.arange(len(profiles))
    found = []
    for article in range(len(profiles)):
        others = candidates_of(index, article, rank)
        found.append(np.minimum(others, article) * len(profiles) + np.maximum(others, article))
    codes = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    pairs: Pairs = np.stack(np.divmod(codes, max(1, len(profiles))), axis=1)
    return pairs
