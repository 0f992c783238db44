"""Attributions in the research format: tag spans linked to cues (to be dropped with that format)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from demarche.models.decoding import (
    ATTRIBUTION_LABELS, Relation, at_words, distance_bucket, log_softmax, long_viterbi, spans_of, transitions,
)  # fmt: skip


def lab_relations(pieces: Any, windows: Any, outputs: Any, distance: Any) -> list[Relation]:
    tags = log_softmax(at_words(pieces, windows, outputs, "tag"))
    spans = spans_of(long_viterbi(tags, transitions(ATTRIBUTION_LABELS)), ATTRIBUTION_LABELS)
    cues = [(s, e) for s, e, k in spans if k == "cue"]
    if not cues:
        return []
    first = np.where(pieces.first < 0, 0, pieces.first)
    query, key = (at_words(pieces, windows, outputs, name) for name in ("lq", "lk"))
    starts = np.array([s for s, _ in cues])
    own: dict[int, dict[str, list[tuple[int, int]]]] = {k: {"source": [], "content": []} for k in range(len(cues))}
    for start, end, kind in spans:
        if kind == "cue":
            continue
        gap = first[starts][None].astype(np.int64) - first[start:end][:, None]
        near = np.abs(gap).min(0) < 230
        if not near.any():
            continue
        scores = query[start:end] @ key[starts].T / math.sqrt(query.shape[1]) + distance[distance_bucket(gap)]
        scores = np.where(near[None], scores, -1e4)
        own[int(log_softmax(scores).mean(0).argmax())][kind].append((start, end))
    probability = np.exp(tags[:, 3:5]).sum(1)
    return [
        Relation((cue,), tuple(own[k]["source"]), tuple(own[k]["content"]), float(probability[cue[0] : cue[1]].mean()))
        for k, cue in enumerate(cues)
        if own[k]["source"] or own[k]["content"]
    ]
