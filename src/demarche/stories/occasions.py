"""Whether two statements were made in one act of saying: by one speaker on one occasion, whatever the words.

A police spokesman tells one press conference that a man was charged and that he was found at home; ten outlets choose
what they print. So who speaks weighs more here than what is said, and what stands high in the article, is announced, or
names the same weekday more than what stands below it. Fitted on the acts of reporting that ECB+ annotates as the same
(Cybulska and Vossen, LREC 2014) by ``training/stories/fit_occasions.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec

from demarche.records import Reading
from demarche.stories.profiles import WEEKDAYS, numbers_in
from demarche.stories.sayings import Saying, gram_cosine, gram_counts
from demarche.stories.terms import WORD, cosine, stem

OCCASION_FEATURES = (
    "speakers_least", "speakers_all", "speaker_same", "speaker_unknown", "other_persons",
    "sentence_grams", "standing_out", "vector", "numbers_shared", "numbers_apart",
    "act_same", "announced", "depth", "weekday_same", "speaker_and_weekday",
)  # fmt: skip
ANNOUNCING = frozenset(
    stem(word)
    for word in (
        "announce", "announcement", "statement", "communique", "release", "unveil", "reveal", "declare", "confirm",
        "name", "nominate", "tweet", "post",
    )
)  # fmt: skip
"""Cues of making something known to everybody at once."""
PLAIN_ACTS = frozenset({"state", "assert"})
DEEPEST = 20
"""Sentences below the top of an article that make no more difference."""

_SENTENCE_END = re.compile(r"(?<=[.!?”\"’])\s+(?=[A-Z“\"‘])|\n+")


class Occasion(msgspec.Struct, frozen=True):
    """A statement with what shows the occasion it was made on.

    `grams` and `numbers` are those of the whole sentence; `depth` counts the sentences above it.
    """

    saying: Saying
    grams: dict[str, int]
    numbers: frozenset[str]
    weekdays: frozenset[str]
    announced: bool
    depth: int


def occasions_of(readings: Sequence[Reading], sayings: Sequence[Saying]) -> list[Occasion]:
    """The sayings of these readings as occasions, in their order."""
    by_id = {reading.article.id: reading for reading in readings}
    return [_occasion(by_id[saying.article], saying) for saying in sayings]


def _occasion(reading: Reading, saying: Saying) -> Occasion:
    text, statement = reading.article.text, saying.statement
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= first), default=0)
    sentence = text[start : min((end for end in ends if end >= last), default=len(text))]
    cue = statement.cue.text if statement.cue else ""
    return Occasion(
        saying=saying,
        grams=gram_counts(sentence),
        numbers=numbers_in(WORD.findall(sentence)),
        weekdays=frozenset(day for day in WEEKDAYS if day in sentence.lower()),
        announced=statement.act == "announce" or any(stem(word) in ANNOUNCING for word in WORD.findall(cue)),
        depth=sum(end <= first for end in ends),
    )


def occasion_values(one: Occasion, other: Occasion) -> tuple[float, ...]:
    """The values of `OCCASION_FEATURES` for two statements of one story; symmetric."""
    a, b = one.saying, other.saying
    common, either = a.speakers & b.speakers, a.speakers | b.speakers
    known = bool(a.speakers) and bool(b.speakers)
    least = len(common) / min(len(a.speakers), len(b.speakers)) if known else 0.0
    weekday = float(bool(one.weekdays & other.weekdays))
    same = a.statement.speaker is not None and a.statement.speaker == b.statement.speaker
    numbers = one.numbers & other.numbers
    vector = 0.4 if a.vector is None or b.vector is None else float(a.vector @ b.vector)
    return (
        least,
        len(common) / len(either) if either else 0.0,
        float(same),
        float(not known),
        float(known and a.person and b.person and not common and not same),
        gram_cosine(one.grams, other.grams),
        cosine(a.standing_out, b.standing_out),
        vector,
        math.log1p(len(numbers)),
        float(bool(one.numbers and other.numbers) and not numbers),
        float(a.statement.act == b.statement.act and a.statement.act not in PLAIN_ACTS),
        float(one.announced and other.announced),
        math.log1p(min(DEEPEST, max(one.depth, other.depth))),
        weekday,
        weekday * max(least, float(same)),
    )
