"""A statement as the story stage compares it with statements of other articles."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from demarche.records import Reading, Statement
from demarche.stories.embedding import Embed
from demarche.stories.profiles import content_terms, names_in, numbers_in
from demarche.stories.terms import TermWeights, words_of

GRAM = 4
"""Characters of an n-gram: survives inflection and the small changes of a back-translation."""
BACKGROUND = 8.0
"""Statements of the background that join a story's count, so that a story of two statements is weighed as the world."""

_NEGATIVE = "not no never neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't"
NEGATIONS = frozenset(_NEGATIVE.split())
_NOT_WORDS = re.compile(r"\W+")


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its article and what it is compared by.

    `speakers` are the terms of all that the article calls its speaker; `person` says that a named person speaks.
    `named` are the parties its content mentions. `order` is its place among the article's statements; `terms` are stems
    of the content; `weighed` and `standing_out` are unit-length weights by background rarity and by rarity within the
    story; `grams` counts character n-grams.
    """

    statement: Statement
    article: str
    order: int
    text: str
    terms: tuple[str, ...]
    weighed: dict[str, float]
    standing_out: dict[str, float]
    names: frozenset[str]
    named: frozenset[str]
    numbers: frozenset[str]
    grams: dict[str, int]
    negated: bool
    person: bool
    speakers: frozenset[str] = frozenset()
    vector: NDArray[np.float32] | None = None

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def parties(self) -> frozenset[str]:
        """The parties that speak: several where the statement is joint."""
        return frozenset(self.statement.party.split("+")) if self.statement.party else frozenset()


def content_of(statement: Statement) -> str:
    """The words of a statement's content, its pieces joined."""
    return " ".join(span.text for span in statement.content)


def gram_counts(text: str, size: int = GRAM) -> dict[str, int]:
    """Character n-grams of `text`, lower case, punctuation as spaces."""
    plain = f" {_NOT_WORDS.sub(' ', text.lower()).strip()} "
    return Counter(plain[index : index + size] for index in range(len(plain) - size + 1))


def gram_cosine(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Cosine of two n-gram counts."""
    if len(one) > len(other):
        one, other = other, one
    product = sum(count * other[gram] for gram, count in one.items() if gram in other)
    lengths = sum(count * count for count in one.values()) * sum(count * count for count in other.values())
    return product / math.sqrt(lengths) if lengths else 0.0


def is_negated(text: str) -> bool:
    """Whether the words deny something outright."""
    return any(word.lower().replace("’", "'") in NEGATIONS for word in words_of(text))


def sayings_of(readings: Sequence[Reading], weights: TermWeights, embed: Embed | None) -> list[Saying]:
    """All statements of one story's readings, in order of article and text."""
    stated = [
        (reading, order, statement, content_of(statement))
        for reading in readings
        for order, statement in enumerate(reading.statements)
    ]
    persons = {actor.id for reading in readings for actor in reading.cast.actors if actor.kind == "person"}
    termed = [content_terms(words_of(text)) for _, _, _, text in stated]
    rarity = _story_rarity(termed, weights)
    vectors = embed([text for _, _, _, text in stated]) if embed and stated else [None] * len(stated)
    return [
        Saying(
            statement=statement,
            article=reading.article.id,
            order=order,
            text=text,
            terms=tuple(terms),
            weighed=weights.vector(terms),
            standing_out=_unit({term: rarity.get(term, 0.0) for term in terms}),
            names=frozenset(names_in(text)),
            named=parties_named(reading, statement),
            numbers=numbers_in(words_of(text)),
            grams=gram_counts(text),
            negated=is_negated(text),
            person=statement.speaker in persons,
            speakers=speaker_terms(reading, statement),
            vector=vector,
        )
        for (reading, order, statement, text), terms, vector in zip(stated, termed, vectors, strict=True)
    ]


def speaker_terms(reading: Reading, statement: Statement) -> frozenset[str]:
    """The terms of a statement's speaker: its span, its actor's name, and all that the article names this actor by.

    None where a pronoun nobody resolved speaks.
    """
    named: list[str] = []
    if statement.speaker is not None:
        named += [actor.name for actor in reading.cast.actors if actor.id == statement.speaker]
        named += [m.text for m in reading.cast.mentions if m.actor == statement.speaker and m.form != "pronoun"]
    span = statement.speaker_span
    if span is not None:
        named.append(span.text)
    return frozenset(content_terms(word for name in named for word in words_of(name)))


def parties_named(reading: Reading, statement: Statement) -> frozenset[str]:
    """The parties that a statement's content mentions."""
    return frozenset(
        party
        for mention in reading.cast.mentions
        if mention.party and any(span.start <= mention.start < span.end for span in statement.content)
        for party in mention.party.split("+")
    )


def _story_rarity(termed: Sequence[Iterable[str]], weights: TermWeights) -> dict[str, float]:
    held = Counter(term for terms in termed for term in set(terms))
    count = len(termed)
    return {
        term: math.log((count + BACKGROUND + 1) / (number + BACKGROUND * math.exp(-weights(term)) + 0.5))
        for term, number in held.items()
        if weights(term) > 0
    }


def _unit(raw: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items() if weight > 0} if length else {}
