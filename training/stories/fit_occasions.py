"""Fits the score of two statements being made in one act of saying, and writes it to ``models/same_occasion.json``.

    python -m training.stories.fit_occasions [--folds]        needs DEMARCHE_DATA and scikit-learn

Logistic regression over standardised features, held close to zero: the training topics hold few same pairs, and a third
of these in one topic. `--folds` cross-validates over topics instead of writing.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from evals.occasions import Judged, average_precision, judged_pairs
from sklearn.linear_model import LogisticRegression

from demarche.pipeline import Pipeline
from demarche.settings import Settings
from demarche.stories.occasions import OCCASION_FEATURES, occasion_values
from demarche.stories.scorers import Linear

MODEL = Path(__file__).parents[2] / "src/demarche/models/same_occasion.json"
CARD = (
    "Log odds that two statements of one story were made in one act of saying. Fitted on the ECB+ training topics "
    "(Cybulska and Vossen 2014; annotation CC BY 3.0, texts (c) outlets, not included) by "
    "training/stories/fit_occasions.py. For English news; the annotation leaves many same acts unmarked."
)
STRENGTH = 1 / 300
"""Inverse of the penalty; chosen by the folds."""
FOLDS = 6


def fit(pairs: Sequence[Judged]) -> Linear:
    values = np.array([occasion_values(pair.one, pair.other) for pair in pairs])
    same = np.array([pair.same for pair in pairs])
    means, scales = values.mean(0), values.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit((values - means) / scales, same)
    weights = model.coef_[0] / scales
    bias = float(model.intercept_[0] - (weights * means).sum())
    return Linear(CARD, OCCASION_FEATURES, tuple(round(float(w), 5) for w in weights), round(bias, 5))


def measure(pairs: Sequence[Judged], model: Linear) -> float:
    scores = model.log_odds(np.array([occasion_values(pair.one, pair.other) for pair in pairs]))
    return average_precision([pair.same for pair in pairs], scores.tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    folds = parser.parse_args().folds
    folder = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
    if not (folder / "quotes").exists():
        raise SystemExit(f"No data in {folder}; set DEMARCHE_DATA to the folder that holds quotes/ and stories/.")
    read = Pipeline(Settings()).read_article
    train = judged_pairs(folder, "train", read)
    if folds:
        topics = sorted({pair.topic for pair in train})
        for fold in range(FOLDS):
            held = set(topics[fold::FOLDS])
            model = fit([pair for pair in train if pair.topic not in held])
            print(f"fold {fold}: {measure([pair for pair in train if pair.topic in held], model):.3f}")
        return
    model = fit(train)
    MODEL.write_bytes(msgspec.json.encode(model) + b"\n")
    print(dict(zip(model.features, model.weights, strict=True)))
    print(f"dev: average precision {measure(judged_pairs(folder, 'dev', read), model):.3f}")


if __name__ == "__main__":
    main()
