"""Groups articles into stories: candidates from rare terms, a calibrated pair score, average linkage.

The grouping of a set of articles does not depend on their order: candidates come from fixed term weights,
neighbourhoods from the candidates' links, and both are joined by average linkage with ties broken by article id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from demarche.stories.candidates import Pairs, find_candidates
from demarche.stories.pairs import neighbour_values, neighbours, pair_values
from demarche.stories.profiles import Profile
from demarche.stories.scorers import shipped_scorer
from demarche.stories.terms import TermWeights

Pair = tuple[int, int]
Evidence = Callable[[Sequence[str]], NDArray[np.float64]]

NEAR = -3.0
"""Log odds of the first score above which two articles are of one neighbourhood (by average linkage)."""
SAME = 0.5
"""Log odds of the final score above which articles are one story (by average linkage)."""
SETTLED, STRAYS, EASIER = 3, 2, 1.0
"""A group of `SETTLED` articles takes in one of at most `STRAYS` at a bar lower by `EASIER`: an odd telling of a story
that is there is likelier than news that one page alone has; two odd pages prove less about each other."""
RARE, COMPANY = 0.7, 8
"""What pairs of a neighbourhood of two lose, in log odds, and the articles of a neighbourhood from which none is lost
and strays are taken in: only an event of some weight gathers many articles about it. On bare newswire more would be
right (of near pairs one in ten is one story); where statements were read, they say so themselves."""
APART = -8.0
"""Log odds of a pair that was never a candidate."""
TOGETHER = 8.0
"""Log odds of copies of one text."""
PORTION = 20_000
"""Pairs scored at a time: few enough to hold their values."""
LARGEST = 400
"""Articles of a neighbourhood scored pair by pair; a larger one is cut by raising the bar."""
DAYS_FREE = 2.0
DAYS_PER_POINT = 2.0
LONG_AGO = 12.0
"""Publications more than `DAYS_FREE` days apart lose a point of log odds per `DAYS_PER_POINT` days."""


def days_between(one: Profile, other: Profile) -> float:
    """Least days between two publications; 0 where either is unknown or they overlap."""
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return 0.0
    return float(max(0, one.earliest - other.latest, other.earliest - one.latest))


def time_penalty(one: Profile, other: Profile) -> float:
    """What a pair loses for the days between its publications, in log odds."""
    return min(LONG_AGO, max(0.0, days_between(one, other) - DAYS_FREE) / DAYS_PER_POINT)


def near_scores(profiles: Sequence[Profile], pairs: Pairs) -> dict[Pair, float]:
    """Log odds of the first score for each pair; those as unlikely as a pair that was no candidate are left out."""
    scorer = shipped_scorer("story_near")
    found: dict[Pair, float] = {}
    for start in range(0, len(pairs), PORTION):
        chosen = pairs[start : start + PORTION].tolist()
        values = np.array([pair_values(profiles[one], profiles[other]) for one, other in chosen])
        for (one, other), likely in zip(chosen, scorer.log_odds(values).tolist(), strict=True):
            score = likely - time_penalty(profiles[one], profiles[other])
            if score > APART:
                found[one, other] = score
    return found


def rarity_of_stories(count: int) -> float:
    """What pairs of a neighbourhood of `count` articles lose: most neighbours tell different news."""
    return RARE * max(0.0, 1.0 - (count - 2) / (COMPANY - 2))


def same_scores(areas: Sequence[Sequence[Profile]], weights: TermWeights) -> list[NDArray[np.float64]]:
    """Log odds that each two articles of one neighbourhood tell the same story: for each area symmetric, [n, n].

    All areas are scored in one call: the trees cost more to start than to run.
    """
    rows: list[tuple[float, ...]] = []
    late: list[float] = []
    for profiles in areas:
        members = neighbours(profiles, weights)
        for one, other in combinations(range(len(profiles)), 2):
            rows.append(neighbour_values(members[one], members[other]))
            late.append(time_penalty(profiles[one], profiles[other]) + rarity_of_stories(len(profiles)))
    scores = np.zeros(0)
    if rows:
        likely = shipped_scorer("story_same").log_odds(np.array(rows))
        scores = np.clip(likely, APART, TOGETHER) - np.array(late)
    matrices, taken = [], 0
    for profiles in areas:
        count = len(profiles)
        matrix = np.zeros((count, count))
        pairs = count * (count - 1) // 2
        matrix[np.triu_indices(count, 1)] = scores[taken : taken + pairs]
        matrices.append(matrix + matrix.T)
        taken += pairs
    return matrices


def average_linkage(scores: NDArray[np.float64], bar: float, easier: float = 0.0) -> list[list[int]]:
    """Groups of indices: the two groups whose mean score is highest above their bar are joined, until none is.

    `scores` is symmetric, [n, n]; `easier` lowers the bar between a settled group and strays (see `SETTLED`). Ties are
    broken by the lower index, so sort the rows by something stable first.
    """
    count = len(scores)
    groups: list[list[int]] = [[index] for index in range(count)]
    if count < 2:
        return groups
    means = scores.copy()
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(count)
    while True:
        strays = (np.minimum.outer(sizes, sizes) <= STRAYS) & (np.maximum.outer(sizes, sizes) >= SETTLED)
        above = means - bar + easier * strays
        one, other = divmod(int(above.argmax()), count)
        if not above[one, other] > 0:
            break
        one, other = min(one, other), max(one, other)
        joined = (means[one] * sizes[one] + means[other] * sizes[other]) / (sizes[one] + sizes[other])
        means[one], means[:, one] = joined, joined
        means[one, one] = -np.inf
        means[other], means[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        groups[one] += groups[other]
        groups[other] = []
    return [sorted(group) for group in groups if group]


def components(count: int, links: Iterable[Pair]) -> list[list[int]]:
    """Connected components of `count` indices under `links`, each sorted, in order of their least index."""
    leader = list(range(count))

    def root(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        leader[high] = low
    found: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(count):
        found[root(index)].append(index)
    return list(found.values())


def neighbourhoods(count: int, near: Mapping[Pair, float], bar: float = NEAR) -> list[list[int]]:
    """Articles of one kind of news in one time: average linkage of the first score, within connected components.

    A component too large to link pair by pair is cut at a higher bar.
    """
    found: list[list[int]] = []
    linked = {pair: score for pair, score in near.items() if score > bar}
    groups = components(count, linked)
    home = {index: number for number, group in enumerate(groups) for index in group}
    inside: defaultdict[int, dict[Pair, float]] = defaultdict(dict)
    for (one, other), score in near.items():
        if home[one] == home[other]:
            inside[home[one]][one, other] = score
    for number, group in enumerate(groups):
        place = {index: position for position, index in enumerate(group)}
        within = {(place[one], place[other]): score for (one, other), score in inside[number].items()}
        if len(group) == 1:
            found.append(group)
        elif len(group) > LARGEST and bar < TOGETHER:
            parts = neighbourhoods(len(group), within, bar + 1.0)
            found += [[group[index] for index in part] for part in parts]
        else:
            scores = np.full((len(group), len(group)), APART)
            for (one, other), score in within.items():
                scores[one, other] = scores[other, one] = score
            found += [[group[index] for index in part] for part in average_linkage(scores, bar)]
    return found


def group_stories(
    profiles: Sequence[Profile],
    weights: TermWeights,
    copies: Iterable[tuple[str, str]] = (),
    evidence: Evidence | None = None,
) -> list[tuple[list[Profile], list[list[Profile]]]]:
    """Neighbourhoods with their stories: (articles, stories), everything sorted by article id.

    `copies` are pairs of article ids that are one text and therefore one story; `evidence` adds to the log odds of the
    pairs of a neighbourhood, given its article ids (what the articles quote, for instance).
    """
    one_text = list(copies)
    areas = find_areas(profiles, weights, one_text)
    return list(zip(areas, stories_of(areas, weights, one_text, evidence), strict=True))


def find_areas(
    profiles: Sequence[Profile], weights: TermWeights, copies: Iterable[tuple[str, str]]
) -> list[list[Profile]]:
    """The neighbourhoods among `profiles`, each sorted by article id; see `group_stories`."""
    ranked = sorted(profiles, key=lambda profile: profile.id)
    place = {profile.id: index for index, profile in enumerate(ranked)}
    one_text = {(min(place[a], place[b]), max(place[a], place[b])) for a, b in copies}
    near = near_scores(ranked, find_candidates(ranked, weights)) | dict.fromkeys(sorted(one_text), TOGETHER)
    return [[ranked[index] for index in sorted(area)] for area in neighbourhoods(len(ranked), near)]


def stories_of(
    areas: Sequence[Sequence[Profile]],
    weights: TermWeights,
    copies: Iterable[tuple[str, str]],
    evidence: Evidence | None = None,
) -> list[list[list[Profile]]]:
    """The stories of each neighbourhood; see `group_stories`. One neighbourhood's do not depend on the others."""
    home = {profile.id: (number, index) for number, area in enumerate(areas) for index, profile in enumerate(area)}
    one_text: defaultdict[int, list[Pair]] = defaultdict(list)
    for one, other in copies:
        if one in home and other in home and home[one][0] == home[other][0]:
            one_text[home[one][0]].append((home[one][1], home[other][1]))
    found = []
    for number, (inside, scores) in enumerate(zip(areas, same_scores(areas, weights), strict=True)):
        if evidence is not None and len(inside) > 1:
            scores = scores + evidence([profile.id for profile in inside])
        for a, b in one_text[number]:
            scores[a, b] = scores[b, a] = TOGETHER
        stories = average_linkage(scores, SAME, EASIER if len(inside) >= COMPANY else 0.0)
        found.append([[inside[index] for index in story] for story in stories])
    return found
