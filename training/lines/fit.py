"""Fitting the line model: a table of phrases, then two stages of boosted trees, the second on out-of-fold opinions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np
from pages import Example
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from demarche.articles.features import BUCKETS, Table
from demarche.articles.line_model import with_opinion, with_phrases
from demarche.articles.rules import BY_PLACE

CLIP = 8.0
INNER = 3  # folds by which the second stage gets opinions on lines that the first was not fitted on
DEPTH = 8


class Fitted(msgspec.Struct, frozen=True):
    """The three fitted parts."""

    phrases: np.ndarray
    intercept: float
    first: HistGradientBoostingClassifier
    second: HistGradientBoostingClassifier

    def probability(self, example: Example) -> Table:
        """How likely each line of `example` is content."""
        table = with_phrases(example.table, phrase_scores(self.phrases, self.intercept, example))
        return likely(self.second, with_opinion(table, likely(self.first, table)))


def domain_folds(examples: Iterable[Example], count: int, seed: int) -> dict[str, int]:
    """A fold for every domain, so that no site stands on both sides."""
    domains = sorted({example.domain for example in examples})
    return {domain: i % count for i, domain in enumerate(np.random.RandomState(seed).permutation(domains))}


def fit(examples: Sequence[Example], log: Callable[[str], None] = print) -> Fitted:
    """The line model fitted on `examples`; deterministic."""
    inner = domain_folds(examples, INNER, seed=1)
    tables: dict[tuple[str, str], Table] = {}
    for fold in range(INNER):
        phrases, intercept = fit_phrases([e for e in examples if inner[e.domain] != fold])
        for example in examples:
            if inner[example.domain] == fold:
                scores = phrase_scores(phrases, intercept, example)
                tables[example.page, example.view] = with_phrases(example.table, scores)
    log("phrases fitted")
    opinions: dict[tuple[str, str], Table] = {}
    for fold in range(INNER):
        first = fit_trees([(e, tables[e.page, e.view]) for e in examples if inner[e.domain] != fold], rounds=100)
        for example in examples:
            if inner[example.domain] == fold:
                opinions[example.page, example.view] = likely(first, tables[example.page, example.view])
    log("opinions given")
    first = fit_trees([(e, tables[e.page, e.view]) for e in examples], rounds=100)
    stacked = [(e, with_opinion(tables[e.page, e.view], opinions[e.page, e.view])) for e in examples]
    second = fit_trees(stacked, rounds=120, leaves=16)
    phrases, intercept = fit_phrases(examples)
    return Fitted(phrases=phrases, intercept=intercept, first=first, second=second)


def fit_phrases(examples: Sequence[Example]) -> tuple[np.ndarray, float]:
    """A weight for each bucket of words and word pairs, by logistic regression."""
    rows = [bucket for e in examples for bucket in e.hashed]
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((i for row in rows for i in row), dtype=np.int64)
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), BUCKETS))
    gold, weight = np.concatenate([e.gold for e in examples]), np.concatenate([_view_weight(e) for e in examples])
    judged = gold >= 0
    model = LogisticRegression(C=0.3, max_iter=60, solver="liblinear", class_weight="balanced", random_state=0)
    model.fit(matrix[judged], gold[judged], sample_weight=weight[judged])
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def phrase_scores(phrases: np.ndarray, intercept: float, example: Example) -> Table:
    """The phrase score of each line, clipped."""
    scores = np.array([phrases[buckets].sum() + intercept for buckets in example.hashed], dtype=np.float32)
    return np.clip(scores, -CLIP, CLIP)


def fit_trees(given: Sequence[tuple[Example, Table]], rounds: int, leaves: int = 24) -> HistGradientBoostingClassifier:
    """Boosted trees on the judged lines; longer lines and the half-clean view weigh more."""
    table = np.concatenate([rows for _, rows in given])
    gold = np.concatenate([e.gold for e, _ in given])
    weight = np.concatenate([(1 + np.log1p(e.words)) * (2.0 if _half_clean(e) else 1.0) for e, _ in given])
    # lines that a sure rule settles are never asked of the model
    judged = (gold >= 0) & np.concatenate([[v.rule in BY_PLACE for v in e.verdicts] for e, _ in given])
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.06,
        max_leaf_nodes=leaves,
        max_depth=DEPTH,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_features=0.3,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(table[judged], gold[judged], sample_weight=weight[judged])


def likely(model: HistGradientBoostingClassifier, table: Table) -> Table:
    """The probability of content, float32."""
    return model.predict_proba(table)[:, 1].astype(np.float32)


def _view_weight(example: Example) -> np.ndarray:
    return np.full(len(example.gold), 1.0 if _half_clean(example) else 1 / 3)


def _half_clean(example: Example) -> bool:
    return example.view.startswith("semi")
