"""Fits the two scores of the story stage on ECB+ and writes them to ``models/story_near.json`` and ``story_same.json``.

    python -m training.stories.fit_stories [--folds]        needs DEMARCHE_DATA and scikit-learn

`--folds` cross-validates over topics instead of writing. Beside the whole topics, random thinnings of them are fitted
on,
since a neighbourhood of two or three articles is weighed otherwise than one of thirty.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from evals.clustering import b_cubed, ceaf_e
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from demarche.stories import clusters
from demarche.stories.candidates import find_candidates
from demarche.stories.embedding import shipped_embedder
from demarche.stories.pairs import NEIGHBOUR_FEATURES, PAIR_FEATURES, neighbour_values, neighbours, pair_values
from demarche.stories.profiles import Profile, profile_text
from demarche.stories.scorers import Boosted, Linear, Tree
from demarche.stories.terms import shipped_weights

MODELS = Path(__file__).parents[2] / "src/demarche/models"
CARD = (
    "Fitted on the ECB+ training topics (Cybulska and Vossen 2014; annotation CC BY 3.0, texts (c) "
    "outlets, not included) by training/stories/fit_stories.py. For English news; dates are not among the features."
)
OTHER_TOPIC = 0.05
"""Weight of a pair from two topics: there are thirty times as many of these and they are easy."""
THINNINGS = ((1.0, 1), (0.5, 2), (0.25, 4), (0.12, 6))
"""Share of the articles kept, and how often that is drawn."""
MONOTONE = [1, 1, 1, -1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1]


class Labelled(msgspec.Struct):
    profile: Profile
    topic: str
    story: str


class Example(msgspec.Struct):
    values: tuple[float, ...]
    same: bool
    weight: float


def load(split: str) -> list[Labelled]:
    folder = Path(os.environ.get("DEMARCHE_DATA", "../shared/data")) / "stories"
    if not folder.exists():
        raise SystemExit(f"No data in {folder}; set DEMARCHE_DATA to the folder that holds stories/.")
    rows = [json.loads(line) for line in (folder / f"ecbplus_{split}.jsonl").read_text("utf-8").splitlines()]
    weights = shipped_weights()
    profiles = [profile_text(row["id"], None, row["text"], weights) for row in rows]
    vectors = embed([profile.opening for profile in profiles])
    return [
        Labelled(msgspec.structs.replace(profile, vector=vector), row["topic"], row["story"])
        for profile, vector, row in zip(profiles, vectors, rows, strict=True)
    ]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    encoder = shipped_embedder()
    if encoder is None:
        raise SystemExit("The sentence encoder is not in src/demarche/models; run the training of models first.")
    return encoder(texts)


def fit_near(articles: Sequence[Labelled]) -> Linear:
    rows, columns = np.triu_indices(len(articles), 1)
    values = np.array(
        [pair_values(articles[a].profile, articles[b].profile) for a, b in zip(rows, columns, strict=True)]
    )
    same = np.array([articles[a].story == articles[b].story for a, b in zip(rows, columns, strict=True)])
    topic = np.array([articles[a].topic == articles[b].topic for a, b in zip(rows, columns, strict=True)])
    means, scales = values.mean(0), values.std(0) + 1e-9
    model = LogisticRegression(max_iter=3000)
    model.fit((values - means) / scales, same, sample_weight=np.where(topic, 1.0, OTHER_TOPIC))
    weights = model.coef_[0] / scales
    bias = float(model.intercept_[0] - (weights * means).sum())
    return Linear(CARD, PAIR_FEATURES, tuple(round(float(w), 5) for w in weights), round(bias, 5))


def near_pairs(articles: Sequence[Labelled], model: Linear) -> list[list[int]]:
    profiles = [article.profile for article in articles]
    pairs = [(one, other) for one, other in find_candidates(profiles, shipped_weights()).tolist()]
    if not pairs:
        return [[index] for index in range(len(articles))]
    scores = model.log_odds(np.array([pair_values(profiles[a], profiles[b]) for a, b in pairs]))
    return clusters.neighbourhoods(len(profiles), dict(zip(pairs, scores.tolist(), strict=True)))


def examples(articles: Sequence[Labelled], model: Linear) -> list[Example]:
    """Feature rows, labels and weights of all pairs within neighbourhoods, over the thinnings."""
    chance = random.Random(7)
    found = []
    for share, times in THINNINGS:
        for _ in range(times):
            kept = [article for article in articles if chance.random() < share]
            for area in near_pairs(kept, model):
                members = neighbours([kept[index].profile for index in area], shipped_weights())
                for a in range(len(area)):
                    for b in range(a + 1, len(area)):
                        same = kept[area[a]].story == kept[area[b]].story
                        found.append(Example(neighbour_values(members[a], members[b]), same, 1.0 / (share * times)))
    return found


def fit_same(found: Sequence[Example]) -> Boosted:
    values = np.array([example.values for example in found])
    same = np.array([example.same for example in found])
    weight = np.array([example.weight for example in found])
    model = HistGradientBoostingClassifier(
        max_depth=3, max_iter=120, learning_rate=0.07, l2_regularization=5.0, min_samples_leaf=60,
        monotonic_cst=MONOTONE,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    model.fit(values, same, sample_weight=weight)
    trees = [tree_of(stage[0].nodes) for stage in model._predictors]
    return Boosted(CARD, NEIGHBOUR_FEATURES, tuple(trees), round(float(model._baseline_prediction.ravel()[0]), 5))


def tree_of(nodes: NDArray[np.void]) -> Tree:
    leaf = nodes["is_leaf"].astype(bool)
    return Tree(
        feature=tuple(-1 if is_leaf else int(f) for is_leaf, f in zip(leaf, nodes["feature_idx"], strict=True)),
        threshold=tuple(
            0.0 if is_leaf else round(float(t), 5) for is_leaf, t in zip(leaf, nodes["num_threshold"], strict=True)
        ),
        left=tuple(int(x) for x in nodes["left"]),
        right=tuple(int(x) for x in nodes["right"]),
        value=tuple(round(float(v), 5) if is_leaf else 0.0 for is_leaf, v in zip(leaf, nodes["value"], strict=True)),
    )


def measure(articles: Sequence[Labelled], near: Linear, same: Boosted) -> None:
    """Prints B-cubed and CEAF-e over bars of the final score."""
    linked = []
    for area in near_pairs(articles, near):
        members = neighbours([articles[index].profile for index in area], shipped_weights())
        matrix = np.zeros((len(area), len(area)))
        rows, columns = np.triu_indices(len(area), 1)
        if len(rows):
            values = np.array([neighbour_values(members[a], members[b]) for a, b in zip(rows, columns, strict=True)])
            late = [
                clusters.time_penalty(members[a].profile, members[b].profile)
                for a, b in zip(rows, columns, strict=True)
            ]
            matrix[rows, columns] = np.clip(same.log_odds(values), clusters.APART, clusters.TOGETHER) - np.array(late)
        linked.append((area, matrix + matrix.T))
    gold = [article.story for article in articles]
    for bar in (0.0, clusters.SAME, 1.0):
        groups = [
            [area[index] for index in group]
            for area, matrix in linked
            for group in clusters.average_linkage(matrix, bar, clusters.EASIER)
        ]
        found = {index: number for number, group in enumerate(groups) for index in group}
        labels = [found[index] for index in range(len(articles))]
        print(
            f"  bar {bar:+.1f}: {len(groups)} stories, "
            f"B-cubed {b_cubed(gold, labels)[2]:.3f}, CEAF-e {ceaf_e(gold, labels):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true")
    folds = parser.parse_args().folds
    train = load("train")
    if folds:
        topics = sorted({article.topic for article in train})
        for fold in range(4):
            held = set(topics[fold::4])
            fitted = [article for article in train if article.topic not in held]
            near = fit_near(fitted)
            print(f"fold {fold}")
            measure(
                [article for article in train if article.topic in held],
                near,
                fit_same(examples(fitted, near)),
            )
        return
    near = fit_near(train)
    same = fit_same(examples(train, near))
    for name, model in (("story_near", near), ("story_same", same)):
        (MODELS / f"{name}.json").write_bytes(msgspec.json.encode(model) + b"\n")
    print(dict(zip(near.features, near.weights, strict=True)))
    print("dev:")
    measure(load("dev"), near, same)


if __name__ == "__main__":
    main()
