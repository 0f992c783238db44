"""Documents cut into windows of pieces with their targets, and windows put together into batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from demarche.models.decoding import ATTRIBUTION_LABELS
from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, WINDOW, Pieces, pieces_of
from training.corpora import UPOS, Document, tags_of

IGNORED = -100
Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """One window of one task. `places` are the positions of its words' first pieces, the marker piece counted."""

    task: str
    pieces: Pieces
    start: int
    end: int
    places: Longs
    targets: dict[str, Longs]
    cues: list[tuple[int, Longs]] = field(default_factory=list)


@dataclass(frozen=True)
class Batch:
    """Windows of one task, padded to the longest."""

    task: str
    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    mask: Tensor
    windows: Sequence[Window]


def attribution_windows(document: Document, tokenizer: Tokenizer, random: Random) -> list[Window]:
    """Windows at a random phase with tags, the first piece of each word's cue, and the reading of each cue."""
    pieces = pieces_of(document.words, document.gaps, tokenizer)
    tags, owners = tags_of(document)
    anchors = [attribution.cue[0][0] for attribution in document.attributions or []]
    windows = []
    for start, end, words in _cut(pieces, random):
        places = pieces.first[words].astype(np.int64) - start + 1
        inside = {int(word): number for number, word in enumerate(words)}
        links = np.full(len(words), IGNORED, np.int64)
        for number, word in enumerate(words):
            anchor = anchors[owners[word]] if owners[word] >= 0 else -1
            if anchor in inside:
                links[number] = places[inside[anchor]]
        targets = {"tag": np.array([tags[word] for word in words], np.int64), "link": links}
        cues = [
            (int(places[inside[anchor]]), _cue_labels(document, number, words))
            for number, anchor in enumerate(anchors)
            if anchor in inside
        ]
        windows.append(Window("attribution", pieces, start, end, places, targets, cues))
    return windows


def _cue_labels(document: Document, number: int, words: NDArray[np.int64]) -> Longs:
    """The labels of a window's words as one relation alone has them."""
    labels = np.zeros(len(document.words), np.int64)
    attribution = (document.attributions or [])[number]
    for role, spans in (("content", attribution.content), ("source", attribution.source), ("cue", attribution.cue)):
        begin = ATTRIBUTION_LABELS.index(f"B-{role}")
        for start, end in spans:
            labels[start], labels[start + 1 : end] = begin, begin + 1
    return labels[words]


def name_windows(document: Document, tokenizer: Tokenizer, random: Random, labels: Sequence[str]) -> list[Window]:
    pieces = pieces_of(document.words, document.gaps, tokenizer)
    numbers = np.zeros(len(document.words), np.int64)
    for start, end, kind in document.names or []:
        numbers[start], numbers[start + 1 : end] = labels.index(f"B-{kind}"), labels.index(f"I-{kind}")
    return [
        Window("names", pieces, start, end, pieces.first[words].astype(np.int64) - start + 1, {"names": numbers[words]})
        for start, end, words in _cut(pieces, random)
    ]


def parse_windows(
    document: Document, tokenizer: Tokenizer, random: Random, labels: dict[str, list[str]]
) -> list[Window]:
    """Windows of whole sentences; the first window ends early at random so that the cuts differ each epoch."""
    parse = document.parse
    if parse is None:
        return []
    pieces = pieces_of(document.words, document.gaps, tokenizer)
    first = np.append(pieces.first, len(pieces.ids))
    columns = {
        "upos": np.array([UPOS.index(tag) for tag in parse.upos], np.int64),
        "xpos": np.array(
            [labels["xpos"].index(tag) if tag in labels["xpos"] else IGNORED for tag in parse.xpos], np.int64
        ),
        "dep": np.array([labels["dep"].index(label) for label in parse.labels], np.int64),
    }
    windows: list[Window] = []
    room = random.randint(WINDOW // 3, WINDOW - 2)
    group: list[int] = []
    for number in range(len(parse.sentences) + 1):
        begin = first[parse.sentences[group[0]][0]] if group else 0
        last = number == len(parse.sentences)
        if group and (last or first[parse.sentences[number][1]] - begin > room):
            window = _parse_window(pieces, first, parse.sentences, group, columns, parse.heads)
            if window is not None:
                windows.append(window)
            room, group = WINDOW - 2, []
        group.append(number)
    return windows


def _parse_window(
    pieces: Pieces,
    first: NDArray[np.int32],
    sentences: Sequence[tuple[int, int]],
    group: Sequence[int],
    columns: dict[str, Longs],
    heads: Sequence[int],
) -> Window | None:
    low, high = sentences[group[0]][0], sentences[group[-1]][1]
    start, end = int(first[low]), int(first[high])
    if end - start > WINDOW - 2 or start < 0:
        return None
    words = np.arange(low, high)
    targets = {name: column[words] for name, column in columns.items()}
    targets["head"] = np.array([heads[int(word)] - low for word in words], np.int64)
    targets["sentence"] = np.zeros(len(words), np.int64)
    targets["group"] = np.zeros(len(words), np.int64)
    for number in group:
        begin, stop = sentences[number]
        targets["sentence"][begin - low] = 1
        targets["group"][begin - low : stop - low] = number
    return Window("parse", pieces, start, end, first[words].astype(np.int64) - start + 1, targets)


def _cut(pieces: Pieces, random: Random) -> list[tuple[int, int, NDArray[np.int64]]]:
    """Adjoining windows (start, end, words) at a random phase, each cut at a word's start."""
    count, body = len(pieces.ids), WINDOW - 2
    known = pieces.first >= 0
    word_starts = set(pieces.first[known].tolist()) | {0, count}
    cuts, start = [], 0
    end = random.randint(body // 3, body) if count > body else body
    while start < count:
        end = min(end, count)
        while end not in word_starts and end > start + 1:
            end -= 1
        cuts.append((start, end))
        start, end = end, end + body
    if len(cuts) > 1 and cuts[0][1] < body // 2:
        # A short first window is run on into the second: the text's beginning deserves its context.
        end = body
        while end not in word_starts:
            end -= 1
        cuts[0] = (0, end)
    return [(low, high, np.flatnonzero(known & (pieces.first >= low) & (pieces.first < high))) for low, high in cuts]


def batched(windows: list[Window], size: int, random: Random) -> list[list[Window]]:
    """Shuffled batches of windows of like length."""
    random.shuffle(windows)
    batches = []
    for low in range(0, len(windows), size * 16):
        near = sorted(windows[low : low + size * 16], key=lambda window: window.end - window.start)
        batches += [near[place : place + size] for place in range(0, len(near), size)]
    random.shuffle(batches)
    return batches


def collated(windows: Sequence[Window]) -> Batch:
    length = max(window.end - window.start for window in windows) + 2
    ids, shapes, quotes = (np.zeros((len(windows), length), np.int64) for _ in range(3))
    mask = np.zeros((len(windows), length), bool)
    for row, window in enumerate(windows):
        size = window.end - window.start
        part = slice(window.start, window.end)
        ids[row, 0], ids[row, size + 1] = CLASSIFIER_PIECE, SEPARATOR_PIECE
        ids[row, 1 : size + 1] = window.pieces.ids[part]
        shapes[row, 1 : size + 1] = window.pieces.shapes[part]
        quotes[row, 1 : size + 1] = window.pieces.quotes[part]
        mask[row, : size + 2] = True
    tensors = [torch.from_numpy(array) for array in (ids, shapes, quotes, mask)]
    return Batch(windows[0].task, tensors[0], tensors[1], tensors[2], tensors[3], windows)


def scattered(windows: Sequence[Window], name: str, length: int) -> Tensor:
    """[windows, length] of a target at its words' first pieces, IGNORED elsewhere."""
    target = np.full((len(windows), length), IGNORED, np.int64)
    for row, window in enumerate(windows):
        target[row, window.places] = window.targets[name]
    return torch.from_numpy(target)
