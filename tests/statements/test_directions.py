"""Whom a saying is directed at that does not name them, on exchanges of our own between invented states."""

from __future__ import annotations

import pytest
from tests.statements.directions import DIRECTIONS
from tests.statements.exchanges import Exchange
from tests.statements.pages import read, words_of

from demarche.pipeline import Pipeline


@pytest.mark.parametrize("exchange", DIRECTIONS, ids=[e.why for e in DIRECTIONS])
def test_direction(pipeline: Pipeline, exchange: Exchange) -> None:
    reading = read(pipeline, *exchange.paragraphs)
    said = [s for s in reading.statements if words_of(" ".join(c.text for c in s.content)) == words_of(exchange.words)]
    assert said, [[c.text for c in s.content] for s in reading.statements]
    assert (said[0].act, said[0].addressees) == (exchange.act, exchange.addressees)
