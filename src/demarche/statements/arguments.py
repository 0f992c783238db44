"""The arguments of a cue: who speaks, to whom, and which words are the content.

All indices are token indices into the `Doc`; spans are half-open.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from demarche.records import Record


class Arguments(Record, frozen=True):
    """What the tree says of one cue. Token spans are half-open; `addressee` holds head tokens."""

    source: tuple[int, int] | None = None
    source_head: int | None = None
    content: tuple[tuple[int, int], ...] = ()
    addressee: tuple[int, ...] = ()
    passive: bool = False
    negated: bool = False
    bare_speaker: bool = False  # the subject is shared with, or controlled by, another verb


def runs(tokens: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """Contiguous stretches of tokens, as half-open spans; gaps of punctuation and particles do not part them."""
    ordered = sorted({token.i: token for token in tokens}.items())
    spans: list[list[int]] = []
    for index, token in ordered:
        gap = token.doc[spans[-1][1] : index] if spans else ()
        if spans and index - spans[-1][1] <= 2 and all(t.is_punct or t.pos_ in {"PART", "DET"} for t in gap):
            spans[-1][1] = index + 1
        else:
            spans.append([index, index + 1])
    return tuple(
        (start, end) for start, end in spans if any(not t.is_punct for t in ordered_tokens(ordered, start, end))
    )


def ordered_tokens(ordered: list[tuple[int, Token]], start: int, end: int) -> list[Token]:
    """The tokens of `ordered` whose index lies in the half-open span."""
    return [token for index, token in ordered if start <= index < end]


def nominal_after(token: Token, gap: int = 2) -> Token | None:
    """The head of the noun phrase that begins `gap` tokens on, where the tree is broken there."""
    start = token.i + gap
    if start >= token.sent.end:
        return None
    word = next((t for t in token.doc[start : token.sent.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    while (
        word is not None
        and word.head.i > word.i
        and word.head.i < token.sent.end
        and word.head.pos_ in {"NOUN", "PROPN"}
    ):
        word = word.head
    return word
