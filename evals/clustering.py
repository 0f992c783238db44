"""Scores of a grouping against a gold one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray


def groups_of(labels: Sequence[Hashable]) -> list[set[int]]:
    """The indices that carry each label."""
    found: defaultdict[Hashable, set[int]] = defaultdict(set)
    for index, label in enumerate(labels):
        found[label].add(index)
    return list(found.values())


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall, F1 averaged over items (Bagga and Baldwin 1998)."""
    gold_of = {index: group for group in groups_of(gold) for index in group}
    found_of = {index: group for group in groups_of(found) for index in group}
    shared = [len(gold_of[index] & found_of[index]) for index in range(len(gold))]
    precision = sum(count / len(found_of[index]) for index, count in enumerate(shared)) / len(shared)
    recall = sum(count / len(gold_of[index]) for index, count in enumerate(shared)) / len(shared)
    return precision, recall, 2 * precision * recall / (precision + recall)


def ceaf_e(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """F1 of the best one-to-one alignment of groups by their Dice overlap (Luo 2005)."""
    one, other = groups_of(gold), groups_of(found)
    overlap = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in other] for a in one])
    total = best_alignment(overlap)
    precision, recall = total / len(other), total / len(one)
    return 2 * precision * recall / (precision + recall) if total else 0.0


def best_alignment(weights: NDArray[np.float64]) -> float:
    """Greatest total of a one-to-one alignment of rows and columns: the Hungarian method with potentials, O(n^2 m)."""
    cost = -weights if weights.shape[0] <= weights.shape[1] else -weights.T
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner, before = np.zeros(columns + 1, int), np.zeros(columns + 1, int)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, done = np.full(columns + 1, np.inf), np.zeros(columns + 1, bool)
        while True:
            done[column] = True
            current, step, following = owner[column], np.inf, 0
            for candidate in range(1, columns + 1):
                if done[candidate]:
                    continue
                reduced = cost[current - 1, candidate - 1] - row_price[current] - column_price[candidate]
                if reduced < least[candidate]:
                    least[candidate], before[candidate] = reduced, column
                if least[candidate] < step:
                    step, following = least[candidate], candidate
            for index in range(columns + 1):
                if done[index]:
                    row_price[owner[index]] += step
                    column_price[index] -= step
                else:
                    least[index] -= step
            column = following
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return float(-sum(cost[owner[index] - 1, index - 1] for index in range(1, columns + 1) if owner[index]))
