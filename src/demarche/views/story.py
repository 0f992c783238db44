"""A story: its versions side by side, one utterance's variants word by word, replies as pairs, where outlets differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec
from sqlalchemy import select

from demarche.errors import QueryError
from demarche.records import Reading, Reason, Record, Statement
from demarche.store import Store, schema
from demarche.views.evidence import Evidence, evidence_of, outlet_of, published_words, title_of, words_of
from demarche.views.finding import copies_in, readings_of
from demarche.views.timeline import Timeline, of_readings, story_members
from demarche.views.told import Deed, Saying, deeds_of, originality, sayings_of

LEAD = 320  # characters of the body that a version shows


class Version(Record, frozen=True):
    """One outlet's article: head, beginning, how much it holds; `copy_of` names the article whose text it repeats."""

    article: str
    uri: str
    outlet: str
    title: str
    published: str
    lead: str
    statements: int
    events: int
    copy_of: str | None


class Word(Record, frozen=True):
    """A word of a variant; `other` where the first variant has not the same."""

    text: str
    other: bool


class Variant(Record, frozen=True):
    """One article's wording of an utterance."""

    evidence: Evidence
    kind: str
    act: str
    words: tuple[Word, ...]


class Variants(Record, frozen=True):
    """An utterance that several articles give, the most original wording first."""

    saying: Saying
    variants: tuple[Variant, ...]


class Pair(Record, frozen=True):
    """A statement and the one that it answers; `reasons` say what shows it."""

    asked: Saying
    answer: Saying
    confidence: float
    reasons: tuple[Reason, ...]


class Difference(Record, frozen=True):
    """Where tellings of one deed differ: in what, and which outlets have which."""

    deed: Deed
    lines: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


class Mate(Record, frozen=True):
    """Another story of the same storyline."""

    id: str
    title: str
    earliest: str | None


class Course(Record, frozen=True):
    """The storyline that a story belongs to, and the other stories of it in order of time."""

    id: str
    title: str
    earliest: str | None
    latest: str | None
    mates: tuple[Mate, ...]


class StoryView(Record, frozen=True):
    """A story as a page shows it."""

    id: str
    title: str
    earliest: str | None
    latest: str | None
    storyline: Course | None
    versions: tuple[Version, ...]
    timeline: Timeline
    deeds: tuple[Deed, ...]
    sayings: tuple[Saying, ...]
    variants: tuple[Variants, ...]
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]


def read_story(store: Store, story: str) -> StoryView:
    """The story with this id, or the beginning of one; an id given up in a merge leads to the story it went into.

    Raises `QueryError` where there is none, or several.
    """
    table = schema.stories
    rows = store.rows(select(table).where(table.c.id == story))
    if not rows and (heir := _heir(store, story)):
        rows = store.rows(select(table).where(table.c.id == heir))
    if not rows:
        rows = store.rows(select(table).where(table.c.id.startswith(story, autoescape=True)).limit(2))
    if len(rows) != 1:
        what = "may be several stories" if rows else "is no story of the record"
        raise QueryError(f"{story!r} {what}; demarche export stories lists them.")
    row = rows[0]
    readings = readings_of(store, story_members(store, row.id))
    copies = copies_in(store, readings)
    sayings = sayings_of(readings, copies)
    deeds = deeds_of(readings, copies)
    return StoryView(
        id=row.id,
        title=row.title,
        earliest=row.earliest,
        latest=row.latest,
        storyline=_course(store, row.storyline, row.id),
        versions=tuple(version_of(reading, copies.get(reading.article.id)) for reading in readings),
        timeline=of_readings(row.id, readings, store),
        deeds=tuple(deeds),
        sayings=tuple(sayings),
        variants=tuple(variants_of(readings, sayings)),
        pairs=tuple(pairs_of(store, sayings)),
        differences=tuple(_differences(store, readings, deeds)),
    )


def _heir(store: Store, story: str) -> str | None:
    """The story that lives on under another id since it went into that one, if this was ever the id of one."""
    table, seen = schema.lineage, {story}
    while True:
        merged = select(table.c.after).where(
            table.c.before == story, table.c.kind == "story", table.c.change == "merged"
        )
        rows = store.rows(merged.order_by(table.c.key.desc()).limit(1))
        if not rows or rows[0].after in seen:
            return story if len(seen) > 1 else None
        story = rows[0].after
        seen.add(story)


def _course(store: Store, storyline: str | None, story: str) -> Course | None:
    lines, members, stories = schema.storylines, schema.storyline_stories, schema.stories
    rows = store.rows(select(lines).where(lines.c.id == storyline)) if storyline else ()
    if not rows:
        return None
    mates = store.rows(
        select(stories.c.id, stories.c.title, stories.c.earliest)
        .join(members, members.c.story == stories.c.id)
        .where(members.c.storyline == storyline, stories.c.id != story)
        .order_by(members.c.n)
    )
    listed = tuple(Mate(id=mate.id, title=mate.title, earliest=mate.earliest) for mate in mates)
    line = rows[0]
    return Course(id=line.id, title=line.title, earliest=line.earliest, latest=line.latest, mates=listed)


def version_of(reading: Reading, copied: str | None = None) -> Version:
    """An article in short."""
    article = reading.article
    body = " ".join(block.text for block in article.blocks if block.role == "body")
    lead = " ".join(body.split())
    return Version(
        article=article.id,
        uri=article.uri,
        outlet=outlet_of(article),
        title=title_of(article),
        published=published_words(article.published),
        lead=lead if len(lead) <= LEAD else lead[:LEAD].rsplit(" ", 1)[0] + " …",
        statements=len(reading.statements),
        events=len(reading.events),
        copy_of=copied if copied != article.id else None,
    )


def variants_of(readings: Sequence[Reading], sayings: Sequence[Saying]) -> list[Variants]:
    """The utterances that more than one article gives, with the words marked in which they differ."""
    found: dict[str, list[tuple[Reading, Statement]]] = {}
    for reading in readings:
        for statement in reading.statements:
            if statement.utterance:
                found.setdefault(statement.utterance, []).append((reading, statement))
    several = []
    for saying in sayings:
        group = sorted(found.get(saying.utterance or "", ()), key=lambda pair: originality(pair[1]))
        if len({reading.article.id for reading, _ in group}) < 2:
            continue
        first = words_of(group[0][1].content).split()
        listed = tuple(
            Variant(
                evidence=evidence_of(reading, statement),
                kind=statement.kind,
                act=statement.act,
                words=compared(first, words_of(statement.content).split()),
            )
            for reading, statement in group
        )
        several.append(Variants(saying=saying, variants=listed))
    return several


def compared(first: Sequence[str], words: Sequence[str]) -> tuple[Word, ...]:
    """The words, marked where `first` has others; case, quotation marks and stops do not count.

    >>> [w.text for w in compared(["We", "will", "wait."], ["“we", "may", "wait"]) if w.other]
    ['may']
    """
    matcher = SequenceMatcher(None, [_bare(word) for word in first], [_bare(word) for word in words], autojunk=False)
    same = {place for _, start, size in matcher.get_matching_blocks() for place in range(start, start + size)}
    return tuple(Word(text=word, other=place not in same) for place, word in enumerate(words))


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word.casefold()) or word


def pairs_of(store: Store, sayings: Sequence[Saying]) -> list[Pair]:
    """What answers what among these sayings, the surest reply first where one is found several times."""
    by_statement = {told.record: saying for saying in sayings for told in saying.evidence}
    table = schema.replies
    ids = list(by_statement)
    rows = store.rows(select(table).where(table.c.statement.in_(ids)).order_by(table.c.confidence.desc()))
    pairs: dict[tuple[str, str], Pair] = {}
    for row in rows:
        answer, asked = by_statement[row.statement], by_statement.get(row.answers)
        if asked is not None and asked.id != answer.id:
            pairs.setdefault(
                (asked.id, answer.id),
                Pair(
                    asked=asked,
                    answer=answer,
                    confidence=row.confidence,
                    reasons=msgspec.json.decode(row.reasons, type=tuple[Reason, ...]),
                ),
            )
    return list(pairs.values())


def _differences(store: Store, readings: Sequence[Reading], deeds: Sequence[Deed]) -> list[Difference]:
    table = schema.incidents
    names = {reading.article.id: outlet_of(reading.article) for reading in readings}
    by_incident = {deed.incident: deed for deed in deeds if deed.incident}
    rows = store.rows(select(table.c.id, table.c.differences).where(table.c.id.in_(list(by_incident))))
    found = []
    for row in rows:
        lines = tuple(_line(line, names) for line in msgspec.json.decode(row.differences, type=list[str]))
        if lines:
            found.append(Difference(deed=by_incident[row.id], lines=lines))
    return sorted(found, key=lambda difference: difference.deed.id)


def _line(line: str, names: dict[str, str]) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """`status: alleged (a, b); happened (c)` as its parts, articles named by their outlets."""
    what, _, rest = line.partition(": ")
    parts = []
    for part in rest.split("; "):
        value, _, articles = part.rpartition(" (")
        outlets = tuple(names.get(article, article) for article in articles.rstrip(")").split(", "))
        parts.append((value or part, outlets if value else ()))
    return what, tuple(parts)
