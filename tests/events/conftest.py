"""Articles of a few sentences about invented states, read by the shipped reader, with a cast made by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.language import Language

from demarche.events import find_events
from demarche.knowledge import Knowledge, load_knowledge
from demarche.records import Actor, Article, Block, Cast, Dating, Event, Mention, Span, Statement
from demarche.sentences import load_reader, read_sentences
from demarche.settings import Settings
from demarche.times import tag_times

NAMES = {
    "Varnia": "VAR", "Varnian": "VAR", "Varnians": "VAR", "Tamaria": "TMR", "Tamarian": "TMR", "Keldoria": "KLD",
    "Keldorian": "KLD", "Norwyn": "NRW", "Pelagic Alliance": "PELA",
}  # fmt: skip
PATTERN = re.compile(r"\b(" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\b")


def cast_of(text: str) -> Cast:
    mentions, actors = [], {}
    for found in PATTERN.finditer(text):
        party = NAMES[found[0]]
        kind = "organisation" if party == "PELA" else "state"
        actors[party] = Actor(id=party, name=party, kind=kind, party=party)
        form = "description" if found[0] == "Varnians" else "name"
        mentions.append(
            Mention(start=found.start(), end=found.end(), text=found[0], actor=party, form=form, party=party)
        )
    return Cast(actors=tuple(actors.values()), mentions=tuple(mentions))


def article_of(text: str, published: str = "2031-05-14") -> Article:
    return Article(
        id="t", uri="t", sha256="0" * 64, retrieved=None, news=True, title=None, text=text,
        blocks=(Block(role="body", text=text, start=0, end=len(text)),),
        published=Dating(date=published, earliest=published, latest=published), language="en",
    )  # fmt: skip


def said(text: str, content: str, cue: str, party: str, act: str, polarity: str = "positive") -> Statement:
    """A statement by hand: where its content and cue stand is looked up in the text."""

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(start=at, end=at + len(words), text=words)

    return Statement(
        id=f"s-{cue}", speaker=party, party=party, speaker_span=None, cue=span(cue), content=(span(content),),
        kind="indirect", act=act, polarity=polarity,
    )  # fmt: skip


@pytest.fixture(scope="session")
def reader() -> Language:
    return load_reader(Settings())


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(())


Events = Callable[..., tuple[Event, ...]]


@pytest.fixture(scope="session")
def events(reader: Language, knowledge: Knowledge) -> Events:
    def find(text: str, *statements: Statement, published: str = "2031-05-14") -> tuple[Event, ...]:
        article = article_of(text, published)
        doc = read_sentences(reader, article)
        timexes = tag_times(article, doc, knowledge)
        return find_events(article, doc, cast_of(text), timexes, statements, knowledge)

    return find


def brief(found: tuple[Event, ...]) -> list[str]:
    """Events as "TYPE SOURCE>TARGET status"."""
    return [f"{e.type} {'+'.join(e.source)}>{'+'.join(e.target)} {e.status}" for e in found]
