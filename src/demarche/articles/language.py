"""The language of a text, by py3langid.

Lui and Baldwin (2012), "langid.py: An Off-the-shelf Language Identification Tool"; the model ships in the package.
"""

from __future__ import annotations

import re

from demarche.articles.prose import count_letters

_ENOUGH = 20  # letters below which no language is named
_SAMPLE = 1500  # characters that are looked at
_WORD = re.compile(r"[a-z]+")
# Words that English text is full of and that other languages do not spell so.
_ENGLISH = frozenset(
    [
        "and", "been", "by", "from", "has", "have", "his", "its", "of", "that", "the", "their", "they", "this", "was",
        "were", "which", "with", "would",
    ]
)  # fmt: skip
_SHARE, _KINDS = 0.12, 6  # of these words among all, and how many different ones: the model would say the same


def identify_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or ``None`` where there is too little to tell."""
    sample = text[:_SAMPLE]
    letters = count_letters(sample)
    if letters < _ENOUGH:
        return None
    words = _WORD.findall(sample.casefold())
    english = [word for word in words if word in _ENGLISH]
    latin = sum(map(len, words)) >= 0.8 * letters
    if latin and len(english) >= _SHARE * len(words) and len(set(english)) >= _KINDS:
        return "en"
    from py3langid import classify  # its model takes a second to load: only where a page is read

    code: str = classify(sample)[0]
    return code
