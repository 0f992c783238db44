"""Which statements there are, and exactly which words they hold."""

from __future__ import annotations

import pytest
from tests.statements.pages import read
from tests.statements.told import TOLD, Told

from demarche.pipeline import Pipeline


@pytest.mark.parametrize(("why", "paragraphs", "told"), TOLD, ids=[case[0] for case in TOLD])
def test_told(pipeline: Pipeline, why: str, paragraphs: tuple[str, ...], told: Told) -> None:
    statements = read(pipeline, *paragraphs).statements
    assert [(one.party, tuple(span.text for span in one.content)) for one in statements] == told, why
