"""Who speaks, where a pronoun or a role alone says so."""

from __future__ import annotations

import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline

SPOKE: list[tuple[tuple[str, ...], str, str | None, str]] = [
    (
        (
            "Ina Morel, first secretary at Varnia's mission, said that Ostrovia's leaders had admitted the raids.",
            "“It is a country that should not preach to others,” she said.",
        ),
        "It is a country that should not preach to others",
        "VAR",
        "one person is not those whose words she reports",
    ),
    (
        (
            "In 1979 Varnia's then president Ilko Brandt said that the river was worth a war. Ostrovian officials have "
            "denied that they want to stop the flow.",
            "He also said that Varnia would wait.",
        ),
        "Varnia would wait",
        "VAR",
        "he is not the officials",
    ),
    (
        ("The Union of Inland States, which mediates, urged both sides to show restraint.",),
        "restraint",
        "UIS",
        "not the clause about it",
    ),
    (
        ("Varnia's ministry said Ostrovia was clinging to old maps and called on Ostrovia to return to the talks.",),
        "to return to the talks",
        "VAR",
        "who is called on does not call",
    ),
    (
        (
            "Varnia's interior minister, Ilko Brandt, said that the canal was safe.",
            "A man who lives near it, and who gave only his first name, said he had heard “a loud bang”.",
        ),
        "a loud bang",
        None,
        "whose first name it is, is not told",
    ),
]


@pytest.mark.parametrize(("paragraphs", "words", "party", "why"), SPOKE, ids=[row[-1] for row in SPOKE])
def test_the_speaker(pipeline: Pipeline, paragraphs: tuple[str, ...], words: str, party: str | None, why: str) -> None:
    said = read(pipeline, *paragraphs).statements
    assert [one.party for one in said if words in one.content[0].text] == [party], why
