"""How alike two articles are, and how likely they tell the same news.

Embeddings alone merge what must stay apart (two hijackings, two award nights): the names and numbers of the leads tell
such events from each other. So does the company an article keeps: what all its neighbours share says nothing, and terms
are therefore weighed a second time within the neighbourhood before the final score (`neighbour_values`).
Both scores are fitted by ``training/stories`` on ECB+, whose topics hold two different events of one kind each.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.stories.profiles import Profile
from demarche.stories.terms import TermWeights, cosine

PAIR_FEATURES = (
    "terms", "lead", "names", "lead_names_least", "lead_names_most", "lead_across", "numbers_shared", "numbers_apart",
    "vector",
)  # fmt: skip
NEIGHBOUR_FEATURES = (
    "terms", "lead", "names", "numbers_apart", "vector",
    "near_lead", "near_terms", "near_names", "near_across", "near_vector",
    "sentences_best", "sentences_mean", "weekdays_shared", "weekdays_apart",
)  # fmt: skip
BACKGROUND = 20.0
"""Articles of the background that join a neighbourhood's count, so that two articles alone are weighed as in the
world."""
BACKGROUND_VECTORS = 5.0
UNKNOWN_VECTOR = 0.5
"""Likeness of the vectors where no encoder is there to ask."""


def _covered(names: Mapping[str, float], other: Profile) -> float:
    """Share of the rarity of `names` that the other article names anywhere."""
    total = sum(names.values())
    return sum(weight for name, weight in names.items() if name in other.terms) / total if total else 0.0


def _across(
    lead: Mapping[str, float],
    terms: Mapping[str, float],
    other_lead: Mapping[str, float],
    other_terms: Mapping[str, float],
) -> float:
    return max(cosine(lead, other_terms), cosine(other_lead, terms))


def pair_values(one: Profile, other: Profile) -> tuple[float, ...]:
    """The values of `PAIR_FEATURES` for a pair of articles; symmetric."""
    coverage = sorted((_covered(one.lead_names, other), _covered(other.lead_names, one)))
    shared_numbers = one.numbers & other.numbers
    numbers_apart = bool(one.lead_numbers and other.lead_numbers) and not shared_numbers
    vector = UNKNOWN_VECTOR if one.vector is None or other.vector is None else float(one.vector @ other.vector)
    return (
        cosine(one.terms, other.terms), cosine(one.lead, other.lead), cosine(one.names, other.names), *coverage,
        _across(one.lead, one.terms, other.lead, other.terms), math.log1p(len(shared_numbers)), float(numbers_apart),
        vector,
    )  # fmt: skip


class Neighbour(msgspec.Struct, frozen=True):
    """An article with its terms weighed within its neighbourhood."""

    profile: Profile
    terms: dict[str, float]
    lead: dict[str, float]
    names: dict[str, float]
    sentences: tuple[dict[str, float], ...]
    vector: NDArray[np.float32] | None


def neighbours(profiles: Sequence[Profile], weights: TermWeights) -> list[Neighbour]:
    """The articles of one neighbourhood, each with terms and vector as they stand out in it."""
    held = Counter(term for profile in profiles for term in profile.terms)
    count = len(profiles)
    rarity: dict[str, float] = {}
    for term, number in held.items():
        everywhere = weights(term)
        if everywhere > 0:
            expected = BACKGROUND * math.exp(-everywhere)
            rarity[term] = math.log((count + BACKGROUND + 1) / (number + expected + 0.5)) / everywhere
    vectors = [profile.vector for profile in profiles if profile.vector is not None]
    middle = np.sum(vectors, axis=0) / (len(vectors) + BACKGROUND_VECTORS) if vectors else None
    found = []
    for profile in profiles:
        vector = None if profile.vector is None or middle is None else profile.vector - middle
        found.append(
            Neighbour(
                profile=profile,
                terms=_reweighed(profile.terms, rarity),
                lead=_reweighed(profile.lead, rarity),
                names=_reweighed(profile.names, rarity),
                sentences=tuple(_weighed(terms, rarity, weights) for terms in profile.sentences),
                vector=None if vector is None else vector / max(float(np.linalg.norm(vector)), 1e-6),
            )
        )
    return found


def _reweighed(vector: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    raw = {term: weight * factor for term, weight in vector.items() if (factor := rarity.get(term, 0.0)) > 0}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def _weighed(terms: Sequence[str], rarity: Mapping[str, float], weights: TermWeights) -> dict[str, float]:
    return _reweighed({term: weights(term) for term in terms}, rarity)


def sentence_likeness(one: Neighbour, other: Neighbour) -> tuple[float, float]:
    """The best match of any sentence in the other article, and the mean of the best three; symmetric."""
    if not one.sentences or not other.sentences:
        return 0.0, 0.0
    table = [[cosine(a, b) for b in other.sentences] for a in one.sentences]
    down = sorted((max(row) for row in table), reverse=True)[:3]
    across = sorted((max(row[column] for row in table) for column in range(len(other.sentences))), reverse=True)[:3]
    return down[0], (sum(down) / 3 + sum(across) / 3) / 2


def neighbour_values(one: Neighbour, other: Neighbour) -> tuple[float, ...]:
    """The values of `NEIGHBOUR_FEATURES` for two articles of one neighbourhood; symmetric."""
    a, b = one.profile, other.profile
    numbers_apart = bool(a.lead_numbers and b.lead_numbers) and not a.numbers & b.numbers
    vector = UNKNOWN_VECTOR if a.vector is None or b.vector is None else float(a.vector @ b.vector)
    near = UNKNOWN_VECTOR if one.vector is None or other.vector is None else float(one.vector @ other.vector)
    return (
        cosine(a.terms, b.terms), cosine(a.lead, b.lead), cosine(a.names, b.names), float(numbers_apart), vector,
        cosine(one.lead, other.lead), cosine(one.terms, other.terms), cosine(one.names, other.names),
        _across(one.lead, one.terms, other.lead, other.terms), near, *sentence_likeness(one, other),
        float(bool(a.weekdays & b.weekdays)), float(bool(a.weekdays and b.weekdays) and not a.weekdays & b.weekdays),
    )  # fmt: skip
