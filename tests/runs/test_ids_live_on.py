"""A record that is read in two goes: what was there keeps its ids, and the log says what became of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from tests.stories.invented import read_invented

from demarche.records import Linkage, Reading, Source, Story
from demarche.runs import link_record
from demarche.store import Store
from demarche.stories import link

READINGS = sorted(read_invented().readings, key=lambda reading: reading.article.id)


def add(store: Store, readings: Sequence[Reading]) -> None:
    store.add(
        [
            (
                Source(
                    uri=reading.article.uri,
                    sha256=reading.article.sha256,
                    media_type="text/plain",
                    content=reading.article.text,
                ),
                reading,
            )
            for reading in readings
        ]
    )


def homes(store: Store) -> dict[str, str]:
    return {article: story.id for story in store.linkage().stories for article in story.articles}


def test_stories_that_grow_keep_their_ids(store: Store) -> None:
    # The later articles come first, so that every story's own id (by its first member) would change.
    add(store, READINGS[1::2])
    link_record(store)
    before, utterances = homes(store), {each.id for each in store.linkage().utterances}
    add(store, READINGS[::2])
    link_record(store)
    after = homes(store)
    assert len(after) > len(before)
    alone = {article: story.id for story in link(READINGS).stories for article in story.articles}
    grown = [article for article in before if alone[article] != before[article]]
    assert grown, "the ids would have changed"
    given_up = {line.before for line in store.lineage()}
    assert all(after[article] == before[article] for article in before if before[article] not in given_up)
    assert utterances <= {each.id for each in store.linkage().utterances} | given_up
    groups = {frozenset(story.articles) for story in store.linkage().stories}
    assert groups == {frozenset(story.articles) for story in link(READINGS).stories}, "the grouping has no history"


def test_merges_and_splits_are_logged_and_linking_again_logs_nothing(store: Store) -> None:
    add(store, READINGS[:4])
    names = sorted(reading.article.id for reading in READINGS[:4])

    def grouping(*groups: tuple[str, tuple[str, ...]]) -> None:
        found = Linkage(stories=tuple(Story(id=name, title=name, articles=members) for name, members in groups))
        link_record(store, lambda _, known: (found, known))

    grouping(("s1", tuple(names[:1])), ("s2", tuple(names[1:])))
    assert store.lineage() == []
    grouping(("s1", tuple(names)))
    grouping(("s1", tuple(names)))
    grouping(("s1", tuple(names[:1])), ("s4", tuple(names[1:])))
    lines = [(line.before, line.change, line.after) for line in store.lineage()]
    assert lines == [("s1", "merged", "s2"), ("s2", "split", "s1")]
    assert {story.id for story in store.linkage().stories} == {"s1", "s2"}
    assert all(line.at for line in store.lineage())
