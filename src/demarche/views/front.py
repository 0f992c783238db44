"""The front page: the newest stories, and how much there is."""

from __future__ import annotations

from sqlalchemy import func, select

from demarche.records import Date, Dating, Record
from demarche.store import Store, schema
from demarche.store.corrections import WITHDRAWN, in_force
from demarche.store.rows import from_json
from demarche.views.evidence import published_words


class StoryLine(Record, frozen=True):
    """A story in a list. `day` is the latest that an article of it is known to be of.

    `earliest` and `latest` are the bounds of all its articles; where there is no `day` they are all that is known.
    """

    id: str
    title: str
    earliest: Date | None
    latest: Date | None
    articles: int
    day: Date | None = None

    @property
    def when(self) -> str:
        """The day, else in words the interval that is left."""
        return self.day or published_words(Dating(earliest=self.earliest, latest=self.latest))


def recent_stories(store: Store, limit: int = 12, offset: int = 0) -> list[StoryLine]:
    """The stories with the latest articles first; undated ones last."""
    s, members = schema.stories, schema.story_articles
    newest = (
        select(s.c.id, s.c.title, s.c.earliest, s.c.latest)
        .order_by(s.c.latest.desc().nulls_last(), s.c.n)
        .limit(limit)
        .offset(offset)
        .subquery()
    )
    query = select(newest).order_by(newest.c.latest.desc().nulls_last(), newest.c.id)
    rows = store.rows(query)
    days: dict[str, dict[str, Date | None]] = {row.id: {} for row in rows}
    a, d = schema.articles, schema.datings
    known = (
        select(members.c.story, members.c.article, func.coalesce(d.c.date, a.c.date))
        .outerjoin(a, a.c.id == members.c.article)
        .outerjoin(d, d.c.article == members.c.article)
        .where(members.c.story.in_(list(days)))
    )
    corrected = _corrected_days(store)
    for story, article, day in store.rows(known):
        days[story][article] = corrected.get(article, day)
    return [
        StoryLine(
            id=row.id,
            title=row.title,
            earliest=row.earliest,
            latest=row.latest,
            articles=len(days[row.id]),
            day=max((day for day in days[row.id].values() if day), default=None),
        )
        for row in rows
    ]


def _corrected_days(store: Store) -> dict[str, Date | None]:
    """The days of the articles whose date somebody corrected, by id."""
    return {
        target: from_json(correction.new, Dating).date
        for target, held in in_force(store.corrections()).items()
        for correction in held
        if correction.kind == "article" and correction.field == "published"
    }


def corrected_counts(store: Store) -> dict[str, int]:
    """How many rows the chief tables hold, without the statements and events that were rejected."""
    counts = store.counts()
    rejected = {
        (correction.kind, correction.target)
        for held in in_force(store.corrections()).values()
        for correction in held
        if correction.field == WITHDRAWN and correction.new == "true"
    }
    for kind, name in (("statement", "statements"), ("event", "events")):
        table = schema.metadata.tables[name]
        ids = [target for of, target in rejected if of == kind]
        counts[name] -= store.rows(select(func.count()).where(table.c.id.in_(ids)))[0][0] if ids else 0
    return counts


def record_state(store: Store) -> tuple[object, ...]:
    """Something that changes whenever pages come into the record, a run ends, or somebody corrects something."""
    runs, articles, corrections = schema.runs, schema.articles, schema.corrections
    newest = select(func.max(articles.c.key)).scalar_subquery()
    corrected = select(func.max(corrections.c.key)).scalar_subquery()
    return tuple(store.rows(select(func.max(runs.c.key), func.max(runs.c.finished), newest, corrected))[0])
