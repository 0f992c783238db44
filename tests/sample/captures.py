"""Writes the small WARC of the sample from the pages in `captured/`: the same bytes at each run.

python tests/sample/captures.py
"""

from __future__ import annotations

import gzip
import uuid
from pathlib import Path

from demarche.sample import FOLDER

CAPTURED = Path(__file__).parent / "captured"
ARCHIVE = FOLDER / "captures.warc.gz"
PAGES = (  # file, address, when it was captured
    ("ferry-signals-kolm-evening.html", "https://kolm.example/world/captains-sailed-blind", "2024-06-05T03:12:44Z"),
    ("shipyard-sanctions-belvar-times.html", "https://belvar.example/2024/07/11/shipyards", "2024-07-12T03:40:09Z"),
)


def record(kind: str, identity: str, captured: str, media_type: str, body: bytes, uri: str | None = None) -> bytes:
    """One WARC 1.0 record, packed as a gzip member of its own (ISO 28500, annex D)."""
    target = f"WARC-Target-URI: {uri}\r\n" if uri else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}>\r\n"
        f"{target}WARC-Date: {captured}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


def archive() -> bytes:
    """The whole archive: a warcinfo record and one response a page."""
    about = b"software: tests/sample/captures.py\r\nformat: WARC File Format 1.0\r\n"
    records = [record("warcinfo", "sample:warcinfo", PAGES[0][2], "application/warc-fields", about)]
    for name, uri, captured in PAGES:
        page = (CAPTURED / name).read_bytes()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
        records.append(
            record("response", uri, captured, "application/http; msgtype=response", head.encode() + page, uri)
        )
    return b"".join(records)


if __name__ == "__main__":
    ARCHIVE.write_bytes(archive())
    print(f"{ARCHIVE}: {ARCHIVE.stat().st_size} bytes, {len(PAGES)} pages")
