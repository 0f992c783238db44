"""The lines of a page as it came, with their places in `Source.content`."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.records import Record

# What `str.splitlines` splits at, so that a block never holds a line break under any reader's notion of one.
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Characters that take no room on the page: controls, soft hyphen, zero-width and direction marks, byte-order marks,
# interlinear marks, lone surrogates (which no encoding can write).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufe00-\ufe0f]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SHORT = 2_000  # characters of a line whose key is remembered
_KEY = re.compile(r"[\W_]+")
_ASCII_KEY = {i: " " for i in range(128) if not chr(i).isalnum()} | {i: chr(i).lower() for i in range(65, 91)}


class Line(Record, frozen=True):
    """A line with something on it.

    `start`/`end` are offsets into `Source.content` of its first visible character and past its last; `text` is what
    stands there, `visible`; `blank_before` counts the empty lines between it and the line above.
    """

    start: int
    end: int
    text: str
    blank_before: int = 0


def visible(text: str) -> str:
    """`text` as it is seen: invisible characters gone, every kind of space a plain one, the ends stripped.

    >>> visible("co\\u00adoperate\\u00a0now \\u200b")
    'cooperate now'
    """
    if text.isascii() and text.isprintable():  # most lines: nothing to take away
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def split_lines(content: str) -> tuple[Line, ...]:
    """The lines of `content` that hold a visible character, in order."""
    found: list[Line] = []
    position = blank = 0
    for end_of_line, next_line in [
        *((m.start(), m.end()) for m in _BREAKS.finditer(content)),
        (len(content), len(content)),
    ]:
        raw = content[position:end_of_line]
        text = visible(raw)
        if text:
            start = position + _first_visible(raw)
            end = end_of_line - _first_visible(raw[::-1])
            found.append(Line(start=start, end=end, text=text, blank_before=blank))
            blank = 0
        else:
            blank += 1
        position = next_line
    return tuple(found)


def key(text: str) -> str:
    """`text` as phrases are compared: lower case, everything but letters and digits one space.

    >>> key("READ: Don’t  miss…")
    'read don t miss'
    """
    return _short_key(text) if len(text) <= _SHORT else _key(text)


@lru_cache(maxsize=8_192)  # rules, headline and features each compare the same lines
def _short_key(text: str) -> str:
    return _key(text)


def _key(text: str) -> str:
    if text.isascii():  # most lines: a table does in one go what the expression does piece by piece
        return " ".join(text.translate(_ASCII_KEY).split())
    return _KEY.sub(" ", text.casefold()).strip()


def _first_visible(raw: str) -> int:
    return next((i for i, c in enumerate(raw) if visible(c)), 0)
