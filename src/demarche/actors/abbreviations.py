"""Abbreviations that an article defines itself: "the Coastal Fishermen's Union (CFU)".

The article's own meaning goes before the knowledge's: "(NPA)" after "National Police Agency" is no guerrilla army.
Letters are matched after Schwartz & Hearst (2003, Pacific Symposium on Biocomputing 8), words for characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.knowledge import Word

DEFINED = re.compile(r"[ ]?[(\[“\"‘'][ ]?(?P<short>[A-Z][A-Za-z&-]{1,9})[ ]?[)\]”\"’',]")
LINKING = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "at", "against", "with", "de", "la", "el", "del", "des", "du", "da",
     "do", "y", "e", "et", "al", "s", "by", "a"}
)  # fmt: skip
MOST_WORDS = 10


def abbreviations_of(text: str, words: tuple[Word, ...]) -> dict[str, tuple[int, int]]:
    """Each abbreviation defined in `text` with the half-open word indices of the name it stands for.

    >>> from demarche.knowledge import words_of
    >>> text = "The Coast Fishers Union (CFU) met."
    >>> abbreviations_of(text, words_of(text))
    {'CFU': (1, 4)}
    """
    starts = {word.start: at for at, word in enumerate(words)}
    found: dict[str, tuple[int, int]] = {}
    for match in DEFINED.finditer(text):
        short = match["short"]
        at = starts.get(match.start("short"))
        if at is None or sum(char.isupper() for char in short) < 2 or short in found:
            continue
        letters = [char.lower() for char in short if char.isalpha() and char.isupper()]
        first = _name_before(words, at, letters)
        if first is None and text[words[at].start - 1] == "(":
            first = _name_around(words, at, letters)
        if first is not None and text[words[at - 1].end : words[at].start].strip() in ("(", "[", "“", '"', "‘", "'"):
            found[short] = (first, at)
    return found


def _name_before(words: tuple[Word, ...], last: int, letters: list[str]) -> int | None:
    """The first word of the name that ends before word `last` and whose words begin with `letters`, in order."""
    wanted, first = len(letters) - 1, None
    for at in _backwards(words, last):
        word = words[at]
        if wanted < 0:
            break
        capital = word.text[0].isupper()
        if word.folded[0] == letters[wanted] and (capital or wanted > 0):
            wanted, first = wanted - 1, at
        elif not capital and word.folded not in LINKING:
            return None
    return first if wanted < 0 and first is not None and words[first].text[0].isupper() else None


def _name_around(words: tuple[Word, ...], last: int, letters: list[str]) -> int | None:
    """The first of the capitalised words before word `last` that hold `letters` in order, it itself at its beginning:
    "Sund Inter (SNI)"."""
    first = last
    for at in _backwards(words, last):
        if not words[at].text[0].isupper():
            break
        first = at
    while first < last and words[first].folded[0] != letters[0]:
        first += 1
    left = iter("".join(word.folded for word in words[first:last]))
    return first if last - first >= 2 and all(letter in left for letter in letters) else None


def _backwards(words: tuple[Word, ...], last: int) -> Iterator[int]:
    for at in range(last - 1, max(-1, last - 1 - MOST_WORDS), -1):
        if at + 1 < last and words[at + 1].start - words[at].end > 3:
            return
        yield at
