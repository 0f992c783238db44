"""Small fitted scorers, shipped as JSON with a card: logistic regression and boosted trees over named features."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


class Linear(msgspec.Struct, frozen=True, tag="linear"):
    """Logistic regression: weights for the features as they are, and a bias."""

    card: str
    features: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def log_odds(self, values: Matrix) -> Matrix:
        """Log odds for each row of `values`, [rows, features]."""
        return np.asarray(values @ np.array(self.weights) + self.bias, np.float64)


class Tree(msgspec.Struct, frozen=True):
    """A binary tree in arrays: feature -1 marks a leaf; a value at most the threshold goes left."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]


class Boosted(msgspec.Struct, frozen=True, tag="boosted"):
    """Gradient-boosted trees (Friedman 2001); the sum of the leaves is the log odds."""

    card: str
    features: tuple[str, ...]
    trees: tuple[Tree, ...]
    bias: float

    def log_odds(self, values: Matrix) -> Matrix:
        """Log odds for each row of `values`, [rows, features]."""
        total = np.full(len(values), self.bias)
        rows = np.arange(len(values))
        for tree in self.trees:
            feature, threshold = np.array(tree.feature), np.array(tree.threshold)
            left, right, value = np.array(tree.left), np.array(tree.right), np.array(tree.value)
            node = np.zeros(len(values), np.int64)
            while (feature[node] >= 0).any():
                asked = feature[node]
                goes_left = values[rows, np.maximum(asked, 0)] <= threshold[node]
                node = np.where(asked < 0, node, np.where(goes_left, left[node], right[node]))
            total += value[node]
        return total


@lru_cache(maxsize=8)
def shipped_scorer(name: str) -> Linear | Boosted:
    """The scorer ``models/NAME.json``."""
    content = files("demarche.models").joinpath(f"{name}.json").read_bytes()
    return msgspec.json.decode(content, type=Linear | Boosted)
