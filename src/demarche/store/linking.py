"""What all pages together show: written as a whole, read back as a whole or for one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select

from demarche.records import Descent, Incident, Linkage, Reason, Reply, Story, Storyline, Utterance
from demarche.store import schema
from demarche.store.rows import Links, Written, dating_row, from_json, load_dating, to_json

PORTION = 1000  # ids in one query


def write_linkage(connection: Connection, linkage: Linkage) -> None:
    """Puts `linkage` in the place of the one that was there; the readings are not touched."""
    for table in schema.LINKAGE:
        connection.execute(delete(table))
    _insert(connection, schema.stories, (_story_row(n, story) for n, story in enumerate(linkage.stories)))
    _members(connection, schema.story_articles, "story", "article", ((s.id, s.articles) for s in linkage.stories))
    _insert(connection, schema.storylines, (_storyline_row(n, line) for n, line in enumerate(linkage.storylines)))
    lines = ((line.id, line.stories) for line in linkage.storylines)
    _members(connection, schema.storyline_stories, "storyline", "story", lines)
    _insert(connection, schema.incidents, (_incident_row(n, item) for n, item in enumerate(linkage.incidents)))
    _members(connection, schema.incident_events, "incident", "event", ((i.id, i.events) for i in linkage.incidents))
    _insert(connection, schema.utterances, (_utterance_row(n, item) for n, item in enumerate(linkage.utterances)))
    told = ((utterance.id, utterance.statements) for utterance in linkage.utterances)
    _members(connection, schema.utterance_statements, "utterance", "statement", told)
    _insert(connection, schema.replies, (_reply_row(n, reply) for n, reply in enumerate(linkage.replies)))
    datings = ({"article": id_, "n": n, **dating_row(dating)} for n, (id_, dating) in enumerate(linkage.datings))
    _insert(connection, schema.datings, datings)


def append_lineage(connection: Connection, descents: Iterable[Descent], at: str) -> None:
    """Adds what became of stories, incidents and utterances to what the record knows of it."""
    rows = ({**msgspec.structs.asdict(descent), "at": at} for descent in descents)
    _insert(connection, schema.lineage, rows)


def load_lineage(connection: Connection) -> list[Descent]:
    """All that became of stories, incidents and utterances, oldest first."""
    table = schema.lineage
    columns = (table.c.kind, table.c.before, table.c.after, table.c.change, table.c.at)
    rows = connection.execute(select(*columns).order_by(table.c.key)).mappings()
    return [Descent(**row) for row in rows]


def load_remembered(connection: Connection) -> dict[str, bytes]:
    """What linking remembered, by name."""
    table = schema.remembered
    return {row.name: row.entry for row in connection.execute(select(table.c.name, table.c.entry))}


def write_remembered(connection: Connection, entries: Mapping[str, bytes]) -> None:
    """Keeps these entries and no others; a name always stands for the same bytes."""
    table = schema.remembered
    there = set(connection.execute(select(table.c.name)).scalars())
    for few in _some(sorted(there - entries.keys())):
        connection.execute(delete(table).where(table.c.name.in_(few)))
    new = sorted(entries.keys() - there)
    for few in _some(new):
        connection.execute(insert(table), [{"name": name, "entry": entries[name]} for name in few])


def load_linkage(connection: Connection) -> Linkage:
    """The linkage as it was written."""
    articles = _lists(connection, schema.story_articles, "story", "article")
    lines = _lists(connection, schema.storyline_stories, "storyline", "story")
    events = _lists(connection, schema.incident_events, "incident", "event")
    statements = _lists(connection, schema.utterance_statements, "utterance", "statement")
    return Linkage(
        stories=tuple(_story(row, articles[row["id"]]) for row in _rows(connection, schema.stories)),
        storylines=tuple(_storyline(row, lines[row["id"]]) for row in _rows(connection, schema.storylines)),
        incidents=tuple(_incident(row, events[row["id"]]) for row in _rows(connection, schema.incidents)),
        utterances=tuple(_utterance(row, statements[row["id"]]) for row in _rows(connection, schema.utterances)),
        replies=tuple(_reply(row) for row in _rows(connection, schema.replies)),
        datings=tuple((row["article"], load_dating(row)) for row in _rows(connection, schema.datings)),
    )


def load_links(
    connection: Connection, articles: Sequence[str], statements: Sequence[str], events: Sequence[str]
) -> Links:
    """What the linkage says about some articles and the records in them, all named by their ids."""
    links = Links(
        story=_whole(connection, schema.story_articles, "story", "article", articles),
        utterance=_whole(connection, schema.utterance_statements, "utterance", "statement", statements),
        incident=_whole(connection, schema.incident_events, "incident", "event", events),
    )
    for few in _some(articles):
        found = select(schema.datings).where(schema.datings.c.article.in_(few))
        for row in connection.execute(found).mappings():
            links.published[row["article"]] = load_dating(dict(row))
    for few in _some(statements):
        u, m = schema.utterances, schema.utterance_statements
        dates = select(m.c.statement, u.c.date).join(u, u.c.id == m.c.utterance)
        for statement, date in connection.execute(dates.where(m.c.statement.in_(few), u.c.date.is_not(None))):
            links.said[statement] = date
        answers = select(schema.replies).where(schema.replies.c.statement.in_(few)).order_by(schema.replies.c.n)
        for reply in connection.execute(answers):
            links.answers.setdefault(reply.statement, []).append(reply.answers)
    return links


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in portions that a query can name."""
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]


def _whole(connection: Connection, table: Table, whole: str, part: str, parts: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for few in _some(parts):
        query = select(table.c[part], table.c[whole]).where(table.c[part].in_(few))
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _insert(connection: Connection, table: Table, rows: Iterable[Written]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _members(
    connection: Connection, table: Table, whole: str, part: str, groups: Iterable[tuple[str, Sequence[str]]]
) -> None:
    _insert(connection, table, ({whole: id_, "n": n, part: m} for id_, parts in groups for n, m in enumerate(parts)))


def _rows(connection: Connection, table: Table) -> list[Written]:
    return [dict(row) for row in connection.execute(select(table).order_by(table.c.n)).mappings()]


def _lists(connection: Connection, table: Table, whole: str, part: str) -> defaultdict[str, list[str]]:
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table.c[whole], table.c[part]).order_by(table.c[whole], table.c.n)):
        lists[row[0]].append(row[1])
    return lists


def _story_row(n: int, story: Story) -> Written:
    return {
        "id": story.id,
        "n": n,
        "title": story.title,
        "earliest": story.earliest,
        "latest": story.latest,
        "copies": to_json(story.copies),
        "storyline": story.storyline,
    }


def _story(row: Written, articles: list[str]) -> Story:
    return Story(
        id=row["id"],
        title=row["title"],
        articles=tuple(articles),
        earliest=row["earliest"],
        latest=row["latest"],
        copies=from_json(row["copies"], tuple[tuple[str, ...], ...]),
        storyline=row["storyline"],
    )


def _storyline_row(n: int, line: Storyline) -> Written:
    return {
        "id": line.id,
        "n": n,
        "title": line.title,
        "parties": to_json(line.parties),
        "earliest": line.earliest,
        "latest": line.latest,
    }


def _storyline(row: Written, stories: list[str]) -> Storyline:
    return Storyline(
        id=row["id"],
        title=row["title"],
        stories=tuple(stories),
        parties=from_json(row["parties"], tuple[str, ...]),
        earliest=row["earliest"],
        latest=row["latest"],
    )


def _incident_row(n: int, incident: Incident) -> Written:
    return {
        "id": incident.id,
        "n": n,
        "type": incident.type,
        "source": to_json(incident.source),
        "target": to_json(incident.target),
        "tellings": incident.tellings,
        "status": incident.status,
        "date": incident.date,
        "place": incident.place,
        "differences": to_json(incident.differences),
    }


def _incident(row: Written, events: list[str]) -> Incident:
    return Incident(
        id=row["id"],
        type=row["type"],
        source=from_json(row["source"], tuple[str, ...]),
        target=from_json(row["target"], tuple[str, ...]),
        events=tuple(events),
        tellings=row["tellings"],
        status=row["status"],
        date=row["date"],
        place=row["place"],
        differences=from_json(row["differences"], tuple[str, ...]),
    )


def _utterance_row(n: int, utterance: Utterance) -> Written:
    return {
        "id": utterance.id,
        "n": n,
        "speaker": utterance.speaker,
        "party": utterance.party,
        "date": utterance.date,
        "tellings": utterance.tellings,
    }


def _utterance(row: Written, statements: list[str]) -> Utterance:
    return Utterance(
        id=row["id"],
        statements=tuple(statements),
        speaker=row["speaker"],
        party=row["party"],
        date=row["date"],
        tellings=row["tellings"],
    )


def _reply_row(n: int, reply: Reply) -> Written:
    return {
        "n": n,
        "statement": reply.statement,
        "answers": reply.answers,
        "confidence": reply.confidence,
        "reasons": to_json(reply.reasons),
    }


def _reply(row: Written) -> Reply:
    return Reply(
        statement=row["statement"],
        answers=row["answers"],
        confidence=row["confidence"],
        reasons=from_json(row["reasons"], tuple[Reason, ...]),
    )
