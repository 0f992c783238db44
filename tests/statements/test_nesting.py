"""Sayings that another passes on."""

from __future__ import annotations

import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "told", "why"),
    [
        (
            "The foreign minister of Varnia, Ina Morel, accused Ostrovia of provoking a conflict, TASS reported.",
            [("VAR", "accuse")],
            "what an agency only passes on is told once, by who said it",
        ),
        (
            "TASS said in a commentary that Varnia was accusing Ostrovia of its own crimes.",
            [("RUS", "state"), ("VAR", "accuse")],
            "a commentary is the paper's own word",
        ),
        (
            "TASS reported that three people had been told to leave Hask.",
            [("RUS", "state")],
            "nobody is named inside",
        ),
    ],
)
def test_what_is_passed_on(pipeline: Pipeline, text: str, told: list[tuple[str, str]], why: str) -> None:
    assert [(one.party, one.act) for one in read(pipeline, text).statements] == told, why
