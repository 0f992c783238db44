"""What people correct: appended, never overwritten, laid over the readings as they are loaded.

A correction names a record (article, statement or event), one of its fields, and the value it should have. Undoing one
appends another that names it, so the table tells who thought what, and when. The field ``withdrawn`` takes a statement
or event out of the readings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, TypeVar

import msgspec
from sqlalchemy import Connection, insert, select

from demarche.errors import QueryError
from demarche.records import Article, Event, Reading, Record, Statement
from demarche.store import schema
from demarche.store.rows import to_json

Kind = Literal["article", "statement", "event"]
WITHDRAWN = "withdrawn"
STORY = "story"  # of an article: the ids of those with which it tells the same news (`demarche.store.moving`)
FIELDS: dict[Kind, tuple[str, ...]] = {
    "article": ("news", "genre", "title", "outlet", "authors", "agency", "dateline", "language", "published", STORY),
    "statement": ("speaker", "party", "kind", "act", "polarity", "addressees", "date", "inside", WITHDRAWN),
    "event": ("type", "mode", "contexts", "status", "source", "target", "date", "place", "country", WITHDRAWN),
}
R = TypeVar("R", Article, Statement, Event)


class Correction(Record, frozen=True):
    """A row of the table. `old` and `new` are JSON texts; `undone_by` is the number of the one that undoes it."""

    number: int
    at: str
    who: str
    kind: Kind
    target: str
    field: str
    old: str
    new: str
    undoes: int | None = None
    undone_by: int | None = None


def load_corrections(connection: Connection) -> list[Correction]:
    """All corrections, oldest first."""
    table = schema.corrections
    rows = connection.execute(select(table).order_by(table.c.key)).mappings().all()
    undone = {row["undoes"]: row["key"] for row in rows if row["undoes"] is not None}
    return [
        Correction(
            number=row["key"],
            undone_by=undone.get(row["key"]),
            **{name: row[name] for name in ("at", "who", "kind", "target", "field", "old", "new", "undoes")},
        )
        for row in rows
    ]


def in_force(corrections: Sequence[Correction]) -> dict[str, list[Correction]]:
    """The corrections that hold, by target, in order.

    One that is undone does not hold, and an undoing holds nothing but that; undoing an undoing brings the first back.
    """
    standing: dict[int, bool] = {}
    for correction in reversed(corrections):
        undone_by = correction.undone_by
        standing[correction.number] = undone_by is None or not standing[undone_by]
    held: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.undoes is None and standing[correction.number]:
            held.setdefault(correction.target, []).append(correction)
    return held


def corrected(reading: Reading, held: Mapping[str, Sequence[Correction]]) -> Reading:
    """The reading with the corrections that hold laid over it."""
    targets = (reading.article.id, *(s.id for s in reading.statements), *(e.id for e in reading.events))
    if not any(target in held for target in targets):
        return reading
    return msgspec.structs.replace(
        reading,
        article=_apply(reading.article, held) or reading.article,
        statements=tuple(s for s in (_apply(statement, held) for statement in reading.statements) if s is not None),
        events=tuple(e for e in (_apply(event, held) for event in reading.events) if e is not None),
    )


def _apply(record: R, held: Mapping[str, Sequence[Correction]]) -> R | None:
    for correction in held.get(record.id, ()):
        value: object = msgspec.json.decode(correction.new)
        if correction.field == WITHDRAWN:
            if value:
                return None
        elif correction.field != STORY:
            record = with_field(record, correction.field, value)
    return record


def with_field(record: R, field: str, value: object) -> R:
    """`record` with another value, given as JSON has it. Raises `QueryError` where the field cannot have it."""
    plain = {name: getattr(record, name) for name in record.__struct_fields__}
    try:
        # Through JSON, so that lists become tuples and the value is checked against the field's type.
        return msgspec.json.decode(msgspec.json.encode({**plain, field: value}), type=type(record))
    except msgspec.ValidationError as error:
        raise QueryError(f"{field} cannot be {to_json(value)}: {error}.") from error


def append_correction(
    connection: Connection,
    record: Article | Statement | Event,
    kind: Kind,
    field: str,
    new: object,
    who: str,
    mates: Sequence[str] = (),
) -> int:
    """Appends one correction of `record` as it now is, and gives its number. Raises `QueryError` for a wrong field.

    `mates` are the other articles of an article's story.
    """
    if field not in FIELDS[kind]:
        raise QueryError(f"{field} of the {kind} cannot be corrected; {', '.join(FIELDS[kind])} can.")
    if field == WITHDRAWN:
        old: object = False
        if not isinstance(new, bool):
            raise QueryError(f"{WITHDRAWN} is true or false, not {to_json(new)}.")
    elif field == STORY:
        old = list(mates)
        if not isinstance(new, list) or not all(isinstance(mate, str) for mate in new) or record.id in new:
            raise QueryError(f"{STORY} is a list of the ids of other articles, not {to_json(new)}.")
    else:
        old = getattr(record, field)
        _check_days(field, new)
        with_field(record, field, new)  # type: ignore[type-var]
    row = {"kind": kind, "target": record.id, "field": field, "old": to_json(old), "new": to_json(new)}
    return _append(connection, {**row, "who": who, "undoes": None})


def _check_days(field: str, new: object) -> None:
    """Raises `QueryError` where a date is no day, month or year of the calendar."""
    if field == "published" and isinstance(new, Mapping):
        for part in ("date", "earliest", "latest"):
            _check_days("date", new.get(part))
    if field != "date" or not isinstance(new, str):
        return
    try:
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", new):
            raise ValueError
        date.fromisoformat(f"{new}{'-01' * ((10 - len(new)) // 3)}")
    except ValueError:
        raise QueryError(f"{new!r} is no date; a date is a year, month or day, such as 2024-07-11.") from None


def append_undoing(connection: Connection, number: int, who: str) -> int:
    """Appends the undoing of a correction, and gives its own number. Raises `QueryError` if there is none to undo."""
    found = {correction.number: correction for correction in load_corrections(connection)}
    if number not in found:
        raise QueryError(f"There is no correction {number}.")
    first = found[number]
    if first.undone_by is not None:
        raise QueryError(f"Correction {number} is undone already, by {first.undone_by}.")
    row = {"kind": first.kind, "target": first.target, "field": first.field, "old": first.new, "new": first.old}
    return _append(connection, {**row, "who": who, "undoes": number})


def _append(connection: Connection, row: Mapping[str, object]) -> int:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    table = schema.corrections
    return int(connection.execute(insert(table).values({**row, "at": at}).returning(table.c.key)).scalar_one())
