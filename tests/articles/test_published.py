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
    (f"Sunday, March 10, 2024\n\nHome | World\n\nTalks open in Tolm\n\nMarch 5, 2024\n\n{BODY}", "2024-03-05", "the earlier of two days is the article's"),
    (f"Sections\n\nSunday, March 10, 2024\n\nFollow\n\nMar 5, 2024\n\nSave article\n\n{BODY}", "2024-03-05", "and so on a page without a headline"),
    (f"Log in | Basket (0)\n\nBy Ana Example\n\nMarch 5, 2024\n\n{BODY}", "2024-03-05", "beside its author, without a headline"),
    (f"Talks open in Tolm\n\nBy Ana ExampleMarch 5, 2024\n\n{BODY}", "2024-03-05", "glued to its author"),
    (f"Home, World\n\nTalks open in Tolm\n\nCourier Agency | 5 March 2024 | 12:15\n\n{BODY}", "2024-03-05", "beside the agency"),
    (f"Talks open in Tolm\n\nCourier Staff · Mar 5, 2024 · 3 min read\n\n{BODY}", "2024-03-05", "with the time that reading takes"),
    (f"Wednesday, March 6, 2024\n\nTalks open in Tolm\n\nTOLM, March 5 (AFP) - {BODY}", "2024-03-05", "a banner of the day after the dateline"),
    (f"Talks open in Tolm\n\n{BODY}\n\nTags: talks, border\n\nFirst published: 5 March 2024", "2024-03-05", "a first publication in the foot"),
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
    (f"Sign in   |   Basket (0)\n\nSunday, 10 March 2024, 06:45 UTC\n\nTopics: Peace   Trade\n\n{BODY}", "a banner under a row of links, with its hour"),
    (f"THE COURIER\n\nMarch 10, 2024\n\nGet the app\n\n{BODY}", "a lone day on a page without a headline"),
    (f"Talks open in Tolm\n\nSunday, March 10, 2024\n\nFront page | Nation | World | Sport\n\nSearch this site\n\n{BODY}", "a banner and menu below the document's title"),
    (f"Talks open in Tolm\n\nEdition: International\n\nSunday, 10 March 2024\n\nWorld / Diplomacy\n\n{BODY}", "among the site's lines"),
    (f"The Courier - since 1921\n\nLast update: 10.03.2024 14:05\n\nWorld\n\nPrint this page\n\n{BODY}", "the site's update"),
    (f"Talks open in Tolm\n\nYou are browsing as a guest. Sunday, March 10, 2024\n\n{BODY}", "the visit"),
    (f"This page was archived on March 10, 2024. Links may not work.\n\nTalks open in Tolm\n\n{BODY}", "the archive's day"),
    (f"Talks open in Tolm\n\n{BODY}\n\nYou may also like\n\nGrain prices jump\n\nPublished March 8, 2024", "a labelled day of a related article"),
    (f"Talks open in Tolm\n\n{BODY}\n\nReader comments\n\n#1 Posted by ilka, 12/03/2024\n\nStop it", "a comment's day"),
    (f"Talks open in Tolm\n\n{BODY}\n\nPage generated 2024-03-10 04:12:09 in 0.31 s", "the machine's day"),
    (f"Talks open in Tolm\n\nMarch 10, 2024\n\nTOLM, January 5 (AFP) - {BODY}", "a day long after the dateline's"),
    (f"Talks open in Tolm\n\nA year has passed since the talks that opened on March 5, 2023.\n\n{BODY}", "an anniversary"),
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
