"""Maximum spanning trees over the words of a sentence (Chu and Liu 1965, Edmonds 1967), one root each."""

from __future__ import annotations

import numpy as np

from demarche.sentences.rows import Floats, Numbers

_ROOTS = 3
_NEVER = -1e9


def single_root_tree(scores: Floats) -> Numbers:
    """Heads [words] of the best tree with one root; a word that heads itself is the root.

    `scores` [dependent, head], the diagonal scoring the root. Log probabilities or raw scores whose rows differ from
    them by a constant: the best tree is the same.
    """
    count = len(scores)
    heads: Numbers = scores.argmax(1)
    if is_tree(heads):
        return heads
    diagonal = scores.diagonal()
    others = scores.copy()
    np.fill_diagonal(others, _NEVER)
    best_other = others.max(1)
    # A tree rooted in r scores at most this: all other words by their best heads.
    bound = diagonal - best_other + best_other.sum()
    roots = np.argsort(-bound, kind="stable")[:_ROOTS]
    best, best_score = heads, -np.inf
    every = np.arange(count)
    for root in roots.tolist():
        if bound[root] <= best_score:
            break
        candidate = arborescence(others, root)
        total = float(scores[every, candidate].sum())
        if total > best_score:
            best, best_score = candidate, total
    return best


def is_tree(heads: Numbers) -> bool:
    """Whether every word reaches the one word that heads itself."""
    words = heads.tolist()
    root = -1
    for word, head in enumerate(words):
        if word == head:
            if root >= 0:
                return False
            root = word
    if root < 0:
        return False
    reaches = [False] * len(words)
    reaches[root] = True
    for word in range(len(words)):
        path: list[int] = []
        current = word
        while not reaches[current]:
            if len(path) > len(words):
                return False
            path.append(current)
            current = words[current]
        for passed in path:
            reaches[passed] = True
    return True


def arborescence(scores: Floats, root: int) -> Numbers:
    """The best heads with the given root; the diagonal of `scores` does not count."""
    given = scores.astype(np.float64)
    np.fill_diagonal(given, -np.inf)
    given[root] = -np.inf
    given[root, root] = 0.0
    return _arborescence(given, root)


def _arborescence(scores: np.ndarray[tuple[int, int], np.dtype[np.float64]], root: int) -> Numbers:
    heads: Numbers = scores.argmax(1)
    cycle = _cycle(heads.tolist(), root)
    if cycle is None:
        return heads
    count = len(scores)
    inner = np.array(cycle)
    outer = np.ones(count, bool)
    outer[inner] = False
    outside = np.flatnonzero(outer)
    merged = len(outside)
    lost = scores[inner][:, outside] - scores[inner, heads[inner]][:, None]
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = scores[outside][:, outside]
    small[merged, :merged] = lost.max(0)
    enters = lost.argmax(0)
    out = scores[outside][:, inner]
    small[:merged, merged] = out.max(1)
    leaves = out.argmax(1)
    solved = _arborescence(small, int(np.searchsorted(outside, root)))
    own = solved[:merged]
    heads[outside] = np.where(own == merged, inner[leaves], outside[np.minimum(own, merged - 1)])
    entry = int(solved[merged])
    heads[inner[enters[entry]]] = outside[entry]
    return heads


def _cycle(heads: list[int], root: int) -> list[int] | None:
    seen = [0] * len(heads)
    seen[root] = -1
    for word in range(len(heads)):
        path: list[int] = []
        current = word
        while seen[current] == 0:
            seen[current] = 1
            path.append(current)
            current = heads[current]
        if seen[current] == 1:
            return path[path.index(current) :]
        for passed in path:
            seen[passed] = -1
    return None
