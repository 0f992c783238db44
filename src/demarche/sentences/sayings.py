"""Attributions of a stretch, from the network's outputs: the tag head finds the cues, each cue is then read by itself.

A faster form of `demarche.models.decoding.relations` (the tests hold it to that), with the confidence of every span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from demarche.models.decoding import (
    ATTRIBUTION_LABELS,
    Claim,
    CueHead,
    Outputs,
    adopt_orphans,
    agreed,
    distance_bucket,
    log_softmax,
    spans_of,
)
from demarche.models.inputs import WINDOW, Pieces
from demarche.sentences.rows import Floats, Numbers, Rows
from demarche.sentences.syntax import best_path

_CUE = slice(3, 5)


class Part(NamedTuple):
    """Words [start, end) of a stretch that are source, cue or content, and the mean probability of that."""

    start: int
    end: int
    confidence: float


class Saying(NamedTuple):
    """One attribution, in words of its stretch. `confidence` is that of the cue."""

    cue: tuple[Part, ...]
    source: tuple[Part, ...]
    content: tuple[Part, ...]
    confidence: float


def sayings_of(
    pieces: Pieces,
    windows: Sequence[tuple[int, int]],
    outputs: Sequence[Outputs],
    rows: Rows,
    head: CueHead,
    cue_bias: float = 0.0,
    keep: float = 0.0,
    starts: Numbers | None = None,
) -> list[Saying]:
    """Attributions in the order of their cues.

    `rows` are the central ones. `cue_bias` is added to the log probabilities of the cue labels (recall against
    precision); a cue of a mean probability under `keep`, or that claims neither source nor content, is dropped.
    With sentence `starts` a cue stays in its sentence, and so does its source if it has one there.
    """
    tags = log_softmax(rows["tag"])
    probability = np.exp(tags[:, _CUE]).sum(1)
    tags[:, _CUE] += cue_bias
    tagged = spans_of(best_path(tags, ATTRIBUTION_LABELS), ATTRIBUTION_LABELS)
    cues = [Part(start, end, float(probability[start:end].mean())) for start, end, kind in tagged if kind == "cue"]
    cues = [cue for cue in cues if cue.confidence >= keep]
    if not cues:
        return []
    reader = _CueReader(pieces, windows, outputs, head)
    readings = [reader.read(cue.start) for cue in cues]
    claims = [_claims(low, logs) for low, logs in readings]
    tagged = spans_of(best_path(agreed(tags, readings), ATTRIBUTION_LABELS), ATTRIBUTION_LABELS)
    adopt_orphans(tagged, claims, readings)
    found: list[Saying] = []
    for cue, spans, (low, logs) in zip(cues, claims, readings, strict=True):
        claimed = [(kind, Part(start, end, _belief(logs, start - low, end - low, kind))) for start, end, kind in spans]
        if starts is not None:
            claimed = _of_one_sentence(claimed, cue, starts)
        source = tuple(part for kind, part in claimed if kind == "source")
        content = tuple(part for kind, part in claimed if kind == "content")
        others = (part for kind, part in claimed if kind == "cue" and (part.end <= cue.start or part.start >= cue.end))
        if source or content:
            found.append(Saying(tuple(sorted((cue, *others))), source, content, cue.confidence))
    joined = _join_shared_cues(found)
    return joined if starts is None else _without_neighbours_contents(joined, starts)


def _of_one_sentence(claimed: list[tuple[str, Part]], cue: Part, starts: Numbers) -> list[tuple[str, Part]]:
    """`claimed` without pieces of cues in other sentences, nor sources there where the cue's own has a surer one.

    What looks alike in two sentences (two speakers who "said") is easily taken for one.
    """
    own = _sentence(cue.start, starts)
    sure = max(
        (part.confidence for kind, part in claimed if kind == "source" and _sentence(part.start, starts) == own),
        default=0.0,
    )
    return [
        (kind, part)
        for kind, part in claimed
        if kind == "content" or _sentence(part.start, starts) == own or (kind == "source" and part.confidence > sure)
    ]


def _without_neighbours_contents(found: list[Saying], starts: Numbers) -> list[Saying]:
    """No saying keeps a content in another sentence that a cue of that sentence claims as well."""
    kept: list[Saying] = []
    for saying in found:
        own = _sentence(saying.cue[0].start, starts)
        content = tuple(
            part
            for part in saying.content
            if _sentence(part.start, starts) <= own <= _sentence(part.end - 1, starts)
            or not any(_claims_at_home(other, part, starts) for other in found if other is not saying)
        )
        if saying.source or content:
            kept.append(saying._replace(content=content))
    return kept


def _claims_at_home(saying: Saying, part: Part, starts: Numbers) -> bool:
    own = _sentence(saying.cue[0].start, starts)
    if not _sentence(part.start, starts) <= own <= _sentence(part.end - 1, starts):
        return False
    # A cue within the words is but a saying inside that content.
    inside = part.start <= saying.cue[0].start < part.end
    return not inside and any(other.start < part.end and part.start < other.end for other in saying.content)


def _sentence(word: int, starts: Numbers) -> int:
    return int(np.searchsorted(starts, word, "right"))


def _join_shared_cues(found: list[Saying]) -> list[Saying]:
    """One saying of two cues that read each other as parts of one ("laid ... the blame on"): the surer one."""
    joined: list[Saying] = []
    for saying in found:
        places = {(part.start, part.end) for part in saying.cue}
        twin = next(
            (index for index, other in enumerate(joined) if places & {(part.start, part.end) for part in other.cue}),
            None,
        )
        if twin is None:
            joined.append(saying)
        elif saying.confidence > joined[twin].confidence:
            joined[twin] = saying
    return joined


class _CueReader:
    """Reads words given a cue; each word in the window that holds it and the cue furthest from its edges."""

    def __init__(
        self, pieces: Pieces, windows: Sequence[tuple[int, int]], outputs: Sequence[Outputs], head: CueHead
    ) -> None:
        self.first = np.maximum(np.maximum.accumulate(pieces.first), 0).astype(np.int64)
        self.outputs, self.head = outputs, head
        self.begin, self.end = np.array(windows, np.int64).T
        count = len(pieces.ids)
        first = self.first[None]
        left = np.where(self.begin == 0, 1 << 30, 0)[:, None] + (first - self.begin[:, None])
        right = np.where(self.end == count, 1 << 30, 0)[:, None] + (self.end[:, None] - 1 - first)
        held = (first >= self.begin[:, None]) & (first < self.end[:, None])
        self.margin = np.where(held, np.minimum(left, right), -1)
        self.distance = _distance_rows(head)

    def read(self, cue: int) -> tuple[int, Floats]:
        """First word and log probabilities [words, labels] of the words round the cue that starts at word `cue`."""
        anchor = self.first[cue]
        holding = np.flatnonzero(self.margin[:, cue] >= 0)
        low = int(np.searchsorted(self.first, self.begin[holding[0]]))
        high = int(np.searchsorted(self.first, self.end[holding[-1]]))
        margin = np.minimum(self.margin[holding, low:high], self.margin[holding, cue][:, None])
        best = margin.argmax(0)
        logits = np.zeros((high - low, len(ATTRIBUTION_LABELS)), np.float32)
        for row, number in enumerate(holding.tolist()):
            words = np.flatnonzero((best == row) & (margin[row] >= 0))
            if len(words):
                logits[words] = self._logits(number, self.first[low:high][words], anchor)
        return low, log_softmax(logits)

    def _logits(self, number: int, places: Numbers, anchor: int) -> Floats:
        """`cue_logits` of the words whose first pieces are `places`, in one window."""
        head, begin = self.head, int(self.begin[number])
        hidden = head.distance.shape[1]
        token = self.outputs[number]["cue_token"][places - begin + 1]
        cue = self.outputs[number]["cue_query"][anchor - begin + 1]
        added = token[:, :hidden] + cue[:hidden]
        added += self.distance[places - anchor + WINDOW]
        # The tanh form of GELU, the factor 1/2 put into the weights' side.
        curve = added * added
        curve *= np.float32(0.044715 * 0.7978845608)
        curve += np.float32(0.7978845608)
        curve *= added
        np.tanh(curve, out=curve)
        curve += np.float32(1)
        curve *= added
        logits = curve @ (head.weight[:hidden] * np.float32(0.5))
        logits += token[:, hidden:] @ (cue[hidden:, None] * head.weight[hidden:])
        return np.asarray(logits + head.bias, np.float32)


def _claims(low: int, logs: Floats) -> list[Claim]:
    """Spans that a cue claims by its own reading, in words of the stretch."""
    path = best_path(logs, ATTRIBUTION_LABELS)
    live = np.flatnonzero(path)
    if not len(live):
        return []
    shift = int(live[0])
    return [
        (low + shift + start, low + shift + end, kind)
        for start, end, kind in spans_of(path[shift : live[-1] + 1], ATTRIBUTION_LABELS)
    ]


def _belief(logs: Floats, start: int, end: int, kind: str) -> float:
    """Mean probability of a span's words being what it is claimed for; 0 where the cue's reading does not reach them.

    An adopted orphan may lie outside the window of the cue that adopts it.
    """
    within = logs[max(0, start) : max(0, end)]
    if not len(within):
        return 0.0
    begin = ATTRIBUTION_LABELS.index(f"B-{kind}")
    return float(np.exp(within[:, begin : begin + 2]).sum()) / len(within)


def _distance_rows(head: CueHead) -> Floats:
    """The distance part for pieces -WINDOW to WINDOW from the cue."""
    return head.distance[distance_bucket(np.arange(-WINDOW, WINDOW + 1))]
