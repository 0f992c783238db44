"""The text of a `Doc`, joined once: spaCy joins its words anew at each access, which took most of the stage's time."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> str:
    """`doc.text`, kept for the documents read last."""
    return doc.text


def paragraphs_between(doc: Doc, a: int, b: int) -> int:
    """How many paragraphs end between two offsets into the text, in either order."""
    return text_of(doc).count("\n\n", min(a, b), max(a, b))
