"""Pages of our own, read as an article is: what the tests of statements share."""

from __future__ import annotations

from demarche.pipeline import Pipeline
from demarche.records import Article, Block, Dating, Reading


def read(pipeline: Pipeline, *paragraphs: str, title: str | None = None) -> Reading:
    text, blocks = "", []
    for number, words in enumerate([title, *paragraphs] if title else paragraphs):
        text += "\n\n" if text else ""
        role = "title" if title and number == 0 else "body"
        blocks.append(Block(role=role, text=words, start=len(text), end=len(text) + len(words)))
        text += words
    article = Article(
        id="a", uri="a", sha256="0" * 64, retrieved=None, news=True, title=title, text=text, blocks=tuple(blocks),
        published=Dating(), language="en",
    )  # fmt: skip
    return pipeline.read_article(article)


def words_of(text: str) -> set[str]:
    return {"".join(c for c in word if c.isalnum()).lower() for word in text.split()} - {""}
