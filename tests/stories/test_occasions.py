"""Statements of one press conference, whatever was quoted of it; and speakers nobody knows the party of."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from tests.stories.invented import article

from demarche.records import Reading, Span, Statement
from demarche.stories.occasions import OCCASION_FEATURES, Occasion, occasion_values, occasions_of
from demarche.stories.sayings import Saying, sayings_of
from demarche.stories.scorers import shipped_scorer
from demarche.stories.terms import shipped_weights
from demarche.stories.utterances import circumstance

PAGES = {
    "one": (
        "Harbour police",
        "said",
        "Two boats were burning when the ferry left Lesna, Harbour police said on Friday.",
    ),
    "two": (
        "the harbour police",
        "said",
        "A docker was held on Friday, the harbour police said, and two boats burned.",
    ),
    "three": ("Tarin Oll", "said", "Insurance will not pay for the boats, Tarin Oll said in the evening."),
    "four": ("He", "said", "He said on Friday that two boats burned when the ferry left Lesna."),
}


def told(name: str) -> tuple[Reading, Saying]:
    speaker, cue, text = PAGES[name]

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    statement = Statement(
        id=name, speaker=None, party=None, speaker_span=span(speaker), cue=span(cue), kind="indirect", act="state",
        content=(span("boats"),),
    )  # fmt: skip
    reading = Reading(article=article(name, text), statements=(statement,))
    return reading, sayings_of([reading], shipped_weights(), None)[0]


def occasion(name: str) -> Occasion:
    reading, saying = told(name)
    return occasions_of([reading], [saying])[0]


def log_odds(one: str, other: str) -> float:
    values = occasion_values(occasion(one), occasion(other))
    return float(shipped_scorer("same_occasion").log_odds(np.array([values]))[0])


def test_one_speaker_on_one_day_is_likelier_one_occasion_than_two_speakers() -> None:
    assert log_odds("one", "two") > log_odds("one", "three") + 1.0
    assert log_odds("one", "two") == log_odds("two", "one")


def test_features_are_those_of_the_scorer() -> None:
    assert tuple(shipped_scorer("same_occasion").features) == OCCASION_FEATURES
    assert len(occasion_values(occasion("one"), occasion("two"))) == len(OCCASION_FEATURES)


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ("one", "two", -0.2, "the same police, of no known party"),
        ("one", "three", -1.2, "police and somebody else"),
        ("one", "four", -0.5, "a pronoun says nothing about who it is"),
    ],
)
def test_speakers_without_a_party_are_told_apart_by_what_they_are_called(
    one: str, other: str, expected: float, why: str
) -> None:
    assert circumstance(told(one)[1], told(other)[1]) == pytest.approx(expected), why


def test_depth_counts_the_sentences_above() -> None:
    reading, saying = told("one")
    text = "Fog closed the port. Nobody was hurt. " + reading.article.text
    moved = [
        msgspec.structs.replace(span, start=span.start + 38, end=span.end + 38) for span in saying.statement.content
    ]
    statement = msgspec.structs.replace(saying.statement, content=tuple(moved), cue=None, speaker_span=None)
    deeper = Reading(article=article("one", text), statements=(statement,))
    assert occasions_of([deeper], sayings_of([deeper], shipped_weights(), None))[0].depth == 2
