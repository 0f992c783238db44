"""When an event was, by the time expressions of its clause, its statement and the article's own date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as Day
from datetime import timedelta
from typing import NamedTuple

from spacy.tokens import Doc, Token

from demarche.events.clauses import case_of, sentence_of
from demarche.events.tellings import Telling
from demarche.records import Article, Date, Dating, Reason, Timex
from demarche.times import governing_timex

EARLIER_WORDS = re.compile(
    r"\b(?:last|previous|past) week\b|\b(?:early|earlier) (?:this|in the|last) (?:month|year)\b"
    r"|\bweeks? (?:ago|earlier|before)\b|"
    r"\b(?:last|previous|past) (?:year|month|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|fall|winter|decade|century)\b"
    r"|\b(?:years?|months?|decades?) (?:ago|earlier|before)\b",
    re.IGNORECASE,
)
NEWS_WORDS = re.compile(
    r"\b(?:today|yesterday|tonight|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
    r"|\bthis (?:week|morning|evening|afternoon)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
# A year or month by itself; a page of unknown date that names one looks back.
BARE = re.compile(
    r"(?:in |since )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?: of)?,? ?)?"
    r"(?:(?:19|20)\d\d)?",
    re.IGNORECASE,
)
WIDE_DAYS = 60
ISO = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
BEFORE_NEWS = timedelta(days=14)  # what lies further back than this is no longer this news
RECALLED = timedelta(days=180)
AROUND_NEWS = timedelta(days=10)


class When(NamedTuple):
    """An event's date and interval (inclusive), whether that lies before this news, or is this news's own time."""

    date: Date | None = None
    earliest: Date | None = None
    latest: Date | None = None
    earlier: Reason | None = None
    recent: bool = False
    future: bool = False
    timex: Timex | None = None


def _day(value: Date, last: bool) -> Day | None:
    """The first or last day of an ISO prefix."""
    parts = [int(part) for part in value.split("-")]
    try:
        if len(parts) == 3:
            return Day(*parts)
        if len(parts) == 2:
            first = Day(parts[0], parts[1], 1)
            return first if not last else (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return Day(parts[0], 12, 31) if last else Day(parts[0], 1, 1)
    except ValueError:
        return None


def _bounds(timex: Timex) -> tuple[Day | None, Day | None]:
    low = timex.earliest or (timex.value if timex.value and ISO.match(timex.value) else None)
    high = timex.latest or (timex.value if timex.value and ISO.match(timex.value) else None)
    return (_day(low, False) if low else None), (_day(high, True) if high else None)


def _iso(timex: Timex) -> Date | None:
    """The ISO prefix of a time expression: its value, else what its first and last day share."""
    if timex.value and ISO.match(timex.value):
        return timex.value
    if timex.value and re.match(r"^\d{4}-\d{2}-\d{2}T", timex.value):
        return timex.value[:10]
    if timex.earliest and timex.latest:
        if timex.earliest == timex.latest:
            return timex.earliest
        for size in (10, 7, 4):
            if timex.earliest[:size] == timex.latest[:size] and len(timex.earliest) >= size:
                return timex.earliest[:size]
    return None


def _nearest_verb(token: Token, stops: frozenset[int]) -> Token:
    """The first verb or stop above a token, else its root."""
    word = token
    while word.head != word:
        word = word.head
        if word.pos_ in ("VERB", "AUX") or word.i in stops:
            return word
    return word


def timex_of(
    telling: Telling, article: Article, doc: Doc, timexes: Sequence[Timex], apart: Iterable[tuple[int, int]] = ()
) -> Timex | None:
    """The time expression of a telling: one that hangs on its trigger or governor, else one of the clauses above.

    A verb may also take the nearest one of its clause; a bare noun must have its own. `apart` are spans whose time
    words date something else (the content of a statement whose act is the event).
    """
    kept_out = tuple(apart)
    timexes = [t for t in timexes if not any(start <= t.start and t.end <= end for start, end in kept_out)]
    own = _hanging(telling, doc, timexes)
    if own is not None:
        return own
    word = telling.governor
    if telling.nominal:
        behind = _year_behind(telling, doc, timexes)
        if behind is not None:
            return behind
        if word.dep_ != "obl" or word.head.pos_ not in ("VERB", "AUX") or case_of(word) not in ("during", "at", "in"):
            return None
        word = word.head  # "Last June, while he toured Varnia, he promised"
    return governing_timex(timexes, article, doc, word.idx, word.idx + len(word), kept_out)


def _year_behind(telling: Telling, doc: Doc, timexes: Sequence[Timex]) -> Timex | None:
    """A bare year behind a noun's phrases, whatever the parser hung it on: "the raid on the harbour in 1987"."""
    for timex in timexes:
        if timex.start > telling.trigger.idx and re.fullmatch(r"(?:in )?(?:19|20)\d\d", timex.text):
            between = doc.char_span(telling.trigger.idx, timex.start, alignment_mode="contract")
            if between is not None and not any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in between):
                return timex
    return None


def _hanging(telling: Telling, doc: Doc, timexes: Sequence[Timex]) -> Timex | None:
    sentence = sentence_of(telling.trigger)
    own = frozenset((telling.trigger.i, telling.governor.i))
    above: list[int] = []
    word = telling.governor
    while word.head != word and word.dep_ in (
        "xcomp",
        "ccomp",
        "conj",
        "advcl",
        "acl",
        "obj",
        "obl",
        "nmod",
        "nsubj",
        "nsubj:pass",
    ):
        word = word.head
        above.append(word.i)
    best: tuple[int, int] | None = None
    chosen: Timex | None = None
    for timex in timexes:
        if (
            timex.type not in ("DATE", "TIME")
            or (timex.value or "").endswith("_REF")
            or not sentence.start_char <= timex.start < sentence.end_char
        ):
            continue
        span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
        if span is None:
            continue
        hold = _nearest_verb(span.root, own)
        if any(token.i in above for token in span):  # "the last round was in February": the time is the predicate
            rank = 1
        elif hold.i in own:
            rank = 0
        elif hold.i in above and not (telling.nominal and hold.pos_ == "VERB"):
            rank = 1 + above.index(hold.i)
        else:
            continue
        key = (rank, abs(span.root.i - telling.trigger.i))
        if best is None or key < best:
            best, chosen = key, timex
    return chosen


def place_in_time(timex: Timex | None, published: Dating) -> When:
    """A time expression against the article's own date."""
    if timex is None:
        return When()
    low, high = _bounds(timex)
    news_low = (
        _day(published.earliest or published.date or "", False) if (published.earliest or published.date) else None
    )
    news_high = _day(published.latest or published.date or "", True) if (published.latest or published.date) else None
    earlier: Reason | None = None
    recent = future = False
    if EARLIER_WORDS.search(timex.text):
        earlier = Reason(rule="status:earlier", words=timex.text)
    elif high and news_low and high < news_low - BEFORE_NEWS:
        earlier = Reason(rule="status:earlier date", words=timex.text)
    elif BARE.fullmatch(timex.text) and (
        news_low is None or news_high is None or (news_high - news_low).days > WIDE_DAYS
    ):
        earlier = Reason(rule="status:bare year", words=timex.text)
    elif (
        low
        and high
        and news_low
        and news_high
        and low >= news_low - AROUND_NEWS
        and high <= news_high + timedelta(days=1)
        and (news_high - news_low).days < 60
    ) or NEWS_WORDS.search(timex.text):
        recent = True
    if low and news_high and low > news_high:
        future = True
    return When(
        _iso(timex),
        low.isoformat() if low else None,
        high.isoformat() if high else None,
        earlier,
        recent,
        future,
        timex,
    )


def long_before(value: Date, published: Dating) -> bool:
    """Whether a date lies half a year or more before the news: what was said then is recalled."""
    last, news = _day(value, True), published.earliest or published.date
    first = _day(news, False) if news else None
    return last is not None and first is not None and last < first - RECALLED


def in_the_past(when: When) -> When:
    """A weekday that came out after the news, of an event that has taken place: the one a week before."""
    if not when.future or when.timex is None or when.date is None or len(when.date) != 10:
        return when
    if not WEEKDAY.search(when.timex.text) or re.search(r"\d", when.timex.text):
        return when
    day = (Day.fromisoformat(when.date) - timedelta(days=7)).isoformat()
    return when._replace(date=day, earliest=day, latest=day, future=False, recent=True)
