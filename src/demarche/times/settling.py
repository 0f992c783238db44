"""`settle_dates`: what the article's own words say about the day it was written (placeholder order: see the evidence module)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.records import Article, Dating, Timex
from demarche.times.occasions import load_occasions
from demarche.times.tagging import resolve_all

if TYPE_CHECKING:
    from demarche.knowledge import Knowledge


def settle_dates(
    article: Article, timexes: tuple[Timex, ...], knowledge: Knowledge | None
) -> tuple[Dating, tuple[Timex, ...]]:
    """The article's Dating as given, and its time expressions counted from it."""
    return article.published, resolve_all(timexes, article.published, load_occasions())
