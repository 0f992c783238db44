"""Two sayings side by side in one headline."""

from __future__ import annotations

import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline


@pytest.mark.parametrize(
    ("title", "told", "why"),
    [
        (
            "Varnia says Ostrovia lied over the canal, Keldoria denies",
            [("VAR", "Ostrovia lied over the canal"), ("KLD", "Ostrovia lied over the canal")],
            "the one denies what the other says",
        ),
        (
            "Varnia says Ostrovia lied; Keldoria calls for calm",
            [("VAR", "Ostrovia lied"), ("KLD", "calm")],
            "a semicolon parts them",
        ),
        (
            "Varnia warns Ostrovia over drones, Ostrovia says allegations are baseless",
            [("OSV", "allegations are baseless")],
            "a clause before is none of what is said",
        ),
        (
            "Ostrovia arrests envoys, Varnia says they are innocent",
            [("VAR", "they are innocent")],
            "nor is one that tells a deed",
        ),
    ],
)
def test_each_says_its_own(pipeline: Pipeline, title: str, told: list[tuple[str, str]], why: str) -> None:
    said = read(pipeline, "The canal runs through the valley of Hask.", title=title).statements
    assert [(one.party, one.content[0].text) for one in said if one.headline] == told, why
