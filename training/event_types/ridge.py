"""Kernel ridge regression on facts, words and vectors; its settings are chosen by leave-one-out inside the fold.

The leave-one-out values of ridge regression need no second fit (Rifkin and Lippert, MIT-CSAIL-TR-2007-025), so that the
sentences held out say nothing about the settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from training.event_types.sentences import Floats, Vectors, score

MIXES = {
    "even": {"vectors": 1, "facts": 1, "text": 1},
    "squared": {"vectors": 1, "facts": 1, "text": 1, "vectors squared": 1},
    "plain text less": {"vectors": 2, "facts": 2, "text": 1},
}
PENALTIES = (0.1, 0.2, 0.4)
SHARPNESS = (4.0, 6.0, 8.0, 10.0, 14.0)


class Settings(NamedTuple):
    """What is chosen inside the fold: the weights of the kernels, the penalty, and how sharp scores become odds."""

    mix: str
    penalty: float
    sharpness: float


def kernels(
    texts: Sequence[str],
    facts: Sequence[Mapping[str, float]],
    vectors: Mapping[str, Vectors],
    train: Sequence[int],
) -> dict[str, Floats]:
    """Each kernel between all sentences and those of `train` [sentences, train]; only `train` is learnt from.

    Without `vectors` there are those of text and facts alone.
    """
    rows = list(train)
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    signs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    text = []
    for vectorizer in (words, signs):
        vectorizer.fit([texts[i] for i in rows])
        matrix = vectorizer.transform(texts)
        text.append(_sparse_cosines(matrix, rows))
    table = DictVectorizer()
    table.fit([facts[i] for i in rows])
    dense = []
    for matrix in vectors.values():
        centred = (matrix - matrix[rows].mean(0)).astype(np.float64)
        dense.append(_cosines(centred @ centred[rows].T, (centred**2).sum(1), rows))
    parts = {
        "text": np.mean(text, axis=0),
        "facts": _sparse_cosines(table.transform(facts), rows),
    }
    if dense:
        mean = np.mean(dense, axis=0)
        parts |= {"vectors": mean, "vectors squared": mean * np.maximum(mean, 0)}
    return parts


def _sparse_cosines(matrix: csr_matrix, rows: list[int]) -> Floats:
    squares = np.asarray(matrix.multiply(matrix).sum(1)).ravel()
    return _cosines((matrix @ matrix[rows].T).toarray(), squares, rows)


def _cosines(products: Floats, squares: Floats, rows: list[int]) -> Floats:
    lengths = np.sqrt(np.maximum(squares, 1e-12))
    return products / lengths[:, None] / lengths[rows][None]


def fit_and_predict(
    parts: Mapping[str, Floats], answers: Sequence[str], train: Sequence[int], held: Sequence[int], kinds: Sequence[str]
) -> tuple[Floats, Settings]:
    """Probabilities of the held sentences [held, kinds], with the settings chosen on `train` alone."""
    gold = [answers[i] for i in train]
    wanted = np.array([[float(answer == kind) for kind in kinds] for answer in gold])
    best: tuple[float, Settings, Floats] | None = None
    for mix, weights in MIXES.items():
        used = {name: weight for name, weight in weights.items() if name in parts}
        kernel = np.sum([weight * parts[name] for name, weight in used.items()], axis=0) / sum(used.values())
        for penalty in PENALTIES:
            left_out, dual = leave_one_out(kernel[train], wanted, penalty)
            reached = score([kinds[k] for k in left_out.argmax(1)], gold)
            value = reached.accuracy + reached.macro
            if best is None or value > best[0]:
                sharpness = max(SHARPNESS, key=lambda sharp, out=left_out: _likelihood(out, wanted, sharp))
                best = (value, Settings(mix, penalty, sharpness), kernel[held] @ dual)
    assert best is not None
    return odds(best[2], best[1].sharpness), best[1]


def leave_one_out(kernel: Floats, wanted: Floats, penalty: float) -> tuple[Floats, Floats]:
    """What each row would be given had it not been fitted on, and the dual weights of the fit on all rows."""
    inverse = np.linalg.inv(kernel + penalty * np.eye(len(kernel)))
    dual = inverse @ wanted
    return wanted - dual / np.diag(inverse)[:, None], dual


def _likelihood(scores: Floats, wanted: Floats, sharpness: float) -> float:
    return float(np.log((odds(scores, sharpness) * wanted).sum(1)).sum())


def odds(scores: Floats, sharpness: float) -> Floats:
    """Scores as probabilities."""
    raised = np.exp(sharpness * (scores - scores.max(1, keepdims=True)))
    return raised / raised.sum(1, keepdims=True)
