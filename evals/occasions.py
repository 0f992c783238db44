"""ECB+ pairs of acts of reporting, read by the whole pipeline: what `stories.occasions` is fitted and measured on.

The labels say whether two reporting verbs of two articles stand for the same act of saying; the texts are those of
``stories/ecbplus_*``, and the verb is given by its offsets. Where the reader finds no statement at a verb, the sentence
stands for it, said by nobody known. The negatives are noisy: many equal sentences are not annotated as the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from demarche.records import Article, Block, Dating, Reading, Span, Statement
from demarche.stories.embedding import shipped_embedder
from demarche.stories.occasions import Occasion, occasions_of
from demarche.stories.sayings import sayings_of
from demarche.stories.terms import shipped_weights


class Judged(NamedTuple):
    topic: str
    story: str
    same: bool
    one: Occasion
    other: Occasion


def judged_pairs(folder: Path, split: str, read: Callable[[Article], Reading]) -> list[Judged]:
    """The pairs of one story, as annotated; `folder` holds quotes/ and stories/, `read` is `Pipeline.read_article`."""
    rows = [row for row in _rows(folder / f"quotes/ecb_utterance_pairs_{split}.jsonl") if row["same_story"]]
    texts = {str(row["id"]): row for row in _rows(folder / f"stories/ecbplus_{split}.jsonl")}
    verbs: defaultdict[str, dict[int, dict[str, object]]] = defaultdict(dict)
    for row in rows:
        for side in (row["a"], row["b"]):
            verbs[side["doc"]][side["start"]] = side
    stories: defaultdict[str, list[Reading]] = defaultdict(list)
    for name in sorted(verbs):
        reading = read(_article(name, str(texts[name]["text"])))
        told = tuple(_statement(reading, name, side) for _, side in sorted(verbs[name].items()))
        stories[str(texts[name]["story"])].append(msgspec.structs.replace(reading, statements=told))
    found: dict[str, Occasion] = {}
    for readings in stories.values():
        sayings = sayings_of(readings, shipped_weights(), shipped_embedder())
        found |= {occasion.saying.id: occasion for occasion in occasions_of(readings, sayings)}
    return [
        Judged(
            topic=str(row["topic"]),
            story=str(texts[row["a"]["doc"]]["story"]),
            same=bool(row["label"]),
            one=found[f"{row['a']['doc']} {row['a']['start']}"],
            other=found[f"{row['b']['doc']} {row['b']['start']}"],
        )
        for row in rows
    ]


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Mean precision at each right pair, best score first."""
    ranked = sorted(zip(scores, labels, strict=True), key=lambda item: -item[0])
    hits, total = 0, 0.0
    for rank, (_, label) in enumerate(ranked, start=1):
        hits += label
        total += label * hits / rank
    return total / max(1, hits)


def _rows(path: Path) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _article(name: str, text: str) -> Article:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(role="body", text=line, start=start, end=start + len(line)))
        start += len(line) + 1
    return Article(
        id=name, uri=name, sha256="", retrieved=None, news=True, title=None, text=text, blocks=tuple(blocks),
        published=Dating(), language="en",
    )  # fmt: skip


def _statement(reading: Reading, name: str, side: dict[str, object]) -> Statement:
    start, end = int(str(side["start"])), int(str(side["end"]))
    identifier = f"{name} {start}"
    for statement in reading.statements:
        if statement.cue is not None and statement.cue.start < end and start < statement.cue.end:
            return msgspec.structs.replace(statement, id=identifier)
    text, words = reading.article.text, str(side["sent"])
    place = max((at for at in range(start + 1) if text.startswith(words, at)), default=start)
    content = Span(start=place, end=place + len(words), text=text[place : place + len(words)])
    cue = Span(start=start, end=end, text=text[start:end])
    return Statement(
        id=identifier, speaker=None, party=None, speaker_span=None, cue=cue, content=(content,), kind="indirect",
        act="state",
    )  # fmt: skip
