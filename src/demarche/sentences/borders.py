"""Keeps what an attribution claims inside the block it stands in, but for quotations that run over paragraphs."""

from __future__ import annotations

from demarche.sentences.sayings import Part, Saying
from demarche.sentences.stretches import Stretch

_OPENING = frozenset("“„«‟‘") | {"``"}
_CLOSING = frozenset("”»’") | {"''"}
_STRAIGHT = frozenset('"＂')


def within_borders(saying: Saying, stretch: Stretch) -> Saying | None:
    """`saying` with its source, cue and contents cut at block borders they may not cross; ``None`` if nothing is left.

    A content may cross into the next paragraph where a quotation is open at the border, or where the next paragraph
    opens with a quotation mark as newspapers do when a quotation goes on. Of a cut part the piece nearest the cue is
    kept.
    """
    if len(stretch.borders) < 2:
        return saying
    anchor = saying.cue[0].start
    cue = _one_block(saying.cue, stretch, anchor)
    source = _one_block(saying.source, stretch, anchor)
    content = tuple(_fit(part, stretch, anchor) for part in saying.content)
    if not cue or not (source or content):
        return None
    return saying._replace(cue=cue, source=source, content=content)


def _one_block(parts: tuple[Part, ...], stretch: Stretch, anchor: int) -> tuple[Part, ...]:
    return tuple(_nearest(part, _inner_borders(part, stretch), anchor) for part in parts)


def _fit(part: Part, stretch: Stretch, anchor: int) -> Part:
    forbidden = [border for border in _inner_borders(part, stretch) if not _runs_on(part, stretch, border)]
    return _nearest(part, forbidden, anchor)


def _inner_borders(part: Part, stretch: Stretch) -> list[int]:
    return [border for border in stretch.borders if part.start < border < part.end]


def _nearest(part: Part, cuts: list[int], anchor: int) -> Part:
    if not cuts:
        return part
    pieces = list(zip([part.start, *cuts], [*cuts, part.end], strict=True))
    start, end = min(pieces, key=lambda piece: max(piece[0] - anchor, anchor - piece[1] + 1))
    return part._replace(start=start, end=end)


def _runs_on(part: Part, stretch: Stretch, border: int) -> bool:
    if stretch.words[border] in _OPENING or stretch.words[border] in _STRAIGHT:
        return True
    is_open = False
    for word in stretch.words[part.start : border]:
        if word in _OPENING:
            is_open = True
        elif word in _CLOSING:
            is_open = False
        elif word in _STRAIGHT:
            is_open = not is_open
    return is_open
