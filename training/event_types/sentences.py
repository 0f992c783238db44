"""The sentences with known parties (`events/plv_train.jsonl`): marks, folds, scores.

CONCEDE and RETREAT are one class there (YIELD).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold
from spacy.language import Language
from spacy.tokens import Doc

from demarche.records import Article, Block, Dating
from demarche.sentences import read_sentences

MARK = re.compile(r"</?[st]>")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
FOLDS, FOLD_SEED = 5, 7

Spans = tuple[tuple[int, int], ...]
Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]


class Example(NamedTuple):
    """A sentence, the type of its one event, and where its parties stand (character offsets into `text`)."""

    id: str
    type: str
    text: str
    source: Spans
    target: Spans


class Score(NamedTuple):
    """Share of sentences with the right type, mean F1 of the types, F1 of each."""

    accuracy: float
    macro: float
    each: dict[str, float]


def read_examples(path: Path) -> list[Example]:
    """The examples of a file of marked sentences, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [unmarked(row["id"], event["type"], event["marked"]) for row in rows for event in row["events"]]


def unmarked(identifier: str, kind: str, marked: str) -> Example:
    """The example that a sentence with its source in `<s>` and its target in `<t>` marks gives."""
    spans: dict[str, list[list[int]]] = {"s": [], "t": []}
    text = ""
    for part in re.split(r"(</?[st]>)", marked):
        if not MARK.fullmatch(part):
            text += part
        elif part.startswith("</"):
            spans[part[2]][-1][1] = len(text)
        else:
            spans[part[1]].append([len(text), 0])
    source, target = (tuple((start, end) for start, end in spans[side] if end > start) for side in "st")
    return Example(identifier, kind, text, source, target)


def read_doc(reader: Language, example: Example) -> Doc:
    """The sentence as the shipped reader parses it."""
    article = Article(
        id=example.id, uri=example.id, sha256="0" * 64, retrieved=None, news=True, title=None, text=example.text,
        blocks=(Block(role="body", text=example.text, start=0, end=len(example.text)),), published=Dating(),
        language="en",
    )  # fmt: skip
    return read_sentences(reader, article)


def marked_text(example: Example) -> str:
    """The sentence with its source and target written as one word each."""
    spans = [(a, b, " SOURCE ") for a, b in example.source] + [(a, b, " TARGET ") for a, b in example.target]
    text = example.text
    for start, end, word in sorted(spans, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def fold_numbers(labels: Sequence[str]) -> NDArray[np.int64]:
    """The fold of each example, 0 to 4: stratified by type, always the same."""
    numbers = np.zeros(len(labels), np.int64)
    splits = StratifiedKFold(n_splits=FOLDS, shuffle=True, random_state=FOLD_SEED)
    for fold, (_, held) in enumerate(splits.split(np.zeros(len(labels)), list(labels))):
        numbers[held] = fold
    return numbers


def score(found: Sequence[str], gold: Sequence[str]) -> Score:
    """Accuracy, macro F1 and F1 by type."""
    kinds = sorted(set(gold))
    each = {}
    for kind in kinds:
        right = sum(f == g == kind for f, g in zip(found, gold, strict=True))
        each[kind] = 2 * right / max(1, sum(f == kind for f in found) + sum(g == kind for g in gold))
    accuracy = sum(f == g for f, g in zip(found, gold, strict=True)) / len(gold)
    return Score(accuracy, float(np.mean(list(each.values()))), each)
