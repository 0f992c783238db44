"""Statements and events as lines, for people and for pipes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import msgspec
from rich.console import Console
from rich.text import Text

from demarche.exports.articles import EventLine, StatementLine, event_line, speaker_line, statement_line
from demarche.records import Date, Record
from demarche.store import Done, Said

LONGEST = 400  # characters of a statement that a line shows
QUOTE_MARKS = '“”„‟«»" '

# What a word is printed in; the names are rich's.
SPEAKER = "bold"
PARTY = "cyan"
ACT = "magenta"
FAINT = "dim"
STATUS = {
    "happened": "green",
    "alleged": "yellow",
    "denied": "red",
    "planned": "blue",
    "hypothetical": "dim",
    "background": "dim",
}


class ArticleNote(Record, frozen=True):
    """The article that a listed statement or event stands in."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    published: Date | None


class StatementNote(Record, frozen=True):
    """A listed statement with its article."""

    article: ArticleNote
    statement: StatementLine


class EventNote(Record, frozen=True):
    """A listed event with its article."""

    article: ArticleNote
    event: EventLine


def statement_note(found: Said) -> StatementNote:
    """The JSON form of a statement found."""
    actors = {actor.id: actor for actor in found.reading.cast.actors}
    return StatementNote(article=_article(found), statement=statement_line(found.statement, actors))


def event_note(found: Done) -> EventNote:
    """The JSON form of an event found."""
    return EventNote(article=_article(found), event=event_line(found.event))


def _article(found: Said | Done) -> ArticleNote:
    article = found.reading.article
    return ArticleNote(
        id=article.id,
        uri=article.uri,
        title=article.title,
        outlet=article.outlet,
        published=article.published.date,
    )


def print_json(notes: Iterable[Record]) -> None:
    """JSON lines on standard output."""
    out = sys.stdout.buffer
    for note in notes:
        out.write(msgspec.json.encode(note) + b"\n")
    out.flush()


def statement_text(found: Said) -> Text:
    """One statement as a paragraph: date, speaker, act, addressees, words, where it stands."""
    reading, statement = found.reading, found.statement
    actors = {actor.id: actor for actor in reading.cast.actors}
    speaker = speaker_line(statement, actors)
    text = Text()
    text.append((statement.date or reading.article.published.date or "undated").ljust(11), FAINT)
    named = (speaker and speaker.name) or (statement.speaker_span and statement.speaker_span.text) or "somebody"
    text.append(named, SPEAKER)
    if statement.party:
        text.append(f" ({statement.party})", PARTY)
    text.append(f" {statement.act}", ACT)
    if statement.addressees:
        text.append(f" → {', '.join(statement.addressees)}", PARTY)
    words = " … ".join(" ".join(span.text.split()) for span in statement.content)
    if statement.kind == "direct":  # the text's own marks may be missing, doubled or straight
        words = f"“{words.strip(QUOTE_MARKS)}”"
    text.append(": " + (words if len(words) <= LONGEST else words[:LONGEST].rstrip() + " …"))
    text.append(f"  [{reading.article.outlet or reading.article.uri}, {statement.id}]", FAINT)
    return text


def event_text(found: Done) -> Text:
    """One event as a paragraph: date, status, who does what to whom, where, the words, where it stands."""
    reading, event = found.reading, found.event
    text = Text()
    text.append((event.date or "undated").ljust(11), FAINT)
    text.append(event.status.ljust(13), STATUS[event.status])
    text.append(", ".join(event.source) or "somebody", PARTY)
    text.append(f" {event.type}" + (f"/{event.mode}" if event.mode else ""), ACT)
    if event.target:
        text.append(f" → {', '.join(event.target)}", PARTY)
    if event.place:
        text.append(f" in {event.place}")
    if event.evidence:
        text.append(": " + " ".join(event.evidence[0].text.split()))
    text.append(f"  [{reading.article.outlet or reading.article.uri}, {event.id}]", FAINT)
    return text


def print_texts(texts: Iterable[Text]) -> int:
    """Paragraphs on standard output, indented by a date's width where they wrap; gives their number."""
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    printed = 0
    for text in texts:
        console.print(text)
        printed += 1
    return printed
