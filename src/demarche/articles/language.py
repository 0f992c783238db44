"""The language of a text, by py3langid.

Lui and Baldwin (2012), "langid.py: An Off-the-shelf Language Identification Tool"; the model ships in the package.
"""

from __future__ import annotations

_ENOUGH = 20  # letters below which no language is named
_SAMPLE = 1500  # characters that are looked at


def identify_language(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or ``None`` where there is too little to tell."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _ENOUGH:
        return None
    from py3langid import classify  # its model takes a second to load: only where a page is read

    code: str = classify(sample)[0]
    return code
