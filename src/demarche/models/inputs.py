"""What the reader network sees: word pieces, the shape of each word, the gap before it, and where quotations stand.

The encoder's vocabulary is uncased and its pieces forget spacing, so case, spacing and quotation marks come back as
small embeddings beside the pieces. Every function here works on a list of words (the tokenizer's, in text order) and is
used unchanged in training and at run time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int32]

CLASSIFIER_PIECE = 101
SEPARATOR_PIECE = 102
WINDOW = 256
"""Pieces a window holds, its two marker pieces included; the network was trained at this width and fails beyond it."""
STRIDE = 224
"""Pieces from the start of one window to the start of the next."""

NO_GAP, SPACE, NEWLINE = 0, 1, 2
OUTSIDE, INSIDE, OPENING, CLOSING, INSIDE_SINGLE = range(5)

_OPENING_MARKS = frozenset("“„«‟❝") | {"``"}
_CLOSING_MARKS = frozenset("”»❞") | {"''"}
_STRAIGHT_MARKS = frozenset('"＂')
_SINGLE_OPENING = frozenset("‘'`")
_SINGLE_CLOSING = frozenset("’'")


class Pieces(msgspec.Struct, frozen=True):
    """A document as the network sees it.

    `ids`, `shapes` and `quotes` hold one value a word piece; `first` holds each word's first piece (-1 for a word that
    the vocabulary drops, such as a lone zero-width character).
    """

    ids: Ints
    shapes: Ints
    quotes: Ints
    first: Ints


@lru_cache(maxsize=1 << 16)
def word_shape(word: str) -> int:
    """Class of a word's case and characters, 1 to 7."""
    if not any(character.isalnum() for character in word):
        return 6
    if any(character.isdigit() for character in word):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 7 if len(word) == 1 else 3
    return 2 if word[0].isupper() and word[1:].islower() else 4


def gaps_before(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Gap before each word: none, a space, or a newline (the first word counts as after a newline).

    `words` are character offsets into `text`.
    """
    gaps = [NEWLINE] if words else []
    for (_, end), (start, _) in pairwise(words):
        between = text[end:start]
        gaps.append(NEWLINE if "\n" in between else SPACE if between else NO_GAP)
    return gaps


def quote_states(words: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Where each word stands with regard to quotations.

    A paragraph's end closes a quotation that was never closed, unless the next paragraph opens with a mark of its own:
    that is how newspapers run a quotation over paragraphs. A straight mark opens or closes by what is open and by the
    spacing round it.
    """
    states: list[int] = []
    open_double = False
    single_until = -1
    count = len(words)
    for index, word in enumerate(words):
        if gaps[index] == NEWLINE:
            open_double = False
        after = gaps[index + 1] if index + 1 < count else NEWLINE
        if word in _OPENING_MARKS or word in _CLOSING_MARKS or word in _STRAIGHT_MARKS:
            opens = _mark_opens(word, gaps[index], after, open_double)
            open_double = opens
            states.append(OPENING if opens else CLOSING)
        elif index == single_until:
            states.append(CLOSING)
        elif index > single_until and word in _SINGLE_OPENING and gaps[index] != NO_GAP and after == NO_GAP:
            single_until = _single_close(words, gaps, index)
            states.append(OPENING if single_until > index else INSIDE if open_double else OUTSIDE)
        else:
            states.append(INSIDE if open_double else INSIDE_SINGLE if index < single_until else OUTSIDE)
    return states


def _mark_opens(mark: str, before: int, after: int, is_open: bool) -> bool:
    if mark in _OPENING_MARKS:
        return True
    if mark in _CLOSING_MARKS:
        # Some outlets close with the opening mark of another language or open with a closing one: "said ”we will".
        return not is_open and before != NO_GAP and after == NO_GAP
    if is_open:
        return False
    return not (before == NO_GAP and after != NO_GAP)


def _single_close(words: Sequence[str], gaps: Sequence[int], opening: int) -> int:
    """Index of the mark that closes the single quotation opened at `opening`, or -1 (an apostrophe then)."""
    for index in range(opening + 1, min(len(words), opening + 80)):
        if gaps[index] == NEWLINE:
            return -1
        follows = gaps[index + 1] if index + 1 < len(words) else NEWLINE
        if words[index] in _SINGLE_CLOSING and gaps[index] == NO_GAP:
            ends = follows != NO_GAP or not words[index + 1][:1].isalnum()
            if ends and index > opening + 1:
                return index
    return -1


def pieces_of(words: Sequence[str], gaps: Sequence[int], tokenizer: Tokenizer) -> Pieces:
    """Pieces and features of a document's words.

    `tokenizer` is the one shipped beside the weights, with truncation and padding switched off.
    """
    by_word = [_ids_of(tokenizer, word) for word in words]
    ids = np.array([number for own in by_word for number in own], np.int32)
    owner = np.repeat(np.arange(len(words), dtype=np.int32), [len(own) for own in by_word])
    first = np.full(len(words), -1, np.int32)
    first[owner[::-1]] = np.arange(len(ids) - 1, -1, -1, dtype=np.int32)
    shapes = np.array([word_shape(word) for word in words], np.int32)[owner] * 3 if len(ids) else np.zeros(0, np.int32)
    starts = first[first >= 0]
    shapes[starts] += np.array(gaps, np.int32)[owner[starts]]
    quotes = np.array(quote_states(words, gaps), np.int32)
    return Pieces(ids, shapes, quotes[owner] if len(ids) else np.zeros(0, np.int32), first)


@lru_cache(maxsize=1 << 16)
def _ids_of(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    """Pieces of one word; the vocabulary knows nothing of the words beside it, and most words come again and again."""
    return tuple(tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids)


def windows_of(pieces: Pieces, width: int = WINDOW, stride: int = STRIDE) -> list[tuple[int, int]]:
    """Overlapping windows [start, end) in pieces, cut at word starts, that cover the document.

    `width` counts the two marker pieces.
    """
    count, body = len(pieces.ids), width - 2
    starts_word = np.zeros(count + 1, bool)
    starts_word[pieces.first[pieces.first >= 0]] = True
    starts_word[[0, count]] = True
    windows: list[tuple[int, int]] = []
    start = 0
    while True:
        end = min(count, start + body)
        while end < count and not starts_word[end] and end > start + 1:
            end -= 1
        windows.append((start, end))
        if end >= count:
            return windows
        following = min(start + stride, end)
        while following > start and not starts_word[following]:
            following -= 1
        start = following if following > start else end


def word_places(pieces: Pieces, windows: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    """For each word the window in which it stands most centrally, and its position there (marker piece counted)."""
    first = np.where(pieces.first < 0, 0, pieces.first)
    best = np.full(len(first), -1.0)
    chosen = np.zeros(len(first), np.int32)
    for number, (start, end) in enumerate(windows):
        margin = margins(first, start, end, len(pieces.ids))
        better = margin > best
        best[better] = margin[better]
        chosen[better] = number
    starts = np.array([start for start, _ in windows], np.int32)
    return chosen, (first - starts[chosen] + 1).astype(np.int32)


def margins(positions: Ints, start: int, end: int, count: int) -> NDArray[np.float64]:
    """Distance of each position from the window's nearer edge; the document's own ends are no edges; -1 outside."""
    left = np.full(len(positions), 1e6) if start == 0 else (positions - start).astype(np.float64)
    right = np.full(len(positions), 1e6) if end == count else (end - 1 - positions).astype(np.float64)
    return np.where((positions >= start) & (positions < end), np.minimum(left, right), -1.0)
