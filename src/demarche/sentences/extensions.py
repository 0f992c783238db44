"""What a `Doc` carries beside spaCy's own: ``doc._.attributions`` and ``doc._.block_roles``.

Both are kept as bytes in `Doc.user_data`, so that a `Doc` can be written, read back and handed from process to process.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from spacy.tokens import Doc

from demarche.sentences.attribution import Attribution

BlockRange = tuple[str, int, int]
"""Role, first token, token after the last."""

_ATTRIBUTIONS, _BLOCK_ROLES = "demarche.attributions", "demarche.block_roles"


def register_extensions() -> None:
    """Make both known to spaCy; harmless when done before."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", getter=attributions_of, setter=_set_attributions)
    if not Doc.has_extension("block_roles"):
        Doc.set_extension("block_roles", getter=block_roles_of, setter=_set_block_roles)


def attributions_of(doc: Doc) -> tuple[Attribution, ...]:
    """Who is said to have said what, in the order of the cues; empty where the reader has not been."""
    return _decode_attributions(doc.user_data.get(_ATTRIBUTIONS, b"[]"))


def block_roles_of(doc: Doc) -> tuple[BlockRange, ...]:
    """Role, first token and token after the last of each block of the article; empty for plain text."""
    return _decode_block_roles(doc.user_data.get(_BLOCK_ROLES, b"[]"))


def _set_attributions(doc: Doc, value: tuple[Attribution, ...]) -> None:
    doc.user_data[_ATTRIBUTIONS] = msgspec.json.encode(value)


def _set_block_roles(doc: Doc, value: tuple[BlockRange, ...]) -> None:
    doc.user_data[_BLOCK_ROLES] = msgspec.json.encode(value)


@lru_cache(maxsize=32)
def _decode_attributions(kept: bytes) -> tuple[Attribution, ...]:
    return msgspec.json.decode(kept, type=tuple[Attribution, ...])


@lru_cache(maxsize=32)
def _decode_block_roles(kept: bytes) -> tuple[BlockRange, ...]:
    return msgspec.json.decode(kept, type=tuple[BlockRange, ...])
