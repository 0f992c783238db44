"""The loss of each task on a batch."""

from __future__ import annotations

from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import IGNORED, Batch, scattered
from training.network import Reader

CUES_A_WINDOW = 5
B_CUE, I_CUE = 3, 4


def loss(reader: Reader, words: Tensor, batch: Batch, random: Random) -> tuple[Tensor, dict[str, float]]:
    """Loss of a batch and its parts; `words` is the frozen word matrix."""
    with torch.autocast(words.device.type, torch.bfloat16):
        hidden = reader.encoder(functional.embedding(batch.ids, words), batch.shapes, batch.quotes, batch.mask)
        hidden = reader.dropout(hidden)
        parts = {"attribution": _attribution, "names": _names, "parse": _parse}[batch.task](
            reader, hidden, batch, random
        )
    return torch.stack(list(parts.values())).sum(), {name: float(part.detach()) for name, part in parts.items()}


def _entropy(scores: Tensor, target: Tensor) -> Tensor:
    """Cross entropy over the known targets; nought when there is none."""
    flat = target.reshape(-1)
    total = functional.cross_entropy(scores.float().reshape(len(flat), -1), flat, ignore_index=IGNORED, reduction="sum")
    return total / (flat != IGNORED).sum().clamp(min=1)


def _attribution(reader: Reader, hidden: Tensor, batch: Batch, random: Random) -> dict[str, Tensor]:
    length = hidden.shape[1]
    tag_scores = reader.tag(hidden)
    links = reader.link_scores(hidden).float().masked_fill(~batch.mask[:, None], -1e4)
    parts = {
        "tag": _entropy(tag_scores, scattered(batch.windows, "tag", length)),
        "link": 0.25 * _entropy(links, scattered(batch.windows, "link", length)),
    }
    rows, anchors, targets = _cues(batch, tag_scores.detach().float(), length, random)
    if rows:
        scores = reader.cue_scores(hidden, torch.tensor(rows), torch.tensor(anchors))
        # Most words of a window belong to no given relation: without the factor the reading would hardly be heard.
        parts["cue"] = 4.0 * _entropy(scores, torch.from_numpy(np.stack(targets)))
    return parts


def _cues(
    batch: Batch, tag_scores: Tensor, length: int, random: Random
) -> tuple[list[int], list[int], list[np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Gold cues of the batch (window, place, labels), and wrong cues that the tag head believes in, with no labels."""
    believed = tag_scores.softmax(-1)[..., B_CUE].numpy()
    rows, anchors, targets = [], [], []
    for row, window in enumerate(batch.windows):
        chosen = window.cues if len(window.cues) <= CUES_A_WINDOW else random.sample(window.cues, CUES_A_WINDOW)
        for anchor, labels in chosen:
            target = np.full(length, IGNORED, np.int64)
            target[window.places] = labels
            rows.append(row)
            anchors.append(anchor)
            targets.append(target)
        tags = window.targets["tag"]
        wrong = [
            place
            for place, tag in zip(window.places, tags, strict=True)
            if tag not in (B_CUE, I_CUE) and believed[row, place] > 0.3
        ]
        for place in wrong[:2]:
            target = np.full(length, IGNORED, np.int64)
            target[window.places] = 0
            rows.append(row)
            anchors.append(int(place))
            targets.append(target)
    return rows, anchors, targets


def _names(reader: Reader, hidden: Tensor, batch: Batch, random: Random) -> dict[str, Tensor]:
    return {"names": _entropy(reader.names(hidden), scattered(batch.windows, "names", hidden.shape[1]))}


def _parse(reader: Reader, hidden: Tensor, batch: Batch, random: Random) -> dict[str, Tensor]:
    count = max(len(window.places) for window in batch.windows)
    names = ("upos", "xpos", "sentence", "head", "dep", "group")
    target = {name: np.full((len(batch.windows), count), IGNORED, np.int64) for name in names}
    places = np.zeros((len(batch.windows), count), np.int64)
    for row, window in enumerate(batch.windows):
        places[row, : len(window.places)] = window.places
        for name in names:
            target[name][row, : len(window.places)] = window.targets[name]
    gold = {name: torch.from_numpy(array) for name, array in target.items()}
    words = torch.gather(hidden, 1, torch.from_numpy(places)[..., None].expand(-1, -1, hidden.shape[-1]))
    arcs = reader.arc_scores(words).float()
    arcs = arcs.masked_fill(gold["group"][:, :, None] != gold["group"][:, None, :], -1e4)
    known = (gold["head"] >= 0).nonzero(as_tuple=True)
    labels = reader.label_scores(words, known, gold["head"][known])
    return {
        "upos": 0.5 * _entropy(reader.upos(words), gold["upos"]),
        "xpos": 0.3 * _entropy(reader.xpos(words), gold["xpos"]),
        "sentence": 0.2 * _entropy(reader.sentence(words), gold["sentence"]),
        "arc": _entropy(arcs, gold["head"]),
        "label": _entropy(labels, gold["dep"][known]),
    }
