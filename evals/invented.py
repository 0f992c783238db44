"""Articles of our own writing, as the gold sets hold them: a headline, paragraphs, a date."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.records import Article, Block, Dating


def invented_article(name: str, title: str | None, paragraphs: Sequence[str], published: str | None) -> Article:
    """A clean article of these lines, its blocks half-open code-point offsets into its text."""
    lines = ([title] if title else []) + list(paragraphs)
    blocks, at = [], 0
    for number, line in enumerate(lines):
        role = "title" if title and number == 0 else "body"
        blocks.append(Block(role=role, text=line, start=at, end=at + len(line)))
        at += len(line) + 2
    return Article(
        id=name,
        uri=f"gold:{name}",
        sha256="0" * 64,
        retrieved=None,
        news=True,
        title=title,
        text="\n\n".join(lines),
        blocks=tuple(blocks),
        published=Dating(date=published, earliest=published, latest=published),
        language="en",
    )
