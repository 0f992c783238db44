"""A search as a feed."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from tests.web.test_guard import ask

from demarche.store.searching import StatementHit
from demarche.web.feed import atom

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_feed_of_a_search(address: str) -> None:
    answer, text = ask(address, "/search.atom?q=northern")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(text)
    ids = [entry.findtext("a:id", None, NAMES) for entry in feed.findall("a:entry", NAMES)]
    assert ids == ["urn:demarche:statement:second.s1", "urn:demarche:statement:first.s1"]  # the newest first
    assert feed.findtext("a:updated", None, NAMES) == "2024-05-15T00:00:00Z"
    link = feed.find("a:entry/a:link", NAMES)
    assert link is not None
    assert link.get("href") == f"{address}/statement/second.s1"


def test_the_search_page_leads_to_its_feed(address: str) -> None:
    _, page = ask(address, "/search?q=a%22b%3C&party=VAR")
    assert 'href="/search.atom?q=a%22b%3C&amp;party=VAR"' in page


@pytest.mark.parametrize(
    ("day", "time"), [("2024", "2024-01-01"), ("2024-07", "2024-07-01"), ("2024-07-11", "2024-07-11")]
)
def test_times_and_unwritable_characters(day: str, time: str) -> None:
    hit = StatementHit(
        id="x.s1", article="x", uri="x.txt", title="a\x00b", outlet=None, date=day, speaker="<b>\x1b", party=None,
        act="state", kind="direct", snippet="\ufffe ok",
    )  # fmt: skip
    feed = fromstring(atom("t", "http://127.0.0.1", "/search.atom?q=\x0b", [hit]))
    assert feed.findtext("a:entry/a:updated", None, NAMES) == f"{time}T00:00:00Z"
    assert feed.findtext("a:entry/a:title", None, NAMES) == "<b>, state:  ok"


def test_nothing_found_is_a_feed_all_the_same() -> None:
    assert fromstring(atom("t", "http://127.0.0.1", "/search.atom", [])).findall("a:entry", NAMES) == []
