"""Sentence starts and trees of a stretch, from the network's outputs.

Faster forms of the reference in `demarche.models.decoding` (the tests hold them to it): what can be multiplied for a
whole stretch at once is, and dynamic programming runs only where the plain best labels break a rule.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from demarche.models.decoding import distance_bucket, transitions
from demarche.models.inputs import NEWLINE, NO_GAP
from demarche.models.trees import TreeHead
from demarche.sentences.rows import Floats, Numbers, Rows
from demarche.sentences.spanning import single_root_tree
from demarche.sentences.stretches import Stretch

LONGEST_SENTENCE = 256
"""Words; what is longer is a table or a list, and the cost of a tree grows with the square."""

_CLOSING = frozenset("”»’\"')]}.,;:!?…") | {"''", "..."}
_ENCLOSING = frozenset("”»’\"')]") | {"''"}
_FINAL = frozenset(".!?…") | {"...", "?!"}
_AFTER_WHICH_ONE_BEGINS = frozenset('.!?”"')
_OPENING = frozenset("“„«‘\"'")
_DASHES = frozenset({"-", "–", "—", "--"})
_BETWEEN = frozenset({",", ".", "/", "(", ")", "[", "]", "of", "de", "al", "and"})
_LONGEST_DATELINE = 18  # words up to its dash
_CHUNK = 128
# Words whose labels are scored at once: what they take stays in the processor's cache (2.5 times as fast as 256).
_CERTAIN = -0.001
_NEVER = -1e9


def sentence_starts(stretch: Stretch, rows: Rows) -> Numbers:
    """Word indices where sentences start.

    The network proposes; block borders always start one, and so does a new line after a full stop, or a capital after
    a full stop behind a plain word ("... the flow. Officials ..."). A closing mark
    without a space before it never does, nor does a word on the same line as a comma or a plain word before it
    ("But | King told", "received,” | the firm said").
    """
    starts = rows["sent"].argmax(1) == 1
    for word in np.flatnonzero(starts).tolist():
        starts[word] = _may_start(stretch, word)
    for word, gap in enumerate(stretch.gaps):
        if not word or starts[word] or gap == NO_GAP:
            continue
        if stretch.role == "title" and stretch.words[word - 1] == ";":
            starts[word] = True  # "Varnia blames Ostrovia; union calls for calm"
        elif gap == NEWLINE:
            starts[word] = _last_mark(stretch, word) in _FINAL and _begins(stretch.words[word])
        elif stretch.words[word - 1] in _AFTER_WHICH_ONE_BEGINS:
            starts[word] = _surely_starts(stretch, word)
    starts[stretch.borders] = True
    for border in stretch.borders:
        if (opening := _after_dateline(stretch, border)) is not None:
            starts[opening] = True
    found = np.flatnonzero(starts)
    ends = np.append(found[1:], len(starts))
    if (ends - found).max() > LONGEST_SENTENCE:
        for start, end in zip(found, ends, strict=True):
            starts[start:end:LONGEST_SENTENCE] = True
        found = np.flatnonzero(starts)
    return found


def _after_dateline(stretch: Stretch, border: int) -> int | None:
    """The word after the dateline that a block opens with; a tree over both takes the place for the one who speaks.

    "MOKORO, March 5 (Agency) - Varnia accused ...": a place in capitals, or one with a bracket, before a dash or colon.
    """
    words = stretch.words[border : border + _LONGEST_DATELINE]
    if not words or not words[0][:1].isupper() or len(words[0]) < 3:
        return None
    for at, word in enumerate(words[:-1]):
        if word in _DASHES or (word == ":" and at <= 3):
            in_capitals = words[0].isupper() and (word != ":" or all(w.isupper() or w == "," for w in words[:at]))
            bracketed = word != ":" and ")" in words[:at]
            begins = words[at + 1][:1].isupper() or words[at + 1][:1] in _OPENING
            return border + at + 1 if at and begins and (in_capitals or bracketed) else None
        if not (word[:1].isupper() or word[:1].isdigit() or word in _BETWEEN):
            return None
    return None


def _surely_starts(stretch: Stretch, word: int) -> bool:
    """Whether a capital stands behind a full stop that ends a plain word or a year: "... the flow. Officials ..."."""
    stop = word - 1 if stretch.words[word - 1] in ".!?" else word - 2
    if stop < 1 or (stop == word - 2 and stretch.words[stop] != "."):
        return False  # “Why?” Brandt asked
    before, opens = stretch.words[stop - 1], stretch.words[word]
    plain = (before.isalpha() and before.islower() and len(before) > 2) or (before.isdigit() and len(before) == 4)
    return plain and opens[0].isupper()


def _may_start(stretch: Stretch, word: int) -> bool:
    gap = stretch.gaps[word]
    if gap == NO_GAP and stretch.words[word] in _CLOSING:
        return False
    if gap == NEWLINE or not word:
        return True
    mark = _last_mark(stretch, word)
    return mark != "," and not mark[-1:].isalnum()


def _last_mark(stretch: Stretch, word: int) -> str:
    """The word before `word`, closing marks and brackets left out."""
    before = word - 1
    while before > 0 and stretch.words[before] in _ENCLOSING and word - before < 4:
        before -= 1
    return stretch.words[before]


def _begins(word: str) -> bool:
    return word[0].isupper() or word[0] in "“„«\"'‘"


def best_path(logs: Floats, labels: tuple[str, ...]) -> Numbers:
    """Best legal BIO path [words] of log probabilities [words, labels].

    The best labels word by word, where they are legal, are the best path; only stretches between certain words in which
    they are not go through Viterbi.
    """
    path: Numbers = logs.argmax(1)
    broken = _broken(path, labels)
    if not len(broken):
        return path
    certain = np.flatnonzero(logs[np.arange(len(logs)), path] > _CERTAIN)
    done = -1
    for word in broken.tolist():
        if word < done:
            continue
        place = int(np.searchsorted(certain, word))
        start = int(certain[place - 1]) if place else 0
        done = int(certain[place]) + 1 if place < len(certain) else len(logs)
        path[start:done] = _viterbi(logs[start:done], labels, int(path[start]) if place else None)
    if len(_broken(path, labels)):  # what was certain could not stay
        path[:] = _viterbi(logs, labels)
    return path


def _broken(path: Numbers, labels: tuple[str, ...]) -> Numbers:
    """The words whose label may not follow the one before."""
    penalty = _transitions(labels)
    broken = np.flatnonzero(penalty[path[:-1], path[1:]] < 0) + 1
    return np.concatenate([[0], broken]) if penalty[0, path[0]] < 0 else broken


def _viterbi(logs: Floats, labels: tuple[str, ...], opening: int | None = None) -> list[int]:
    """Viterbi over one short sequence that begins with `opening`, or follows an "O".

    In plain Python, as so few numbers are quickest.
    """
    follows = _follows(labels)
    if opening is None:
        best = [_NEVER if before else score for before, score in zip(follows, logs[0].tolist(), strict=True)]
    else:
        best = [0.0 if label == opening else _NEVER for label in range(len(labels))]
    back: list[list[int]] = []
    for scores in logs[1:].tolist():
        top = max(best)
        source = best.index(top)
        into: list[int] = []
        through: list[float] = []
        for before, score in zip(follows, scores, strict=True):
            if before:
                first, second = before
                chosen = first if best[first] >= best[second] else second
                into.append(chosen)
                through.append(best[chosen] + score)
            else:
                into.append(source)
                through.append(top + score)
        back.append(into)
        best = through
    path = [best.index(max(best))]
    for into in reversed(back):
        path.append(into[path[-1]])
    return path[::-1]


@lru_cache(maxsize=16)
def _follows(labels: tuple[str, ...]) -> tuple[tuple[int, int] | None, ...]:
    """For I-x the numbers of B-x and I-x, which alone it may follow; None for a label that may follow any."""
    return tuple(
        (labels.index(f"B-{label[2:]}"), labels.index(label)) if label.startswith("I-") else None for label in labels
    )


@lru_cache(maxsize=16)
def _transitions(labels: tuple[str, ...]) -> Floats:
    return transitions(labels)


def trees_of(rows: Rows, head: TreeHead, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Heads (word indices; a root is its own) and label numbers of all words, a tree to a sentence.

    Biaffine scores (Dozat and Manning 2017), one root a sentence, the maximum spanning tree where the best heads are
    none. `rows` should hold each sentence in one window (`sentence_rows`).
    """
    dependent, heads_side = rows["arc_dependent"], rows["arc_head"]
    count = len(dependent)
    through = dependent @ head.arc[:-1] + head.arc[-1]
    heads = np.zeros(count, np.int64)
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), count], strict=True):
        scores = through[start:end] @ heads_side[start:end].T
        scores += _distance_scores(head.arc_distance.tobytes(), LONGEST_SENTENCE)[: end - start, : end - start]
        heads[start:end] = single_root_tree(scores) + start
    return heads, _labels(rows, head, heads)


@lru_cache(maxsize=4)
def _distance_scores(weights: bytes, size: int) -> Floats:
    """[dependent, head]: what the distance alone speaks for."""
    places = np.arange(size)
    return np.frombuffer(weights, np.float32)[distance_bucket(places[None] - places[:, None])]


def _labels(rows: Rows, head: TreeHead, heads: Numbers) -> Numbers:
    kinds, width = head.label.shape[0], head.label.shape[1]
    weight = head.label.transpose(1, 0, 2).reshape(width, -1)
    one = np.ones((len(heads), 1), np.float32)
    left = np.concatenate([rows["label_dependent"], one], 1)
    right = np.concatenate([rows["label_head"][heads], one], 1)[:, :, None]
    labels = np.zeros(len(heads), np.int64)
    for start in range(0, len(heads), _CHUNK):
        part = slice(start, start + _CHUNK)
        mixed = (left[part] @ weight).reshape(-1, kinds, width)
        labels[part] = np.matmul(mixed, right[part])[:, :, 0].argmax(1)
    return labels
