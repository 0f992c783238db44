"""What stands between paragraphs and is none of the article: labels of buttons, calls to the reader, foreign teasers.

Neither place nor length tells such lines from sub-headings; their words do. A sub-heading's words come again in the
text. A button's are the few that every page labels its tools with (`interface.toml`); a teaser of another article
shares no word with this one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from demarche.articles.furniture import Verdict, read_table
from demarche.articles.lines import Line, key
from demarche.articles.prose import FUNCTION_WORDS, closes_sentence, count_sayings, is_sentence, stems, words_of
from demarche.records import Record

_ABOVE, _BELOW = 6, 12  # lines around the text in which labels of buttons are looked for
_LABEL, _CALL = 16, 45  # words of the longest label, of the longest call to the reader
_RUN, _FOREIGN = 3, 4  # lines of teasers that stand together at most; words of one, none of them the text's, at least
_OURS = frozenset({"our", "us", "your", "you", "yours", "me", "my"})
_ASKING = frozenset({"what", "who", "whom", "whose", "why", "how", "when", "where", "which"})
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half"])
_QUOTED = re.compile('[“”"«»]')
_LISTED = re.compile(r"^(?:[*•·◦▪‣–—\-+>»#]|\d|[a-zA-Z][.)]\s)")
# 1x 1.5x 2x; 5h; 3 / 12: the labels of players, hours and galleries
_PLAYER = re.compile(
    r"^(?:\d(?:[.:]\d+)?x\s*)+$|^\d+\s?(?:h|hr|hrs|m|min|mins|d|w|mo)(?: ago)?$|^\W*\d{1,2}\s*/\s*\d{1,3}\W*$", re.I
)


class Words(Record, frozen=True):
    """The words of `interface.toml`."""

    strong: frozenset[str]
    weak: frozenset[str]
    neutral: frozenset[str]
    orders: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> Words:
    table = read_table("interface.toml")
    return Words(**{name: frozenset(table[name]) for name in ("strong", "weak", "neutral", "orders")})


def mark_among_paragraphs(lines: Sequence[Line], verdicts: list[Verdict | None], body: tuple[int, int]) -> None:
    """Notes in `verdicts` which lines in and close to the text [start, end) speak of the page or of another article."""
    start, end = body
    sentences = [line.text for line in lines[start:end] if is_sentence(line.text)]
    told = frozenset(word for text in sentences for word in words_of(text))
    for i in range(max(start - _ABOVE, 0), min(end + _BELOW, len(lines))):
        text = lines[i].text
        if verdicts[i] is None and (calls_reader(text) or (not is_sentence(text) and speaks_of_page(text, told))):
            verdicts[i] = Verdict(role="furniture", rule="interface")
    runs = list(_runs(lines, verdicts, start, end))
    matter = frozenset(stem for text in sentences for stem in stems(text)) if runs else frozenset()
    for run in runs:
        found = [i for i in run if _is_foreign(lines[i].text, matter)]
        capitals = [i for i in run if lines[i].text.isupper() and not stems(lines[i].text) & matter] if found else []
        for i in {*found, *capitals}:
            verdicts[i] = Verdict(role="furniture", rule="foreign")


def _is_foreign(text: str, matter: frozenset[str]) -> bool:
    own = frozenset(stem for stem in stems(text) if not stem.isdigit())
    return len(own) >= _FOREIGN and not own & matter


def _runs(lines: Sequence[Line], verdicts: Sequence[Verdict | None], start: int, end: int) -> Iterator[list[int]]:
    """The lines between one sentence and the next, where they are few and no list; those with a verdict left out."""
    run: list[int] = []
    for i in range(start, end):
        text = lines[i].text
        if verdicts[i] is None and is_sentence(text):
            if 0 < len(run) <= _RUN:
                yield run
            run = []
        elif verdicts[i] is None:
            # lists of dates and results share no word with the text either, and are its own
            run = [*run, i] if text.isascii() and not _LISTED.match(text) and not closes_sentence(text) else [-1] * 9


def speaks_of_page(text: str, told: Collection[str]) -> bool:
    """Whether a short line is made up of interface words. `told` are the words of the page's sentences.

    >>> speaks_of_page("Tap the bell for alerts", told=())
    True
    >>> speaks_of_page("Votes without results", told=("vote", "votes", "results"))
    False
    """
    words = [word for word in key(text).split() if len(word) > 1 or word.isdigit()]
    if not 0 < len(words) <= _LABEL or _QUOTED.search(text) or count_sayings(text):
        return False
    if _PLAYER.match(text):
        return True
    lexicon = _words()
    free = FUNCTION_WORDS | _OURS | _NUMBERS | lexicon.neutral
    ours = sum(word in _OURS for word in words)
    ordered = words[0] in lexicon.orders
    matter = [
        word for i, word in enumerate(words) if not word[0].isdigit() and (word not in free or (ordered and not i))
    ]
    strong = sum(word in lexicon.strong for word in matter)
    weak = [
        word
        for i, word in enumerate(matter)
        if word not in lexicon.strong and (word in lexicon.weak or (ordered and not i))
    ]
    other = len(matter) - strong - len(weak)
    if strong and not all(word in told for word in matter):
        return other <= strong + len(weak) + ours
    if words[0] in _ASKING or (closes_sentence(text) and not (ordered and ours)):
        return False
    if ordered and ours and other <= len(weak) + ours:
        return True
    fresh = [word for word in weak if word not in told]
    least = 1 if len(words) <= 2 or ordered else 2
    return other == 0 and bool(fresh) and len(weak) + ours >= least and len(fresh) * 2 >= len(weak)


def calls_reader(text: str) -> bool:
    """Whether a sentence tells the reader to do something with the page's own things.

    >>> calls_reader("Get all the headlines of the coast in one mail. Almost done: we need to confirm your address.")
    True
    """
    words = key(text).split()
    if not words or len(words) > _CALL or _QUOTED.search(text) or count_sayings(text):
        return False
    lexicon = _words()
    return words[0] in lexicon.orders and any(w in _OURS for w in words) and any(w in lexicon.strong for w in words)
