"""Charsets: which one is right, whatever the page claims."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demarche.errors import DecodingError
from demarche.sources.decoding import decode, storable

QUOTE = "“Wir prüfen das”, sagte die Ministerin – am Montag."
RUSSIAN = "Министр заявил, что переговоры продолжатся в понедельник в столице. " * 5

PAGES = [
    (QUOTE.encode("utf-8"), None, QUOTE, "utf-8", "what most pages are"),
    (QUOTE.encode("utf-8"), "iso-8859-1", QUOTE, "utf-8", "the header is wrong: valid UTF-8 wins"),
    (QUOTE.encode("cp1252"), "iso-8859-1", QUOTE, "iso-8859-1", "the web's Latin-1 is Windows-1252"),
    (b"\xef\xbb\xbf" + QUOTE.encode("utf-8"), None, QUOTE, "utf-8", "the mark is no character of the text"),
    (QUOTE.encode("utf-16"), None, QUOTE, "utf-16", "a mark of UTF-16"),
    (("plain words " * 20).encode("utf-16-le"), None, "plain words " * 20, "utf-16-le", "UTF-16 without a mark"),
    (RUSSIAN.encode("windows-1251"), "windows-1251", RUSSIAN, "windows-1251", "the header is needed and right"),
    (
        b'<meta charset="koi8-r"><p>' + RUSSIAN.encode("koi8-r"),
        None,
        f'<meta charset="koi8-r"><p>{RUSSIAN}',
        "koi8-r",
        "only the page itself says it",
    ),
    (("She said “no” to it. " * 40).encode("cp1252"), None, "She said “no” to it. " * 40, "cp1252", "nobody says it"),
    (QUOTE.encode("utf-8"), "x-unknown-charset", QUOTE, "utf-8", "a charset that Python does not have"),
]


@pytest.mark.parametrize(("raw", "declared", "text", "charset", "why"), PAGES, ids=[row[-1] for row in PAGES])
def test_charset(raw: bytes, declared: str | None, text: str, charset: str, why: str) -> None:
    assert decode(raw, declared) == (text, charset), why


def test_russian_without_any_claim_is_guessed() -> None:
    text, _ = decode(RUSSIAN.encode("windows-1251"))
    assert "переговоры" in text


def test_one_broken_character_does_not_change_the_charset() -> None:
    raw = (QUOTE * 40).encode("utf-8") + "ü".encode()[:1] + b" end"
    text, charset = decode(raw)
    assert charset == "utf-8"
    assert text.startswith(QUOTE)
    assert text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG image"),
        (b"PK\x03\x04" + b"x" * 100, "a ZIP archive"),
        (bytes(range(32)) * 40, "binary"),
        (b"text \x00\x01\x02\x03\x04\x05\x06" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(raw: bytes, message: str) -> None:
    with pytest.raises(DecodingError, match=message):
        decode(raw)


def test_a_stray_control_character_is_no_reason_to_refuse() -> None:
    text, _ = decode(("An ordinary sentence of a report. " * 10).encode() + b"\x0c\x01")
    assert text.startswith("An ordinary")


@given(st.binary(max_size=3000))
def test_any_bytes_give_storable_text_or_a_decoding_error(raw: bytes) -> None:
    try:
        text, charset = decode(raw)
    except DecodingError:
        return
    assert charset
    assert "\x00" not in text
    text.encode("utf-8")  # no lone surrogates


@given(st.text(st.characters(codec=None), max_size=200))
def test_storable_keeps_every_offset(text: str) -> None:
    assert len(storable(text)) == len(text)
    assert storable(storable(text)) == storable(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip()))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assume(text.strip("\ufeff").strip() and not text.startswith(("%PDF-", "GIF8")))
    assert decode(text.encode("utf-8"))[0] == text.removeprefix("\ufeff")
