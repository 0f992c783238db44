"""Sentence starts, trees and names of a stretch, from the network's outputs.

Faster forms of the reference in `demarche.models.decoding` (the tests hold them to it): what can be multiplied for a whole
stretch at once is, and dynamic programming runs only where the plain best labels break a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from demarche.models.decoding import (
    TreeHead,
    distance_bucket,
    log_softmax,
    long_viterbi,
    spans_of,
    transitions,
)
from demarche.models.inputs import NO_GAP
from demarche.sentences.rows import Floats, Numbers, Rows
from demarche.sentences.spanning import single_root_tree
from demarche.sentences.stretches import Stretch

LONGEST_SENTENCE = 256
"""Words; what is longer is a table or a list, and the cost of a tree grows with the square."""

_CLOSING = frozenset("”»’\"')]}.,;:!?…") | {"''", "..."}
_CHUNK = 256


class Name(NamedTuple):
    """A name: word indices (half open), label, mean probability of its tags."""

    start: int
    end: int
    label: str
    confidence: float


def sentence_starts(stretch: Stretch, rows: Rows) -> Numbers:
    """Word indices where sentences start: block borders always, a closing mark without a space before it never."""
    starts = rows["sent"].argmax(1) == 1
    for word in np.flatnonzero(starts):
        if stretch.gaps[word] == NO_GAP and stretch.words[word] in _CLOSING:
            starts[word] = False
    starts[stretch.borders] = True
    found = np.flatnonzero(starts)
    ends = np.append(found[1:], len(starts))
    if (ends - found).max() > LONGEST_SENTENCE:
        for start, end in zip(found, ends, strict=True):
            starts[start:end:LONGEST_SENTENCE] = True
        found = np.flatnonzero(starts)
    return found


def best_path(logs: Floats, labels: tuple[str, ...]) -> Numbers:
    """Best legal BIO path [words] of log probabilities [words, labels]."""
    path = logs.argmax(1)
    penalty = _transitions(labels)
    if penalty[0, path[0]] == 0 and (penalty[path[:-1], path[1:]] == 0).all():
        return path
    return long_viterbi(logs, penalty)


@lru_cache(maxsize=16)
def _transitions(labels: tuple[str, ...]) -> Floats:
    return transitions(labels)


def names_of(rows: Rows, labels: tuple[str, ...], starts: Numbers) -> list[Name]:
    """Names, none of which runs over a sentence's end."""
    logs = log_softmax(rows["ner"])
    path = best_path(logs, labels)
    sure = np.exp(logs[np.arange(len(path)), path])
    found: list[Name] = []
    begins = set(starts.tolist())
    for start, end, label in spans_of(path, labels):
        cut = next((word for word in range(start + 1, end) if word in begins), end)
        found.append(Name(start, cut, label, float(sure[start:cut].mean())))
    return found


def trees_of(rows: Rows, head: TreeHead, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Heads (word indices; a root is its own) and label numbers of all words, a tree to a sentence.

    Biaffine scores (Dozat and Manning 2017), one root a sentence, the maximum spanning tree where the best heads are
    none. `rows` should hold each sentence in one window (`sentence_rows`).
    """
    dependent, heads_side = rows["arc_dependent"], rows["arc_head"]
    count = len(dependent)
    through = dependent @ head.arc[:-1] + head.arc[-1]
    heads = np.zeros(count, np.int64)
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), count], strict=True):
        scores = through[start:end] @ heads_side[start:end].T
        scores += _distance_scores(head.arc_distance.tobytes(), LONGEST_SENTENCE)[: end - start, : end - start]
        heads[start:end] = single_root_tree(scores) + start
    return heads, _labels(rows, head, heads)


@lru_cache(maxsize=4)
def _distance_scores(weights: bytes, size: int) -> Floats:
    """[dependent, head]: what the distance alone speaks for."""
    places = np.arange(size)
    return np.frombuffer(weights, np.float32)[distance_bucket(places[None] - places[:, None])]


def _labels(rows: Rows, head: TreeHead, heads: Numbers) -> Numbers:
    kinds, width = head.label.shape[0], head.label.shape[1]
    # [left, labels * right], so that one product serves all labels.
    weight = head.label.transpose(1, 0, 2).reshape(width, -1)
    left, right = rows["label_dependent"], rows["label_head"][heads]
    labels = np.zeros(len(heads), np.int64)
    for start in range(0, len(heads), _CHUNK):
        part = slice(start, start + _CHUNK)
        mixed = (left[part] @ weight[:-1] + weight[-1]).reshape(-1, kinds, width)
        scores = np.matmul(mixed[:, :, :-1], right[part, :, None])[:, :, 0] + mixed[:, :, -1]
        labels[part] = scores.argmax(1)
    return labels
