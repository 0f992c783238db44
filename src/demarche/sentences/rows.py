"""A stretch's outputs, one row a word, out of overlapping windows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from demarche.models.decoding import Outputs
from demarche.models.inputs import Pieces, word_places

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]


class Rows:
    """Rows of the network's outputs at words.

    `window` and `position` say where each word is read: by default in the window in which it stands most centrally
    (`at_words` of the reference). `in_sentences` reads whole sentences in one window where one holds them.
    """

    def __init__(self, outputs: Sequence[Outputs], window: Numbers, position: Numbers) -> None:
        self._outputs = outputs
        self.window, self.position = window, position
        changes = np.flatnonzero(np.diff(window)) + 1
        edges = [0, *changes.tolist(), len(window)]
        self._runs = [(int(window[start]), position[start:end]) for start, end in pairwise(edges) if end > start]
        self._kept: dict[str, Floats] = {}

    def __getitem__(self, name: str) -> Floats:
        """The named output, [words, width]."""
        if name not in self._kept:
            self._kept[name] = np.concatenate([self._outputs[number][name][at] for number, at in self._runs])
        return self._kept[name]


def central_rows(pieces: Pieces, windows: Sequence[tuple[int, int]], outputs: Sequence[Outputs]) -> Rows:
    """Each word in its most central window; a word that the vocabulary drops is read at the piece before it."""
    window, position = word_places(pieces, windows)
    for word in np.flatnonzero(pieces.first < 0):
        if word:
            window[word], position[word] = window[word - 1], position[word - 1]
    return Rows(outputs, window.astype(np.int64), position.astype(np.int64))


def sentence_rows(
    pieces: Pieces, windows: Sequence[tuple[int, int]], outputs: Sequence[Outputs], central: Rows, starts: Numbers
) -> Rows:
    """Each sentence in the one window that holds it furthest from its edges; central rows for those that none holds.

    A tree's scores compare words of one sentence, and those of different windows have not seen the same context.
    """
    if len(windows) == 1:
        return central
    ends = np.append(starts[1:], len(pieces.first))
    first = np.maximum.accumulate(pieces.first)
    low, high = first[starts][:, None], first[ends - 1][:, None]
    begin, end = np.array(windows, np.int64).T
    left = np.where(begin == 0, 1 << 30, low - begin)
    right = np.where(end == len(pieces.ids), 1 << 30, end - 1 - high)
    margin = np.where((low >= begin) & (high < end), np.minimum(left, right), -1)
    best = margin.argmax(1)
    held = margin.max(1) >= 0
    sizes = ends - starts
    window = np.where(np.repeat(held, sizes), np.repeat(best, sizes), central.window)
    position = np.where(np.repeat(held, sizes), np.maximum(first, 0) - begin[window] + 1, central.position)
    return Rows(outputs, window, position)
