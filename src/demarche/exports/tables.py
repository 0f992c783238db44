"""Flat tables of the record's parts: the columns with what they mean, and the rows, in the record's own order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args

from demarche.exports.articles import speaker_line
from demarche.records import (
    Act,
    Actor,
    ActorKind,
    Event,
    EventType,
    Genre,
    Polarity,
    QuoteKind,
    Reading,
    Record,
    Span,
    Statement,
    Status,
)
from demarche.store import Store
from demarche.store.corrections import in_force

ColumnType = Literal["text", "integer", "number", "boolean", "list"]
Value = str | int | float | bool | tuple[str, ...] | None
Rows = Callable[[Store], Iterator[tuple[Value, ...]]]


class Column(Record, frozen=True):
    """A column: its name, the type of its values (a list is one of texts), and what they mean."""

    name: str
    type: ColumnType
    meaning: str


class Table(Record, frozen=True):
    """A kind of rows that can be exported."""

    name: str
    columns: tuple[Column, ...]
    rows: Rows


def _columns(*described: tuple[str, ColumnType, str]) -> tuple[Column, ...]:
    return tuple(Column(name=name, type=type_, meaning=meaning) for name, type_, meaning in described)


ARTICLE = _columns(
    ("id", "text", "the article's id"),
    ("uri", "text", "path or address the page came from"),
    ("sha256", "text", "digest of the page's bytes"),
    ("retrieved", "text", "when the page was crawled, ISO 8601; not when it was published"),
    ("news", "boolean", "whether the page is a news report"),
    ("genre", "text", "report, opinion, live, transcript, index or other"),
    ("title", "text", "headline"),
    ("outlet", "text", "who published it"),
    ("authors", "list", "who wrote it, as the byline names them"),
    ("agency", "text", "the news agency whose copy it is"),
    ("dateline", "text", "the place in its dateline"),
    ("language", "text", "ISO 639-1 code"),
    ("date", "text", "when it was published, an ISO prefix; empty where not known"),
    ("earliest", "text", "first day on which it may have been published"),
    ("latest", "text", "last day on which it may have been published"),
    ("incomplete", "boolean", "whether it breaks off, at a paywall for instance"),
    ("statements", "integer", "how many statements were read out of it"),
    ("events", "integer", "how many events were read out of it"),
    ("story", "text", "the story it tells"),
    ("text", "text", "title, body and captions"),
)


def _articles(store: Store) -> Iterator[tuple[Value, ...]]:
    for reading in store.readings():
        article, dating = reading.article, reading.article.published
        yield (
            article.id, article.uri, article.sha256, article.retrieved, article.news, article.genre, article.title,
            article.outlet, article.authors, article.agency, article.dateline, article.language,
            dating.date, dating.earliest, dating.latest, article.incomplete,
            len(reading.statements), len(reading.events), reading.story, article.text,
        )  # fmt: skip


STATEMENT = _columns(
    ("id", "text", "the statement's id"),
    ("article", "text", "id of the article it stands in"),
    ("uri", "text", "path or address of that article"),
    ("outlet", "text", "who published that article"),
    ("published", "text", "when that article was published, an ISO prefix"),
    ("date", "text", "when it was said, an ISO prefix"),
    ("speaker_id", "text", "the speaker's actor id"),
    ("speaker", "text", "the speaker's name"),
    ("party", "text", "ISO 3166-1 alpha-3 code or abbreviation of the actor spoken for; joint ones joined by +"),
    ("speaker_kind", "text", "state, organisation, institution, person, media or group"),
    ("speaker_text", "text", "the words that name the speaker"),
    ("cue", "text", "the words that say that something was said"),
    ("content", "text", "what was said; the pieces of an interrupted statement joined by …"),
    ("start", "integer", "offset of the content's first character in the article's text"),
    ("end", "integer", "offset behind the content's last character"),
    ("kind", "text", "direct, indirect or mixed speech"),
    ("act", "text", "the speech act"),
    ("polarity", "text", "positive or negative"),
    ("addressees", "list", "the parties it is addressed to"),
    ("inside", "text", "id of the statement that reports this one"),
    ("headline", "boolean", "whether it stands in the headline"),
    ("confidence", "number", "how sure the reader is, 0 to 1"),
    ("utterance", "text", "the same statement across articles"),
    ("replies_to", "list", "ids of the statements it answers"),
    ("story", "text", "the story its article tells"),
)


def _statements(store: Store) -> Iterator[tuple[Value, ...]]:
    for reading in store.readings():
        actors = {actor.id: actor for actor in reading.cast.actors}
        for statement in reading.statements:
            yield statement_row(reading, statement, actors)


def statement_row(reading: Reading, statement: Statement, actors: Mapping[str, Actor]) -> tuple[Value, ...]:
    """A statement as a row of `STATEMENT`; `actors` are its article's, by id."""
    article, speaker = reading.article, speaker_line(statement, actors)
    start, end = _extent(statement.content)
    return (
        statement.id, article.id, article.uri, article.outlet, article.published.date, statement.date,
        statement.speaker, speaker.name if speaker else None, statement.party,
        speaker.kind if speaker else None, _words(statement.speaker_span), _words(statement.cue),
        " … ".join(span.text for span in statement.content), start, end, statement.kind, statement.act,
        statement.polarity, statement.addressees, statement.inside, statement.headline, statement.confidence,
        statement.utterance, statement.replies_to, reading.story,
    )  # fmt: skip


EVENT = _columns(
    ("id", "text", "the event's id"),
    ("article", "text", "id of the article that tells it"),
    ("uri", "text", "path or address of that article"),
    ("outlet", "text", "who published that article"),
    ("published", "text", "when that article was published, an ISO prefix"),
    ("date", "text", "when it happened, an ISO prefix"),
    ("earliest", "text", "first day on which it may have happened"),
    ("latest", "text", "last day on which it may have happened"),
    ("type", "text", "PLOVER event type"),
    ("mode", "text", "PLOVER mode"),
    ("contexts", "list", "PLOVER contexts"),
    ("source", "list", "the parties that act"),
    ("target", "list", "the parties that are acted upon"),
    ("place", "text", "where it happened"),
    ("country", "text", "ISO 3166-1 alpha-3 code of that place"),
    ("status", "text", "happened, alleged, denied, planned, hypothetical or background"),
    ("evidence", "text", "the words that tell it best"),
    ("start", "integer", "offset of their first character in the article's text"),
    ("end", "integer", "offset behind their last character"),
    ("tellings", "integer", "how many passages of the article tell it"),
    ("via", "text", "id of the statement it comes from"),
    ("confidence", "number", "how sure the reader is, 0 to 1"),
    ("incident", "text", "the same event across articles"),
    ("story", "text", "the story its article tells"),
)


def _events(store: Store) -> Iterator[tuple[Value, ...]]:
    for reading in store.readings():
        for event in reading.events:
            yield event_row(reading, event)


def event_row(reading: Reading, event: Event) -> tuple[Value, ...]:
    """An event as a row of `EVENT`."""
    article, best = reading.article, event.evidence[0] if event.evidence else None
    return (
        event.id, article.id, article.uri, article.outlet, article.published.date, event.date, event.earliest,
        event.latest, event.type, event.mode, event.contexts, event.source, event.target, event.place,
        event.country, event.status, _words(best), best.start if best else None, best.end if best else None,
        len(event.evidence), event.via, event.confidence, event.incident, reading.story,
    )  # fmt: skip


ACTOR = _columns(
    ("id", "text", "the actor's id"),
    ("name", "text", "its name"),
    ("kind", "text", "state, organisation, institution, person, media or group"),
    ("party", "text", "the party it speaks or acts for, where that is the same in all articles"),
    ("sector", "text", "CAMEO sector, such as GOV or MIL"),
    ("aliases", "list", "other names"),
    ("wikidata", "text", "Wikidata item"),
    ("articles", "integer", "in how many articles it appears"),
    ("mentions", "integer", "how often it is mentioned"),
    ("statements", "integer", "how many statements are its own"),
)


def _actors(store: Store) -> Iterator[tuple[Value, ...]]:
    known: dict[str, Actor] = {}
    parties: dict[str, set[str | None]] = {}
    tally: dict[str, list[int]] = {}
    for reading in store.readings(linked=False):
        _count_actors(reading, known, parties, tally)
    for id_ in sorted(known):
        actor, party = known[id_], parties[id_]
        yield (
            actor.id, actor.name, actor.kind, next(iter(party)) if len(party) == 1 else None, actor.sector,
            actor.aliases, actor.wikidata, *tally[id_],
        )  # fmt: skip


def _count_actors(
    reading: Reading, known: dict[str, Actor], parties: dict[str, set[str | None]], tally: dict[str, list[int]]
) -> None:
    for actor in reading.cast.actors:
        known.setdefault(actor.id, actor)
        parties.setdefault(actor.id, set()).add(actor.party)
        tally.setdefault(actor.id, [0, 0, 0])[0] += 1
    for mention in reading.cast.mentions:
        if mention.actor in tally:
            tally[mention.actor][1] += 1
    for statement in reading.statements:
        if statement.speaker in tally:
            tally[statement.speaker][2] += 1


STORY = _columns(
    ("id", "text", "the story's id"),
    ("title", "text", "its title"),
    ("earliest", "text", "first day of its articles"),
    ("latest", "text", "last day of its articles"),
    ("articles", "list", "ids of its articles"),
    ("tellings", "integer", "how many of them are independent: copies of one text count once"),
    ("storyline", "text", "the id of the longer course of affairs it belongs to"),
    ("storyline_title", "text", "how that is called: its parties and what its stories share"),
)


def _stories(store: Store) -> Iterator[tuple[Value, ...]]:
    linkage = store.linkage()
    titles = {line.id: line.title for line in linkage.storylines}
    for story in linkage.stories:
        copied = sum(len(group) - 1 for group in story.copies)
        yield (
            story.id, story.title, story.earliest, story.latest, story.articles, len(story.articles) - copied,
            story.storyline, titles.get(story.storyline or ""),
        )  # fmt: skip


INCIDENT = _columns(
    ("id", "text", "the incident's id"),
    ("type", "text", "PLOVER event type"),
    ("source", "list", "the parties that act"),
    ("target", "list", "the parties that are acted upon"),
    ("date", "text", "when it happened, an ISO prefix"),
    ("place", "text", "where it happened"),
    ("status", "text", "how far it is established"),
    ("tellings", "integer", "how many independent articles tell it"),
    ("differences", "list", "where the articles contradict each other"),
    ("events", "list", "ids of the events"),
)


def _incidents(store: Store) -> Iterator[tuple[Value, ...]]:
    for item in store.linkage().incidents:
        yield (
            item.id, item.type, item.source, item.target, item.date, item.place, item.status, item.tellings,
            item.differences, item.events,
        )  # fmt: skip


UTTERANCE = _columns(
    ("id", "text", "the utterance's id"),
    ("speaker", "text", "the speaker's actor id"),
    ("party", "text", "the party spoken for"),
    ("date", "text", "when it was said, an ISO prefix"),
    ("tellings", "integer", "how many independent articles report it"),
    ("statements", "list", "ids of its statements, the most original first"),
)


def _utterances(store: Store) -> Iterator[tuple[Value, ...]]:
    for item in store.linkage().utterances:
        yield (item.id, item.speaker, item.party, item.date, item.tellings, item.statements)


REPLY = _columns(
    ("statement", "text", "id of the statement that answers"),
    ("answers", "text", "id of the statement that is answered"),
    ("confidence", "number", "how sure the reader is, 0 to 1"),
    ("reasons", "list", "what shows it"),
)


def _replies(store: Store) -> Iterator[tuple[Value, ...]]:
    for reply in store.linkage().replies:
        yield (reply.statement, reply.answers, reply.confidence, tuple(reason.rule for reason in reply.reasons))


CORRECTION = _columns(
    ("number", "integer", "the correction's number"),
    ("at", "text", "when it was made, UTC, ISO 8601"),
    ("who", "text", "who made it"),
    ("kind", "text", "article, statement or event"),
    ("target", "text", "id of the record that is corrected"),
    ("field", "text", "the field; withdrawn takes the record out"),
    ("old", "text", "the value that stood there, as JSON; equal to the new one where it was accepted"),
    ("new", "text", "the value that it should have, as JSON"),
    ("undoes", "integer", "number of the correction that this one undoes"),
    ("undone_by", "integer", "number of the correction that undoes this one"),
    ("holds", "boolean", "whether it is in force: no undoing, and not undone"),
)


def _corrections(store: Store) -> Iterator[tuple[Value, ...]]:
    made = store.corrections()
    holding = {correction.number for held in in_force(made).values() for correction in held}
    for item in made:
        yield (
            item.number, item.at, item.who, item.kind, item.target, item.field, item.old, item.new, item.undoes,
            item.undone_by, item.number in holding,
        )  # fmt: skip


CODEBOOK = _columns(
    ("table", "text", "the table that has the column"),
    ("column", "text", "its name"),
    ("type", "text", "text, integer, number, boolean or list (of texts)"),
    ("meaning", "text", "what its values mean"),
    ("values", "list", "the values that it can have, where they are given; empty where any can stand"),
)

# What the records allow (demarche/records.py), by table and column.
VALUES: dict[tuple[str, str], tuple[str, ...]] = {
    ("articles", "genre"): get_args(Genre),
    ("statements", "speaker_kind"): get_args(ActorKind),
    ("statements", "kind"): get_args(QuoteKind),
    ("statements", "act"): get_args(Act),
    ("statements", "polarity"): get_args(Polarity),
    ("events", "type"): get_args(EventType),
    ("events", "status"): get_args(Status),
    ("actors", "kind"): get_args(ActorKind),
    ("incidents", "type"): get_args(EventType),
    ("incidents", "status"): get_args(Status),
    ("codebook", "type"): get_args(ColumnType),
}


def _codebook(store: Store) -> Iterator[tuple[Value, ...]]:
    for table in TABLES:
        for column in table.columns:
            yield table.name, column.name, column.type, column.meaning, VALUES.get((table.name, column.name), ())


def _extent(spans: tuple[Span, ...]) -> tuple[int | None, int | None]:
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (None, None)


def _words(span: Span | None) -> str | None:
    return span.text if span else None


TABLES = (
    Table(name="articles", columns=ARTICLE, rows=_articles),
    Table(name="statements", columns=STATEMENT, rows=_statements),
    Table(name="events", columns=EVENT, rows=_events),
    Table(name="actors", columns=ACTOR, rows=_actors),
    Table(name="stories", columns=STORY, rows=_stories),
    Table(name="incidents", columns=INCIDENT, rows=_incidents),
    Table(name="utterances", columns=UTTERANCE, rows=_utterances),
    Table(name="replies", columns=REPLY, rows=_replies),
    Table(name="corrections", columns=CORRECTION, rows=_corrections),
    Table(name="codebook", columns=CODEBOOK, rows=_codebook),
)
