"""Words asked about, marked in a sentence."""

from __future__ import annotations

import re


def asked(text: str) -> tuple[str, int, int]:
    """The text without its double brackets, and where the words between them stand."""
    before, words, after = re.fullmatch(r"(.*)\[\[(.*)\]\](.*)", text, re.S).groups()  # type: ignore[union-attr]
    return before + words + after, len(before), len(before) + len(words)
