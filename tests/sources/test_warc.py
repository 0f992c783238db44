"""Archives: HTTP responses, their dates and charsets, and damage that costs one record."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.records import Failure, Source
from demarche.sources.warc import read_warc


def record(
    uri: str,
    body: bytes,
    *,
    headers: bytes = b"Content-Type: text/html; charset=utf-8\r\n",
    status: bytes = b"200 OK",
    kind: str = "response",
) -> bytes:
    http = b"HTTP/1.1 " + status + b"\r\n" + headers + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def read(path: Path, raw: bytes, max_bytes: int = 100_000) -> tuple[list[Source], list[Failure]]:
    path.write_bytes(raw)
    pages = list(read_warc(path, path.name, max_bytes=max_bytes))
    return [p for p in pages if isinstance(p, Source)], [p for p in pages if isinstance(p, Failure)]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_with_their_capture_date(tmp_path: Path, packed: bool) -> None:
    records = [
        record("https://a.example/1", "<p>Grüße".encode()),
        record(
            "https://a.example/2", "<p>Grüße".encode("latin-1"), headers=b"Content-Type: text/html; charset=latin-1\r\n"
        ),
        record("https://a.example/img", b"\x89PNG", headers=b"Content-Type: image/png\r\n"),
        record("https://a.example/gone", b"<p>gone", status=b"404 Not Found"),
        record("https://a.example/asked", b"", kind="request"),
        record(
            "https://a.example/3",
            b"5\r\n<p>ok\r\n0\r\n\r\n",
            headers=b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
        ),
        record(
            "https://a.example/4",
            gzip.compress(b"<p>packed"),
            headers=b"Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
        ),
        record("https://a.example/5", b"plain words", headers=b"Content-Type: text/plain\r\n"),
    ]
    raw = b"".join(gzip.compress(one) if packed else one for one in records)
    sources, failures = read(tmp_path / "a.warc.gz", raw)
    assert failures == []
    assert [(source.uri[-1], source.content) for source in sources] == [
        ("1", "<p>Grüße"),
        ("2", "<p>Grüße"),
        ("3", "<p>ok"),
        ("4", "<p>packed"),
        ("5", "plain words"),
    ]
    assert {source.retrieved for source in sources} == {"2024-05-06T07:08:09Z"}
    assert {source.container for source in sources} == {"a.warc.gz"}
    assert sources[-1].media_type == "text/plain"


def test_a_broken_record_costs_only_itself(tmp_path: Path) -> None:
    packed = [gzip.compress(record(f"https://a.example/{n}", b"<p>page %d " % n * 50)) for n in range(5)]
    damaged = bytearray(packed[2])
    damaged[40:60] = bytes(20)
    sources, failures = read(tmp_path / "a.warc.gz", packed[0] + packed[1] + bytes(damaged) + packed[3] + packed[4])
    assert [source.uri[-1] for source in sources] == ["0", "1", "3", "4"]
    assert len(failures) == 1
    assert "is broken" in failures[0].reason


def test_two_broken_stretches_are_two_failures(tmp_path: Path) -> None:
    packed = [gzip.compress(record(f"https://a.example/{n}", b"<p>page %d " % n * 50)) for n in range(5)]
    for n in (1, 3):
        damaged = bytearray(packed[n])
        damaged[40:60] = bytes(20)
        packed[n] = bytes(damaged)
    sources, failures = read(tmp_path / "a.warc.gz", b"".join(packed))
    assert [source.uri[-1] for source in sources] == ["0", "2", "4"]
    assert len(failures) == 2


def test_an_archive_that_ends_inside_a_record(tmp_path: Path) -> None:
    body = b"<p>" + b"words " * 100
    headers = b"Content-Type: text/html\r\nContent-Length: %d\r\n" % len(body)
    whole, cut = (
        record("https://a.example/1", body, headers=headers),
        record("https://a.example/2", body, headers=headers),
    )
    sources, failures = read(tmp_path / "a.warc", whole + cut[:-200])
    assert [source.uri[-1] for source in sources] == ["1"]
    assert len(failures) == 1


def test_a_packed_archive_that_breaks_off(tmp_path: Path) -> None:
    packed = [gzip.compress(record(f"https://a.example/{n}", b"<p>page %d " % n * 50)) for n in range(3)]
    sources, failures = read(tmp_path / "a.warc.gz", packed[0] + packed[1] + packed[2][:-30])
    assert [source.uri[-1] for source in sources][:2] == ["0", "1"]
    assert "breaks off" in failures[-1].reason


def test_a_page_over_the_limit(tmp_path: Path) -> None:
    raw = record("https://a.example/1", b"x" * 2000) + record("https://a.example/2", b"<p>small")
    sources, failures = read(tmp_path / "a.warc", raw, max_bytes=1000)
    assert [source.uri[-1] for source in sources] == ["2"]
    assert "over the limit" in failures[0].reason


PIECES = [record(f"https://a.example/{n}", b"<p>page %d " % n * 9) for n in range(3)]
WHOLE = {packed: b"".join(gzip.compress(one) if packed else one for one in PIECES) for packed in (True, False)}
# Where, in parts of the length; how many bytes go; what comes in their place.
DAMAGE = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20))


@given(st.booleans(), st.lists(DAMAGE, min_size=1, max_size=6))
def test_any_damage_gives_pages_or_failures(
    tmp_path_factory: pytest.TempPathFactory, packed: bool, damage: list[tuple[float, int, bytes]]
) -> None:
    raw = WHOLE[packed]
    for place, gone, instead in damage:
        start = int(place * len(raw))
        raw = raw[:start] + instead + raw[start + gone :]
    if not raw:
        return
    sources, failures = read(tmp_path_factory.mktemp("damage") / "a.warc", raw)
    assert len(sources) + len(failures) <= 12
    for source in sources:
        assert source.content.strip()
