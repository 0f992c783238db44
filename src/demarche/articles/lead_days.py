"""Which of a report's dates are told as past, and which of those at its head are the days of its news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from demarche.articles.days import WrittenDate, find_dates
from demarche.records import Block

# Words before a date that make it one still to come: "by 2030", "will be held on 5 May 2025".
AHEAD = re.compile(
    r"(?:\b(?:by|until|till|through|before|from|between|ahead of|end of|due|in time for|for)\s+"
    r"(?:the\s+)?(?:end of\s+|early\s+|late\s+|mid-?)?$"
    r"|\b(?:will|would|shall|scheduled|plans?|planned|planning|expected|expects?|deadline|due|expires?|targets?|goals?|"
    r"upcoming|to be|to take place|slated|set for|set to|aims?|could|(?-i:may)|should|might|projected|forecast)\b"
    r"[^.;]*$)",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|when|where|until|till|since|after|before|as|because|while|although|anniversary|"
    r"ago|first|born|dated|due|scheduled|will|would|following)\b",
    re.I,
)
_ATTRIBUTE = re.compile(r"\b(?:the|its|his|her|their|of|a|an|from|to|by|between|and)\s+(?:\w+day,?\s+)?$", re.I)
_OPENS_STORY = re.compile(
    r"\W{0,3}\s*(?:while|when|as|just|exactly|thousands|hundreds|at (?:exactly|about|around))\b", re.I
)
_OPENING = re.compile(r"\W*(?:(?:it was )?on\s+)?", re.I)
_SENTENCE = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])")
_NEAR = 60  # characters before a day without its year in which a word of the future makes it one to come
_BLOCKS, _REACH = 3, 400  # paragraphs, and characters of each, in which the day of the news is looked for


def is_told_past(sentence: str, start: int, end: int, *, day: bool) -> bool:
    """Whether a date at [start, end) of its sentence is told as past, so that the report cannot be older.

    A day may be one to come ("as of 1 August"); a bare year or month is more often a goal, a season or an event's name
    ("Vision 2030", "the 2024 Games", "the year 2022-2023") and must be told of by a verb of the past.

    >>> is_told_past("The harbour was built in 2021.", 25, 29, day=False)
    True
    >>> is_told_past("They prepare for the 2024 Games.", 21, 25, day=False)
    False
    """
    if AHEAD.search(sentence[max(start - 200, 0) : start]):
        return False
    if day or sentence[:start].endswith("since "):
        return True
    if _SPAN.match(sentence, end) or _PART.search(sentence[:start]) is None:
        return False
    return _PAST.search(sentence) is not None and _FUTURE.search(sentence) is None


_SPAN = re.compile(r"\s?[-–/]\s?(?:\d|(?:late|early|mid)\b)")
_PART = re.compile(
    r"(?:\b(?:in|since|during|from|after|of|late|early|mid|on|between|and|till|until|before|back to)[\s-]+|[(,]\s*)"
    r"(?:the\s+)?(?:\w+\s+(?:quarter|half|months?|days?|end|beginning|summer|winter|spring|autumn) of\s+)?$",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|took|began|became|won|held|fell|rose|made|left|went|met|said|told|led|sent|gave|saw|"
    r"been|got|put|set|cut|ran|lost|built|broke|brought|fought|kept|paid|sold|spoke|stood|wrote|(?!need)\w{2,}ed)\b",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|won['’]t|expect\w*|plans?|planned|planning|targets?|goals?|visions?|aims?|upcoming|forecasts?|"
    r"project(?:ed|ions?)|predict\w*|next|future|ahead of|due|set to|scheduled|slated|propos\w+|prepar\w+|towards?|"
    r"strateg\w+|agenda|budget|fiscal|roadmap|qualif\w+|could|should|(?-i:may)|might|intend\w*|until)\b",
    re.I,
)


def find_lead_days(blocks: Sequence[Block]) -> Iterator[WrittenDate]:
    """The days told as past at the head of the body.

    One with its year must stand in the first sentence or beside its weekday, and be a day of news (`is_news_day`).
    """
    for i, block in enumerate([block for block in blocks if block.role == "body"][:_BLOCKS]):
        head = block.text[:_REACH]
        for date in find_dates(head):
            begins = max((match.end() for match in _SENTENCE.finditer(head, 0, date.start)), default=0)
            before = head[begins : date.start]
            if date.day is None or AHEAD.search(before[-_NEAR:] if date.year is None else before):
                continue
            first = (i == 0 and not begins) or date.weekday is not None
            if date.year is None or (first and is_news_day(before, head[date.end :], weekday=date.weekday is not None)):
                yield date


def is_news_day(before: str, after: str, *, weekday: bool) -> bool:
    """Whether a date with its year, with what stands before it in its sentence and after it, can be that of the news.
    `weekday`: whether its weekday is written, too.

    News leaves its own year out. Not where a clause of its own tells it ("the strike that began on March 3, 2019"),
    where it stands before a noun ("the Aug. 7, 1998, bombing"), or where it opens a story ("On July 11, 2021, she was
    arrested").

    >>> is_news_day("The minister left for Keld on ", ", officials said.", weekday=False)
    True
    >>> is_news_day("One year after the flood that began on ", ", the dam is whole again.", weekday=False)
    False
    """
    opening = not weekday and _OPENING.fullmatch(before)
    return not (opening or _CLAUSE.search(before) or _ATTRIBUTE.search(before) or _OPENS_STORY.match(after))
