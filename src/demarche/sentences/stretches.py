"""What is read in one go: the title, the body as a whole, each caption; as lists of words the network can take.

Titles are written in another grammar than the body and captions interrupt it, so each is read by itself. Very long
bodies are read in stretches, cut between paragraphs where that can be done, so that memory does not grow with the page.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from demarche.models.inputs import NEWLINE, NO_GAP, SPACE
from demarche.sentences.extensions import BlockRange, block_roles_of
from demarche.sentences.tokens import INVISIBLE, forms

LONGEST = 6000
"""Words of a stretch, at most; few articles are longer, and those lose no more than what runs over the cut."""

_CAPITALS = 0.8
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


class Stretch(NamedTuple):
    """Words read together.

    `tokens` holds the `Doc` index of each word; white space and invisible characters are no words. `words` are their
    forms without invisible characters; `gaps` as in `demarche.models.inputs`; `borders` are the word indices where a
    block begins (0 included), `breaks` those of them before which something else stands in the text (a caption).
    """

    role: str
    tokens: NDArray[np.int64]
    words: list[str]
    gaps: list[int]
    borders: list[int]
    breaks: tuple[int, ...] = ()


def blocks_of(doc: Doc) -> tuple[BlockRange, ...]:
    """The `Doc`'s blocks: `doc._.block_roles` if set, else all of it as body, a block to a blank line."""
    roles = block_roles_of(doc)
    if roles:
        return roles
    blocks: list[BlockRange] = []
    start = 0
    for index, (form, _) in enumerate(forms(doc)):
        if index > start and form.isspace() and form.count("\n") > 1:
            blocks.append(("body", start, index))
            start = index + 1
    if start < len(doc):
        blocks.append(("body", start, len(doc)))
    return tuple(blocks)


def stretches_of(doc: Doc) -> list[Stretch]:
    """All words of `doc` that stand in blocks, stretch by stretch."""
    tokens = forms(doc)
    plain = [form if form.isascii() else _INVISIBLE.sub("", form) for form, _ in tokens]
    is_word = [bool(form) and not form.isspace() for form in plain]
    gap_before = _gaps(tokens, is_word)
    groups: list[tuple[str, list[BlockRange]]] = []
    body: list[BlockRange] = []
    length = 0
    for block in _short_blocks(blocks_of(doc)):
        role, start, end = block
        if role != "body":
            groups.append((role, [block]))
            continue
        if body and length + end - start > LONGEST:
            groups.append(("body", body))
            body, length = [], 0
        body.append(block)
        length += end - start
    if body:
        groups.append(("body", body))
    return [
        stretch
        for role, blocks in groups
        if len((stretch := _stretch(role, blocks, plain, is_word, gap_before)).tokens)
    ]


def _short_blocks(blocks: tuple[BlockRange, ...]) -> list[BlockRange]:
    return [
        (role, part, min(end, part + LONGEST)) for role, start, end in blocks for part in range(start, end, LONGEST)
    ]


def _gaps(tokens: list[tuple[str, bool]], is_word: list[bool]) -> list[int]:
    """The gap before each token, seen from the word before it."""
    gaps: list[int] = []
    gap = NEWLINE
    for (form, spaced), word in zip(tokens, is_word, strict=True):
        gaps.append(gap)
        if word:
            gap = SPACE if spaced else NO_GAP
        elif "\n" in form or "\r" in form or "\u2029" in form:
            gap = NEWLINE
        elif gap == NO_GAP and (form.isspace() or spaced):
            gap = SPACE
    return gaps


def _stretch(
    role: str, blocks: list[BlockRange], plain: list[str], is_word: list[bool], gap_before: list[int]
) -> Stretch:
    tokens: list[int] = []
    gaps: list[int] = []
    borders: list[int] = []
    breaks: list[int] = []
    for _, start, end in blocks:
        own = [index for index in range(start, end) if is_word[index]]
        if not own:
            continue
        if tokens and any(is_word[tokens[-1] + 1 : own[0]]):
            breaks.append(len(tokens))
        borders.append(len(tokens))
        gaps.append(NEWLINE)
        gaps.extend(gap_before[index] for index in own[1:])
        tokens.extend(own)
    words = _lowered([plain[index] for index in tokens])
    return Stretch(role, np.array(tokens, np.int64), words, gaps, borders, tuple(breaks))


def _lowered(words: list[str]) -> list[str]:
    """Words all in capitals, as some outlets set headlines, capitalised instead: names stand out better from words."""
    lettered = [word for word in words if len(word) > 1 and word.isalpha()]
    if len(lettered) < 3 or sum(word.isupper() for word in lettered) < _CAPITALS * len(lettered):
        return words
    return [word.capitalize() if word.isupper() else word for word in words]
