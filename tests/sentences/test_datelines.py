"""A dateline is no part of the sentence that it opens: its place would be read as the one who speaks."""

from __future__ import annotations

import pytest
from tests.sentences.test_reading import READER, article_of

from demarche.sentences import read_sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("MOKORO, March 5 (Sahel Wire) - Varnia accused Ostrovia of spying.", "Varnia accused Ostrovia of spying."),
        ("LUROVA (Steppe Wire) — The union asked for calm.", "The union asked for calm."),
        ("BRENN: Ostrovia summoned the envoy on Monday.", "Ostrovia summoned the envoy on Monday."),
        ("Port Tewa (Island Press) -- The forum met again.", "The forum met again."),
        ("OLVEK — “We shall wait,” the minister said.", "“We shall wait,” the minister said."),
    ],
)
def test_a_sentence_begins_after_the_dateline(text: str, sentence: str) -> None:
    doc = read_sentences(READER, article_of(("body", text)))
    assert [found.text for found in doc.sents][-1] == sentence


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Varnia – Ostrovia's neighbour – closed the border on Monday.", "a dash, but no place in capitals"),
        ("NATO members and Varnia – in a rare step – met on Monday.", "a plain word before the dash"),
        ("Asked about it, Holm said: The talks go on.", "a colon after what is said to be said"),
    ],
)
def test_other_dashes_begin_no_sentence(text: str, why: str) -> None:
    doc = read_sentences(READER, article_of(("body", text)))
    assert len(list(doc.sents)) == 1, why
