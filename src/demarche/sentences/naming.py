"""Names of a `Doc`, from the network's outputs over all its stretches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from demarche.models.decoding import log_softmax, spans_of
from demarche.models.naming import kinds_shared
from demarche.sentences.rows import Floats, Numbers
from demarche.sentences.stretches import Stretch
from demarche.sentences.syntax import best_path


class Name(NamedTuple):
    """A name: word indices of its stretch (half open), label, mean probability of its tags."""

    start: int
    end: int
    label: str
    confidence: float


class Unnamed(NamedTuple):
    """A stretch whose names are still to be read: the name head's scores [words, labels], its sentence starts."""

    stretch: Stretch
    scores: Floats
    starts: Numbers


def names_of(parts: Sequence[Unnamed], labels: tuple[str, ...]) -> list[list[Name]]:
    """Names of each part; none runs over a sentence's end, begins or ends with a mark, or holds half a bracket.

    All parts are of one document, in which a form is one kind of name (see `demarche.models.naming`).
    """
    if not parts:
        return []
    words = [word for part in parts for word in part.stretch.words]
    logs = kinds_shared(words, log_softmax(np.concatenate([part.scores for part in parts])), labels)
    ends = np.cumsum([len(part.scores) for part in parts]).tolist()
    return [_names(part, logs[end - len(part.scores) : end], labels) for part, end in zip(parts, ends, strict=True)]


def _names(part: Unnamed, logs: Floats, labels: tuple[str, ...]) -> list[Name]:
    path = best_path(logs, labels)
    sure = np.exp(logs[np.arange(len(path)), path])
    found: list[Name] = []
    begins = set(part.starts.tolist())
    for start, end, label in spans_of(path, labels):
        end = next((word for word in range(start + 1, end) if word in begins), end)
        for first, last in _whole_names(part.stretch.words, start, end):
            found.append(Name(first, last, label, float(sure[first:last].mean())))
    return found


def _whole_names(words: list[str], start: int, end: int) -> list[tuple[int, int]]:
    own = words[start:end]
    if own.count("(") == own.count(")"):
        parts = [(start, end)]
    else:
        cuts = [start + index for index, word in enumerate(own) if word in "()"]
        parts = list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
    trimmed: list[tuple[int, int]] = []
    for first, last in parts:
        while first < last and not _in_a_name(words[first]):
            first += 1
        while first < last and not _in_a_name(words[last - 1]) and words[last - 1] != ")":
            last -= 1
        if first < last:
            trimmed.append((first, last))
    return trimmed


def _in_a_name(word: str) -> bool:
    return any(character.isalnum() for character in word) or word in "$€£¥%"
