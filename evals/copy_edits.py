"""Edits that outlets make to a wire text, made on purpose: to measure whether copies are still found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = Callable[[str, Sequence[str], random.Random], str]

_MENU_WORDS = """
Home World Politics Business Sport Culture Opinion Newsletter Sign in Subscribe Most read Latest videos Weather Jobs
Contact
Advertise Terms of use Privacy policy Follow us Related stories Read more Share this article Comments Leave a reply
Your email
address will not be published Trending now Editor's picks
"""
MENU = _MENU_WORDS.split()
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def change_words(text: str, words: Sequence[str], chance: random.Random, share: float) -> str:
    """`text` with `share` of its words replaced by words of other articles."""
    return " ".join(chance.choice(words) if chance.random() < share else word for word in text.split())


def five_percent_changed(text: str, words: Sequence[str], chance: random.Random) -> str:
    """One word in twenty replaced."""
    return change_words(text, words, chance, 0.05)


def half_cut(text: str, words: Sequence[str], chance: random.Random) -> str:
    """The second half cut off, as at a paywall."""
    kept = text.split()
    return " ".join(kept[: max(1, len(kept) // 2)])


def third_in_menus(text: str, words: Sequence[str], chance: random.Random) -> str:
    """30 % of the text kept, in one piece, between menus and teasers as long as itself."""
    kept = text.split()
    size = max(1, int(0.3 * len(kept)))
    start = chance.randrange(len(kept) - size + 1)
    menu = [chance.choice(MENU) if chance.random() < 0.7 else chance.choice(words) for _ in range(size)]
    return " ".join(menu[: size // 2] + kept[start : start + size] + menu[size // 2 :])


def changed_and_dropped(text: str, words: Sequence[str], chance: random.Random) -> str:
    """12 % of the words replaced, then a fifth of the sentences dropped."""
    sentences = [sentence for sentence in SENTENCE.split(text) if chance.random() >= 0.2] or [text]
    return change_words(" ".join(sentences), words, chance, 0.12)


EDITS: tuple[tuple[str, Edit], ...] = (
    ("5 % of the words changed", five_percent_changed),
    ("half cut", half_cut),
    ("30 % kept inside menus", third_in_menus),
    ("12 % changed, 20 % dropped", changed_and_dropped),
)
