"""Surface forms and where they stand in a text: longest match by words, with rules of case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from demarche.records import Record

Sort = Literal[
    "name", "adjective", "people", "capital", "metonym", "description", "organ", "kind", "office", "person", "region"
]  # fmt: skip

WORD = re.compile(r"[^\W_]+")
# What may stand between the words of one name: "Guinea-Bissau", "Cote d'Ivoire", "St. Lucia", "U.S.". Never a line end.
GAP = re.compile(r"[ \u00a0\u202f]?[-‐‑–'’ʼ.&/]?[ \u00a0\u202f]?")
# Abbreviations that are ordinary words when a whole line is in capitals ("TALKS THAT IS WHO ...").
WORDS_IN_CAPITALS = frozenset({"IS", "WHO", "AU", "CAN", "CARE", "SAVE", "QUAD", "ETA", "MAY", "ALBA", "AS"})


# British and American spellings of one word in names: "Defence Ministry" is the "Defense Ministry".
SPELLINGS = {"defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor",
             "theatre": "theater", "programme": "program"}  # fmt: skip


class Name(Record, frozen=True):
    """One surface form: what it stands for (`referent`: an actor id, party, kind or office) and how."""

    surface: str
    referent: str
    sort: Sort


class Match(Record, frozen=True):
    """Where a surface form stands: half-open character offsets into the text searched, and what it can stand for."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]

    def of(self, *sorts: Sort) -> tuple[Name, ...]:
        """The readings of one of `sorts`."""
        return tuple(name for name in self.names if name.sort in sorts)


class Word(Record, frozen=True):
    """A word of a text: character offsets, as written, and folded (lower case, no accents)."""

    start: int
    end: int
    text: str
    folded: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` in lower case without accents.

    >>> fold("Élysée")
    'elysee'
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def key_of(folded: Iterable[str]) -> str:
    """The words of a surface form as the index has them, in one spelling.

    >>> key_of(["varnian", "defence", "ministry"])
    'varnian defense ministry'
    """
    return " ".join(SPELLINGS.get(word, word) for word in folded)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; punctuation is left out, so "U.S." is two words."""
    return tuple(
        Word(start=m.start(), end=m.end(), text=m.group(), folded=fold(m.group())) for m in WORD.finditer(text)
    )


def written_as(word: str, surface: str) -> bool:
    """Whether `word`, as the text writes it, can be `surface`'s word: names keep their capitals, abbreviations all.

    Abbreviations of four letters and more may be written like names ("Nato", "Asean"), shorter ones not ("Us", "Un").
    """
    if word == surface or not surface[0].isupper():
        return True
    if len(surface) > 1 and surface.isupper():
        return len(surface) >= 4 and word == surface.capitalize()
    return word[0].isupper()


class Lexicon(Record, frozen=True):
    """Surface forms, indexed by their folded words.

    `entries` maps the folded words joined by a space to the names so written; `longest` maps a first word to the
    greatest number of words of a form that begins with it.
    """

    entries: Mapping[str, tuple[Name, ...]]
    longest: Mapping[str, int]

    def lookup(self, surface: str) -> tuple[Name, ...]:
        """All names written like `surface`, whatever the case."""
        names = self.entries.get(key_of(fold(m) for m in WORD.findall(surface)), ())
        return tuple({(name.referent, name.sort): name for name in names}.values())

    def find(self, text: str, words: tuple[Word, ...] | None = None) -> tuple[Match, ...]:
        """Matches in `text`, left to right, longest first, never overlapping; `words` are `words_of(text)`."""
        words = words_of(text) if words is None else words
        shouted = capital_lines(text)
        found: list[Match] = []
        at = 0
        while at < len(words):
            match, used = self._match_at(text, words, at, shouted)
            if match is not None:
                found.append(match)
            at += used
        return tuple(found)

    def _match_at(
        self, text: str, words: tuple[Word, ...], at: int, shouted: tuple[tuple[int, int], ...]
    ) -> tuple[Match | None, int]:
        """The longest match whose first word is `words[at]`, and how many words to step on."""
        most = self.longest.get(SPELLINGS.get(words[at].folded, words[at].folded), 0)
        length = 1
        while length < most and at + length < len(words):
            if not GAP.fullmatch(text, words[at + length - 1].end, words[at + length].start):
                break
            length += 1
        for count in range(min(most, length), 0, -1):
            window = words[at : at + count]
            names = self.entries.get(key_of(word.folded for word in window))
            if not names:
                continue
            fits = (name for name in names if _fits(name, window, text, shouted))
            fitting = tuple({(name.referent, name.sort): name for name in fits}.values())
            if fitting:
                end = window[-1].end
                if text[end : end + 1] == "." and any(name.surface.endswith(".") for name in fitting):
                    end += 1
                start = window[0].start
                return Match(start=start, end=end, text=text[start:end], names=fitting), count
        return None, 1


def _fits(name: Name, window: tuple[Word, ...], text: str, shouted: tuple[tuple[int, int], ...]) -> bool:
    forms = WORD.findall(name.surface)
    if not all(written_as(word.text, form) for word, form in zip(window, forms, strict=True)):
        return False
    start = window[0].start
    if len(window) == 1 and forms[0].isupper():
        in_shout = any(lo <= start < hi for lo, hi in shouted)
        return not (in_shout and forms[0] in WORDS_IN_CAPITALS)
    # "U.S." is two words; "plan U. S. forces" is not it, nor is "I.S" a state of Islam.
    return len(forms[0]) > 1 or len(window) == 1 or "." in text[start : window[-1].end] or " " in name.surface


def capital_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the lines of `text` that are written in capitals, where case tells nothing."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        letters = [char for char in line.group() if char.isalpha()]
        if len(letters) > 8 and sum(char.isupper() for char in letters) > 0.8 * len(letters):
            found.append((line.start(), line.end()))
    return tuple(found)


def build_lexicon(names: Iterable[Name]) -> Lexicon:
    """An index of `names`; the same surface may stand for several things."""
    entries: dict[str, tuple[Name, ...]] = {}
    longest: dict[str, int] = {}
    for name in names:
        folded = [fold(word) for word in WORD.findall(name.surface)]
        if not folded:
            continue
        key, first = key_of(folded), SPELLINGS.get(folded[0], folded[0])
        entries[key] = (*entries.get(key, ()), name)
        longest[first] = max(longest.get(first, 0), len(folded))
    return Lexicon(entries=entries, longest=longest)
