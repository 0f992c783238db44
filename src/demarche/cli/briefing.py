"""A short briefing: the stories of a record, what was said in each, and its events by how far they are established."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from rich.text import Text

from demarche.cli.listing import FAINT, event_text, statement_text
from demarche.cli.page import published_words
from demarche.records import Linkage, Reading, Status, Story
from demarche.store import Done, Said, Store

SAID = 6  # statements that are shown of a story
SHOWN = 4  # events that are shown of each status


def briefing_texts(store: Store) -> Iterator[Text]:
    """The paragraphs of a briefing over a whole record; stories with the most articles first."""
    linkage = store.linkage()
    readings = {reading.article.id: reading for reading in store.readings()}
    told = {article for story in linkage.stories for article in story.articles}
    for story in sorted(linkage.stories, key=lambda story: (-len(story.articles), story.id)):
        yield from _story(story, [readings[id_] for id_ in story.articles if id_ in readings], linkage)
    alone = [reading for id_, reading in readings.items() if id_ not in told and reading.article.news]
    for reading in alone:
        yield from _part(reading.article.title or reading.article.uri, [reading], linkage)
    others = [reading.article for reading in readings.values() if not reading.article.news]
    if others:
        yield Text("\nNot news", "bold")
        for article in others:
            yield Text(f"  {article.title or article.uri} ({article.genre})")


def _story(story: Story, readings: Sequence[Reading], linkage: Linkage) -> Iterator[Text]:
    yield from _part(story.title, readings, linkage)


def _part(title: str, readings: Sequence[Reading], linkage: Linkage) -> Iterator[Text]:
    yield Text(f"\n{title}", "bold underline")
    for reading in readings:
        article = reading.article
        yield Text(f"  {article.outlet or article.uri}: {article.title} ({published_words(article)})", FAINT)
    # What most outlets tell comes first; among equals the order of the pages stays.
    statements = sorted(_told_once(readings, linkage), key=lambda said: -said[2])
    for reading, index, tellings in statements[:SAID]:
        text = Text("  ") + statement_text(Said(reading=reading, statement=reading.statements[index]))
        yield text + Text(f" ×{tellings}" if tellings > 1 else "", FAINT)
    if len(statements) > SAID:
        yield Text(f"  and {len(statements) - SAID} more statements", FAINT)
    yield from _events(readings)


def _told_once(readings: Sequence[Reading], linkage: Linkage) -> Iterator[tuple[Reading, int, int]]:
    """Each utterance once, in its most original variant: the reading, the statement's place in it, the tellings."""
    first = {utterance.statements[0]: utterance.tellings for utterance in linkage.utterances}
    linked = {statement for utterance in linkage.utterances for statement in utterance.statements}
    for reading in readings:
        for index, statement in enumerate(reading.statements):
            if not statement.headline and (statement.id in first or statement.id not in linked):
                yield reading, index, first.get(statement.id, 1)


def _events(readings: Sequence[Reading]) -> Iterator[Text]:
    for status in get_args(Status):
        seen: set[str] = set()
        found = []
        for reading in readings:
            for event in reading.events:
                if event.status == status and (event.incident or event.id) not in seen:
                    seen.add(event.incident or event.id)
                    found.append(Done(reading=reading, event=event))
        for done in found[:SHOWN]:
            yield Text("  ") + event_text(done)
        if len(found) > SHOWN:
            yield Text(f"  and {len(found) - SHOWN} more that are {status}", FAINT)
