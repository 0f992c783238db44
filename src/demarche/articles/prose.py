"""Whether a line reads as running text, and what it holds of it."""

from __future__ import annotations

import re
import string
from functools import lru_cache

_ASCII_LETTERS = string.ascii_letters.encode()
_TAIL = 80  # characters that the end of a sentence with its brackets can take
_STEM = 6  # letters by which two words are the same
_SHORT = 2_000  # characters of a line whose words are remembered
_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SIGNED = r"(?:\([A-Z][\w/ ]{1,20}\)|(?:--|[-–—])\s*[A-Z][\w./]{1,20}(?: [A-Z][\w.]+){0,2})"  # (ANI), — Reuters
_CLOSES = re.compile(rf"[.!?…:;][”\"’'»)\]]*\s*{_SIGNED}?$")
_QUOTED_PARAGRAPH = re.compile(r"^[“\"].*[”\"]$")  # closed by its quotation mark alone
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "i",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "over",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
FUNCTION_WORDS = STOP_WORDS - {"more", "your", "you", "our", "up", "out", "no", "i", "a"}

# Grouped by their first letters: of a line's many words few are looked at further than that.
_SAYING = re.compile(
    r"\b(?:s(?:aid|ays|tated)|told|a(?:dded|nnounced|ccording to|ccused)|reported|warned|urged|"
    r"c(?:alled on|onfirmed|laimed|ondemned|riticised|riticized)|denied|noted|insisted|vowed|pledged)\b"
)


def count_sayings(text: str) -> int:
    """How often `text` says that somebody said something."""
    return len(_SAYING.findall(text.casefold()))


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` in lower case, with straight apostrophes."""
    return _short_words(text) if len(text) <= _SHORT else _words(text)


@lru_cache(maxsize=4_096)  # rules, headline and features each ask for the words of the same lines
def _short_words(text: str) -> tuple[str, ...]:
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.replace("’", "'").casefold()))


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that carry its matter: no function words, nothing of one letter."""
    return frozenset(word for word in set(words_of(text)) - STOP_WORDS if len(word) > 1)


@lru_cache(maxsize=4_096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry the matter of `text`: headlines say "recalls", their texts "recalled"."""
    return frozenset(word[:_STEM] for word in content_words(text))


def closes_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or quotation does (an agency in brackets may follow)."""
    return _CLOSES.search(text[-_TAIL:]) is not None or _QUOTED_PARAGRAPH.match(text) is not None


@lru_cache(maxsize=4_096)
def is_prose(text: str) -> bool:
    """Whether the line reads as a sentence or more: eight words, an end, and words that only sentences need.

    >>> is_prose("The two sides met for talks on the border on Monday.")
    True
    >>> is_prose("World | Politics | Sports | Opinion | Business | Weather | Travel | More.")
    False
    """
    words = words_of(text)
    if len(words) < 8 or not (closes_sentence(text) or len(words) >= 30):
        return False
    return len([word for word in words if word in FUNCTION_WORDS]) / len(words) >= 0.14


def count_letters(text: str) -> int:
    """How many letters stand in `text`; bytes are counted at once, what is not ASCII one by one."""
    plain = text.encode("ascii", "ignore")
    found = len(plain) - len(plain.translate(None, _ASCII_LETTERS))
    return found if len(plain) == len(text) else found + sum(c.isalpha() for c in text if c > "\x7f")


@lru_cache(maxsize=4_096)
def is_sentence(text: str) -> bool:
    """`is_prose` for any script and language: long and closed, or very long.

    >>> is_sentence("El gobierno cerró la frontera norte el lunes sin dar explicaciones a nadie.")
    True
    """
    if is_prose(text):
        return True
    if len(text) < 50:
        return False
    letters = count_letters(text)
    closed = closes_sentence(text) or text.endswith(("。", "！", "？"))
    return letters >= 220 or (letters >= 50 and closed and text.count("|") < 2)
