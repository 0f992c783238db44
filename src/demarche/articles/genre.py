"""Whether a page is a news report at all, and what kind of page it is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from demarche.articles.lines import key
from demarche.articles.page_kinds import find_phrases, load_shapes
from demarche.articles.prose import count_sayings, is_sentence, words_of
from demarche.records import Block, Genre, Reason, Record

_QUOTED = re.compile(r"[“\"][^“”\"]{3,600}[”\"]")
_FEWEST = 15  # words of body below which a page tells nothing
_TOLD = 0.015  # share of words that are past verbs below which a page that quotes nobody tells no event
_PAST = re.compile(
    r"\b(?:\w{2,}ed|was|were|had|been|went|came|took|held|met|left|won|lost|began|fell|rose|made|found)\b", re.I
)
_SAMPLE = 60_000  # characters of a page's body by which it is judged
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_PERSON = re.compile(
    r"\b(?:p(?:resident|olice|arliament)|minist(?:er|ry)|secretary|spokes(?:man|woman|person)|officials?|government|court|"
    r"a(?:mbassador|rmy)|leaders?|troops)\b"
)


class Judgement(Record, frozen=True):
    """Is it news, what kind of page, and why."""

    news: bool
    genre: Genre
    reasons: tuple[Reason, ...]


def judge_page(title: str | None, blocks: Sequence[Block], uri: str, language: str | None) -> Judgement:
    """The verdict on a page, by what its text is full of.

    Opinion columns, transcripts and live pages are news of another genre. Recipes, product pages, lists of headlines,
    handbooks and pages without running text are not news.
    """
    body = [block.text for block in blocks if block.role == "body"]
    prose = [text for text in body if is_sentence(text)]
    joined = " ".join(body)
    words = len(words_of(joined))
    joined = joined[:_SAMPLE]
    if words < _FEWEST or not prose:
        links = sum(block.role == "furniture" and len(words_of(block.text)) >= 4 for block in blocks)
        return _no("index" if links >= 5 else "other", "no-running-text", f"{words} words of body")
    if language != "en":  # the words below are English; a page in another language is stored and not read further
        return Judgement(news=True, genre="report", reasons=(Reason(rule="running-text", words=f"{words} words"),))
    page = f"{title or ''} {joined}"
    heads = f"{key(title or '')} | {key(uri)}"
    reporting = _reporting(joined, words)
    shapes, phrases = load_shapes(), find_phrases(page)
    for shape in shapes.not_news:
        found = phrases.get(shape.name, [])
        weight = len({phrase.casefold() for phrase in found}) + 2 * bool(shape.heads and _hits(shape.heads, heads))
        if weight >= shape.least * (2 if reporting >= 3 else 1):
            return _no(shape.genre, shape.name, ", ".join(found[:4]))
    if len(prose) <= 1 and len(body) >= 8 and words < 25 * len(body) and reporting < 2:
        return _no("index", "list-of-headlines", f"{len(body)} lines, {len(prose)} of prose")
    labels, notices = _labels(title, blocks), " ".join(block.text for block in blocks if block.role == "furniture")
    own = _QUOTED.sub(" ", page)  # what the page says itself, not whom it quotes
    told = find_phrases(own)
    for shape in shapes.genres:
        found = [*told.get(shape.name, ()), *(_hits(shape.regex, own) if shape.regex else ())]
        if shape.marks:  # a label says it once, however often the page's menus do
            found += [hits[0] for label in labels if (hits := _hits(shape.marks, label))]
        found += _hits(shape.notices, notices) if shape.notices else []
        if len(found) >= shape.least:
            reason = Reason(rule=shape.name, words=", ".join(found[:4]))
            return Judgement(news=True, genre=shape.genre, reasons=(reason,))
    if reporting == 0 and len(_PAST.findall(joined)) < _TOLD * words:
        return _no("other", "nothing-reported", None)
    return Judgement(news=True, genre="report", reasons=(Reason(rule="reported", score=min(reporting / 8, 1.0)),))


def _labels(title: str | None, blocks: Sequence[Block]) -> list[str]:
    """What labels the page itself, one text for each place: its title and copies of that, its bylines, its
    breadcrumb, the short lines right above and below the headline. Menus and teasers name every section of a site."""
    headline = next((block for block in blocks if block.role == "title"), None)
    above = _reading_place(headline, blocks)
    beside = [block for block in blocks[above:] if block.role != "title"]
    lead = next((i for i, block in enumerate(beside) if block.role == "body"), 0)
    above_it = [block for block in blocks[:above] if block.role != "title"][-2:] if headline else []
    return [
        " ".join([title or "", *(block.text for block in blocks if block.reason == "title-copy")]),
        " ".join(block.text for block in blocks if block.role == "byline"),
        " ".join(block.text for block in blocks if (block.reason or "").startswith("breadcrumb")),
        *(
            " ".join(block.text for block in near if block.role == "furniture" and len(words_of(block.text)) <= 3)
            for near in (above_it, beside[:lead] if headline else [])
        ),
    ]


def _reading_place(headline: Block | None, blocks: Sequence[Block]) -> int:
    """How many blocks come before the headline on the page: the title is the first block wherever it stood."""
    if headline is None or headline.source_start is None:
        return 0
    start = headline.source_start
    return sum(block.source_start is not None and block.source_start <= start for block in blocks)


def breaks_off(blocks: Sequence[Block]) -> bool:
    """Whether the text stops before its end: an ellipsis closes it, or a paywall's words come after it.

    >>> breaks_off([Block(role="body", text="The admiral said in her letter that she…")])
    True
    """
    body = [i for i, block in enumerate(blocks) if block.role == "body"]
    if not body:
        return False
    last = blocks[body[-1]].text
    if _ELLIPSIS.search(last):
        return True
    after = [block.text for block in blocks[body[-1] + 1 : body[-1] + 8] if block.role == "furniture"]
    return any(_PAYWALL.search(text) for text in after)


_ELLIPSIS = re.compile(
    r"(?:\w\s?(?:\.{3}|…)|\[(?:\.{3}|…|\+\d+ chars)\])[”\"]?(?:\s*(?:read more|continue reading).{0,20})?$", re.I
)
_PAYWALL = re.compile(
    r"\b(?:for|to) subscribers? only\b|\bsubscribers?[- ]only\b|\bto (?:continue|keep) reading\b|^continue reading\b|"
    r"\b(?:subscribe|register|log in|sign in|sign up) to (?:continue|read|unlock|keep)|\bunlock (?:this|the full)\b|"
    r"\balready (?:a subscriber|subscribed)\b|^read (?:the )?(?:full|whole|rest of|more at)\b|"
    r"\bpremium (?:article|content)\b",
    re.I,
)


def _reporting(text: str, words: int) -> float:
    """How much of a report the text shows: sayings, officials and weekdays per 100 words, capped."""
    per = 100 / max(words, 100)
    sayings = min(count_sayings(text) * per, 4)
    return sayings + min(len(_PERSON.findall(text.casefold())) * per, 3) + min(len(_WEEKDAY.findall(text)) * per, 1)


def _no(genre: Genre, rule: str, words: str | None) -> Judgement:
    return Judgement(news=False, genre=genre, reasons=(Reason(rule=f"not-news:{rule}", words=words),))


def _hits(regex: str, text: str) -> list[str]:
    return [match.group() for match in _pattern(regex).finditer(text)]


@lru_cache(maxsize=64)
def _pattern(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.I)
