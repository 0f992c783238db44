"""What a person should look at first: the least sure statements and events that nobody has looked at yet."""

from __future__ import annotations

from sqlalchemy import select

from demarche.records import Record
from demarche.store import Correction, Store, schema
from demarche.views.finding import readings_of
from demarche.views.page import DoneNote, SaidNote, page_of

FEW = 20


class ReviewView(Record, frozen=True):
    """The queue, and the corrections made, newest first."""

    said: tuple[SaidNote, ...]
    done: tuple[DoneNote, ...]
    corrections: tuple[Correction, ...]


def read_review(store: Store, limit: int = FEW) -> ReviewView:
    """The `limit` least sure statements, and as many events, that have no correction; and all corrections."""
    corrections = store.corrections()
    wanted: list[set[str]] = []
    articles: list[str] = []
    for table in (schema.statements, schema.events):
        looked_at = select(schema.corrections.c.target)
        few = (
            select(table.c.id, table.c.article)
            .where(table.c.id.not_in(looked_at))
            .order_by(table.c.confidence, table.c.id)
            .limit(limit)
            .subquery()
        )
        owner = schema.articles
        rows = store.rows(select(few.c.id, owner.c.id.label("article")).join(owner, owner.c.key == few.c.article))
        wanted.append({row.id for row in rows})
        articles += [row.article for row in rows]
    pages = [page_of(reading) for reading in readings_of(store, list(dict.fromkeys(articles)))]
    said = [note for page in pages for note in page.said if note.statement.id in wanted[0]]
    done = [note for page in pages for note in page.done if note.event.id in wanted[1]]
    return ReviewView(
        said=tuple(sorted(said, key=lambda note: (note.statement.confidence, note.statement.id))),
        done=tuple(sorted(done, key=lambda note: (note.event.confidence, note.event.id))),
        corrections=tuple(reversed(corrections)),
    )
