"""Phrases that a kind of page is full of, found in its text in one pass: a recipe's, a shop's, a column's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import msgspec

from demarche.articles.furniture import read_table
from demarche.errors import KnowledgeError
from demarche.records import Genre, Record

_WORD = re.compile(r"[^\W\d_]+|\d+|[\[\]:]")


class Shape(Record, frozen=True):
    """A kind of page: what its text is full of, how many different hits show it, what its head or furniture adds."""

    name: str
    genre: Genre
    least: int
    phrases: tuple[str, ...] = ()
    regex: str | None = None
    heads: str | None = None  # searched in the keys of title and address
    marks: str | None = None  # searched in what labels the page: title, bylines, breadcrumb, kicker
    notices: str | None = None  # searched in furniture


class Shapes(Record, frozen=True):
    """The kinds that are no news and the genres of news; `opening` holds their phrases by their first word, each with
    the words after it and the kind's name, longer phrases first."""

    not_news: tuple[Shape, ...]
    genres: tuple[Shape, ...]
    opening: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@lru_cache(maxsize=1)
def load_shapes() -> Shapes:
    """The shipped kinds. Raises `KnowledgeError` where the file does not validate."""
    table = read_table("genres.toml")
    try:
        not_news, genres = (msgspec.convert(table[name], tuple[Shape, ...]) for name in ("not_news", "genre"))
    except (KeyError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"knowledge/furniture/genres.toml does not validate: {error}") from error
    opening: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for shape in (*not_news, *genres):
        for first, *rest in itertools.chain.from_iterable(map(_written_out, shape.phrases)):
            opening.setdefault(first, []).append((tuple(rest), shape.name))
    return Shapes(
        not_news=not_news,
        genres=genres,
        opening={first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in opening.items()},
    )


def find_phrases(text: str) -> Mapping[str, list[str]]:
    """For each kind its phrases in `text`, as written and in order, none within another of the same kind.

    >>> find_phrases("Click on the map. Step 4: select the river.")["how-to"]
    ['Click on the', 'Step 4', 'select the']
    """
    small = text.casefold()
    words = ["#" if word.isdigit() else word for word in _WORD.findall(small)]
    opening = load_shapes().opening
    found: dict[str, list[tuple[int, int]]] = {}
    for i, word in enumerate(words):
        for rest, name in opening.get(word, ()):
            end = i + 1 + len(rest)
            if tuple(words[i + 1 : end]) == rest and (name not in found or found[name][-1][1] <= i):
                found.setdefault(name, []).append((i, end))
    if not found:
        return {}
    page = text if len(text) == len(small) else small  # few letters are written with more where they are small
    spans = [match.span() for match in _WORD.finditer(small)]
    return {name: [page[spans[i][0] : spans[end - 1][1]] for i, end in places] for name, places in found.items()}


def _written_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """ "prep/cook time" stands for two phrases."""
    return itertools.product(*(word.split("/") for word in phrase.split()))
