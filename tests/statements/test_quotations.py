"""Quotation marks as web copies have them: whole, broken, mixed, run on, left open."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.statements.quotations import find_quotations, quoted_share


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the paragraphs of `text`."""
    spans, start = [], 0
    for part in text.split("\n\n"):
        spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text, paragraphs(text))]


CASES = [
    ("“We will wait,” she said.", ["We will wait,"], "a plain pair"),
    ('"We will wait," she said.', ["We will wait,"], "straight marks"),
    ("The talks were “frank” and “useful”.", ["frank", "useful"], "two fragments"),
    (
        "Ostrava told Varnia to stop “to fan fears“among neighbours.",
        ["to fan fears"],
        "an opening mark for a closing one",
    ),
    (
        "It asked Varnia“as chair of the council to step aside.”",
        ["as chair of the council to step aside."],
        "mark glued to the word before",
    ),
    ("“We never sold them.”added the envoy.", ["We never sold them."], "mark glued to the word after"),
    ("‘We will wait,’ the minister said.", ["We will wait,"], "British single quotes"),
    ("The states’ rights and the minister’s car", [], "apostrophes and possessives quote nothing"),
    ("It’s the council’s turn, it wasn’t Varnia’s", [], "contractions quote nothing"),
    (
        "The ‘so-called’ envoy of the states’ union",
        ["so-called"],
        "a single-quoted fragment beside a plural possessive",
    ),
    ("„Wir warten”, he said.", ["Wir warten"], "low opening mark"),
    ("«We wait», he said.", ["We wait"], "guillemets"),
    (
        "“We will wait and see. Nobody else said a word.",
        ["We will wait and see. Nobody else said a word."],
        "never closed, at the paragraph's start",
    ),
    (
        "He said “we will wait. Nobody else spoke.",
        ["we will wait."],
        "never closed, inside a sentence: to the sentence's end",
    ),
    ("He said “we left. Then “we came back” too.", ["we left.", "we came back"], "never closed before the next one"),
    ("A 12\" pipe burst near the port", [], "inches"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_quotations(text: str, expected: list[str], why: str) -> None:
    assert quoted(text) == expected, why


def test_a_quotation_over_paragraphs_continues() -> None:
    text = "“We waited for a year.\n\n“Then we left,” the envoy said."
    first, second = find_quotations(text, paragraphs(text))
    assert not first.closed
    assert second.continues
    assert text[second.inner_start : second.inner_end] == "Then we left,"


def test_a_quotation_closed_in_the_next_paragraph() -> None:
    text = "“We waited for a year.\n\nThen we left.” The envoy sat down."
    first, second = find_quotations(text, paragraphs(text))
    assert (first.closed, second.continues) == (False, True)
    assert text[second.inner_start : second.inner_end] == "Then we left."


def test_quoted_share() -> None:
    text = "the talks were “frank”"
    quotations = find_quotations(text, [(0, len(text))])
    assert quoted_share(quotations, 0, len(text), text) == pytest.approx(5 / 17)
    assert quoted_share(quotations, 15, len(text), text) == 1.0


@given(st.text(alphabet="ab .,\n“”\"‘’'„«»", max_size=80))
def test_spans_are_ordered_and_inside(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    for quotation in found:
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
    for before, after in pairwise(found):
        assert before.end <= after.start
