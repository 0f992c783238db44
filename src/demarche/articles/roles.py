"""The role of every line of a page of dirty text: sure rules, the page's own title, then what surrounds a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.articles.furniture import Verdict, judge_line, load_lexicon
from demarche.articles.headline import Headline, find_headline
from demarche.articles.lines import Line, key
from demarche.articles.prose import closes_sentence, is_prose, words_of
from demarche.records import Record

_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+")
_BIOS = frozenset({"author-bio", "bio-fragment", "byline-role", "date-labelled"})
_BY = frozenset({"by", "written by", "author", "about the author", "posted by", "published by", "about author"})
_ENOUGH = 3  # lines of prose after which a heading such as "Related articles" can end the article


class Labelled(Record, frozen=True):
    """The roles of a page's lines, one verdict a line, and its headline."""

    verdicts: tuple[Verdict, ...]
    headline: Headline | None


def label_lines(lines: Sequence[Line]) -> Labelled:
    """A role for every line, in order. An empty page has none."""
    sure = [judge_line(line.text) for line in lines]
    start, end = find_body(lines, sure)
    headline = find_headline(lines, sure, start)
    verdicts: list[Verdict | None] = list(sure)
    if headline is not None:
        for copy in headline.copies:
            verdicts[copy] = Verdict(role="furniture", rule="title-copy")
        verdicts[headline.line] = Verdict(role="title", rule="headline")
    _mark_repeats(lines, verdicts)
    _mark_names(lines, verdicts)
    for i, line in enumerate(lines):
        if verdicts[i] is None:
            verdicts[i] = _by_place(i, line, start, end, headline)
    return Labelled(verdicts=tuple(v for v in verdicts if v is not None), headline=headline)


def find_body(lines: Sequence[Line], sure: Sequence[Verdict | None]) -> tuple[int, int]:
    """Line indices [start, end) of the article's running text, by prose alone; (n, n) where there is none."""
    prose = [i for i, line in enumerate(lines) if sure[i] is None and is_prose(line.text)]
    if not prose:
        longest = max(range(len(lines)), key=lambda i: len(lines[i].text), default=-1)
        return (longest, longest + 1) if lines and len(words_of(lines[longest].text)) >= 8 else (len(lines), len(lines))
    start = next((i for i in prose if sum(j in prose for j in range(i, i + 6)) >= 2), prose[0])
    end = start
    for i in prose:
        if i < start:
            continue
        if end > start and _left_article(lines, sure, end, i, sum(start <= j < end for j in prose)):
            break
        end = i + 1
    return start, end


def _left_article(lines: Sequence[Line], sure: Sequence[Verdict | None], end: int, here: int, read: int) -> bool:
    """Whether the lines between the last prose and this one say that the article was over."""
    lexicon = load_lexicon()
    between = [key(lines[i].text) for i in range(end, here)]
    if read >= _ENOUGH and any((verdict := sure[i]) is not None and verdict.ends for i in range(end, here)):
        return True
    return read >= _ENOUGH and len(between) >= 6 and any(phrase in lexicon.tail for phrase in between)


def _mark_repeats(lines: Sequence[Line], verdicts: list[Verdict | None]) -> None:
    """A line of some length that came before is furniture, and so is a pull quote: it stands in a longer line."""
    seen: set[str] = set()
    long_lines = [line.text for line in lines if len(line.text) >= 80]
    for i, line in enumerate(lines):
        if verdicts[i] is not None:
            continue
        phrase = key(line.text)
        if len(phrase) >= 60 and phrase in seen and not line.text.endswith("?"):
            verdicts[i] = Verdict(role="furniture", rule="repeated-line")
        elif 40 <= len(line.text) < 200 and any(
            line.text.strip("“”\"'‘’") in other and line.text != other
            for other in long_lines
            if len(other) > 1.3 * len(line.text)
        ):
            verdicts[i] = Verdict(role="furniture", rule="pull-quote")
        seen.add(phrase)


def _mark_names(lines: Sequence[Line], verdicts: list[Verdict | None]) -> None:
    """A bare name beside a byline or an author's bio is part of it."""
    for i, line in enumerate(lines):
        if verdicts[i] is not None or not _NAME.fullmatch(line.text):
            continue
        after, before = verdicts[i + 1 : i + 2], verdicts[max(i - 1, 0) : i]
        if any(v is not None and v.rule in _BIOS for v in after) or (
            i and key(lines[i - 1].text) in _BY and before[0] is not None
        ):
            verdicts[i] = Verdict(role="byline", rule="name-by-byline")


def _by_place(i: int, line: Line, start: int, end: int, headline: Headline | None) -> Verdict:
    prose = is_prose(line.text)
    if start <= i < end:
        return Verdict(role="body", rule="prose" if prose else "between-prose")
    if (
        headline is not None
        and headline.line < i < start
        and (prose or (closes_sentence(line.text) and len(words_of(line.text)) >= 6))
    ):
        return Verdict(role="body", rule="deck")
    if i >= end and i <= end + 1 and prose and not load_lexicon().tail & {key(line.text)}:
        return Verdict(role="body", rule="prose")
    return Verdict(role="furniture", rule="outside-body")
