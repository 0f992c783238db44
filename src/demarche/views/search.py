"""What a search finds: articles and statements, best first, with the hits marked."""

from __future__ import annotations

from demarche.records import Record
from demarche.store import Query, Store
from demarche.store.searching import (
    CLOSE,
    OPEN,
    ArticleHit,
    StatementHit,
    search_articles,
    search_statements,
)

LIMIT = 20


class Found(Record, frozen=True):
    """The hits of one search."""

    articles: tuple[ArticleHit, ...]
    statements: tuple[StatementHit, ...]


def search(store: Store, query: Query, limit: int = LIMIT) -> Found:
    """Statements and articles that hold the words and pass the filters, at most `limit` of each.

    With `act`, `speaker` or `to` only statements are found, since articles have none. Raises `QueryError`.
    """
    few = Query(**{name: getattr(query, name) for name in query.__struct_fields__ if name != "limit"}, limit=limit)
    said_only = bool(query.act or query.speaker or query.to)
    return Found(
        articles=() if said_only else tuple(search_articles(store, few)),
        statements=tuple(search_statements(store, few)),
    )


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet as runs of text, true where a hit is.

    >>> pieces("the \\ue000catch\\ue001 figures")
    [('the ', False), ('catch', True), (' figures', False)]
    """
    runs: list[tuple[str, bool]] = []
    for number, part in enumerate(" ".join(snippet.split()).split(OPEN)):
        hit, closed, rest = part.partition(CLOSE)
        if number and closed:
            runs += [(hit, True), (rest, False)]
        else:
            runs.append((part.replace(CLOSE, ""), False))
    return [run for run in runs if run[0]]
