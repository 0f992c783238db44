"""Plain text without markup -> the parts of the page, each with its place in `Source.content`."""

from __future__ import annotations

import re

from demarche.articles.assemble import Part
from demarche.articles.date_lines import DateLine, find_date_lines
from demarche.articles.glued import part_glued
from demarche.articles.lines import Line, split_lines, visible
from demarche.articles.roles import label_lines
from demarche.articles.wrapped import unwrap
from demarche.records import Record


class Page(Record, frozen=True):
    """The parts of a page in order, its date lines, the site's name where the title carries it, and the page's own
    address where it opens with that, as crawled copies do."""

    parts: tuple[Part, ...]
    date_lines: tuple[DateLine, ...]
    title_tail: str | None = None
    address: str | None = None


_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:/\S*)?", re.I)


def read_text(content: str) -> Page:
    """The parts of a page that came as plain text. Offsets of the parts are into `content`."""
    lines = part_glued(unwrap(split_lines(content)))
    labelled = label_lines(lines)
    parts: list[Part] = []
    for i, (line, verdict) in enumerate(zip(lines, labelled.verdicts, strict=True)):
        start, end, text = line.start, line.end, line.text
        if labelled.headline is not None and i == labelled.headline.line:
            start, end = _locate(content, line, labelled.headline.start, labelled.headline.end)
            text = labelled.headline.text
        parts.append(Part(role=verdict.role, text=text, source_start=start, source_end=end, reason=verdict.rule))
    address = lines[0].text if lines and _ADDRESS.fullmatch(lines[0].text) else None
    return Page(parts=tuple(parts), date_lines=tuple(find_date_lines(lines, labelled)), address=address)


def _locate(content: str, line: Line, start: int, end: int) -> tuple[int, int]:
    """Source offsets of the part [start, end) of a line's visible text."""
    if (start, end) == (0, len(line.text)):
        return line.start, line.end
    raw = content[line.start : line.end]
    seen = [i for i, c in enumerate(raw) if visible(c) or c.isspace()]
    if len(seen) != len(line.text):
        return line.start, line.end
    return line.start + seen[start], line.start + seen[end - 1] + 1
