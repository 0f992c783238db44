"""From bytes to text: which charset a page is really in, whatever it claims.

The order is that of trust, not that of the WHATWG standard: news pages that claim Latin-1 and hold UTF-8 are common,
while Latin-1 text that happens to be valid UTF-8 is not met in practice.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from demarche.errors import DecodingError

# The utf-32 marks must be tried first: utf-32-le begins with the utf-16-le mark.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Files that people put among pages by mistake; the name goes into the message.
BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"(\xb5/\xfd", "zstandard-compressed data"),
)
META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
SHIFTED = ("iso-2022", "iso2022", "hz", "utf-7")  # 7-bit charsets, which pass for ASCII
TYPOGRAPHIC = frozenset((0x80, 0x85, *range(0x91, 0x98), 0xA0, 0xA3, 0xA9))  # cp1252's quotation marks, dashes, € £ ©
LATIN = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"}


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of a page and the charset it was read in.

    `declared` is what the transport said (HTTP header), if anything; a mark or a ``<meta charset>`` in the bytes is
    found here. NUL characters and lone surrogates, which no database keeps, become U+FFFD, one for one.

    Raises `DecodingError` where the bytes are empty, binary, or text in no charset that can be told.

    >>> decode("Präsident".encode("utf-8"), "iso-8859-1")
    ('Präsident', 'utf-8')
    """
    if not raw.strip():
        raise DecodingError("the page is empty: it holds no bytes but white space")
    for magic, name in BINARY:
        if raw.startswith(magic):
            raise DecodingError(f"the bytes are {name}, not text or HTML")
    text, charset = _decoded(raw, declared)
    text = text.removeprefix("\ufeff")
    if len(CONTROL.findall(text[:20_000])) > 0.02 * min(len(text), 20_000):
        raise DecodingError("the bytes are binary: control characters throughout, so this is no text or HTML page")
    if not text.strip():
        raise DecodingError("the page is empty: it holds nothing but white space")
    return storable(text), charset


def storable(text: str) -> str:
    """`text` with NULs and lone surrogates as U+FFFD; its length does not change."""
    text = text.replace("\x00", "\ufffd")
    return SURROGATE.sub("\ufffd", text)


def _decoded(raw: bytes, declared: str | None) -> tuple[str, str]:
    for mark, charset in MARKS:
        if raw.startswith(mark):
            return raw.decode(charset, "replace"), charset.removesuffix("-sig")
    wide = _wide(raw)
    if wide:
        return raw.decode(wide, "replace"), wide
    meta = META.search(raw, 0, 4096)
    named = [n for n in (declared, meta.group(1).decode("ascii") if meta else None) if n]
    shifted = [n for n in named if n.lower().startswith(SHIFTED)]
    for charset in [*shifted, "utf-8", *named]:
        text = _strict(raw, charset)
        if text is not None:
            return text, charset.lower()
    return _guessed(raw)


def _strict(raw: bytes, charset: str) -> str | None:
    # The web's "ISO-8859-1" is Windows-1252 (WHATWG Encoding Standard), whose quotation marks news pages use.
    charset = "cp1252" if charset.lower() in LATIN else charset
    try:
        return raw.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head) / 2:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head) / 2:
        return "utf-16-be"
    return None


def _guessed(raw: bytes) -> tuple[str, str]:
    repaired = raw.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    whole = sum(1 for char in repaired[:200_000] if char > "\x7f" and char != "\ufffd")
    if whole > 4 * broken and broken < 0.002 * len(repaired):
        return repaired, "utf-8"  # a page cut or joined in the middle of a character
    high = [byte for byte in raw[:65_536] if byte > 0x7F]
    western = _strict(raw, "cp1252")
    if western is not None and (len(high) < 0.03 * min(len(raw), 65_536) or TYPOGRAPHIC.issuperset(high)):
        return western, "cp1252"  # English text with curly quotation marks
    best = from_bytes(raw[:65_536]).best()
    if best is None:
        raise DecodingError("the bytes are in no charset that can be told; if this is a page, save it as UTF-8")
    return raw.decode(best.encoding, "replace"), best.encoding.replace("_", "-")
