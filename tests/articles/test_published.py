from __future__ import annotations

import pytest

from demarche.articles import read_article
from demarche.records import Dating, Source
from demarche.settings import Settings

BODY = "The two governments opened talks on the border in Tolm, officials said. Nobody expects a result this week.\n\nThe talks follow months of quarrels over transit fees between the two neighbours."


def _dating(text: str, uri: str = "page.txt", retrieved: str | None = None) -> Dating:
    source = Source(uri=uri, sha256="0", media_type="text/plain", content=text, retrieved=retrieved)
    return read_article(source, Settings()).published


SURE = [
    (f"Talks open in Tolm\n\nMarch 5, 2024\n\n{BODY}", "2024-03-05", "a date line under the headline"),
    (f"Talks open in Tolm\n\nPublished: 5 March 2024, 10:12 IST\n\n{BODY}", "2024-03-05", "a labelled one"),
    (f"Published 5 March 2024\n\nTalks open in Tolm\n\n{BODY}", "2024-03-05", "labelled, above the headline"),
    (f"Talks open in Tolm\n\nUpdated 6 March 2024\n\nPublished 5 March 2024\n\n{BODY}", "2024-03-05", "the publication, not the update"),
    (f"Talks open in Tolm\n\n{BODY}\n\nPosted on 5 March 2024 by admin", "2024-03-05", "labelled, after the text"),
    (f"Talks open in Tolm\n\nTOLM, March 5, 2024 (AFP) - {BODY}", "2024-03-05", "the dateline"),
    (f"Talks open in Tolm\n\nTOLM - 5 March 2024: {BODY}", "2024-03-05", "the day after the dateline's dash"),
    (f"Talks open in Tolm\n\nThe two sides have not met since the quarrel over fees\n\nUpdated: Mar 05, 2024 10:12 IST\n\n{BODY}", "2024-03-05", "below the deck"),
    (f"Talks open in Tolm\n\nANA EXAMPLE — TUESDAY, 5 MARCH 2024, 08:31\n\n{BODY}", "2024-03-05", "beside the author"),
    (f"Talks open in Tolm\n\n05.03.2024, 12:35\n\n{BODY}", "2024-03-05", "dots: the day comes first"),
    (f"Talks open in Tolm\n\n03/05/2024\n\nTOLM, March 5 (AFP) - {BODY}", "2024-03-05", "the dateline tells which of two readings"),
    (f"Tuesday, March 5, 2024\n\nTalks open in Tolm\n\nTOLM, March 5 (AFP) - {BODY}", "2024-03-05", "a banner that shows the dateline's own day tells its year"),
    (f"https://post.example.com/world/2024/03/05/talks-open-in-tolm\n\nTalks open in Tolm\n\n{BODY}", "2024-03-05", "the page opens with its own address"),
    (f"https://post.example.com/2024/03/talks-open\n\nTalks open in Tolm\n\nTOLM, Mar 5 2024 (AFP) - {BODY}", "2024-03-05", "the address has the month, the dateline the day"),
    (f"https://post.example.com/2024/03/talks-open\n\nTalks open in Tolm\n\nTOLM, March 5 (AFP) - {BODY}", "2024-03-05", "the address has the year of the dateline"),
    (
        "Talks open in Tolm\n\nEnvoys in Tolm on March 4, 2024. (AFP)\n\nThe two governments opened talks on Tuesday, March 5, officials said.\n\n" + BODY,
        "2024-03-05",
        "the weekday agrees with the caption's year",
    ),
]  # fmt: skip
UNSURE = [
    (f"Sunday, March 10, 2024\n\nTalks open in Tolm\n\n{BODY}", "a banner is the crawl's"),
    (f"Talks open in Tolm\n\n{BODY}\n\n© 2024 The Courier", "a footer's year"),
    (f"Talks open in Tolm\n\nEnvoys arrive on March 4, 2024. AFP PHOTO\n\n{BODY}", "a caption's date"),
    (f"Talks open in Tolm\n\n{BODY}\n\nThe fees were agreed on 3 May 2019 in Karst.", "an earlier event's date"),
    (f"Talks open in Tolm\n\n{BODY}\n\nRELATED ARTICLES\n\nGrain prices jump\n\nMarch 8, 2024", "a related article's date"),
    (f"Talks open in Tolm\n\nThe talks opened on Monday, July 18, after a pact of 2015 had run out, officials said.\n\n{BODY}", "a year alone does not tell which July 18"),
    (f"Last updated: Sunday, March 10, 2024\n\nTalks open in Tolm\n\n{BODY}", "a banner's update is the site's"),
    (f"Talks open in Tolm - The Courier\n\nSunday, March 10, 2024\n\nTalks open in Tolm\n\n{BODY}", "a banner under the document's title"),
    (f"Politics Home World Log in Search Contact us\n\nToday: Tue, March 12, 2024\n\n{BODY}", "a menu is no headline that a banner could stand under"),
    (f"Tuesday, March 12, 2024\n\nTalks open in Tolm\n\nTOLM, March 5 (AFP) - {BODY}", "a banner that shows another day than the dateline"),
    (f"Talks open in Tolm\n\n03/04/2024\n\n{BODY}", "two readings"),
    (f"Talks open in Tolm\n\n{BODY}\n\nhttps://post.example.com/2024/03/05/another-story", "an address that the page links to"),
    (f"Home\n\nhttps://post.example.com/2024/03/05/another-story\n\nTalks open in Tolm\n\n{BODY}", "a link above the headline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "why"), SURE)
def test_a_day_that_is_sure(text: str, day: str, why: str):
    assert _dating(text).date == day, why


@pytest.mark.parametrize(("text", "why"), UNSURE)
def test_no_day_that_is_not(text: str, why: str):
    assert _dating(text).date is None, why


def test_a_banner_is_an_upper_bound_and_a_caption_a_lower_one():
    dating = _dating(
        f"Sunday, March 10, 2024\n\nTalks open in Tolm\n\nEnvoys arrive on March 4, 2024. AFP PHOTO\n\n{BODY}"
    )
    assert (dating.earliest, dating.latest) == ("2024-03-04", "2024-03-10")
    assert {basis.kind for basis in dating.basis} == {"caption", "crawl"}


def test_the_crawl_is_an_upper_bound_and_an_older_banner_a_better_one():
    text = f"Sunday, March 10, 2024\n\nTalks open in Tolm\n\n{BODY}"
    assert _dating(text, retrieved="2024-03-12T08:00:00Z").latest == "2024-03-10"


def test_a_day_after_the_crawl_is_a_contradiction():
    dating = _dating(f"Talks open in Tolm\n\nMarch 5, 2025\n\n{BODY}", retrieved="2024-03-12")
    assert dating.date is None
    assert "contradiction" in {basis.kind for basis in dating.basis}


def test_a_date_still_to_come_is_no_lower_bound():
    assert _dating(f"Talks open in Tolm\n\n{BODY} The pact will end on 1 May 2031.").earliest is None


@pytest.mark.parametrize(
    ("uri", "date", "earliest", "why"),
    [
        ("https://paper.example/2024/03/05/talks", "2024-03-05", "2024-03-05", "year, month and day"),
        ("https://paper.example/world/talks-20240305.html", "2024-03-05", "2024-03-05", "eight digits apart"),
        ("https://paper.example/2024/03/talks", None, "2024-03-01", "year and month bound it"),
        ("https://paper.example/id/120240305977", None, None, "digits of an identifier"),
        ("/crawls/2024/03/05/page.txt", None, None, "a path of files says nothing"),
    ],
)
def test_addresses(uri: str, date: str | None, earliest: str | None, why: str):
    dating = _dating(f"Talks open in Tolm\n\n{BODY}", uri=uri)
    assert (dating.date, dating.earliest) == (date, earliest), why
