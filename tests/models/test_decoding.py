"""From outputs to labels, spans and trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from demarche.models.decoding import (
    ATTRIBUTION_LABELS,
    CueHead,
    cue_logits,
    distance_bucket,
    log_softmax,
    long_viterbi,
    relations,
    spans_of,
    transitions,
    viterbi,
)
from demarche.models.inputs import Pieces
from demarche.models.trees import TreeHead, tree

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
SCORES = arrays(np.float32, st.tuples(st.integers(1, 6), st.just(5)), elements=st.floats(-6, 0, width=32))


def _allowed(path: tuple[int, ...]) -> bool:
    before = 0
    for label in path:
        if LABELS[label].startswith("I-") and LABELS[before][1:] != LABELS[label][1:]:
            return False
        before = label
    return True


@settings(max_examples=40, deadline=None)
@given(scores=SCORES)
def test_viterbi_finds_the_best_allowed_path(scores: np.ndarray) -> None:
    path = viterbi(scores[None], transitions(LABELS))[0]
    best = max(
        sum(float(scores[word, label]) for word, label in enumerate(labels))
        for labels in product(range(5), repeat=len(scores))
        if _allowed(labels)
    )
    assert _allowed(tuple(path))
    assert sum(float(scores[word, label]) for word, label in enumerate(path)) == pytest.approx(best, abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(scores=SCORES)
def test_padding_does_not_change_a_row(scores: np.ndarray) -> None:
    longer = np.concatenate([scores, np.ones((3, 5), np.float32)])
    both = viterbi(np.stack([longer, longer]), transitions(LABELS), np.array([len(scores), len(longer)], np.int32))
    assert both[0, : len(scores)].tolist() == viterbi(scores[None], transitions(LABELS))[0].tolist()


@settings(max_examples=40, deadline=None)
@given(scores=SCORES)
def test_cutting_where_nothing_stands_changes_no_path(scores: np.ndarray) -> None:
    certain = np.array([[20, 0, 0, 0, 0]], np.float32)
    logits = np.concatenate([scores, certain, scores, certain])
    probabilities = log_softmax(logits)
    assert (
        long_viterbi(probabilities, transitions(LABELS)).tolist()
        == viterbi(probabilities[None], transitions(LABELS))[0].tolist()
    )


@pytest.mark.parametrize(
    ("path", "spans", "why"),
    [
        ([0, 1, 2, 0], [(1, 3, "PER")], "one span"),
        ([1, 1], [(0, 1, "PER"), (1, 2, "PER")], "a beginning ends the span before it"),
        ([1, 4], [(0, 1, "PER"), (1, 2, "LOC")], "a stray inside label starts its own span"),
        ([], [], "nothing"),
    ],
)
def test_spans_of(path: list[int], spans: list[tuple[int, int, str]], why: str) -> None:
    assert spans_of(path, LABELS) == spans, why


def test_distance_buckets_are_odd_and_bounded() -> None:
    distances = np.arange(-600, 601)
    buckets = distance_bucket(distances)
    assert (buckets + buckets[::-1] == 40).all()
    assert buckets.min() == 0
    assert buckets.max() == 40
    assert buckets[600 - 3 : 600 + 4].tolist() == [17, 18, 19, 20, 21, 22, 23]


@settings(max_examples=60, deadline=None)
@given(arcs=arrays(np.float32, st.integers(1, 7).map(lambda n: (n, n)), elements=st.floats(-5, 5, width=32)))
def test_a_sentence_always_gets_a_tree_with_one_root(arcs: np.ndarray) -> None:
    count = len(arcs)
    # One-hot dependents and the scores themselves as heads: the biaffine product is then exactly `arcs`.
    head = TreeHead(
        np.eye(count + 1, count, dtype=np.float32), np.zeros(41, np.float32), np.zeros((3, 2, 2), np.float32)
    )
    rows = {
        "arc_dependent": arcs,
        "arc_head": np.eye(count, dtype=np.float32),
        "label_dependent": np.zeros((count, 1), np.float32),
        "label_head": np.zeros((count, 1), np.float32),
    }
    heads, labels = tree(rows, head)
    assert sum(int(heads[word] == word) for word in range(count)) == 1
    for word in range(count):
        for _ in range(count):
            word = int(heads[word])
        assert heads[word] == word
    assert len(labels) == count


def _cue_head(weights: np.ndarray) -> CueHead:
    return CueHead(np.zeros((41, 1), np.float32), weights.astype(np.float32), np.zeros(7, np.float32))


def test_two_cues_may_claim_the_same_words() -> None:
    """In "Varnia said Ostrava warned of war" one name is content of the first cue and source of the second."""
    words = ["Varnia", "said", "Ostrava", "warned", "of", "war"]
    pieces = Pieces(*(np.arange(6, dtype=np.int32) for _ in range(3)), np.arange(6, dtype=np.int32))
    tag = np.zeros((8, 7), np.float32)
    tag[:, 0] = 9
    tag[[2, 4], 3] = 20
    # Product part only: the token side holds what each of the two cues should say of the word.
    wanted = {2: [1, 3, 5, 6, 6, 6], 4: [0, 0, 1, 3, 5, 6]}
    token = np.zeros((8, 1 + 14), np.float32)
    query = np.zeros((8, 1 + 14), np.float32)
    for row, (place, labels) in enumerate(wanted.items()):
        for word, label in enumerate(labels):
            token[word + 1, 1 + 7 * row + label] = 30
        query[place, 1 + 7 * row : 8 + 7 * row] = 1
    weights = np.concatenate([np.zeros((1, 7)), np.eye(7), np.eye(7)])
    outputs = [{"tag": tag, "cue_token": token, "cue_query": query}]
    found = relations(pieces, [(0, 6)], outputs, _cue_head(weights))
    assert [(each.cue, each.source, each.content) for each in found] == [
        (((1, 2),), ((0, 1),), ((2, 6),)),
        (((3, 4),), ((2, 3),), ((4, 6),)),
    ]
    assert len(words) == 6


def test_a_cue_that_claims_nothing_is_dropped() -> None:
    pieces = Pieces(*(np.arange(3, dtype=np.int32) for _ in range(4)))
    tag = np.zeros((5, 7), np.float32)
    tag[2, ATTRIBUTION_LABELS.index("B-cue")] = 20
    tag[[1, 3], 0] = 9
    nothing = np.zeros((5, 2), np.float32)
    head = CueHead(
        np.zeros((41, 1), np.float32), np.zeros((2, 7), np.float32), np.array([9, 0, 0, 0, 0, 0, 0], np.float32)
    )
    assert relations(pieces, [(0, 3)], [{"tag": tag, "cue_token": nothing, "cue_query": nothing}], head) == []


def test_cue_logits_add_distance_under_the_curve() -> None:
    head = CueHead(np.full((41, 1), 2.0, np.float32), np.ones((2, 7), np.float32), np.zeros(7, np.float32))
    scores = cue_logits(np.zeros((3, 2), np.float32), np.zeros(2, np.float32), np.array([-1, 0, 1]), head)
    assert scores[0, 0] == pytest.approx(1.9546, abs=1e-3)  # GELU(2)
