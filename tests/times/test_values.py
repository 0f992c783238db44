"""Sentences of our own, the day they were written, and the values their time expressions must have.

The reader is left out here: words of tense alone decide what looks ahead. `test_with_reader.py` holds the rows that
need syntax.
"""

from __future__ import annotations

import pytest

from demarche.records import Article, Dating, Timex
from demarche.times import tag_times

THURSDAY = "2024-03-14"


def article(text: str, date: str | None = THURSDAY, earliest: str | None = None, latest: str | None = None) -> Article:
    return Article(
        id="a",
        uri="a",
        sha256="",
        retrieved=None,
        news=True,
        title=None,
        text=text,
        blocks=(),
        published=Dating(date=date, earliest=earliest or date, latest=latest or date),
    )


def times(text: str, date: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(timex.text, timex.value) for timex in tag_times(article(text, date), None, None)]


def only(text: str, date: str | None = THURSDAY) -> Timex:
    (timex,) = tag_times(article(text, date), None, None)
    return timex


EXPLICIT = [
    ("The pact was signed on March 12, 2021.", "March 12, 2021", "2021-03-12", "month, day, year"),
    ("The pact was signed on Friday, March 12, 2021.", "Friday, March 12, 2021", "2021-03-12", "with its weekday"),
    ("It was signed on 12 March 2021 in Valdora.", "12 March 2021", "2021-03-12", "British order"),
    ("It was signed on the 12th of March, 2021.", "12th of March, 2021", "2021-03-12", "ordinal day"),
    ("It was signed on Fri, 12 Mar 2021.", "Fri, 12 Mar 2021", "2021-03-12", "abbreviations of a feed"),
    ("It was signed on Sat., Mar. 13, 2021.", "Sat., Mar. 13, 2021", "2021-03-13", "abbreviations with stops"),
    ("Filed 2021-03-12 from the capital.", "2021-03-12", "2021-03-12", "ISO"),
    ("Filed 2021-03-12T09:30 from the capital.", "2021-03-12T09:30", "2021-03-12T09:30", "ISO with a time"),
    ("Filed 25/03/2021 from the capital.", "25/03/2021", "2021-03-25", "only the day can be above twelve"),
    ("Filed 03/25/2021 from the capital.", "03/25/2021", "2021-03-25", "the American order, told by 25"),
    ("Filed 12.03.2021 from the capital.", "12.03.2021", "2021-03-12", "points are day first"),
    ("Filed 05/03/2021 from the capital.", "05/03/2021", None, "nobody can tell May from March"),
    ("Filed 2021/03/12 from the capital.", "2021/03/12", "2021-03-12", "year first"),
    ("It was founded in September 1961.", "September 1961", "1961-09", "month and year"),
    ("It was founded in Sept. 1961.", "Sept. 1961", "1961-09", "abbreviated month and year"),
    ("It was founded in early September 1961.", "early September 1961", "1961-09", "a part of a month"),
    ("It was founded in mid-2019.", "mid-2019", "2019", "a part of a year"),
    ("It was founded in late 2019.", "late 2019", "2019", "a part of a year"),
    ("It has been in force since 2014.", "2014", "2014", "a bare year after since"),
    ("The 2019 accord is dead.", "2019", "2019", "a bare year before a noun"),
    ("It was at peace in the 1990s.", "1990s", "199X", "a decade"),
    ("It was at peace in the early 1990s.", "early 1990s", "199X", "a part of a decade"),
    ("It was at peace in the nineties.", "nineties", "199X", "a decade by its word"),
    ("It was at peace in the '80s.", "'80s", "198X", "a decade, abbreviated"),
    ("Borders of the 19th century were redrawn.", "19th century", "18XX", "a century by number"),
    ("Borders of the nineteenth century were redrawn.", "nineteenth century", "18XX", "a century by word"),
    ("Trade fell in the first quarter of 2023.", "the first quarter of 2023", "2023-Q1", "a quarter"),
    ("Trade fell in Q3 2022.", "Q3 2022", "2022-Q3", "a quarter, abbreviated"),
    ("Trade fell in the second half of 2022.", "the second half of 2022", "2022-H2", "a half"),
    ("They fought in spring 2022.", "spring 2022", "2022-SP", "a season"),
    ("They fought in the summer of 2022.", "the summer of 2022", "2022-SU", "a season with of"),
    ("Talks were held July 9-11, 2023.", "July 9-11, 2023", "2023-07", "days of one month share the month"),
    ("Talks were held on 9 and 11 July 2023.", "9 and 11 July 2023", "2023-07", "British order"),
    ("It was signed on March 12,\n2021.", "March 12,\n2021", "2021-03-12", "hard-wrapped text"),
    ("The war of 1998-99 ended badly.", "1998-99", None, "two years are not one value"),
    ("The order came on New Year's Day 2020.", "New Year's Day 2020", "2020-01-01", "a feast with its year"),
]

RELATIVE = [
    ("They met on Wednesday.", "Wednesday", "2024-03-13", "the day before"),
    ("They met on Thursday.", "Thursday", "2024-03-14", "the article's own day"),
    ("They met on Friday.", "Friday", "2024-03-08", "six days back"),
    ("They will meet on Friday.", "Friday", "2024-03-15", "the next one, by will"),
    ("The vote is scheduled for Monday.", "Monday", "2024-03-18", "the next one, by scheduled"),
    ("This Tuesday, the envoy was expelled.", "This Tuesday", "2024-03-12", "this, told as past"),
    ("The envoy will leave this Sunday.", "this Sunday", "2024-03-17", "this, still to come"),
    ("Last Monday the envoy was expelled.", "Last Monday", "2024-03-11", "last with a weekday"),
    ("The envoy will leave next Monday.", "next Monday", "2024-03-18", "next with a weekday"),
    ("The envoy left on Tuesday last week.", "Tuesday last week", "2024-03-05", "of the week before"),
    ("Ministers met on Wednesday night.", "Wednesday night", "2024-03-13TNI", "with the part of day"),
    ("Ministers met late on Wednesday.", "Wednesday", "2024-03-13", "the adverb stays outside"),
    ("He spoke yesterday.", "yesterday", "2024-03-13", "yesterday"),
    ("He spoke yesterday morning.", "yesterday morning", "2024-03-13TMO", "with the part of day"),
    ("He speaks today.", "today", "2024-03-14", "today"),
    ("He spoke last night.", "last night", "2024-03-13TNI", "the night before"),
    ("He speaks tonight.", "tonight", "2024-03-14TNI", "tonight"),
    ("He will speak tomorrow.", "tomorrow", "2024-03-15", "tomorrow"),
    ("He left the day before yesterday.", "the day before yesterday", "2024-03-12", "two back"),
    ("He returns the day after tomorrow.", "the day after tomorrow", "2024-03-16", "two ahead"),
    ("The two met last week.", "last week", "2024-W10", "a calendar week"),
    ("The two meet this week.", "this week", "2024-W11", "its own"),
    ("The two will meet next week.", "next week", "2024-W12", "the next"),
    ("Over the weekend the border was shut.", "the weekend", "2024-W10-WE", "the one before, told on a Thursday"),
    ("The two met last month.", "last month", "2024-02", "a month"),
    ("The bloc said so last year.", "last year", "2023", "a year"),
    ("It will end next year.", "next year", "2025", "the next year"),
    ("It began earlier this year.", "this year", "2024", "its own year"),
    ("Last May, the leader went abroad.", "Last May", "2023-05", "the last one over"),
    ("Last February, the leader went abroad.", "Last February", "2024-02", "the one of this year is over"),
    ("They will vote next September.", "next September", "2024-09", "next with a month"),
    ("The last round was in February last year.", "February last year", "2023-02", "month of a shifted year"),
    ("It opened in January of this year.", "January of this year", "2024-01", "month of this year"),
    ("It opened in November.", "November", "2023-11", "the nearest one gone by"),
    ("It will open in November.", "November", "2024-11", "the next one"),
    ("The raid of Feb. 20 failed.", "Feb. 20", "2024-02-20", "a date without its year"),
    ("The raid of Dec. 20 failed.", "Dec. 20", "2023-12-20", "nearest is last year's"),
    ("The raid of late December failed.", "late December", "2023-12", "part of a month without its year"),
    ("They met on Thursday, July 11.", "Thursday, July 11", "2024-07-11", "the weekday fixes the year"),
    ("They met on Tuesday, July 11.", "Tuesday, July 11", "2023-07-11", "another weekday, another year"),
    ("He left two weeks ago.", "two weeks ago", "2024-W09", "weeks give a week"),
    ("He left a year ago.", "a year ago", "2023", "years give a year"),
    ("He left three months ago.", "three months ago", "2023-12", "months give a month"),
    ("He left ten days ago.", "ten days ago", "2024-03-04", "days give a day"),
    ("He left two decades ago.", "two decades ago", "2004", "decades give a year"),
    ("He left several years ago.", "several years ago", "PAST_REF", "nobody counted"),
    ("He returns in three weeks' time.", "three weeks' time", "2024-W14", "ahead"),
    ("He returns two days from now.", "two days from now", "2024-03-16", "ahead"),
    ("It was raided last summer.", "last summer", "2023-SU", "a season"),
    ("It was raided at Christmas.", "Christmas", "2023-12-25", "a feast gone by"),
    ("It was raided on Good Friday.", "Good Friday", "2023-04-07", "a feast that moves"),
    ("Talks began at 9:30 a.m. GMT.", "9:30 a.m. GMT", "2024-03-14T09:30", "a time of the article's day"),
    ("Talks began at 3 pm on Wednesday.", "3 pm on Wednesday", "2024-03-13T15:00", "a time of a weekday"),
    ("Talks ended at 7pm.", "7pm", "2024-03-14T19:00", "the full stop is the sentence's"),
    ("Talks began at noon Wednesday.", "noon Wednesday", "2024-03-13T12:00", "noon"),
    ("Talks began at 0735 GMT.", "0735 GMT", "2024-03-14T07:35", "four figures"),
]

LENGTHS = [
    ("They talked for three days.", "three days", "DURATION", "P3D"),
    ("They talked for five hours.", "five hours", "DURATION", "PT5H"),
    ("A two-day summit was held.", "two-day", "DURATION", "P2D"),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("Ties were broken for twenty-one months.", "twenty-one months", "DURATION", "P21M"),
    ("Over the past three months it grew.", "the past three months", "DURATION", "P3M"),
    ("In recent years it grew.", "recent years", "DURATION", "PXY"),
    ("It lasted several weeks.", "several weeks", "DURATION", "PXW"),
    ("A decades-long feud ended.", "decades-long", "DURATION", "PXY"),
    ("The week-long blockade ended.", "week-long", "DURATION", "P1W"),
    ("They hold talks every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("They hold annual talks.", "annual", "SET", "P1Y"),
    ("They meet every two years.", "every two years", "SET", "P2Y"),
    ("They meet twice a week.", "twice a week", "SET", "P1W"),
    ("They meet on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
    ("The vote is held every other year.", "every other year", "SET", "P2Y"),
]

NO_TIMES = [
    ("Varnia may march on the port.", "may and march as verbs"),
    ("May we ask who paid?", "May at the head of a question"),
    ("The protest march drew crowds.", "a march of people"),
    ("The March on the capital drew crowds.", "a march with a capital, on a place"),
    ("The sun rose and the envoy sat down.", "sun and sat are no weekdays"),
    ("June Alvarez said the road was open.", "a first name"),
    ("Some 2000 troops crossed the river.", "a count"),
    ("They sent 1950 soldiers.", "a count"),
    ("It cost $2010 a head.", "a sum"),
    ("Resolution 1973 was adopted.", "a number in a name"),
    ("The 39-year-old envoy was expelled.", "an age"),
    ("He came second in the vote.", "an ordinal"),
    ("A second envoy was expelled.", "another one"),
    ("In the second round they lost.", "a round"),
    ("The spring in the valley dried up.", "a source of water"),
    ("They want peace and they want it fast.", "nothing at all"),
    ("The fall of the fortress shocked them.", "a fall that is no season"),
    ("Prices rose 11 percent a year.", "a rate"),
    ("They get the Winter Energy Payment.", "a name"),
    ("Article 2023 of the code applies.", "a number of a clause"),
]


@pytest.mark.parametrize(("text", "words", "value", "why"), EXPLICIT, ids=[row[0] for row in EXPLICIT])
def test_explicit_dates_do_not_need_the_articles_own(text: str, words: str, value: str | None, why: str) -> None:
    for date in (THURSDAY, "1999-01-01", None):
        assert (words, value) in times(text, date), why


@pytest.mark.parametrize(("text", "words", "value", "why"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_relative_times_count_from_the_article(text: str, words: str, value: str | None, why: str) -> None:
    assert times(text) == [(words, value)], why


@pytest.mark.parametrize(("text", "words", "kind", "value"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_lengths_and_sets(text: str, words: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.type, found.value) == (words, kind, value)


@pytest.mark.parametrize(("text", "why"), NO_TIMES, ids=[row[0] for row in NO_TIMES])
def test_words_that_are_no_times(text: str, why: str) -> None:
    assert times(text) == [], why
