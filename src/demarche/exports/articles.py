"""One article a line with everything nested: the contract that programs outside read (docs/70-export.md)."""

from __future__ import annotations

from collections.abc import Mapping

from demarche.records import (
    Act,
    Actor,
    ActorKind,
    Basis,
    Block,
    Date,
    Event,
    EventType,
    MentionForm,
    Party,
    Polarity,
    QuoteKind,
    Reading,
    Record,
    Span,
    Statement,
    Status,
)

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "this", "one", "some", "others", "many",
     "another", "both", "all", "those", "these", "him", "her", "them"}
)  # fmt: skip


class SourceLine(Record, frozen=True):
    """Where the article came from."""

    uri: str
    sha256: str
    retrieved: str | None


class PublishedLine(Record, frozen=True):
    """When it was published; see `demarche.records.Dating`."""

    date: Date | None
    earliest: Date | None
    latest: Date | None
    basis: tuple[Basis, ...]


class MentionLine(Record, frozen=True):
    """Words that stand for an actor."""

    start: int
    end: int
    text: str
    actor: str
    name: str
    form: MentionForm
    party: Party | None


class SpeakerLine(Record, frozen=True):
    """Who said it; `id`, `name` and `kind` are null where only the party is known."""

    id: str | None
    name: str | None
    party: Party | None
    kind: ActorKind | None


class StatementLine(Record, frozen=True):
    """Who said what to whom."""

    id: str
    speaker: SpeakerLine | None
    speaker_text: str | None
    cue: str | None
    content: tuple[Span, ...]
    kind: QuoteKind
    act: Act
    polarity: Polarity
    addressees: tuple[Party, ...]
    date: Date | None
    inside: str | None
    headline: bool
    utterance: str | None
    replies_to: tuple[str, ...]


class EventLine(Record, frozen=True):
    """Who did what to whom."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    date: Date | None
    place: str | None
    status: Status
    evidence: tuple[Span, ...]
    via: str | None
    incident: str | None


class ArticleLine(Record, frozen=True):
    """An article and all that was read out of it. Offsets are code points into `text`."""

    id: str
    source: SourceLine
    news: bool
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    agency: str | None
    dateline: str | None
    language: str | None
    published: PublishedLine
    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[MentionLine, ...]
    statements: tuple[StatementLine, ...]
    events: tuple[EventLine, ...]
    story: str | None


def article_line(reading: Reading) -> ArticleLine:
    """The exported form of a reading."""
    article, dating = reading.article, reading.article.published
    actors = {actor.id: actor for actor in reading.cast.actors}
    return ArticleLine(
        id=article.id,
        source=SourceLine(uri=article.uri, sha256=article.sha256, retrieved=article.retrieved),
        news=article.news,
        title=article.title,
        outlet=article.outlet,
        authors=article.authors,
        agency=article.agency,
        dateline=article.dateline,
        language=article.language,
        published=PublishedLine(date=dating.date, earliest=dating.earliest, latest=dating.latest, basis=dating.basis),
        text=article.text,
        blocks=article.blocks,
        mentions=tuple(
            MentionLine(
                start=mention.start,
                end=mention.end,
                text=mention.text,
                actor=mention.actor,
                name=actors[mention.actor].name if mention.actor in actors else mention.actor,
                form=mention.form,
                party=mention.party,
            )
            for mention in reading.cast.mentions
        ),
        statements=tuple(statement_line(statement, actors) for statement in reading.statements),
        events=tuple(event_line(event) for event in reading.events),
        story=reading.story,
    )


def statement_line(statement: Statement, actors: Mapping[str, Actor]) -> StatementLine:
    """The exported form of a statement; `actors` are the article's, by id."""
    return StatementLine(
        id=statement.id,
        speaker=speaker_line(statement, actors),
        speaker_text=statement.speaker_span.text if statement.speaker_span else None,
        cue=statement.cue.text if statement.cue else None,
        content=statement.content,
        kind=statement.kind,
        act=statement.act,
        polarity=statement.polarity,
        addressees=statement.addressees,
        date=statement.date,
        inside=statement.inside,
        headline=statement.headline,
        utterance=statement.utterance,
        replies_to=statement.replies_to,
    )


def speaker_line(statement: Statement, actors: Mapping[str, Actor]) -> SpeakerLine | None:
    """The speaker of a statement, or ``None`` where the text names nobody.

    A source that no actor stands behind ("two diplomats") has no id; its own words are its name.
    """
    actor = actors.get(statement.speaker) if statement.speaker else None
    words = described(statement.speaker_span.text) if statement.speaker_span is not None else None
    if actor is None and statement.speaker is None and statement.party is None and words is None:
        return None
    return SpeakerLine(
        id=statement.speaker,
        name=actor.name if actor else statement.speaker or words,
        party=statement.party,
        kind=actor.kind if actor else None,
    )


def described(words: str) -> str | None:
    """The words of a source as a name: without its article; ``None`` for a pronoun."""
    rest = words.removeprefix("the ").removeprefix("The ").removeprefix("a ").removeprefix("A ").strip()
    return None if rest.lower() in PRONOUNS or not rest else rest


def event_line(event: Event) -> EventLine:
    """The exported form of an event."""
    return EventLine(
        id=event.id,
        type=event.type,
        mode=event.mode,
        contexts=event.contexts,
        source=event.source,
        target=event.target,
        date=event.date,
        place=event.place,
        status=event.status,
        evidence=event.evidence,
        via=event.via,
        incident=event.incident,
    )
