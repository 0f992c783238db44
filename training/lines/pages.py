"""The flattened pages of `data/boilerplate/lines.jsonl` as the program sees a page: lines, what the rules find, gold."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from demarche.articles.features import Table, hashed_words, line_features
from demarche.articles.furniture import judge_line
from demarche.articles.headline import find_headline
from demarche.articles.lines import Line, split_lines
from demarche.articles.roles import find_body

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))


class Example(msgspec.Struct, frozen=True):
    """One flattening of one page. `gold` is 1 content, 0 furniture, -1 not judged (title, mixed); `words` a count a line."""

    page: str
    domain: str
    view: str
    lines: tuple[Line, ...]
    table: Table
    hashed: tuple[list[int], ...]
    gold: np.ndarray
    words: np.ndarray


def load_examples(path: Path = DATA / "boilerplate" / "lines.jsonl") -> Iterator[Example]:
    """Every page of `path` in each of its views. Raises `FileNotFoundError` where the data is not there."""
    with path.open(encoding="utf-8") as stream:
        rows = (json.loads(line) for line in stream)
        for _, group in itertools.groupby(rows, key=lambda row: (row["page"], row["variant"])):
            yield _example(list(group))


def _example(rows: list[dict]) -> Example:
    text = "".join("\n" * (row["blank_before"] + 1) + row["text"] for row in rows)
    lines = split_lines(text)
    assert len(lines) == len(rows), rows[0]["page"]
    sure = [judge_line(line.text) for line in lines]
    body = find_body(lines, sure)
    headline = find_headline(lines, sure, body[0])
    gold = [1 if row["label"] == "content" else 0 if row["label"] == "boiler" else -1 for row in rows]
    return Example(
        page=rows[0]["page"],
        domain=rows[0]["domain"],
        view=rows[0]["variant"],
        lines=lines,
        table=line_features(lines, sure, headline, body),
        hashed=tuple(hashed_words(line.text) for line in lines),
        gold=np.array(gold),
        words=np.array([len(row["text"].split()) for row in rows]),
    )
