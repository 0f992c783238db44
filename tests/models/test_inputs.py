"""What the reader network is fed."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from demarche.models.inputs import (
    CLOSING,
    INSIDE,
    INSIDE_SINGLE,
    NEWLINE,
    NO_GAP,
    OPENING,
    OUTSIDE,
    SPACE,
    gaps_before,
    pieces_of,
    quote_states,
    windows_of,
    word_places,
    word_shape,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(files("demarche.models").joinpath("tokenizer.json")))
    found.no_truncation()
    found.no_padding()
    return found


@pytest.mark.parametrize(
    ("word", "shape", "why"),
    [
        ("talks", 1, "small letters"),
        ("Varnia", 2, "capital first"),
        ("VRN", 3, "capitals"),
        ("McBride", 4, "mixed"),
        ("G7", 5, "a digit decides"),
        ("--", 6, "no letter or digit"),
        ("A", 7, "one capital says less than many"),
    ],
)
def test_word_shape(word: str, shape: int, why: str) -> None:
    assert word_shape(word) == shape, why


def _read(text: str) -> tuple[list[str], list[int]]:
    """Words and gaps of a text whose words and marks are set apart by spaces; `~` glues, `|` is a newline."""
    words, gaps = [], []
    gap = NEWLINE
    for part in text.split(" "):
        if part == "~":
            gap = NO_GAP
        elif part == "|":
            gap = NEWLINE
        else:
            words.append(part)
            gaps.append(gap)
            gap = SPACE
    return words, gaps


O, I, A, Z, S = OUTSIDE, INSIDE, OPENING, CLOSING, INSIDE_SINGLE  # noqa: E741 - a table of states reads best in letters


@pytest.mark.parametrize(
    ("text", "states", "why"),
    [
        ("“ ~ No ~ ” he said", [A, I, Z, O, O], "curly"),
        ('" ~ No ~ " he said', [A, I, Z, O, O], "straight: by what is open"),
        ('he said " ~ no ~ " twice', [O, O, A, I, Z, O], "straight in mid sentence"),
        ("`` ~ No ~ '' he said", [A, I, Z, O, O], "typewriter marks"),
        ("” ~ No ~ ” he said", [A, I, Z, O, O], "opened with a closing mark"),
        ("“ ~ No more | She left", [A, I, I, O, O], "never closed: the paragraph's end closes it"),
        ("“ ~ No | “ ~ And no", [A, I, A, I, I], "run on over paragraphs, each opened again"),
        ("the envoys ~ ' house", [O, O, O, O], "an apostrophe opens nothing"),
        ("a ‘ ~ grave error ~ ’ he said", [O, A, S, S, Z, O, O], "single marks"),
        ("in the ' ~ 90s again", [O, O, O, O, O], "an apostrophe of omission has no close"),
    ],
)
def test_quote_states(text: str, states: list[int], why: str) -> None:
    assert quote_states(*_read(text)) == states, why


def test_gaps_before() -> None:
    text = "Talks, he said.\nNo."
    assert gaps_before(text, [(0, 5), (5, 6), (7, 9), (10, 14), (14, 15), (16, 18), (18, 19)]) == [
        NEWLINE, NO_GAP, SPACE, SPACE, NO_GAP, NEWLINE, NO_GAP,
    ]  # fmt: skip


WORDS = st.lists(
    st.sampled_from(["the", "envoy", "Varnia", "\u200b", "“", "”", "unbelievably", "3.5", "!"]), max_size=400
)


@settings(max_examples=40, deadline=None)
@given(words=WORDS, width=st.integers(8, 64))
def test_windows_cover_every_piece_and_cut_at_words(words: list[str], width: int, tokenizer: Tokenizer) -> None:
    pieces = pieces_of(words, [SPACE] * len(words), tokenizer)
    windows = windows_of(pieces, width, max(1, (width - 2) * 3 // 4))
    assert windows[0][0] == 0
    assert windows[-1][1] == len(pieces.ids)
    assert all(after[0] <= before[1] and after[0] > before[0] for before, after in pairwise(windows))
    assert all(end - start <= width - 2 for start, end in windows)
    window, position = word_places(pieces, windows)
    for word, first in enumerate(pieces.first):
        if first >= 0:
            start, end = windows[window[word]]
            assert start <= first < end
            assert position[word] == first - start + 1
