"""Pages and feeds fetched from the web, politely: robots.txt, time limits, a size limit, retries with back-off.

The clock and the network belong here and in no later stage.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
import httpx2

from demarche import __version__
from demarche.errors import SourceError
from demarche.records import Failure, Record, Source
from demarche.settings import Settings
from demarche.sources.pages import MediaType, read_page, too_large

AGENT = f"demarche/{__version__} (reads single news pages for research)"
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
ATTEMPTS = 3
LONGEST_WAIT = 30.0  # seconds, whatever Retry-After asks for
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"})
PAGES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}


class Answer(Record, frozen=True):
    """What a server sent: the address after redirects, the media type and charset it names, the bytes."""

    url: str
    media_type: str
    charset: str | None
    raw: bytes


class Fetcher:
    """An HTTP client with its robots.txt files, for one run. Close it."""

    def __init__(
        self,
        settings: Settings,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.max_bytes = settings.max_bytes
        self.sleep = sleep
        self.robots: dict[str, RobotFileParser | SourceError | None] = {}
        self.patience = 6 * settings.timeout  # seconds for one page, however slowly it trickles
        self.client = httpx2.Client(
            timeout=settings.timeout,
            follow_redirects=True,
            max_redirects=8,
            headers={"User-Agent": AGENT},
            transport=transport,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def fetch(self, url: str) -> Answer:
        """The page at `url`.

        Raises `SourceError` where robots.txt forbids it, the server cannot be reached or answers with an error after
        three attempts, or the page is over the size limit.
        """
        if not urlsplit(url).netloc:
            raise SourceError("the page cannot be fetched: the URL names no host")
        if not self._allowed(url):
            raise SourceError("the site's robots.txt asks programs not to fetch this page")
        return self._answer(url)

    def _answer(self, url: str) -> Answer:
        wait = 1.0
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._once(url)
            except _Passing as error:
                if attempt == ATTEMPTS:
                    raise SourceError(f"{error} ({ATTEMPTS} attempts)") from error
                self.sleep(min(error.wait or wait, LONGEST_WAIT))
                wait *= 2
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                raise SourceError(f"the page cannot be fetched: {error or type(error).__name__}") from error
        raise AssertionError("unreachable")

    def _once(self, url: str) -> Answer:
        try:
            with self.client.stream("GET", url) as response:
                status = response.status_code
                if status in RETRIED:
                    after = response.headers.get("retry-after", "")
                    raise _Passing(f"the server answers {status}", float(after) if after.isdecimal() else None)
                if status >= 400:
                    raise SourceError(f"the server answers {status} {response.reason_phrase}".rstrip())
                raw, begun = bytearray(), time.monotonic()
                for piece in response.iter_bytes():
                    raw += piece
                    if len(raw) > self.max_bytes:
                        raise SourceError(too_large(len(raw), self.max_bytes))
                    if time.monotonic() - begun > self.patience:
                        raise SourceError(f"the page was not whole after {self.patience:.0f} seconds")
                kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
                return Answer(url=str(response.url), media_type=kind, charset=response.charset_encoding, raw=bytes(raw))
        except (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            raise _Passing(f"the server cannot be reached: {error or type(error).__name__}") from error

    def _allowed(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.robots:
            self.robots[site] = self._rules(site)
        rules = self.robots[site]
        if isinstance(rules, SourceError):
            raise rules
        return rules is None or rules.can_fetch(AGENT, url)

    def _rules(self, site: str) -> RobotFileParser | SourceError | None:
        """The site's rules, ``None`` where it has none, or the error where nobody can tell.

        RFC 9309: without the file everything is allowed; while the server fails to give it, nothing is.
        """
        try:
            answer = self._answer(f"{site}/robots.txt")
        except SourceError as error:
            return SourceError(f"robots.txt cannot be had: {error}") if isinstance(error.__cause__, _Passing) else None
        rules = RobotFileParser()
        rules.parse(answer.raw.decode("utf-8", "replace").splitlines())
        return rules


class _Passing(Exception):
    """A fault that may pass: worth another attempt after `wait` seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def read_url(url: str, settings: Settings, fetcher: Fetcher | None = None) -> Iterator[Source | Failure]:
    """The page at `url`, or all pages that the feed at `url` names, each stamped with the moment of its retrieval."""
    with fetcher or Fetcher(settings) as open_fetcher:
        try:
            answer = open_fetcher.fetch(url)
        except SourceError as error:
            yield Failure(uri=url, stage="sources", reason=str(error))
            return
        if not is_feed(answer):
            yield _page(answer, url, settings)
            return
        links = feed_links(answer)
        if not links:
            yield Failure(uri=url, stage="sources", reason="the feed names no pages")
        for link in links:
            try:
                page = open_fetcher.fetch(link)
            except SourceError as error:
                yield Failure(uri=link, stage="sources", reason=str(error))
                continue
            yield _page(page, link, settings, container=url)


def is_feed(answer: Answer) -> bool:
    """Whether the answer is RSS or Atom, by its media type and its first element."""
    head = answer.raw[:1000].lstrip().lower()
    return (answer.media_type in FEEDS or not answer.media_type) and any(
        mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")
    )


def feed_links(answer: Answer) -> tuple[str, ...]:
    """The addresses of the pages that a feed names, in its order, each once."""
    parsed = feedparser.parse(answer.raw, response_headers={"content-location": answer.url})
    links = (entry.get("link") for entry in parsed.entries)
    return tuple(dict.fromkeys(link for link in links if link and link.startswith(("http://", "https://"))))


def _page(answer: Answer, url: str, settings: Settings, container: str | None = None) -> Source | Failure:
    kind = answer.media_type
    if kind and kind not in PAGES and kind not in FEEDS:
        return Failure(uri=url, stage="sources", reason=f"the server sends {kind}, not a text or HTML page")
    return read_page(
        answer.url,
        answer.raw,
        max_bytes=settings.max_bytes,
        media_type=PAGES.get(kind),
        declared=answer.charset,
        retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        container=container,
    )
