"""The run as a person sees it: one line that moves on standard error, and the summary at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TextIO

from demarche.runs import Counts
from demarche.sources import count_pages

EVERY = 0.2  # seconds between two drawings


class Progress:
    """A moving line with counts, rate and time left; nothing where standard error is no terminal."""

    def __init__(self, inputs: Sequence[str], *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.shown = not quiet and self.stream.isatty()
        self.total = count_pages(inputs) if self.shown else None
        self.begun = self.drawn = time.monotonic()
        self.width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.stream.flush()

    def report(self, counts: Counts) -> None:
        """Draws the line anew, at most five times a second."""
        now = time.monotonic()
        if not self.shown or now - self.drawn < EVERY:
            return
        self.drawn = now
        line = progress_line(counts, now - self.begun, self.total)
        self.stream.write("\r" + line.ljust(self.width))
        self.stream.flush()
        self.width = len(line)


def progress_line(counts: Counts, seconds: float, total: int | None) -> str:
    """One line about a run that has gone on for `seconds`, with the time left where `total` pages are known.

    >>> progress_line(Counts(seen=50, articles=48, quarantined=2), 10.0, 100)
    '50 of 100 pages, 5.0 a second, 2 quarantined, 0:10 left'
    """
    done = counts.articles + counts.known + counts.quarantined
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done} of {total} pages" if total else f"{done} pages", f"{rate:.1f} a second"]
    if counts.known:
        parts.append(f"{counts.known} known")
    if counts.quarantined:
        parts.append(f"{counts.quarantined} quarantined")
    if total and rate:
        left = max(0, round((total - done) / rate))
        parts.append(f"{left // 60}:{left % 60:02d} left")
    return ", ".join(parts)


def summary(counts: Counts, record: str) -> str:
    """What a run did, in a few lines."""
    pages = _counted(counts.articles, "page", "pages")
    lines = [f"{pages} read into {record}: {counts.news} news, {counts.articles - counts.news} not news"]
    if counts.known:
        were = _counted(counts.known, "page was", "pages were")
        lines.append(f"{were} in the record already")
    if counts.other_languages:
        listed = ", ".join(f"{name} {number}" for name, number in _most(counts.languages))
        lines.append(f"{counts.other_languages} in other languages ({listed}): stored, read no further")
    if counts.incomplete:
        lines.append(f"{counts.incomplete} break off before their end")
    held = (
        _counted(counts.statements, "statement", "statements"),
        _counted(counts.events, "event", "events"),
        _counted(counts.stories, "story", "stories"),
    )
    lines.append(f"{', '.join(held)} in the record")
    if counts.quarantined:
        lines.append(f"{counts.quarantined} quarantined:")
        lines.extend(f"  {number:>5}  {reason}" for reason, number in _most(counts.reasons))
    return "\n".join(lines)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _most(numbers: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:12]
