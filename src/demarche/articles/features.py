"""What a line shows of its part on the page: its own shape, its neighbours, its place, the page's vocabulary.

The table follows Kohlschütter et al. (2010), "Boilerplate Detection using Shallow Text Features" (text density of a
line and its neighbours), with the page's own vocabulary and the sure rules of `furniture` added.
"""

from __future__ import annotations

import re
import string
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from demarche.articles.days import find_dates
from demarche.articles.furniture import Verdict, load_lexicon
from demarche.articles.headline import Headline
from demarche.articles.lines import Line, key
from demarche.articles.prose import (
    FUNCTION_WORDS,
    STOP_WORDS,
    closes_sentence,
    count_sayings,
    is_prose,
    is_sentence,
    words_of,
)
from demarche.articles.rules import BY_PLACE, Ruled

Table = NDArray[np.float32]

RULES = (
    "control",
    "prompt",
    "link",
    "link-list",
    "counter",
    "menu-row",
    "archived-under",
    "byline",
    "date-labelled",
    "author-bio",
    "caption",
    "title",
    "title-copy",
    "repeated-line",
    "pull-quote",
    "other-furniture",
    "prose",
    "between-prose",
    "deck",
    "outside-body",
)
OWN = (
    "characters",
    "words",
    "word-length",
    "capitalised",
    "upper",
    "digits",
    "function-words",
    "second-person",
    "saying",
    "commas",
    "stops",
    "quotes",
    "bars",
    "ends-sentence",
    "ends-colon",
    "ends-ellipsis",
    "opens-quote",
    "opens-bullet",
    "opens-lower",
    "opens-digit",
    "prose",
    "blank-before",
    "repeated",
    "date",
    "clock",
    "address",
    "copyright",
    "non-ascii",
    "vocabulary",
    "headline-words",
    "is-headline",
)
PLACE = (
    "position",
    "from-top",
    "from-bottom",
    "page-lines",
    "page-prose",
    "prose-before",
    "prose-after",
    "since-prose",
    "until-prose",
    "since-headline",
    "since-tail",
    "since-end",
    "in-body",
    "before-body",
    "after-body",
    "cluster",
    "cluster-share",
    "run-short",
    "density-3",
    "density-8",
    "density-20",
    "words-3",
    "words-8",
)
CARRIED = (
    "words",
    "prose",
    "capitalised",
    "ends-sentence",
    "blank-before",
    "vocabulary",
    "rule",
    "ruled-body",
)  # of the neighbours
REACH = (-4, -3, -2, -1, 1, 2, 3, 4)
FEATURES: tuple[str, ...] = (
    *OWN,
    *(f"rule:{rule}" for rule in RULES),
    *PLACE,
    *(f"{name}@{step:+d}" for step in REACH for name in CARRIED),
)
_RULE_COLUMN = {rule: i for i, rule in enumerate(RULES)}
BUCKETS = 1 << 15

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|^@\w|\.com\b")
_YOU = frozenset(["you", "your", "our", "us", "we", "please", "my"])
_STOP = re.compile(r"[.!?](?:\s|$)")
_QUOTES = re.compile('[“”"«»「」]')
_BARS = re.compile("[|›»•·/]")
_BEYOND = re.compile("[^\x00-\x7f]")
_BULLET = re.compile(r"^(?:[*•·◦▪‣–—\-+>»#]|o\s|\d{1,2}[.)]\s)")


def line_features(lines: Sequence[Line], ruled: Ruled) -> Table:
    """One row of `FEATURES` a line, float32. `ruled` is what the rules found."""
    headline, body = ruled.headline, ruled.body
    sure = [None if verdict.rule in BY_PLACE else verdict for verdict in ruled.verdicts]
    words = [words_of(line.text) for line in lines]
    keys = [key(line.text) for line in lines]
    prose = np.array([is_prose(line.text) for line in lines], dtype=bool)
    plain = np.array([is_sentence(line.text) for line in lines], dtype=bool)
    own = _own(lines, sure, words, keys, plain, headline)
    rules = np.zeros((len(lines), len(RULES)), dtype=np.float32)
    rules[np.arange(len(lines)), [_RULE_COLUMN[_rule_of(verdict)] for verdict in ruled.verdicts]] = 1.0
    counts = np.array([len(w) for w in words], dtype=np.float32)
    place = _place(lines, sure, keys, counts, prose | plain, headline, body)
    table = np.concatenate([own, rules, place], axis=1)
    columns = [OWN.index(name) for name in CARRIED[:-2]]
    carried = np.concatenate(
        [
            own[:, columns],
            np.array([[v is not None] for v in sure], dtype=np.float32),
            np.array([[v.role == "body"] for v in ruled.verdicts], dtype=np.float32),
        ],
        axis=1,
    )
    shifted = [_shift(carried, step) for step in REACH]
    return np.concatenate([table, *shifted], axis=1).astype(np.float32)


def _own(
    lines: Sequence[Line],
    sure: Sequence[Verdict | None],
    words: Sequence[tuple[str, ...]],
    keys: Sequence[str],
    plain: NDArray[np.bool_],
    headline: Headline | None,
) -> Table:
    seen = Counter(keys)
    vocabulary = _page_vocabulary(words, sure, plain)
    title = set(words_of(headline.text)) - STOP_WORDS if headline is not None else set()
    rows = []
    for i, (line, tokens) in enumerate(zip(lines, words, strict=True)):
        text, n = line.text, max(len(tokens), 1)
        known = int(plain[i])  # a sentence knows its own words
        matter = [w for w in tokens if w not in STOP_WORDS and len(w) > 1]
        raw = text.split()
        capitals, digits, foreign = _kinds(text)
        rows.append(
            (
                len(text),
                len(tokens),
                sum(map(len, tokens)) / n,
                len([w for w in raw if w[:1].isupper()]) / max(len(raw), 1),
                capitals / len(text),
                digits / len(text),
                len([w for w in tokens if w in FUNCTION_WORDS]) / n,
                len([w for w in tokens if w in _YOU]) / n,
                count_sayings(text),
                text.count(",") / n,
                min(len(_STOP.findall(text)), 8),
                len(_QUOTES.findall(text)),
                len(_BARS.findall(text)),
                closes_sentence(text),
                text.endswith(":"),
                text.endswith(("…", "...")),
                text[:1] in '“"«「',
                _BULLET.match(text) is not None,
                text[:1].islower(),
                text[:1].isdigit(),
                plain[i],
                min(line.blank_before, 3),
                seen[keys[i]],
                len(tokens) < 40 and digits > 0 and len(find_dates(text)) > 0,
                _CLOCK.search(text) is not None,
                _ADDRESS.search(text) is not None,
                "©" in text,
                foreign / len(text),
                len([w for w in matter if vocabulary.get(w, 0) > known]) / max(len(matter), 1),
                len([w for w in matter if w in title]) / max(len(matter), 1),
                headline is not None and headline.line == i,
            )
        )
    table = np.array(rows, dtype=np.float64).reshape(len(lines), len(OWN))
    table[:, _COUNTED] = np.log1p(table[:, _COUNTED])
    return table.astype(np.float32)


_COUNTED = [OWN.index(name) for name in ("characters", "words", "repeated")]  # taken by their logarithm
_CAPITALS, _DIGITS = string.ascii_uppercase.encode(), string.digits.encode()


def _kinds(text: str) -> tuple[int, int, int]:
    """How many capitals, digits and letters beyond ASCII; bytes are counted at once, what is not ASCII one by one."""
    plain = text.encode("ascii", "ignore")
    capitals = len(plain) - len(plain.translate(None, _CAPITALS))
    digits = len(plain) - len(plain.translate(None, _DIGITS))
    if len(plain) == len(text):
        return capitals, digits, 0
    beyond = _BEYOND.findall(text)
    return (
        capitals + len([c for c in beyond if c.isupper()]),
        digits + len([c for c in beyond if c.isdigit()]),
        len([c for c in beyond if c.isalpha()]),
    )


def _place(
    lines: Sequence[Line],
    sure: Sequence[Verdict | None],
    keys: Sequence[str],
    counts: Table,
    prose: NDArray[np.bool_],
    headline: Headline | None,
    body: tuple[int, int],
) -> Table:
    n = len(lines)
    lexicon = load_lexicon()
    index = np.arange(n)
    weight = counts * prose
    total = max(float(weight.sum()), 1.0)
    cluster, share = _clusters(weight, total)
    tail = _since(np.array([k in lexicon.tail for k in keys]))
    end = _since(np.array([verdict is not None and verdict.ends for verdict in sure]))
    title = headline.line if headline is not None else -1
    start, stop = body
    columns = [
        index / max(n - 1, 1),
        np.log1p(index),
        np.log1p(n - 1 - index),
        np.full(n, np.log1p(n)),
        np.full(n, prose.mean()),
        np.cumsum(weight) / total,
        (total - np.cumsum(weight)) / total,
        _since(prose),
        _since(prose[::-1])[::-1],
        np.clip(index - title, -10, 30) if title >= 0 else np.full(n, -20),
        tail,
        end,
        (index >= start) & (index < stop),
        np.clip(start - index, -5, 20),
        np.clip(index - stop, -5, 20),
        cluster,
        share,
        _run_of_short(counts),
        _mean(prose.astype(np.float32), 3),
        _mean(prose.astype(np.float32), 8),
        _mean(prose.astype(np.float32), 20),
        _mean(np.log1p(counts), 3),
        _mean(np.log1p(counts), 8),
    ]
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def hashed_words(text: str) -> list[int]:
    """The buckets of a line's words and word pairs, case kept out, digits as 0; for the model's table of phrases."""
    words = _DIGIT.sub("0", " ".join(words_of(text)[:40])).encode("utf-8", "replace").split()
    sums = [zlib.crc32(word) for word in (b"<", *words)]
    pairs = [zlib.crc32(b" " + word, before) for before, word in zip(sums, (*words, b">"), strict=True)]
    return sorted({found % BUCKETS for found in (*sums[1:], *pairs)})


def _page_vocabulary(
    words: Sequence[tuple[str, ...]], sure: Sequence[Verdict | None], plain: NDArray[np.bool_]
) -> Counter[str]:
    """In how many of the page's sentences a word stands."""
    found: Counter[str] = Counter()
    for tokens, verdict, sentence in zip(words, sure, plain, strict=True):
        if sentence and verdict is None:
            found.update(set(tokens))
    return found


def _clusters(weight: Table, total: float) -> tuple[Table, Table]:
    """The rank (0 is the largest) and share of the stretch of prose each line stands in; gaps of six lines part."""
    n = len(weight)
    label = np.full(n, -1)
    current, last = -1, -100
    for i in np.flatnonzero(weight):
        if i - last > 6:
            current += 1
        else:
            label[last:i] = current
        label[i] = current
        last = int(i)
    sizes = np.array([weight[label == c].sum() for c in range(current + 1)])
    rank = np.argsort(np.argsort(-sizes)) if len(sizes) else sizes
    return (
        np.array([min(rank[c], 9) if c >= 0 else 10 for c in label], dtype=np.float32),
        np.array([sizes[c] / total if c >= 0 else 0.0 for c in label], dtype=np.float32),
    )


def _since(flags: NDArray[np.bool_]) -> Table:
    """Lines since the last flagged one, the line itself counting 0, at most 30; 40 before the first."""
    found = np.full(len(flags), 40, dtype=np.float32)
    last = None
    for i, flag in enumerate(flags):
        last = i if flag else last
        if last is not None:
            found[i] = min(i - last, 30)
    return found


def _run_of_short(counts: Table) -> Table:
    """The length (log) of the run of lines under six words that a line stands in; 0 for longer lines."""
    found = np.zeros(len(counts), dtype=np.float32)
    i = 0
    while i < len(counts):
        j = i
        while j < len(counts) and counts[j] < 6:
            j += 1
        found[i:j] = np.log1p(j - i)
        i = max(j, i + 1)
    return found


def _mean(values: Table, reach: int) -> Table:
    """The mean over the lines at most `reach` away."""
    padded = np.concatenate([[0.0], np.cumsum(values)])
    low = np.clip(np.arange(len(values)) - reach, 0, None)
    high = np.clip(np.arange(len(values)) + reach + 1, None, len(values))
    return np.asarray((padded[high] - padded[low]) / (high - low), dtype=np.float32)


def around(values: Table, steps: Sequence[int], reaches: Sequence[int]) -> Table:
    """`values` beside the values `steps` lines away (-1 beyond the page) and the means over `reaches` lines around."""
    column = values[:, None].astype(np.float32)
    means = [_mean(values, reach)[:, None] for reach in reaches]
    return np.concatenate([column, *means, *(_shift(column, step) for step in steps)], axis=1)


def _shift(table: Table, step: int) -> Table:
    moved = np.full_like(table, -1.0)
    if step < 0:
        moved[-step:] = table[:step]
    elif step < len(table):
        moved[:-step] = table[step:]
    return moved


_SAME = {
    "short-sentence": "between-prose",
    "lead": "prose",
    "dateline": "deck",
    "above-body": "outside-body",
}  # told apart after the model, not before it


def _rule_of(verdict: Verdict) -> str:
    if verdict.rule in RULES:
        return verdict.rule
    if verdict.rule in _SAME:
        return _SAME[verdict.rule]
    return {"byline": "byline", "caption": "caption", "title": "title"}.get(verdict.role, "other-furniture")
