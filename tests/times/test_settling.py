"""Articles of our own whose words date them, and some whose words do not."""

from __future__ import annotations

import msgspec
import pytest

from demarche.records import Article, Block, Dating
from demarche.times import settle_dates, tag_times


def article(
    *paragraphs: str, published: Dating | None = None, caption: str | None = None, retrieved: str | None = None
) -> Article:
    blocks, text = [], ""
    for role, words in [
        *([("caption", caption)] if caption else []),
        *(("body", paragraph) for paragraph in paragraphs),
    ]:
        text += "\n\n" if text else ""
        # type: ignore[arg-type]
        blocks.append(Block(role=role, text=words, start=len(text), end=len(text) + len(words)))
        text += words
    return Article(
        id="a",
        uri="a",
        sha256="",
        retrieved=retrieved,
        news=True,
        title=None,
        text=text,
        blocks=tuple(blocks),
        published=published or Dating(),
    )


def settled(page: Article) -> tuple[Dating, dict[str, str | None]]:
    dating, timexes = settle_dates(page, tag_times(page, None, None), None)
    return dating, {timex.text: timex.value for timex in timexes}


DATED = [
    (
        ("VALDORA — The two navies held a drill on Wednesday.", "The drill came eight days after Finland joined NATO."),
        "2023-04-12",
        "the Wednesday eight days after 4 April 2023",
    ),
    (
        (
            "The two leaders met on Friday on the margins of the Paris Olympics.",
            "The talks lasted an hour, a guard said on Saturday.",
        ),
        "2024-07-26",
        "the Friday of the opening",
    ),
    (
        ("The council met on Wednesday at the NATO summit in Vilnius.",),
        "2023-07-12",
        "the Wednesday of those two days",
    ),
    (
        ("The envoy was expelled on Thursday, July 11, the ministry said.", "The treaty was signed on July 3, 2024."),
        "2024-07-11",
        "a weekday's years above a lower bound",
    ),
    (
        ("VALDORA, May 3 (Own Agency) -- The port was shut on Friday.", "It was opened on February 1, 2024."),
        "2024-05-03",
        "the dateline's year by the weekday",
    ),
    (
        ("The drill will be held tomorrow, Wednesday, July 27.", "The last one was held on June 30, 2022."),
        "2022-07-26",
        "tomorrow with its date",
    ),
    (
        ("March 6, 2021\n\nThe port was shut.",),
        "2021-03-06",
        "a date line in the text",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "date", "why"), DATED, ids=[row[2] for row in DATED])
def test_an_article_is_dated_by_its_own_words(paragraphs: tuple[str, ...], date: str, why: str) -> None:
    dating, _ = settled(article(*paragraphs))
    assert dating.date == date, dating
    assert any(row.kind != "contradiction" for row in dating.basis)


UNDATED = [
    ("The port was shut on Wednesday.", "a weekday alone is every week's"),
    ("The port was shut in 2019, the harbour master said on Monday.", "a year bounds from below only"),
    ("Last May, the leader went abroad. The port was shut on Tuesday.", "some May"),
    ("The port will be shut on 5 June 2031, he said on Monday.", "a day to come dates nothing"),
    ("The bridge was built in 1950 and is old.", "an old year"),
    ("The opposition said on May 15 that votes had been stolen. It won 12 seats in 2000.", "a year that is recalled"),
    ("Valdora News, 23 April - The two sides met. They had signed a truce in 2012.", "a dateline of some year"),
    ("The rebels took the port on 25 March this year. It was built in 2012.", "a day of this year is not today"),
]


@pytest.mark.parametrize(("text", "why"), UNDATED, ids=[row[1] for row in UNDATED])
def test_no_day_is_made_up(text: str, why: str) -> None:
    assert settled(article(text))[0].date is None, why


@pytest.mark.parametrize("earliest", [None, "2012-01-01"])
def test_a_bare_year_does_not_choose_the_year_of_a_dateline(earliest: str | None) -> None:
    text = "Valdora News, 23 April - The two sides met. They had signed a truce in 2012."
    dating, _ = settled(article(text, published=Dating(earliest=earliest)))
    assert dating.date is None
    assert dating.earliest == "2012-04-23"


def test_a_caption_bounds_and_does_not_date() -> None:
    dating, _ = settled(article("The port was shut on Monday.", caption="The port of Valdora on July 26, 2023."))
    assert dating.date is None
    assert dating.earliest == "2023-07-26"
    assert dating.latest is None


def test_the_crawl_bounds_from_above() -> None:
    dating, _ = settled(article("The port was shut in 2019.", retrieved="2024-11-23T10:00:00Z"))
    assert dating.date is None
    assert (dating.earliest, dating.latest) == ("2019-01-01", "2024-11-24")


def test_a_year_ago_and_last_may_leave_a_summer() -> None:
    page = article(
        "This Tuesday, Varnia scolded the alliance.",
        "Last May, its leader went to Ostrava.",
        "A year ago, it scolded the statement of the NATO summit in Vílnius.",
    )
    dating, values = settled(page)
    assert dating.date is None
    assert "2024-04-01" <= (dating.earliest or "") <= "2024-06-01"
    assert "2024-08-31" <= (dating.latest or "") <= "2024-12-31"
    assert values["Last May"] == "2024-05"
    assert values["A year ago"] == "2023"
    assert values["This Tuesday"] is None


def test_an_unknown_date_keeps_an_interval() -> None:
    page = article("He left last year.", published=Dating(earliest="2023-03-01", latest="2023-06-30"))
    _, (timex,) = settle_dates(page, tag_times(page, None, None), None)
    assert (timex.value, timex.earliest, timex.latest) == ("2022", "2022-01-01", "2022-12-31")
    page = article("He left last year.", published=Dating(earliest="2023-03-01", latest="2024-06-30"))
    _, (timex,) = settle_dates(page, tag_times(page, None, None), None)
    assert (timex.value, timex.earliest, timex.latest) == (None, "2022-01-01", "2023-12-31")


def test_a_page_date_that_the_text_allows_stays() -> None:
    given = Dating(date="2024-03-14", earliest="2024-03-14", latest="2024-03-14")
    dating, values = settled(article("The port was shut on Wednesday.", "It was opened in 2019.", published=given))
    assert dating.date == "2024-03-14"
    assert values["Wednesday"] == "2024-03-13"


def test_what_the_text_contradicts_is_reported() -> None:
    given = Dating(date="2021-01-05", earliest="2021-01-05", latest="2021-01-05")
    page = article("The port was shut on Monday.", "It had been opened on June 1, 2023.", published=given)
    dating, _ = settled(page)
    assert dating.date == "2021-01-05"
    assert [row.text for row in dating.basis if row.kind == "contradiction"] == ["June 1, 2023"]


def test_a_dateline_outweighs_a_page_date_of_another_month() -> None:
    given = Dating(date="2024-09-30", earliest="2024-09-30", latest="2024-09-30")
    page = article("VALDORA, May 3 (Own Agency) -- The port was shut on Friday.", published=given)
    dating, values = settled(page)
    assert dating.date == "2024-05-03"
    assert values["Friday"] == "2024-05-03"
    assert any(row.kind == "contradiction" for row in dating.basis)


def test_settling_twice_changes_nothing() -> None:
    for paragraphs, _, _ in DATED:
        page = article(*paragraphs)
        timexes = tag_times(page, None, None)
        dating, first = settle_dates(page, timexes, None)
        again = msgspec.structs.replace(page, published=dating)
        dating_again, second = settle_dates(again, first, None)
        assert (dating.date, dating.earliest, dating.latest) == (
            dating_again.date,
            dating_again.earliest,
            dating_again.latest,
        )
        assert first == second


def test_a_better_date_can_be_put_in_later() -> None:
    page = article("The port was shut on Wednesday.")
    timexes = tag_times(page, None, None)
    assert timexes[0].value is None
    known = msgspec.structs.replace(page, published=Dating(date="2024-03-14"))
    assert settle_dates(known, timexes, None)[1][0].value == "2024-03-13"


YEARLESS = [
    (("KELD, May 3 (Reuters) - The two sides met.",), None, None, None, "a day of any year bounds nothing"),
    (
        ("KELD, May 3 (Reuters) - The two sides met.", "They have been at odds since 2019."),
        None,
        "2019-05-03",
        None,
        "what is told of as past is a bound from below",
    ),
    (("KELD, May 3 (Reuters) - The two sides met.",), "2024-08-09", None, "2024-05-03", "the crawl bounds from above"),
    (
        ("On Thursday, July 11 the two sides met in Keld.",),
        None,
        None,
        None,
        "a weekday leaves a year in five or six, up to whichever is tried last",
    ),
    (
        ("KELD, May 3 (Reuters) - The bridge that opened on April 28, 2024 was shut again.",),
        None,
        "2024-05-03",
        "2024-05-03",
        "a day told in full shortly before fixes the year",
    ),
    (
        ("KELD, May 3 (Reuters) - The two sides met.", "The target for 2035 stands, and so does the 2040 goal."),
        None,
        None,
        None,
        "years of goals are no times of the news",
    ),
]


@pytest.mark.parametrize(("paragraphs", "retrieved", "earliest", "latest", "why"), YEARLESS)
def test_a_day_without_its_year(
    paragraphs: tuple[str, ...], retrieved: str | None, earliest: str | None, latest: str | None, why: str
) -> None:
    dating, _ = settled(article(*paragraphs, retrieved=retrieved))
    assert (dating.earliest, dating.latest) == (earliest, latest), why
    assert all(row.latest is None or row.latest < "2030" for row in dating.basis), why
