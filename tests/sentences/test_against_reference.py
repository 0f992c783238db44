"""The fast decoding gives what the reference in `demarche.models.decoding` gives, on random outputs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.models import decoding, trees
from demarche.models.inputs import Pieces, windows_of
from demarche.sentences.rows import Rows, central_rows, sentence_rows
from demarche.sentences.sayings import sayings_of
from demarche.sentences.spanning import is_tree, single_root_tree
from demarche.sentences.syntax import best_path, trees_of

KINDS = 5


def random_pieces(random: np.random.Generator, words: int) -> Pieces:
    """Words of one to four pieces; none that the vocabulary drops."""
    sizes = random.integers(1, 5, words)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
    ids = random.integers(1000, 2000, int(sizes.sum())).astype(np.int32)
    return Pieces(ids, np.zeros_like(ids), np.zeros_like(ids), first)


def random_outputs(random: np.random.Generator, windows, widths: dict[str, int]) -> list[dict[str, np.ndarray]]:
    return [
        {
            name: (random.standard_normal((end - start + 2, width)) * 2).astype(np.float32)
            for name, width in widths.items()
        }
        for start, end in windows
    ]


@pytest.mark.parametrize("words", [1, 7, 90, 400, 900])
def test_rows_are_the_references(words: int) -> None:
    random = np.random.default_rng(words)
    pieces = random_pieces(random, words)
    windows = windows_of(pieces)
    outputs = random_outputs(random, windows, {"sent": 2})
    assert np.array_equal(
        central_rows(pieces, windows, outputs)["sent"], decoding.at_words(pieces, windows, outputs, "sent")
    )


def test_a_sentence_that_one_window_holds_is_read_there() -> None:
    random = np.random.default_rng(3)
    pieces = random_pieces(random, 600)
    windows = windows_of(pieces, stride=192)  # any 20 words stand whole in one of them
    outputs = random_outputs(random, windows, {"sent": 2})
    central = central_rows(pieces, windows, outputs)
    starts = np.arange(0, 600, 20)
    rows = sentence_rows(pieces, windows, outputs, central, starts)
    for start in starts:
        assert len(set(rows.window[start : start + 20].tolist())) == 1
        number = int(rows.window[start])
        places = pieces.first[start : start + 20] - windows[number][0] + 1
        assert np.array_equal(rows["sent"][start : start + 20], outputs[number]["sent"][places])


def test_a_sentence_longer_than_a_window_is_read_word_by_word() -> None:
    random = np.random.default_rng(4)
    pieces = random_pieces(random, 600)
    windows = windows_of(pieces)
    outputs = random_outputs(random, windows, {"sent": 2})
    central = central_rows(pieces, windows, outputs)
    rows = sentence_rows(pieces, windows, outputs, central, np.array([0]))
    assert np.array_equal(rows["sent"], central["sent"])


@pytest.mark.parametrize("seed", range(8))
def test_paths_are_the_references(seed: int) -> None:
    random = np.random.default_rng(seed)
    logs = decoding.log_softmax((random.standard_normal((60, 7)) * (1 + seed)).astype(np.float32))
    labels = decoding.ATTRIBUTION_LABELS
    expected = decoding.viterbi(logs[None], decoding.transitions(labels))[0]
    found = best_path(logs, labels)
    every = np.arange(60)
    assert logs[every, found].sum() == pytest.approx(logs[every, expected].sum(), abs=1e-3)
    assert decoding.spans_of(found, labels) == decoding.spans_of(expected, labels)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 14), st.integers(0, 10_000))
def test_trees_are_trees_and_the_best(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((words, words)).astype(np.float32)
    heads = single_root_tree(scores)
    assert is_tree(heads)
    if words <= 5:
        best = max(
            (sum(scores[i, h] for i, h in enumerate(option)), option)
            for option in np.ndindex(*(words,) * words)
            if is_tree(np.array(option))
        )
        assert scores[np.arange(words), heads].sum() == pytest.approx(best[0], abs=1e-4)


TREES = [
    ([0], True, "one word"),
    ([1, 1, 1], True, "two words on a root"),
    ([0, 1], False, "two roots"),
    ([1, 0], False, "a ring, no root"),
    ([0, 2, 1], False, "a root and a ring"),
    ([1, 2, 3, 3], True, "a chain"),
]


@pytest.mark.parametrize(("heads", "expected", "why"), TREES)
def test_is_tree(heads: list[int], expected: bool, why: str) -> None:
    assert is_tree(np.array(heads)) is expected, why


def test_sentences_are_the_references_trees() -> None:
    random = np.random.default_rng(5)
    widths = {"arc_dependent": 12, "arc_head": 12, "label_dependent": 6, "label_head": 6}
    rows = Rows(
        [{name: random.standard_normal((202, width)).astype(np.float32) for name, width in widths.items()}],
        np.zeros(200, np.int64),
        np.arange(1, 201),
    )
    head = trees.TreeHead(
        random.standard_normal((13, 12)).astype(np.float32),
        random.standard_normal(41).astype(np.float32),
        random.standard_normal((KINDS, 7, 7)).astype(np.float32),
    )
    starts = np.array([0, 1, 12, 40, 90, 150])
    heads, labels = trees_of(rows, head, starts)
    for start, end in zip(starts, [*starts[1:], 200], strict=True):
        expected, kinds = trees.tree({name: rows[name][start:end] for name in widths}, head)
        assert np.array_equal(heads[start:end], expected + start)
        assert np.array_equal(labels[start:end], kinds)


@pytest.mark.parametrize(("words", "seed"), [(5, 0), (60, 1), (300, 2), (700, 3), (700, 4)])
def test_sayings_are_the_references(words: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    pieces = random_pieces(random, words)
    windows = windows_of(pieces)
    outputs = random_outputs(random, windows, {"tag": 7, "cue_token": 10, "cue_query": 10})
    for one in outputs:
        one["tag"][:, 0] += 4
    head = decoding.CueHead(
        random.standard_normal((41, 6)).astype(np.float32),
        # Mild scores: where "O" is all but certain both cut the path, the reference for the tags only.
        (random.standard_normal((10, 7)) / 4).astype(np.float32),
        np.array([1, 0, 0, 0, 0, 0, 0], np.float32),
    )
    expected = decoding.relations(pieces, windows, outputs, head, cue_bias=0.3)
    found = sayings_of(pieces, windows, outputs, central_rows(pieces, windows, outputs), head, cue_bias=0.3)

    def bare(parts) -> tuple[tuple[int, int], ...]:
        return tuple((part[0], part[1]) for part in parts)

    assert [(bare(one.cue), bare(one.source), bare(one.content)) for one in found] == [
        (bare(one.cue), bare(one.source), bare(one.content)) for one in expected
    ]
    assert [one.confidence for one in found] == pytest.approx([one.confidence for one in expected], abs=1e-4)
    assert len(found) > (0 if words > 5 else -1)
