"""From the network's outputs to tags, names and attributions; numpy only, the reference for every user.

All positions are word indices unless said otherwise. `outputs` is one mapping a window, as the network gives them, each
array [pieces of the window, ...]. Attribution is read in two steps: the tag head finds cues, then each cue is decoded
by itself: a small head reads every word of the window given that cue, so that several contents, a source shared by two
cues, and one saying inside another all come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.models.inputs import Ints, Pieces, margins, word_places

Floats = NDArray[np.float32]
Span = tuple[int, int]
Claim = tuple[int, int, str]
Outputs = Mapping[str, Floats]

ATTRIBUTION_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ORPHAN_FLOOR, ORPHAN_SECOND = -4.0, 2.0
"""Least mean log probability with which a cue takes in a span nobody claims; what having one already takes off it."""
CUES_SHARE, INSIDE_MORE = 0.4, 0.2
"""Weight of the cues' own readings in the tags all agree on; what is added to the log probability of all but "O"."""
_FORBIDDEN = np.float32(-1e4)


class CueHead(msgspec.Struct, frozen=True):
    """The part of the cue-conditioned head that lies outside the graph.

    `distance` [41, hidden], `weight` [hidden + product, 7], `bias` [7]; `hidden` and `product` are the widths of the
    additive and of the multiplicative part (see `cue_logits`).
    """

    distance: Floats
    weight: Floats
    bias: Floats


class Relation(msgspec.Struct, frozen=True):
    """One attribution in word indices; `confidence` is the tag head's mean probability over the cue's words."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def distance_bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """Signed, roughly logarithmic bucket (0 to 40, 20 is zero) of a distance in pieces or words."""
    size = np.abs(distance).astype(np.float64)
    bucket = np.where(size < 8, size, 8 + np.log2(np.maximum(size, 8) / 8) * 2)
    return (np.minimum(bucket, 20).astype(np.int64) * np.sign(distance) + 20).astype(np.int64)


def transitions(labels: Sequence[str]) -> Floats:
    """Viterbi penalties [from, to] for BIO labels: I-x may follow only B-x or I-x."""
    penalty = np.zeros((len(labels), len(labels)), np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            penalty[:, to] = [0 if before[1:] == label[1:] else _FORBIDDEN for before in labels]
    return penalty


def viterbi(scores: Floats, penalty: Floats, lengths: Ints | None = None) -> NDArray[np.int64]:
    """Best label path of each row of `scores` [rows, words, labels]; words from a row's length on come out as 0.

    Rows are decoded side by side, so many short sequences cost about as much as the longest.
    """
    rows, words, labels = scores.shape
    if rows == 0 or words == 0:
        return np.zeros((rows, words), np.int64)
    scores = scores.copy()
    if lengths is not None:
        beyond = np.arange(words)[None] >= lengths[:, None]
        scores[beyond] = _FORBIDDEN
        scores[beyond, 0] = 0
    start = np.array([_FORBIDDEN if penalty[0, to] < 0 else 0 for to in range(labels)], np.float32)
    best = scores[:, 0] + start
    back = np.zeros((words, rows, labels), np.int64)
    for word in range(1, words):
        through = best[:, :, None] + penalty[None]
        back[word] = through.argmax(1)
        best = through.max(1) + scores[:, word]
    path = np.zeros((rows, words), np.int64)
    path[:, -1] = best.argmax(-1)
    every = np.arange(rows)
    for word in range(words - 1, 0, -1):
        path[:, word - 1] = back[word, every, path[:, word]]
    return path


def spans_of(path: Sequence[int] | NDArray[np.int64], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Maximal BIO spans (start, end, kind) of a label path."""
    spans: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for index, label in enumerate([*(labels[int(number)] for number in path), "O"]):
        if kind and (label[0] != "I" or label[2:] != kind):
            spans.append((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return spans


def at_words(pieces: Pieces, windows: Sequence[Span], outputs: Sequence[Outputs], name: str) -> Floats:
    """One row a word of the named output, each read in the window where the word stands most centrally."""
    window, position = word_places(pieces, windows)
    return np.stack([outputs[number][name][place] for number, place in zip(window, position, strict=True)])


def long_viterbi(scores: Floats, penalty: Floats, certain: float = -0.001) -> NDArray[np.int64]:
    """Viterbi over one long sequence [words, labels] of log probabilities, cut where "O" is certain.

    A cut changes nothing but paths that would pay more than the certainty, and it lets the parts be decoded side by
    side.
    """
    path = np.zeros(len(scores), np.int64)
    live = np.flatnonzero(scores[:, 0] < certain)
    if not len(live):
        return path
    parts = np.split(live, np.flatnonzero(np.diff(live) > 1) + 1)
    lengths = np.array([len(part) for part in parts], np.int32)
    # Short parts together, long parts together: padding all to the longest would cost more than it saves.
    for low, high in ((1, 8), (8, 32), (32, 128), (128, 1 << 30)):
        chosen = [part for part, length in zip(parts, lengths, strict=True) if low <= length < high]
        if not chosen:
            continue
        sizes = np.array([len(part) for part in chosen], np.int32)
        padded = np.zeros((len(chosen), int(sizes.max()), scores.shape[1]), np.float32)
        for row, part in enumerate(chosen):
            padded[row, : len(part)] = scores[part]
        for row, labels in enumerate(viterbi(padded, penalty, sizes)):
            path[chosen[row]] = labels[: sizes[row]]
    return path


def cue_logits(token_side: Floats, cue_side: Floats, distances: NDArray[np.int64], head: CueHead) -> Floats:
    """Scores [words, 7] of words given one cue.

    `token_side` [words, hidden + product], `cue_side` [hidden + product], `distances` [words]: pieces from the cue's
    first piece to each word's. The first `hidden` columns meet additively under a GELU, the rest by product.
    """
    hidden = head.distance.shape[1]
    added = token_side[:, :hidden] + cue_side[:hidden] + head.distance[distance_bucket(distances)]
    # The tanh form of GELU is what the head was trained with: erf is not in numpy.
    curved = 0.5 * added * (1 + np.tanh(0.7978845608 * (added + 0.044715 * added**3)))
    product = token_side[:, hidden:] * cue_side[hidden:]
    return np.asarray(np.concatenate([curved, product], 1) @ head.weight + head.bias, np.float32)


def attribution_tags(
    pieces: Pieces, windows: Sequence[Span], outputs: Sequence[Outputs], head: CueHead, cue_bias: float = 0.0
) -> NDArray[np.int64]:
    """One label a word, by the tag head and the readings of its cues together (see `agreed`)."""
    tags = log_softmax(at_words(pieces, windows, outputs, "tag"))
    biased = tags.copy()
    biased[:, 3:5] += cue_bias
    tagged = spans_of(long_viterbi(biased, transitions(ATTRIBUTION_LABELS)), ATTRIBUTION_LABELS)
    first = np.where(pieces.first < 0, 0, pieces.first)
    count = len(pieces.ids)
    cues = [(start, end) for start, end, kind in tagged if kind == "cue"]
    scored = [_score_cue(first, count, windows, outputs, head, cue) for cue in cues]
    return long_viterbi(agreed(tags, scored), transitions(ATTRIBUTION_LABELS))


def relations(
    pieces: Pieces,
    windows: Sequence[Span],
    outputs: Sequence[Outputs],
    head: CueHead,
    cue_bias: float = 0.0,
    keep: float = 0.0,
) -> list[Relation]:
    """Attributions of a document, in the order of their cues.

    `cue_bias` is added to the log probability of cue labels before decoding (recall against precision); a cue whose
    own reading finds neither source nor content is dropped, as is one whose mean cue probability is under `keep`.
    """
    tags = log_softmax(at_words(pieces, windows, outputs, "tag"))
    cue_probability = np.exp(tags[:, 3:5]).sum(1)
    tags[:, 3:5] += cue_bias
    tagged = spans_of(long_viterbi(tags, transitions(ATTRIBUTION_LABELS)), ATTRIBUTION_LABELS)
    found = [(start, end) for start, end, kind in tagged if kind == "cue" and cue_probability[start:end].mean() >= keep]
    first = np.where(pieces.first < 0, 0, pieces.first)
    scored = [_score_cue(first, len(pieces.ids), windows, outputs, head, cue) for cue in found]
    claims = _claims(scored)
    tagged = spans_of(long_viterbi(agreed(tags, scored), transitions(ATTRIBUTION_LABELS)), ATTRIBUTION_LABELS)
    adopt_orphans(tagged, claims, scored)
    kept: list[Relation] = []
    for span, spans in zip(found, claims, strict=True):
        source = tuple((start, end) for start, end, kind in spans if kind == "source")
        content = tuple((start, end) for start, end, kind in spans if kind == "content")
        others = tuple(
            (start, end) for start, end, kind in spans if kind == "cue" and (end <= span[0] or start >= span[1])
        )
        if source or content:
            confidence = float(cue_probability[span[0] : span[1]].mean())
            kept.append(Relation(tuple(sorted((span, *others))), source, content, confidence))
    return _join_shared_cues(kept)


def agreed(tags: Floats, scored: Sequence[tuple[int, Floats]]) -> Floats:
    """Log probabilities [words, 7] of the tag head mixed with those of the readings of all cues.

    Two heads that see the same words differently err less together. For a source or content label the surest cue
    counts, for "O" that none claims the word; whether a word is a cue the tag head alone says. `scored` is as in
    `adopt_orphans`.
    """
    alone = np.exp(tags)
    claimed = np.zeros_like(alone)
    roles = [1, 2, 5, 6]
    for offset, scores in scored:
        part = claimed[offset : offset + len(scores)]
        part[:, roles] = np.maximum(part[:, roles], np.exp(scores[:, roles]))
    claimed[:, 3:5] = alone[:, 3:5]
    claimed[:, 0] = np.clip(1 - claimed[:, 1:].sum(1), 1e-4, 1)
    mixed = (1 - CUES_SHARE) * alone + CUES_SHARE * claimed / claimed.sum(1, keepdims=True)
    logs = np.log(np.maximum(mixed, 1e-9))
    logs[:, 1:] += INSIDE_MORE
    return np.asarray(logs, np.float32)


def adopt_orphans(tagged: Sequence[Claim], claims: Sequence[list[Claim]], scored: Sequence[tuple[int, Floats]]) -> None:
    """Give each source or content that the tag head sees and no cue claims to the cue that comes nearest to it.

    `claims` holds the spans of each cue and is changed; `scored` the first word and the log probabilities [words, 7] of
    each cue's reading. A span is claimed when one cue has half of its words in that role. A cue that already has a
    source (content) of its own takes another only when it believes in it much more than the others do. What the cue
    claimed of the same words before gives way.
    """
    whole = {span for spans in claims for span in spans}  # most are claimed just so: a look-up in place of sums
    for start, end, kind in tagged:
        if kind == "cue" or (start, end, kind) in whole:
            continue
        if any(_share(start, end, kind, spans) >= 0.5 for spans in claims):
            continue
        begin = ATTRIBUTION_LABELS.index(f"B-{kind}")
        best, chosen = ORPHAN_FLOOR, -1
        for number, ((offset, scores), spans) in enumerate(zip(scored, claims, strict=True)):
            if start < offset or end > offset + len(scores):
                continue
            label = scores[start - offset : end - offset, begin : begin + 2]
            belief = float(np.logaddexp(label[:, 0], label[:, 1]).mean())
            belief -= ORPHAN_SECOND * any(span[2] == kind for span in spans)
            if belief > best:
                best, chosen = belief, number
        if chosen >= 0:
            apart = [span for span in claims[chosen] if span[2] != kind or span[1] <= start or span[0] >= end]
            claims[chosen][:] = sorted([*apart, (start, end, kind)])
            whole = {span for spans in claims for span in spans}
    _complete(tagged, claims)


def _complete(tagged: Sequence[Claim], claims: Sequence[list[Claim]]) -> None:
    """Make whole what one cue alone claims in part: the tag head knows better where a span begins and ends."""
    for start, end, kind in tagged:
        touching = [
            (number, span)
            for number, spans in enumerate(claims)
            for span in spans
            if span[2] == kind and span[0] < end and start < span[1]
        ]
        if len({number for number, _ in touching}) != 1:
            continue
        if all(start <= span[0] and span[1] <= end for _, span in touching):
            own = claims[touching[0][0]]
            own[:] = sorted([*(span for span in own if all(span != part for _, part in touching)), (start, end, kind)])


def _share(start: int, end: int, kind: str, spans: Sequence[Claim]) -> float:
    """Share of the words [start, end) that the spans of one kind cover."""
    return sum(max(0, min(end, high) - max(start, low)) for low, high, role in spans if role == kind) / (end - start)


def _join_shared_cues(found: list[Relation]) -> list[Relation]:
    """Make one relation of two cue spans that each read the other as part of the same cue ("laid ... blame on")."""
    joined: list[Relation] = []
    for relation in found:
        twin = next((other for other in joined if set(relation.cue) & set(other.cue)), None)
        if twin is None:
            joined.append(relation)
        elif relation.confidence > twin.confidence:
            joined[joined.index(twin)] = relation
    return joined


def _claims(scored: Sequence[tuple[int, Floats]]) -> list[list[Claim]]:
    """Spans (start, end, kind) that each cue claims, in words of the document."""
    if not scored:
        return []
    lengths = np.array([len(scores) for _, scores in scored], np.int32)
    padded = np.zeros((len(scored), int(lengths.max()), len(ATTRIBUTION_LABELS)), np.float32)
    for row, (_, scores) in enumerate(scored):
        padded[row, : len(scores)] = scores
    paths = viterbi(padded, transitions(ATTRIBUTION_LABELS), lengths)
    return [
        [(start + offset, end + offset, kind) for start, end, kind in spans_of(path[:length], ATTRIBUTION_LABELS)]
        for (offset, _), path, length in zip(scored, paths, lengths, strict=True)
    ]


def _score_cue(
    first: Ints, count: int, windows: Sequence[Span], outputs: Sequence[Outputs], head: CueHead, cue: Span
) -> tuple[int, Floats]:
    """First word and log probabilities of the words round a cue.

    Each word is read in the window that holds it and the cue furthest from its edges.
    """
    anchor = int(first[cue[0]])
    holding = [number for number, (start, end) in enumerate(windows) if start <= anchor < end]
    low = min(int(np.searchsorted(first, windows[number][0])) for number in holding)
    high = max(int(np.searchsorted(first, windows[number][1])) for number in holding)
    best = np.full(high - low, -1.0)
    scores = np.zeros((high - low, len(ATTRIBUTION_LABELS)), np.float32)
    for number in holding:
        start, end = windows[number]
        own = margins(first[low:high], start, end, count)
        margin = np.where(own < 0, -1.0, np.minimum(own, margins(np.array([anchor], np.int32), start, end, count)[0]))
        better = np.flatnonzero(margin > best)
        if not len(better):
            continue
        places = first[low:high][better] - start + 1
        logits = cue_logits(
            outputs[number]["cue_token"][places],
            outputs[number]["cue_query"][anchor - start + 1],
            (first[low:high][better] - anchor).astype(np.int64),
            head,
        )
        scores[better] = log_softmax(logits)
        best[better] = margin[better]
    return low, scores
