"""The line model: how likely each line of a page is the article's, from a table of phrases and two stages of trees.

Stage one reads `features` and the phrase scores; stage two reads the same with what stage one thinks of the lines
around (stacked sequential learning, Cohen and Carvalho 2005). The weights are plain arrays; `training/lines` makes
them, `models/lines.json` is their card.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from demarche.articles.features import FEATURES, Table, around, hashed_words
from demarche.errors import ModelError
from demarche.records import Record

_NAME = "lines"
_ROWS = 4_096  # lines that are taken at once
_CLIP = 8.0  # phrase scores beyond this say no more


class Trees:
    """Boosted decision trees, all nodes in one row; a leaf has itself for both children.

    `child` holds the left child of node i at 2i and the right one at 2i + 1.
    """

    def __init__(self, arrays: dict[str, NDArray[np.generic]], stage: str) -> None:
        trees, nodes = arrays[f"{stage}.feature"].shape
        self.roots = np.arange(trees, dtype=np.int64) * nodes
        children = np.stack([arrays[f"{stage}.left"], arrays[f"{stage}.right"]], axis=2).astype(np.int64)
        self.child = (children + self.roots[:, None, None]).ravel()
        self.feature = arrays[f"{stage}.feature"].astype(np.int64).ravel()
        self.threshold = arrays[f"{stage}.threshold"].astype(np.float32).ravel()
        self.value = arrays[f"{stage}.value"].astype(np.float32).ravel()
        self.base = float(arrays[f"{stage}.base"])
        self.depth = int(arrays[f"{stage}.depth"])

    def probability(self, table: Table) -> Table:
        """The probability of content for each row of `table`, float32."""
        if len(table) > _ROWS:
            return np.concatenate([self.probability(table[i : i + _ROWS]) for i in range(0, len(table), _ROWS)])
        cells = np.ascontiguousarray(table).ravel()
        rows = np.arange(len(table), dtype=np.int64)[:, None] * table.shape[1]
        node = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        for _ in range(self.depth):
            right = cells.take(rows + self.feature.take(node)) > self.threshold.take(node)
            node = self.child.take(2 * node + right)
        score = self.value.take(node).sum(axis=1) + self.base
        return np.asarray(1.0 / (1.0 + np.exp(-score)), dtype=np.float32)


class Thresholds(Record, frozen=True):
    """From which probability on a line is body: a sentence in the body, another line there, a line outside it."""

    keep_sentence: float
    keep: float
    take: float


class LineModel(NamedTuple):
    """The loaded weights, and the thresholds of `roles.decide`."""

    phrases: Table  # [BUCKETS]
    intercept: float
    first: Trees
    second: Trees
    thresholds: Thresholds


@lru_cache(maxsize=1)
def load_line_model() -> LineModel:
    """The shipped weights. Raises `ModelError` where they are absent, altered or of other features."""
    folder = files("demarche.models")
    try:
        card = json.loads(folder.joinpath(f"{_NAME}.json").read_text(encoding="utf-8"))
        raw = folder.joinpath(f"{_NAME}.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"models/{_NAME}.npz or its card cannot be read: {error}. Reinstall demarche.") from error
    found = hashlib.sha256(raw).hexdigest()
    if found != card["sha256"]:
        raise ModelError(f"models/{_NAME}.npz is not the file its card describes (sha256 {found}). Reinstall demarche.")
    if tuple(card["features"]) != FEATURES:
        raise ModelError(f"models/{_NAME}.npz was trained on other features. Run training/lines/train.py anew.")
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        held = dict(arrays)
    return LineModel(
        phrases=held["phrases"].astype(np.float32),
        intercept=float(held["intercept"]),
        first=Trees(held, "first"),
        second=Trees(held, "second"),
        thresholds=Thresholds(**card["thresholds"]),
    )


def content_probability(texts: Sequence[str], table: Table) -> Table:
    """How likely each line is the article's own text, float32. `table` is `line_features` of the same lines."""
    model = load_line_model()
    scores = np.array([model.phrases[hashed_words(text)].sum() + model.intercept for text in texts], dtype=np.float32)
    whole = with_phrases(table, np.clip(scores, -_CLIP, _CLIP))
    return model.second.probability(with_opinion(whole, model.first.probability(whole)))


def with_phrases(table: Table, scores: Table) -> Table:
    """`table` with each line's phrase score, its neighbours' and the means around."""
    return np.concatenate([table, around(scores, steps=(-2, -1, 1, 2), reaches=(1, 3, 8))], axis=1)


def with_opinion(table: Table, probability: Table) -> Table:
    """`table` with what stage one thinks of each line, of the lines around it, and of the page."""
    odds = np.log((probability + 1e-3) / (1 - probability + 1e-3)).astype(np.float32)
    summed = np.cumsum(probability)
    total = float(summed[-1]) if len(summed) else 0.0
    before, after = _fading(probability), _fading(probability[::-1])[::-1]
    columns = [
        summed / max(total, 1.0),
        np.full(len(summed), total / max(len(summed), 1)),
        np.log1p(summed),
        np.log1p(total - summed),
        before,
        after,
        np.minimum(before, after),
    ]
    more = np.stack(columns, axis=1) if len(summed) else np.zeros((0, len(columns)))
    near = around(odds, steps=(-4, -3, -2, -1, 1, 2, 3, 4), reaches=())
    means = around(probability, steps=(), reaches=(2, 5, 10, 25))[:, 1:]
    return np.concatenate([table, near, means, more], axis=1).astype(np.float32)


def _fading(probability: Table) -> Table:
    """The greatest probability met so far, losing 15 per cent a line."""
    found = np.zeros(len(probability), dtype=np.float32)
    held = 0.0
    for i, value in enumerate(probability):
        held = max(float(value), held * 0.85)
        found[i] = held
    return found
