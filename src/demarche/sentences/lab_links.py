"""Attributions in the research format: tag spans linked to cues (to be dropped with that format)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from demarche.models.decoding import ATTRIBUTION_LABELS, distance_bucket, log_softmax, spans_of
from demarche.sentences.rows import Rows
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.syntax import best_path


def lab_sayings(pieces: Any, windows: Any, outputs: Any, rows: Rows, distance: Any) -> list[Saying]:
    """Sayings by spans and links; a link is read in the window that holds the span most centrally."""
    tags = log_softmax(rows["tag"])
    path = best_path(tags, ATTRIBUTION_LABELS)
    spans = spans_of(path, ATTRIBUTION_LABELS)
    sure = np.exp(tags[np.arange(len(path)), path])
    parts = [(Part(s, e, float(sure[s:e].mean())), k) for s, e, k in spans]
    cues = [part for part, kind in parts if kind == "cue"]
    if not cues:
        return []
    first = np.maximum(np.maximum.accumulate(pieces.first), 0).astype(np.int64)
    begin, end = np.array(windows, np.int64).T
    starts = first[[cue.start for cue in cues]]
    own: list[dict[str, list[Part]]] = [{"source": [], "content": []} for _ in cues]
    for part, kind in parts:
        if kind == "cue":
            continue
        places = first[part.start : part.end]
        middle = (places[0] + places[-1]) / 2
        left = np.where(begin == 0, 1e6, middle - begin)
        right = np.where(end == len(pieces.ids), 1e6, end - middle)
        number = int(np.where((begin <= middle) & (middle < end), np.minimum(left, right), -1e9).argmax())
        near = np.flatnonzero((starts >= begin[number]) & (starts < end[number]))
        places = places[(places >= begin[number]) & (places < end[number])]
        if not len(near) or not len(places):
            continue
        query = outputs[number]["lq"][places - begin[number] + 1]
        key = outputs[number]["lk"][starts[near] - begin[number] + 1]
        scores = (
            query @ key.T / math.sqrt(query.shape[1]) + distance[distance_bucket(starts[near][None] - places[:, None])]
        )
        own[int(near[log_softmax(scores).mean(0).argmax()])][kind].append(part)
    return [
        Saying((cue,), tuple(mine["source"]), tuple(mine["content"]), cue.confidence)
        for cue, mine in zip(cues, own, strict=True)
        if mine["source"] or mine["content"]
    ]
