"""The days that the head of a report tells as those of its news."""

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
    r"upcoming|to be|to take place|slated|set for|set to|aims?|could|may|should|might|projected|forecast)\b[^.;]*$)",
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
_SENTENCE = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])")
_NEAR = 60  # characters before a day without its year in which a word of the future makes it one to come
_BLOCKS, _REACH = 3, 400  # paragraphs, and characters of each, in which the day of the news is looked for


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
            if date.year is None or (first and is_news_day(before, head[date.end :])):
                yield date


def is_news_day(before: str, after: str) -> bool:
    """Whether a date with its year, with what stands before it in its sentence and after it, can be that of the news.

    News leaves its own year out. Not where a clause of its own tells it ("the protests that erupted on July 11, 2021"),
    where it stands before a noun ("the Aug. 7, 1998, bombing"), or where it opens a story ("On July 11, 2021, while
    others slept").

    >>> is_news_day("The minister left for Keld on ", ", officials said.")
    True
    >>> is_news_day("One year after the flood that began on ", ", the dam is whole again.")
    False
    """
    return not (_CLAUSE.search(before) or _ATTRIBUTE.search(before) or _OPENS_STORY.match(after))
