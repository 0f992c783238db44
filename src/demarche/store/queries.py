"""What a question to the record asks for, and its tests as the database has them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Table, bindparam, func, literal_column, or_, select
from sqlalchemy import table as literal_table

from demarche.errors import QueryError
from demarche.records import Date, Record
from demarche.store import schema
from demarche.store.store import Store

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PHRASE = re.compile(r'"([^"]+)"|(\S+)')


class Query(Record, frozen=True):
    """What to look for; ``None`` asks for nothing. Parties are codes, dates ISO prefixes (inclusive).

    `speaker` and `act` are a statement's, `type` and `status` an event's. `party` is the speaker's, or either side of
    an event; `to` an addressee, or an event's target. `words` are searched in the content, or the article for events.
    """

    speaker: str | None = None
    party: str | None = None
    to: str | None = None
    act: str | None = None
    type: str | None = None
    status: str | None = None
    since: Date | None = None
    until: Date | None = None
    words: str | None = None
    story: str | None = None
    outlet: str | None = None
    limit: int | None = None


def published_day() -> ColumnElement[Any]:
    """The day an article was published, by its story-mates where they narrow it."""
    return func.coalesce(schema.datings.c.date, schema.articles.c.date)


def between(day: ColumnElement[Any], query: Query) -> list[ColumnElement[bool]]:
    """Whether a date, which may be a month or a year, can lie between the two."""
    tests: list[ColumnElement[bool]] = []
    for name, bound in (("since", query.since), ("until", query.until)):
        if bound is None:
            continue
        if not DATE.fullmatch(bound):
            raise QueryError(f"{name} is {bound!r}; a date is a year, month or day, such as 2024-07 or 2024-07-11.")
        if name == "since":
            tests.append(day >= func.substr(bound, 1, func.length(day)))
        else:
            tests.append(day <= f"{bound}~")  # "~" sorts behind "-": the month holds its days
    return tests


def is_party(column: ColumnElement[Any], party: str) -> ColumnElement[bool]:
    """The party alone or among joint ones (CHN+IND)."""
    code = party.upper()
    return or_(column == code, column.like(f"{code}+%"), column.like(f"%+{code}"), column.like(f"%+{code}+%"))


def speakers(name: str) -> Select[Any]:
    """The ids of the actors that have this id, or whose name or alias holds these words."""
    actors = schema.actors
    pattern = f"%{name.lower()}%"
    return select(actors.c.id).where(
        or_(actors.c.id == name, func.lower(actors.c.name).like(pattern), func.lower(actors.c.aliases).like(pattern))
    )


def in_story(story: str) -> ColumnElement[bool]:
    """Whether the article tells this story."""
    members = schema.story_articles
    return schema.articles.c.id.in_(select(members.c.article).where(members.c.story == story))


def matches(store: Store, table: Table, words: str) -> ColumnElement[bool]:
    """Full-text search for all the words, phrases in quotation marks as phrases."""
    if store.engine.dialect.name == "sqlite":
        search = f"{table.name}_search"
        found: BindParameter[str] = bindparam(None, match_expression(words))
        rowid: ColumnElement[int] = literal_column(f"{search}.rowid")
        whole: ColumnElement[str] = literal_column(search)
        return table.c.key.in_(select(rowid).select_from(literal_table(search)).where(whole.op("MATCH")(found)))
    column: ColumnElement[Any] = literal_column(f"{table.name}.search")
    return column.op("@@")(func.websearch_to_tsquery(literal_column("'english'"), plain(words))).self_group()


def match_expression(words: str) -> str:
    """What FTS5 is asked for: every word or phrase quoted, so that none of its operators is meant.

    >>> match_expression('fishing "open letter" OR')
    '"fishing" "open letter" "OR"'
    """
    phrases = [" ".join(filter(None, match)).replace('"', "") for match in PHRASE.findall(words.replace("\0", " "))]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase.strip())


def plain(words: str) -> str:
    """Without accents, as the PostgreSQL search columns are; SQLite's tokenizer takes them off by itself."""
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))
