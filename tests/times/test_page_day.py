"""A line that tells today's date is of the day the page was fetched; years to come are no lower bound."""

from __future__ import annotations

import pytest

from demarche.records import Article, Basis, Dating
from demarche.times import settle_dates, tag_times


def _article(text: str, published: Dating) -> Article:
    return Article(
        id="t", uri="t", sha256="", retrieved=None, news=True, title=None, text=text, blocks=(), published=published
    )  # fmt: skip


def _line(words: str) -> Dating:
    basis = (Basis(kind="date-line", text=words, where="header", earliest="2034-12-03", latest="2034-12-03"),)
    return Dating(date="2034-12-03", earliest="2034-12-03", latest="2034-12-03", basis=basis)


LINES = [
    ("Today: Sun, Dec 3, 2034", None, "the clock of the page"),
    ("Sunday, December 3, 2034", "2034-12-03", "a date line of the article"),
    ("Published today, 3 December 2034", "2034-12-03", "today within a date line"),
]


@pytest.mark.parametrize(("words", "expected", "why"), LINES, ids=[row[2] for row in LINES])
def test_todays_date_is_a_bound(words: str, expected: str | None, why: str) -> None:
    article = _article("The ministers met and said nothing.", _line(words))
    dating, _ = settle_dates(article, tag_times(article, None, None), None)
    assert (dating.date, dating.latest) == (expected, "2034-12-03"), why


YEARS = [
    ("The harbour was built in 2021. A good lesson for our upcoming festival in 2029.", "2021", "a year to come"),
    ("The harbour was built in 2021. It burned down in 2029.", "2029", "a year told as past"),
]


@pytest.mark.parametrize(("text", "year", "why"), YEARS, ids=[row[2] for row in YEARS])
def test_only_a_past_year_bounds_the_article(text: str, year: str, why: str) -> None:
    article = _article(text, Dating())
    dating, _ = settle_dates(article, tag_times(article, None, None), None)
    assert (dating.earliest or "")[:4] == year, why
