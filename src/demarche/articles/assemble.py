"""Blocks and text: title first, then body and captions in page order, a blank line between; the rest kept beside."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.records import Block, BlockRole, Record

JOINT = "\n\n"
_IN_TEXT = frozenset(("title", "body", "caption"))


class Part(Record, frozen=True):
    """A block before it has its place in the text: role, words, and its place in the source if that is plain text."""

    role: BlockRole
    text: str
    source_start: int | None = None
    source_end: int | None = None
    reason: str | None = None


def assemble(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """The article's text, and its blocks in page order (the title first), each with its span of the text.

    ``text[block.start:block.end] == block.text`` for title, body and captions; the others have no span.
    """
    ordered = [part for part in parts if part.role == "title"] + [part for part in parts if part.role != "title"]
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    for part in ordered:
        start = end = None
        if part.role in _IN_TEXT:
            position += len(JOINT) if pieces else 0
            start, end = position, position + len(part.text)
            pieces.append(part.text)
            position = end
        blocks.append(
            Block(
                role=part.role,
                text=part.text,
                start=start,
                end=end,
                source_start=part.source_start,
                source_end=part.source_end,
                reason=part.reason,
            )
        )
    return JOINT.join(pieces), tuple(blocks)
