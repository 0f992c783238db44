"""The reader and the knowledge with invented actors, loaded once; articles made of paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from demarche.actors import resolve_actors
from demarche.knowledge import Knowledge, load_knowledge
from demarche.records import Article, Block, Cast, Dating
from demarche.sentences import load_reader, read_sentences
from demarche.settings import Settings

INVENTED = Path(__file__).parent / "invented.toml"
Casting = Callable[..., tuple[str, Cast]]


@pytest.fixture(scope="session")
def reader() -> Language:
    return load_reader(Settings())


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge([INVENTED])


def article_of(
    text: str, published: str | None = None, dateline: str | None = None, outlet: str | None = None
) -> Article:
    """An article whose paragraphs are set off by blank lines."""
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(role="body", text=paragraph, start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return Article(
        id="a",
        uri="a.txt",
        sha256="",
        retrieved=None,
        news=True,
        title=None,
        text=text,
        blocks=tuple(blocks),
        published=Dating(date=published, earliest=published, latest=published),
        dateline=dateline,
        outlet=outlet,
        language="en",
    )


@pytest.fixture(scope="session")
def cast_of(reader: Language, knowledge: Knowledge) -> Casting:
    """The text and the cast of an article of these paragraphs."""

    def casting(text: str, **known: str) -> tuple[str, Cast]:
        article = article_of(text, **known)
        return text, resolve_actors(article, read_sentences(reader, article), knowledge)

    return casting
