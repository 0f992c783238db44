from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.articles.days import find_dates, next_day, span_of


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Sunday, November 24, 2024", [("2024-11-24", 6)], "weekday, month first"),
        ("Wednesday 20 November 2019 9:22 am", [("2019-11-20", 2)], "day first, a clock after it"),
        ("on Thursday, May 16, to leave", [(None, 3)], "no year"),
        ("23rd of March, 2021", [("2021-03-23", None)], "ordinal"),
        ("2024-07-11T10:00:00Z", [("2024-07-11", None)], "ISO"),
        ("in July 2023 and in 2019", [("2023-07", None), ("2019", None)], "month and year, year"),
        ("Jan. 1, 2026", [("2026-01-01", None)], "abbreviated month"),
        ("may 5 ships pass", [], "a verb"),
        ("31 February 2024", [("2024", None)], "no such day: the year is all that is left"),
        ("Resolution 2231 of 1999 pages", [("1999", None)], "four digits that are no year"),
        ("3.14.2024", [("2024-03-14", None)], "only one reading is a day"),
    ],
)
def test_written_dates(text: str, expected: list[tuple[str | None, int | None]], why: str):
    assert [(date.iso, date.weekday) for date in find_dates(text)] == expected, why


def test_two_readings_stay_two():
    (date,) = find_dates("03/04/2024")
    assert date.bounds() == ("2024-03-04", "2024-04-03")
    assert not date.full


def test_spans_of_prefixes():
    assert span_of("2024") == ("2024-01-01", "2024-12-31")
    assert span_of("2023-02") == ("2023-02-01", "2023-02-28")
    assert next_day("2024-02-28") == "2024-02-29"


@given(st.text(alphabet="0123456789 ,./-JulyMarchMonday th", max_size=60))
def test_dates_stand_where_they_say(text: str):
    for date in find_dates(text):
        assert text[date.start : date.end] == date.text
