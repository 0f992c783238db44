"""Pages without line breaks: the one long line parted into what stood above the text, the text, and what came after it.

The text itself stays one line: where its paragraphs ended, nobody can tell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from demarche.articles.datelines import read_dateline
from demarche.articles.days import find_dates
from demarche.articles.furniture import judge_line
from demarche.articles.lines import Line
from demarche.articles.prose import closes_sentence

_LEAST = 300  # characters from which a line can be a whole page
_SHARE = 0.8  # of the page's characters that such a line holds
_HEAD = 700  # characters in which title, byline and day are looked for
_END = re.compile(r"[.!?…][”\"’)\]]*(?=\s+[“\"‘(\[]?[A-Z\u00c0-\u00de]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|Prof|St|No|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|vs)|\b[A-Z])\.$"
)
_REPEATED = re.compile(r"(?<!\S)(\S+(?: \S+){3,24}) \1(?!\S)")
_BYLINE = re.compile(r"\s(?=(?:By|BY)\s+[A-Z])")
_AFTER_DAY = re.compile(
    r"\s*[,|–-]?\s*(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b(?=\s))?\s*", re.I
)


def part_glued(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines`, a line that is nearly the whole page parted; every other page as it is."""
    total = sum(len(line.text) for line in lines)
    found: list[Line] = []
    for line in lines:
        whole = len(line.text) >= max(_LEAST, _SHARE * total) and line.end - line.start == len(line.text)
        found += _parts(line) if whole and len(_ends(line.text)) >= 2 else [line]
    return tuple(found)


def _parts(line: Line) -> Iterator[Line]:
    text = line.text
    cuts = sorted({0, *_head_cuts(text), *_tail_cuts(text), len(text)})
    for start, end in itertools.pairwise(cuts):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Line(
                start=line.start + begin,
                end=line.start + begin + len(piece.strip()),
                text=piece.strip(),
                blank_before=line.blank_before if start == 0 else 1,
            )


def _head_cuts(text: str) -> Iterator[int]:
    """Where title, byline and text begin in what stands before the first sentence's end."""
    ends = _ends(text)
    head = text[: min(ends[0], _HEAD)]
    after = 0
    if match := _REPEATED.search(head):
        yield match.start(1)
        yield match.end(1)
        after = match.end()
        yield after
    if match := _BYLINE.search(head, after):
        yield match.end()
        after = match.end()
    days = [date for date in find_dates(head) if date.full and date.start >= after]
    if days and (past := _AFTER_DAY.match(text, days[0].end)) and past.end() < ends[0] - 30:
        yield past.end()
        after = past.end()
    for match in re.finditer(r"(?<=\s)(?=[A-Z]{3})", head[after:]):
        if (found := read_dateline(text[after + match.start() :])) and (found.agency or found.when):
            yield after + match.start()
            return
    if not after and (again := _opening_again(head)):
        yield again


def _opening_again(head: str) -> int | None:
    """Where the text begins if it opens with the headline's own first two words, which it mostly does not repeat."""
    words = head.split(" ")
    if len(words) < 8 or not words[0][:1].isupper():
        return None
    for i in range(4, min(len(words) - 3, 26)):
        if words[i : i + 2] == words[:2] and closes_sentence(words[i - 1]) is False:
            return len(" ".join(words[:i])) + 1
    return None


def _tail_cuts(text: str) -> Iterator[int]:
    """Where the text is over: past the last sentence, and before the prompts that close the page."""
    ends = _ends(text)
    if ends[-1] < len(text):
        yield ends[-1]
    for start, end in zip(ends[-2::-1], ends[:0:-1], strict=False):
        verdict = judge_line(text[start:end].strip())
        if verdict is None or verdict.role == "body":
            return
        yield start


def _ends(text: str) -> list[int]:
    """Offsets past the sentences' ends."""
    found = [m.end() for m in _END.finditer(text) if not _ABBREVIATED.search(text[: m.start() + 1][-8:])]
    return found or [len(text)]
