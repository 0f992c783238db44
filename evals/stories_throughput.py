"""Speed of grouping into stories alone, without reading or encoding: how it grows with the number of active stories.

    python evals/stories_throughput.py [10000 100000 ...]             everything, all at once; default 1000 10000
    python evals/stories_throughput.py --arriving [10000 100000]      what one more article costs among so many stories
    python evals/stories_throughput.py --searching [100000 1000000]   the same, the candidate search alone

Synthetic articles: each story has names that a few other stories share and three that news is full of, among words of
the background count; it is told by one to five articles within `DAYS` days. Vectors are random around the story's own.
All at once: seconds of each step, articles a second, B-cubed. Arriving: the index of all articles is built without
keeping their profiles, then `NEWEST` articles look for candidates and are scored with them; microseconds for each, and
the share of an article's story-mates that are among its candidates. Searching: the articles' terms are drawn as mere
numbers, by the same law. All times are of the processor, one thread. Prints
the most memory held.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

# run as a script: evals and tests are no installed packages
sys.path[:0] = [str(Path(__file__).parents[1])]

from evals.clustering import b_cubed  # noqa: E402

from demarche.stories.candidates import (  # noqa: E402
    build_index,
    candidates_of,
    find_candidates,
    index_of,
    index_terms,
)
from demarche.stories.clusters import near_scores, neighbourhoods, stories_of  # noqa: E402
from demarche.stories.profiles import Profile  # noqa: E402
from demarche.stories.terms import TermWeights, shipped_weights  # noqa: E402

DAYS = 30
WORDS = 90
NEWEST = 1000
PUBLIC = 50_000
"""Names that news is full of, by Zipf's law: the more stories there are, the more of them hold each."""
TELLINGS = (1, 1, 2, 3, 5)


def told(story: int, stories: int, weights: TermWeights, common: list[str], *, vectors: bool = True) -> list[Profile]:
    """The profiles of one story's articles; the same for the same numbers."""
    chance = random.Random(story * 7919 + stories)
    names = [f"name{chance.randrange(stories)}x{chance.randrange(12)}" for _ in range(5)]
    names += [f"public{int(chance.paretovariate(0.8)) % PUBLIC}" for _ in range(3)]
    topic = chance.choices(common, k=40)
    day = 738000 + chance.randrange(DAYS)
    numbers = np.random.default_rng(story) if vectors else None
    middle = numbers.normal(size=384).astype(np.float32) if numbers is not None else None
    found = []
    for telling in range(chance.choice(TELLINGS)):
        words = chance.choices(topic, k=WORDS - 10)
        named = chance.choices(names, k=10)
        lead = weights.vector([*named, *words])
        vector = None
        if numbers is not None and middle is not None:
            vector = middle + 0.35 * numbers.normal(size=384).astype(np.float32)
            vector = vector / np.linalg.norm(vector)
        found.append(
            Profile(
                id=f"{chance.randrange(10**9):09d}-{story}-{telling}",
                terms=lead,
                lead=lead,
                names=weights.vector(named),
                lead_names={name: weights(name) for name in named} if vectors else {},
                numbers=frozenset(),
                lead_numbers=frozenset(),
                days=frozenset(),
                years=frozenset(),
                earliest=day,
                latest=day + chance.randrange(2),
                sentences=tuple(tuple(words[place : place + 12]) for place in range(0, 72, 12)) if vectors else (),
                vector=vector,
            )
        )
    return found


def all_at_once(stories: int, weights: TermWeights, common: list[str]) -> str:
    groups = [told(story, stories, weights, common) for story in range(stories)]
    story_of = {profile.id: story for story, group in enumerate(groups) for profile in group}
    profiles = sorted((profile for group in groups for profile in group), key=lambda profile: profile.id)
    begun = time.process_time()
    candidates = find_candidates(profiles, weights)
    found = time.process_time()
    near = near_scores(profiles, candidates)
    scored = time.process_time()
    areas = [[profiles[index] for index in sorted(area)] for area in neighbourhoods(len(profiles), near)]
    joined = time.process_time()
    grouped = stories_of(areas, weights, ())
    done = time.process_time()
    label = {p.id: number for number, group in enumerate(s for inside in grouped for s in inside) for p in group}
    quality = b_cubed([story_of[profile.id] for profile in profiles], [label[profile.id] for profile in profiles])[2]
    return (
        f"{stories} stories, {len(profiles)} articles: {done - begun:.1f} s, "
        f"{len(profiles) / (done - begun):.0f} articles/s "
        f"(candidates {found - begun:.1f} s for {len(candidates)} pairs, "
        f"first score {scored - found:.1f} s, neighbourhoods {joined - scored:.1f} s, stories {done - joined:.1f} s), "
        f"B-cubed {quality:.3f}"
    )


def arriving(stories: int, weights: TermWeights, common: list[str]) -> str:
    counts: list[int] = []

    def termed() -> Iterator[list[str]]:
        for story in range(stories):
            group = told(story, stories, weights, common, vectors=False)
            counts.append(len(group))
            yield from (index_terms(profile) for profile in group)

    begun = time.process_time()
    index = build_index(termed(), weights)
    built = time.process_time()
    first = np.concatenate([[0], np.cumsum(counts)])
    rank = np.arange(first[-1])
    chance = random.Random(1)
    newest = sorted(chance.sample(range(int(first[-1])), NEWEST))
    searching = time.process_time()
    found = {article: candidates_of(index, article, rank) for article in newest}
    searched = time.process_time() - searching
    pairs = sum(len(others) for others in found.values())

    def profile(article: int) -> Profile:
        story = int(np.searchsorted(first, article, side="right")) - 1
        return told(story, stories, weights, common)[article - int(first[story])]

    right, mates, scored = 0, 0, 0.0
    for article in newest:
        story = int(np.searchsorted(first, article, side="right")) - 1
        mates += counts[story] - 1
        compared = [profile(article), *(profile(int(other)) for other in found[article])]
        listed = np.array([[0, place] for place in range(1, len(compared))]).reshape(-1, 2)
        scoring = time.process_time()
        near_scores(compared, listed)
        scored += time.process_time() - scoring
        right += sum(first[story] <= other < first[story + 1] for other in found[article])
    held = sum(part.nbytes for part in (index.starts, index.holders, index.rows, index.terms, index.weights))
    return (
        f"{stories} stories, {first[-1]} articles: index made in {built - begun:.0f} s (synthesis included), "
        f"{held / 2**20:.0f} MiB; for an arriving article {1e6 * searched / NEWEST:.0f} us to find "
        f"{pairs / NEWEST:.1f} candidates, {1e6 * scored / NEWEST:.0f} us to score them; "
        f"{right / max(1, mates):.3f} of its story-mates are among them"
    )


def searching(stories: int) -> str:
    draw = np.random.default_rng(7)
    common = 8000
    counts = draw.choice(TELLINGS, stories)
    topics = draw.integers(0, common, (stories, 40), dtype=np.int32)
    names = draw.integers(common, common + 12 * stories, (stories, 5), dtype=np.int32)
    public = common + 12 * stories + (draw.pareto(0.8, (stories, 3)) % PUBLIC).astype(np.int32)
    story = np.repeat(np.arange(stories), counts)
    begins = draw.integers(0, 40, (2, len(story), 1))
    # Steps that share no factor with the number of words, so that none is drawn twice.
    lead = topics[story[:, None], (begins[0] + 7 * np.arange(12)) % 40]
    named = np.concatenate([names, public], axis=1)[story[:, None], (begins[1] + 3 * np.arange(6)) % 8]
    terms = np.concatenate([lead, named], axis=1)
    weights = np.full(common + 12 * stories + PUBLIC, 7.4, np.float32)
    weights[:common] = draw.uniform(2.0, 7.0, common)
    begun = time.process_time()
    index = index_of(np.arange(len(story) + 1) * terms.shape[1], terms.ravel(), weights)
    built = time.process_time() - begun
    rank, newest = np.arange(len(story)), draw.choice(len(story), NEWEST, replace=False).tolist()
    begun = time.process_time()
    found = {article: candidates_of(index, article, rank) for article in newest}
    searched = time.process_time() - begun
    mates = sum(int(counts[story[article]]) - 1 for article in newest)
    right = sum(int((story[others] == story[article]).sum()) for article, others in found.items())
    held = sum(part.nbytes for part in (index.starts, index.holders, index.rows, index.terms, index.weights))
    many = sum(map(len, found.values())) / NEWEST
    return (
        f"{stories} stories, {len(story)} articles: index made in {built:.1f} s, {held / 2**20:.0f} MiB; "
        f"for an arriving article {1e6 * searched / NEWEST:.0f} us to find {many:.1f} candidates; "
        f"{right / max(1, mates):.3f} of its story-mates are among them"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", type=int)
    parser.add_argument("--arriving", action="store_true")
    parser.add_argument("--searching", action="store_true")
    chosen = parser.parse_args()
    weights = shipped_weights()
    common = [word for word in weights.known() if weights(word) < 7.0]
    usual = [100_000, 1_000_000] if chosen.searching else [10_000, 100_000] if chosen.arriving else [1000, 10_000]
    for stories in chosen.stories or usual:
        if chosen.searching:
            line = searching(stories)
        else:
            line = (arriving if chosen.arriving else all_at_once)(stories, weights, common)
        print(f"{line}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB at most", flush=True)


if __name__ == "__main__":
    main()
