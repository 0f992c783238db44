"""From the network's outputs to dependency trees; numpy only, the reference for every user."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.models.decoding import Floats, Outputs, distance_bucket, log_softmax


class TreeHead(msgspec.Struct, frozen=True):
    """Biaffine weights: `arc` [192 + 1, 192], `arc_distance` [41], `label` [labels, 64 + 1, 64 + 1]."""

    arc: Floats
    arc_distance: Floats
    label: Floats


def tree(dependents: Outputs, head: TreeHead) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Heads and label numbers of one sentence; a word that heads itself is the root.

    `dependents` holds the outputs `arc_dependent`, `arc_head`, `label_dependent`, `label_head` at the sentence's words
    only ([words, width]). Scores are biaffine (Dozat and Manning 2017); the tree is the maximum spanning one with a
    single root when the greedy choice is none.
    """
    count = len(dependents["arc_dependent"])
    one = np.ones((count, 1), np.float32)
    offsets = np.arange(count)
    scores = np.concatenate([dependents["arc_dependent"], one], 1) @ head.arc @ dependents["arc_head"].T
    scores = scores + head.arc_distance[distance_bucket(offsets[None] - offsets[:, None])]
    heads = _single_root(log_softmax(np.asarray(scores, np.float32)))
    left = np.concatenate([dependents["label_dependent"], one], 1)
    right = np.concatenate([dependents["label_head"], one], 1)[heads]
    labels = np.einsum("ni,kij,nj->nk", left, head.label, right, optimize=True).argmax(1)
    return heads, labels


def _single_root(scores: Floats) -> NDArray[np.int64]:
    """Greedy heads where they form a tree with one root, else the best arborescence over roots (Chu-Liu, Edmonds)."""
    heads: NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    if _is_tree(heads):
        return heads
    count = len(scores)
    roots = np.argsort(-np.diag(scores))[: min(count, 3)]
    best, best_score = heads, -np.inf
    for root in roots:
        candidate = _arborescence(scores.astype(np.float64), int(root))
        total = float(scores[np.arange(count), candidate].sum())
        if total > best_score:
            best, best_score = candidate, total
    return best


def _is_tree(heads: NDArray[np.int64]) -> bool:
    count = len(heads)
    if int((heads == np.arange(count)).sum()) != 1:
        return False
    reached = heads.copy()
    for _ in range(max(1, count.bit_length())):
        reached = reached[reached]
    root = int(np.flatnonzero(heads == np.arange(count))[0])
    return bool((reached == root).all())


def _arborescence(scores: NDArray[np.float64], root: int) -> NDArray[np.int64]:
    """Maximum spanning arborescence of `scores` [dependent, head] with the given root."""
    count = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[root] = -np.inf
    scores[root, root] = 0.0
    heads: NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return heads
    outside = np.array([word for word in range(count) if word not in cycle], np.int64)
    number = {int(word): index for index, word in enumerate(outside)}
    merged = len(outside)
    inner = np.array(cycle, np.int64)
    kept = scores[inner, heads[inner]]
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(inner, outside)] - kept[:, None]
    small[merged, :merged] = into.max(0)
    enters = into.argmax(0)
    out = scores[np.ix_(outside, inner)]
    small[:merged, merged] = out.max(1)
    leaves = out.argmax(1)
    solved = _arborescence(small, number[root])
    for index, word in enumerate(outside):
        heads[word] = inner[leaves[index]] if solved[index] == merged else outside[solved[index]]
    entry = int(solved[merged])
    heads[inner[enters[entry]]] = outside[entry]
    return heads


def _find_cycle(heads: NDArray[np.int64], root: int) -> list[int] | None:
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for word in range(len(heads)):
        path: list[int] = []
        current = word
        while state[current] == 0:
            state[current] = 1
            path.append(current)
            current = int(heads[current])
        if state[current] == 1:
            return path[path.index(current) :]
        state[path] = 2
    return None
