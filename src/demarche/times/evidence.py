"""What an article's own words say about the day it was written: pieces of evidence, each with the days it allows.

A piece says "if I am right, the article is of one of these days" and carries a weight; `demarche.times.settling`
finds the days that the heaviest set of pieces allows. Weights are graded by how often such a piece is wrong in
news, not tuned to a corpus.
"""

from __future__ import annotations

from collections.abc import Sequence

from demarche.records import Article, Block, Record, Timex
from demarche.times.days import Interval, interval_of
from demarche.times.meanings import Meaning
from demarche.times.tagging import direction_of_timex, meaning_of_timex
from demarche.times.tense import sentence_of

FIRST = interval_of("1960").first
LAST = interval_of("2099").last
YEARS = range(1985, 2041)


class Evidence(Record, frozen=True):
    """One piece: what was read and where, the days it allows, how much it weighs.

    A `core` inside them weighs so much more.
    """

    kind: str
    text: str
    where: str
    spans: tuple[Interval, ...]
    weight: float
    core: tuple[Interval, ...] = ()
    core_weight: float = 0.0


class Seen(Record, frozen=True):
    """A timex with its meaning, its sentence (offsets into the article's text) and its paragraph of the body."""

    timex: Timex
    meaning: Meaning
    direction: str
    sentence: tuple[int, int]
    block: Block | None
    paragraph: int | None  # 0 for the first of the body


def seen_times(article: Article, timexes: Sequence[Timex]) -> tuple[Seen, ...]:
    """The timexes of an article with what the evidence needs to know about each."""
    blocks = [block for block in article.blocks if block.start is not None and block.end is not None]
    body = [block for block in blocks if block.role == "body"]
    seen = []
    for timex in timexes:
        meaning = meaning_of_timex(timex)
        if meaning is None:
            continue
        block = next((one for one in blocks if (one.start or 0) <= timex.start < (one.end or 0)), None)
        if body:
            paragraph = body.index(block) if block in body else None
        else:
            paragraph = article.text.count("\n\n", 0, timex.start)
        sentence = sentence_of(article.text, timex.start, timex.end, None)
        seen.append(
            Seen(
                timex=timex,
                meaning=meaning,
                direction=direction_of_timex(timex),
                sentence=sentence,
                block=block,
                paragraph=paragraph,
            )
        )
    return tuple(seen)


def until(day: int) -> Interval:
    """Up to a day."""
    return Interval(first=FIRST, last=max(FIRST, day))


def since(day: int) -> Interval:
    """From a day on."""
    return Interval(first=min(LAST, day), last=LAST)


def day_of(year: int, month: int, day: int) -> int:
    """The ordinal of a date; the day after the month's last where it has no such day."""
    return interval_of(f"{year:04}-{month:02}-01").first + day - 1


def where_of(one: Seen) -> str:
    """Where a time stands: the role of its block and the paragraph of the body."""
    role = one.block.role if one.block is not None else "text"
    return role if one.paragraph is None else f"{role}, paragraph {one.paragraph + 1}"
