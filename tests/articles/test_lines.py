from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.articles.lines import key, split_lines, visible

PIECES = st.lists(
    st.sampled_from(["word", " ", "\t", "\n", "\r\n", "\r", "\x0b", "\x1c", "\u2028", "\x85", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\x00", "é", "“", "\ud800", "🙂"])
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "expected", "why"),
    [
        ("co\u00adoperate", "cooperate", "a soft hyphen is not seen"),
        ("\ufeff\u200bTitle\u200b", "Title", "byte-order mark and zero-width spaces"),
        ("a\u00a0b\tc", "a b c", "every kind of space is a space"),
        ("\x00\x07", "", "controls alone are nothing"),
        ("naïve “x”", "naïve “x”", "letters and marks stay"),
        ("a\ud800b", "ab", "a lone surrogate cannot be written"),
    ],
)
def test_visible(raw: str, expected: str, why: str):
    assert visible(raw) == expected, why


def test_key_keeps_letters_and_digits_only():
    assert key("READ: Don’t  miss…") == "read don t miss"
    assert key("***") == ""


def test_blank_lines_are_counted():
    assert [line.blank_before for line in split_lines("a\n\n \nb\nc")] == [0, 2, 0]


@given(PIECES)
def test_a_line_stands_where_it_says(content: str):
    for line in split_lines(content):
        assert visible(content[line.start : line.end]) == line.text
        assert line.text == line.text.strip()
        assert len(line.text.splitlines()) == 1


@given(PIECES)
def test_lines_are_in_order_and_lose_nothing(content: str):
    lines = split_lines(content)
    assert all(a.end <= b.start for a, b in itertools.pairwise(lines))
    assert "".join(line.text for line in lines).replace(" ", "") == visible(
        "".join(c for c in content if not c.isspace() and c not in "\x1c\x85")
    )
