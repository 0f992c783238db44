"""Speed of grouping into stories alone, without reading or encoding: how it grows with the number of active stories.

    python evals/stories_throughput.py [10000 100000 ...]        numbers of stories; default 1000 10000

Synthetic articles: each story has its own names, which other stories share, among words of the background count and is
told by one to five articles, in shuffled order, over `DAYS` days. Vectors are random around the story's own. Prints
seconds, articles a second and B-cubed.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

import msgspec
import numpy as np

# run as a script: evals and tests are no installed packages
sys.path[:0] = [str(Path(__file__).parents[1])]

from evals.clustering import b_cubed  # noqa: E402

from demarche.stories.candidates import find_candidates  # noqa: E402
from demarche.stories.clusters import group_stories, near_scores, neighbourhoods  # noqa: E402
from demarche.stories.profiles import Profile, profile_text  # noqa: E402
from demarche.stories.terms import shipped_weights  # noqa: E402

DAYS = 30
WORDS = 90


def synthetic(stories: int, seed: int = 3) -> tuple[list[Profile], dict[str, int]]:
    """Profiles of made-up articles, and the story of each."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    weights = shipped_weights()
    common = [word for word in weights.known() if weights(word) < 7.0]
    profiles, story_of = [], {}
    for story in range(stories):
        names = [f"Name{chance.randrange(stories)}x{chance.randrange(12)}" for _ in range(5)]
        topic = [chance.choice(common) for _ in range(40)]
        middle = numbers.normal(size=384).astype(np.float32)
        day = 738000 + chance.randrange(DAYS)
        for telling in range(chance.choice((1, 1, 2, 3, 5))):
            words = [chance.choice(topic) for _ in range(WORDS)]
            for place in range(4, WORDS, 9):
                words[place] = chance.choice(names)
            identifier = f"{chance.randrange(10**9):09d}-{story}-{telling}"
            vector = middle + 0.35 * numbers.normal(size=384).astype(np.float32)
            profile = profile_text(identifier, None, " ".join(words), weights)
            profiles.append(
                msgspec.structs.replace(
                    profile, vector=vector / np.linalg.norm(vector), earliest=day, latest=day + chance.randrange(2)
                )
            )
            story_of[identifier] = story
    chance.shuffle(profiles)
    return profiles, story_of


def main() -> None:
    weights = shipped_weights()
    for stories in [int(value) for value in sys.argv[1:]] or [1000, 10000]:
        profiles, story_of = synthetic(stories)
        begun = time.perf_counter()
        candidates = find_candidates(profiles, weights)
        found = time.perf_counter()
        near = near_scores(profiles, candidates)
        scored = time.perf_counter()
        neighbourhoods(len(profiles), near)
        areas = time.perf_counter()
        grouped = group_stories(profiles, weights)
        done = time.perf_counter()
        label = {
            profile.id: number
            for number, group in enumerate(story for _, inside in grouped for story in inside)
            for profile in group
        }
        names = sorted(label)
        quality = b_cubed([story_of[name] for name in names], [label[name] for name in names])[2]
        whole = done - areas
        print(
            f"{stories} stories, {len(profiles)} articles: {whole:.1f} s, {len(profiles) / whole:.0f} articles/s "
            f"(candidates {found - begun:.1f} s for {len(candidates)} pairs, first score {scored - found:.1f} s, "
            f"neighbourhoods {areas - scored:.1f} s), B-cubed {quality:.3f}, "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB at most",
            flush=True,
        )


if __name__ == "__main__":
    main()
