"""Pages whose lines were broken at a fixed width, as mails and agency copies are: their paragraphs in one line each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from demarche.articles.lines import Line

_OPEN = re.compile(r"[^\W\d_][,;]?$")  # a line that ends so goes on
_SHORTEST, _LONGEST = 40, 110  # characters of a line that was broken for its width
_FEWEST = 4  # broken lines that make a page a wrapped one
_SHARE = 0.35  # of the pairs of lines without an empty one between


def unwrap(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines`, those of a wrapped page joined into paragraphs; every other page as it is.

    A line was broken where the next one's first word had no more room in it; an empty line always parts.
    """
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if b.blank_before == 0 and len(a.text) >= _SHORTEST]
    broken = [a for a, b in pairs if _goes_on(a, b)]
    if len(broken) < _FEWEST or len(broken) < _SHARE * len(pairs):
        return tuple(lines)
    width = max(len(line.text) for line in broken)
    if width > _LONGEST:
        return tuple(lines)
    found: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and line.blank_before == 0 and _had_no_room(last, line, width):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        last = line
    return tuple(found)


def _goes_on(line: Line, below: Line) -> bool:
    return _OPEN.search(line.text) is not None and below.text[:1].islower()


def _had_no_room(line: Line, below: Line, width: int) -> bool:
    """Whether the first word below would have passed the width; words may be parted by a hyphen."""
    word = re.split(r"[\s-]", below.text, maxsplit=1)[0]
    return len(line.text) <= _LONGEST and len(line.text) + 1 + len(word) > width


def _joined(line: Line, below: Line) -> Line:
    joint = "" if line.text.endswith("-") else " "
    return Line(start=line.start, end=below.end, text=line.text + joint + below.text, blank_before=line.blank_before)
