"""What is read together, and as what."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from demarche.models.inputs import NEWLINE, NO_GAP, SPACE
from demarche.sentences.extensions import register_extensions
from demarche.sentences.stretches import LONGEST, stretches_of

register_extensions()
NLP = spacy.blank("en")


def doc_of(text: str, *roles: tuple[str, int, int]) -> Doc:
    doc = NLP(text)
    doc._.block_roles = roles
    return doc


def test_title_and_caption_alone_bodies_together() -> None:
    doc = doc_of("A b c d e f", ("title", 0, 1), ("body", 1, 3), ("caption", 3, 4), ("body", 4, 6))
    found = {stretch.role: stretch for stretch in stretches_of(doc)}
    assert found["title"].words == ["A"]
    assert found["caption"].words == ["d"]
    assert found["body"].words == ["b", "c", "e", "f"]
    assert found["body"].borders == [0, 2]
    assert found["body"].breaks == (2,)
    assert found["body"].gaps == [NEWLINE, SPACE, NEWLINE, SPACE]


def test_a_blank_line_ends_a_block_of_plain_text() -> None:
    (stretch,) = stretches_of(doc_of("One two\n\nThree\nfour"))
    assert stretch.words == ["One", "two", "Three", "four"]
    assert stretch.borders == [0, 2]
    assert stretch.gaps == [NEWLINE, SPACE, NEWLINE, NEWLINE]
    assert stretch.breaks == ()


def test_space_and_invisible_characters_are_no_words() -> None:
    (stretch,) = stretches_of(doc_of("The \u200b min\u00adister  said\u00a0no."))
    assert stretch.words == ["The", "minister", "said", "no", "."]
    assert stretch.gaps == [NEWLINE, SPACE, SPACE, SPACE, NO_GAP]


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_no_words_no_stretch(text: str) -> None:
    assert stretches_of(doc_of(text)) == []


CAPITALS = [
    ("VARNIA WARNS OSTRAVA OVER DRILLS", "Varnia Warns Ostrava Over Drills", "a headline in capitals"),
    ("EU and US sign pact", "EU and US sign pact", "abbreviations in a plain headline"),
    ("NATO says NO", "NATO says NO", "some words in capitals"),
    ("EU NO", "EU NO", "too short to tell"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CAPITALS)
def test_capitals(text: str, expected: str, why: str) -> None:
    (stretch,) = stretches_of(doc_of(text))
    assert stretch.words == expected.split(), why


def test_a_long_body_is_read_in_parts_and_no_word_is_lost() -> None:
    doc = doc_of("word " * (2 * LONGEST + 10))
    found = stretches_of(doc)
    assert len(found) == 3
    assert all(len(stretch.words) <= LONGEST for stretch in found)
    assert [int(token) for stretch in found for token in stretch.tokens] == list(range(len(doc)))
