"""Pages out of a WARC archive (ISO 28500): the HTTP responses that hold text or HTML.

A damaged record costs that record only: the reader goes on at the next place where one begins.
"""

from __future__ import annotations

import io
import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from demarche.records import Failure, Source
from demarche.sources.pages import MediaType, read_page, too_large

RECORD_START = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.|\A\s*WARC/1\.")
GZIP = b"\x1f\x8b"
PAGE_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}


def read_warc(path: Path, name: str, *, max_bytes: int) -> Iterator[Source | Failure]:
    """The pages of a WARC file, in order; `retrieved` is the record's ``WARC-Date``, `container` is `name`.

    Responses with another status than 200 or of another media type are no pages and passed over. Each broken stretch
    is one `Failure`. Raises OSError where the file cannot be opened.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as archive:
        position: int | None = 0
        sound = True  # whether anything was read since the last reported break
        while position is not None:
            last = position
            try:
                for record in ArchiveIterator(
                    _Tail(archive, position), record_types=WarcRecordType.response, auto_decode="all"
                ):
                    last, sound = position + record.stream_pos, True
                    page = _page(record, name, max_bytes)
                    if page is not None:
                        yield page
                if archive[:2] == GZIP and not _whole(archive, last):
                    reason = f"the archive breaks off after byte {last}: its last record is cut short"
                    yield Failure(uri=f"{name}@{last}", stage="sources", reason=reason)
                return
            except BaseException as error:
                # The library's core is in Rust; what it did not foresee is a PanicException, which is no Exception.
                if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                    raise
                if sound:
                    yield Failure(
                        uri=f"{name}@{last}",
                        stage="sources",
                        reason=f"a record after byte {last} is broken ({error}); reading goes on at the next one",
                    )
                sound = False
                start = RECORD_START.search(archive, last + 1)
                position = start.start() if start else None


class _Tail(io.RawIOBase):
    """The archive from an offset on, as a stream, without a copy of it."""

    def __init__(self, archive: mmap.mmap, start: int) -> None:
        super().__init__()
        self.archive, self.start, self.offset = archive, start, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.offset - self.start

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: self.start, io.SEEK_CUR: self.offset, io.SEEK_END: len(self.archive)}[whence]
        self.offset = min(max(origin + offset, self.start), len(self.archive))
        return self.tell()

    def read(self, size: int = -1) -> bytes:
        end = len(self.archive) if size is None or size < 0 else self.offset + size
        piece = self.archive[self.offset : end]
        self.offset += len(piece)
        return piece


def _whole(archive: mmap.mmap, start: int) -> bool:
    """Whether the gzip members from `start` on all have their end; the library takes a cut one for the end of file."""
    position = start
    while archive[position : position + 2] == GZIP:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            piece = archive[position : position + 1_000_000]
            if not piece:
                return False
            member.decompress(piece)
            position += len(piece) - len(member.unused_data)
    return True


def _page(record: WarcRecord, name: str, max_bytes: int) -> Source | Failure | None:
    headers = record.http_headers
    if headers is None or headers.status_code not in (200, 203):
        return None
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    if kind and kind not in PAGE_TYPES:
        return None
    uri = (record.headers.get("WARC-Target-URI") or f"{name}@{record.stream_pos}").strip("<>")
    raw = record.reader.read(max_bytes + 1)
    if len(raw) > max_bytes:
        return Failure(uri=uri, stage="sources", reason=too_large(len(raw), max_bytes))
    length = headers.get("Content-Length") or ""
    plain = not headers.get("Content-Encoding") and not headers.get("Transfer-Encoding")
    if plain and length.isdecimal() and len(raw) < int(length) and _cut(record):
        return Failure(
            uri=uri, stage="sources", reason=f"the record is cut short: {len(raw)} of {length} bytes are there"
        )
    date = record.record_date
    return read_page(
        uri,
        raw,
        max_bytes=max_bytes,
        media_type=PAGE_TYPES.get(kind),
        declared=record.http_charset,
        retrieved=date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else None,
        container=name,
    )


def _cut(record: WarcRecord) -> bool:
    """Whether the archive ends inside the record, as against a crawler that cut the page and said so."""
    return not record.headers.get("WARC-Truncated")
