"""What holds for any text: exact spans, ordered intervals, the same again on a second run."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from demarche.records import Article, Dating
from demarche.times import load_occasions, resolve_all, tag_times
from demarche.times.days import Interval, interval_of
from demarche.times.grammar import find
from demarche.times.values import resolve

PIECES = st.sampled_from(
    ["on", "in", "the", "last", "next", "this", "May", "Friday", "12", "2021", "3", "weeks", "ago", "year",
     "early", ",", ".", "\n\n",
     "'s", "two", "a", "summer", "NATO summit", "Vilnius",
     "July 11", "every", "9:30 a.m.", "yesterday", "said", "will", "11th", "century", "“", "1990s"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text(max_size=80))
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1))


def article(text: str, first: dt.date, last: dt.date) -> Article:
    return Article(
        id="a",
        uri="a",
        sha256="",
        retrieved=None,
        news=True,
        title=None,
        text=text,
        blocks=(),
        published=Dating(earliest=first.isoformat(), latest=last.isoformat()),
    )


@given(TEXTS, DAYS, st.integers(0, 800))
def test_spans_are_exact_ordered_and_apart(text: str, day: dt.date, days: int) -> None:
    page = article(text, day, day + dt.timedelta(days=days))
    timexes = tag_times(page, None, None)
    end = 0
    for timex in timexes:
        assert text[timex.start : timex.end] == timex.text != ""
        assert timex.start >= end
        end = timex.end
        assert (timex.earliest is None) == (timex.latest is None)
        assert timex.earliest is None or timex.latest is None or timex.earliest <= timex.latest
    assert resolve_all(timexes, page.published, load_occasions()) == timexes


@given(TEXTS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_an_interval_holds_what_any_of_its_days_gives(text: str, day: dt.date, days: int, inside: int) -> None:
    first = day.toordinal()
    wide = Interval(first=first, last=first + days)
    one = first + min(inside, days)
    for found in find(text):
        bounds = resolve(found.meaning, wide, "past", wide)
        exact = resolve(found.meaning, Interval(first=one, last=one), "past", Interval(first=one, last=one))
        if exact.days is not None and bounds.days is not None:
            assert bounds.days.first <= exact.days.first
            assert exact.days.last <= bounds.days.last
        if bounds.value is not None and exact.value is not None:
            assert bounds.value == exact.value


@given(DAYS)
def test_a_day_is_its_own_interval(day: dt.date) -> None:
    assert interval_of(day.isoformat()) == Interval(first=day.toordinal(), last=day.toordinal())
