"""What may cross a block's border and what may not."""

from __future__ import annotations

import numpy as np
import pytest

from demarche.sentences.borders import within_borders
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.stretches import Stretch


def stretch_of(text: str) -> Stretch:
    """Words between spaces; a line is a block."""
    words: list[str] = []
    borders: list[int] = []
    for line in text.splitlines():
        borders.append(len(words))
        words.extend(line.split())
    gaps = [2 if index in borders else 1 for index in range(len(words))]
    return Stretch("body", np.arange(len(words)), words, gaps, borders)


CASES = [
    ("he said : “ We stay .\n“ We fight . ”", (3, 12), (3, 12), "the next paragraph opens with a mark"),
    ("he said : “ We stay .\nWe fight . ”", (3, 11), (3, 11), "the mark is still open at the border"),
    ('he said : " We stay .\nWe fight . "', (3, 11), (3, 11), "the same with straight marks"),
    ("he said : “ We stay . ”\nThe ship left .", (3, 12), (3, 8), "closed: what follows is the outlet's"),
    ("he said that they stay .\nThe ship left .", (2, 10), (2, 6), "no quotation at all"),
    ("The ship left .\nThey stay , he said", (0, 7), (4, 7), "the part nearest the cue is kept"),
]


@pytest.mark.parametrize(("text", "content", "expected", "why"), CASES)
def test_contents(text: str, content: tuple[int, int], expected: tuple[int, int], why: str) -> None:
    stretch = stretch_of(text)
    cue = stretch.words.index("said")
    saying = Saying((Part(cue, cue + 1, 1.0),), (), (Part(*content, 1.0),), 1.0)
    found = within_borders(saying, stretch)
    assert found is not None
    assert (found.content[0].start, found.content[0].end) == expected, why


def test_a_source_never_crosses() -> None:
    stretch = stretch_of("The ship left\nMinister Brandt said no")
    saying = Saying((Part(5, 6, 1.0),), (Part(1, 5, 0.9),), (Part(6, 7, 1.0),), 1.0)
    found = within_borders(saying, stretch)
    assert found is not None
    assert found.source == (Part(3, 5, 0.9),)
