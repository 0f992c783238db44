"""Lemmas by form and part of speech."""

from __future__ import annotations

import pytest

from demarche.sentences.lemmas import lemma_of

CASES = [
    ("denied", "VERB", "deny", "a verb's past"),
    ("said", "VERB", "say", "an irregular one"),
    ("SAID", "VERB", "say", "in capitals"),
    ("left", "VERB", "leave", "the verb"),
    ("left", "ADJ", "left", "not the verb"),
    ("meeting", "NOUN", "meeting", "the noun"),
    ("meeting", "VERB", "meet", "the verb"),
    ("Talks", "NOUN", "talk", "a plural that begins a sentence"),
    ("Talks", "PROPN", "Talks", "a name stays as it is"),
    ("accusations", "NOUN", "accusation", "a plural"),
    ("n’t", "PART", "not", "curly apostrophe"),
    ("’s", "AUX", "be", "the verb"),
    ("’s", "PART", "'s", "the possessive"),
    ("them", "PRON", "they", "a pronoun's case"),
    ("would", "AUX", "would", "modals stay, as in the treebanks"),
    ("were", "AUX", "be", "the copula"),
    ("1,000", "NUM", "1,000", "a number"),
    ("droneful", "ADJ", "droneful", "a word in no lexicon"),
]


@pytest.mark.parametrize(("word", "upos", "expected", "why"), CASES)
def test_lemma(word: str, upos: str, expected: str, why: str) -> None:
    assert lemma_of(word, upos) == expected, why
