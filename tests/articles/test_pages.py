"""Golden pages: dirty text of many shapes, written for this project, and what must become of each."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from demarche.articles import read_article
from demarche.records import Article, Source
from demarche.settings import Settings

PAGES = Path(__file__).with_name("pages")
EXPECTED = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))


def _read(name: str) -> Article:
    raw = (PAGES / f"{name}.txt").read_bytes()
    source = Source(
        uri=f"{name}.txt", sha256=hashlib.sha256(raw).hexdigest(), media_type="text/plain", content=raw.decode()
    )
    return read_article(source, Settings())


def test_every_page_has_an_expectation():
    assert {path.stem for path in PAGES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_page(name: str):
    expected, article = EXPECTED[name], _read(name)
    lines = article.text.splitlines()
    assert article.news == expected.get("news", True)
    if "title" in expected:
        assert article.title == expected["title"]
        assert lines[0] == expected["title"]
        assert lines.count(expected["title"]) == 1
    assert [prefix for prefix in expected.get("keep", ()) if not any(line.startswith(prefix) for line in lines)] == []
    assert [line for line in lines[1:] if line and line.startswith(tuple(expected.get("drop", ["\0"])))] == []
    if "published" in expected:
        assert article.published.date == (expected["published"] or None)
    for field in ("genre", "agency", "dateline", "language", "incomplete", "outlet"):
        if field in expected:
            assert getattr(article, field) == expected[field]
    if "authors" in expected:
        assert list(article.authors) == expected["authors"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_spans_point_into_text_and_source(name: str):
    article = _read(name)
    content = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    for block in article.blocks:
        assert content[block.source_start : block.source_end].replace("\t", " ").replace("\xa0", " ") == block.text
        if block.start is not None:
            assert article.text[block.start : block.end] == block.text
