"""JSON lines: what a page is, and that one bad line costs one line."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.records import Failure, Source
from demarche.sources.jsonl import read_jsonl


def read(raw: bytes, max_bytes: int = 10_000) -> list[Source | Failure]:
    return list(read_jsonl(io.BytesIO(raw), "in.jsonl", max_bytes=max_bytes))


def test_text_and_html_pages() -> None:
    raw = b"""{"uri":"u1","text":"Words"}

{"uri":"u2","html":"<p>Words","text":"","retrieved":"2024-06-01T10:00:00Z","other":1}
"""
    first, second = read(raw)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert (first.uri, first.media_type, first.content, first.retrieved) == ("u1", "text/plain", "Words", None)
    assert (second.uri, second.media_type, second.content) == ("u2", "text/html", "<p>Words")
    assert second.retrieved == "2024-06-01T10:00:00Z"


@pytest.mark.parametrize(
    ("line", "uri", "message"),
    [
        (b"not json", "in.jsonl:2", "the line is not a JSON page"),
        (b'{"uri":"u"', "in.jsonl:2", "the line is not a JSON page"),
        (b"[1, 2]", "in.jsonl:2", "the line is not a JSON page"),
        (b'{"uri":"u","text":5}', "in.jsonl:2", "Expected `str | null`, got `int`"),
        (b'{"uri":"u"}', "u", 'line 2 of in.jsonl has no "text" and no "html"'),
        (b'{"uri":"u","text":"  "}', "u", 'has no "text"'),
        (b'{"uri":"u","text":"\xff\xfe"}', "in.jsonl:2", "the line is not a JSON page"),
        (json.dumps({"uri": "u", "text": "x" * 20_000}).encode(), "u", "over the limit"),
        (b'{"text":"' + b"x" * 200_000 + b'"}', "in.jsonl:2", "over the limit"),
    ],
)
def test_a_bad_line_is_one_failure_and_the_next_is_read(line: bytes, uri: str, message: str) -> None:
    good = b'{"uri":"g","text":"good"}'
    first, bad, last = read(good + b"\n" + line + b"\n" + good)
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert isinstance(bad, Failure)
    assert bad.uri == uri
    assert message in bad.reason


def test_a_page_without_an_address_is_named_by_its_line() -> None:
    (page,) = read(b'{"text":"Words"}')
    assert page.uri == "in.jsonl:1"


def test_surrogates_and_nuls_that_json_lets_through_cannot_reach_the_record() -> None:
    (page,) = read(b'{"uri":"u\\ud800","text":"a\\u0000b\\ud800c"}')
    assert isinstance(page, Source | Failure)
    if isinstance(page, Source):
        assert page.content == "a\ufffdb\ufffdc"


@given(st.binary(max_size=400))
def test_any_bytes_give_pages_or_failures(raw: bytes) -> None:
    for page in read(raw):
        assert isinstance(page, Source | Failure)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), max_size=5))
def test_texts_come_through_unchanged_but_for_nuls(texts: list[str]) -> None:
    raw = "\n".join(json.dumps({"uri": str(n), "text": text}) for n, text in enumerate(texts)).encode()
    pages = read(raw)
    assert [page.content for page in pages if isinstance(page, Source)] == [t.replace("\x00", "\ufffd") for t in texts]
