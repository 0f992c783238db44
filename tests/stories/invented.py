"""Reads the invented stories: articles with their statements, which of them are told the same, which answer which."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

from demarche.records import Act, Article, Dating, QuoteKind, Reading, Span, Statement

PAGE = Path(__file__).with_name("invented.txt")


class Invented(NamedTuple):
    readings: tuple[Reading, ...]
    same: frozenset[tuple[str, str]]
    replies: frozenset[tuple[str, str]]
    maybe: frozenset[tuple[str, str]]


def article(identifier: str, text: str, published: Dating | None = None, **fields: object) -> Article:
    known = {"title": text.split("\n")[0], "language": "en"} | fields
    return Article(
        id=identifier,
        uri=f"{identifier}.txt",
        sha256="0" * 64,
        retrieved=None,
        news=True,
        text=text,
        blocks=(),
        published=published or Dating(),
        **known,  # type: ignore[arg-type]
    )


def span(text: str, words: str, start: int, end: int) -> Span:
    found = text.index(words, start, end)
    return Span(start=found, end=found + len(words), text=words)


def statement(text: str, row: str, start: int, end: int) -> Statement:
    identifier, party, act, kind, addressees, cue, content = (cell.strip() for cell in row.split("|"))
    return Statement(
        id=identifier,
        speaker=party.lower(),
        party=party,
        speaker_span=None,
        cue=span(text, cue, start, end),
        content=(span(text, content, start, end),),
        kind=cast(QuoteKind, kind),
        act=cast(Act, act),
        addressees=tuple(name for name in addressees.split(",") if name),
    )


def read_invented() -> Invented:
    pages: dict[str, list[str]] = {}
    rows: dict[str, list[tuple[int, str]]] = {}
    same, replies, maybe, page = set(), set(), set(), ""
    for line in PAGE.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "==":
            page = rest
            pages[page], rows[page] = [], []
        elif mark == "~~":
            one, other = rest.split()
            same.add((min(one, other), max(one, other)))
        elif mark == "->":
            earlier, later = rest.split()
            replies.add((earlier, later))
        elif mark == "=>":
            earlier, later = rest.split()
            maybe.add((earlier, later))
        elif mark == ">":
            rows[page].append((len(pages[page]) - 1, rest))
        elif mark != "#":
            pages[page].append(line)
    readings = []
    for page, lines in pages.items():
        text = "\n\n".join(lines)
        starts = [sum(len(line) + 2 for line in lines[:index]) for index in range(len(lines))]
        told = [statement(text, row, starts[at], starts[at] + len(lines[at])) for at, row in rows[page]]
        told.sort(key=lambda found: found.content[0].start)
        readings.append(Reading(article=article(page, text), statements=tuple(told)))
    return Invented(tuple(readings), frozenset(same), frozenset(replies), frozenset(maybe))
