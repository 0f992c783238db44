"""Questions to the record, on both databases."""

from __future__ import annotations

import pytest
from tests.readings import bare, full, linkage, page

from demarche.errors import QueryError
from demarche.store import Query, Store, find_articles, find_events, find_statements

FIRST, SECOND = page(uri="a.txt"), page(uri="b.txt", content="Besuch in Ağrı. Sōseki and Holm met on the quay.")


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([(FIRST, full(FIRST)), (SECOND, bare(SECOND, title="Ağrı: a visit"))])
    return store


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query(), ["s1", "s2"], "no filter: all"),
        (Query(speaker="petra"), ["s1"], "a part of the name, in any case"),
        (Query(speaker="VAR:petra-holm"), ["s1"], "the actor's id"),
        (Query(speaker="P. Holm"), ["s1"], "an alias"),
        (Query(speaker="Sulc"), [], "nobody of that name"),
        (Query(party="var"), ["s1"], "a party's code in any case"),
        (Query(party="VA"), [], "a code is no prefix"),
        (Query(to="EU"), ["s1"], "the second addressee counts"),
        (Query(act="pledge"), ["s2"], "the act"),
        (
            Query(since="2024-05-14", until="2024-05-14"),
            ["s1", "s2"],
            "inclusive; the undated has its article's day",
        ),
        (Query(since="2024-06"), [], "after it"),
        (Query(until="2024"), ["s1", "s2"], "the year holds its days"),
        (Query(until="2024-04"), [], "before it"),
        (Query(words="tables come"), ["s1"], "stemmed, in any order"),
        (Query(words='"come to the table"'), ["s1"], "a phrase"),
        (Query(words='"table come"'), [], "not that phrase"),
        (Query(words='come" ) NEAR(zebra'), [], "no syntax of the database gets through"),
        (Query(words="come* ( : -"), ["s1"], "marks alone ask for nothing"),
        (Query(limit=1), ["s1"], "no more than asked"),
    ],
)
def test_statements(filled: Store, query: Query, found: list[str], why: str) -> None:
    assert [said.statement.id.split(".")[1] for said in find_statements(filled, query)] == found, why


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        (Query(), ["e1", "e2"], "no filter: all"),
        (Query(party="NATO"), ["e1", "e2"], "either side"),
        (Query(to="NATO"), ["e1"], "the target alone"),
        (Query(type="consult"), ["e2"], "the type in any case"),
        (Query(status="happened"), ["e1"], "the status"),
        (Query(words="table"), ["e1", "e2"], "words of the article"),
        (Query(party="VAR", to="EU", type="REQUEST", status="happened", since="2024"), ["e1"], "all together"),
    ],
)
def test_events(filled: Store, query: Query, found: list[str], why: str) -> None:
    assert [done.event.id.split(".")[1] for done in find_events(filled, query)] == found, why


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quay", ["b.txt"]),
        ("agri", []),  # the dotless ı is a letter of its own
        ("agrı", ["b.txt"]),
        ("Ağrı", ["b.txt"]),
        ("soseki", ["b.txt"]),
        ("Holm", ["a.txt", "b.txt"]),
        ("tram", []),
    ],
)
def test_articles_by_words_with_and_without_accents(filled: Store, words: str, found: list[str]) -> None:
    assert [reading.article.uri for reading in find_articles(filled, Query(words=words))] == found


def test_a_story_and_the_dates_that_the_linkage_found(filled: Store) -> None:
    filled.write_linkage(linkage(full(FIRST)))
    assert [r.article.uri for r in find_articles(filled, Query(story="story-1"))] == ["a.txt"]
    assert [r.article.uri for r in find_articles(filled, Query(since="2024-05-13", until="2024-05-13"))] == ["a.txt"]
    assert [said.reading.story for said in find_statements(filled, Query(story="story-1"))] == ["story-1", "story-1"]


def test_search_follows_a_page_that_is_read_again(filled: Store) -> None:
    filled.add([(SECOND, bare(SECOND, title="Another title", text="Nothing of before."))])
    assert list(find_articles(filled, Query(words="quay"))) == []
    assert [r.article.uri for r in find_articles(filled, Query(words="nothing"))] == ["b.txt"]
    filled.add([(FIRST, bare(FIRST))])
    assert list(find_statements(filled, Query(words="table"))) == []


@pytest.mark.parametrize("since", ["yesterday", "2024-5", "14.05.2024", "2024-05-14T10:00"])
def test_a_date_that_is_none(filled: Store, since: str) -> None:
    with pytest.raises(QueryError, match="a date is a year, month or day"):
        list(find_statements(filled, Query(since=since)))
