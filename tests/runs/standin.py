"""A reader that needs no model, for runs; importable by name, as worker processes need it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tests.readings import bare, full

from demarche.errors import ArticleError
from demarche.records import Linkage, Reading, Source, Story
from demarche.runs.workers import Reader
from demarche.settings import Settings


def load(settings: Settings) -> Reader:
    return read


def read(source: Source) -> Reading:
    words = source.content
    if "NOTHING" in words:
        raise ArticleError("the page holds nothing to read: no line of it is an article's")
    if "FAULT" in words:
        return {}["key"]  # type: ignore[no-any-return]
    if "DEATH" in words:
        os._exit(9)
    if "STOP" in words:
        raise KeyboardInterrupt
    if "FRENCH" in words:
        return bare(source, language="fr")
    if "RECIPE" in words:
        return bare(source, news=False, genre="other")
    return full(source)


def link(readings: Sequence[Reading], known: Mapping[str, bytes]) -> tuple[Linkage, Mapping[str, bytes]]:
    """One story of all news."""
    news = tuple(reading.article.id for reading in readings if reading.article.news)
    return Linkage(stories=(Story(id="story", title="All", articles=news),) if news else ()), {}
