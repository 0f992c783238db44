"""Which contents are read again, and which inner sayings are kept."""

from __future__ import annotations

import numpy as np
import pytest

from demarche.sentences.inner import inner_sayings, reporting_lemmas
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.stretches import Stretch


def stretch_of(text: str) -> Stretch:
    words = text.split()
    return Stretch("body", np.arange(len(words)), words, [2, *[1] * (len(words) - 1)], [0])


def part(stretch: Stretch, words: str, confidence: float = 0.9) -> Part:
    own = words.split()
    start = next(i for i in range(len(stretch.words)) if stretch.words[i : i + len(own)] == own)
    return Part(start, start + len(own), confidence)


def verbs_of(stretch: Stretch) -> np.ndarray:
    return np.array([i for i, word in enumerate(stretch.words) if word in ("said", "denied", "left", "selling")])


TEXT = "The ministry said that the envoy had denied selling the weapons ."
OUTER = ("The ministry", "said", "that the envoy had denied selling the weapons")

CASES = [
    ("the envoy", "had denied", "selling the weapons", 0.9, True, "somebody else's words"),
    ("the envoy", "had denied", "selling the weapons", 0.3, False, "too unsure"),
    ("", "had denied", "selling the weapons", 0.9, False, "nobody is said to have said it"),
    ("the envoy", "had denied", "", 0.9, False, "nothing is said"),
]


@pytest.mark.parametrize(("source", "cue", "content", "confidence", "kept", "why"), CASES)
def test_what_is_kept(source: str, cue: str, content: str, confidence: float, kept: bool, why: str) -> None:
    stretch = stretch_of(TEXT)
    outer = Saying((part(stretch, OUTER[1]),), (part(stretch, OUTER[0]),), (part(stretch, OUTER[2]),), 1.0)

    def read(alone: Stretch) -> list[Saying]:
        assert alone.words == ["the", "envoy", "had", "denied", "selling", "the", "weapons"], "no complementiser"
        found = [(part(alone, words),) if words else () for words in (cue, source, content)]
        return [Saying(found[0], found[1], found[2], confidence)]

    found = inner_sayings(stretch, [outer], np.array([0]), verbs_of(stretch), read)
    assert bool(found) is kept, why
    if kept:
        assert [stretch.words[one.start] for one in (found[0].cue[0], found[0].source[0])] == ["had", "the"]
        assert found[0].content[0] == part(stretch, content)


NOT_READ = [
    ("The ministry said that the envoy had left the town .", "that the envoy had left the town", "no cue"),
    ("He said no envoy said", "no envoy said", "too short to hold a saying"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "why"), NOT_READ)
def test_what_is_not_read_again(text: str, content: str, why: str) -> None:
    stretch = stretch_of(text)
    outer = Saying((part(stretch, "said"),), (), (part(stretch, content),), 1.0)

    def read(alone: Stretch) -> list[Saying]:
        raise AssertionError(why)

    assert inner_sayings(stretch, [outer], np.array([0]), verbs_of(stretch), read) == []


def test_the_speaker_about_himself_is_not_kept() -> None:
    stretch = stretch_of("“ We have always said the border is open , ” the minister said .")
    outer = Saying((Part(13, 14, 1.0),), (Part(11, 13, 1.0),), (Part(0, 11, 1.0),), 1.0)

    def read(alone: Stretch) -> list[Saying]:
        return [Saying((part(alone, "said"),), (part(alone, "We"),), (part(alone, "the border is open"),), 0.9)]

    assert inner_sayings(stretch, [outer], np.array([0]), verbs_of(stretch), read) == []


def test_reporting_verbs_are_lemmas() -> None:
    lemmas = reporting_lemmas()
    assert {"say", "deny", "accuse", "urge"} <= lemmas
    assert not {"said", "believe", "want", "attack"} & lemmas
