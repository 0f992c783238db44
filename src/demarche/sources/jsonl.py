"""Pages as JSON lines: ``{"uri", "text" or "html", "retrieved"?}``, plain or gzipped, or on standard input."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from typing import Protocol

import msgspec

from demarche.records import Failure, Source
from demarche.sources.decoding import storable
from demarche.sources.pages import MediaType, too_large


class Line(msgspec.Struct, frozen=True):
    """What a line may hold; other keys are ignored."""

    uri: str | None = None
    text: str | None = None
    html: str | None = None
    retrieved: str | None = None


class Lines(Protocol):
    """A binary stream that is read line by line."""

    def readline(self, size: int, /) -> bytes:
        """The next line, at most `size` bytes of it; empty at the end."""
        ...


def read_jsonl(stream: Lines, container: str, *, max_bytes: int) -> Iterator[Source | Failure]:
    """The pages of a JSONL stream, in order; `container` is its name. Blank lines are skipped.

    A line that is not JSON or lacks a page is one `Failure` named ``container:line``; broken compression ends the
    stream with a `Failure`, after all that could be read.
    """
    # The longest JSON spelling of a character is six times its byte; a line beyond that is over the limit in any case.
    longest = 6 * max_bytes + 100_000
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(longest)
        except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as error:
            yield Failure(uri=f"{container}:{number}", stage="sources", reason=f"the gzip stream is broken: {error}")
            return
        if not line:
            return
        if len(line) == longest and not line.endswith(b"\n"):
            yield Failure(uri=f"{container}:{number}", stage="sources", reason=too_large(longest, max_bytes))
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            continue
        if line.strip():
            yield _page(line.removeprefix(b"\xef\xbb\xbf"), container, number, max_bytes)


def _page(line: bytes, container: str, number: int, max_bytes: int) -> Source | Failure:
    where = f"{container}:{number}"
    try:
        page = msgspec.json.decode(line, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Failure(uri=where, stage="sources", reason=f"the line is not a JSON page: {error}")
    content, media_type = _content(page)
    uri = storable(page.uri) if page.uri else where
    if content is None or not content.strip():
        return Failure(uri=uri, stage="sources", reason=f'line {number} of {container} has no "text" and no "html"')
    raw = content.encode("utf-8", "surrogatepass")
    sha256 = hashlib.sha256(raw).hexdigest()
    if len(raw) > max_bytes:
        return Failure(uri=uri, stage="sources", reason=too_large(len(raw), max_bytes), sha256=sha256)
    return Source(
        uri=uri,
        sha256=sha256,
        media_type=media_type,
        content=storable(content),
        retrieved=page.retrieved,
        charset="utf-8",
        container=container,
    )


def _content(page: Line) -> tuple[str | None, MediaType]:
    if page.html and page.html.strip():
        return page.html, "text/html"
    return page.text, "text/plain"
