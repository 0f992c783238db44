"""Sentence starts, parts of speech, trees and names of a stretch, from the network's outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from demarche.models.decoding import Outputs, TreeHead, log_softmax, long_viterbi, spans_of, transitions, tree
from demarche.models.inputs import NO_GAP, Pieces, word_places
from demarche.sentences.stretches import Stretch

Numbers = NDArray[np.int64]

_CLOSING = frozenset("”»’\"')]}.,;:!?…")


class Name(NamedTuple):
    """A name: word indices (half open), label, mean probability of its tags."""

    start: int
    end: int
    label: str
    confidence: float


class AtWords:
    """The outputs of a stretch, a row a word, each from the window in which the word stands most centrally."""

    def __init__(self, pieces: Pieces, windows: Sequence[tuple[int, int]], outputs: Sequence[Outputs]) -> None:
        window, position = word_places(pieces, windows)
        # Words the vocabulary drops are read where the word before them is.
        dropped = np.flatnonzero(pieces.first < 0)
        for word in dropped:
            if word:
                window[word], position[word] = window[word - 1], position[word - 1]
        changes = np.flatnonzero(np.diff(window)) + 1
        self._runs = [
            (int(window[run[0]]), position[run]) for run in np.split(np.arange(len(window)), changes) if len(run)
        ]
        self._outputs = outputs
        self._kept: dict[str, NDArray[np.float32]] = {}

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        """The named output, [words, width]."""
        if name not in self._kept:
            self._kept[name] = np.concatenate([self._outputs[number][name][at] for number, at in self._runs])
        return self._kept[name]


def sentence_starts(stretch: Stretch, rows: AtWords) -> Numbers:
    """Word indices where sentences start; block borders always do, a closing mark without a space before it never."""
    starts = rows["sent"].argmax(1) == 1
    for word in np.flatnonzero(starts):
        if stretch.gaps[word] == NO_GAP and stretch.words[word] in _CLOSING:
            starts[word] = False
    starts[stretch.borders] = True
    return np.flatnonzero(starts)


def names_of(rows: AtWords, labels: Sequence[str], starts: Numbers) -> list[Name]:
    """Names, none of which runs over a sentence's end."""
    logs = log_softmax(rows["ner"])
    path = long_viterbi(logs, transitions(labels))
    sure = np.exp(logs[np.arange(len(path)), path])
    found: list[Name] = []
    begins = set(starts.tolist())
    for start, end, label in spans_of(path, labels):
        cut = next((word for word in range(start + 1, end) if word in begins), end)
        found.append(Name(start, cut, label, float(sure[start:cut].mean())))
    return found


def trees_of(rows: AtWords, head: TreeHead, starts: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Heads (word indices; a root is its own) and label numbers of all sentences."""
    heads = np.zeros(count, np.int64)
    labels = np.zeros(count, np.int64)
    names = ("arc_dependent", "arc_head", "label_dependent", "label_head")
    for start, end in zip(starts, [*starts[1:], count], strict=True):
        own, kinds = tree({name: rows[name][start:end] for name in names}, head)
        heads[start:end] = own + start
        labels[start:end] = kinds
    return heads, labels
