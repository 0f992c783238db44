"""Attributions in the research format: tag spans linked to cues (to be dropped with that format)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from demarche.models.decoding import ATTRIBUTION_LABELS, distance_bucket, log_softmax, spans_of
from demarche.sentences.rows import Rows
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.syntax import best_path


def lab_sayings(pieces: Any, rows: Rows, distance: Any) -> list[Saying]:
    """Sayings by spans and links."""
    tags = log_softmax(rows["tag"])
    path = best_path(tags, ATTRIBUTION_LABELS)
    spans = spans_of(path, ATTRIBUTION_LABELS)
    sure = np.exp(tags[np.arange(len(path)), path])
    parts = [(Part(s, e, float(sure[s:e].mean())), k) for s, e, k in spans]
    cues = [part for part, kind in parts if kind == "cue"]
    if not cues:
        return []
    first = np.maximum(np.maximum.accumulate(pieces.first), 0).astype(np.int64)
    query, key = rows["lq"], rows["lk"]
    starts = np.array([cue.start for cue in cues])
    own: list[dict[str, list[Part]]] = [{"source": [], "content": []} for _ in cues]
    for part, kind in parts:
        if kind == "cue":
            continue
        gap = first[starts][None] - first[part.start : part.end][:, None]
        near = np.abs(gap).min(0) < 230
        if not near.any():
            continue
        scores = (
            query[part.start : part.end] @ key[starts].T / math.sqrt(query.shape[1]) + distance[distance_bucket(gap)]
        )
        scores = np.where(near[None], scores, -1e4)
        own[int(log_softmax(scores).mean(0).argmax())][kind].append(part)
    return [
        Saying((cue,), tuple(mine["source"]), tuple(mine["content"]), cue.confidence)
        for cue, mine in zip(cues, own, strict=True)
        if mine["source"] or mine["content"]
    ]
