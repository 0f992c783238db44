"""URLs and feeds, against a server that is played: no test reaches the network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx2
import pytest

from demarche.records import Failure, Source
from demarche.settings import Settings
from demarche.sources.web import AGENT, Fetcher, read_url

PAGE = b"<html><meta charset=utf-8><p>Lesna reopens"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<item><title>1</title><link>https://a.example/1</link></item>
<item><title>2</title><link>https://a.example/missing</link></item>
<item><title>again</title><link>https://a.example/1</link></item>
<item><title>odd</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<entry><title>1</title><link href="https://a.example/1"/></entry></feed>"""
HTML = {"content-type": "text/html; charset=utf-8"}

Handler = Callable[[httpx2.Request], httpx2.Response]


def serve(request: httpx2.Request) -> httpx2.Response:
    path = request.url.path
    assert request.headers["user-agent"] == AGENT
    if path == "/robots.txt":
        return httpx2.Response(200, text="User-agent: *\nDisallow: /private\n")
    pages: dict[str, tuple[bytes, dict[str, str]]] = {
        "/1": (PAGE, HTML),
        "/rss": (FEED, {"content-type": "application/rss+xml"}),
        "/atom": (ATOM, {"content-type": "application/xml"}),
        "/none": (b"<rss></rss>", {"content-type": "text/xml"}),
        "/pdf": (b"%PDF-1.7", {"content-type": "application/pdf"}),
        "/large": (b"x" * 2_000, HTML),
    }
    if path == "/moved":
        return httpx2.Response(301, headers={"location": "https://a.example/1"})
    if path in pages:
        return httpx2.Response(200, content=pages[path][0], headers=pages[path][1])
    return httpx2.Response(404)


def read(url: str, handler: Handler = serve) -> tuple[list[Source], list[Failure], list[float]]:
    waits: list[float] = []
    settings = Settings(max_bytes=1_000)
    fetcher = Fetcher(settings, transport=httpx2.MockTransport(handler), sleep=waits.append)
    pages = list(read_url(url, settings, fetcher))
    return [p for p in pages if isinstance(p, Source)], [p for p in pages if isinstance(p, Failure)], waits


def test_a_page() -> None:
    sources, failures, waits = read("https://a.example/1")
    assert failures == []
    assert waits == []
    assert (sources[0].uri, sources[0].media_type, sources[0].charset) == ("https://a.example/1", "text/html", "utf-8")
    assert sources[0].retrieved is not None
    assert sources[0].retrieved.endswith("Z")


def test_a_page_that_moved_is_known_by_its_new_address() -> None:
    sources, _, _ = read("https://a.example/moved")
    assert sources[0].uri == "https://a.example/1"


def test_a_feed_gives_each_page_once_and_tells_what_is_missing() -> None:
    sources, failures, _ = read("https://a.example/rss")
    assert [(source.uri, source.container) for source in sources] == [("https://a.example/1", "https://a.example/rss")]
    assert [(failure.uri, failure.reason) for failure in failures] == [
        ("https://a.example/missing", "the server answers 404 Not Found")
    ]


def test_an_atom_feed() -> None:
    sources, failures, _ = read("https://a.example/atom")
    assert [source.uri for source in sources] == ["https://a.example/1"]
    assert failures == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://a.example/private/1", "robots.txt asks programs not to fetch"),
        ("https://a.example/nowhere", "the server answers 404"),
        ("https://a.example/pdf", "application/pdf, not a text or HTML page"),
        ("https://a.example/large", "over the limit"),
        ("https://a.example/none", "the feed names no pages"),
        ("https://", "cannot be fetched"),
    ],
)
def test_refusals_say_why(url: str, message: str) -> None:
    sources, failures, _ = read(url)
    assert sources == []
    assert len(failures) == 1
    assert message in failures[0].reason


def test_a_server_that_is_busy_is_asked_three_times_with_growing_waits() -> None:
    asked: list[str] = []

    def busy(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/robots.txt":
            return httpx2.Response(404)
        asked.append(request.url.path)
        return httpx2.Response(503)

    _, failures, waits = read("https://a.example/1", busy)
    assert len(asked) == 3
    assert waits == [1.0, 2.0]
    assert failures[0].reason == "the server answers 503 (3 attempts)"


def test_a_server_that_recovers_and_says_how_long_to_wait() -> None:
    answers = iter(
        [httpx2.Response(404), httpx2.Response(429, headers={"retry-after": "7"}), httpx2.Response(200, content=PAGE)]
    )
    sources, _, waits = read("https://a.example/1", lambda _: next(answers))
    assert len(sources) == 1
    assert waits == [7.0]


def test_a_server_that_cannot_be_reached() -> None:
    def gone(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("connection refused", request=request)

    sources, failures, waits = read("https://a.example/1", gone)
    assert sources == []
    assert "the server cannot be reached: connection refused (3 attempts)" in failures[0].reason
    assert waits == [1.0, 2.0]  # asked for robots.txt alone: without it nobody can tell what is allowed


def test_a_page_that_trickles_is_given_up() -> None:
    def trickle() -> Iterator[bytes]:
        while True:
            yield b"<p>"
            time.sleep(0.002)

    def slow(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(404) if request.url.path == "/robots.txt" else httpx2.Response(200, content=trickle())

    settings = Settings(timeout=0.01)
    fetcher = Fetcher(settings, transport=httpx2.MockTransport(slow))
    (failure,) = read_url("https://a.example/1", settings, fetcher)
    assert isinstance(failure, Failure)
    assert failure.reason == "the page was not whole after 0 seconds"
