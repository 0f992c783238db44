"""What the reader model says about who says what: spans of tokens, linked."""

from __future__ import annotations

from demarche.records import Record


class TokenSpan(Record, frozen=True):
    """Half-open token indices into the `Doc`, with the model's confidence (0..1)."""

    start: int
    end: int
    confidence: float = 1.0


class Attribution(Record, frozen=True):
    """One cue with its source and content spans.

    `cue` may have several pieces ("lashed ... back"); `inside` is the index, in `doc._.attributions`, of the
    attribution whose content holds this one (nested saying), or ``None``.
    """

    cue: tuple[TokenSpan, ...]
    source: tuple[TokenSpan, ...] = ()
    content: tuple[TokenSpan, ...] = ()
    inside: int | None = None
    confidence: float = 1.0
