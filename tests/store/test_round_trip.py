"""What goes into the record comes out of it, on both databases."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.readings import bare, full, linkage, page

from demarche.errors import QueryError
from demarche.records import Block, Dating, Event, Failure, Linkage, Reading, Source, Span, Statement
from demarche.store import Store, open_record


def test_a_reading_comes_back_as_it_went_in(store: Store) -> None:
    source = page(retrieved="2024-05-20T08:00:00Z", container="a.warc.gz")
    store.add([(source, full(source))])
    assert list(store.readings()) == [full(source)]
    assert store.reading(full(source).article.id) == full(source)
    assert store.source(full(source).article.id) == source


def test_every_field_of_the_sample_reading_is_filled_somewhere() -> None:
    """Else the round trip would prove nothing about the fields that were left at their defaults."""
    reading = full(page())
    unfilled = set()
    for records in (
        (reading.article,), reading.article.blocks, reading.timexes, reading.cast.actors, reading.cast.mentions,
        reading.statements, reading.events,
    ):  # fmt: skip
        for field in msgspec.structs.fields(type(records[0])):
            default = None if field.default is msgspec.NODEFAULT else field.default
            if all(getattr(record, field.name) in (default, (), None) for record in records):
                unfilled.add(f"{type(records[0]).__name__}.{field.name}")
    # The linkage's own fields come from the linkage; a page is a report or it is not.
    linked = {"Statement.utterance", "Statement.replies_to", "Event.incident"}
    assert unfilled - linked == {"Article.retrieved", "Article.genre"}


def test_the_same_page_twice_changes_nothing(store: Store) -> None:
    source = page()
    store.add([(source, full(source))])
    before = store.counts()
    store.add([(source, full(source)), (source, full(source))])
    assert store.counts() == before
    assert list(store.readings()) == [full(source)]
    assert store.knows(source)


def test_a_page_whose_text_changed_is_another_page(store: Store) -> None:
    old, new = page(content="First version."), page(content="Second version.")
    store.add([(old, bare(old))])
    assert not store.knows(new)
    store.add([(new, bare(new))])
    assert store.counts()["articles"] == 2


def test_of_two_captures_of_one_page_the_earlier_stays_whatever_the_order(record: str) -> None:
    early, late = page(retrieved="2024-05-01"), page(retrieved="2024-06-01")
    with open_record(record, create=True) as store:
        store.add([(late, bare(late))])
        assert store.knows(late)
        assert not store.knows(early)
        store.add([(early, bare(early))])
        store.add([(late, bare(late))])
        assert [reading.article.retrieved for reading in store.readings()] == ["2024-05-01"]
        assert store.knows(late)


def test_readings_come_in_the_order_of_their_addresses(store: Store) -> None:
    pages = [page(uri=f"pages/{name}.txt", content=f"Page {name}.") for name in "cab"]
    store.add([(source, bare(source)) for source in pages])
    assert [reading.article.uri for reading in store.readings()] == ["pages/a.txt", "pages/b.txt", "pages/c.txt"]


def test_more_readings_than_one_chunk(store: Store) -> None:
    pages = [page(uri=f"pages/{n:04d}.txt", content=f"Page {n}.") for n in range(450)]
    store.add([(source, full(source)) for source in pages])
    assert [reading.article.uri for reading in store.readings()] == [source.uri for source in pages]
    assert sum(len(reading.statements) for reading in store.readings()) == 900


def test_the_linkage_comes_back_and_fills_the_readings(store: Store) -> None:
    source = page()
    reading = full(source)
    store.add([(source, reading)])
    store.write_linkage(linkage(reading))
    store.write_linkage(linkage(reading))
    assert store.linkage() == linkage(reading)
    (linked,) = store.readings()
    assert linked.story == "story-1"
    assert linked.article.published.date == "2024-05-13"
    assert [statement.utterance for statement in linked.statements] == ["utterance-1", None]
    assert [statement.replies_to for statement in linked.statements] == [(), (f"{reading.article.id}.s1",)]
    assert [event.incident for event in linked.events] == ["incident-1", None]
    # What was read is still there for the next linking.
    assert list(store.readings(linked=False)) == [reading]
    store.write_linkage(Linkage())
    assert list(store.readings()) == [reading]


def test_quarantine_holds_a_failure_once_until_the_page_is_read(store: Store) -> None:
    source = page()
    missing = Failure(uri="https://a.example/1", stage="sources", reason="the server answers 404")
    refused = Failure(uri=source.uri, stage="articles", reason="nothing to read", sha256=source.sha256)
    store.add([], [missing, refused])
    store.add([], [missing, refused])
    assert list(store.failures()) == sorted([missing, refused], key=lambda failure: failure.uri)
    assert store.knows(source)
    store.add([(source, bare(source))])
    assert list(store.failures()) == [missing]


def test_what_failed_to_be_fetched_is_tried_again(store: Store) -> None:
    source = page()
    store.add([], [Failure(uri=source.uri, stage="sources", reason="gone", sha256=source.sha256)])
    assert not store.knows(source)


def test_a_reading_that_cannot_be_stored_is_quarantined_alone(store: Store) -> None:
    good, bad = page(uri="a.txt", content="Good."), page(uri="b.txt", content="Bad.")
    clash = full(bad)
    twice = msgspec.structs.replace(clash, statements=(clash.statements[0], clash.statements[0]))
    store.add([(good, full(good)), (bad, twice)], [Failure(uri="c", stage="sources", reason="gone")])
    assert [reading.article.uri for reading in store.readings()] == ["a.txt"]
    assert [(failure.uri, failure.stage) for failure in store.failures()] == [("b.txt", "store"), ("c", "sources")]
    assert store.knows(bad)


@pytest.mark.parametrize("name", ["pages/varnia.txt", "varnia.txt", "varn", "pages/va"])
def test_an_article_is_found_by_address_and_file_name(store: Store, name: str) -> None:
    source = page()
    store.add([(source, full(source))])
    assert store.reading(name) == full(source)


def test_an_article_that_is_not_there_or_not_one(store: Store) -> None:
    pages = [page(uri=f"pages/varnia{n}.txt", content=f"Page {n}.") for n in (1, 2)]
    store.add([(source, bare(source)) for source in pages])
    with pytest.raises(QueryError, match="There is no article 'holm' in the record"):
        store.reading("holm")
    with pytest.raises(QueryError, match=r"may be several articles: .*varnia1.*varnia2"):
        store.reading("varnia")
    with pytest.raises(QueryError, match="There is no article"):
        store.reading("varni_")  # no wildcard


# --- any reading at all ----------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
MAYBE = st.none() | WORDS


@st.composite
def readings(draw: st.DrawFn) -> tuple[Source, Reading]:
    source = page(uri=draw(WORDS), content=draw(WORDS.filter(bool)), retrieved=draw(MAYBE))
    text = source.content

    def spans() -> st.SearchStrategy[Span]:
        return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda ends: Span(start=min(ends), end=max(ends), text=text[min(ends) : max(ends)])
        )

    reading = bare(
        source,
        title=draw(MAYBE),
        outlet=draw(MAYBE),
        authors=tuple(draw(st.lists(WORDS, max_size=2))),
        published=Dating(date=draw(MAYBE), latest=draw(MAYBE)),
        blocks=tuple(
            Block(role="body", text=item.text, start=item.start, end=item.end)
            for item in draw(st.lists(spans(), max_size=3))
        ),
    )
    statements = tuple(
        Statement(
            id=f"s{n}",
            speaker=draw(MAYBE),
            party=draw(MAYBE),
            speaker_span=draw(st.none() | spans()),
            cue=draw(st.none() | spans()),
            content=tuple(draw(st.lists(spans(), max_size=3))),
            kind="mixed",
            act="state",
            addressees=tuple(draw(st.lists(WORDS, max_size=2))),
            confidence=draw(st.floats(0, 1)),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    events = tuple(
        Event(
            id=f"e{n}",
            type="AID",
            status="planned",
            source=tuple(draw(st.lists(WORDS, max_size=2))),
            target=tuple(draw(st.lists(WORDS, max_size=2))),
            evidence=tuple(draw(st.lists(spans(), max_size=2))),
            contexts=tuple(draw(st.lists(WORDS, max_size=2))),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return source, msgspec.structs.replace(reading, statements=statements, events=events)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=readings())
def test_any_reading_comes_back_and_its_spans_equal_the_text(
    tmp_path_factory: pytest.TempPathFactory, empty_file: Path, drawn: tuple[Source, Reading]
) -> None:
    source, reading = drawn
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("any") / "record.db")
    with open_record(str(path)) as store:
        store.add([drawn])
        (loaded,) = store.readings()
        assert loaded == reading
        assert store.source(reading.article.id) == source
        spans = [item for s in loaded.statements for item in (s.speaker_span, s.cue, *s.content) if item]
        for item in (*spans, *(evidence for event in loaded.events for evidence in event.evidence)):
            assert loaded.article.text[item.start : item.end] == item.text
