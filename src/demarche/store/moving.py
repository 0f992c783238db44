"""Articles that people moved to another story, or split off: laid over the stories that were found.

A correction of the field ``story`` of an article names the articles with which it tells the same news (none: it stands
alone). Articles, not a story's id, because stories are found anew by every linking and may be others then. The article
joins the story that holds most of those it is with.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from demarche.records import Date, Dating, Linkage, Story
from demarche.store import schema
from demarche.store.corrections import STORY, Correction, in_force
from demarche.store.rows import from_json, load_dating, to_json

Moves = Mapping[str, Sequence[str]]
"""By article, the articles with which it tells the same news."""


def moves_in(corrections: Sequence[Correction]) -> dict[str, list[str]]:
    """The moves that hold, the last of each article."""
    return {
        target: from_json(correction.new, list[str])
        for target, held in in_force(corrections).items()
        for correction in held
        if correction.field == STORY
    }


def mates_of(connection: Connection, article: str) -> list[str]:
    """The other articles of an article's story."""
    m, mates = schema.story_articles, schema.story_articles.alias()
    query = select(mates.c.article).join(m, m.c.story == mates.c.story).where(m.c.article == article)
    return [row[0] for row in connection.execute(query.order_by(mates.c.n)) if row[0] != article]


def moved(stories: Sequence[Story], moves: Moves, titles: Mapping[str, str]) -> tuple[Story, ...]:
    """The stories with the moves made; `titles` are those of articles that come to stand alone.

    A story that loses its last article is gone. Bounds of days are left for `dated`.
    """
    by_id = {story.id: story for story in stories}
    story_of = {article: story.id for story in stories for article in story.articles}
    for article, mates in sorted(moves.items()):
        if article not in story_of and not any(mate in story_of for mate in mates):
            continue  # it is no news of this record any more
        votes = Counter(story_of[mate] for mate in mates if mate in story_of and mate != article)
        target = min(votes, key=lambda id_: (-votes[id_], id_)) if votes else alone(article)
        before = story_of.get(article)
        if target == before or (not votes and before is not None and by_id[before].articles == (article,)):
            continue
        if before is not None:
            left = _with(by_id[before], [one for one in by_id[before].articles if one != article])
            by_id[before] = left
            if not left.articles:
                del by_id[before]
        known = by_id.get(target) or Story(id=target, title=titles.get(article, article), articles=())
        by_id[target] = _with(known, [*known.articles, article])
        story_of[article] = target
    return tuple(sorted(by_id.values(), key=lambda story: story.id))


def alone(article: str) -> str:
    """The id of the story of an article that somebody split off."""
    return f"story-{hashlib.sha256(f'alone {article}'.encode()).hexdigest()[:12]}"


def _with(story: Story, articles: Iterable[str]) -> Story:
    members = tuple(sorted(articles))
    copies = tuple(group for group in story.copies if set(group) <= set(members))
    return msgspec.structs.replace(story, articles=members, copies=copies)


def dated(story: Story, published: Mapping[str, Dating]) -> Story:
    """The story with the bounds of its articles' days."""
    known = [published[article] for article in story.articles if article in published]
    earliest: list[Date] = [day for one in known if (day := one.date or one.earliest)]
    latest: list[Date] = [day for one in known if (day := one.date or one.latest)]
    return msgspec.structs.replace(story, earliest=min(earliest, default=None), latest=max(latest, default=None))


def with_moves(connection: Connection, linkage: Linkage, corrections: Sequence[Correction]) -> Linkage:
    """The linkage with the moves that hold made."""
    moves = moves_in(corrections)
    if not moves:
        return linkage
    stories = moved(linkage.stories, moves, _titles(connection, moves))
    changed = [story for story in stories if story not in linkage.stories]
    published = _published(connection, changed, corrections)
    published |= {id_: dating for id_, dating in linkage.datings if id_ in published}
    stories = tuple(dated(story, published) if story in changed else story for story in stories)
    there = {story.id for story in stories}
    lines = tuple(
        msgspec.structs.replace(line, stories=tuple(id_ for id_ in line.stories if id_ in there))
        for line in linkage.storylines
        if any(id_ in there for id_ in line.stories)
    )
    return msgspec.structs.replace(linkage, stories=stories, storylines=lines)


def restory(
    connection: Connection, stories: Sequence[Story], article: str, moves: Moves, corrections: Sequence[Correction]
) -> None:
    """Makes these moves of an article among the stories as they stand, and writes those that it changes.

    Without a move the bounds of its story's days are set anew.
    """
    after = moved(stories, moves, _titles(connection, [article]))
    before = {story.id: story for story in stories}
    changed = [story for story in after if before.get(story.id) != story or article in story.articles]
    published = _published(connection, changed, corrections)
    gone = before.keys() - {story.id for story in after}
    s, members, lines = schema.stories, schema.story_articles, schema.storyline_stories
    rewritten = [*gone, *(story.id for story in changed)]
    places = {row[0]: row[1] for row in connection.execute(select(s.c.id, s.c.n).where(s.c.id.in_(rewritten)))}
    connection.execute(delete(members).where(members.c.story.in_(rewritten)))
    connection.execute(delete(s).where(s.c.id.in_(rewritten)))
    connection.execute(delete(lines).where(lines.c.story.in_(gone)))
    for number, story in enumerate(dated(story, published) for story in changed):
        row = msgspec.structs.asdict(story)
        del row["articles"]
        place = places.get(story.id, len(stories) + number)
        connection.execute(insert(s).values({**row, "n": place, "copies": to_json(story.copies)}))
        rows = [{"story": story.id, "n": n, "article": member} for n, member in enumerate(story.articles)]
        connection.execute(insert(members), rows)


def _titles(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    a = schema.articles
    query = select(a.c.id, a.c.title, a.c.text).where(a.c.id.in_(list(articles)))
    return {row.id: row.title or " ".join(row.text.split()[:12]) for row in connection.execute(query)}


def _published(
    connection: Connection, stories: Sequence[Story], corrections: Sequence[Correction]
) -> dict[str, Dating]:
    """When the articles of some stories were published: as corrected, by their story-mates, or as read."""
    members = [article for story in stories for article in story.articles]
    a, d = schema.articles, schema.datings
    found: dict[str, Dating] = {}
    for table, key in ((a, a.c.id), (d, d.c.article)):
        columns = (key.label("id"), table.c.date, table.c.earliest, table.c.latest, table.c.basis)
        for row in connection.execute(select(*columns).where(key.in_(members))).mappings():
            found[row["id"]] = load_dating(dict(row))
    for target, held in in_force(corrections).items():
        for correction in held:
            if correction.field == "published" and target in found:
                found[target] = from_json(correction.new, Dating)
    return found
