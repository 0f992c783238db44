"""The flattened pages of `data/boilerplate/lines.jsonl` as the program sees them, with their gold."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from demarche.articles.features import Table, hashed_words, line_features
from demarche.articles.furniture import Verdict
from demarche.articles.lines import split_lines
from demarche.articles.rules import rule_lines

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
LINES = DATA / "boilerplate" / "lines.jsonl"


class Example(msgspec.Struct, frozen=True):
    """One flattening of a page. `gold`: 1 content, 0 furniture, -1 not judged (title, mixed); `words` in each line."""

    page: str
    domain: str
    view: str
    verdicts: tuple[Verdict, ...]
    table: Table
    hashed: tuple[list[int], ...]
    gold: np.ndarray
    words: np.ndarray


def load_examples(path: Path = LINES) -> Iterator[Example]:
    """Every page of `path` in each of its views. Raises `FileNotFoundError` where the data is not there."""
    with path.open(encoding="utf-8") as stream:
        rows = (json.loads(line) for line in stream)
        for _, group in itertools.groupby(rows, key=lambda row: (row["page"], row["variant"])):
            yield _example(list(group))


def _example(rows: list[dict]) -> Example:
    text = "".join("\n" * (row["blank_before"] + 1) + row["text"] for row in rows)
    lines = split_lines(text)
    if len(lines) != len(rows):
        raise ValueError(f"page {rows[0]['page']} has {len(rows)} rows and {len(lines)} lines")
    ruled = rule_lines(lines)
    return Example(
        page=rows[0]["page"],
        domain=rows[0]["domain"],
        view=rows[0]["variant"],
        verdicts=ruled.verdicts,
        table=line_features(lines, ruled),
        hashed=tuple(hashed_words(line.text) for line in lines),
        gold=np.array([{"content": 1, "boiler": 0}.get(row["label"], -1) for row in rows]),
        words=np.array([len(row["text"].split()) for row in rows]),
    )
