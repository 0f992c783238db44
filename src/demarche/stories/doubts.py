"""What speaks against one story: two articles that share the names everybody has, and little else.

Two reports of a week on one president name him, his office and his country in their leads, and the scores that were
fitted on events of all kinds take that for much. Where actors were read, names of states and of the holders of known
offices are set aside; what is left of the leads in common, and how alike the two are beyond what their neighbours
share, must then carry the pair. Constants from pairs of worldwide newswire judged by hand
(``evals/stories_world_pairs.tsv``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from demarche.stories.pairs import neighbours
from demarche.stories.profiles import Profile
from demarche.stories.terms import TermWeights

DOUBT = 4.0
"""Log odds that two articles lose whose leads share nothing but common names, and whose vectors are no more alike than
those of their neighbours."""
PER_TERM, PER_LIKENESS = 0.2, 6.0
"""What rarity of shared terms and likeness within the neighbourhood take off that."""
COMMON = 2.5
"""Background weight up to which a shared word shows nothing ("minister", "meeting")."""
FEW, MANY = 8, 16
"""Articles of a neighbourhood up to which it counts in full, and from which not at all: of one great event's many
reports no two need share their details."""


def doubts(
    profiles: Sequence[Profile], common: Mapping[str, frozenset[str]], weights: TermWeights
) -> NDArray[np.float64]:
    """What each two articles of one neighbourhood lose, in log odds: symmetric, [n, n], none below 0.

    `common` gives for each article, by id, the terms that name states and office holders; articles without an entry
    were not read for actors, and nothing is taken from their pairs.
    """
    count = len(profiles)
    total = np.zeros((count, count))
    share = min(1.0, max(0.0, (MANY - count) / (MANY - FEW)))
    if share == 0.0:
        return total
    near = neighbours(profiles, weights)
    for i, j in combinations(range(count), 2):
        one, other = profiles[i], profiles[j]
        vector, across = near[i].vector, near[j].vector
        if one.id not in common or other.id not in common or vector is None or across is None:
            continue
        left = (one.lead.keys() & other.lead.keys()) - common[one.id] - common[other.id]
        telling = sum(max(0.0, weights(term) - COMMON) for term in sorted(left))
        likeness = max(0.0, float(vector @ across))
        total[i, j] = total[j, i] = share * max(0.0, DOUBT - PER_TERM * telling - PER_LIKENESS * likeness)
    return total
