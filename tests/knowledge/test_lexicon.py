"""Surface forms in text: longest match, capitals, offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.knowledge import load_knowledge, words_of

KNOWLEDGE = load_knowledge()

FOUND = [
    ("Talks with South Korea ended.", "South Korea", "KOR", "the longer name, not Korea"),
    ("The U.S. replied.", "U.S.", "USA", "points belong to the abbreviation"),
    ("the EU's plan", "EU", "EU", "the possessive mark does not"),
    ("Nato met.", "Nato", "NATO", "British papers write long abbreviations as names"),
    ("In Cote d'Ivoire today", "Cote d'Ivoire", "CIV", "an accent left out"),
    ("CÔTE D’IVOIRE VOTES", "CÔTE D’IVOIRE", "CIV", "capitals and a curly mark"),
    ("Türkiye and Turkey", "Türkiye", "TUR", "the new name"),
    ("Ukrainians left", "Ukrainians", "UKR", "a people by rule"),
    ("the Poles left", "Poles", "POL", "an irregular people"),
    ("the U.N. Security Council met", "U.N. Security Council", "UN/un-security-council", "an organ before its body"),
    ("Guinea-Bissau and Guinea", "Guinea-Bissau", "GNB", "a hyphen joins"),
    ("DR Congo", "DR Congo", "COD", "not the other Congo"),
]

NOT_FOUND = [
    ("He told us nothing.", "us", "a pronoun, not the United States"),
    ("those who left", "who", "a pronoun, not the World Health Organization"),
    ("TALKS ON THOSE WHO LEFT THE CITY", "WHO", "a line in capitals says nothing about abbreviations"),
    ("It is late", "is", "a verb, not the Islamic State"),
    ("a turkey sandwich", "turkey", "no capital, no state"),
    ("fine china", "china", "no capital, no state"),
    ("South\n\nKorea", "South\n\nKorea", "a name does not run over paragraphs"),
]


@pytest.mark.parametrize(("text", "words", "referent", "why"), FOUND)
def test_found(text: str, words: str, referent: str, why: str) -> None:
    hits = {match.text: [name.referent for name in match.names] for match in KNOWLEDGE.find(text)}
    assert referent in hits.get(words, []), (why, hits)


@pytest.mark.parametrize(("text", "words", "why"), NOT_FOUND)
def test_not_found(text: str, words: str, why: str) -> None:
    assert words not in [match.text for match in KNOWLEDGE.find(text)], why


def test_long_matches_first_and_never_overlapping() -> None:
    text = "The European Commission of the European Union and the Palestinian Islamic Jihad met."
    matches = KNOWLEDGE.find(text)
    assert [match.text for match in matches if match.text[0].isupper()] == [
        "European Commission",
        "European Union",
        "Palestinian Islamic Jihad",
    ]
    assert all(a.end <= b.start for a, b in pairwise(matches))


PIECES = st.sampled_from(
    ["Varnia", "the U.S.", "Nato's", "Côte d’Ivoire", "\n\n", "—", "us", "WHO", "Guinea-Bissau", "’", " "]
)


@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_offsets_hold(text: str) -> None:
    for match in KNOWLEDGE.find(text):
        assert text[match.start : match.end] == match.text
    for word in words_of(text):
        assert text[word.start : word.end] == word.text
