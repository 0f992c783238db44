"""Plain text without markup -> the parts of the page, each with its place in `Source.content`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.articles.assemble import Part
from demarche.articles.days import find_dates, is_date_line
from demarche.articles.glued import part_glued
from demarche.articles.lines import Line, split_lines, visible
from demarche.articles.prose import words_of
from demarche.articles.published import DateLine, label_of
from demarche.articles.roles import Labelled, label_lines
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
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")


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
    return Page(parts=tuple(parts), date_lines=tuple(_date_lines(lines, labelled)), address=address)


def _locate(content: str, line: Line, start: int, end: int) -> tuple[int, int]:
    """Source offsets of the part [start, end) of a line's visible text."""
    if (start, end) == (0, len(line.text)):
        return line.start, line.end
    raw = content[line.start : line.end]
    seen = [i for i, c in enumerate(raw) if visible(c) or c.isspace()]
    if len(seen) != len(line.text):
        return line.start, line.end
    return line.start + seen[start], line.start + seen[end - 1] + 1


def _date_lines(lines: Sequence[Line], labelled: Labelled) -> list[DateLine]:
    """The lines that hold a day and little else, up to the end of the body (labelled ones also after it)."""
    body = [i for i, verdict in enumerate(labelled.verdicts) if verdict.role == "body"]
    title = labelled.headline.line if labelled.headline is not None else -1
    text = [i for i in body if i > title and labelled.verdicts[i].rule != "deck"]  # days stand under the deck, too
    first, last = (text[0], body[-1]) if text else (len(lines), len(lines))
    title = title if title >= 0 else first
    copies = labelled.headline.copies if labelled.headline is not None else ()
    last_copy = max([title, *(copy for copy in copies if copy < first)])
    found: list[DateLine] = []
    for i, line in enumerate(lines):
        if labelled.verdicts[i].role in ("body", "title", "caption") or len(words_of(line.text)) > 24:
            continue
        if _ADDRESS.fullmatch(line.text):
            continue  # the day in an address is its page's, which may be another one
        dates = [date for date in find_dates(line.text) if date.day is not None]
        label = label_of(line.text) or _label_above(lines, i)
        bare = len(words_of(line.text)) <= 12 or label is not None or labelled.verdicts[i].role == "byline"
        if not dates or not bare or (i > last and (label is None or i > last + 8)):
            continue
        under_copy = i < last_copy and dates[0].weekday is not None
        # a deck that reads as the lead: the day and hour of publication stand below it
        under_lead = text[:1] == [first] and first < i < min(text[1:2], default=last) and _CLOCK.search(line.text)
        head = i < first or (under_lead and is_date_line(line.text))
        place = "banner" if i < title or under_copy else "header" if head else "body" if i <= last else "tail"
        found.append(DateLine(date=dates[0], text=line.text, place=place, label=label))
    return found


def _label_above(lines: Sequence[Line], i: int) -> str | None:
    """ "Published" on a line of its own labels the date below it."""
    return label_of(lines[i - 1].text) if i and len(words_of(lines[i - 1].text)) <= 3 else None
