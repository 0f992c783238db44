"""Between records and rows: what `Store` writes for a reading, and how it is put together again."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from demarche.records import (
    Actor,
    Article,
    Basis,
    Block,
    Cast,
    Dating,
    Event,
    Failure,
    Mention,
    Reading,
    Reason,
    Record,
    Role,
    Source,
    Span,
    Statement,
    Timex,
)

# A row is a database's: its values are whatever the columns hold.
Row = Mapping[str, Any]
Written = dict[str, Any]
T = TypeVar("T")

OWNED = (
    "blocks",
    "timexes",
    "casts",
    "mentions",
    "statements",
    "statement_spans",
    "statement_addressees",
    "events",
    "event_spans",
    "event_parties",
)
SEPARATOR = " … "  # between the content spans of one statement in `statements.words`


def to_json(value: object) -> str:
    """A value as the JSON text that a column keeps."""
    return msgspec.json.encode(value).decode()


def from_json(text: str, type_: type[T]) -> T:
    """The value of a JSON column."""
    return msgspec.json.decode(text, type=type_)


# --- sources ---------------------------------------------------------------------------------------------------------


def source_row(source: Source) -> Written:
    """A source's row; its content compressed."""
    row = _fields(source)
    row["content"] = zlib.compress(source.content.encode("utf-8"), 6)
    return row


def load_source(row: Row) -> Source:
    """A source from its row."""
    kept = {name: row[name] for name in Source.__struct_fields__ if name != "content"}
    return msgspec.convert({**kept, "content": zlib.decompress(row["content"]).decode("utf-8")}, Source)


def failure_row(failure: Failure, version: str) -> Written:
    """A quarantine row; `version` is the program's."""
    row = _fields(failure)
    return {**row, "sha256": failure.sha256 or "", "version": version}


def load_failure(row: Row) -> Failure:
    """A failure from its quarantine row."""
    return Failure(uri=row["uri"], stage=row["stage"], reason=row["reason"], sha256=row["sha256"] or None)


# --- a reading to rows -----------------------------------------------------------------------------------------------


def article_row(article: Article, version: str) -> Written:
    """An article's row, without its blocks and its source's key."""
    row = _fields(article)
    del row["blocks"]
    published: Dating = row.pop("published")
    return {
        **row,
        "authors": to_json(article.authors),
        "reasons": to_json(article.reasons),
        **dating_row(published),
        "version": version,
    }


def dating_row(dating: Dating) -> Written:
    """The columns of a dating."""
    return {**_fields(dating), "basis": to_json(dating.basis)}


def actor_row(actor: Actor) -> Written:
    """An actor's row; its key is a digest of the whole, so that equal ones are one row."""
    digest = hashlib.sha256(msgspec.json.encode(actor)).hexdigest()[:32]
    return {"key": digest, **_fields(actor), "aliases": to_json(actor.aliases), "roles": to_json(actor.roles)}


def owned_rows(reading: Reading, key: int) -> dict[str, list[Written]]:
    """The rows of every table that belong to the article with this `key`, by table name."""
    rows: dict[str, list[Written]] = {name: [] for name in OWNED}
    for name, items in (("blocks", reading.article.blocks), ("timexes", reading.timexes)):
        rows[name] = [{"article": key, "n": n, **_fields(item)} for n, item in enumerate(items)]
    rows["casts"] = [
        {"article": key, "n": n, "actor": actor_row(actor)["key"]} for n, actor in enumerate(reading.cast.actors)
    ]
    rows["mentions"] = [
        {"article": key, "n": n, **_fields(mention), "reasons": to_json(mention.reasons)}
        for n, mention in enumerate(reading.cast.mentions)
    ]
    for n, statement in enumerate(reading.statements):
        _statement_rows(statement, key, n, rows)
    for n, event in enumerate(reading.events):
        _event_rows(event, key, n, rows)
    return rows


def _statement_rows(statement: Statement, key: int, n: int, rows: dict[str, list[Written]]) -> None:
    row = _fields(statement)
    for name in ("speaker_span", "cue", "content", "addressees", "utterance", "replies_to"):
        del row[name]
    words = SEPARATOR.join(span.text for span in statement.content)
    rows["statements"].append({"article": key, "n": n, **row, "reasons": to_json(statement.reasons), "words": words})
    parts = (("speaker", _one(statement.speaker_span)), ("cue", _one(statement.cue)), ("content", statement.content))
    rows["statement_spans"].extend(_span_rows(key, "statement", n, parts))
    rows["statement_addressees"].extend(
        {"article": key, "statement": n, "n": place, "party": party} for place, party in enumerate(statement.addressees)
    )


def _event_rows(event: Event, key: int, n: int, rows: dict[str, list[Written]]) -> None:
    row = _fields(event)
    for name in ("source", "target", "evidence", "trigger", "incident"):
        del row[name]
    for name in ("contexts", "source_actors", "target_actors", "reasons"):
        row[name] = to_json(row[name])
    rows["events"].append({"article": key, "n": n, **row})
    parts = (("trigger", _one(event.trigger)), ("evidence", event.evidence))
    rows["event_spans"].extend(_span_rows(key, "event", n, parts))
    rows["event_parties"].extend(
        {"article": key, "event": n, "side": side, "n": place, "party": party}
        for side, parties in (("source", event.source), ("target", event.target))
        for place, party in enumerate(parties)
    )


def _span_rows(key: int, owner: str, n: int, parts: Iterable[tuple[str, tuple[Span, ...]]]) -> Iterable[Written]:
    for part, spans in parts:
        for place, span in enumerate(spans):
            yield {"article": key, owner: n, "part": part, "n": place, **_fields(span)}


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _fields(record: Record) -> Written:
    return {name: getattr(record, name) for name in record.__struct_fields__}


# --- rows to a reading -----------------------------------------------------------------------------------------------


class Links(msgspec.Struct):
    """What the linkage says about some articles, by the ids of their records."""

    story: dict[str, str] = {}
    published: dict[str, Dating] = {}
    utterance: dict[str, str] = {}
    incident: dict[str, str] = {}
    answers: dict[str, list[str]] = {}
    said: dict[str, str] = {}  # the date of a statement's utterance, told by another outlet


def load_reading(row: Row, owned: Mapping[str, Sequence[Row]], actors: Mapping[str, Actor], links: Links) -> Reading:
    """A reading from its article's row and the rows of the other tables, each in the order of `n`.

    `actors` maps the keys of `actors` rows to records; `links` fills in the linkage (empty: as it was read).
    """
    article = _load_article(row, owned["blocks"])
    statements, events = _load_statements(owned, links), _load_events(owned, links)
    if article.id in links.published:
        article = msgspec.structs.replace(article, published=links.published[article.id])
        statements, events = _redated(article, statements, events, links)
    return Reading(
        article=article,
        timexes=tuple(_convert(item, Timex) for item in owned["timexes"]),
        cast=Cast(
            actors=tuple(actors[item["actor"]] for item in owned["casts"]),
            mentions=tuple(_convert(item, Mention, reasons=_reasons(item)) for item in owned["mentions"]),
        ),
        statements=statements,
        events=events,
        story=links.story.get(article.id),
    )


def _redated(
    article: Article, statements: tuple[Statement, ...], events: tuple[Event, ...], links: Links
) -> tuple[tuple[Statement, ...], tuple[Event, ...]]:
    """What an undated article tells as its news gets the day its story-mates give it.

    A statement takes the date of its own utterance in another outlet, else the article's; an event that happened takes
    that of the statement it comes from, else the article's. Dates that were read stay as they are.
    """
    day = article.published.date
    dated: list[Statement] = []
    for statement in statements:
        date = statement.date or links.said.get(statement.id) or (None if statement.headline else day)
        if date is not None and statement.date is None:
            reason = Reason(rule="date by story-mates", words=date)
            statement = msgspec.structs.replace(statement, date=date, reasons=(*statement.reasons, reason))
        dated.append(statement)
    by_id = {statement.id: statement.date for statement in dated}
    told = tuple(
        msgspec.structs.replace(event, date=by_id.get(event.via or "") or day)
        if event.date is None and event.earliest is None and event.status == "happened"
        else event
        for event in events
    )
    return tuple(dated), told


def load_actor(row: Row) -> Actor:
    """An actor from its row."""
    return _convert(
        row, Actor, aliases=from_json(row["aliases"], tuple[str, ...]), roles=from_json(row["roles"], tuple[Role, ...])
    )


def load_dating(row: Row) -> Dating:
    """A dating from the row that holds its columns."""
    return _convert(row, Dating, basis=from_json(row["basis"], tuple[Basis, ...]))


def _load_article(row: Row, blocks: Sequence[Row]) -> Article:
    return _convert(
        row,
        Article,
        authors=from_json(row["authors"], tuple[str, ...]),
        reasons=_reasons(row),
        published=load_dating(row),
        blocks=tuple(_convert(block, Block) for block in blocks),
    )


def _load_statements(owned: Mapping[str, Sequence[Row]], links: Links) -> tuple[Statement, ...]:
    spans = _load_spans(owned["statement_spans"], "statement")
    addressees = defaultdict(list)
    for item in owned["statement_addressees"]:
        addressees[item["statement"]].append(item["party"])
    return tuple(
        _convert(
            row,
            Statement,
            speaker_span=_first(spans[row["n"], "speaker"]),
            cue=_first(spans[row["n"], "cue"]),
            content=tuple(spans[row["n"], "content"]),
            addressees=tuple(addressees[row["n"]]),
            reasons=_reasons(row),
            utterance=links.utterance.get(row["id"]),
            replies_to=tuple(links.answers.get(row["id"], ())),
        )
        for row in owned["statements"]
    )


def _load_events(owned: Mapping[str, Sequence[Row]], links: Links) -> tuple[Event, ...]:
    spans = _load_spans(owned["event_spans"], "event")
    parties = defaultdict(list)
    for item in owned["event_parties"]:
        parties[item["event"], item["side"]].append(item["party"])
    return tuple(
        _convert(
            row,
            Event,
            source=tuple(parties[row["n"], "source"]),
            target=tuple(parties[row["n"], "target"]),
            evidence=tuple(spans[row["n"], "evidence"]),
            trigger=_first(spans[row["n"], "trigger"]),
            contexts=from_json(row["contexts"], tuple[str, ...]),
            source_actors=from_json(row["source_actors"], tuple[str, ...]),
            target_actors=from_json(row["target_actors"], tuple[str, ...]),
            reasons=_reasons(row),
            incident=links.incident.get(row["id"]),
        )
        for row in owned["events"]
    )


def _load_spans(rows: Sequence[Row], owner: str) -> defaultdict[tuple[int, str], list[Span]]:
    spans: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    for row in rows:
        spans[row[owner], row["part"]].append(_convert(row, Span))
    return spans


def _first(spans: Sequence[Span]) -> Span | None:
    return spans[0] if spans else None


def _reasons(row: Row) -> tuple[Reason, ...]:
    return from_json(row["reasons"], tuple[Reason, ...])


def _convert(row: Row, type_: type[T], **given: object) -> T:
    # The columns are named after the fields; what the record calls something else comes in `given`.
    names: tuple[str, ...] = type_.__struct_fields__  # type: ignore[attr-defined]
    kept = {name: row[name] for name in names if name not in given and name in row}
    return type_(**kept, **given)
