"""Words of a text as comparable terms, weighted by how rare they are in news at large.

The weights come from a background count of news articles (``models/term_frequencies.json``) and never from the articles
being compared, so that a pair's score does not depend on what else arrived, or in which order.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")

_PLAIN = """
a about above after again against all also am an and any are as at be because been before being below between both but
by
can could did do does doing down during each few for from further had has have having he her here hers herself him
himself
his how i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours
out
over own same she should so some such than that the their theirs them themselves then there these they this those
through to
too under until up upon very was we were what when where which while who whom why will with would you your yours
say says said saying tell told according add added mr mrs ms dr
"""
FUNCTION_WORDS = frozenset(_PLAIN.split())
"""Words that carry no story: articles, prepositions, pronouns, auxiliaries, and the plain verbs of saying."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`word`, lower case, without its inflection: plural and third person, past, gerund, possessive.

    >>> [stem(word) for word in ("Talks", "accused", "accusing", "accuses", "countries", "planned")]
    ['talk', 'accus', 'accus', 'accus', 'country', 'plan']
    """
    word = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    if len(word) < 4 or not word[-1].isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2 and any(letter in "aeiouy" for letter in root):
            return _DOUBLED.sub(r"\1", root)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def words_of(text: str) -> list[str]:
    """The words and numbers of `text` in order, as written."""
    return WORD.findall(text)


class TermWeights:
    """Inverse document frequency of terms over the background count.

    `documents` is the number of articles counted, `counts` in how many of them each term stands; a term never seen
    counts as if in one of them.
    """

    def __init__(self, documents: int, counts: Mapping[str, int]) -> None:
        self.documents = documents
        self._weights = {term: math.log((documents + 1) / (count + 0.5)) for term, count in counts.items()}
        self._rarest = math.log((documents + 1) / 1.5)

    def __call__(self, term: str) -> float:
        """Weight of `term`, 0 for one in every article."""
        return self._weights.get(term, self._rarest)

    def known(self) -> list[str]:
        """The terms that the background count holds, in alphabetical order."""
        return sorted(self._weights)

    def vector(self, terms: Iterable[str]) -> dict[str, float]:
        """Unit-length weights of `terms`: (1 + log count) times rarity."""
        counts: dict[str, int] = {}
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
        raw = {term: (1.0 + math.log(count)) * self(term) for term, count in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values()))
        return {term: weight / length for term, weight in raw.items() if weight > 0} if length else {}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Dot product of two unit-length term vectors; exactly rounded, so that no order of terms shows in it."""
    return math.fsum(one[term] * other[term] for term in one.keys() & other.keys())


@lru_cache(maxsize=1)
def shipped_weights() -> TermWeights:
    """The background count that ships with the package."""
    content = json.loads(files("demarche.models").joinpath("term_frequencies.json").read_text("utf-8"))
    return TermWeights(content["documents"], content["counts"])
