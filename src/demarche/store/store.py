"""The record: everything that was read, kept in one database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, insert, or_, select, update
from sqlalchemy.exc import DataError, IntegrityError

from demarche import __version__
from demarche.errors import QueryError
from demarche.records import Article, Descent, Event, Failure, Linkage, Reading, Record, Source, Statement
from demarche.store import schema
from demarche.store.corrections import (
    STORY,
    Correction,
    Kind,
    append_correction,
    append_undoing,
    corrected,
    in_force,
    load_corrections,
)
from demarche.store.linking import (
    append_lineage,
    load_lineage,
    load_linkage,
    load_remembered,
    write_linkage,
    write_remembered,
)
from demarche.store.loading import article_keys, load_readings
from demarche.store.moving import mates_of, moves_in, restory, with_moves
from demarche.store.opening import open_engine, told
from demarche.store.rows import from_json, load_failure, load_source, to_json
from demarche.store.writing import earlier, write_failure, write_pages


def open_record(record: str, *, create: bool = False) -> Store:
    """The record at a path or URL; close it, or use it in a ``with``.

    With `create` it is made where there is none and an older one is brought up to date.

    Raises `RecordError` where it is none, newer than this program, or cannot be opened.
    """
    return Store(record, create=create)


class Run(Record, frozen=True):
    """A run in the ledger; times are UTC, ISO 8601; `state` is running, done, interrupted or failed."""

    number: int
    started: str
    finished: str | None
    version: str
    state: str
    inputs: tuple[str, ...]
    counts: dict[str, int | dict[str, int]]


class Store:
    """An open record. Every method is one transaction; readings come out equal to what went in.

    `readings` are in the order of address and id, whatever the order they were added in.
    """

    def __init__(self, record: str, *, create: bool = False) -> None:
        self.record = record
        self.engine = open_engine(record, create=create)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    # --- writing -----------------------------------------------------------------------------------------------------

    def knows(self, source: Source) -> bool:
        """Whether this page needs no reading: it is in the record, or this version of the program has refused it.

        The same bytes under the same address with an earlier retrieval are read again, because the earlier crawl is the
        tighter bound on the date, and so the order in which captures come makes no difference.
        """
        s, q = schema.sources, schema.quarantine
        with told(self.engine.url), self.engine.connect() as connection:
            row = connection.execute(
                select(s.c.retrieved)
                .join(schema.articles, schema.articles.c.source == s.c.key)
                .where(s.c.uri == source.uri, s.c.sha256 == source.sha256)
            ).first()
            if row is not None:
                return not earlier(source.retrieved, row.retrieved)
            refused = select(q.c.key).where(
                q.c.uri == source.uri,
                q.c.sha256 == source.sha256,
                q.c.version == __version__,
                q.c.stage != "sources",
            )
            return connection.execute(refused).first() is not None

    def add(self, pages: Sequence[tuple[Source, Reading]], failures: Sequence[Failure] = ()) -> None:
        """Stores pages with what was read out of them, and what was refused, in one transaction.

        A page that is there already (same address, same bytes) is replaced, unless the one that is there was retrieved
        earlier. Linkage fields (`Reading.story`, `Statement.utterance` ...) are not stored here but by `write_linkage`.
        """
        with told(self.engine.url):
            try:
                self._add(pages, failures)
            except (DataError, IntegrityError) as error:
                if len(pages) + len(failures) == 1 and not pages:
                    raise
                self._add_singly(pages, failures, error)

    def _add(self, pages: Sequence[tuple[Source, Reading]], failures: Sequence[Failure]) -> None:
        with self.engine.begin() as connection:
            write_pages(connection, pages, __version__)
            for failure in failures:
                write_failure(connection, failure, __version__)

    def _add_singly(
        self, pages: Sequence[tuple[Source, Reading]], failures: Sequence[Failure], fault: Exception
    ) -> None:
        """One page of a batch cannot be stored: the others are, and that one is quarantined."""
        if len(pages) == 1:
            source = pages[0][0]
            reason = f"the reading cannot be stored: {str(getattr(fault, 'orig', fault)).splitlines()[0]}"
            refused = Failure(uri=source.uri, stage="store", reason=reason, sha256=source.sha256)
            self._add((), (*failures, refused))
            return
        for page in pages:
            self.add([page])
        self._add((), failures)

    def write_linkage(
        self, linkage: Linkage, descents: Sequence[Descent] = (), remembered: Mapping[str, bytes] | None = None
    ) -> None:
        """Puts what `stories.link` found in the place of what it found before.

        `descents` say what became of the stories, incidents and utterances of before; they are appended to the log.
        `remembered` is what the next linking need not find again.
        """
        with told(self.engine.url), self.engine.begin() as connection:
            write_linkage(connection, linkage)
            append_lineage(connection, descents, _now())
            write_remembered(connection, remembered or {})

    def remembered(self) -> dict[str, bytes]:
        """What the last linking remembered, by name."""
        with told(self.engine.url), self.engine.connect() as connection:
            return load_remembered(connection)

    # --- loading -----------------------------------------------------------------------------------------------------

    def readings(self, *, linked: bool = True, as_read: bool = False) -> Iterator[Reading]:
        """All readings, with the corrections that hold (unless `as_read`).

        With `linked`, with stories, utterances, replies, incidents and the datings they narrow.
        """
        with told(self.engine.url), self.engine.connect() as connection:
            yield from self._load(connection, article_keys(connection), linked=linked, as_read=as_read)

    def readings_at(self, keys: Sequence[int], *, pages: bool = True) -> Iterator[Reading]:
        """The readings of the articles with these keys, in their order; a key may come more than once.

        Without `pages` they lack blocks, time expressions and mentions, and come faster.
        """
        with told(self.engine.url), self.engine.connect() as connection:
            yield from self._load(connection, keys, linked=True, pages=pages)

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """The rows of a query of one's own over `demarche.store.schema`."""
        with told(self.engine.url), self.engine.connect() as connection:
            return connection.execute(query).all()

    def reading(self, article: str, *, linked: bool = True, as_read: bool = False) -> Reading:
        """The reading of one article, named by its id, its address, or the beginning of either or of the file's name.

        Raises `QueryError` where none or several are meant.
        """
        with told(self.engine.url), self.engine.connect() as connection:
            key = _find(connection, article)
            return next(self._load(connection, [key], linked=linked, as_read=as_read))

    def _load(
        self, connection: Connection, keys: Sequence[int], *, linked: bool, as_read: bool = False, pages: bool = True
    ) -> Iterator[Reading]:
        held = {} if as_read else in_force(load_corrections(connection))
        for reading in load_readings(connection, keys, linked=linked, pages=pages):
            yield corrected(reading, held) if held else reading

    def source(self, article: str) -> Source:
        """The page that an article (its id) was read from, as it came. Raises `QueryError` where there is none."""
        s, a = schema.sources, schema.articles
        query = select(s).join(a, a.c.source == s.c.key).where(a.c.id == article)
        with told(self.engine.url), self.engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise QueryError(f"There is no article {article} in {self.record}; demarche export articles lists them.")
        return load_source(dict(row))

    def linkage(self) -> Linkage:
        """What stories found, as it was written."""
        with told(self.engine.url), self.engine.connect() as connection:
            return load_linkage(connection)

    def lineage(self) -> list[Descent]:
        """What became of stories, storylines, incidents and utterances as more was read, oldest first."""
        with told(self.engine.url), self.engine.connect() as connection:
            return load_lineage(connection)

    def failures(self) -> Iterator[Failure]:
        """The quarantine, in the order of address and stage."""
        q = schema.quarantine
        with told(self.engine.url), self.engine.connect() as connection:
            for row in connection.execute(select(q).order_by(q.c.uri, q.c.stage, q.c.sha256)).mappings():
                yield load_failure(dict(row))

    def counts(self) -> dict[str, int]:
        """How many rows the chief tables hold, by table name."""
        names = ("articles", "statements", "events", "stories", "incidents", "utterances", "replies", "quarantine")
        with told(self.engine.url), self.engine.connect() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()
                for name in names
            }

    # --- corrections -------------------------------------------------------------------------------------------------

    def correct(self, kind: Kind, target: str, field: str, new: object, who: str) -> int:
        """Appends a correction: `field` of the article, statement or event with the id `target` should be `new`.

        `new` is a value as JSON has it. Gives the correction's number. Raises `QueryError` where there is no such
        record or field, or the field cannot have the value.
        """
        with told(self.engine.url), self.engine.begin() as connection:
            record = self._record(connection, kind, target)
            mates = mates_of(connection, target) if field == STORY else ()
            number = append_correction(connection, record, kind, field, new, who, mates)
            if kind == "article" and field in (STORY, "published"):
                self._restory(connection, target, None)
            return number

    def undo(self, number: int, who: str) -> int:
        """Appends the undoing of a correction and gives its number. Raises `QueryError` where it cannot be undone."""
        with told(self.engine.url), self.engine.begin() as connection:
            undoing = append_undoing(connection, number, who)
            made = {correction.number: correction for correction in load_corrections(connection)}
            first = made[number]
            if first.kind == "article" and first.field in (STORY, "published"):
                self._restory(connection, first.target, first.old if first.field == STORY else None)
            return undoing

    def moved(self, linkage: Linkage) -> Linkage:
        """The linkage with the articles where people moved them to."""
        with told(self.engine.url), self.engine.connect() as connection:
            return with_moves(connection, linkage, load_corrections(connection))

    def _restory(self, connection: Connection, article: str, otherwise: str | None) -> None:
        """Brings the story of an article up to date; `otherwise` are the mates (JSON) it has where no move holds."""
        corrections = load_corrections(connection)
        holding = moves_in(corrections)
        moves = {article: holding[article]} if article in holding else {}
        if not moves and otherwise is not None:
            moves = {article: from_json(otherwise, list[str])}
        restory(connection, load_linkage(connection).stories, article, moves, corrections)

    def corrections(self) -> list[Correction]:
        """All corrections and undoings, oldest first."""
        with told(self.engine.url), self.engine.connect() as connection:
            return load_corrections(connection)

    def _record(self, connection: Connection, kind: Kind, target: str) -> Article | Statement | Event:
        table = schema.metadata.tables[f"{kind}s"]
        owner = table.c.key if kind == "article" else table.c.article
        key = connection.execute(select(owner).where(table.c.id == target)).scalar()
        if key is None:
            raise QueryError(f"There is no {kind} {target!r} in the record.")
        reading = next(self._load(connection, [int(key)], linked=True))
        records: tuple[Article | Statement | Event, ...] = (reading.article, *reading.statements, *reading.events)
        for record in records:
            if record.id == target:
                return record
        # Withdrawn before: a correction of it starts from what was read.
        reading = next(self._load(connection, [int(key)], linked=True, as_read=True))
        read: tuple[Statement | Event, ...] = (*reading.statements, *reading.events)
        return next(record for record in read if record.id == target)

    # --- the ledger of runs ------------------------------------------------------------------------------------------

    def begin_run(self, inputs: Sequence[str], settings: msgspec.Struct) -> int:
        """Enters a run into the ledger and gives its number."""
        row = {
            "started": _now(),
            "version": __version__,
            "state": "running",
            "inputs": to_json(list(inputs)),
            "settings": to_json(settings),
            "counts": "{}",
        }
        with told(self.engine.url), self.engine.begin() as connection:
            return int(connection.execute(insert(schema.runs).values(row).returning(schema.runs.c.key)).scalar_one())

    def runs(self) -> list[Run]:
        """The ledger, oldest run first."""
        r = schema.runs
        with told(self.engine.url), self.engine.connect() as connection:
            rows = connection.execute(select(r).order_by(r.c.key)).mappings().all()
        return [
            Run(
                number=row["key"],
                started=row["started"],
                finished=row["finished"],
                version=row["version"],
                state=row["state"],
                inputs=from_json(row["inputs"], tuple[str, ...]),
                counts=from_json(row["counts"], dict[str, int | dict[str, int]]),
            )
            for row in rows
        ]

    def end_run(self, run: int, state: str, counts: msgspec.Struct) -> None:
        """Closes a run: `state` is done, interrupted or failed."""
        values = {"finished": _now(), "state": state, "counts": to_json(counts)}
        with told(self.engine.url), self.engine.begin() as connection:
            connection.execute(update(schema.runs).where(schema.runs.c.key == run).values(values))


def _find(connection: Connection, article: str) -> int:
    a = schema.articles
    escaped = article.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    exact = (a.c.id == article) | (a.c.uri == article)
    begins = or_(
        *(
            column.like(pattern, escape="\\")
            for column, pattern in ((a.c.id, f"{escaped}%"), (a.c.uri, f"{escaped}%"), (a.c.uri, f"%/{escaped}%"))
        )
    )
    for condition in (exact, begins):
        rows = connection.execute(
            select(a.c.key, a.c.id, a.c.uri).where(condition).order_by(a.c.uri, a.c.id).limit(6)
        ).all()
        if len(rows) == 1:
            return int(rows[0].key)
        if rows:
            listed = ", ".join(f"{row.id} ({row.uri})" for row in rows[:5])
            raise QueryError(f"{article!r} may be several articles: {listed}. Give the id.")
    raise QueryError(f"There is no article {article!r} in the record; demarche export articles lists them.")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
