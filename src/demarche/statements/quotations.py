"""Where an article quotes: pairs of quotation marks, also malformed ones.

Web copies break quotation marks in a handful of ways that this reads through: an opening mark typed where the closing
one should stand (``stop “to incite“ the crowd``), a mark glued to the next word, straight and curly marks mixed,
British single quotes, quotations that run over paragraphs (each opened anew, only the last closed), a quotation closed
in the next paragraph, and one never closed at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from demarche.records import Record

OPENING = "“„‟«‹"
CLOSING = "”»›"
STRAIGHT = '"＂'
SINGLE_OPENING = "‘‛‚"
SINGLE_CLOSING = "’"
SINGLE_STRAIGHT = "'`´"
MARKS = OPENING + CLOSING + STRAIGHT
SINGLES = SINGLE_OPENING + SINGLE_CLOSING + SINGLE_STRAIGHT
QUOTE_CHARS = MARKS + SINGLES

_MARK = re.compile(f"[{re.escape(MARKS)}]|''|``")
_SINGLE = re.compile(f"[{re.escape(SINGLES)}]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_ELISION = re.compile(r"['’](?:s|t|re|ve|ll|d|m|em|cause|til|n|\d0s)\b", re.IGNORECASE)


class Quotation(Record, frozen=True):
    """A quoted stretch: `start`/`end` with its marks, `inner_start`/`inner_end` without, offsets into the text.

    `closed` is false where the closing mark is missing; `continues` where the paragraph before runs on into this one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False


def find_quotations(text: str, blocks: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Outermost quotations of `text`, paragraph by paragraph.

    `blocks` are the paragraphs' half-open character offsets in text order. Single quotes count as quotation marks only
    in paragraphs without double ones, and never where they are apostrophes.
    """
    found: list[Quotation] = []
    open_over: Quotation | None = None
    paragraphs = list(blocks)
    opens = [text[start : start + 1] in OPENING + STRAIGHT and start < end for start, end in paragraphs] + [False]
    for number, (start, end) in enumerate(paragraphs):
        marks = list(_double_marks(text, start, end))
        if not marks and open_over is None:
            found.extend(_single_quotations(text, start, end))
            continue
        quotations, open_over = _pair(text, start, end, marks, open_over, opens[number + 1])
        found.extend(quotations)
    return tuple(found)


def _double_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _MARK.finditer(text, start, end):
        if not (match.group() in STRAIGHT and _inches(text, start, match.start(), end)):
            yield match.start(), match.end()


def _inches(text: str, start: int, at: int, end: int) -> bool:
    """A mark after a number that no other mark answers: a 12" pipe."""
    after_number = at > start and text[at - 1].isdigit() and at + 1 < end and text[at + 1] in " -"
    return after_number and re.search(r'"\S', text[at + 1 : end]) is None


def _pair(
    text: str,
    start: int,
    end: int,
    marks: Sequence[tuple[int, int]],
    running: Quotation | None,
    opened_anew: bool = False,
) -> tuple[list[Quotation], Quotation | None]:
    """Pairs of one paragraph, and the quotation it leaves open (that the next paragraph may carry on).

    `opened_anew`: the next paragraph begins with a mark, so that what is left open here runs to the paragraph's end.
    """
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    continues = False
    if running is not None:
        first = marks[0] if marks else None
        if first is not None and _closes_running(text, start, first):
            opened, continues = (start, start), True  # closed here without being opened anew
        elif first is not None and not text[start : first[0]].strip() and running.start < start:
            continues = True  # opened anew: the paragraph before runs on
    for mark in marks:
        if opened is None:
            if text[mark[0]] in CLOSING and not _opens_anyway(text, start, mark):
                continue  # a stray closing mark quotes nothing
            opened = mark
            continue
        if _reopens(text, mark, end):
            found.append(_unclosed(text, opened, mark[0], continues))
            opened, continues = mark, False
            continue
        found.append(
            Quotation(start=opened[0], end=mark[1], inner_start=opened[1], inner_end=mark[0], continues=continues)
        )
        opened, continues = None, False
    if opened is None:
        return found, None
    at_start = not text[start : opened[0]].strip()
    last = (
        Quotation(start=opened[0], end=end, inner_start=opened[1], inner_end=end, closed=False, continues=continues)
        if at_start or opened_anew
        else _unclosed(text, opened, end, continues)
    )
    found.append(last)
    return found, last


def _closes_running(text: str, start: int, mark: tuple[int, int]) -> bool:
    """A mark that ends a quotation left open in the paragraph before: words, then a closing (or glued) mark."""
    before = text[start : mark[0]]
    if not before.strip():
        return False
    if text[mark[0]] in CLOSING:
        return True
    return not before[-1].isspace() and before[-1] in ".,!?…"


def _opens_anyway(text: str, start: int, mark: tuple[int, int]) -> bool:
    """A closing mark typed for an opening one: at a word's left edge."""
    left = text[mark[0] - 1] if mark[0] > start else " "
    right = text[mark[1]] if mark[1] < len(text) else " "
    return (left.isspace() or left in "([—–-") and right.isalnum()


def _reopens(text: str, mark: tuple[int, int], end: int) -> bool:
    """An opening mark inside a quotation: a second quotation whose forerunner was never closed.

    An opening mark glued to the word before it (``confrontation“between``) is a closing one mistyped.
    """
    if text[mark[0]] not in OPENING:
        return False
    left = text[mark[0] - 1]
    right = text[mark[1]] if mark[1] < end else " "
    return left.isspace() and not right.isspace()


def _unclosed(text: str, opened: tuple[int, int], limit: int, continues: bool) -> Quotation:
    """A quotation whose closing mark is missing runs to the end of its sentence, at most to `limit`."""
    match = _SENTENCE_END.search(text, opened[1], limit)
    stop = match.end() if match else limit
    while stop > opened[1] and text[stop - 1].isspace():
        stop -= 1
    return Quotation(
        start=opened[0], end=stop, inner_start=opened[1], inner_end=stop, closed=False, continues=continues
    )


def _single_quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        left = text[at - 1] if at > start else " "
        right = text[at + 1] if at + 1 < end else " "
        if opened is None:
            left_edge = left.isspace() or left in "([—–-:"
            elided = match.group() in "'’" and _ELISION.match(text, at) is not None
            if left_edge and right.isalnum() and not elided and _closing_single(text, at + 1, end):
                opened = match
        elif _is_closing_single(left, right):
            yield Quotation(start=opened.start(), end=match.end(), inner_start=opened.end(), inner_end=match.start())
            opened = None


def _is_closing_single(left: str, right: str) -> bool:
    return not left.isspace() and not right.isalnum()


def _closing_single(text: str, start: int, end: int) -> bool:
    """Whether a closing single mark, not a plural possessive (``the states’ rights``), follows within the paragraph."""
    for match in _SINGLE.finditer(text, start, end):
        left = text[match.start() - 1]
        right = text[match.end()] if match.end() < end else " "
        if match.group() not in SINGLE_OPENING and _is_closing_single(left, right):
            possessive = left == "s" and right == " " and match.end() + 1 < end and text[match.end() + 1].islower()
            if not possessive or _closing_single(text, match.end(), end):
                return True
    return False


def quoted_share(quotations: Sequence[Quotation], start: int, end: int, text: str) -> float:
    """The share of the letters and digits in ``text[start:end]`` that stand inside quotation marks (0..1)."""
    letters = [at for at in range(start, end) if text[at].isalnum()]
    if not letters:
        return 0.0
    inside = 0
    for quotation in quotations:
        if quotation.start < end and quotation.end > start:
            inside += sum(quotation.inner_start <= at < quotation.inner_end for at in letters)
    return inside / len(letters)
